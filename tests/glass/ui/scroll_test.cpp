#include "tests/glass/ui/room.h"

#include <catch2/catch.hpp>
#include <fmt/format.h>

#include <set>

using namespace kiosk;
using namespace kiosk::ui;
using namespace kiosk::ui::testing;
using Phase = platform::Finger::Phase;

namespace {

/// The streets that can be seen.
std::set<int> in_sight(Presenter const& presenter)
{
    std::set<int> seen;
    for (int i = 0; i < 40; ++i) {
        auto const* node = presenter.node(fmt::format("street.{}", i));
        REQUIRE(node != nullptr);
        if (node->in_sight)
            seen.insert(i);
    }
    return seen;
}

}

TEST_CASE("More shows everything, whole, and nothing twice without need", "[ui][scroll]")
{
    Room room;
    Pressed pressed;
    room.show([&](Canvas& canvas) { draw_long(canvas, pressed); });
    std::set<int> all;
    int turns = 0;
    for (;; ++turns) {
        REQUIRE(turns < 10);
        auto const seen = in_sight(*room.presenter);
        REQUIRE_FALSE(seen.empty());
        if (!all.empty())
            CHECK(*seen.begin() <= *all.rbegin() + 1);
        all.insert(seen.begin(), seen.end());
        auto const* more = room.presenter->node("body.more");
        if (more == nullptr)
            break;
        for (int const street : seen)
            CHECK(room.area(fmt::format("street.{}", street)).bottom <= more->area.top);
        room.touch("body.more");
    }
    CHECK(turns >= 1);
    CHECK(all.size() == 40);
    CHECK(pressed.empty());
    while (room.presenter->node("body.earlier") != nullptr)
        room.touch("body.earlier");
    CHECK(in_sight(*room.presenter).contains(0));
}

TEST_CASE("a finger drags the page and presses nothing", "[ui][scroll][U1]")
{
    Room room;
    Pressed pressed;
    room.show([&](Canvas& canvas) { draw_long(canvas, pressed); });
    auto const from = room.area("street.5");
    room.finger(Phase::down, middle_x(from), middle_y(from));
    for (int step = 1; step <= 10; ++step)
        room.finger(Phase::move, middle_x(from), middle_y(from) - static_cast<float>(step) * 15);
    room.frame();
    CHECK(room.area("street.5").top == Approx(from.top - 150).margin(2));
    room.finger(Phase::up, middle_x(from), middle_y(from) - 150);
    room.frame();
    CHECK(pressed.empty());
    // It settles with a whole line at its upper edge.
    auto const seen = in_sight(*room.presenter);
    CHECK_FALSE(seen.contains(0));
    CHECK(room.area(fmt::format("street.{}", *seen.begin())).top >= 0);
}

TEST_CASE("a trembling finger still presses", "[ui][scroll][U1]")
{
    Room room;
    Pressed pressed;
    room.show([&](Canvas& canvas) { draw_long(canvas, pressed); });
    auto const where = room.area("street.2");
    room.finger(Phase::down, middle_x(where), middle_y(where));
    room.finger(Phase::move, middle_x(where) + 3, middle_y(where) - 4);
    room.finger(Phase::up, middle_x(where) - 2, middle_y(where) + 2);
    room.frame();
    CHECK(pressed == Pressed { "street.2" });
}

TEST_CASE("what is scrolled away is not there for a finger", "[ui][scroll]")
{
    Room room;
    Pressed pressed;
    room.show([&](Canvas& canvas) { draw_long(canvas, pressed); });
    auto const* hidden = room.presenter->node("street.39");
    REQUIRE(hidden != nullptr);
    CHECK_FALSE(hidden->touchable);
    room.touch("street.39");
    CHECK(pressed.empty());
    CHECK(room.presenter->reveal("street.39"));
    room.frame();
    REQUIRE(room.presenter->node("street.39") != nullptr);
    CHECK(room.presenter->node("street.39")->touchable);
    room.touch("street.39");
    CHECK(pressed == Pressed { "street.39" });
    CHECK_FALSE(room.presenter->reveal("street.99"));
}

TEST_CASE("another page begins at its top", "[ui][scroll]")
{
    Room room;
    Pressed pressed;
    room.show([&](Canvas& canvas) { draw_long(canvas, pressed); });
    room.touch("body.more");
    CHECK_FALSE(in_sight(*room.presenter).contains(0));
    room.show([&](Canvas& canvas) { draw_sample(canvas, pressed); });
    room.show([&](Canvas& canvas) { draw_long(canvas, pressed); });
    CHECK(in_sight(*room.presenter).contains(0));
}
