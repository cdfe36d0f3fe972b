#include "kiosk/glass/text/caret.h"
#include "kiosk/glass/text/paragraph.h"
#include "kiosk/glass/text/typesetter.h"

#include "tests/glass/text/caret_sample.h"
#include "tests/glass/text/sample.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <memory>
#include <random>
#include <unicode/ubrk.h>
#include <unicode/utext.h>

using namespace kiosk;
using namespace kiosk::text;
using sample::paragraph;

namespace {

Layout listed(std::string_view text, Language language, float width, std::uint32_t lines = 1, Align align = Align::start)
{
    return paragraph(text, language).lay_out_listing({ { 20, width, align }, lines });
}

/// What is shown of the text, line by line, "…" for what it stands for.
std::string shown(Layout const& layout, std::string_view text)
{
    std::string lines;
    for (auto const& line : layout.lines) {
        auto const end = std::min(line.end, layout.kept);
        lines += (lines.empty() ? "" : "|") + std::string(text.substr(line.start, end - line.start));
    }
    return lines + (layout.shortened ? "…" : "");
}

std::uint32_t ellipsis_glyph() { return paragraph("…", Language::english).lay_out({ 20 }).glyphs[0].glyph; }

bool is_boundary(std::string_view utf8, std::uint32_t at)
{
    UErrorCode error = U_ZERO_ERROR;
    std::unique_ptr<UText, decltype(&utext_close)> const text(utext_openUTF8(nullptr, utf8.data(), static_cast<int64_t>(utf8.size()), &error), &utext_close);
    std::unique_ptr<UBreakIterator, decltype(&ubrk_close)> const breaks(ubrk_open(UBRK_CHARACTER, "", nullptr, 0, &error), &ubrk_close);
    ubrk_setUText(breaks.get(), text.get(), &error);
    REQUIRE(U_SUCCESS(error));
    return ubrk_isBoundary(breaks.get(), static_cast<int32_t>(at)) != 0;
}

/// What must hold of every layout of a listing.
void check_listing(Layout const& layout, Layout const& whole, ListingFit const& listing, std::string_view text)
{
    REQUIRE(layout.lines.size() == std::min<std::size_t>(listing.most_lines, whole.lines.size()));
    CHECK(layout.height == Approx(static_cast<float>(layout.lines.size()) * layout.line_height));
    CHECK(layout.lines.back().end == text.size());
    CHECK(layout.kept <= text.size());
    std::uint32_t bytes = 0;
    std::uint32_t glyphs = 0;
    for (auto const& line : layout.lines) {
        CHECK(line.first_glyph == glyphs);
        for (auto const& run : layout.runs_of(line)) {
            CHECK(run.first_glyph == glyphs);
            glyphs += run.glyph_count;
            bytes += run.end - run.start;
        }
        for (auto const& glyph : layout.glyphs_of(line))
            CHECK((glyph.cluster >= line.start && glyph.cluster < line.end));
    }
    CHECK(bytes == text.size());
    CHECK(glyphs == layout.glyphs.size());
}

}

TEST_CASE("a text that is too long ends in an ellipsis on its last line", "[text]")
{
    std::string_view const text = "The receipt printer reports that its paper is nearly out";
    auto const whole = paragraph(text, Language::english);
    auto const one = listed(text, Language::english, 300);
    CHECK(one.shortened);
    REQUIRE(one.lines.size() == 1);
    CHECK(one.glyphs.back().glyph == ellipsis_glyph());
    CHECK(one.lines[0].width <= 300.01f);
    CHECK(shown(one, text) == "The receipt printer r…");
    auto const two = listed(text, Language::english, 300, 2);
    REQUIRE(two.lines.size() == 2);
    CHECK(two.lines[0].end == whole.lay_out({ 20, 300 }).lines[0].end);
    CHECK(shown(two, text) == "The receipt printer |reports that its pape…");

    // What has room is left as it is.
    auto const enough = listed(text, Language::english, 300, 3);
    CHECK_FALSE(enough.shortened);
    CHECK(enough.kept == text.size());
    CHECK(shown(enough, text) == "The receipt printer |reports that its paper |is nearly out");
    CHECK_FALSE(listed("Printer", Language::english, 300).shortened);
}

