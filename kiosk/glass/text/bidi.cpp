#include "kiosk/glass/text/bidi.h"

#include "kiosk/glass/text/letter.h"

#include <array>
#include <cstring>
#include <unicode/uchar.h>
#include <unicode/utf16.h>
#include <utility>

namespace kiosk::text {

namespace {

/// The classes of UAX #9, table 4, in ICU's order; a bracket is ON and `bracket` times Letter::opens or Letter::closes.
// clang-format off
enum class Kind : std::uint8_t {
    l, r, en, es, et, an, cs, b, s, ws, on, lre, lro, al, rle, rlo, pdf, nsm, bn, fsi, lri, rli, pdi, opening, closing = 36
};
// clang-format on
constexpr unsigned bracket = 13;
static_assert(U_OTHER_NEUTRAL + bracket * Letter::opens == static_cast<unsigned>(Kind::opening)
    && U_OTHER_NEUTRAL + bracket * Letter::closes == static_cast<unsigned>(Kind::closing));
static_assert(static_cast<int>(Kind::l) == U_LEFT_TO_RIGHT && static_cast<int>(Kind::nsm) == U_DIR_NON_SPACING_MARK
    && static_cast<int>(Kind::bn) == U_BOUNDARY_NEUTRAL && static_cast<int>(Kind::pdi) == U_POP_DIRECTIONAL_ISOLATE);

constexpr bool is_one_of(Kind kind, std::uint64_t set) { return (set >> static_cast<unsigned>(kind) & 1) != 0; }
template <typename... Kinds>
constexpr std::uint64_t set_of(Kinds... kinds)
{
    return ((std::uint64_t { 1 } << static_cast<unsigned>(kinds)) | ...);
}

constexpr auto embeddings = set_of(Kind::lre, Kind::lro, Kind::rle, Kind::rlo, Kind::pdf);
constexpr auto isolates = set_of(Kind::lri, Kind::rli, Kind::fsi, Kind::pdi);
constexpr auto removed = embeddings | set_of(Kind::bn);
constexpr auto turning = set_of(Kind::r, Kind::al, Kind::an) | embeddings | isolates;
constexpr auto hanging = set_of(Kind::ws, Kind::s, Kind::b) | isolates;
constexpr auto separators = set_of(Kind::b, Kind::s);
constexpr auto brackets = set_of(Kind::opening, Kind::closing);
/// Each of these counts for itself; of the others equal neighbours are one.
constexpr auto single = embeddings | isolates | brackets | set_of(Kind::b, Kind::es, Kind::cs, Kind::bn);

constexpr std::uint32_t none = 0xffffffff;
constexpr std::size_t max_depth = 125;   // BD2
constexpr std::size_t most_brackets = 63; // BD16

constexpr Kind direction_of(std::uint8_t level) { return level % 2 == 0 ? Kind::l : Kind::r; }
constexpr std::uint8_t next_odd(std::uint8_t level) { return static_cast<std::uint8_t>((level + 1) | 1); }
constexpr std::uint8_t next_even(std::uint8_t level) { return static_cast<std::uint8_t>((level + 2) & ~1); }

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
    std::uint8_t level;
    std::uint8_t level_before;
};

struct BracketPair {
    std::uint32_t opening;
    std::uint32_t closing;
    std::uint64_t inside; ///< L and R as a set
};

/// N1, N2, I1, I2: takes the runs of a sequence one after the other and gives them their levels.
class Settling {
public:
    Settling(std::span<Run> runs, std::uint8_t level, Kind before)
        : m_runs(runs), m_left(static_cast<std::uint8_t>(level + level % 2)), m_right(static_cast<std::uint8_t>(level | 1)),
          m_number(static_cast<std::uint8_t>((level | 1) + 1)), m_embedding(direction_of(level)), m_before(before)
    {
    }

    void take(std::uint32_t index)
    {
        auto& run = m_runs[index];
        if (is_one_of(run.kind, waiting)) {
            if (m_waiting == none)
                m_waiting = index;
            return;
        }
        auto const strong = run.kind == Kind::l ? Kind::l : Kind::r;
        if (m_waiting != none)
            settle(index, strong);
        m_before = strong;
        run.level = is_one_of(run.kind, numbers) ? m_number : level_of(strong);
    }
    void end(Kind following)
    {
        if (m_waiting != none)
            settle(none, following);
    }

private:
    static constexpr auto waiting = brackets | set_of(Kind::on);
    static constexpr auto numbers = set_of(Kind::en, Kind::an);

    [[nodiscard]] std::uint8_t level_of(Kind strong) const { return strong == Kind::l ? m_left : m_right; }
    void settle(std::uint32_t index, Kind following)
    {
        auto const level = level_of(m_before == following ? following : m_embedding);
        for (; m_waiting != index; m_waiting = m_runs[m_waiting].next)
            m_runs[m_waiting].level = level;
        m_waiting = none;
    }

