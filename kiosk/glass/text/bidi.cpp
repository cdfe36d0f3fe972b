#include "kiosk/glass/text/bidi.h"

#include "kiosk/glass/text/letter.h"

#include <array>
#include <unicode/uchar.h>
#include <unicode/utf16.h>
#include <utility>

namespace kiosk::text {

namespace {

/// The classes of UAX #9, table 4, in ICU's order, and the brackets among the ON.
enum class Kind : std::uint8_t { l,
    r,
    en,
    es,
    et,
    an,
    cs,
    b,
    s,
    ws,
    on,
    lre,
    lro,
    al,
    rle,
    rlo,
    pdf,
    nsm,
    bn,
    fsi,
    lri,
    rli,
    pdi,
    opening,
    closing };
static_assert(static_cast<int>(Kind::l) == U_LEFT_TO_RIGHT && static_cast<int>(Kind::nsm) == U_DIR_NON_SPACING_MARK
    && static_cast<int>(Kind::bn) == U_BOUNDARY_NEUTRAL && static_cast<int>(Kind::pdi) == U_POP_DIRECTIONAL_ISOLATE);

constexpr bool is_one_of(Kind kind, std::uint32_t set) { return (set >> static_cast<unsigned>(kind) & 1) != 0; }
template <typename... Kinds>
constexpr std::uint32_t set_of(Kinds... kinds)
{
    return ((std::uint32_t { 1 } << static_cast<unsigned>(kinds)) | ...);
}

constexpr auto embeddings = set_of(Kind::lre, Kind::lro, Kind::rle, Kind::rlo, Kind::pdf);
constexpr auto isolates = set_of(Kind::lri, Kind::rli, Kind::fsi, Kind::pdi);
constexpr auto removed = embeddings | set_of(Kind::bn);
constexpr auto turning = set_of(Kind::r, Kind::al, Kind::an) | embeddings | isolates;
constexpr auto hanging = set_of(Kind::ws, Kind::s, Kind::b) | isolates;
constexpr auto brackets = set_of(Kind::opening, Kind::closing);
/// Each of these counts for itself; of the others equal neighbours are one.
constexpr auto single = embeddings | isolates | brackets | set_of(Kind::b, Kind::es, Kind::cs, Kind::bn);

constexpr std::uint32_t none = 0xffffffff;
constexpr std::size_t max_depth = 125;   // BD2
constexpr std::size_t most_brackets = 63; // BD16

constexpr Kind direction_of(std::uint8_t level) { return level % 2 == 0 ? Kind::l : Kind::r; }
constexpr std::uint8_t next_odd(std::uint8_t level) { return static_cast<std::uint8_t>((level + 1) | 1); }
constexpr std::uint8_t next_even(std::uint8_t level) { return static_cast<std::uint8_t>((level + 2) & ~1); }

/// I1, I2
constexpr std::uint8_t level_of(Kind kind, std::uint8_t level)
{
    if (kind == direction_of(level))
        return level;
    return static_cast<std::uint8_t>(kind == Kind::l || kind == Kind::r || level % 2 == 1 ? level + 1 : level + 2);
}

/// Letters of one class; BN, and the second unit of a pair, belong to what stands before them.
struct Run {
    std::uint32_t start;
    std::uint32_t next; ///< in its isolating run sequence
    Kind original;
    Kind kind;          ///< as the rules change it
    std::uint8_t level;
    bool mark;          ///< NSM when W1 came
};

/// An entry of X1's directional status stack.
struct Status {
    std::uint32_t initiator; ///< of an isolate; `none` for embeddings
    std::uint8_t level;
    Kind override;           ///< L, R, or ON for neutral
};

/// An isolating run sequence (BD13).
struct Sequence {
    std::uint32_t head;
    std::uint8_t level_before;
};

struct BracketPair {
    std::uint32_t opening;
    std::uint32_t closing;
    std::uint32_t inside; ///< L and R as a set
};

/// Whether a code unit may be, or begin, one of the `turning`.
constexpr bool may_turn(char16_t unit)
{
    auto const within = [unit](unsigned first, unsigned last) { return static_cast<char16_t>(unit - first) <= last - first; };
    return within(0x590, 0x8ff) | within(0x200e, 0x200f) | within(0x202a, 0x202e) | within(0x2066, 0x2069) | within(0xd802, 0xd803)
        | within(0xd83a, 0xd83b) | within(0xfb1d, 0xfdff) | within(0xfe70, 0xfeff);
}

bool may_turn(std::span<char16_t const> text)
{
    constexpr std::size_t block = 64; // without a way out inside, so that the compiler looks at several units at once
    for (; text.size() >= block; text = text.subspan(block)) {
        bool turns = false;
        for (std::size_t i = 0; i < block; ++i)
            turns |= may_turn(text[i]);
        if (turns)
            return true;
    }
    bool turns = false;
    for (auto const unit : text)
        turns |= may_turn(unit);
    return turns;
}

}

struct Bidi::Scratch {
    std::vector<Run> runs;
    std::vector<std::uint32_t> open_isolates;
    std::vector<Sequence> sequences;
    std::vector<BracketPair> pairs;
    std::array<Status, max_depth + 2> statuses;
};

/// One text on its way through the rules.
class Bidi::Resolution {
public:
    Resolution(Scratch& scratch, std::span<char16_t const> text, LetterTable& letters)
        : m_scratch(scratch), m_runs(scratch.runs), m_text(text), m_letters(letters)
    {
        m_runs.clear();
        scratch.open_isolates.clear();
    }

