#include "kiosk/glass/text/caret.h"
#include "kiosk/glass/text/paragraph.h"

#include "tests/glass/text/caret_sample.h"
#include "tests/glass/text/sample.h"

#include <catch2/catch.hpp>
#include <vector>

using namespace kiosk;
using namespace kiosk::text;
using sample::paragraph;

TEST_CASE("the goal of upward and downward steps outlives a short line", "[text][C4]")
{
    std::string_view const text = "a long first line\nab\na long third line";
    auto const layout = paragraph(text, Language::english).lay_out({ 20 });
    Carets const carets(sample::fonts(), text, layout);
    Place const begin { 10 };
    auto const goal = carets.caret(begin).primary.x;
    auto const short_line = carets.down(begin, goal);
    CHECK(short_line == Place { 20 });
    auto const third = carets.down(short_line, goal);
    CHECK(carets.caret(third).primary.x == Approx(goal).margin(8));
    CHECK(carets.up(carets.up(third, goal), goal) == begin);
}

TEST_CASE("where directions mix, a selection has a box for each stretch on the glass", "[text][C5]")
{
    std::string_view const text = "abc دهز ghi";
    auto const layout = paragraph(text, Language::english).lay_out({ 20 });
    Carets const carets(sample::fonts(), text, layout);
    // From "c" to the first Arabic letter: two stretches, the Arabic one at the far end of its word.
    auto const boxes = carets.selection({ 2, 6 });
    REQUIRE(boxes.size() == 2);
    CHECK(boxes[0].x + boxes[0].width == Approx(carets.caret({ 4 }).primary.x));
    CHECK(boxes[1].x + boxes[1].width == Approx(carets.caret({ 10 }).primary.x));
    CHECK(carets.selection({ 4, 10 }).size() == 1);
    CHECK(carets.selection({ 5, 5 }).empty());
    CHECK(carets.selection({ 10, 4 }).empty());
}

TEST_CASE("at a change of direction the caret is split", "[text]")
{
    std::string_view const text = "abc دهز ghi";
    auto const layout = paragraph(text, Language::english).lay_out({ 20 });
    Carets const carets(sample::fonts(), text, layout);
    auto const before = carets.caret({ 4 });
    auto const behind = carets.caret({ 10 });
    REQUIRE(before.secondary);
    REQUIRE(behind.secondary);
    CHECK_FALSE(before.primary.right_to_left);
    CHECK(before.secondary->right_to_left);
    CHECK(before.primary.x < before.secondary->x);
    CHECK(before.secondary->x == behind.primary.x);
    CHECK(behind.secondary->x == before.primary.x);
    CHECK(before.secondary->top == before.primary.top);
    for (std::uint32_t const inside : { 0u, 1u, 3u, 6u, 8u, 11u, 14u })
        CHECK_FALSE(carets.caret({ inside }).secondary);
    CHECK(carets.caret({ 6 }).primary.right_to_left);

    // In an Arabic paragraph, what is around runs from right to left.
    auto const in_arabic = paragraph("دهز abc", Language::arabic).lay_out({ 20 });
    Carets const arabic(sample::fonts(), "دهز abc", in_arabic);
    auto const turn = arabic.caret({ 7 });
    REQUIRE(turn.secondary);
    CHECK(turn.primary.right_to_left);
    CHECK_FALSE(turn.secondary->right_to_left);
    CHECK(turn.secondary->x < turn.primary.x);
    // The text's end is at the paragraph's end, the left; the last Latin letter ends at the right.
    auto const end = arabic.caret({ 10 });
    REQUIRE(end.secondary);
    CHECK(end.primary.x == turn.secondary->x);
    CHECK(end.secondary->x == turn.primary.x);
}

