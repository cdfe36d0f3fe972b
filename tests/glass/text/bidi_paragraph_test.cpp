// Unicode's own cases once more, through the whole paragraph object: the order is read from the runs of its layout.
#include "kiosk/glass/text/anatomy.h"
#include "tests/glass/text/bidi_cases.h"
#include "tests/glass/text/sample.h"

#include <catch2/catch.hpp>

using namespace bidi_test;
using kiosk::text::Anatomy;

namespace {

Resolved resolve(Anatomy& anatomy, std::u32string_view text, Asked asked)
{
    using kiosk::text::Direction;
    auto const direction = asked == Asked::left ? Direction::left_to_right : asked == Asked::right ? Direction::right_to_left
                                                                                                   : Direction::automatic;
    auto const& found = anatomy.bidi(text, direction);
    return { found.paragraph_level, { found.levels.begin(), found.levels.end() }, found.order };
}

/// How many cases `each` has, and how many are wrong.
std::pair<std::size_t, std::size_t> judge(std::size_t (*each)(Visit const&))
{
    Anatomy anatomy(sample::fonts());
    std::size_t wrong = 0;
    auto const count = each([&](Case const& one) {
        auto const ours = resolve(anatomy, one.text, one.asked);
        if (!one.is_met_by(ours) && ++wrong <= 5)
            UNSCOPED_INFO(one.file << ":" << one.line << ": " << *difference(one.text, one.asked, ours, { one.base.value_or(ours.base), one.levels, one.order }));
    });
    return { count, wrong };
}

}

TEST_CASE("a paragraph on the glass has the order of every case of BidiTest", "[text][U1]")
{
    auto const [count, wrong] = judge(each_of_bidi_test);
    CHECK(count == 770'241);
    CHECK(wrong == 0);
}

TEST_CASE("a paragraph on the glass has the order of every case of BidiCharacterTest", "[text][U1]")
{
    auto const [count, wrong] = judge(each_of_bidi_character_test);
    CHECK(count == 91'707);
    CHECK(wrong == 0);
}
