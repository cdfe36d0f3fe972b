// Unicode's own cases, all of them, through the function and through the paragraph object.
#include "tests/glass/text/bidi_cases.h"

#include <catch2/catch.hpp>

using namespace bidi_test;

namespace {

/// How many cases are wrong; the first few are told.
struct Judge {
    std::size_t wrong = 0;

    void look(Case const& one, Resolved const& ours)
    {
        if (one.is_met_by(ours))
            return;
        if (++wrong <= 5)
            UNSCOPED_INFO(one.file << ":" << one.line << ": " << *difference(one.text, one.asked, ours, { one.base.value_or(ours.base), one.levels, one.order }));
    }
};

}

TEST_CASE("levels and order are those of every case of BidiTest", "[text][U1]")
{
    Ours ours;
    Judge judge;
    CHECK(each_of_bidi_test([&](Case const& one) { judge.look(one, ours.resolve(one.text, one.asked)); }) == 770'241);
    CHECK(judge.wrong == 0);
}

TEST_CASE("levels and order are those of every case of BidiCharacterTest", "[text][U1]")
{
    Ours ours;
    Judge judge;
    CHECK(each_of_bidi_character_test([&](Case const& one) { judge.look(one, ours.resolve(one.text, one.asked)); }) == 91'707);
    CHECK(judge.wrong == 0);
}

TEST_CASE("the plain reference itself meets Unicode's cases", "[text][U1]")
{
    constexpr std::size_t stride = SHUBBAK_BIDI_STRINGS > 1'000'000 ? 1 : 7; // it is slow: all of them in a night
    Judge judge;
    std::size_t turn = 0;
    auto const look = [&](Case const& one) {
        if (turn++ % stride == 0)
            judge.look(one, resolve_plainly(one.text, one.asked));
    };
    each_of_bidi_test(look);
    each_of_bidi_character_test(look);
    CHECK(judge.wrong == 0);
}

TEST_CASE("a wrong order is noticed", "[text][U1]")
{
    Ours ours;
    Judge judge;
    std::size_t spoilt = 0;
    each_of_bidi_character_test([&](Case const& one) {
        auto resolved = ours.resolve(one.text, one.asked);
        if (resolved.order.size() < 2)
            return;
        std::swap(resolved.order.front(), resolved.order.back());
        ++spoilt;
        judge.look(one, resolved);
    });
    CHECK(spoilt > 90'000);
    CHECK(judge.wrong == spoilt);
}