TEST_CASE("at a soft line break one position is two places", "[text]")
{
    for (auto const language : { Language::english, Language::korean }) {
        std::string_view const text = language == Language::english ? "some words here" : "서울시청안내소";
        auto const whole = paragraph(text, language);
        auto const layout = whole.lay_out({ 20, whole.natural_width(20) * 0.75f });
        REQUIRE(layout.lines.size() == 2);
        auto const at = layout.lines[1].start;
        Carets const carets(sample::fonts(), text, layout);
        auto const above = carets.caret({ at, Affinity::upstream });
        auto const below = carets.caret({ at, Affinity::downstream });
        CHECK(above.primary.top == 0);
        CHECK(above.primary.x > 20);
        CHECK(below.primary.top == Approx(layout.line_height));
        CHECK(below.primary.x == 0);
        CHECK_FALSE(above.secondary);
        CHECK_FALSE(below.secondary);
        CHECK(carets.hit(1000, 1) == Place { at, Affinity::upstream });
        CHECK(carets.hit(-5, layout.line_height + 1) == Place { at });
        CHECK(carets.line_end({ 0 }) == Place { at, Affinity::upstream });
        CHECK(carets.line_start({ at, Affinity::upstream }) == Place { 0 });
        CHECK(carets.line_start({ at }) == Place { at });
        // One letter a step: the end of the line above is passed over.
        CHECK(carets.right(carets.left({ at })) == Place { at });
        CHECK(carets.left({ at }) == carets.left({ at, Affinity::upstream }));
        CHECK(carets.right({ at }) == carets.right({ at, Affinity::upstream }));
        // Elsewhere affinity says nothing.
        CHECK(carets.stop({ 3, Affinity::upstream }) == Place { 3 });
    }
}

TEST_CASE("an empty text and empty lines have a caret where a letter would stand", "[text]")
{
    for (auto const language : { Language::english, Language::arabic }) {
        auto const start = language == Language::english ? 0.f : 300.f;
        auto const empty = paragraph("", language).lay_out({ 20, 300 });
        Carets const carets(sample::fonts(), "", empty);
        CHECK(carets.caret({}).primary.x == start);
        CHECK(carets.caret({}).primary.bottom == Approx(empty.line_height));
        CHECK(carets.caret({}).primary.right_to_left == (language == Language::arabic));
        CHECK(carets.hit(150, 10) == Place {});
        CHECK(carets.right({}) == Place {});
        CHECK(carets.left({}) == Place {});
        CHECK(carets.selection({ 0, 9 }).empty());
        CHECK(carets.word_at(0) == TextRange {});
        CHECK(carets.erased_before(0) == TextRange {});
        CHECK(carets.erased_behind(0) == TextRange {});

        std::string_view const text = "a\n\nb\n";
        auto const layout = paragraph(text, language).lay_out({ 20, 300 });
        Carets const lines(sample::fonts(), text, layout);
        CHECK(lines.caret({ 2 }).primary.x == start);
        CHECK(lines.caret({ 2 }).primary.top == Approx(layout.line_height));
        CHECK(lines.caret({ 5 }).primary.x == start);
        CHECK(lines.caret({ 5 }).primary.top == Approx(3 * layout.line_height));
        CHECK(lines.hit(100, layout.line_height * 1.5f) == Place { 2 });
        CHECK(lines.text_end() == Place { 5 });
    }
    auto const centred = paragraph("", Language::arabic).lay_out({ 20, 300, Align::centre });
    CHECK(Carets(sample::fonts(), "", centred).caret({}).primary.x == 150);
}

