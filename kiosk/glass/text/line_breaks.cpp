#include "kiosk/glass/text/line_breaks.h"

#include <array>
#include <unicode/uchar.h>
#include <unicode/utf16.h>

namespace kiosk::text {

namespace {

/// What the rules see of a letter: its class (ULineBreak, whose numbers these are), and where they look closer.
enum Column : std::uint8_t {
    AL = U_LB_ALPHABETIC, B2 = U_LB_BREAK_BOTH, BA = U_LB_BREAK_AFTER, BB = U_LB_BREAK_BEFORE, BK = U_LB_MANDATORY_BREAK,
    CB = U_LB_CONTINGENT_BREAK, CL = U_LB_CLOSE_PUNCTUATION, CM = U_LB_COMBINING_MARK, CR = U_LB_CARRIAGE_RETURN,
    EX = U_LB_EXCLAMATION, GL = U_LB_GLUE, HY = U_LB_HYPHEN, ID = U_LB_IDEOGRAPHIC, IN = U_LB_INSEPARABLE,
    IS = U_LB_INFIX_NUMERIC, LF = U_LB_LINE_FEED, NS = U_LB_NONSTARTER, NU = U_LB_NUMERIC, OP = U_LB_OPEN_PUNCTUATION,
    PO = U_LB_POSTFIX_NUMERIC, PR = U_LB_PREFIX_NUMERIC, QU = U_LB_QUOTATION, SP = U_LB_SPACE, SY = U_LB_BREAK_SYMBOLS,
    ZW = U_LB_ZWSPACE, NL = U_LB_NEXT_LINE, WJ = U_LB_WORD_JOINER, H2 = U_LB_H2, H3 = U_LB_H3, JL = U_LB_JL, JT = U_LB_JT,
    JV = U_LB_JV, CP = U_LB_CLOSE_PARENTHESIS, HL = U_LB_HEBREW_LETTER, RI = U_LB_REGIONAL_INDICATOR, EB = U_LB_E_BASE,
    EM = U_LB_E_MODIFIER, ZWJ = U_LB_ZWJ,
    wide_OP = U_LB_COUNT,   // LB30 leaves wide brackets out; no CP is wide
    new_picture,            // LB30b: Extended_Pictographic and not assigned
    isolate_end,            // PDI or PDF, where `glass` tells them from CM
    columns
};

/// What has been read, as far as the rules remember it: a column's number where they remember its class alone.
enum State : std::uint8_t {
    begin = columns,
    OP_SP, QU_SP, CP_SP, B2_SP, // LB14 to LB17: what stands before the spaces; SP behind all else
    first_HY,                   // `glass`: HY behind a break
    SP_IS,                      // `glass`: a decimal point, or not
    HL_HY,                      // LB21a
    RI_RI,                      // LB30a: an even number of them
    NU_SY, NU_IS,               // LB25: NU (NU | SY | IS)*, the last being that
    NU_CL, NU_CP,
    PR_OP,                      // LB25: (PR | PO) OP, a number or not
    states
};

enum Act : std::uint8_t {
    keep = 0,
    part = 1,       // a soft break before the letter
    part_line = 2,  // a hard one
    wait = 4,       // a soft one, depending on the next letter but marks
    part_there = 8, // the soft one that waited
};

struct Step {
    std::uint8_t next = 0;
    std::uint8_t act = keep;
};

constexpr bool among(int item, auto... items) { return ((item == items) || ...); }

/// The class that rules without a memory see in what was read.
constexpr int class_before(int state)
{
    switch (state) {
    case OP_SP:
    case QU_SP:
    case CP_SP:
    case B2_SP: return SP;
    case first_HY:
    case HL_HY: return HY;
    case SP_IS: return IS;
    case RI_RI: return RI;
    case NU_SY: return SY;
    case NU_IS: return IS;
    case NU_CL: return CL;
    case NU_CP: return CP;
    case PR_OP: return OP;
    default: return state;
    }
}

/// The state behind a letter that has nothing before it.
constexpr std::uint8_t alone(int letter)
{
    switch (letter) {
    case CM:
    case ZWJ:
    case isolate_end: return AL; // LB10
    case LF:
    case NL: return BK;
    case wide_OP: return OP;
    default: return static_cast<std::uint8_t>(letter);
    }
}

constexpr std::uint8_t behind_space(int state)
{
    switch (state) {
    case OP:
    case OP_SP:
    case PR_OP: return OP_SP;
    case QU:
    case QU_SP: return QU_SP;
    case CL:
    case CP:
    case NU_CL:
    case NU_CP:
    case CP_SP: return CP_SP;
    case B2:
    case B2_SP: return B2_SP;
    default: return SP;
    }
}

/// The state behind `letter`, which is neither a mark nor a space nor a newline.
constexpr std::uint8_t behind(int state, int letter)
{
    auto const in_number = among(state, NU, NU_SY, NU_IS);
    if (in_number && letter == SY)
        return NU_SY;
    if (in_number && letter == IS)
        return NU_IS;
    if (in_number && letter == CL)
        return NU_CL;
    if (in_number && letter == CP)
        return NU_CP;
    if (state == HL && among(letter, HY, BA))
        return HL_HY;
    if (state == RI && letter == RI)
        return RI_RI;
    return alone(letter);
}

/// LB11 to LB31 but PR OP of LB25: whether a line may end between what was read and `letter`, which is no mark, space or
/// newline.
constexpr bool may_part(int state, int letter, LineRules rules)
{
    auto const before = class_before(state);
    auto const closes = among(letter, CL, CP);
    auto const alphabetic_before = among(before, AL, HL);
    auto const alphabetic = among(letter, AL, HL);
    auto const hangul_before = among(before, JL, JV, JT, H2, H3);
    auto const hangul = among(letter, JL, JV, JT, H2, H3);
    auto const picture_before = among(before, ID, EB, EM, new_picture);
    auto const picture = among(letter, ID, EB, EM, new_picture);
    auto const unit_before = among(before, PR, PO);
    auto const unit = among(letter, PR, PO);

    if (letter == WJ || before == WJ) // LB11
        return false;
    if (before == GL || (letter == GL && !among(before, SP, BA, HY))) // LB12, LB12a
        return false;
    if (closes || among(letter, EX, IS, SY)) // LB13
        return false;
    if (among(state, OP, PR_OP, OP_SP)) // LB14
        return false;
    if (among(state, QU, QU_SP) && among(letter, OP, wide_OP)) // LB15
        return false;
    if (behind_space(state) == CP_SP && letter == NS) // LB16
        return false;
    if (behind_space(state) == B2_SP && letter == B2) // LB17
        return false;
    if (before == SP) // LB18
        return true;
    if (before == QU || letter == QU) // LB19
        return false;
    if (before == CB || letter == CB) // LB20
        return true;
    if (among(letter, BA, HY, NS) || before == BB) // LB21
        return false;
    if (state == HL_HY || (before == SY && letter == HL)) // LB21a, LB21b
        return false;
    if (letter == IN) // LB22
        return false;
    if ((alphabetic_before && letter == NU) || (before == NU && alphabetic)) // LB23
        return false;
    if ((before == PR && picture) || (picture_before && letter == PO)) // LB23a
        return false;
    if ((unit_before && alphabetic) || (alphabetic_before && unit)) // LB24
        return false;
    if (letter == NU && (unit_before || among(state, HY, first_HY, NU, NU_SY, NU_IS))) // LB25, as in 8.2, example 7
        return false;
    if (unit && among(state, NU, NU_SY, NU_IS, NU_CL, NU_CP))
        return false;
    if (rules != LineRules::unicode && letter == NU && among(before, IS, SY)) // LB25, as in 6.2
        return false;
    if (state == first_HY && letter == AL) // LB20a of Unicode 15.1
        return false;
    if ((before == JL && among(letter, JL, JV, H2, H3)) || (among(before, JV, H2) && among(letter, JV, JT))
        || (among(before, JT, H3) && letter == JT)) // LB26
        return false;
    if ((hangul_before && letter == PO) || (before == PR && hangul)) // LB27
        return false;
    if (alphabetic && (alphabetic_before || before == IS)) // LB28, LB29
        return false;
    if ((letter == OP && (alphabetic_before || before == NU)) || (before == CP && (alphabetic || letter == NU))) // LB30
        return false;
    if (state == RI && letter == RI) // LB30a
        return false;
    if (among(before, EB, new_picture) && letter == EM) // LB30b
        return false;
    return true; // LB31
}

constexpr Step step(int state, int letter, LineRules rules)
{
    auto const mark = among(letter, CM, ZWJ, isolate_end);
    auto const first = rules != LineRules::unicode && letter == HY ? std::uint8_t { first_HY } : alone(letter);
    // LB4 to LB6
    if (state == CR && letter == LF)
        return { BK, keep };
    if (among(state, BK, CR))
        return { first, part_line };
    // LB25, behind (PR | PO) OP: nothing parts the two behind OP (LB14), so only the break before it is open.
    if (state == PR_OP && !mark && letter != NU)
        return { letter == SP ? behind_space(OP) : behind(OP, letter), part_there };
    if (among(letter, BK, CR, LF, NL, ZW)) // LB6, LB7
        return { alone(letter), keep };
    if (letter == SP && state != ZW) // LB7
        return { behind_space(state), keep };
    if (state == ZW) // LB8
        return letter == SP ? Step { ZW, keep } : Step { first, part };
    if (state == begin) // LB2
        return { first, keep };
    if (letter == isolate_end && class_before(state) == SP)
        return { static_cast<std::uint8_t>(state), keep };
    if (mark && class_before(state) != SP) // LB9
        return { static_cast<std::uint8_t>(state), keep };
    if (among(state, PR, PO) && among(letter, OP, wide_OP)) // LB25
        return { PR_OP, wait };
    if (rules != LineRules::unicode && class_before(state) == SP && state != OP_SP && letter == IS) // LB15c of Unicode 15.1
        return { SP_IS, wait };
    if (state == SP_IS && letter == NU)
        return { NU, part_there };
    auto const parts = may_part(state, letter, rules);
    if (rules != LineRules::unicode && parts && letter == HY)
        return { first_HY, part };
    return { behind(state, letter), parts ? part : keep };
}

/// All steps: a row of 64 for each state. A step is the index at which the next state's row begins, times 16, and what to
/// do: the next index is a shift and a sum away, for that is what a letter's time is spent on.
using Steps = std::array<std::uint16_t, std::size_t { 64 } * states>;
static_assert(columns <= 64 && states <= 64);

constexpr Steps steps_of(LineRules rules)
{
    Steps steps {};
    for (int state = 0; state < states; ++state) {
        for (int letter = 0; letter < columns; ++letter) {
            auto const [next, act] = step(state, letter, rules);
            steps[static_cast<std::size_t>(state * 64 + letter)] = static_cast<std::uint16_t>(next << 10 | act);
        }
    }
    return steps;
}

constexpr Steps unicode_steps = steps_of(LineRules::unicode);
constexpr Steps glass_steps = steps_of(LineRules::glass);

/// LRE, RLE, LRO, RLO, LRI, RLI, FSI.
bool begins_isolate(char16_t unit)
{
    return (unit >= 0x202a && unit <= 0x202e && unit != 0x202c) || (unit >= 0x2066 && unit <= 0x2068);
}

/// PDF, PDI.
bool ends_isolate(Letter const& letter)
{
    return letter.bidi == U_POP_DIRECTIONAL_ISOLATE || letter.bidi == U_POP_DIRECTIONAL_FORMAT;
}

/// The column of a letter of one of the classes that are `divided`.
std::uint8_t column_of_part(Letter const& letter, LineRules rules)
{
    if (letter.line == CM && rules != LineRules::unicode && ends_isolate(letter))
        return isolate_end;
    if (letter.line == OP && letter.is(Letter::wide))
        return wide_OP;
    if (letter.line == ID && letter.is(Letter::unassigned) && letter.is(Letter::pictographic))
        return new_picture;
    return letter.line;
}

inline std::uint8_t column_of(Letter const& letter, LineRules rules)
{
    constexpr auto one = std::uint64_t { 1 };
    constexpr auto divided = one << CM | one << OP | one << ID;
    return (divided >> letter.line & 1) == 0 ? letter.line : column_of_part(letter, rules);
}

template <LineRules rules>
class Finding {
public:
    Finding(LetterTable& letters, std::span<char16_t const> text, std::vector<LineBreak>& into)
        : m_letters(letters), m_text(text), m_into(into)
    {
    }

