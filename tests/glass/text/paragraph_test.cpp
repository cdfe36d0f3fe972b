#include "kiosk/glass/text/paragraph.h"

#include "tests/glass/text/sample.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <random>

using namespace kiosk;
using namespace kiosk::text;
using sample::paragraph;
using sample::seen;

namespace {

std::vector<std::string> lines_of(Layout const& layout, std::string_view utf8)
{
    std::vector<std::string> lines;
    for (auto const& line : layout.lines)
        lines.emplace_back(utf8.substr(line.start, line.end - line.start));
    return lines;
}

/// What must hold of every layout, whatever the text.
void check_sound(Layout const& layout, std::string_view utf8)
{
    REQUIRE_FALSE(layout.lines.empty());
    std::uint32_t at = 0;
    std::uint32_t glyph = 0;
    std::uint32_t run = 0;
    bool sound = true;
    for (auto const& line : layout.lines) {
        sound = sound && line.start == at && line.end >= line.start && line.first_glyph == glyph && line.first_run == run;
        at = line.end;
        glyph += line.glyph_count;
        run += line.run_count;
        std::uint32_t in_runs = 0;
        std::uint32_t bytes = 0;
        for (auto const& one : layout.runs_of(line)) {
            in_runs += one.glyph_count;
            bytes += one.end - one.start;
            sound = sound && one.start >= line.start && one.end <= line.end;
        }
        sound = sound && in_runs == line.glyph_count && bytes == line.end - line.start;
        for (auto const& placed : layout.glyphs_of(line))
            sound = sound && placed.cluster >= line.start && placed.cluster < line.end;
    }
    CHECK(sound);
    CHECK(at == utf8.size());
    CHECK(glyph == layout.glyphs.size());
    CHECK(run == layout.runs.size());
    CHECK(layout.height == Approx(static_cast<float>(layout.lines.size()) * layout.line_height));
}

}

TEST_CASE("a phone number in Arabic reads from left to right between its isolates", "[text]")
{
    auto const* const text = "اتصل على \u2066+966 11 234 5678\u2069 الآن";
    auto const layout = paragraph(text, Language::arabic).lay_out({ 20 });
    CHECK(seen(layout, text) == "نآلا +966 11 234 5678 ىلع لصتا");
    CHECK(layout.right_to_left);
    // The mistake that the isolates are there for: this test would see it.
    auto const* const bare = "اتصل على +966 11 234 5678 الآن";
    CHECK(seen(paragraph(bare, Language::arabic).lay_out({ 20 }), bare) == "نآلا 5678 234 11 966+ ىلع لصتا");
}

TEST_CASE("filled-in templates keep their order in both directions", "[text]")
{
    struct Row {
        Language language;
        std::string_view text;
        std::string_view expected;
    };
    auto const row = GENERATE(
        Row { Language::arabic, "الاسم: \u2068Maria\u2069 (رقم \u2068B-12/7\u2069)", ")B-12/7 مقر( Maria :مسالا" },
        Row { Language::arabic, "المبلغ \u206815.00\u2069 ريال", "لاير 15.00 غلبملا" },
        Row { Language::arabic, "من \u20681\u2069 إلى \u20685\u2069", "5 ىلإ 1 نم" },
        Row { Language::arabic, "\u2068김서연\u2069، أهلا", "الهأ ،김서연" },
        Row { Language::english, "Name: \u2068عبد الله\u2069, fee: \u2068٣٥\u2069.", "Name: هللا دبع, fee: ٣٥." },
        Row { Language::english, "Hello \u2068محمد\u2069!", "Hello دمحم!" },
        Row { Language::korean, "\u2068محمد\u2069 님, 3층", "دمحم 님, 3층" });
    CHECK(seen(paragraph(row.text, row.language).lay_out({ 20 }), row.text) == row.expected);
}

TEST_CASE("a paragraph's direction is the language's, the text's first strong letter's, or a given one", "[text]")
{
    CHECK(paragraph("abc", Language::arabic).right_to_left());
    CHECK_FALSE(paragraph("ابت", Language::english).right_to_left());
    CHECK(paragraph("12 ابت abc", Language::english, Direction::automatic).right_to_left());
    CHECK_FALSE(paragraph("12 abc ابت", Language::arabic, Direction::automatic).right_to_left());
    CHECK(paragraph("12", Language::arabic, Direction::automatic).right_to_left());
    // A letter inside of an isolate does not speak for the text (UAX #9, P2).
    CHECK_FALSE(paragraph("\u2068ابت\u2069 abc", Language::arabic, Direction::automatic).right_to_left());
    CHECK(paragraph("abc\nابت", Language::english, Direction::right_to_left).right_to_left());
    CHECK_FALSE(paragraph("abc\nابت", Language::arabic, Direction::automatic).right_to_left());
}

