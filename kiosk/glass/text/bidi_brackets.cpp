#include "kiosk/glass/text/bidi_runs.h"
#include "kiosk/glass/text/letter.h"

#include <unicode/utf16.h>

namespace kiosk::text::bidi {

namespace {

constexpr std::size_t most_open = 63; // BD16

/// The strong direction that a run stands for in N0 and N1: `otherwise` if it is neutral.
Kind strong_of(Kind kind, Kind otherwise)
{
    switch (kind) {
    case Kind::l: return Kind::l;
    case Kind::r:
    case Kind::en:
    case Kind::an: return Kind::r;
    default: return otherwise;
    }
}

char32_t bracket_at(std::span<char16_t const> text, std::uint32_t position)
{
    char32_t letter = 0;
    U16_GET_UNSAFE(text.data(), position, letter);
    return opening_bracket(letter);
}

}

void BracketPairs::resolve(std::span<Run> runs, std::span<char16_t const> text, Sequence const& sequence, std::uint32_t first_opening,
    std::uint32_t last_closing, Kind strong)
{
    find(runs, text, first_opening, last_closing);
    auto const embedding = direction_of(sequence.level);
    auto const opposite = embedding == Kind::l ? Kind::r : Kind::l;
    auto i = sequence.head;
    for (auto const& pair : m_pairs) { // in the order of their opening brackets
        if (pair.closing == none)
            continue;
        for (; i != pair.opening; i = runs[i].next)
            strong = strong_of(runs[i].kind, strong);
        if (is_one_of(embedding, pair.inside))
            turn(runs, pair, embedding);
        else if (is_one_of(opposite, pair.inside))
            turn(runs, pair, strong == opposite ? opposite : embedding);
    }
}

/// BD16. What stands inside of a pair is collected on the way, so that no pair is walked through again.
void BracketPairs::find(std::span<Run> runs, std::span<char16_t const> text, std::uint32_t first_opening, std::uint32_t last_closing)
{
    struct Open {
        char32_t bracket;
        std::uint32_t pair;
        std::uint64_t inside;
    };
    std::array<Open, most_open> open;
    std::size_t depth = 0;
    m_pairs.clear();
    for (auto i = first_opening; i <= last_closing; i = runs[i].next) {
        auto const kind = runs[i].kind;
        if (kind == Kind::opening) {
            if (depth == open.size())
                return;
            open[depth++] = { bracket_at(text, runs[i].start), static_cast<std::uint32_t>(m_pairs.size()), 0 };
            m_pairs.push_back({ i, none, 0 });
        } else if (kind == Kind::closing) {
            auto const bracket = bracket_at(text, runs[i].start);
            std::uint64_t inside = 0;
            for (auto at = depth; at > 0; --at) {
                inside |= open[at - 1].inside;
                if (open[at - 1].bracket != bracket)
                    continue;
                depth = at - 1;
                m_pairs[open[depth].pair].closing = i;
                m_pairs[open[depth].pair].inside = inside;
                if (depth > 0)
                    open[depth - 1].inside |= inside;
                break;
            }
        } else if (depth > 0 && kind != Kind::on) {
            open[depth - 1].inside |= set_of(strong_of(kind, kind));
        }
    }
}

void BracketPairs::turn(std::span<Run> runs, Pair const& pair, Kind direction)
{
    for (auto const bracket : { pair.opening, pair.closing }) {
        runs[bracket].kind = direction;
        for (auto i = runs[bracket].next; i != none && runs[i].mark; i = runs[i].next)
            runs[i].kind = direction;
    }
}

}