TEST_CASE("as many letters stand before an ellipsis as find room", "[text]")
{
    auto const room_of = [](std::string_view text, Language language) { return paragraph(text, language).natural_width(20); };
    auto const dots = room_of("…", Language::english);
    for (auto const& [language, text] : { std::pair { Language::english, std::string_view("WAVE Typography office waffles of 12 figures") },
             std::pair { Language::arabic, std::string_view("مستشفى الملك فيصل التخصصي ومركز الأبحاث لا إله") }, std::pair { Language::korean, std::string_view("주민등록등본을 3층에서 신청합니다 QR코드") } }) {
        for (float width = dots + 20; width < 400; width += 7) {
            auto const layout = listed(text, language, width);
            INFO(text << " at " << width << ": " << shown(layout, text));
            REQUIRE(layout.shortened);
            REQUIRE(layout.lines[0].width <= width + 0.01f);
            REQUIRE(is_boundary(text, layout.kept));
            REQUIRE((layout.kept == 0 || text[layout.kept - 1] != ' '));
            // The line is as wide as its text alone and the dots.
            auto const kept = text.substr(0, layout.kept);
            CHECK(layout.lines[0].width == Approx(room_of(kept, language) + dots).margin(0.05));
            // With one more letter, a space before it or not, it would have been too wide.
            auto next = layout.kept;
            do {
                next += static_cast<std::uint32_t>(code_point_at(text, next).bytes);
            } while (!is_boundary(text, next) || text[next - 1] == ' ');
            CHECK(room_of(text.substr(0, next), language) + dots > width);
        }
    }
}

TEST_CASE("no letter before an ellipsis reaches for one that is not there", "[text]")
{
    std::string_view const text = "بببببببببببببببببببب"; // joins on both sides
    auto const layout = listed(text, Language::arabic, 120);
    REQUIRE(layout.shortened);
    auto const kept = text.substr(0, layout.kept);
    REQUIRE(kept.size() > 8);
    auto const alone = paragraph(kept, Language::arabic).lay_out({ 20 });
    // From left to right: the dots, then the letters as if they were the whole word, the last one in its final form.
    REQUIRE(layout.glyphs.size() == alone.glyphs.size() + 1);
    CHECK(layout.glyphs[0].glyph != alone.glyphs[0].glyph);
    for (std::size_t i = 0; i < alone.glyphs.size(); ++i)
        CHECK(layout.glyphs[i + 1].glyph == alone.glyphs[i].glyph);
    // Left to itself, the middle of the word has another form there: this test would see it.
    auto const in_word = paragraph(text, Language::arabic).lay_out({ 20 });
    CHECK(in_word.glyphs[in_word.glyphs.size() - alone.glyphs.size()].glyph != alone.glyphs[0].glyph);

    // A ligature is never cut in half: lam stands without its alef.
    std::string_view const ligatures = "لالالالالالا";
    for (float width = 30; width < 90; width += 3) {
        auto const cut = listed(ligatures, Language::arabic, width);
        auto const own_text = ligatures.substr(0, cut.kept);
        auto const own = paragraph(own_text, Language::arabic).lay_out({ 20 });
        CHECK(cut.shortened);
        REQUIRE(cut.glyphs.size() == own.glyphs.size() + 1);
        for (std::size_t i = 0; i < own.glyphs.size(); ++i)
            CHECK(cut.glyphs[i + 1].glyph == own.glyphs[i].glyph);
    }
}

TEST_CASE("an ellipsis stands at the end of the paragraph's direction", "[text]")
{
    auto const dots_x = [](Layout const& layout) {
        auto const run = std::ranges::find(layout.runs, layout.kept, &LayoutRun::start);
        REQUIRE(run != layout.runs.end());
        REQUIRE(run->glyph_count == 1);
        return std::pair(run->x, run->x + run->width);
    };
    for (auto const align : { Align::start, Align::centre, Align::end }) {
        auto const english = listed("Name \u2068محمد بن عبد الله بن أحمد\u2069 of the office", Language::english, 220, 1, align);
        REQUIRE(english.shortened);
        CHECK(dots_x(english).second == Approx(english.lines[0].x + english.lines[0].width));
        auto const arabic = listed("الاسم \u2068Maria Magdalena Müller\u2069 من المكتب", Language::arabic, 220, 1, align);
        REQUIRE(arabic.shortened);
        CHECK(dots_x(arabic).first == Approx(arabic.lines[0].x).margin(0.001));
    }
    // Aligned as whole lines are.
    CHECK(listed("one two three four five", Language::english, 100, 1, Align::end).lines[0].x > 0);
    auto const centred = listed("one two three four five", Language::english, 100, 1, Align::centre).lines[0];
    CHECK(centred.x == Approx(100 - centred.x - centred.width));
    auto const arabic = listed("واحد اثنان ثلاثة أربعة", Language::arabic, 100).lines[0];
    CHECK(arabic.x + arabic.width == Approx(100));
}