    void run()
    {
        constexpr auto const& steps = rules == LineRules::unicode ? unicode_steps : glass_steps;
        std::size_t row = begin * 64;
        std::size_t tail = 0;
        Before before { begin, 0 };
        for (std::size_t at = 0; at < m_text.size();) {
            auto const position = at;
            auto const& letter = next(at);
            auto const column = column_of(letter, rules);
            auto const step = std::size_t { steps[row + column] };
            if (auto const act = step & 15; act != keep) [[unlikely]]
                do_as_told(static_cast<std::uint8_t>(act), position, tail, before, letter);
            if (rules == LineRules::korean && (step >> 4 != row || !is_mark(column)))
                before.base_marks = letter.marks;
            before.column = column;
            row = step >> 4;
            if (!letter.is(Letter::hangs))
                tail = at;
        }
        if (row == PR_OP * 64)
            part_waiting();
        if (!m_text.empty())
            append(m_text.size(), tail, LineBreak::Kind::hard); // LB3
    }

private:
    /// What stands before the letter in hand.
    struct Before {
        std::uint8_t column;
        std::uint16_t base_marks; ///< Letter::marks, of the letter that LB9 joins the rest to
    };

    static bool is_mark(std::uint8_t column) { return column == CM || column == ZWJ || column == isolate_end; }