TEST_CASE("start, centre and end follow the paragraph's direction", "[text]")
{
    auto const x = [](std::string_view text, Language language, Align align) {
        auto const layout = paragraph(text, language).lay_out({ 20, 500, align });
        REQUIRE(layout.lines.size() == 1);
        CHECK(layout.lines[0].width < 300);
        return std::pair(layout.lines[0].x, layout.lines[0].x + layout.lines[0].width);
    };
    CHECK(x("Hello", Language::english, Align::start).first == 0);
    CHECK(x("Hello", Language::english, Align::end).second == Approx(500));
    CHECK(x("مرحبا", Language::arabic, Align::start).second == Approx(500));
    CHECK(x("مرحبا", Language::arabic, Align::end).first == 0);
    auto const [left, right] = x("مرحبا", Language::arabic, Align::centre);
    CHECK(left == Approx(500 - right));
}

TEST_CASE("trailing space hangs outside of the width, on the end side", "[text]")
{
    for (auto const language : { Language::english, Language::arabic }) {
        auto const* const word = language == Language::english ? "end" : "نهاية";
        auto const bare = paragraph(word, language).lay_out({ 20, 300 });
        auto const spaced = paragraph(std::string(word) + "   ", language).lay_out({ 20, 300 });
        REQUIRE(spaced.lines.size() == 1);
        CHECK(spaced.lines[0].width == Approx(bare.lines[0].width));
        CHECK(spaced.lines[0].x == Approx(bare.lines[0].x));
        CHECK(spaced.lines[0].hanging > 10);
        CHECK(spaced.width == Approx(bare.width));
    }
    // It never makes a new line, and is left out of a line's width where the line is broken.
    auto const* const text = "one     two";
    auto const layout = paragraph(text, Language::english).lay_out({ 20, paragraph("one", Language::english).natural_width(20) + 0.5f });
    CHECK(lines_of(layout, text) == std::vector<std::string> { "one     ", "two" });
    CHECK_FALSE(layout.overfull);
}

TEST_CASE("newlines end lines, and a last one begins an empty line", "[text]")
{
    for (std::string_view const newline : { "\n", "\r\n", "\u2028", "\u2029" }) {
        auto const text = "a b" + std::string(newline) + "c";
        CHECK(lines_of(paragraph(text, Language::english).lay_out({ 20 }), text) == std::vector<std::string> { "a b" + std::string(newline), "c" });
    }
    CHECK(paragraph("", Language::english).lay_out({ 20 }).lines.size() == 1);
    CHECK(paragraph("\n", Language::english).lay_out({ 20 }).lines.size() == 2);
    CHECK(paragraph("a\n\nb\n", Language::english).lay_out({ 20, 100 }).lines.size() == 4);
    auto const empty = paragraph("", Language::arabic).lay_out({ 20 });
    CHECK(empty.height == Approx(sample::fonts().line_height_px(Language::arabic, 20)));
}

TEST_CASE("lines stand 1.45 em apart, Arabic a little more, with the capital in their middle", "[text]")
{
    auto const& fonts = sample::fonts();
    auto const em = fonts.em_px(FaceId { 0 }, 100);
    CHECK(em == Approx(140.06).margin(0.1));
    CHECK(fonts.line_height_px(Language::english, 100) == Approx(1.45 * em));
    CHECK(fonts.line_height_px(Language::korean, 100) == Approx(1.45 * em));
    CHECK(fonts.line_height_px(Language::arabic, 100) == Approx(1.6 * em));
    CHECK(paragraph("Dear محمد", Language::english).lay_out({ 100 }).line_height == Approx(1.6 * em));
    auto const layout = paragraph("H\nH", Language::english).lay_out({ 100 });
    CHECK(layout.lines[0].baseline - 50 == Approx(layout.line_height / 2));
    CHECK(layout.lines[1].baseline - layout.lines[0].baseline == Approx(layout.line_height));
}