TEST_CASE("no space stands before an ellipsis, and a mark stays with its letter", "[text]")
{
    std::string_view const text = "one     two";
    auto const room = paragraph("one   …", Language::english).natural_width(20);
    CHECK(shown(listed(text, Language::english, room), text) == "one…");
    std::string_view const marked = "e\u0301e\u0301e\u0301e\u0301e\u0301e\u0301e\u0301";
    for (float width = 25; width < 70; width += 2)
        CHECK(is_boundary(marked, listed(marked, Language::english, width).kept));
}

TEST_CASE("a newline that finds no line is shortened away, mere blanks are left out silently", "[text]")
{
    std::string_view const text = "first\nsecond\nthird";
    auto const two = listed(text, Language::english, 300, 2);
    CHECK(two.shortened);
    CHECK(shown(two, text) == "first\n|second…");
    CHECK(two.lines[1].x == 0);
    CHECK(shown(listed("a\n\nb", Language::english, 300, 2), "a\n\nb") == "a\n|…");
    for (std::string_view const blank : { "first\n", "first\n\n \n", "first  \r\n\u200f" }) {
        for (auto const language : { Language::english, Language::arabic }) {
            auto const layout = listed(blank, language, 300);
            CHECK_FALSE(layout.shortened);
            CHECK(layout.lines.size() == 1);
            CHECK(layout.kept == 5);
            CHECK(layout.lines[0].width == paragraph("first", language).lay_out({ 20, 300 }).lines[0].width);
        }
    }
    // Without a width, lines are dropped all the same, and the box shrinks to what is left.
    auto const free = paragraph("ab\na much longer line", Language::arabic).lay_out_listing({ { 20 }, 1 });
    CHECK(free.shortened);
    CHECK(free.box_width == free.lines[0].width);
    CHECK(free.width == free.lines[0].width);
    CHECK(free.lines[0].x == Approx(0).margin(0.001));
    auto const two_of_three = paragraph("ab\na\na much longer line", Language::arabic).lay_out_listing({ { 20 }, 2 });
    CHECK(two_of_three.lines[0].x + two_of_three.lines[0].width == Approx(two_of_three.box_width));
    CHECK(two_of_three.runs[0].x == Approx(two_of_three.lines[0].x));
}

TEST_CASE("a box that is too narrow for anything holds the ellipsis alone", "[text]")
{
    for (auto const width : { 0.f, 1.f, 14.f }) {
        auto const layout = listed("Printer", Language::english, width);
        CHECK(layout.shortened);
        CHECK(layout.kept == 0);
        CHECK(layout.glyphs.size() == 1);
    }
}

TEST_CASE("an ellipsis is one letter to a caret", "[text]")
{
    for (auto const language : { Language::english, Language::arabic }) {
        std::string_view const text = "The printer لا يعمل اليوم because it is out of paper";
        auto const layout = listed(text, language, 200);
        REQUIRE(layout.shortened);
        Carets const carets(sample::fonts(), text, layout);
        auto const size = static_cast<std::uint32_t>(text.size());
        CHECK(carets.stop({ layout.kept + 1 }) == Place { layout.kept });
        CHECK(carets.text_end() == Place { size });
        for (std::size_t i = 0; i < carets.stop_count(0); ++i) {
            auto const stop = carets.stop_at(0, i);
            CHECK((stop.position <= layout.kept || stop.position == size));
            CHECK(carets.hit(carets.caret(stop).primary.x, 5) == stop);
        }
        auto const boxes = carets.selection({ layout.kept, size });
        REQUIRE(boxes.size() == 1);
        CHECK(boxes[0].width == Approx(paragraph("…", language).natural_width(20)).margin(0.01));
    }
}

