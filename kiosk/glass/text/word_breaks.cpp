#include "kiosk/glass/text/word_breaks.h"

#include <array>
#include <unicode/uchar.h>
#include <unicode/utf16.h>

namespace kiosk::text {

namespace {

/// What the rules see of a letter: its class (UWordBreakValues, whose numbers these are).
enum Column : std::uint8_t {
    Other = U_WB_OTHER, ALetter = U_WB_ALETTER, Format = U_WB_FORMAT, Katakana = U_WB_KATAKANA, MidLetter = U_WB_MIDLETTER,
    MidNum = U_WB_MIDNUM, Numeric = U_WB_NUMERIC, ExtendNumLet = U_WB_EXTENDNUMLET, CR = U_WB_CR, Extend = U_WB_EXTEND,
    LF = U_WB_LF, MidNumLet = U_WB_MIDNUMLET, Newline = U_WB_NEWLINE, RI = U_WB_REGIONAL_INDICATOR,
    Hebrew = U_WB_HEBREW_LETTER, Single_Quote = U_WB_SINGLE_QUOTE, Double_Quote = U_WB_DOUBLE_QUOTE, ZWJ = U_WB_ZWJ,
    WSegSpace = U_WB_WSEGSPACE,
    columns = U_WB_COUNT
};

/// What has been read, with WB4's marks left out: a column's number where the rules remember its class alone.
enum State : std::uint8_t {
    letter_mid = columns, // WB6, WB7: a letter, and what joins it to another letter, if one follows
    hebrew_quote,         // WB7a: the same, but the quote stays with the letter if none follows
    hebrew_quotes,        // WB7b, WB7c: as letter_mid, to another Hebrew letter
    number_mid,           // WB11, WB12: as letter_mid, of numbers
    RI_RI,                // WB15, WB16: an even number of them
    states
};

enum Act : std::uint8_t {
    keep = 0,
    part = 1,       // a boundary before the letter
    wait = 2,       // a boundary before the letter, unless the next one joins both
    part_there = 4, // at the one that waited, and here, too
};

struct Step {
    std::uint8_t next = 0;
    std::uint8_t act = keep;
};

constexpr bool among(int item, auto... items) { return ((item == items) || ...); }

/// WB4: the state behind a letter and what is ignored behind it.
constexpr std::uint8_t alone(int letter)
{
    return static_cast<std::uint8_t>(among(letter, Extend, Format, ZWJ) ? Other : letter);
}

constexpr Step step(int state, int letter)
{
    auto const newline_before = among(state, Newline, CR, LF);
    auto const letter_before = among(state, ALetter, Hebrew);
    auto const is_letter = among(letter, ALetter, Hebrew);
    Step const joined { alone(letter), keep };

    if (state == CR && letter == LF) // WB3
        return joined;
    if (newline_before || among(letter, Newline, CR, LF)) // WB3a, WB3b
        return { alone(letter), static_cast<std::uint8_t>(among(state, letter_mid, hebrew_quotes, number_mid) ? part_there : part) };
    if (state == WSegSpace && letter == WSegSpace) // WB3d
        return joined;
    if (among(letter, Extend, Format, ZWJ)) // WB4; a space with marks is no space to WB3d
        return { state == WSegSpace ? std::uint8_t { Other } : static_cast<std::uint8_t>(state), keep };
    if (letter_before && is_letter) // WB5
        return joined;
    if (state == Hebrew && letter == Single_Quote) // WB6, WB7a
        return { hebrew_quote, keep };
    if (letter_before && among(letter, MidLetter, MidNumLet, Single_Quote)) // WB6
        return { letter_mid, wait };
    if (among(state, letter_mid, hebrew_quote) && is_letter) // WB7
        return joined;
    if (state == Hebrew && letter == Double_Quote) // WB7b
        return { hebrew_quotes, wait };
    if (state == hebrew_quotes && letter == Hebrew) // WB7c
        return joined;
    if (among(state, Numeric, ALetter, Hebrew) && letter == Numeric) // WB8, WB9
        return joined;
    if (state == Numeric && is_letter) // WB10
        return joined;
    if (state == number_mid && letter == Numeric) // WB11
        return joined;
    if (state == Numeric && among(letter, MidNum, MidNumLet, Single_Quote)) // WB12
        return { number_mid, wait };
    if (state == Katakana && letter == Katakana) // WB13
        return joined;
    if (among(state, ALetter, Hebrew, Numeric, Katakana, ExtendNumLet) && letter == ExtendNumLet) // WB13a
        return joined;
    if (state == ExtendNumLet && among(letter, ALetter, Hebrew, Numeric, Katakana)) // WB13b
        return joined;
    if (state == RI && letter == RI) // WB15, WB16
        return { RI_RI, keep };
    return { alone(letter), static_cast<std::uint8_t>(among(state, letter_mid, hebrew_quotes, number_mid) ? part_there : part) }; // WB999
}

using Steps = std::array<std::array<Step, 32>, states>;

constexpr Steps steps = [] {
    Steps all {};
    for (int state = 0; state < states; ++state) {
        for (int letter = 0; letter < columns; ++letter)
            all[static_cast<std::size_t>(state)][static_cast<std::size_t>(letter)] = step(state, letter);
    }
    return all;
}();

}

Words::Segment Words::segment_at(std::uint32_t at) const
{
    auto const all = m_boundaries.all();
    if (all.empty())
        return {};
    auto const behind = std::ranges::upper_bound(all, std::min(at, all.back() - 1));
    auto const segment = static_cast<std::size_t>(behind - all.begin()) - 1;
    return { all[segment], all[segment + 1], m_is_word[segment] };
}

void Words::clear()
{
    m_boundaries.clear();
    m_is_word.clear();
}

void Words::append(std::uint32_t end, bool is_word)
{
    if (m_is_word.empty())
        m_boundaries.append(0);
    m_boundaries.append(end);
    m_is_word.push_back(is_word);
}

void find_words(LetterTable& letters, std::span<char16_t const> text, Words& into)
{
    into.clear();
    std::uint8_t state = Other;
    std::uint8_t column_before = Other;
    std::uint32_t waiting = 0;
    std::uint16_t marks = 0; // of all letters since the last boundary
    auto const size = static_cast<std::uint32_t>(text.size());
    auto const part_at = [&](std::uint32_t end) {
        into.append(end, (marks & Letter::in_word) != 0);
        marks = 0;
    };
    for (std::uint32_t at = 0; at < size;) {
        auto const position = at;
        char32_t code_point = text[at++];
        if (U16_IS_LEAD(code_point) && at < size && U16_IS_TRAIL(text[at]))
            code_point = static_cast<char32_t>(U16_GET_SUPPLEMENTARY(code_point, text[at++]));
        auto const& letter = letters.of(code_point);
        auto const column = letter.word;
        auto const [next, act] = steps[state][column];
        if (act == wait) {
            waiting = position;
        } else if (act != keep && position != 0) { // WB1
            if (act == part_there)
                part_at(waiting);
            if (column_before != ZWJ || !letter.is(Letter::pictographic)) // WB3c
                part_at(position);
        }
        if (!letter.is(Letter::combining))
            marks |= letter.marks;
        state = next;
        column_before = column;
    }
    if (among(state, letter_mid, hebrew_quotes, number_mid))
        part_at(waiting);
    if (size != 0)
        part_at(size); // WB2
}

}