TEST_CASE("Korean words are kept together, and only a word wider than its box is parted", "[text]")
{
    auto const* const text = "주민등록등본을 2026년 신청합니다";
    auto const korean = paragraph(text, Language::korean);
    auto const width = paragraph("주민등록등본을", Language::korean).natural_width(20);
    CHECK(korean.least_width(20) == Approx(width));
    auto const kept = korean.lay_out({ 20, width + 1 });
    CHECK(lines_of(kept, text) == std::vector<std::string> { "주민등록등본을 ", "2026년 ", "신청합니다" });
    CHECK_FALSE(kept.overfull);
    // Without Korean's filter the same text breaks inside of words.
    CHECK(lines_of(paragraph(text, Language::english).lay_out({ 20, width + 1 }), text) != lines_of(kept, text));

    auto const parted = korean.lay_out({ 20, width / 2 });
    CHECK(parted.lines.size() > 3);
    CHECK_FALSE(parted.overfull); // between syllables is where Korean may be parted
    for (auto const& line : parted.lines)
        CHECK(line.width <= width / 2 + 0.01f);
    // Latin between Hangul, and digits before it, belong to the word.
    for (std::string_view const word : { "QR코드를", "3층에서", "서울2동" })
        CHECK(paragraph(word, Language::korean).least_width(20) == Approx(paragraph(word, Language::korean).natural_width(20)));
}

TEST_CASE("a word wider than its box is cut between letters and says so", "[text]")
{
    for (std::string_view const word : { "Donaudampfschifffahrtsgesellschaft", "واستخدامهاااااااااااااااات", "مستشفىمستشفىمستشفى" }) {
        auto const language = word[0] == 'D' ? Language::english : Language::arabic;
        auto const one = paragraph(word, language);
        auto const layout = one.lay_out({ 20, one.natural_width(20) / 3 });
        CHECK(layout.overfull);
        CHECK(layout.lines.size() >= 3);
        check_sound(layout, word);
        for (auto const& line : layout.lines)
            CHECK(line.width <= one.natural_width(20) / 3 + 0.01f);
        CHECK_FALSE(one.lay_out({ 20, one.natural_width(20) + 1 }).overfull);
    }
    // A box without width still holds a letter a line, and no line of mere space.
    auto const layout = paragraph("ab cd", Language::english).lay_out({ 20, 0 });
    CHECK(lines_of(layout, "ab cd") == std::vector<std::string> { "a", "b ", "c", "d" });
}

TEST_CASE("a line fills its box: no word of the next line would have fitted", "[text]")
{
    auto const* const text = "Please insert your resident card and wait until the kiosk has read it; this takes a few seconds only.";
    auto const whole = paragraph(text, Language::english);
    for (float width = 120; width < 900; width += 37) {
        auto const layout = whole.lay_out({ 20, width });
        check_sound(layout, text);
        auto const lines = lines_of(layout, text);
        for (std::size_t i = 0; i < lines.size(); ++i) {
            CHECK(layout.lines[i].width <= width + 0.01f);
            if (i + 1 < lines.size()) {
                auto const longer = lines[i] + lines[i + 1].substr(0, lines[i + 1].find(' '));
                CHECK(paragraph(longer, Language::english).natural_width(20) > width);
            }
        }
    }
}

TEST_CASE("wrapping again is the same as wrapping anew", "[text][P2]")
{
    auto const* const text = "خدمات البلدية Service 서비스: قدّم \u2066+966 11\u2069 طلبك الآن، 신청하세요 (please) واحصل على إيصال.";
    for (auto const language : all_languages) {
        auto const used = paragraph(text, language);
        Layout again;
        for (float width = 60; width < 900; width += 31) {
            for (auto const size : { 14.f, 23.5f }) {
                Fit const fit { size, width, Align::centre };
                used.lay_out(fit, again);
                auto const anew = paragraph(text, language).lay_out(fit);
                check_sound(again, text);
                REQUIRE(again.lines.size() == anew.lines.size());
                REQUIRE(again.glyphs.size() == anew.glyphs.size());
                bool same = again.height == anew.height && again.width == anew.width && again.overfull == anew.overfull;
                for (std::size_t i = 0; i < anew.glyphs.size(); ++i) {
                    auto const& a = again.glyphs[i];
                    auto const& b = anew.glyphs[i];
                    same = same && a.glyph == b.glyph && a.face == b.face && a.x == b.x && a.y == b.y && a.cluster == b.cluster;
                }
                CHECK(same);
            }
        }
    }
}

