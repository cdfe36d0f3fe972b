#include "kiosk/glass/text/grapheme.h"

#include <unicode/uchar.h>
#include <unicode/utf16.h>

namespace kiosk::text {

namespace {

/// What the rules see of a letter: its class (UGraphemeClusterBreak, whose numbers these are), or that it is a picture.
enum Column : std::uint8_t {
    Other = U_GCB_OTHER, Control = U_GCB_CONTROL, CR = U_GCB_CR, Extend = U_GCB_EXTEND, L = U_GCB_L, LF = U_GCB_LF,
    LV = U_GCB_LV, LVT = U_GCB_LVT, T = U_GCB_T, V = U_GCB_V, SpacingMark = U_GCB_SPACING_MARK, Prepend = U_GCB_PREPEND,
    RI = U_GCB_REGIONAL_INDICATOR, ZWJ = U_GCB_ZWJ,
    Picture = Letter::pictographic // Extended_Pictographic; their class is Other, 0
};

/// What has been read: a column's number where the rules remember its class alone.
enum State : std::uint8_t {
    Picture_Extend = U_GCB_COUNT, // GB11: Extended_Pictographic Extend*
    Picture_ZWJ,                  // GB11: and ZWJ
    RI_RI,                        // GB12, GB13: an even number of them
    states
};

constexpr bool is_control(int item) { return item == Control || item == CR || item == LF; }

/// GB3 to GB999.
constexpr bool is_joined(int state, int letter)
{
    if (state == CR && letter == LF) // GB3
        return true;
    if (is_control(state) || is_control(letter)) // GB4, GB5
        return false;
    if (state == L && (letter == L || letter == V || letter == LV || letter == LVT)) // GB6
        return true;
    if ((state == LV || state == V) && (letter == V || letter == T)) // GB7
        return true;
    if ((state == LVT || state == T) && letter == T) // GB8
        return true;
    if (letter == Extend || letter == ZWJ || letter == SpacingMark) // GB9, GB9a
        return true;
    if (state == Prepend) // GB9b
        return true;
    if (state == Picture_ZWJ && letter == Picture) // GB11
        return true;
    return state == RI && letter == RI; // GB12, GB13
}

constexpr int behind(int state, int letter)
{
    if (letter == Picture || (state == Picture_Extend && letter == Extend))
        return Picture_Extend;
    if (state == Picture_Extend && letter == ZWJ)
        return Picture_ZWJ;
    if (state == RI && letter == RI)
        return RI_RI;
    return letter;
}

Letter const& next_letter(LetterTable& letters, std::span<char16_t const> text, std::size_t& at)
{
    char32_t letter = text[at++];
    if (U16_IS_LEAD(letter) && at < text.size() && U16_IS_TRAIL(text[at]))
        letter = static_cast<char32_t>(U16_GET_SUPPLEMENTARY(letter, text[at++]));
    return letters.of(letter);
}

}

constexpr GraphemeWalk::Steps GraphemeWalk::steps = [] {
    static_assert(begin == Control * columns && columns > Picture && GraphemeWalk::states == text::states);
    Steps all {};
    for (int state = 0; state < text::states; ++state) {
        for (int letter = 0; letter <= Picture; ++letter) {
            if (letter >= U_GCB_COUNT && letter != Picture)
                continue;
            auto const next = behind(state, letter) * static_cast<int>(columns);
            auto const from = static_cast<std::size_t>(state) * columns + static_cast<std::size_t>(letter);
            all[from] = static_cast<std::uint16_t>(next + (is_joined(state, letter) ? 1 : 0));
        }
    }
    return all;
}();

void find_graphemes(LetterTable& letters, std::span<char16_t const> text, Boundaries& into)
{
    into.clear();
    GraphemeWalk walk;
    for (std::size_t at = 0; at < text.size();) {
        auto const start = at;
        if (!walk.joins(next_letter(letters, text, at)))
            into.append(static_cast<std::uint32_t>(start));
    }
    if (!text.empty())
        into.append(static_cast<std::uint32_t>(text.size())); // GB2
}

std::uint32_t end_of_grapheme(LetterTable& letters, std::span<char16_t const> text, std::uint32_t start)
{
    GraphemeWalk walk;
    std::size_t end = start;
    for (std::size_t at = start; at < text.size(); end = at) {
        if (!walk.joins(next_letter(letters, text, at)) && end != start)
            break;
    }
    return static_cast<std::uint32_t>(end);
}

}
