#include "kiosk/glass/text/anatomy.h"

#include "kiosk/glass/text/bidi.h"
#include "kiosk/glass/text/grapheme.h"
#include "kiosk/glass/text/letter.h"
#include "kiosk/glass/text/line_breaks.h"
#include "kiosk/glass/text/paragraph.h"
#include "kiosk/glass/text/word_breaks.h"

#include <algorithm>
#include <string>
#include <unicode/utf16.h>
#include <unicode/utf8.h>

namespace kiosk::text {

namespace {

/// The same to UAX #9, but no end of a line.
char32_t that_stays_on_the_line(char32_t letter)
{
    switch (letter) {
    case '\v': return '\t';
    case '\f':
    case 0x2028: return ' ';
    default: return letter;
    }
}

}

struct Anatomy::Bench {
    explicit Bench(FontStack const& stack) : fonts(stack) { }

    FontStack const& fonts;
    LetterTable letters;

    std::string utf8;
    std::vector<std::uint32_t> starts; ///< where each code point begins, and the end: bytes or code units
    Layout layout;
    BidiAnatomy found;

    std::u16string units;
    std::vector<LineBreak> lines;
    std::vector<LineBreak> kept_lines;
    Boundaries clusters;
    Words words;
    std::vector<std::uint32_t> positions;

    [[nodiscard]] std::uint32_t code_point_at(std::uint32_t place) const
    {
        return static_cast<std::uint32_t>(std::ranges::lower_bound(starts, place) - starts.begin());
    }

    void take_utf8(std::u32string_view text)
    {
        utf8.clear();
        starts.clear();
        for (auto const letter : text) {
            starts.push_back(static_cast<std::uint32_t>(utf8.size()));
            char bytes[U8_MAX_LENGTH];
            int length = 0;
            U8_APPEND_UNSAFE(bytes, length, that_stays_on_the_line(letter));
            utf8.append(bytes, static_cast<std::size_t>(length));
        }
        starts.push_back(static_cast<std::uint32_t>(utf8.size()));
    }

    void take_utf16(std::u32string_view text)
    {
        units.clear();
        starts.clear();
        for (auto const letter : text) {
            starts.push_back(static_cast<std::uint32_t>(units.size()));
            if (letter >= 0x10000) {
                units += static_cast<char16_t>(U16_LEAD(letter));
                units += static_cast<char16_t>(U16_TRAIL(letter));
            } else {
                units += static_cast<char16_t>(letter);
            }
        }
        starts.push_back(static_cast<std::uint32_t>(units.size()));
    }

    void read(LayoutRun const& run, std::u32string_view text)
    {
        auto const first = code_point_at(run.start);
        auto const end = code_point_at(run.end);
        auto const backward = run.level % 2 == 1;
        for (auto i = first; i < end; ++i) {
            auto const place = backward ? end - 1 - (i - first) : i;
            if (letters.of(text[place]).is(Letter::removed))
                continue;
            found.levels[place] = run.level;
            found.order.push_back(place);
        }
    }

    void add_line_breaks(BoundaryRules rules)
    {
        find_line_breaks(letters, units, LineRules::unicode, lines);
        kept_lines.clear();
        if (rules == BoundaryRules::keep_all)
            find_line_breaks(letters, units, LineRules::korean, kept_lines);
        std::erase_if(kept_lines, [](LineBreak const& place) { return place.kind != LineBreak::Kind::held; });
        for (auto const& place : lines) {
            if (!std::ranges::binary_search(kept_lines, place.position, {}, &LineBreak::position))
                positions.push_back(place.position);
        }
    }
};

Anatomy::Anatomy(FontStack const& fonts) : m_bench(std::make_unique<Bench>(fonts)) { }
Anatomy::~Anatomy() = default;

BidiAnatomy const& Anatomy::bidi(std::u32string_view text, Direction direction)
{
    auto& bench = *m_bench;
    bench.take_utf8(text);
    Paragraph const paragraph(bench.fonts, bench.utf8, { Language::english, Weight::regular, direction });
    paragraph.lay_out({ 1 }, bench.layout);
    bench.found.paragraph_level = bench.layout.right_to_left ? 1 : 0;
    bench.found.levels.assign(text.size(), BidiAnatomy::removed);
    bench.found.order.clear();
    auto& runs = bench.layout.runs;
    if (std::ranges::count_if(bench.layout.lines, [](Line const& line) { return line.run_count > 0; }) > 1) {
        std::ranges::sort(runs, {}, &LayoutRun::start);
        reorder(std::span(runs), [](LayoutRun const& run) { return run.level; });
    }
    for (auto const& run : runs)
        bench.read(run, text);
    return bench.found;
}

std::span<std::uint32_t const> Anatomy::boundaries(std::u32string_view text, Boundary boundary, BoundaryRules rules)
{
    auto& bench = *m_bench;
    bench.take_utf16(text);
    bench.positions.clear();
    auto const take = [&](Boundaries const& all) { bench.positions.assign(all.all().begin(), all.all().end()); };
    switch (boundary) {
    case Boundary::line: bench.add_line_breaks(rules); break;
    case Boundary::grapheme:
        find_graphemes(bench.letters, bench.units, bench.clusters);
        take(bench.clusters);
        break;
    case Boundary::word:
        find_words(bench.letters, bench.units, bench.words);
        take(bench.words.boundaries());
        break;
    }
    std::erase(bench.positions, 0u);
    for (auto& position : bench.positions)
        position = bench.code_point_at(position);
    return bench.positions;
}

}
