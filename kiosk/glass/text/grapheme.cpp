#include "kiosk/glass/text/grapheme.h"

#include <array>
#include <unicode/uchar.h>
#include <unicode/utf16.h>

namespace kiosk::text {

namespace {

/// What the rules see of a letter: its class (UGraphemeClusterBreak, whose numbers these are), or that it is a picture.
enum Column : std::uint8_t {
    Other = U_GCB_OTHER, Control = U_GCB_CONTROL, CR = U_GCB_CR, Extend = U_GCB_EXTEND, L = U_GCB_L, LF = U_GCB_LF,
    LV = U_GCB_LV, LVT = U_GCB_LVT, T = U_GCB_T, V = U_GCB_V, SpacingMark = U_GCB_SPACING_MARK, Prepend = U_GCB_PREPEND,
    RI = U_GCB_REGIONAL_INDICATOR, ZWJ = U_GCB_ZWJ,
    Picture = U_GCB_COUNT, // Extended_Pictographic; its class is Other
    columns
};

/// What has been read: a column's number where the rules remember its class alone. A picture stays one with the marks
/// behind it, for GB11.
enum State : std::uint8_t {
    Picture_ZWJ = columns, // GB11: Extended_Pictographic Extend* ZWJ
    RI_RI,                 // GB12, GB13: an even number of them
    states
};

constexpr bool is_control(int item) { return item == Control || item == CR || item == LF; }

/// GB3 to GB999.
constexpr bool joins(int state, int letter)
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

constexpr std::uint8_t behind(int state, int letter)
{
    if (letter == Extend && state == Picture)
        return Picture;
    if (letter == ZWJ && state == Picture)
        return Picture_ZWJ;
    if (letter == RI && state == RI)
        return RI_RI;
    return static_cast<std::uint8_t>(letter);
}

struct Step {
    std::uint8_t next = 0;
    bool joins = false;
};

using Steps = std::array<std::array<Step, 32>, states>;

constexpr Steps steps = [] {
    Steps all {};
    for (int state = 0; state < states; ++state) {
        for (int letter = 0; letter < columns; ++letter)
            all[static_cast<std::size_t>(state)][static_cast<std::size_t>(letter)] = { behind(state, letter), joins(state, letter) };
    }
    return all;
}();

std::uint8_t next_column(LetterTable& letters, std::span<char16_t const> text, std::uint32_t& at)
{
    char32_t code_point = text[at++];
    if (U16_IS_LEAD(code_point) && at < text.size() && U16_IS_TRAIL(text[at]))
        code_point = static_cast<char32_t>(U16_GET_SUPPLEMENTARY(code_point, text[at++]));
    auto const& letter = letters.of(code_point);
    return letter.cluster == Other && letter.is(Letter::pictographic) ? std::uint8_t { Picture } : letter.cluster;
}

}

void find_graphemes(LetterTable& letters, std::span<char16_t const> text, Boundaries& into)
{
    into.clear();
    std::uint8_t state = Control; // GB1
    for (std::uint32_t at = 0; at < text.size();) {
        auto const start = at;
        auto const [next, joined] = steps[state][next_column(letters, text, at)];
        if (!joined)
            into.append(start);
        state = next;
    }
    if (!text.empty())
        into.append(static_cast<std::uint32_t>(text.size())); // GB2
}

std::uint32_t end_of_grapheme(LetterTable& letters, std::span<char16_t const> text, std::uint32_t start)
{
    // Letters before the first mark in Unicode join nothing but each other in CR LF.
    constexpr char16_t first_mark = 0x300;
    auto at = start + 1;
    if (at >= text.size() || (text[start] < first_mark && text[at] < first_mark && text[start] != '\r')) [[likely]]
        return at;
    at = start;
    auto state = next_column(letters, text, at);
    while (at < text.size()) {
        auto end = at;
        auto const [next, joined] = steps[state][next_column(letters, text, end)];
        if (!joined)
            break;
        state = next;
        at = end;
    }
    return at;
}

}