    std::uint8_t run(BaseDirection direction, std::vector<std::uint8_t>& levels)
    {
        m_base_is_known = direction == BaseDirection::left_to_right || direction == BaseDirection::right_to_left;
        m_base = direction == BaseDirection::right_to_left || direction == BaseDirection::automatic_else_right_to_left ? 1 : 0;
        collect();
        levels.clear();
        if (m_base == 0 && (m_seen & turning) == 0)
            return 0;
        for (std::uint32_t start = 0; start < m_runs.size();) {
            auto end = start;
            while (end < m_runs.size() && m_runs[end].original != Kind::b)
                ++end;
            resolve(start, end);
            if (end < m_runs.size())
                m_runs[end].level = m_base; // X8
            start = end + 1;
        }
        if ((m_seen & hanging) != 0)
            level_spaces();
        levels.resize(m_text.size());
        write(levels);
        return m_base;
    }

private:
    /// Puts the text's runs together, and on the way finds what P2 and X5c ask: first strong letters.
    void collect()
    {
        constexpr auto no_kind = static_cast<Kind>(0xff);
        auto current = no_kind;
        auto const size = m_text.size();
        for (std::size_t i = 0; i < size;) {
            auto const start = i;
            char32_t letter = m_text[i++];
            if (U16_IS_LEAD(letter) && i < size && U16_IS_TRAIL(m_text[i])) {
                auto const trail = m_text[i++];
                letter = static_cast<char32_t>(U16_GET_SUPPLEMENTARY(letter, trail));
            }
            auto const& known = m_letters.of(letter);
            auto kind = static_cast<Kind>(known.bidi);
            if (kind == current || (kind == Kind::bn && start > 0))
                continue;
            if (kind == Kind::on) {
                if (known.is(Letter::opens))
                    kind = Kind::opening;
                else if (known.is(Letter::closes))
                    kind = Kind::closing;
                else if (!m_runs.empty() && m_runs.back().kind == Kind::on)
                    continue;
            }
            // Among the ON each one may be a bracket.
            current = is_one_of(kind, single) || kind == Kind::on ? no_kind : kind;
            m_seen |= set_of(kind);
            begin_run(static_cast<std::uint32_t>(start), kind);
        }
    }

    void begin_run(std::uint32_t start, Kind kind)
    {
        auto const index = static_cast<std::uint32_t>(m_runs.size());
        m_runs.push_back({ start, index + 1, kind, kind, 0, false });
        auto& open = m_scratch.open_isolates;
        switch (kind) {
        case Kind::l:
        case Kind::r:
        case Kind::al:
            if (!open.empty()) {
                if (auto& initiator = m_runs[open.back()].kind; initiator == Kind::fsi)
                    initiator = kind == Kind::l ? Kind::lri : Kind::rli; // X5c
            } else if (!m_base_is_known) {
                m_base = kind == Kind::l ? 0 : 1; // P3
                m_base_is_known = true;
            }
            break;
        case Kind::fsi:
        case Kind::lri:
        case Kind::rli: open.push_back(index); break;
        case Kind::pdi:
            if (!open.empty())
                open.pop_back();
            break;
        case Kind::b:
            open.clear();
            m_base_is_known = true;
            break;
        default: break;
        }
    }

