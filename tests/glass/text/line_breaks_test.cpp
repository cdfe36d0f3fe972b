#include "kiosk/glass/text/line_breaks.h"

#include "tests/glass/text/break_cases.h"

#include <algorithm>
#include <catch2/catch.hpp>

using namespace kiosk::text;
using namespace breaks_test;

namespace {

std::vector<LineBreak> breaks_of(std::u16string_view text, LineRules rules)
{
    static LetterTable letters;
    std::vector<LineBreak> found;
    find_line_breaks(letters, text, rules, found);
    return found;
}

std::vector<std::uint32_t> positions_of(std::u16string_view text, LineRules rules)
{
    std::vector<std::uint32_t> positions;
    for (auto const& place : breaks_of(text, rules))
        positions.push_back(place.position);
    return positions;
}

/// `|` where a line may end, `·` where words are held together, `¶` where it must end.
std::string parted(std::string_view utf8, LineRules rules = LineRules::glass)
{
    auto const text = to_utf16(utf8);
    std::vector<Place> places;
    for (auto const& place : breaks_of(text, rules)) {
        auto const mark = place.kind == LineBreak::Kind::soft ? "|" : place.kind == LineBreak::Kind::held ? "·" : "¶";
        places.push_back({ place.position, mark });
    }
    return marked(text, places);
}

std::string kept(std::string_view utf8) { return parted(utf8, LineRules::korean); }

/// Isolates are drawn so that a failure can be read: ‹ for FSI, › for PDI.
std::string drawn(std::string text)
{
    for (auto const& [control, picture] : { std::pair { "\u2068", "‹" }, std::pair { "\u2069", "›" } }) {
        for (auto at = text.find(control); at != std::string::npos; at = text.find(control))
            text.replace(at, 3, picture);
    }
    return text;
}

}