TEST_CASE("a caret stands between the letters of a ligature", "[text]")
{
    // Lam and alef are one glyph in any Arabic font.
    std::string_view const text = "بلا";
    auto const layout = paragraph(text, Language::arabic).lay_out({ 20 });
    REQUIRE(layout.glyphs.size() == 2);
    Carets const carets(sample::fonts(), text, layout);
    auto const ligature = layout.glyphs[0];
    REQUIRE(ligature.cluster == 2);
    auto const caret = carets.caret({ 4 }).primary.x;
    CHECK(caret > ligature.x + ligature.advance * 0.2f);
    CHECK(caret < ligature.x + ligature.advance * 0.8f);
    CHECK(carets.stop_count(0) == 4);
    CHECK(carets.caret({ 2 }).primary.x == Approx(ligature.x + ligature.advance));
    CHECK(carets.caret({ 6 }).primary.x == Approx(ligature.x));
    CHECK(carets.selection({ 2, 4 }).size() == 1);
    CHECK(carets.erased_before(6) == TextRange { 4, 6 });

    // Where the fonts say: Noto Sans Arabic at 300 units of 599, Noto Sans at 301 of the 688 of "ff".
    CHECK(caret == Approx(ligature.x + ligature.advance * 300 / 599).margin(0.001));
    auto const latin_layout = paragraph("ff", Language::english).lay_out({ 20 });
    REQUIRE(latin_layout.glyphs.size() == 1);
    Carets const latin(sample::fonts(), "ff", latin_layout);
    CHECK(latin.caret({ 1 }).primary.x == Approx(latin_layout.glyphs[0].advance * 301 / 688).margin(0.01));

    // Some ligatures have a caret at 0, which is none: lam-alef that is not joined is parted evenly.
    auto const alone_layout = paragraph("لا", Language::arabic).lay_out({ 20 });
    REQUIRE(alone_layout.glyphs.size() == 1);
    Carets const alone(sample::fonts(), "لا", alone_layout);
    CHECK(alone.caret({ 2 }).primary.x == Approx(alone_layout.glyphs[0].advance / 2));

    // With marks on both letters.
    std::string_view const marked = "بلَاً";
    auto const marked_layout = paragraph(marked, Language::arabic).lay_out({ 20 });
    Carets const with_marks(sample::fonts(), marked, marked_layout);
    CHECK(with_marks.stop_count(0) == 4);
    CHECK(with_marks.hit(with_marks.caret({ 6 }).primary.x, 5) == Place { 6 });
}

TEST_CASE("a mark is never parted from its letter, and backspace takes the last mark alone", "[text]")
{
    std::string_view const text = "مُحَمَّدٌ";
    auto const layout = paragraph(text, Language::arabic).lay_out({ 20 });
    Carets const carets(sample::fonts(), text, layout);
    CHECK(carets.stop_count(0) == 5); // four letters
    CHECK(carets.stop({ 2 }) == Place { 0 });
    // Meem, shadda, fatha: the fatha goes, then the shadda, then the meem.
    CHECK(carets.erased_before(14) == TextRange { 12, 14 });
    CHECK(carets.erased_behind(8) == TextRange { 8, 14 });
    std::string_view const less = "مُحَمّ";
    auto const less_layout = paragraph(less, Language::arabic).lay_out({ 20 });
    CHECK(Carets(sample::fonts(), less, less_layout).erased_before(12) == TextRange { 10, 12 });
}

TEST_CASE("backspace takes what was typed as one", "[text]")
{
    struct Row {
        std::string_view text;
        std::uint32_t left;
    };
    auto const row = GENERATE(Row { "ab", 1 }, Row { "e\u0301", 1 }, Row { "é", 0 }, Row { "서한", 3 }, Row { "\u1112\u1161\u11ab", 0 }, Row { "a👨‍👩‍👧", 1 }, Row { "🇰🇷🇸🇦", 8 }, Row { "1️⃣", 0 }, Row { "❤️", 0 },
        Row { "👍🏽", 0 }, Row { "a\r\n", 1 }, Row { "a\n\n", 2 }, Row { "ab\u200f", 1 }, Row { "\u2068ab\u2069", 4 }, Row { "\u200e\u200f", 0 }, Row { "\u0301", 0 }, Row { "لا", 2 }, Row { "x\xff\xfe", 2 },
        Row { "か\u3099", 3 });
    INFO(row.text);
    auto const size = static_cast<std::uint32_t>(row.text.size());
    auto const layout = paragraph(row.text, Language::english).lay_out({ 20 });
    Carets const carets(sample::fonts(), row.text, layout);
    CHECK(carets.erased_before(size) == TextRange { row.left, size });
}