    /// One paragraph: the runs [start, end).
    void resolve(std::uint32_t start, std::uint32_t end)
    {
        auto& sequences = m_scratch.sequences;
        sequences.clear();
        if ((m_seen & (embeddings | isolates)) != 0) {
            find_explicit_levels(start, end);
        } else {
            if (start < end && m_runs[start].kind == Kind::bn)
                m_runs[start++].level = m_base;
            if (start == end)
                return;
            for (auto i = start; i < end; ++i)
                m_runs[i].level = m_base;
            m_runs[end - 1].next = none;
            sequences.push_back({ start, m_base });
        }
        for (auto const& sequence : sequences)
            resolve(sequence, end);
    }

    /// X1 to X8, and the sequences of X10. What X9 removes becomes BN and belongs to none.
    void find_explicit_levels(std::uint32_t start, std::uint32_t end)
    {
        auto& statuses = m_scratch.statuses;
        std::size_t depth = 1;
        statuses[0] = { none, m_base, Kind::on };
        std::size_t overflowing_isolates = 0;
        std::size_t overflowing_embeddings = 0;
        std::size_t valid_isolates = 0;
        auto previous = none; // the last run that stays

        for (auto i = start; i < end; ++i) {
            auto& run = m_runs[i];
            auto const& status = statuses[depth - 1];
            run.next = none;
            switch (run.original) {
            case Kind::bn: continue;
            case Kind::lre:
            case Kind::lro:
            case Kind::rle:
            case Kind::rlo: { // X2 to X5
                auto const to_left = run.original == Kind::lre || run.original == Kind::lro;
                auto const level = to_left ? next_even(status.level) : next_odd(status.level);
                auto override = Kind::on;
                if (run.original == Kind::lro || run.original == Kind::rlo)
                    override = to_left ? Kind::l : Kind::r;
                run.kind = Kind::bn;
                if (level <= max_depth && overflowing_isolates == 0 && overflowing_embeddings == 0)
                    statuses[depth++] = { none, level, override };
                else if (overflowing_isolates == 0)
                    ++overflowing_embeddings;
                continue;
            }
            case Kind::pdf: // X7
                run.kind = Kind::bn;
                if (overflowing_isolates > 0)
                    continue;
                if (overflowing_embeddings > 0)
                    --overflowing_embeddings;
                else if (depth > 1 && status.initiator == none)
                    --depth;
                continue;
            case Kind::lri:
            case Kind::rli:
            case Kind::fsi: { // X5a to X5c
                auto const level = run.kind == Kind::rli ? next_odd(status.level) : next_even(status.level);
                stay(i, previous, status);
                if (level <= max_depth && overflowing_isolates == 0 && overflowing_embeddings == 0) {
                    ++valid_isolates;
                    statuses[depth++] = { i, level, Kind::on };
                } else {
                    ++overflowing_isolates;
                }
                break;
            }
            case Kind::pdi: { // X6a
                auto initiator = none;
                if (overflowing_isolates > 0) {
                    --overflowing_isolates;
                } else if (valid_isolates > 0) {
                    overflowing_embeddings = 0;
                    while (initiator == none)
                        initiator = statuses[--depth].initiator;
                    --valid_isolates;
                }
                stay(i, previous, statuses[depth - 1], initiator);
                break;
            }
            default: stay(i, previous, status); // X6
            }
            previous = i;
        }
    }

    /// A run that stays gets its level and becomes part of a sequence: that of its isolate's initiator, of the run before,
    /// or a new one.
    void stay(std::uint32_t index, std::uint32_t previous, Status const& status, std::uint32_t initiator = none)
    {
        auto& run = m_runs[index];
        run.level = status.level;
        if (status.override != Kind::on)
            run.kind = status.override;
        else if (is_one_of(run.kind, isolates))
            run.kind = Kind::on;
        if (initiator != none)
            m_runs[initiator].next = index;
        else if (previous != none && m_runs[previous].level == run.level)
            m_runs[previous].next = index;
        else
            m_scratch.sequences.push_back({ index, previous == none ? m_base : m_runs[previous].level });
    }

    void resolve(Sequence const& sequence, std::uint32_t end)
    {
        auto const level = m_runs[sequence.head].level;
        auto const before = direction_of(std::max(level, sequence.level_before)); // sos
        auto const last = resolve_weak(sequence.head, before);
        auto const after = direction_of(std::max(level, level_after(last, end))); // eos
        if ((m_kinds & set_of(Kind::opening)) != 0 && (m_kinds & set_of(Kind::closing)) != 0)
            resolve_brackets(sequence.head, before);
        resolve_neutral(sequence.head, before, after);
    }

