#include "kiosk/glass/text/word_breaks.h"

#include "tests/glass/text/break_cases.h"

#include <algorithm>
#include <catch2/catch.hpp>

using namespace kiosk::text;
using namespace breaks_test;

namespace {

Words words_of(std::u16string_view text)
{
    static LetterTable letters;
    Words words;
    find_words(letters, text, words);
    return words;
}

std::vector<std::uint32_t> boundaries_of(std::u16string_view text)
{
    auto const words = words_of(text);
    return { words.boundaries().all().begin(), words.boundaries().all().end() };
}

/// Words in brackets, all else parted by `|`.
std::string told(std::string_view utf8)
{
    auto const text = to_utf16(utf8);
    auto const words = words_of(text);
    std::string all;
    for (std::uint32_t at = 0; at < text.size(); at = words.boundaries().next(at)) {
        auto const [start, end, is_word] = words.segment_at(at);
        auto const part = marked(std::u16string_view(text).substr(start, end - start), {});
        all += is_word ? "[" + part + "]" : part + "|";
    }
    return all;
}

}

TEST_CASE("words are those of every case of WordBreakTest", "[text]")
{
    auto const cases = cases_of("WordBreakTest.txt");
    CHECK(cases.size() == 1'823);
    for (auto const& one : cases) {
        INFO("WordBreakTest.txt:" << one.line << ": " << named(one.text));
        CHECK(boundaries_of(one.text) == one.breaks);
    }
}

TEST_CASE("words of random texts are ICU's", "[text]")
{
    // ICU takes words of dictionary scripts, ideographs and kana from a dictionary, and since Unicode's CLDR 42 a colon
    // joins letters in Swedish and Finnish alone.
    RandomText random(UCHAR_WORD_BREAK, [](char32_t letter) {
        auto const point = static_cast<UChar32>(letter);
        return u_getIntPropertyValue(point, UCHAR_LINE_BREAK) == U_LB_COMPLEX_CONTEXT || letter == U':'
            || (u_getIntPropertyValue(point, UCHAR_EAST_ASIAN_WIDTH) > U_EA_AMBIGUOUS && !u_hasBinaryProperty(point, UCHAR_EXTENDED_PICTOGRAPHIC)
                && u_getIntPropertyValue(point, UCHAR_EAST_ASIAN_WIDTH) != U_EA_NARROW);
    }, 31);
    CHECK(random.kinds() > 30);
    Icu icu(UBRK_WORD);
    for (int round = 0; round < 20'000; ++round) {
        auto const text = random.make(1 + static_cast<std::size_t>(round % 9));
        INFO(named(text));
        REQUIRE(boundaries_of(text) == icu.breaks(text));
    }
}

TEST_CASE("a double touch chooses a word, a number or what stands between them", "[text]")
{
    CHECK(told("Don't stop, 1,234.50!") == "[Don't] |[stop],| |[1,234.50]!|");
    CHECK(told("بِطاقة الإقامة 12") == "[بِطاقة] |[الإقامة] |[12]");
    CHECK(told("주민등록등본을 신청") == "[주민등록등본을] |[신청]");
    CHECK(told("\u2068+966\u2069 11") == "\u2068|+|[966\u2069] |[11]");
    CHECK(told("a.b. 3.5.x") == "[a.b].| |[3.5].|[x]");
    CHECK(told("漢字") == "[漢][字]");
    CHECK(told("😀 ٣ \u0301") == "😀| |[٣] \u0301|");
}

TEST_CASE("every place of a text lies in one segment", "[text]")
{
    auto const words = words_of(u"ab, c");
    CHECK(words.segment_at(0) == Words::Segment { 0, 2, true });
    CHECK(words.segment_at(1) == Words::Segment { 0, 2, true });
    CHECK(words.segment_at(2) == Words::Segment { 2, 3, false });
    CHECK(words.segment_at(4) == Words::Segment { 4, 5, true });
    CHECK(words.segment_at(5) == Words::Segment { 4, 5, true });
    CHECK(words.segment_at(100) == Words::Segment { 4, 5, true });
    CHECK(words_of(u"").segment_at(0) == Words::Segment {});
    CHECK(words_of(u"").boundaries().all().empty());
}

TEST_CASE("lone surrogates are signs, and no pair is parted", "[text]")
{
    CHECK(boundaries_of(u"a\xd83d\u0301\xde00" u"b\U0001f600\xde00") == std::vector { 0u, 1u, 3u, 4u, 5u, 7u, 8u });
}

TEST_CASE("words of any long text are found in one walk", "[text]")
{
    LetterTable letters;
    Words words;
    each_long_text([&](std::u16string const& text) {
        find_words(letters, text, words);
        auto const* const memory = words.boundaries().all().data();
        find_words(letters, text, words);
        CHECK(words.boundaries().all().data() == memory);
        CHECK(words.boundaries().end() == text.size());
    });
}
