// Unicode's own cases once more, through the whole paragraph object: the order is read from the runs of its layout.
#include "kiosk/glass/text/anatomy.h"
#include "tests/glass/text/bidi_cases.h"
#include "tests/glass/text/bidi_strings.h"
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

TEST_CASE("a paragraph on the glass has the order of the rules for random strings, too", "[text][U1]")
{
    Anatomy anatomy(sample::fonts());
    std::size_t looked_at = 0;
    std::size_t wrong = 0;
    for (std::uint64_t number = 0; number < 20'000; ++number) {
        auto const text = string_of(number);
        if (std::ranges::any_of(text, [](char32_t letter) { return letter >= 0xd800 && letter <= 0xdfff; }))
            continue; // no UTF-8 holds it
        ++looked_at;
        auto const asked = static_cast<Asked>(number % 3);
        if (auto const what = difference(text, asked, resolve(anatomy, text, asked), resolve_plainly(text, asked)); what && ++wrong <= 5)
            UNSCOPED_INFO("string " << number << ": " << *what);
    }
    CHECK(looked_at > 18'000);
    CHECK(wrong == 0);
}