    std::span<Run> m_runs;
    std::uint8_t m_left;
    std::uint8_t m_right;
    std::uint8_t m_number;
    Kind m_embedding;
    Kind m_before;
    std::uint32_t m_waiting = none; ///< the first of the neutral runs that wait for what follows them
};

/// Whether a code unit may be, or begin, one of the `turning`. As a number and without a branch, so that the compiler
/// looks at several units at once.
constexpr std::uint16_t may_turn(char16_t unit)
{
    auto const within = [unit](unsigned first, unsigned last) {
        return static_cast<std::uint16_t>(static_cast<std::uint16_t>(unit - first) <= static_cast<std::uint16_t>(last - first));
    };
    return within(0x590, 0x8ff) | within(0x200e, 0x200f) | within(0x202a, 0x2069) | within(0xd802, 0xd83b) | within(0xfb1d, 0xfeff);
}

bool may_turn(std::span<char16_t const> text)
{
    constexpr std::size_t block = 64;
    while (!text.empty()) {
        std::uint16_t turns = 0;
        for (auto const unit : text.first(std::min(block, text.size())))
            turns |= may_turn(unit);
        if (turns != 0)
            return true;
        text = text.subspan(std::min(block, text.size()));
    }
    return false;
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
        : m_scratch(scratch), m_text(text), m_letters(letters)
    {
    }

    std::uint8_t run(BaseDirection direction, std::vector<std::uint8_t>& levels)
    {
        m_base = direction == BaseDirection::right_to_left || direction == BaseDirection::automatic_else_right_to_left ? 1 : 0;
        collect();
        auto const base_is_known = direction == BaseDirection::left_to_right || direction == BaseDirection::right_to_left;
        if (!base_is_known || has(set_of(Kind::fsi)))
            find_first_strong(base_is_known);
        levels.clear();
        if (m_base == 0 && !has(turning))
            return 0;
        if (m_base == 1 && !has(set_of(Kind::l, Kind::en, Kind::an) | embeddings | isolates)) {
            levels.resize(m_text.size(), 1);
            return 1;
        }
        auto const size = static_cast<std::uint32_t>(m_runs.size());
        for (std::uint32_t start = 0; start < size;) {
            auto end = size;
            if (has(set_of(Kind::b))) {
                for (end = start; end < size && m_runs[end].original != Kind::b; ++end) { }
            }
            resolve(start, end);
            if (end < size)
                m_runs[end].level = m_base; // X8
            start = end + 1;
        }
        levels.resize(m_text.size());
        write(levels);
        return m_base;
    }

private:
    [[nodiscard]] bool has(std::uint64_t kinds) const { return (m_seen & kinds) != 0; }

    /// Puts the text's runs together. One is written at each letter, and kept if it begins there: a branch would be guessed
    /// wrong at every word.
    void collect()
    {
        auto& runs = m_scratch.runs;
        auto const size = m_text.size();
        if (runs.size() < size)
            runs.resize(size);
        auto* run = runs.data();
        std::uint64_t seen = 0;
        auto current = Kind::bn;
        for (std::size_t i = 0; i < size; ++i) {
            auto const start = static_cast<std::uint32_t>(i);
            char32_t letter = m_text[i];
            if (U16_IS_LEAD(letter) && i + 1 < size && U16_IS_TRAIL(m_text[i + 1])) [[unlikely]] {
                ++i;
                letter = static_cast<char32_t>(U16_GET_SUPPLEMENTARY(letter, m_text[i]));
            }
            auto const& known = m_letters.of(letter);
            auto const kind = static_cast<Kind>(known.bidi + bracket * (known.marks & (Letter::opens | Letter::closes)));
            *run = { start, static_cast<std::uint32_t>(run - runs.data()) + 1, kind, kind, 0, false };
            auto const follows = kind == Kind::bn && start > 0;
            auto const begins = !follows && (kind != current || is_one_of(kind, single));
            seen |= set_of(kind);
            current = follows ? current : kind;
            run += begins ? 1 : 0;
        }
        m_seen = seen;
        m_runs = std::span(runs.data(), run);
    }

    /// P2, P3, and X5c for every FSI at once.
    void find_first_strong(bool base_is_known)
    {
        auto& open = m_scratch.open_isolates;
        open.clear();
        for (std::uint32_t i = 0; i < m_runs.size(); ++i) {
            auto const kind = m_runs[i].kind;
            switch (kind) {
            case Kind::l:
            case Kind::r:
            case Kind::al:
                if (!open.empty()) {
                    if (auto& initiator = m_runs[open.back()].kind; initiator == Kind::fsi)
                        initiator = kind == Kind::l ? Kind::lri : Kind::rli;
                } else if (!base_is_known) {
                    m_base = kind == Kind::l ? 0 : 1;
                    base_is_known = true;
                }
                break;
            case Kind::fsi:
            case Kind::lri:
            case Kind::rli: open.push_back(i); break;
            case Kind::pdi:
                if (!open.empty())
                    open.pop_back();
                break;
            case Kind::b:
                open.clear();
                base_is_known = true;
                break;
            default: break;
            }
        }
    }

    /// One paragraph: the runs [start, end).
    void resolve(std::uint32_t start, std::uint32_t end)
    {
        if (has(embeddings | isolates)) {
            find_explicit_levels(start, end);
            for (auto const& sequence : m_scratch.sequences)
                resolve(sequence, end);
            return;
        }
        if (start < end && m_runs[start].kind == Kind::bn)
            ++start;
        if (start == end)
            return;
        m_runs[end - 1].next = none;
        resolve(Sequence { start, m_base, m_base }, end);
    }

    /// X1 to X8, and the sequences of X10. What X9 removes becomes BN and belongs to none.
    void find_explicit_levels(std::uint32_t start, std::uint32_t end)
    {
        m_scratch.sequences.clear();
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
            m_scratch.sequences.push_back({ index, run.level, previous == none ? m_base : m_runs[previous].level });
    }

    /// One isolating run sequence: W1 to I2.
    void resolve(Sequence const& sequence, std::uint32_t end)
    {
        auto const start = direction_of(std::max(sequence.level, sequence.level_before)); // sos
        Settling settling(m_runs, sequence.level, start);
        // Brackets have to wait until all that stands between them is known; without them one walk does.
        auto const wait = has(set_of(Kind::opening)) && has(set_of(Kind::closing));
        m_first_opening = m_last_closing = none;
        auto strong = start;
        auto before = start; // after W1 to W3
        bool in_number = false;
        auto last = sequence.head;
        for (auto i = sequence.head; i != none; last = i, i = m_runs[i].next) {
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
                auto const joins = joins_numbers(run, before, strong); // W4, W6
                auto const number_before = std::exchange(before, run.kind);
                run.kind = !joins ? Kind::on : number_before == Kind::an ? Kind::an
                                                                         : number(strong);
                break;
            }
            case Kind::et:
                if (before != Kind::et)
                    in_number = before == Kind::en || (strong != Kind::al && terminates_number(run)); // W5, W6
                before = Kind::et;
                run.kind = in_number ? number(strong) : Kind::on;
                break;
            case Kind::opening:
                if (m_first_opening == none)
                    m_first_opening = i;
                before = Kind::on;
                break;
            case Kind::closing:
                m_last_closing = i;
                before = Kind::on;
                break;
            default: before = run.kind = Kind::on;
            }
            if (!wait)
                settling.take(i);
        }
        if (wait) {
            if (m_first_opening < m_last_closing && m_last_closing != none)
                resolve_brackets(sequence, start);
            for (auto i = sequence.head; i != none; i = m_runs[i].next)
                settling.take(i);
        }
        settling.end(direction_of(std::max(sequence.level, level_after(last, end)))); // eos
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

