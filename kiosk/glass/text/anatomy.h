#pragma once
/// What Unicode's algorithms find in a text on its way to the glass: levels and order, and where it may be cut. For judges
/// from outside, who hold it against data of their own; indices count code points.

#include "kiosk/glass/text/layout.h"

#include <cstdint>
#include <memory>
#include <span>
#include <string_view>
#include <vector>

namespace kiosk::text {

/// UAX #9 as a Paragraph has carried it out, read from the runs of its layout.
struct BidiAnatomy {
    static constexpr std::int16_t removed = -1;

    std::uint8_t paragraph_level = 0;
    std::vector<std::int16_t> levels;  ///< of each code point after rule L1, or `removed` by rule X9
    std::vector<std::uint32_t> order;  ///< from left to right (L2), without those that are removed
};

/// Which boundaries of a text are asked for.
enum class Boundary : std::uint8_t {
    line,     ///< UAX #14
    grapheme, ///< UAX #29, extended grapheme clusters
    word,     ///< UAX #29
};

/// By whose rules: the standard's alone, or with words of Hangul kept together (CSS Text 3, `word-break: keep-all`).
enum class BoundaryRules : std::uint8_t { unicode, keep_all };

/// Threads: one at a time.
class Anatomy {
public:
    /// `fonts` must outlive the anatomy.
    explicit Anatomy(FontStack const& fonts);
    ~Anatomy();
    Anatomy(Anatomy const&) = delete;
    Anatomy& operator=(Anatomy const&) = delete;

    /// `text` as one paragraph on one line: vertical tabulation, form feed and U+2028 count as a tabulation and spaces,
    /// which are the same to UAX #9. A paragraph separator inside of `text` ends a paragraph (P1) and a line; L2 is then done
    /// once more over the runs of all lines, as if they were one.
    /// Valid until the next call.
    [[nodiscard]] BidiAnatomy const& bidi(std::u32string_view text, Direction direction);

    /// Ascending, without 0, with the end. Valid until the next call.
    [[nodiscard]] std::span<std::uint32_t const> boundaries(std::u32string_view text, Boundary boundary, BoundaryRules rules);

private:
    struct Bench;
    std::unique_ptr<Bench> m_bench;
};

}
