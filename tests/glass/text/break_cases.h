#pragma once
/// Unicode's own cases of where a text is parted, ICU's opinion, and texts made at random of letters of every class.

#include "kiosk/glass/text/letter.h"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <random>
#include <string>
#include <string_view>
#include <unicode/ubrk.h>
#include <unicode/uchar.h>
#include <vector>

namespace breaks_test {

struct Case {
    std::size_t line = 0;
    std::u16string text;
    std::vector<std::uint32_t> breaks; ///< with those at 0 and at the text's end, where the case has them
};

/// Of a file of `auxiliary/`: `÷ 0061 × 0308 ÷`. Throws if the file is not there.
[[nodiscard]] std::vector<Case> cases_of(std::string const& name);

/// `U+0061 U+0308`, for people.
[[nodiscard]] std::string named(std::u16string_view text);

[[nodiscard]] std::u16string to_utf16(std::string_view utf8);
void append(std::u16string& text, char32_t letter);

/// The text with a mark at each of `places` but 0 and the end.
struct Place {
    std::uint32_t position;
    std::string_view mark;
};
[[nodiscard]] std::string marked(std::u16string_view text, std::vector<Place> const& places);

class Icu {
public:
    explicit Icu(UBreakIteratorType type);
    /// 0, ..., the text's end.
    [[nodiscard]] std::vector<std::uint32_t> breaks(std::u16string_view text);

private:
    struct Close {
        void operator()(UBreakIterator* breaks) const { ubrk_close(breaks); }
    };
    std::unique_ptr<UBreakIterator, Close> m_breaks;
};

/// Texts in which every pair of classes of a property stands side by side sooner or later. Letters differ as well by being
/// pictures, by their width and by whether they are assigned.
class RandomText {
public:
    /// Without letters of which `leaves_out` is true.
    RandomText(UProperty property, bool (*leaves_out)(char32_t), unsigned seed);
    [[nodiscard]] std::u16string make(std::size_t letters);
    [[nodiscard]] std::size_t kinds() const { return m_letters.size(); }

private:
    [[nodiscard]] std::size_t below(std::size_t limit) { return std::uniform_int_distribution<std::size_t>(0, limit - 1)(m_random); }

    std::vector<std::vector<char32_t>> m_letters; ///< a few of each kind
    std::mt19937 m_random;
};

/// Texts of a hundred thousand letters that may lead an algorithm back and forth: flags, joiners, spaces, quotes,
/// marks, brackets, controls, halves of pairs. One step back a letter takes a moment, all steps back take minutes.
void each_long_text(std::function<void(std::u16string const&)> const& visit);

}
