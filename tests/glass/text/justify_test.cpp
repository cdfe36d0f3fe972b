#include "kiosk/glass/text/paragraph.h"
#include "kiosk/glass/text/typesetter.h"

#include "tests/glass/text/sample.h"

#include <catch2/catch.hpp>
#include <map>

using namespace kiosk;
using namespace kiosk::text;
using sample::paragraph;

namespace {

constexpr std::string_view english = "Please insert your resident card and wait until the kiosk has read it; this takes a few seconds only.\nThen take it.";
constexpr std::string_view arabic = "يرجى إدخال بطاقة المقيم والانتظار حتى يقرأها الجهاز، ورقم الهاتف \u2066+966 11 234 5678\u2069 للمساعدة في أي وقت.\nثم خذها.";
constexpr std::string_view korean = "주민등록등본을 신청하려면 카드를 넣고 기다려 주십시오. Card number: 12 34, 잠시만 기다리세요.\n감사합니다.";

struct Row {
    Language language;
    std::string_view text;
};
constexpr Row rows[] = { { Language::english, english }, { Language::arabic, arabic }, { Language::korean, korean } };

bool ends_in_newline(Line const& line, std::string_view text) { return line.end > line.start && text[line.end - 1] == '\n'; }

/// The widths of what stands between the left and right edge of each letter, by its byte.
std::map<std::uint32_t, float> advances(Layout const& layout, Line const& line)
{
    std::map<std::uint32_t, float> found;
    for (auto const& glyph : layout.glyphs_of(line))
        found[glyph.cluster] += glyph.advance;
    return found;
}

}

TEST_CASE("a justified line is as wide as its box, unless a newline or the text's end stands behind it", "[text]")
{
    for (auto const& [language, text] : rows) {
        auto const whole = paragraph(text, language);
        for (float width = 230; width < 700; width += 61) {
            auto const plain = whole.lay_out({ 20, width });
            auto const layout = whole.lay_out({ 20, width, Align::justify });
            REQUIRE(layout.lines.size() == plain.lines.size());
            for (std::size_t i = 0; i < layout.lines.size(); ++i) {
                auto const& line = layout.lines[i];
                CHECK(line.start == plain.lines[i].start);
                CHECK(line.hanging == plain.lines[i].hanging);
                if (i + 1 == layout.lines.size() || ends_in_newline(line, text)) {
                    CHECK(line.width == plain.lines[i].width);
                    CHECK(line.x == plain.lines[i].x);
                } else if (auto const words = text.substr(line.start, line.end - line.start); words.substr(0, words.size() - 1).contains(' ')) {
                    CHECK(line.width == width);
                    CHECK(line.x == 0);
                }
            }
        }
    }
}

TEST_CASE("justifying widens the spaces of a line alike, and nothing else", "[text]")
{
    for (auto const& [language, text] : rows) {
        auto const whole = paragraph(text, language);
        for (float width = 230; width < 700; width += 61) {
            auto const plain = whole.lay_out({ 20, width });
            auto const layout = whole.lay_out({ 20, width, Align::justify });
            for (std::size_t i = 0; i < layout.lines.size(); ++i) {
                auto const before = advances(plain, plain.lines[i]);
                auto share = -1.0;
                double sum = 0;
                for (auto const& [byte, advance] : advances(layout, layout.lines[i])) {
                    auto const wider = static_cast<double>(advance) - static_cast<double>(before.at(byte));
                    sum += wider;
                    if (wider == 0)
                        continue;
                    CHECK(text[byte] == ' ');
                    share = share < 0 ? wider : share;
                    CHECK(wider == Approx(share).margin(0.001));
                }
                CHECK(sum == Approx(layout.lines[i].width - plain.lines[i].width).margin(0.01));
            }
        }
    }
}

TEST_CASE("glyphs and runs of a justified line stand where the ones on their left end", "[text]")
{
    for (auto const& [language, text] : rows) {
        auto const whole = paragraph(text, language);
        for (auto const align : { Align::start, Align::centre, Align::end, Align::justify }) {
            auto const layout = whole.lay_out({ 20, 300, align });
            for (auto const& line : layout.lines) {
                auto pen = layout.right_to_left ? line.x - line.hanging : line.x;
                for (auto const& run : layout.runs_of(line)) {
                    CHECK(run.x == Approx(pen).margin(0.01));
                    for (auto i = run.first_glyph; i < run.first_glyph + run.glyph_count; ++i) {
                        // Letters without marks stand on their pen.
                        if (layout.glyphs[i].advance > 0)
                            CHECK(layout.glyphs[i].x == Approx(pen).margin(1.0));
                        pen += layout.glyphs[i].advance;
                    }
                    CHECK(run.x + run.width == Approx(pen).margin(0.01));
                }
                CHECK(pen == Approx(line.x + line.width + (layout.right_to_left ? 0 : line.hanging)).margin(0.02));
            }
        }
    }
}

TEST_CASE("no-break spaces widen as spaces do, wider and narrower ones do not", "[text]")
{
    auto const text = "a\u00a0b\u2003c\u202fd e f";
    auto const whole = paragraph(text, Language::english);
    auto const width = paragraph("a\u00a0b\u2003c\u202fd e", Language::english).natural_width(20) + 10;
    REQUIRE(whole.natural_width(20) > width);
    auto const plain = whole.lay_out({ 20, width });
    auto const layout = whole.lay_out({ 20, width, Align::justify });
    REQUIRE(layout.lines.size() == 2);
    std::map<std::uint32_t, float> wider;
    for (auto const& [byte, advance] : advances(layout, layout.lines[0])) {
        if (auto const by = advance - advances(plain, plain.lines[0])[byte]; by != 0)
            wider[byte] = by;
    }
    // The no-break space and the last space before "e"; the one behind "e" hangs.
    REQUIRE(wider.size() == 2);
    CHECK(wider.at(1) == Approx(5).margin(0.01));
    CHECK(wider.at(12) == Approx(5).margin(0.01));
}

TEST_CASE("a word alone on its line is not stretched, and text without a width is not justified", "[text]")
{
    auto const whole = paragraph("one two", Language::english);
    auto const plain = whole.lay_out({ 20, paragraph("one", Language::english).natural_width(20) + 8 });
    auto const layout = whole.lay_out({ 20, plain.box_width, Align::justify });
    REQUIRE(layout.lines.size() == 2);
    CHECK(layout.lines[0].width == plain.lines[0].width);
    CHECK(whole.lay_out({ 20, unbounded, Align::justify }).lines[0].width == whole.lay_out({ 20 }).lines[0].width);
}

TEST_CASE("a justified layout and a plain one of the same text are kept apart", "[text]")
{
    Typesetter typesetter(sample::fonts());
    Style const style { Language::english };
    CHECK(typesetter.set(english, style, { 20, 300, Align::justify }).lines[0].width == 300);
    CHECK(typesetter.set(english, style, { 20, 300 }).lines[0].width < 300);
    CHECK(typesetter.set(english, style, { 20, 300, Align::justify }).lines[0].width == 300);
    CHECK(typesetter.counters().layouts_found == 1);
}
