#include "kiosk/glass/text/letter.h"

#include <unicode/uchar.h>

namespace kiosk::text {

namespace {

constexpr char32_t code_points = 0x110000;

/// UAX #14, LB1: classes that depend on more than the letter, resolved as it says for text without other knowledge.
std::uint8_t line_class(UChar32 letter)
{
    auto const kind = u_getIntPropertyValue(letter, UCHAR_LINE_BREAK);
    switch (kind) {
    case U_LB_AMBIGUOUS:
    case U_LB_SURROGATE:
    case U_LB_UNKNOWN: return U_LB_ALPHABETIC;
    case U_LB_COMPLEX_CONTEXT: {
        auto const category = U_MASK(u_charType(letter));
        return (category & (U_GC_MN_MASK | U_GC_MC_MASK)) != 0 ? U_LB_COMBINING_MARK : U_LB_ALPHABETIC;
    }
    case U_LB_CONDITIONAL_JAPANESE_STARTER: return U_LB_NONSTARTER;
    default: return static_cast<std::uint8_t>(kind);
    }
}

/// UAX #9, X9.
bool is_removed(int direction)
{
    switch (direction) {
    case U_LEFT_TO_RIGHT_EMBEDDING:
    case U_RIGHT_TO_LEFT_EMBEDDING:
    case U_LEFT_TO_RIGHT_OVERRIDE:
    case U_RIGHT_TO_LEFT_OVERRIDE:
    case U_POP_DIRECTIONAL_FORMAT:
    case U_BOUNDARY_NEUTRAL: return true;
    default: return false;
    }
}

/// UAX #9, L1.
bool hangs(int direction)
{
    switch (direction) {
    case U_WHITE_SPACE_NEUTRAL:
    case U_SEGMENT_SEPARATOR:
    case U_BLOCK_SEPARATOR:
    case U_FIRST_STRONG_ISOLATE:
    case U_LEFT_TO_RIGHT_ISOLATE:
    case U_RIGHT_TO_LEFT_ISOLATE:
    case U_POP_DIRECTIONAL_ISOLATE: return true;
    default: return is_removed(direction);
    }
}

Letter letter_of(UChar32 letter, hb_unicode_funcs_t* unicode)
{
    Letter found;
    found.script = hb_unicode_script(unicode, static_cast<hb_codepoint_t>(letter));
    auto const direction = u_charDirection(letter);
    found.bidi = static_cast<std::uint8_t>(direction);
    found.line = line_class(letter);
    found.cluster = static_cast<std::uint8_t>(u_getIntPropertyValue(letter, UCHAR_GRAPHEME_CLUSTER_BREAK));
    found.word = static_cast<std::uint8_t>(u_getIntPropertyValue(letter, UCHAR_WORD_BREAK));

    auto const mark = [&](Letter::Mark which, bool holds) {
        if (holds)
            found.marks = static_cast<std::uint16_t>(found.marks | which);
    };
    auto const category = U_MASK(u_charType(letter));
    auto const bracket = u_getIntPropertyValue(letter, UCHAR_BIDI_PAIRED_BRACKET_TYPE);
    auto const width = u_getIntPropertyValue(letter, UCHAR_EAST_ASIAN_WIDTH);
    mark(Letter::opens, bracket == U_BPT_OPEN);
    mark(Letter::closes, bracket == U_BPT_CLOSE);
    mark(Letter::hangs, hangs(direction));
    mark(Letter::removed, is_removed(direction));
    mark(Letter::ignorable, u_hasBinaryProperty(letter, UCHAR_DEFAULT_IGNORABLE_CODE_POINT) != 0);
    mark(Letter::pictographic, u_hasBinaryProperty(letter, UCHAR_EXTENDED_PICTOGRAPHIC) != 0);
    mark(Letter::unassigned, (category & U_GC_CN_MASK) != 0);
    mark(Letter::wide, width == U_EA_FULLWIDTH || width == U_EA_WIDE || width == U_EA_HALFWIDTH);
    mark(Letter::in_word, (category & (U_GC_L_MASK | U_GC_M_MASK | U_GC_N_MASK)) != 0);
    mark(Letter::hangul, found.script == HB_SCRIPT_HANGUL);
    mark(Letter::combining, (category & U_GC_M_MASK) != 0);
    mark(Letter::control, (category & (U_GC_CC_MASK | U_GC_ZL_MASK | U_GC_ZP_MASK)) != 0);
    return found;
}

}

LetterTable::LetterTable() : m_blocks((code_points >> 8) + 1) { }
LetterTable::~LetterTable() = default;

Letter const& LetterTable::read(char32_t code_point)
{
    if (code_point >= code_points)
        code_point = code_points; // a block of its own
    auto& block = m_blocks[code_point >> 8];
    if (!block) {
        block = std::make_unique<Block>();
        auto* const unicode = hb_unicode_funcs_get_default();
        auto const first = code_point & ~char32_t { 0xff };
        for (char32_t i = 0; i < block->size(); ++i)
            (*block)[i] = letter_of(static_cast<UChar32>(first + i), unicode);
    }
    return (*block)[code_point & 0xff];
}

char32_t opening_bracket(char32_t code_point)
{
    auto const letter = static_cast<UChar32>(code_point);
    auto opening = letter;
    if (u_getIntPropertyValue(letter, UCHAR_BIDI_PAIRED_BRACKET_TYPE) == U_BPT_CLOSE)
        opening = u_getBidiPairedBracket(letter);
    // The one canonical equivalence among brackets: U+2329 and U+232A are CJK's angle brackets.
    constexpr UChar32 technical_angle = 0x2329;
    constexpr UChar32 angle = 0x3008;
    return static_cast<char32_t>(opening == technical_angle ? angle : opening);
}

}