TEST_CASE("lines break as in every case of LineBreakTest", "[text]")
{
    auto const cases = cases_of("LineBreakTest.txt");
    CHECK(cases.size() == 7'654);
    std::size_t wrong = 0;
    for (auto const& one : cases) {
        if (positions_of(one.text, LineRules::unicode) == one.breaks)
            continue;
        ++wrong;
        UNSCOPED_INFO("LineBreakTest.txt:" << one.line << ": " << named(one.text));
    }
    CHECK(wrong == 0);
}

TEST_CASE("lines break where ICU breaks random texts, but for what is named", "[text]")
{
    // Dictionary scripts, which ICU takes words of; U+2010, with which ICU goes as with HY; controls that `glass` moves out of.
    RandomText random(UCHAR_LINE_BREAK, [](char32_t letter) {
        auto const point = static_cast<UChar32>(letter);
        return u_getIntPropertyValue(point, UCHAR_LINE_BREAK) == U_LB_COMPLEX_CONTEXT || letter == 0x2010
            || (letter >= 0x202a && letter <= 0x202e) || (letter >= 0x2066 && letter <= 0x2069);
    }, 14);
    CHECK(random.kinds() > 80);
    Icu icu(UBRK_LINE);
    LetterTable letters;
    std::size_t slashes = 0;
    std::size_t points = 0;
    for (int round = 0; round < 30'000; ++round) {
        auto const text = random.make(1 + static_cast<std::size_t>(round % 7));
        auto ours = positions_of(text, LineRules::glass);
        ours.insert(ours.begin(), 0);
        auto const theirs = icu.breaks(text);
        std::vector<std::uint32_t> differences;
        std::ranges::set_symmetric_difference(ours, theirs, std::back_inserter(differences));
        for (auto const place : differences) {
            // The letters around, without marks.
            auto const at = [&](std::int32_t index) {
                UChar32 letter = 0;
                U16_GET(text.data(), 0, index, static_cast<std::int32_t>(text.size()), letter);
                return letters.of(static_cast<char32_t>(letter)).line;
            };
            auto before = static_cast<std::int32_t>(place);
            do
                U16_BACK_1(text.data(), 0, before);
            while (before > 0 && (at(before) == U_LB_COMBINING_MARK || at(before) == U_LB_ZWJ));
            auto const slash = at(before) == U_LB_BREAK_SYMBOLS && at(static_cast<std::int32_t>(place)) == U_LB_NUMERIC; // `/ 5`: LB25 of 6.2
            auto const point = (at(before) == U_LB_PREFIX_NUMERIC || at(before) == U_LB_POSTFIX_NUMERIC)
                && at(static_cast<std::int32_t>(place)) == U_LB_OPEN_PUNCTUATION; // `$ (.5`: ICU lets a point begin that number, too
            slashes += slash;
            points += point;
            INFO(named(text) << " at " << place);
            CHECK((slash || point));
        }
    }
    CHECK(slashes > 0);
    CHECK(points < 20);
}

TEST_CASE("scripts that ask for a dictionary are not parted inside of words", "[text]")
{
    CHECK(parted("ขอ บัตรประชาชน", LineRules::unicode) == "ขอ |บัตรประชาชน");
}

TEST_CASE("LB30's and LB30b's sets are those that the table tells apart", "[text]")
{
    LetterTable letters;
    for (char32_t code_point = 0; code_point < 0x20000; ++code_point) {
        auto const& letter = letters.of(code_point);
        if (letter.is(Letter::pictographic) && letter.is(Letter::unassigned))
            REQUIRE(letter.line == U_LB_IDEOGRAPHIC);
        if (letter.line == U_LB_CLOSE_PARENTHESIS)
            REQUIRE_FALSE(letter.is(Letter::wide));
    }
    std::u16string text = u"\U0001f8ff\U0001f3fb";
    CHECK(positions_of(text, LineRules::unicode) == std::vector<std::uint32_t> { 4 });
}

TEST_CASE("newlines end a line, the text's end too", "[text]")
{
    CHECK(parted("a\nb\r\nc\rd\u0085e\u2028f\u2029g") == "a\n¶b\r\n¶c\r¶d\u0085¶e\u2028¶f\u2029¶g");
    CHECK(parted("a b") == "a |b");
    CHECK(breaks_of(u"", LineRules::glass).empty());
    CHECK(breaks_of(u"a", LineRules::glass) == std::vector<LineBreak> { { 1, 1, LineBreak::Kind::hard } });
    CHECK(breaks_of(u"a\n", LineRules::glass) == std::vector<LineBreak> { { 2, 1, LineBreak::Kind::hard } });
}

TEST_CASE("a break knows where the space before it begins", "[text]")
{
    using enum LineBreak::Kind;
    CHECK(breaks_of(u"ab  c \u2069\n\nd ", LineRules::glass)
        == std::vector<LineBreak> { { 4, 2, soft }, { 8, 5, hard }, { 9, 5, hard }, { 11, 10, hard } });
}

TEST_CASE("numbers, money, phones and codes stay whole where they have no space", "[text]")
{
    for (auto const whole : { "12.50", "-5", "+966", "$12.50", "€-3", "($5)", "12.50€", "50%", "1,234.50", "23:59", "2026-11-21", "011-234-5678", "No.5", "AB/12", "(0)12", "A-1/2", "-x", ".5" })
        CHECK(parted(whole) == whole);
    CHECK(parted("+966 11 234 5678") == "+966 |11 |234 |5678");
    CHECK(parted("about .5 or -x") == "about |.5 |or |-x");
    CHECK(parted("well-known") == "well-|known");
    CHECK(parted("12.50 ر.س.") == "12.50 |ر.س.");
    // Plain UAX #14 with the numbers of its test file keeps less.
    CHECK(parted("No.5 AB/12 -x", LineRules::unicode) == "No.|5 |AB/|12 |-|x");
}

TEST_CASE("a line ends and begins outside of the isolates around a value", "[text]")
{
    auto const glass = [](std::string_view text) { return drawn(parted(text)); };
    CHECK(glass("이름: \u2068한국\u2069 님") == "이|름: |‹한|국› |님");
    CHECK(glass("A\u2068한\u2069B") == "A|‹한›|B");
    CHECK(glass("(\u2068한\u2069)") == "(‹한›)");
    CHECK(glass("a \u2068b \u2069 c") == "a |‹b › |c");
    CHECK(glass("a \u2068b \u2069.") == "a |‹b ›.");
    CHECK(glass("a \u2068\u2068漢\u2069\u2069 c") == "a |‹‹漢›› |c");
    CHECK(glass("\u2068漢\u2069") == "‹漢›");
    CHECK(glass("a\n\u2068漢\u2069") == "a\n¶‹漢›");
    CHECK(positions_of(u" \u2068漢", LineRules::glass) == std::vector<std::uint32_t> { 1, 3 });
    CHECK(glass("SAR \u206812.50\u2069, \u2068-3\u2069%") == "SAR |‹12.50›, |‹-3›%");
    // To plain UAX #14 they are marks.
    CHECK(drawn(parted("a \u2068漢 \u2069b", LineRules::unicode)) == "a |‹|漢 |›b");
}

TEST_CASE("Korean words are held together", "[text]")
{
    CHECK(kept("주민등록등본을 발급받으세요.") == "주·민·등·록·등·본·을 |발·급·받·으·세·요.");
    CHECK(kept("Shubbak은 3층으로 QR코드 2024년") == "Shubbak·은 |3·층·으·로 |QR·코·드 |2024·년");
    CHECK(kept("수수료는 1,000원입니다") == "수·수·료·는 |1,000·원·입·니·다");
    CHECK(kept("등본(주민)을 신청/발급") == "등·본|(주·민)|을 |신·청/|발·급");
    CHECK(kept("漢字와 漢字") == "漢|字·와 |漢|字");
    CHECK(kept("AB-CD 12") == "AB-|CD |12");
    CHECK(kept("첫째\n둘째") == "첫·째\n¶둘·째");
}

TEST_CASE("marks and isolates on a letter do not part a Korean word", "[text]")
{
    CHECK(kept("한\u0301국") == "한\u0301·국");
    CHECK(kept("한\u0301A") == "한\u0301·A");
    CHECK(kept("한\u302e국\u302f") == "한\u302e·국\u302f");
    CHECK(drawn(kept("\u2068홍길동\u2069님, \u2068Shubbak\u2069은")) == "‹홍·길·동›·님, |‹Shubbak›·은");
    CHECK(drawn(kept("한\u2068국\u2069")) == "한·‹국›");
    CHECK(kept("한\u200d국") == "한\u200d국"); // LB8a
    CHECK(kept("한\u00ad국\u200b어") == "한\u00ad|국\u200b|어"); // these ask for a break
}

TEST_CASE("Korean breaks stand where those of every language stand", "[text]")
{
    RandomText random(UCHAR_LINE_BREAK, [](char32_t) { return false; }, 15);
    for (int round = 0; round < 5'000; ++round) {
        auto const text = random.make(1 + static_cast<std::size_t>(round % 12));
        INFO(named(text));
        CHECK(positions_of(text, LineRules::korean) == positions_of(text, LineRules::glass));
    }
}

TEST_CASE("lone surrogates are letters to lines, and no pair is parted", "[text]")
{
    CHECK(positions_of(u"a\xd83d" u"b \xde00" u"c", LineRules::glass) == std::vector<std::uint32_t> { 4, 6 });
    CHECK(positions_of(u"\xde00\xd83d", LineRules::unicode) == std::vector<std::uint32_t> { 2 });
    CHECK(positions_of(u"\xd83d\xd83d\xde00 \U0001f600\xde00", LineRules::unicode) == std::vector<std::uint32_t> { 1, 4, 6, 7 });
}

TEST_CASE("line breaks of any long text are found in one walk", "[text]")
{
    LetterTable letters;
    std::vector<LineBreak> found;
    each_long_text([&](std::u16string const& text) {
        for (auto const rules : { LineRules::unicode, LineRules::korean }) {
            find_line_breaks(letters, text, rules, found);
            CHECK(found.back().position == text.size());
            auto const* const memory = found.data();
            find_line_breaks(letters, text, rules, found);
            CHECK(found.data() == memory);
        }
    });
}
