#include "tests/glass/text/break_promises.h"

#include "kiosk/base/core/result.h"
#include "kiosk/glass/text/grapheme.h"
#include "kiosk/glass/text/line_breaks.h"
#include "kiosk/glass/text/word_breaks.h"

#include <algorithm>
#include <vector>

namespace breaks_test {

using namespace kiosk;
using namespace kiosk::text;

namespace {

bool parts_a_pair(std::u16string_view text, std::uint32_t at)
{
    return at > 0 && at < text.size() && (text[at - 1] & 0xfc00) == 0xd800 && (text[at] & 0xfc00) == 0xdc00;
}

bool ends_line(char16_t unit) { return (unit >= 0x0a && unit <= 0x0d) || unit == 0x85 || unit == 0x2028 || unit == 0x2029; }

/// The same from boundary to boundary, forward and backward; and a text that is cut at one has the others still.
void check(Boundaries const& all, std::u16string_view text, auto const& find, std::size_t which)
{
    auto const found = all.all();
    verify(found.empty() == text.empty(), "an empty text alone has no boundary");
    if (text.empty())
        return;
    verify(found.front() == 0 && found.back() == text.size(), "boundaries begin and end with the text");
    for (std::size_t i = 0; i + 1 < found.size(); ++i) {
        verify(found[i] < found[i + 1] && !parts_a_pair(text, found[i]), "boundaries ascend and part no pair");
        verify(all.next(found[i]) == found[i + 1] && all.is_boundary(found[i]), "next() goes from boundary to boundary");
        verify(all.previous(found[i + 1]) == found[i], "previous() mirrors next()");
        verify(all.next(found[i + 1] - 1) == found[i + 1] && all.previous(found[i] + 1) == found[i], "from inside, too");
    }
    auto const cut = found[which % found.size()];
    auto const rest = find(text.substr(cut));
    verify(rest.size() == (cut == text.size() ? 0 : static_cast<std::size_t>(found.end() - std::ranges::find(found, cut))), "a cut at a boundary makes none and takes none");
    for (std::size_t i = 0; i < rest.size(); ++i)
        verify(rest[i] + cut == found[found.size() - rest.size() + i], "a cut at a boundary moves none");
}

void check_lines(LetterTable& letters, std::u16string_view text, LineRules rules)
{
    std::vector<LineBreak> found;
    std::vector<LineBreak> rest;
    find_line_breaks(letters, text, rules, found);
    verify(found.empty() == text.empty(), "an empty text alone has no break");
    std::uint32_t before = 0;
    std::uint32_t line = 0;
    for (auto const& [position, tail, kind] : found) {
        verify(position > before && tail <= position && !parts_a_pair(text, position), "breaks ascend and part no pair");
        auto const newline = ends_line(text[position - 1]) && (position == text.size() || text[position - 1] != '\r' || text[position] != '\n');
        verify((kind == LineBreak::Kind::hard) == (position == text.size() || newline), "newlines and the end are hard, and nothing else");
        verify(kind != LineBreak::Kind::held || rules == LineRules::korean, "Korean alone holds words together");
        before = position;
        if (kind == LineBreak::Kind::hard && line == 0)
            line = position;
    }
    verify(before == text.size(), "the last break is the end");
    // What follows a newline knows nothing of what stands before.
    find_line_breaks(letters, text.substr(line), rules, rest);
    verify(rest.size() <= found.size(), "a line has no break that the text has not");
    for (std::size_t i = 0; i < rest.size(); ++i) {
        auto const& whole = found[found.size() - rest.size() + i];
        verify(rest[i].position + line == whole.position && rest[i].kind == whole.kind, "a line knows nothing of the one before");
    }
}

}

void require_promises(std::u16string_view text, std::size_t cut)
{
    static LetterTable letters;
    Boundaries graphemes;
    auto const find_clusters = [&](std::u16string_view part) {
        Boundaries found;
        find_graphemes(letters, part, found);
        return std::vector(found.all().begin(), found.all().end());
    };
    find_graphemes(letters, text, graphemes);
    check(graphemes, text, find_clusters, cut);
    for (std::uint32_t at = 0; at < text.size(); at = graphemes.next(at))
        verify(end_of_grapheme(letters, text, at) == graphemes.next(at), "a step goes as far as the walk");

    Words words;
    auto const find_segments = [&](std::u16string_view part) {
        Words found;
        find_words(letters, part, found);
        auto const all = found.boundaries().all();
        return std::vector(all.begin(), all.end());
    };
    find_words(letters, text, words);
    check(words.boundaries(), text, find_segments, cut);
    for (std::uint32_t at = 0; at < text.size(); ++at) {
        auto const segment = words.segment_at(at);
        verify(segment.start <= at && at < segment.end && words.boundaries().next(at) == segment.end, "every place lies in its segment");
    }

    for (auto const rules : { LineRules::unicode, LineRules::glass, LineRules::korean })
        check_lines(letters, text, rules);
}

}
