#include "kiosk/glass/text/bidi.h"

#include "kiosk/glass/text/bidi_runs.h"
#include "kiosk/glass/text/letter.h"

#include <cstring>
#include <unicode/uchar.h>
#include <unicode/utf16.h>
#include <utility>

namespace kiosk::text {

using namespace bidi;

namespace {

constexpr unsigned bracket = 13;
static_assert(U_OTHER_NEUTRAL + bracket * Letter::opens == static_cast<unsigned>(Kind::opening)
    && U_OTHER_NEUTRAL + bracket * Letter::closes == static_cast<unsigned>(Kind::closing));
static_assert(static_cast<int>(Kind::l) == U_LEFT_TO_RIGHT && static_cast<int>(Kind::nsm) == U_DIR_NON_SPACING_MARK
    && static_cast<int>(Kind::bn) == U_BOUNDARY_NEUTRAL && static_cast<int>(Kind::pdi) == U_POP_DIRECTIONAL_ISOLATE);

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
    ExplicitLevels explicit_levels;
    BracketPairs bracket_pairs;
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
            for (auto const& sequence : m_scratch.explicit_levels.find(m_runs, start, end, m_base))
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

    /// One isolating run sequence: W1 to I2.
    void resolve(Sequence const& sequence, std::uint32_t end)
    {
        auto const start = direction_of(std::max(sequence.level, sequence.level_before)); // sos
        Settling settling(m_runs, sequence.level, start);
        // Brackets have to wait until all that stands between them is known; without them one walk does.
        auto const wait = has(set_of(Kind::opening)) && has(set_of(Kind::closing));
        auto first_opening = none;
        auto last_closing = none;
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
                auto const joined = before == Kind::an ? Kind::an : number(strong);
                before = std::exchange(run.kind, joins ? joined : Kind::on);
                break;
            }
            case Kind::et:
                if (before != Kind::et)
                    in_number = before == Kind::en || (strong != Kind::al && terminates_number(run)); // W5, W6
                before = Kind::et;
                run.kind = in_number ? number(strong) : Kind::on;
                break;
            case Kind::opening:
                if (first_opening == none)
                    first_opening = i;
                before = Kind::on;
                break;
            case Kind::closing:
                last_closing = i;
                before = Kind::on;
                break;
            default: before = run.kind = Kind::on;
            }
            if (!wait)
                settling.take(i);
        }
        if (wait) {
            if (first_opening < last_closing && last_closing != none)
                m_scratch.bracket_pairs.resolve(m_runs, m_text, sequence, first_opening, last_closing, start);
            for (auto i = sequence.head; i != none; i = m_runs[i].next)
                settling.take(i);
        }
        settling.end(direction_of(std::max(sequence.level, level_after(last, end)))); // eos
    }

    /// X10: of the first run that stays behind the sequence's last; an isolate that is never closed ends with its text.
    /// That run may have its final level already, if it is the PDI behind this isolate: never above the isolate's own.
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
    std::uint64_t m_seen = 0; ///< kinds of the text
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