    /// X10: of the first run that stays behind the sequence's last; an isolate that is never closed ends with its text.
    std::uint8_t level_after(std::uint32_t last, std::uint32_t end) const
    {
        if (is_one_of(m_runs[last].original, isolates) && m_runs[last].original != Kind::pdi)
            return m_base;
        do
            ++last;
        while (last < end && m_runs[last].kind == Kind::bn);
        return last < end ? m_runs[last].level : m_base;
    }

    /// W1 to W7. What is neutral becomes ON, but for brackets. Returns the last run.
    std::uint32_t resolve_weak(std::uint32_t head, Kind strong)
    {
        auto before = strong; // after W1 to W3
        auto last = head;
        m_kinds = 0;
        for (auto i = head; i != none; last = i, i = m_runs[i].next) {
            auto& run = m_runs[i];
            if (run.kind == Kind::nsm) {
                run.mark = true;
                run.kind = before; // W1
            }
            switch (run.kind) {
            case Kind::l:
            case Kind::r: strong = before = run.kind; break;
            case Kind::al:
                strong = before = Kind::al;
                run.kind = Kind::r; // W3
                break;
            case Kind::an: before = Kind::an; break;
            case Kind::en:
                before = strong == Kind::al ? Kind::an : Kind::en; // W2
                run.kind = number(strong);
                break;
            case Kind::es:
            case Kind::cs: {
                auto const separator = std::exchange(run.kind, joins_numbers(run, before, strong) ? before : Kind::on); // W4, W6
                if (run.kind == Kind::en)
                    run.kind = number(strong);
                before = separator;
                break;
            }
            case Kind::et: {
                i = resolve_terminators(i, before, strong);
                before = Kind::et;
                break;
            }
            case Kind::opening:
            case Kind::closing:
                m_kinds |= set_of(run.kind);
                before = Kind::on;
                break;
            default: before = run.kind = Kind::on;
            }
        }
        return last;
    }

    /// What EN becomes after the last strong letter: W2, W7.
    static Kind number(Kind strong)
    {
        if (strong == Kind::al)
            return Kind::an;
        return strong == Kind::l ? Kind::l : Kind::en;
    }

    /// W4
    bool joins_numbers(Run const& separator, Kind before, Kind strong) const
    {
        if (separator.next == none || (before != Kind::en && before != Kind::an))
            return false;
        auto after = m_runs[separator.next].kind;
        if (after == Kind::en && strong == Kind::al)
            after = Kind::an; // W2
        return after == before && (separator.kind == Kind::cs || before == Kind::en);
    }

    /// W5, W6: ET, and the marks among them, up to the last one.
    std::uint32_t resolve_terminators(std::uint32_t first, Kind before, Kind strong)
    {
        auto last = first;
        auto after = m_runs[first].next;
        for (; after != none && (m_runs[after].kind == Kind::et || m_runs[after].kind == Kind::nsm); after = m_runs[after].next)
            last = after;
        auto const in_number = before == Kind::en || (after != none && m_runs[after].kind == Kind::en && strong != Kind::al);
        for (auto i = first; i != after; i = m_runs[i].next) {
            m_runs[i].mark = m_runs[i].mark || m_runs[i].kind == Kind::nsm;
            m_runs[i].kind = in_number ? number(strong) : Kind::on;
        }
        return last;
    }

    /// BD16, N0
    void resolve_brackets(std::uint32_t head, Kind strong)
    {
        find_pairs(head);
        auto const embedding = direction_of(m_runs[head].level);
        auto const opposite = embedding == Kind::l ? Kind::r : Kind::l;
        auto i = head;
        for (auto const& pair : m_scratch.pairs) { // in the order of their opening brackets
            if (pair.closing == none)
                continue;
            for (; i != pair.opening; i = m_runs[i].next)
                strong = strong_of(m_runs[i].kind, strong);
            if (is_one_of(embedding, pair.inside))
                turn(pair, embedding);
            else if (is_one_of(opposite, pair.inside))
                turn(pair, strong == opposite ? opposite : embedding);
        }
    }

    /// The strong direction that a run stands for in N0 and N1: `otherwise` if it is neutral.
    static Kind strong_of(Kind kind, Kind otherwise)
    {
        switch (kind) {
        case Kind::l: return Kind::l;
        case Kind::r:
        case Kind::en:
        case Kind::an: return Kind::r;
        default: return otherwise;
        }
    }