TEST_CASE("delete takes a whole cluster, and backspace over and over empties any text", "[text]")
{
    std::string_view const text = "a\u0301بَّ\u2068\r\n👨‍👩‍👧한";
    auto const layout = paragraph(text, Language::english).lay_out({ 20 });
    Carets const carets(sample::fonts(), text, layout);
    CHECK(carets.erased_behind(0) == TextRange { 0, 3 });
    CHECK(carets.erased_behind(3) == TextRange { 3, 9 });
    CHECK(carets.erased_behind(9) == TextRange { 9, 14 }); // the invisible one, and CR LF
    CHECK(carets.erased_behind(14) == TextRange { 14, 32 });
    CHECK(carets.erased_behind(35) == TextRange { 35, 35 });
    for (auto const& sentence : sample::sentences) {
        std::string left(sentence.text);
        while (!left.empty()) {
            auto const rest = paragraph(left, sentence.language).lay_out({ 20 });
            auto const erased = Carets(sample::fonts(), left, rest).erased_before(static_cast<std::uint32_t>(left.size()));
            REQUIRE(erased.start < erased.end);
            REQUIRE(erased.end == left.size());
            left.resize(erased.start);
        }
    }
}

TEST_CASE("a caret stays inside of its box, however much space hangs", "[text]")
{
    for (auto const language : { Language::english, Language::arabic }) {
        std::string const word = language == Language::english ? "word" : "كلمة";
        auto const text = word + std::string(40, ' ');
        auto const size = static_cast<std::uint32_t>(text.size());
        auto const bytes = static_cast<std::uint32_t>(word.size());
        for (auto const align : sample::aligns) {
            auto const layout = paragraph(text, language).lay_out({ 20, 120, align });
            REQUIRE(layout.lines.size() == 1);
            REQUIRE(layout.lines[0].hanging > 120);
            Carets const carets(sample::fonts(), text, layout);
            for (std::uint32_t at = 0; at <= size; ++at) {
                CHECK(carets.caret({ at }).primary.x >= 0);
                CHECK(carets.caret({ at }).primary.x <= 120);
            }
            CHECK(carets.caret({ size }).primary.x == (language == Language::english ? 120 : 0));
            CHECK(carets.hit(language == Language::english ? 500.f : -500.f, 5) == Place { size });
        }
        // A box of no width of its own holds the caret behind the space just typed.
        auto const free = paragraph(word + " ", language).lay_out({ 20 });
        Carets const carets(sample::fonts(), word + " ", free);
        CHECK(carets.caret({ bytes + 1 }).primary.x != carets.caret({ bytes }).primary.x);
    }
    // Where a line is broken, the word's end is the stop.
    std::string_view const text = "one         two";
    auto const layout = paragraph(text, Language::english).lay_out({ 20, paragraph("one", Language::english).natural_width(20) });
    REQUIRE(layout.lines.size() == 2);
    Carets const carets(sample::fonts(), text, layout);
    CHECK(carets.line_end({ 0 }) == Place { 3 });
    CHECK(carets.right({ 3 }) == Place { 12 });
    CHECK(carets.left({ 12 }) == Place { 3 });
}

