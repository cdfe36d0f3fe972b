#pragma once
/// Words, for moving by word and for choosing one with a double touch. For this folder alone.

#include "kiosk/glass/text/boundaries.h"
#include "kiosk/glass/text/letter.h"

#include <cstdint>
#include <span>
#include <vector>

namespace kiosk::text {

/// The words of one text and what stands between them. Holds numbers alone, no text. Threads: one at a time.
class Words {
public:
    /// What stands between two boundaries.
    struct Segment {
        std::uint32_t start = 0;
        std::uint32_t end = 0;
        bool is_word = false; ///< it holds a letter or a digit (General_Category L or N); else space, signs, pictures
        friend bool operator==(Segment const&, Segment const&) = default;
    };

    [[nodiscard]] Boundaries const& boundaries() const { return m_boundaries; }
    /// The segment that holds the code unit at `at`; at or behind the text's end the last one; an empty one in an empty
    /// text.
    [[nodiscard]] Segment segment_at(std::uint32_t at) const;

    /// Forgets all; keeps the memory.
    void clear();
    /// The segment from the last boundary (or 0) to `end`, which is behind it.
    void append(std::uint32_t end, bool is_word);

private:
    Boundaries m_boundaries;
    std::vector<bool> m_is_word; ///< of the segment that begins at the boundary of the same index
};

/// Words: UAX #29 of Unicode 15.0, rules WB1 to WB999, with no tailoring: scripts that ask for a dictionary (Thai, Lao,
/// Khmer, Myanmar) and ideographs are parted letter by letter.
///
/// Text is UTF-16; a lone surrogate is a sign of its own. Time grows with the text alone,
/// whatever its letters are; no memory is asked for but `into`'s, once it has grown.
void find_words(LetterTable& letters, std::span<char16_t const> text, Words& into);

}