    /// BD16. What stands inside of a pair is collected on the way, so that no pair is walked through again.
    void find_pairs(std::uint32_t head)
    {
        struct Open {
            char32_t bracket;
            std::uint32_t pair;
            std::uint32_t inside;
        };
        std::array<Open, most_brackets> open;
        std::size_t depth = 0;
        auto& pairs = m_scratch.pairs;
        pairs.clear();
        for (auto i = head; i != none; i = m_runs[i].next) {
            auto const kind = m_runs[i].kind;
            if (kind == Kind::opening) {
                if (depth == open.size())
                    return;
                open[depth++] = { bracket_at(m_runs[i].start), static_cast<std::uint32_t>(pairs.size()), 0 };
                pairs.push_back({ i, none, 0 });
            } else if (kind == Kind::closing) {
                auto const bracket = bracket_at(m_runs[i].start);
                std::uint32_t inside = 0;
                for (auto at = depth; at > 0; --at) {
                    inside |= open[at - 1].inside;
                    if (open[at - 1].bracket != bracket)
                        continue;
                    depth = at - 1;
                    pairs[open[depth].pair].closing = i;
                    pairs[open[depth].pair].inside = inside;
                    if (depth > 0)
                        open[depth - 1].inside |= inside;
                    break;
                }
            } else if (depth > 0 && kind != Kind::on) {
                open[depth - 1].inside |= set_of(strong_of(kind, kind));
            }
        }
    }

    char32_t bracket_at(std::uint32_t position) const
    {
        char32_t letter = 0;
        U16_GET_UNSAFE(m_text.data(), position, letter);
        return opening_bracket(letter);
    }

    void turn(BracketPair const& pair, Kind direction)
    {
        for (auto const bracket : { pair.opening, pair.closing }) {
            m_runs[bracket].kind = direction;
            for (auto i = m_runs[bracket].next; i != none && m_runs[i].mark; i = m_runs[i].next)
                m_runs[i].kind = direction;
        }
    }

    /// N1, N2, I1, I2
    void resolve_neutral(std::uint32_t head, Kind before, Kind after)
    {
        auto const level = m_runs[head].level;
        auto const embedding = direction_of(level);
        auto neutral = none; // the first of those that wait for what follows them
        auto const settle = [&](std::uint32_t end, Kind following) {
            auto const settled = level_of(before == following ? before : embedding, level);
            for (; neutral != end; neutral = m_runs[neutral].next)
                m_runs[neutral].level = settled;
            neutral = none;
        };
        for (auto i = head; i != none; i = m_runs[i].next) {
            auto& run = m_runs[i];
            if (run.kind == Kind::on || is_one_of(run.kind, brackets)) {
                if (neutral == none)
                    neutral = i;
                continue;
            }
            auto const strong = strong_of(run.kind, run.kind);
            if (neutral != none)
                settle(i, strong);
            before = strong;
            run.level = level_of(run.kind, level);
        }
        if (neutral != none)
            settle(none, after);
    }

    /// L1, 1 to 3, and 4 for the end of the text.
    void level_spaces()
    {
        bool hangs = true;
        for (auto run = m_runs.rbegin(); run != m_runs.rend(); ++run) {
            if (is_one_of(run->original, removed))
                continue;
            hangs = (hangs && is_one_of(run->original, hanging)) || run->original == Kind::s || run->original == Kind::b;
            if (hangs)
                run->level = m_base;
        }
    }

    void write(std::span<std::uint8_t> levels) const
    {
        auto level = m_base;
        for (std::size_t i = 0; i < m_runs.size(); ++i) {
            auto const& run = m_runs[i];
            if (!is_one_of(run.original, removed))
                level = run.level;
            auto const end = i + 1 < m_runs.size() ? m_runs[i + 1].start : levels.size();
            std::fill(levels.begin() + run.start, levels.begin() + static_cast<std::ptrdiff_t>(end), level);
        }
    }

    Scratch& m_scratch;
    std::vector<Run>& m_runs;
    std::span<char16_t const> m_text;
    LetterTable& m_letters;
    std::uint32_t m_seen = 0;  ///< classes of the text
    std::uint32_t m_kinds = 0; ///< brackets of the sequence
    std::uint8_t m_base = 0;
    bool m_base_is_known = false;
};

Bidi::Bidi() : m_scratch(std::make_unique<Scratch>()) { }
Bidi::~Bidi() = default;

std::uint8_t Bidi::levels(std::span<char16_t const> text, BaseDirection direction, LetterTable& letters, std::vector<std::uint8_t>& levels)
{
    if ((direction == BaseDirection::left_to_right || direction == BaseDirection::automatic) && !may_turn(text)) {
        levels.clear();
        return 0;
    }
    auto const base = Resolution(*m_scratch, text, letters).run(direction, levels);
    if (text.size() > most_kept)
        m_scratch = std::make_unique<Scratch>();
    return base;
}

}