    /// W5: whether EN follows behind ET and the marks among them.
    bool terminates_number(Run const& first) const
    {
        auto i = first.next;
        while (i != none && (m_runs[i].kind == Kind::et || m_runs[i].kind == Kind::nsm))
            i = m_runs[i].next;
        return i != none && m_runs[i].kind == Kind::en;
    }

    /// BD16, N0
    void resolve_brackets(Sequence const& sequence, Kind strong)
    {
        find_pairs();
        auto const embedding = direction_of(sequence.level);
        auto const opposite = embedding == Kind::l ? Kind::r : Kind::l;
        auto i = sequence.head;
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
    void find_pairs()
    {
        struct Open {
            char32_t bracket;
            std::uint32_t pair;
            std::uint64_t inside;
        };
        std::array<Open, most_brackets> open;
        std::size_t depth = 0;
        auto& pairs = m_scratch.pairs;
        pairs.clear();
        for (auto i = m_first_opening; i <= m_last_closing; i = m_runs[i].next) {
            auto const kind = m_runs[i].kind;
            if (kind == Kind::opening) {
                if (depth == open.size())
                    return;
                open[depth++] = { bracket_at(m_runs[i].start), static_cast<std::uint32_t>(pairs.size()), 0 };
                pairs.push_back({ i, none, 0 });
            } else if (kind == Kind::closing) {
                auto const bracket = bracket_at(m_runs[i].start);
                std::uint64_t inside = 0;
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

    /// Backward, for L1 asks what follows.
    void write(std::span<std::uint8_t> levels) const
    {
        // A store of fixed width, whose front is written over by the run before: most runs are shorter.
        constexpr std::size_t width = 16;
        bool hangs = true;
        auto end = levels.size();
        for (auto run = m_runs.rbegin(); run != m_runs.rend(); ++run) {
            if (is_one_of(run->original, removed))
                continue;
            hangs = (hangs && is_one_of(run->original, hanging)) || is_one_of(run->original, separators);
            auto const level = hangs ? m_base : run->level;
            if (end >= width)
                std::memset(&levels[end - width], level, width);
            if (end < width || end - run->start > width)
                std::memset(&levels[run->start], level, end - run->start);
            end = run->start;
        }
        std::fill_n(levels.begin(), end, m_base);
    }

    Scratch& m_scratch;
    std::span<Run> m_runs;
    std::span<char16_t const> m_text;
    LetterTable& m_letters;
    std::uint64_t m_seen = 0;  ///< kinds of the text
    std::uint32_t m_first_opening = none; ///< of the sequence
    std::uint32_t m_last_closing = none;
    std::uint8_t m_base = 0;
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