    Letter const& next(std::size_t& at)
    {
        char32_t letter = m_text[at++];
        if (U16_IS_LEAD(letter) && at < m_text.size() && U16_IS_TRAIL(m_text[at]))
            letter = static_cast<char32_t>(U16_GET_SUPPLEMENTARY(letter, m_text[at++]));
        return m_letters.of(letter);
    }

    void do_as_told(std::uint8_t act, std::size_t position, std::size_t tail, Before before, Letter const& letter)
    {
        auto const joined = before.column == ZWJ; // LB8a
        switch (act) {
        case part_line: append(position, tail, LineBreak::Kind::hard); break;
        case part_there: part_waiting(); break;
        case wait: m_waiting = { joined ? 0 : position, tail }; break;
        default:
            if (!joined)
                part_at(position, tail, kind_between(before.base_marks, letter.marks));
        }
    }

    static LineBreak::Kind kind_between(std::uint16_t before, std::uint16_t after)
    {
        auto const held = rules == LineRules::korean && (before & after & Letter::in_word) != 0 && ((before | after) & Letter::hangul) != 0;
        return held ? LineBreak::Kind::held : LineBreak::Kind::soft;
    }

    /// At `position`; or where the begins of isolates begin that stand right before it, if nothing parts there already.
    void part_at(std::size_t position, std::size_t tail, LineBreak::Kind kind)
    {
        if (rules != LineRules::unicode) {
            while (position > 0 && begins_isolate(m_text[position - 1]))
                --position;
            if (position == (m_into.empty() ? 0 : m_into.back().position))
                return;
        }
        append(position, tail, kind);
    }

    void part_waiting()
    {
        if (m_waiting.position != 0)
            part_at(m_waiting.position, m_waiting.tail, LineBreak::Kind::soft);
    }

    void append(std::size_t position, std::size_t tail, LineBreak::Kind kind)
    {
        m_into.push_back({ static_cast<std::uint32_t>(position), static_cast<std::uint32_t>(tail), kind });
    }

    struct Waiting {
        std::size_t position; ///< 0 if none
        std::size_t tail;
    };

    LetterTable& m_letters;
    std::span<char16_t const> m_text;
    std::vector<LineBreak>& m_into;
    Waiting m_waiting {};
};

}

void find_line_breaks(LetterTable& letters, std::span<char16_t const> text, LineRules rules, std::vector<LineBreak>& into)
{
    into.clear();
    switch (rules) {
    case LineRules::unicode: return Finding<LineRules::unicode>(letters, text, into).run();
    case LineRules::glass: return Finding<LineRules::glass>(letters, text, into).run();
    case LineRules::korean: return Finding<LineRules::korean>(letters, text, into).run();
    }
}

}
