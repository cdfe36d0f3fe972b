#pragma once
/// Which way each letter runs: the Unicode Bidirectional Algorithm, UAX #9 of Unicode 15.0, all of it.
///
/// levels() takes a text from P1 to L1, reorder() does L2. What lies between them is the line: where one ends before its
/// text does, the space that hangs there takes the level of the text (L1, 4), which is the caller's, who knows the line.

#include <algorithm>
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

namespace kiosk::text {

class LetterTable;

/// Where the level of a whole text comes from. Automatic is that of its first strong letter (P2, P3); a text without one
/// runs from left to right, or as the last says.
enum class BaseDirection : std::uint8_t { left_to_right,
    right_to_left,
    automatic,
    automatic_else_right_to_left };

/// Promises; each is held by the tests that carry its number as a tag:
///   U1  The levels and orders of Unicode's BidiTest and BidiCharacterTest.
///   U2  Time and memory grow with the length of the text alone, however deep it nests.
///   U3  Once it has seen a text as long and as mixed, it allocates nothing. What a text of more than `most_kept` units
///       needed is given back at its end. What stays are positions and classes, no letters.
///
/// Threads: one at a time.
class Bidi {
public:
    Bidi();
    ~Bidi();
    Bidi(Bidi const&) = delete;
    Bidi& operator=(Bidi const&) = delete;

    /// The level of `text` as a whole, and into `levels` that of each code unit; `levels` is left empty if all are 0,
    /// which is found out at once for text without a right-to-left letter or a control of direction.
    ///
    /// Paragraph separators (class B) may stand within: each ends a paragraph (P1) and itself has the base level. The first
    /// paragraph gives the direction of all.
    /// Both halves of a surrogate pair have its level; one alone is a letter of its own. What X9 removes stays (5.2) and has
    /// the level of what stands before it, so that it never cuts a run.
    /// `letters` is asked once a letter. `text` is not kept. At most 2^31 units.
    std::uint8_t levels(std::span<char16_t const> text, BaseDirection direction, LetterTable& letters, std::vector<std::uint8_t>& levels);

    static constexpr std::size_t most_kept = std::size_t { 1 } << 16;

private:
    class Resolution;
    struct Scratch;
    std::unique_ptr<Scratch> m_scratch;
};

/// UAX #9, L2: from logical order to that from left to right. `level_of` gives the level of an element: a letter, or a
/// stretch of a line with one level.
template <typename T, typename Projection>
void reorder(std::span<T> elements, Projection level_of)
{
    std::uint8_t highest = 0;
    std::uint8_t lowest_odd = 255;
    for (auto const& element : elements) {
        std::uint8_t const level = level_of(element);
        highest = std::max(highest, level);
        if (level % 2 == 1)
            lowest_odd = std::min(lowest_odd, level);
    }
    for (auto level = highest; level >= lowest_odd; --level) {
        auto const is_within = [&](T const& element) { return level_of(element) >= level; };
        for (auto begin = std::ranges::find_if(elements, is_within); begin != elements.end();) {
            auto const end = std::find_if_not(begin, elements.end(), is_within);
            std::reverse(begin, end);
            begin = std::find_if(end, elements.end(), is_within);
        }
    }
}

}
