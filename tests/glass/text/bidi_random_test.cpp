// Our algorithm beside the plain reference, over strings without number: a few in each build, millions in a night.
#include "tests/glass/text/bidi_cases.h"
#include "tests/glass/text/bidi_strings.h"

#include <algorithm>
#include <catch2/catch.hpp>

using namespace bidi_test;

namespace {

constexpr std::uint64_t strings = SHUBBAK_BIDI_STRINGS;
constexpr auto asked_of(std::uint64_t number) { return static_cast<Asked>(number % 3); }

}

TEST_CASE("random strings have the order that the rules of UAX #9 give, taken one by one", "[text][U1]")
{
    Ours ours;
    std::size_t wrong = 0;
    std::size_t turned = 0;
    for (std::uint64_t number = 0; number < strings; ++number) {
        auto const text = string_of(number);
        auto const asked = asked_of(number);
        auto const expected = resolve_plainly(text, asked);
        auto const found = ours.resolve(text, asked);
        turned += std::ranges::is_sorted(expected.order) ? 0 : 1;
        if (auto const what = difference(text, asked, found, expected); what && ++wrong <= 5)
            UNSCOPED_INFO("string " << number << ": " << *what);
    }
    CHECK(wrong == 0);
    CHECK(turned > strings / 2);
}

TEST_CASE("the random strings hold what is difficult", "[text][U1]")
{
    std::size_t deep_brackets = 0;
    std::size_t deep_levels = 0;
    std::size_t alone = 0;
    std::size_t equivalent = 0;
    for (std::uint64_t number = 0; number < 20'000; ++number) {
        auto const text = string_of(number);
        auto const count = [&](auto const& holds) { return std::ranges::count_if(text, holds); };
        deep_brackets += count([](char32_t c) { return c == '(' || c == '[' || c == '{'; }) > 63 ? 1u : 0u;
        deep_levels += count([](char32_t c) { return c == 0x2067 || c == 0x202b || c == 0x202e; }) > 62 ? 1u : 0u;
        alone += count([](char32_t c) { return c >= 0xd800 && c <= 0xdfff; }) > 0 ? 1u : 0u;
        equivalent += text.find(0x2329) < text.find(0x3009) && text.find(0x3009) != text.npos ? 1u : 0u;
    }
    CHECK(deep_brackets > 10);
    CHECK(deep_levels > 10);
    CHECK(alone > 10);
    CHECK(equivalent > 10);
}

TEST_CASE("one wrong place among random strings is noticed", "[text][U1]")
{
    std::size_t noticed = 0;
    std::size_t spoilt = 0;
    for (std::uint64_t number = 0; number < 2000; ++number) {
        auto const text = string_of(number);
        auto const expected = resolve_plainly(text, asked_of(number));
        if (expected.order.empty())
            continue;
        auto levels = expected;
        levels.levels[expected.order.front()] ^= 1;
        auto order = expected;
        order.order.pop_back();
        spoilt += 2;
        noticed += difference(text, asked_of(number), levels, expected) ? 1u : 0u;
        noticed += difference(text, asked_of(number), order, expected) ? 1u : 0u;
    }
    CHECK(spoilt > 3900);
    CHECK(noticed == spoilt);
}
