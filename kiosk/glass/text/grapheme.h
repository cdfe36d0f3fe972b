#pragma once
/// What a citizen takes for one letter. For this folder alone.

#include "kiosk/glass/text/boundaries.h"
#include "kiosk/glass/text/letter.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>

namespace kiosk::text {

/// Extended grapheme clusters letter by letter, for those who look each letter up anyway: UAX #29 of Unicode 15.0, rules
/// GB1 to GB999, with no tailoring.
class GraphemeWalk {
public:
    /// Whether the next letter of the text belongs to the cluster of the letters before it; the first one does not (GB1).
    [[nodiscard]] bool joins(Letter const& letter)
    {
        auto const step = steps[std::size_t { m_row } + letter.cluster + (letter.marks & Letter::pictographic)];
        m_row = step & row_bits;
        return (step & 1) != 0;
    }

private:
    static constexpr std::size_t columns = 64; ///< U_GCB_COUNT at most, and those behind Letter::pictographic
    static constexpr std::size_t states = 21;
    static constexpr std::uint16_t row_bits = 0xffc0;
    static constexpr std::uint16_t begin = columns; ///< as behind a control

    /// A row for each state: where the next state's row begins, and whether the letter joins.
    using Steps = std::array<std::uint16_t, columns * states>;
    static Steps const steps;

    std::uint16_t m_row = begin;
};

/// All clusters of `text`, which is UTF-16; `into` is overwritten. A lone surrogate is a letter like any other. Time grows
/// with the text alone, whatever its letters are; no memory is asked for but `into`'s, once it has grown.
void find_graphemes(LetterTable& letters, std::span<char16_t const> text, Boundaries& into);

/// The end of the cluster that begins at `start`, a boundary before the text's end (0, or what this function answered):
/// find_graphemes() a step at a time. From any other place, the end of what would be a cluster if the text began there.
[[nodiscard]] std::uint32_t end_of_grapheme(LetterTable& letters, std::span<char16_t const> text, std::uint32_t start);

}
