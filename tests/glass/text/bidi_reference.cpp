#include "tests/glass/text/bidi_reference.h"

#include <algorithm>
#include <optional>
#include <unicode/uchar.h>
#include <utility>

namespace bidi_test {

namespace {

// The names of UAX #9, table 4.
enum Class { L,
    R,
    EN,
    ES,
    ET,
    AN,
    CS,
    B,
    S,
    WS,
    ON,
    LRE,
    LRO,
    AL,
    RLE,
    RLO,
    PDF,
    NSM,
    BN,
    FSI,
    LRI,
    RLI,
    PDI };
using Places = std::vector<std::size_t>;

bool any_of(Class one, std::initializer_list<Class> those) { return std::ranges::find(those, one) != those.end(); }
bool is_initiator(Class one) { return any_of(one, { LRI, RLI, FSI }); }
bool is_neutral(Class one) { return any_of(one, { B, S, WS, ON, LRI, RLI, FSI, PDI }); }
bool is_removed(Class one) { return any_of(one, { LRE, RLE, LRO, RLO, PDF, BN }); }
Class direction_of(int level) { return level % 2 == 0 ? L : R; }

char32_t canonical(char32_t bracket) { return bracket == 0x2329 ? 0x3008 : bracket == 0x232a ? 0x3009
                                                                                             : bracket; }

/// One paragraph (P1).
struct Plain {
    std::u32string_view text;
    std::vector<Class> original;
    std::vector<Class> types;
    std::vector<int> levels;
    int base = 0;

    explicit Plain(std::u32string_view paragraph) : text(paragraph), levels(paragraph.size())
    {
        for (auto const letter : text)
            original.push_back(static_cast<Class>(u_charDirection(static_cast<UChar32>(letter))));
        types = original;
    }

    // BD9
    std::optional<std::size_t> matching_pdi(std::size_t initiator) const
    {
        int depth = 1;
        for (auto i = initiator + 1; i < text.size(); ++i) {
            depth += is_initiator(original[i]) ? 1 : original[i] == PDI ? -1
                                                                        : 0;
            if (depth == 0)
                return i;
        }
        return {};
    }
    bool matches_an_initiator(std::size_t pdi) const
    {
        for (std::size_t i = 0; i < pdi; ++i) {
            if (is_initiator(original[i]) && matching_pdi(i) == pdi)
                return true;
        }
        return false;
    }

    // P2, P3
    int first_strong(std::size_t begin, std::size_t end) const
    {
        for (auto i = begin; i < end; ++i) {
            if (any_of(original[i], { L, R, AL }))
                return original[i] == L ? 0 : 1;
            if (is_initiator(original[i]))
                i = matching_pdi(i).value_or(end);
        }
        return 0;
    }

    // X1 to X8
    void find_explicit_levels()
    {
        struct Status {
            int level;
            Class override;
            bool isolate;
        };
        std::vector<Status> stack { { base, ON, false } };
        int overflow_isolates = 0;
        int overflow_embeddings = 0;
        int valid_isolates = 0;
        for (std::size_t i = 0; i < text.size(); ++i) {
            auto const type = original[i];
            auto const take_status = [&] {
                levels[i] = stack.back().level;
                if (stack.back().override != ON)
                    types[i] = stack.back().override;
            };
            auto rightward = any_of(type, { LRE, LRO, LRI });
            if (type == FSI)
                rightward = first_strong(i + 1, matching_pdi(i).value_or(text.size())) == 0; // X5c
            auto const next = rightward ? (stack.back().level + 2) / 2 * 2 : (stack.back().level + 1) / 2 * 2 + 1;
            auto const fits = next <= 125 && overflow_isolates == 0 && overflow_embeddings == 0;
            if (any_of(type, { RLE, LRE, RLO, LRO })) { // X2 to X5
                if (fits)
                    stack.push_back({ next, type == RLO ? R : type == LRO ? L
                                                                          : ON,
                        false });
                else if (overflow_isolates == 0)
                    ++overflow_embeddings;
            } else if (is_initiator(type)) { // X5a, X5b
                take_status();
                if (fits) {
                    ++valid_isolates;
                    stack.push_back({ next, ON, true });
                } else {
                    ++overflow_isolates;
                }
            } else if (type == PDI) { // X6a
                if (overflow_isolates > 0) {
                    --overflow_isolates;
                } else if (valid_isolates > 0) {
                    overflow_embeddings = 0;
                    while (!stack.back().isolate)
                        stack.pop_back();
                    stack.pop_back();
                    --valid_isolates;
                }
                take_status();
            } else if (type == PDF) { // X7
                if (overflow_isolates > 0)
                    continue;
                if (overflow_embeddings > 0)
                    --overflow_embeddings;
                else if (!stack.back().isolate && stack.size() > 1)
                    stack.pop_back();
            } else if (type == B) { // X8
                levels[i] = base;
            } else if (type != BN) { // X6
                take_status();
            }
        }
    }

