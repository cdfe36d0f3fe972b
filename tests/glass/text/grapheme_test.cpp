#include "kiosk/glass/text/grapheme.h"

#include "tests/glass/text/break_cases.h"
#include "tests/glass/text/unicode_file.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <sstream>

using namespace kiosk::text;
using namespace breaks_test;

namespace {

std::vector<std::uint32_t> boundaries_of(std::u16string_view text)
{
    static LetterTable letters;
    static Boundaries found;
    find_graphemes(letters, text, found);
    return { found.all().begin(), found.all().end() };
}

}

TEST_CASE("graphemes are those of every case of GraphemeBreakTest", "[text]")
{
    auto const cases = cases_of("GraphemeBreakTest.txt");
    CHECK(cases.size() == 602);
    for (auto const& one : cases) {
        INFO("GraphemeBreakTest.txt:" << one.line << ": " << named(one.text));
        CHECK(boundaries_of(one.text) == one.breaks);
    }
}

TEST_CASE("every emoji is one grapheme", "[text]")
{
    auto file = open_unicode_file("emoji/emoji-test.txt");
    std::size_t count = 0;
    for (std::string line; std::getline(file, line);) {
        std::istringstream words(line.substr(0, line.find_first_of(";#")));
        std::u16string text;
        for (std::string word; words >> word;)
            append(text, static_cast<char32_t>(std::stoul(word, nullptr, 16)));
        if (text.empty())
            continue;
        ++count;
        INFO(named(text));
        auto const size = static_cast<std::uint32_t>(text.size());
        CHECK(boundaries_of(text + u"x") == std::vector { 0u, size, size + 1 });
    }
    CHECK(count == 4'733);
}

TEST_CASE("graphemes of random texts are ICU's", "[text]")
{
    RandomText random(UCHAR_GRAPHEME_CLUSTER_BREAK, [](char32_t) { return false; }, 29);
    CHECK(random.kinds() > 30);
    Icu icu(UBRK_CHARACTER);
    for (int round = 0; round < 20'000; ++round) {
        auto const text = random.make(1 + static_cast<std::size_t>(round % 9));
        INFO(named(text));
        REQUIRE(boundaries_of(text) == icu.breaks(text));
    }
}

TEST_CASE("every picture has the class that stands for it in the walk's table", "[text]")
{
    LetterTable letters;
    for (char32_t letter = 0; letter < 0x20000; ++letter) {
        if (letters.of(letter).is(Letter::pictographic))
            REQUIRE(letters.of(letter).cluster == U_GCB_OTHER);
    }
}

TEST_CASE("a step from boundary to boundary goes where the whole walk goes", "[text]")
{
    RandomText random(UCHAR_GRAPHEME_CLUSTER_BREAK, [](char32_t) { return false; }, 30);
    LetterTable letters;
    Boundaries all;
    for (int round = 0; round < 2'000; ++round) {
        auto const text = random.make(1 + static_cast<std::size_t>(round % 20));
        INFO(named(text));
        find_graphemes(letters, text, all);
        std::vector<std::uint32_t> forward { 0 };
        while (forward.back() < text.size())
            forward.push_back(end_of_grapheme(letters, text, forward.back()));
        CHECK(std::ranges::equal(forward, all.all()));
        std::vector<std::uint32_t> backward { all.end() };
        while (backward.back() > 0)
            backward.push_back(all.previous(backward.back()));
        std::ranges::reverse(backward);
        CHECK(std::ranges::equal(backward, all.all()));
    }
}

TEST_CASE("from inside of a grapheme one gets to its begin and its end", "[text]")
{
    LetterTable letters;
    Boundaries found;
    find_graphemes(letters, std::u16string_view(u"a\u0301\u0301한\U0001f1e9\U0001f1ea"), found); // 0 3 4 8
    CHECK(found.next(0) == 3);
    CHECK(found.next(1) == 3);
    CHECK(found.previous(3) == 0);
    CHECK(found.previous(2) == 0);
    CHECK(found.next(5) == 8);
    CHECK(found.previous(5) == 4);
    CHECK(found.next(8) == 8);
    CHECK(found.next(100) == 8);
    CHECK(found.previous(100) == 8);
    CHECK(found.previous(0) == 0);
    CHECK(found.is_boundary(4));
    CHECK_FALSE(found.is_boundary(5));
    CHECK_FALSE(found.is_boundary(100));
    CHECK(found.end() == 8);

    find_graphemes(letters, {}, found);
    CHECK(found.all().empty());
    CHECK(found.next(0) == 0);
    CHECK(found.previous(0) == 0);
    CHECK_FALSE(found.is_boundary(0));
}

TEST_CASE("lone surrogates are graphemes with their marks, and no pair is parted", "[text]")
{
    CHECK(boundaries_of(u"a\xd83d\u0301\xde00\U0001f600\xd83d") == std::vector { 0u, 1u, 3u, 4u, 6u, 7u });
}

TEST_CASE("graphemes of any long text are found in one walk, and asked for at every place", "[text]")
{
    LetterTable letters;
    Boundaries found;
    each_long_text([&](std::u16string const& text) {
        find_graphemes(letters, text, found);
        auto const* const memory = found.all().data();
        find_graphemes(letters, text, found);
        CHECK(found.all().data() == memory);
        std::uint32_t boundaries = 0;
        for (std::uint32_t at = 0; at <= text.size(); at += 101)
            boundaries += found.is_boundary(at) && found.previous(found.next(at)) <= at;
        CHECK(boundaries > 0);
    });
}
