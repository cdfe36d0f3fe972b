#include "kiosk/glass/text/caret.h"
#include "kiosk/glass/text/paragraph.h"

#include "tests/glass/text/caret_sample.h"
#include "tests/glass/text/sample.h"

#include <algorithm>
#include <array>
#include <catch2/catch.hpp>
#include <map>
#include <memory>
#include <random>
#include <unicode/ubrk.h>
#include <unicode/utext.h>
#include <vector>

using namespace kiosk;
using namespace kiosk::text;
using sample::paragraph;

namespace {

void for_each_layout(auto const& check)
{
    for (auto const& sentence : sample::sentences) {
        auto const whole = paragraph(sentence.text, sentence.language, sentence.direction);
        for (auto const width : sample::widths) {
            for (auto const align : sample::aligns) {
                INFO(sentence.text << " | width " << width << " | align " << static_cast<int>(align));
                auto const layout = whole.lay_out({ 20, width, align });
                check(sentence.text, layout, Carets(sample::fonts(), sentence.text, layout));
            }
        }
    }
}

std::vector<Place> stops_of(Carets const& carets)
{
    std::vector<Place> stops;
    for (std::size_t line = 0; line < carets.line_count(); ++line) {
        for (std::size_t i = 0; i < carets.stop_count(line); ++i)
            stops.push_back(carets.stop_at(line, i));
    }
    return stops;
}

Place hit_caret(Carets const& carets, Place place)
{
    auto const caret = carets.caret(place).primary;
    return carets.hit(caret.x, (caret.top + caret.bottom) / 2);
}

/// The boundaries of extended grapheme clusters as ICU finds them, in bytes.
std::vector<std::uint32_t> boundaries_by_icu(std::string_view utf8)
{
    UErrorCode error = U_ZERO_ERROR;
    std::unique_ptr<UText, decltype(&utext_close)> const text(utext_openUTF8(nullptr, utf8.data(), static_cast<int64_t>(utf8.size()), &error), &utext_close);
    std::unique_ptr<UBreakIterator, decltype(&ubrk_close)> const breaks(ubrk_open(UBRK_CHARACTER, "", nullptr, 0, &error), &ubrk_close);
    ubrk_setUText(breaks.get(), text.get(), &error);
    REQUIRE(U_SUCCESS(error));
    std::vector<std::uint32_t> found;
    for (auto at = ubrk_first(breaks.get()); at != UBRK_DONE; at = ubrk_next(breaks.get()))
        found.push_back(static_cast<std::uint32_t>(at));
    return found;
}

using Walk = std::vector<Place>;

Walk walk(Place from, auto const& step)
{
    Walk places { from };
    for (auto next = step(from); next != from; next = step(from)) {
        places.push_back(next);
        from = next;
        REQUIRE(places.size() < 100'000);
    }
    return places;
}

void check_walks(Carets const& carets, bool right_to_left)
{
    auto const to_right = [&](Place place) { return carets.right(place); };
    auto const to_left = [&](Place place) { return carets.left(place); };
    auto const there = right_to_left ? walk(carets.text_start(), to_left) : walk(carets.text_start(), to_right);
    auto back = right_to_left ? walk(carets.text_end(), to_right) : walk(carets.text_end(), to_left);
    std::ranges::reverse(back);
    CHECK(there == back);
    CHECK(there.back() == carets.text_end());

    // Every stop once; of a soft break the begin of the next line, if that is a stop.
    std::multimap<std::uint32_t, Affinity> expected;
    for (auto const stop : stops_of(carets)) {
        if (stop.affinity == Affinity::upstream && carets.stop({ stop.position }).position == stop.position)
            continue;
        expected.emplace(stop.position, stop.affinity);
    }
    CHECK(there.size() == expected.size());
    for (auto const place : there) {
        CHECK(expected.count(place.position) == 1);
        CHECK(expected.find(place.position)->second == place.affinity);
    }
}

/// The advance of the glyphs whose letters begin in `range`.
double advance_of(Layout const& layout, TextRange range)
{
    double sum = 0;
    for (auto const& glyph : layout.glyphs) {
        if (glyph.cluster >= range.start && glyph.cluster < range.end)
            sum += static_cast<double>(glyph.advance);
    }
    return sum;
}

double width_of(std::vector<SelectionBox> const& boxes)
{
    double sum = 0;
    for (auto const& box : boxes)
        sum += static_cast<double>(box.width);
    return sum;
}

}

TEST_CASE("a touch on a caret finds the stop it stands for", "[text][C1]")
{
    std::size_t stops = 0;
    for_each_layout([&](std::string_view, Layout const&, Carets const& carets) {
        for (auto const stop : stops_of(carets)) {
            CHECK(hit_caret(carets, stop) == stop);
            CHECK(carets.stop(stop) == stop);
            ++stops;
        }
    });
    CHECK(stops > 10'000);
}

TEST_CASE("every cluster boundary has its caret, and is a stop unless another shows the same", "[text][C2]")
{
    for_each_layout([&](std::string_view text, Layout const&, Carets const& carets) {
        auto const boundaries = boundaries_by_icu(text);
        for (auto const boundary : boundaries) {
            auto const stop = carets.stop({ boundary });
            CHECK(carets.caret(stop).primary.x == carets.caret({ boundary }).primary.x);
            CHECK(carets.caret(stop).primary.top == carets.caret({ boundary }).primary.top);
        }
        for (auto const stop : stops_of(carets))
            CHECK(std::ranges::binary_search(boundaries, stop.position));
        // In text without anything invisible, all of them are stops.
        auto const plain = text.find("\xe2\x81") == text.npos && text.find("  ") == text.npos;
        if (plain) {
            for (auto const boundary : boundaries)
                CHECK(carets.stop({ boundary }) == Place { boundary });
        }
    });
}

TEST_CASE("walking over the glass visits every stop once, there and back", "[text][C3]")
{
    for_each_layout([&](std::string_view, Layout const& layout, Carets const& carets) { check_walks(carets, layout.right_to_left); });
}

TEST_CASE("on one line, a step to the right goes to the right", "[text][C3]")
{
    for (auto const& sentence : sample::sentences) {
        auto const layout = paragraph(sentence.text, sentence.language, sentence.direction).lay_out({ 20 });
        Carets const carets(sample::fonts(), sentence.text, layout);
        for (auto const stop : stops_of(carets)) {
            auto const before = carets.caret(stop).primary;
            auto const after = carets.caret(carets.right(stop)).primary;
            if (after.top == before.top && carets.right(stop) != stop)
                CHECK(after.x > before.x);
        }
    }
}

TEST_CASE("a step up and a step down meet again", "[text][C4]")
{
    for_each_layout([&](std::string_view, Layout const&, Carets const& carets) {
        for (auto const stop : stops_of(carets)) {
            auto const goal = carets.caret(stop).primary;
            auto const above = carets.up(stop, goal.x);
            auto const below = carets.down(stop, goal.x);
            if (goal.top > 0) {
                CHECK(carets.caret(above).primary.top == Approx(goal.top - (goal.bottom - goal.top)).margin(0.01));
                CHECK(carets.down(above, goal.x) == stop);
            } else {
                CHECK(above == stop);
            }
            if (carets.caret(below).primary.top > goal.top)
                CHECK(carets.up(below, goal.x) == stop);
            else
                CHECK(below == stop);
        }
    });
}

TEST_CASE("a selection is as wide as its letters", "[text][C5]")
{
    for_each_layout([&](std::string_view text, Layout const& layout, Carets const& carets) {
        auto const boundaries = boundaries_by_icu(text);
        auto const in_box = !layout.bounded
            || std::ranges::all_of(layout.lines, [&](Line const& line) {
                   return line.hanging == 0 || (layout.right_to_left ? line.x - line.hanging >= 0 : line.x + line.width + line.hanging <= layout.box_width);
               });
        double each = 0;
        for (std::size_t i = 0; i + 1 < boundaries.size(); ++i)
            each += width_of(carets.selection({ boundaries[i], boundaries[i + 1] }));
        auto const size = static_cast<std::uint32_t>(text.size());
        CHECK(width_of(carets.selection({ 0, size })) == Approx(each).margin(0.01));
        if (in_box)
            CHECK(each == Approx(advance_of(layout, { 0, size })).margin(0.05));
        // Any stretch that parts no glyph.
        for (std::size_t i = 0; in_box && i < boundaries.size(); i += 3) {
            for (auto j = i; j < boundaries.size(); j += 5) {
                TextRange const range { boundaries[i], boundaries[j] };
                auto const parts_glyph = [&](std::uint32_t at) {
                    return at < size && std::ranges::none_of(layout.glyphs, [&](PlacedGlyph const& glyph) { return glyph.cluster == at; });
                };
                if (!parts_glyph(range.start) && !parts_glyph(range.end))
                    CHECK(width_of(carets.selection(range)) == Approx(advance_of(layout, range)).margin(0.05));
            }
        }
    });
}

TEST_CASE("the boxes of a selection do not overlap, and those of all the text fill its lines", "[text][C5]")
{
    for_each_layout([&](std::string_view text, Layout const& layout, Carets const& carets) {
        auto const size = static_cast<std::uint32_t>(text.size());
        auto const boxes = carets.selection({ 0, size });
        std::size_t with_letters = 0;
        for (auto const& line : layout.lines)
            with_letters += line.width > 0 ? 1 : 0;
        CHECK(boxes.size() >= with_letters); // a line of mere space may have one, too
        CHECK(boxes.size() <= layout.lines.size());
        for (std::uint32_t from = 0; from < size; from += 7) {
            for (auto to = from; to < size; to += 11) {
                auto const some = carets.selection({ from, to });
                for (std::size_t i = 0; i + 1 < some.size(); ++i) {
                    CHECK(some[i].width > 0);
                    CHECK((some[i + 1].top > some[i].top || some[i + 1].x > some[i].x + some[i].width));
                }
            }
        }
    });
}

TEST_CASE("any position and any point have an answer", "[text][C6]")
{
    for_each_layout([&](std::string_view text, Layout const&, Carets const& carets) {
        auto const nan = std::numeric_limits<float>::quiet_NaN();
        for (auto const x : { 0.f, -1e30f, 1e30f, unbounded, -unbounded, nan }) {
            for (auto const y : { 0.f, -1e30f, 1e30f, unbounded, -unbounded, nan })
                CHECK(carets.hit(x, y).position <= text.size());
        }
        auto const boundaries = boundaries_by_icu(text);
        for (std::uint32_t at = 0; at < text.size() + 9; ++at) {
            auto const begin = *std::prev(std::ranges::upper_bound(boundaries, at));
            CHECK(carets.stop({ at }) == carets.stop({ begin }));
            CHECK(carets.caret({ at }).primary.x == carets.caret({ begin }).primary.x);
            CHECK(carets.erased_before(at) == carets.erased_before(begin));
        }
    });
}

TEST_CASE("random text of all directions keeps every promise of its carets", "[text][C1][C2][C3][C4][C5][C6]")
{
    std::mt19937 random(20261122);
    std::vector<std::string> const pieces { "a", "b ", "ffi", " ", "  ", "\n", "\r\n", "ا", "لا", "ب", "مَّ", "لَا", "١", "7", "+", "-", "(", ")", ".", "،", "한", "한글 ", "e\u0301", "\u0301", "\u200d", "\u200c",
        "\u2066", "\u2067", "\u2068", "\u2069", "\u202e", "\u202b", "\u202a", "\u202c", "\u200f", "\u200e", "👨‍👩‍👧", "🇰", "❤️", "\u0600", "\u0600한", "\u00ad", "\t", "\xff", "क्षि", "กำ", "ﷺ", "ᄒ", "ᅡ" };
    std::size_t split = 0;
    std::size_t stops = 0;
    for (int round = 0; round < 3000; ++round) {
        std::string text;
        for (auto count = random() % 30; count > 0; --count)
            text += pieces[random() % pieces.size()];
        auto const language = all_languages[random() % 3];
        auto const whole = paragraph(text, language, static_cast<Direction>(random() % 4));
        auto const width = std::array { unbounded, 200.f, 60.f, 0.f }[random() % 4];
        auto const layout = whole.lay_out({ 16, width, static_cast<Align>(random() % 4) });
        Carets const carets(sample::fonts(), text, layout);
        INFO(text << " | round " << round);
        for (auto const stop : stops_of(carets)) {
            ++stops;
            split += carets.caret(stop).secondary ? 1 : 0;
            REQUIRE(hit_caret(carets, stop) == stop);
            auto const goal = carets.caret(stop).primary;
            if (goal.top > 0)
                REQUIRE(carets.down(carets.up(stop, goal.x), goal.x) == stop);
        }
        for (std::size_t line = 0; line < carets.line_count(); ++line)
            REQUIRE(carets.stop_count(line) > 0);
        check_walks(carets, layout.right_to_left);
        for (std::uint32_t at = 0; at <= text.size(); ++at) {
            for (auto const affinity : { Affinity::downstream, Affinity::upstream }) {
                auto const stop = carets.stop({ at, affinity });
                REQUIRE(carets.caret(stop).primary.x == carets.caret({ at, affinity }).primary.x);
                REQUIRE(carets.caret(stop).primary.top == carets.caret({ at, affinity }).primary.top);
            }
            REQUIRE(carets.word_at(at).end <= text.size());
            REQUIRE(carets.erased_before(at).end >= carets.erased_before(at).start);
        }
        if (width == unbounded)
            REQUIRE(width_of(carets.selection({ 0, static_cast<std::uint32_t>(text.size()) })) == Approx(advance_of(layout, { 0, static_cast<std::uint32_t>(text.size()) })).margin(0.1));
    }
    CHECK(stops > 30'000);
    CHECK(split > 2'000);
}

TEST_CASE("the carets of a long and a deeply nested text cost no more than their length", "[text][C7]")
{
    std::string text;
    while (text.size() < 300'000)
        text += "word كلمة 단어 \u2066+966\u2069 \u2067a\u2067";
    for (auto const width : { unbounded, 300.f }) {
        auto const layout = paragraph(text, Language::arabic).lay_out({ 20, width });
        Carets const carets(sample::fonts(), text, layout);
        auto const end = carets.text_end();
        CHECK(end.position == text.size());
        CHECK(hit_caret(carets, { 150'000 }) == carets.stop({ 150'000 }));
        CHECK(carets.selection({ 0, static_cast<std::uint32_t>(text.size()) }).size() == layout.lines.size());
    }
}