TEST_CASE("any text can be listed, and lines above the last stay as they are", "[text][P1]")
{
    std::mt19937 random(20261123);
    std::vector<std::string> const pieces { "a", "word ", "ffi", " ", "   ", "\n", "\r\n", "ا", "لا", "ب ", "بب", "مَّ", "١", "7", "-", "(", "،", "한글 ", "e\u0301", "\u0301", "\u200d", "\u200b",
        "\u2066", "\u2067", "\u2068", "\u2069", "\u202e", "\u202c", "\u200f", "👨‍👩‍👧", "\u0600", "\u00ad", "\t", "\xff", "ﷺ" };
    int shortened = 0;
    for (int round = 0; round < 3000; ++round) {
        std::string text;
        for (auto count = random() % 40; count > 0; --count)
            text += pieces[random() % pieces.size()];
        INFO(text << " | round " << round);
        auto const one = paragraph(text, all_languages[random() % 3], static_cast<Direction>(random() % 4));
        auto const width = std::array { unbounded, 150.f, 60.f, 0.f }[random() % 4];
        ListingFit const listing { { 16, width, static_cast<Align>(random() % 4) }, 1 + static_cast<std::uint32_t>(random() % 3) };
        auto const layout = one.lay_out_listing(listing);
        auto const whole = one.lay_out(listing.fit);
        shortened += layout.shortened ? 1 : 0;
        check_listing(layout, whole, listing, text);
        if (whole.lines.size() <= listing.most_lines) {
            CHECK_FALSE(layout.shortened);
            CHECK(layout.glyphs.size() == whole.glyphs.size());
        } else if (layout.bounded) {
            for (std::uint32_t i = 0; i < layout.lines.back().first_glyph; ++i)
                REQUIRE((layout.glyphs[i].glyph == whole.glyphs[i].glyph && layout.glyphs[i].x == whole.glyphs[i].x));
            if (layout.kept > layout.lines.back().start && width > 60)
                CHECK(layout.lines.back().width <= width + 0.01f);
        }
        if (layout.shortened) {
            // "…" at the end that the paragraph's direction says.
            auto const runs = layout.runs_of(layout.lines.back());
            auto const& dots = layout.right_to_left ? runs.front() : runs.back();
            CHECK(dots.start == layout.kept);
            CHECK(dots.end == text.size());
            CHECK(dots.glyph_count == 1);
            CHECK(dots.level == (layout.right_to_left ? 1 : 0));
        }
    }
    CHECK(shortened > 700);
}

TEST_CASE("a listing of a long text costs no more than its length", "[text][P1]")
{
    for (auto const* const piece : { "word كلمة ", "\u200b", "x", "\u115f", "a\u0301\u0301" }) {
        std::string text = "begin ";
        while (text.size() < 300'000)
            text += piece;
        text += " WWWWWWWWWWWWWWWWWWWWWWWWW";
        auto const one = paragraph(text, Language::english);
        CHECK(one.lay_out_listing({ { 20, 400 }, 1 }).lines.size() == 1);
        CHECK(one.lay_out_listing({ { 20, 400 }, 3 }).lines.size() <= 3);
    }
}

TEST_CASE("a listing and the whole text are kept apart", "[text]")
{
    Typesetter typesetter(sample::fonts());
    Style const style { Language::english };
    std::string_view const text = "The receipt printer reports that its paper is nearly out";
    CHECK(typesetter.set_listing(text, style, { { 20, 200 }, 1 }).lines.size() == 1);
    CHECK(typesetter.set_listing(text, style, { { 20, 200 }, 2 }).lines.size() == 2);
    CHECK(typesetter.set(text, style, { 20, 200 }).lines.size() > 2);
    CHECK_FALSE(typesetter.set(text, style, { 20, 200 }).shortened);
    CHECK(typesetter.set_listing(text, style, { { 20, 200 }, 1 }).shortened);
    CHECK(typesetter.counters().layouts_found == 2);
    CHECK(typesetter.counters().shaped == 1);
}

TEST_CASE("every weight has an ellipsis", "[text]")
{
    for (auto const weight : { Weight::regular, Weight::bold })
        CHECK(sample::fonts().missing("…", weight).empty());
}