    // X9, BD7, BD13
    std::vector<Places> sequences() const
    {
        std::vector<Places> runs;
        for (std::size_t i = 0; i < text.size(); ++i) {
            if (is_removed(original[i]))
                continue;
            if (runs.empty() || levels[runs.back().back()] != levels[i])
                runs.emplace_back();
            runs.back().push_back(i);
        }
        std::vector<Places> found;
        for (auto const& run : runs) {
            if (original[run.front()] == PDI && matches_an_initiator(run.front()))
                continue;
            auto sequence = run;
            while (is_initiator(original[sequence.back()])) {
                auto const pdi = matching_pdi(sequence.back());
                if (!pdi)
                    break;
                auto const next = std::ranges::find_if(runs, [&](Places const& one) { return std::ranges::find(one, *pdi) != one.end(); });
                sequence.insert(sequence.end(), next->begin(), next->end());
            }
            found.push_back(sequence);
        }
        return found;
    }

    // X10
    std::pair<Class, Class> edges(Places const& sequence) const
    {
        auto before = base;
        for (std::size_t i = 0; i < sequence.front(); ++i) {
            if (!is_removed(original[i]))
                before = levels[i];
        }
        auto after = base;
        if (!is_initiator(original[sequence.back()]) || matching_pdi(sequence.back())) {
            for (auto i = text.size() - 1; i > sequence.back(); --i) {
                if (!is_removed(original[i]))
                    after = levels[i];
            }
        }
        auto const level = levels[sequence.front()];
        return { direction_of(std::max(level, before)), direction_of(std::max(level, after)) };
    }

    void resolve_weak(Places const& at, Class sos)
    {
        auto const type = [&](std::size_t i) -> Class& { return types[at[i]]; };
        auto const strong_before = [&](std::size_t i) {
            while (i-- > 0) {
                if (any_of(type(i), { L, R, AL }))
                    return type(i);
            }
            return sos;
        };
        auto const count = at.size();
        for (std::size_t i = 0; i < count; ++i) { // W1
            if (type(i) == NSM)
                type(i) = i == 0 ? sos : is_initiator(type(i - 1)) || type(i - 1) == PDI ? ON
                                                                                         : type(i - 1);
        }
        for (std::size_t i = 0; i < count; ++i) { // W2
            if (type(i) == EN && strong_before(i) == AL)
                type(i) = AN;
        }
        for (std::size_t i = 0; i < count; ++i) // W3
            type(i) = type(i) == AL ? R : type(i);
        for (std::size_t i = 1; i + 1 < count; ++i) { // W4
            if (type(i - 1) == type(i + 1) && ((any_of(type(i), { ES, CS }) && type(i - 1) == EN) || (type(i) == CS && type(i - 1) == AN)))
                type(i) = type(i - 1);
        }
        for (std::size_t i = 0; i < count; ++i) { // W5
            if (type(i) != EN)
                continue;
            for (auto j = i; j > 0 && type(j - 1) == ET; --j)
                type(j - 1) = EN;
            for (auto j = i + 1; j < count && type(j) == ET; ++j)
                type(j) = EN;
        }
        for (std::size_t i = 0; i < count; ++i) // W6
            type(i) = any_of(type(i), { ES, ET, CS }) ? ON : type(i);
        for (std::size_t i = 0; i < count; ++i) { // W7
            if (type(i) == EN && strong_before(i) == L)
                type(i) = L;
        }
    }

    // BD14 to BD16
    std::vector<std::pair<std::size_t, std::size_t>> bracket_pairs(Places const& at) const
    {
        std::vector<std::pair<char32_t, std::size_t>> stack;
        std::vector<std::pair<std::size_t, std::size_t>> pairs;
        for (std::size_t i = 0; i < at.size(); ++i) {
            auto const letter = static_cast<UChar32>(text[at[i]]);
            auto const kind = types[at[i]] == ON ? u_getIntPropertyValue(letter, UCHAR_BIDI_PAIRED_BRACKET_TYPE) : U_BPT_NONE;
            if (kind == U_BPT_OPEN) {
                if (stack.size() == 63)
                    break;
                stack.emplace_back(canonical(static_cast<char32_t>(u_getBidiPairedBracket(letter))), i);
            } else if (kind == U_BPT_CLOSE) {
                for (auto open = stack.size(); open-- > 0;) {
                    if (stack[open].first != canonical(text[at[i]]))
                        continue;
                    pairs.emplace_back(stack[open].second, i);
                    stack.resize(open);
                    break;
                }
            }
        }
        std::ranges::sort(pairs);
        return pairs;
    }

