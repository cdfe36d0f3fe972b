#pragma once
/// Where a line may end, and where it must. For this folder alone.

#include "kiosk/glass/text/letter.h"

#include <cstdint>
#include <span>
#include <vector>

namespace kiosk::text {

/// A place where a line may end.
struct LineBreak {
    enum class Kind : std::uint8_t {
        soft, ///< if the line is full
        held, ///< inside of a word that is kept together: if the word alone is wider than the box
        hard, ///< always: behind a newline (LB4, LB5) and at the text's end (LB3)
    };
    std::uint32_t position; ///< of the code unit that would begin the next line
    std::uint32_t tail;     ///< behind the last letter before `position` that does not hang there (Letter::hangs)
    Kind kind;
    friend bool operator==(LineBreak const&, LineBreak const&) = default;
};

enum class LineRules : std::uint8_t {
    /// UAX #14 of Unicode 15.0 and nothing else, with the numbers of its section 8.2, example 7 in place of LB25, as
    /// Unicode's LineBreakTest.txt has it. LB1 resolves AI, SG and XX to AL, SA to CM or AL (no dictionary), CJ to NS.
    unicode,
    /// What the glass shows. As `unicode`, but that
    ///  - numbers and what begins with a sign stay whole: `No.5` and `AB/12` (LB25 of section 6.2 keeps them, too), `-x`
    ///    behind a break (LB20a of Unicode 15.1); in return a line may begin with `.5` (LB15c of Unicode 15.1);
    ///  - no line ends just behind the begin of an isolate or embedding, and none begins with the end of one: UAX #14
    ///    takes these controls for combining marks, so it parts them from what they hold (`FSI ÷ 한`, `SP ÷ PDI`). The
    ///    break stands outside of them instead.
    glass,
    /// As `glass`, and words are kept together (CSS Text 3, `word-break: keep-all`): a break between two letters or digits
    /// (General_Category L, M or N), one of which at least is Hangul, is `held`. Marks and controls that LB9 joins to a
    /// letter do not come between.
    korean,
};

/// Line breaks, ascending; the last is the text's end, the first is not 0. None if the text is empty.
///
/// Text is UTF-16; a lone surrogate is a letter (LB1: SG is AL). Time grows with the text alone, whatever its letters are;
/// no memory is asked for but `into`'s, once it has grown. `into` is overwritten.
void find_line_breaks(LetterTable& letters, std::span<char16_t const> text, LineRules rules, std::vector<LineBreak>& into);

}