TEST_CASE("a line's glyphs are those of the line shaped for itself", "[text][P3]")
{
    struct Row {
        Language language;
        std::string_view text;
    };
    auto const row = GENERATE(Row { Language::english, "AVAWATo. To Ty, We Te. 'T' office ffi: WAVE To. Yo, P. A" }, Row { Language::arabic, "لا إله إلا بيت مدرسة كتاب؛ الله أكبر، والحمد لله" },
        Row { Language::korean, "주민등록 등본 신청 하기 QR코드 확인" },
        // Nothing joins across a newline, of whatever kind, or a control.
        Row { Language::arabic, "ب\nب\r\nسلام\u0085بيت\u2028ل\u2028ا\u2029شارع\rب\vب\fب" }, Row { Language::english, "of\nice To\u2028Ty f\ri" });
    auto const whole = paragraph(row.text, row.language);
    for (float width = 30; width < 500; width += 17) {
        auto const layout = whole.lay_out({ 20, width });
        if (layout.overfull)
            continue; // inside of a word the context joins letters that a line alone does not have
        for (auto const& line : layout.lines) {
            auto const own_text = row.text.substr(line.start, line.end - line.start);
            auto const own = paragraph(own_text, row.language).lay_out({ 20 });
            auto const here = layout.glyphs_of(line);
            REQUIRE(own.glyphs.size() == here.size());
            CHECK(own.lines[0].width == Approx(line.width).margin(0.01));
            for (std::size_t i = 0; i < here.size(); ++i) {
                CHECK(here[i].glyph == own.glyphs[i].glyph);
                CHECK(here[i].cluster - line.start == own.glyphs[i].cluster);
            }
        }
    }
}

TEST_CASE("letters on both sides of a control do not join", "[text][P3]")
{
    auto const apart = paragraph("ب\x01ب", Language::arabic).lay_out({ 20 });
    auto const alone = paragraph("ب", Language::arabic).lay_out({ 20 });
    REQUIRE(apart.glyphs.size() == 3);
    CHECK(apart.glyphs.front().glyph == alone.glyphs.front().glyph);
    CHECK(apart.glyphs.back().glyph == alone.glyphs.front().glyph);
    CHECK(apart.width == Approx(2 * alone.width));
}

TEST_CASE("any bytes make a paragraph", "[text][P1]")
{
    std::mt19937 random(20261121);
    std::vector<std::string> pieces { "a", " ", "\n", "ا", "لا", "한", "ᄒ", "ᅡ", "ᆫ", "\u0301", "\u064b", "\u200d", "\u200c", "\u2066", "\u2067", "\u2068", "\u2069", "\u202e", "\u202c",
        "👨‍👩‍👧", "🇰🇷", "🇰", "❤️", "1️⃣", "\U000e0067", "\u00ad", "\u200b", "\t", "\r", "7", "٣", "(", ")", ".", "\xff", "\xc0\x80", "\xed\xa0\x80", "\xf4\x90\x80\x80", "\xe2\x82", std::string(1, '\0'), "ﷺ", "क्ष", "ไทย" };
    for (int round = 0; round < 400; ++round) {
        std::string text;
        for (auto count = random() % 40; count > 0; --count)
            text += round % 4 == 0 ? std::string(1, static_cast<char>(random())) : pieces[random() % pieces.size()];
        auto const language = all_languages[random() % 3];
        auto const direction = static_cast<Direction>(random() % 4);
        auto const one = paragraph(text, language, direction);
        for (auto const width : { unbounded, 200.f, 35.f, 0.f })
            check_sound(one.lay_out({ 16, width, static_cast<Align>(random() % 3) }), text);
    }
}

TEST_CASE("malformed UTF-8 counts as replacement characters, one for each maximal part", "[text][P1]")
{
    auto const count = [](std::string_view bytes) {
        auto const layout = paragraph(bytes, Language::english).lay_out({ 20 });
        auto const replacement = paragraph("\ufffd", Language::english).lay_out({ 20 }).glyphs[0].glyph;
        return std::ranges::count(layout.glyphs, replacement, &PlacedGlyph::glyph);
    };
    CHECK(count("\xff") == 1);
    CHECK(count("a\xe2\x82"
                "b")
        == 1);
    CHECK(count("\xc0\x80") == 2);
    CHECK(count("\xed\xa0\x80") == 3);
    CHECK(count("\xf0\x9f\x98") == 1);
    CHECK(count("\xf4\x90\x80\x80") == 4);
    CHECK(count("\xf0\x80\x80\x80") == 4);
    CHECK(count("\u20ac\U0001f600") == 0);
}

TEST_CASE("a long and a deeply nested text cost no more than their length", "[text][P1]")
{
    std::string isolates;
    for (int i = 0; i < 10000; ++i)
        isolates += "\u2067a";
    check_sound(paragraph(isolates, Language::english).lay_out({ 20, 300 }), isolates);

    std::string mixed;
    while (mixed.size() < 1'000'000)
        mixed += "word كلمة 단어 \u2066+966\u2069 ";
    check_sound(paragraph(mixed, Language::arabic).lay_out({ 20, 300 }), mixed);
    std::string const unbroken(1'000'000, 'x');
    check_sound(paragraph(unbroken, Language::english).lay_out({ 20, 300 }), unbroken);
    std::string const newlines(300'000, '\n');
    CHECK(paragraph(newlines, Language::arabic).lay_out({ 20, 300 }).lines.size() == 300'001);
}