TEST_CASE("words are moved over and chosen in Latin, Arabic and Korean", "[text]")
{
    std::string_view const text = "Dear محمد, QR코드 3층 ok.";
    auto const layout = paragraph(text, Language::english).lay_out({ 20 });
    Carets const carets(sample::fonts(), text, layout);
    auto const word = [&](TextRange range) { return text.substr(range.start, range.end - range.start); };
    std::vector<std::string_view> ahead;
    for (auto place = carets.text_start(); place != carets.text_end();) {
        auto const next = carets.word_end(place);
        REQUIRE(next.position > place.position);
        ahead.push_back(word({ place.position, next.position }));
        place = next;
    }
    CHECK(ahead == std::vector<std::string_view> { "Dear", " محمد", ", QR코드", " 3층", " ok", "." });
    std::vector<std::string_view> back;
    for (auto place = carets.text_end(); place != carets.text_start();) {
        auto const next = carets.word_start(place);
        REQUIRE(next.position < place.position);
        back.push_back(word({ next.position, place.position }));
        place = next;
    }
    CHECK(back == std::vector<std::string_view> { "ok.", "3층 ", "QR코드 ", "محمد, ", "Dear " });
    CHECK(word(carets.word_at(0)) == "Dear");
    CHECK(word(carets.word_at(4)) == "Dear");
    CHECK(word(carets.word_at(5)) == "محمد");
    CHECK(word(carets.word_at(9)) == "محمد");
    CHECK(word(carets.word_at(13)) == "محمد");
    CHECK(word(carets.word_at(14)) == " ");
    CHECK(word(carets.word_at(18)) == "QR코드");
    CHECK(word(carets.word_at(static_cast<std::uint32_t>(text.size()))) == ".");
    CHECK(carets.word_start({ 0 }) == Place { 0 });
}

TEST_CASE("lines and paragraphs have a begin and an end", "[text]")
{
    std::string_view const text = "one two three four\nfive";
    auto const layout = paragraph(text, Language::english).lay_out({ 20, 150 });
    REQUIRE(layout.lines.size() == 3);
    auto const second = layout.lines[1].start;
    Carets const carets(sample::fonts(), text, layout);
    CHECK(carets.line_at({ 2 }) == TextRange { 0, second });
    CHECK(carets.line_at({ second }) == TextRange { second, 18 });
    CHECK(carets.line_at({ second, Affinity::upstream }) == TextRange { 0, second });
    CHECK(carets.line_end({ second }) == Place { 18 });
    CHECK(carets.paragraph_start({ second + 1 }) == Place { 0 });
    CHECK(carets.paragraph_end({ 2 }) == Place { 18 });
    CHECK(carets.paragraph_start({ 20 }) == Place { 19 });
    CHECK(carets.paragraph_end({ 19 }) == Place { 23 });
    CHECK(carets.text_start() == Place { 0 });
    CHECK(carets.text_end() == Place { 23 });
}

TEST_CASE("an Arabic line begins at the right, and right leads back", "[text]")
{
    std::string_view const text = "سطر أول\nسطر ثان";
    auto const layout = paragraph(text, Language::arabic).lay_out({ 20, 300 });
    Carets const carets(sample::fonts(), text, layout);
    CHECK(carets.caret({ 0 }).primary.x == Approx(300));
    CHECK(carets.left({ 0 }) == Place { 2 });
    CHECK(carets.right({ 0 }) == Place { 0 });
    CHECK(carets.left({ 13 }) == Place { 14 });  // over the end of the first line
    CHECK(carets.right({ 14 }) == Place { 13 });
    CHECK(carets.hit(1000, 5) == Place { 0 });
    CHECK(carets.hit(-1000, 5) == Place { 13 });
}

TEST_CASE("what has no width belongs to the letter before it", "[text]")
{
    // Behind an Arabic word that begins an English text, at its left end, where the text's own begin is seen as well.
    std::string_view const text = "لا\u200f\u200f abc";
    auto const layout = paragraph(text, Language::english).lay_out({ 20 });
    Carets const carets(sample::fonts(), text, layout);
    CHECK(carets.text_start() == Place { 0 });
    CHECK(carets.stop({ 4 }) == Place { 0 });
    CHECK(carets.stop({ 10 }) == Place { 10 });
    CHECK(carets.stop_count(0) == 7);

    // Around an isolate: inside of it at its begin, outside at its end.
    std::string_view const isolated = "a \u2068b\u2069 c";
    auto const isolated_layout = paragraph(isolated, Language::english).lay_out({ 20 });
    Carets const in_isolate(sample::fonts(), isolated, isolated_layout);
    CHECK(in_isolate.stop({ 2 }) == Place { 5 });
    CHECK(in_isolate.stop({ 6 }) == Place { 9 });
    CHECK(in_isolate.stop_count(0) == 6);
}
