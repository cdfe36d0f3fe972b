#include "kiosk/glass/text/grapheme.h"
#include "kiosk/glass/text/line_breaks.h"
#include "kiosk/glass/text/word_breaks.h"

#include <algorithm>
#include <cstdlib>
#include <string>

namespace {

using namespace kiosk::text;

void require(bool holds)
{
    if (!holds)
        std::abort();
}

/// A byte is a letter that some rule looks at, or the two that follow it are a code unit.
std::u16string text_of(std::uint8_t const* bytes, std::size_t size)
{
    constexpr char32_t letters[] = { 'a', 'b', '1', '2', ' ', ' ', '\t', '\n', '\r', 0x0b, 0x85, 0x2028, '-', 0x2010, '/', '.', ',', ':', '\'', '"', '(', ')', '[', '!', '%', '$', '_',
        0xa0, 0xad, 0xb4, 0x300, 0x5d0, 0x627, 0x64e, 0x661, 0x600, 0x903, 0xe01, 0x1100, 0x1161, 0x11a8, 0xac00, 0xac01, 0x2014, 0x2024, 0x200b, 0x200d, 0x2060, 0x202a, 0x202b, 0x202c,
        0x202e, 0x2066, 0x2067, 0x2068, 0x2069, 0x201c, 0x2764, 0x3001, 0x3008, 0x3009, 0x3041, 0x30a2, 0x6f22, 0xfe0f, 0xfffc, 0xd83d, 0xde00, 0x1f1e9, 0x1f1ea, 0x1f3fb, 0x1f466, 0x1f600,
        0x1f8ff, 0xe0020, 0x10ffff };
    std::u16string text;
    for (std::size_t at = 0; at < size; ++at) {
        auto const letter = bytes[at] < std::size(letters) ? letters[bytes[at]]
            : at + 2 < size                                ? static_cast<char32_t>(bytes[at + 1] << 8 | bytes[at + 2])
                                                           : U'x';
        if (bytes[at] >= std::size(letters))
            at += 2;
        if (letter >= 0x10000) {
            text += static_cast<char16_t>(0xd7c0 + (letter >> 10));
            text += static_cast<char16_t>(0xdc00 + (letter & 0x3ff));
        } else {
            text += static_cast<char16_t>(letter);
        }
    }
    return text;
}

bool parts_a_pair(std::u16string_view text, std::uint32_t at)
{
    return at > 0 && at < text.size() && (text[at - 1] & 0xfc00) == 0xd800 && (text[at] & 0xfc00) == 0xdc00;
}

bool ends_line(char16_t unit) { return (unit >= 0x0a && unit <= 0x0d) || unit == 0x85 || unit == 0x2028 || unit == 0x2029; }

/// The same from boundary to boundary, forward and backward; and a text that is cut at one has the others still.
void check(Boundaries const& all, std::u16string_view text, auto const& find, std::size_t which)
{
    auto const found = all.all();
    require(found.empty() == text.empty());
    if (text.empty())
        return;
    require(found.front() == 0 && found.back() == text.size());
    for (std::size_t i = 0; i + 1 < found.size(); ++i) {
        require(found[i] < found[i + 1] && !parts_a_pair(text, found[i]));
        require(all.next(found[i]) == found[i + 1] && all.previous(found[i + 1]) == found[i] && all.is_boundary(found[i]));
        require(all.next(found[i + 1] - 1) == found[i + 1] && all.previous(found[i] + 1) == found[i]);
    }
    auto const cut = found[which % found.size()];
    auto const rest = find(text.substr(cut));
    require(rest.size() == (cut == text.size() ? 0 : static_cast<std::size_t>(found.end() - std::ranges::find(found, cut))));
    for (std::size_t i = 0; i < rest.size(); ++i)
        require(rest[i] + cut == found[found.size() - rest.size() + i]);
}

void check_lines(LetterTable& letters, std::u16string_view text, LineRules rules)
{
    std::vector<LineBreak> found;
    std::vector<LineBreak> rest;
    find_line_breaks(letters, text, rules, found);
    require(found.empty() == text.empty());
    std::uint32_t before = 0;
    std::uint32_t line = 0;
    for (auto const& [position, tail, kind] : found) {
        require(position > before && tail <= position && !parts_a_pair(text, position));
        require((kind == LineBreak::Kind::hard) == (position == text.size() || (ends_line(text[position - 1]) && !(text[position - 1] == '\r' && text[position] == '\n'))));
        require(kind != LineBreak::Kind::held || rules == LineRules::korean);
        before = position;
        if (kind == LineBreak::Kind::hard && line == 0)
            line = position;
    }
    require(before == text.size());
    // What follows a newline knows nothing of what stands before.
    find_line_breaks(letters, text.substr(line), rules, rest);
    require(rest.size() <= found.size());
    for (std::size_t i = 0; i < rest.size(); ++i) {
        auto const& whole = found[found.size() - rest.size() + i];
        require(rest[i].position + line == whole.position && rest[i].kind == whole.kind);
    }
}

}

/// Any text is parted into lines, words and graphemes, and the same way from wherever one begins. The first byte says
/// where the text is cut.
extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* bytes, std::size_t size)
{
    static LetterTable letters;
    if (size == 0)
        return 0;
    auto const text = text_of(bytes + 1, size - 1);
    Boundaries graphemes;
    auto const find_clusters = [&](std::u16string_view part) {
        Boundaries found;
        find_graphemes(letters, part, found);
        return std::vector(found.all().begin(), found.all().end());
    };
    find_graphemes(letters, text, graphemes);
    check(graphemes, text, find_clusters, bytes[0]);
    for (std::uint32_t at = 0; at < text.size(); at = graphemes.next(at))
        require(end_of_grapheme(letters, text, at) == graphemes.next(at));

    Words words;
    auto const find_segments = [&](std::u16string_view part) {
        Words found;
        find_words(letters, part, found);
        auto const all = found.boundaries().all();
        return std::vector(all.begin(), all.end());
    };
    find_words(letters, text, words);
    check(words.boundaries(), text, find_segments, bytes[0]);
    for (std::uint32_t at = 0; at < text.size(); ++at) {
        auto const segment = words.segment_at(at);
        require(segment.start <= at && at < segment.end && words.boundaries().next(at) == segment.end);
    }

    for (auto const rules : { LineRules::unicode, LineRules::glass, LineRules::korean })
        check_lines(letters, text, rules);
    return 0;
}
