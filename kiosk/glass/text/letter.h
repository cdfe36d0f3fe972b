#pragma once
/// What Unicode says of one code point, in one look-up. For this folder alone.

#include <array>
#include <cstddef>
#include <cstdint>
#include <hb.h>
#include <memory>
#include <vector>

namespace kiosk::text {

/// Values are ICU's, of the same Unicode version: UCharDirection, ULineBreak, UGraphemeClusterBreak, UWordBreakValues.
struct Letter {
    hb_script_t script = HB_SCRIPT_UNKNOWN; ///< UAX #24
    std::uint16_t marks = 0;
    std::uint8_t bidi = 0;    ///< Bidi_Class, UAX #9
    std::uint8_t line = 0;    ///< Line_Break, UAX #14, after LB1: neither AI, SG, XX, SA nor CJ
    std::uint8_t cluster = 0; ///< Grapheme_Cluster_Break, UAX #29
    std::uint8_t word = 0;    ///< Word_Break, UAX #29

    enum Mark : std::uint16_t {
        opens = 1,              ///< Bidi_Paired_Bracket_Type
        closes = 2,
        hangs = 4,              ///< at a line's end: white space, and what has no width beside it (UAX #9, L1)
        removed = 8,            ///< by rule X9 of UAX #9
        ignorable = 16,         ///< Default_Ignorable_Code_Point: needs no glyph
        pictographic = 32,      ///< Extended_Pictographic
        unassigned = 64,        ///< General_Category Cn
        wide = 128,             ///< East_Asian_Width F, W or H (LB30)
        in_word = 256,          ///< General_Category L, M or N
        hangul = 512,           ///< Script Hangul
        combining = 1024,       ///< General_Category M
        control = 2048,         ///< General_Category Cc, Zl or Zp: no font has a glyph for it
    };
    [[nodiscard]] bool is(Mark mark) const { return (marks & mark) != 0; }
};

/// Letters by code point, read from ICU a block of 256 at a time, when the first of them is asked for.
///
/// Threads: one at a time.
class LetterTable {
public:
    LetterTable();
    ~LetterTable();

    /// Beyond U+10FFFF: as an unassigned code point. Valid for the table's life.
    [[nodiscard]] Letter const& of(char32_t code_point)
    {
        auto const block = code_point >> 8;
        if (block < m_blocks.size() && m_blocks[block]) [[likely]]
            return (*m_blocks[block])[code_point & 0xff];
        return read(code_point);
    }

private:
    using Block = std::array<Letter, 256>;
    Letter const& read(char32_t code_point);

    std::vector<std::unique_ptr<Block>> m_blocks;
};

/// The other half of a bracket, canonically equivalent ones taken as one (UAX #9, BD14 to BD16): the opening bracket
/// for either half of a pair, the code point itself for all else.
[[nodiscard]] char32_t opening_bracket(char32_t code_point);

}