    // N0
    void resolve_brackets(Places const& at, std::vector<bool> const& was_mark, Class sos)
    {
        auto const embedding = direction_of(levels[at.front()]);
        auto const strong = [&](std::size_t i) { return any_of(types[at[i]], { R, EN, AN }) ? R : types[at[i]]; };
        for (auto const& [open, close] : bracket_pairs(at)) {
            bool found_embedding = false;
            bool found_opposite = false;
            for (auto i = open + 1; i < close; ++i) {
                found_embedding = found_embedding || strong(i) == embedding;
                found_opposite = found_opposite || (any_of(strong(i), { L, R }) && strong(i) != embedding);
            }
            auto context = sos;
            for (std::size_t i = 0; i < open; ++i)
                context = any_of(strong(i), { L, R }) ? strong(i) : context;
            if (!found_embedding && !found_opposite)
                continue;
            auto const settled = found_embedding ? embedding : context;
            for (auto const bracket : { open, close }) {
                types[at[bracket]] = settled;
                for (auto i = bracket + 1; i < at.size() && was_mark[at[i]]; ++i)
                    types[at[i]] = settled;
            }
        }
    }

    // N1, N2
    void resolve_neutral(Places const& at, Class sos, Class eos)
    {
        auto const strong = [&](std::size_t i) { return types[at[i]] == L ? L : R; };
        for (std::size_t i = 0; i < at.size(); ++i) {
            auto end = i;
            while (end < at.size() && is_neutral(types[at[end]]))
                ++end;
            if (end == i)
                continue;
            auto const before = i == 0 ? sos : strong(i - 1);
            auto const after = end == at.size() ? eos : strong(end);
            for (; i < end; ++i)
                types[at[i]] = before == after ? before : direction_of(levels[at[i]]);
        }
    }

    void run()
    {
        find_explicit_levels();
        std::vector<bool> was_mark;
        for (auto const type : types)
            was_mark.push_back(type == NSM);
        auto resolved = levels;
        for (auto const& sequence : sequences()) {
            auto const [sos, eos] = edges(sequence);
            resolve_weak(sequence, sos);
            resolve_brackets(sequence, was_mark, sos);
            resolve_neutral(sequence, sos, eos);
            for (auto const i : sequence) { // I1, I2
                if (levels[i] % 2 == 0)
                    resolved[i] += types[i] == R ? 1 : types[i] == L ? 0
                                                                     : 2;
                else
                    resolved[i] += types[i] == R ? 0 : 1;
            }
        }
        levels = resolved;
        bool trailing = true; // L1
        for (auto i = text.size(); i-- > 0;) {
            if (any_of(original[i], { S, B }))
                trailing = true;
            else if (original[i] != WS && !is_initiator(original[i]) && original[i] != PDI && !is_removed(original[i]))
                trailing = false;
            if (trailing)
                levels[i] = base;
            if (is_removed(original[i]))
                levels[i] = removed;
        }
    }
};

}

Resolved resolve_plainly(std::u32string_view text, Asked asked)
{
    Resolved all;
    for (std::size_t start = 0; start < text.size();) { // P1
        auto end = start;
        while (end < text.size() && u_charDirection(static_cast<UChar32>(text[end])) != U_BLOCK_SEPARATOR)
            ++end;
        end = std::min(end + 1, text.size());
        Plain paragraph(text.substr(start, end - start));
        if (start == 0)
            all.base = asked == Asked::automatic ? paragraph.first_strong(0, end) : asked == Asked::right ? 1
                                                                                                          : 0;
        paragraph.base = all.base;
        paragraph.run();
        all.levels.insert(all.levels.end(), paragraph.levels.begin(), paragraph.levels.end());
        start = end;
    }
    if (text.empty())
        all.base = asked == Asked::right ? 1 : 0;
    std::vector<std::pair<int, std::uint32_t>> line; // L2
    int highest = 0;
    for (std::uint32_t i = 0; i < text.size(); ++i) {
        if (all.levels[i] != removed)
            line.emplace_back(all.levels[i], i);
        highest = std::max(highest, all.levels[i]);
    }
    for (auto level = highest; level >= 1; --level) {
        for (std::size_t i = 0; i < line.size(); ++i) {
            auto end = i;
            while (end < line.size() && line[end].first >= level)
                ++end;
            std::reverse(line.begin() + static_cast<std::ptrdiff_t>(i), line.begin() + static_cast<std::ptrdiff_t>(end));
            i = std::max(i, end == i ? i : end - 1);
        }
    }
    for (auto const& [level, index] : line)
        all.order.push_back(index);
    return all;
}

}
