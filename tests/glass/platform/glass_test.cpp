#include "kiosk/glass/platform/glass.h"

#include "tests/doubles/clock.h"

#include <catch2/catch.hpp>

#include <array>
#include <cmath>
#include <thread>
#include <vector>

using namespace kiosk;
using namespace kiosk::platform;

namespace {

std::unique_ptr<Glass> headless(Clock const& clock)
{
    auto glass = Glass::open({ .place = Glass::Place::headless, .width = 320, .height = 480 }, clock);
    REQUIRE(glass.has_value());
    // SDL tells of the new window first.
    while ((*glass)->poll()) { }
    return std::move(*glass);
}

}

TEST_CASE("a headless glass has the pixels it was asked for", "[platform]")
{
    doubles::AdvanceableClock clock;
    auto const glass = headless(clock);
    CHECK(glass->width() == 320);
    CHECK(glass->height() == 480);
    auto const surface = glass->surface();
    CHECK(surface.pitch >= 320);
    surface.row(479)[319] = 0x123456;
    CHECK(glass->surface().row(479)[319] == 0x123456);
}

TEST_CASE("a finger that is put in comes out at the same pixel", "[platform]")
{
    doubles::AdvanceableClock clock;
    auto const glass = headless(clock);
    glass->inject(Finger { Finger::Phase::down, 5, 100, 200 });
    glass->inject(Finger { Finger::Phase::up, 5, 101, 202 });
    for (auto const& expected : { Finger { Finger::Phase::down, 5, 100, 200 }, Finger { Finger::Phase::up, 5, 101, 202 } }) {
        auto const event = glass->poll();
        REQUIRE(event.has_value());
        auto const finger = std::get<Finger>(*event);
        CHECK(finger.phase == expected.phase);
        CHECK(finger.id == expected.id);
        CHECK(std::abs(finger.x - expected.x) < 0.01F);
        CHECK(std::abs(finger.y - expected.y) < 0.01F);
    }
    CHECK_FALSE(glass->poll().has_value());
}

TEST_CASE("a key that is put in comes out once", "[platform]")
{
    doubles::AdvanceableClock clock;
    auto const glass = headless(clock);
    glass->inject(KeyPress { Key::select });
    CHECK(glass->poll() == Event(KeyPress { Key::select }));
    CHECK_FALSE(glass->poll().has_value());
}

TEST_CASE("a deadline that has passed ends the wait at once", "[platform]")
{
    doubles::AdvanceableClock clock;
    auto const glass = headless(clock);
    auto const until = clock.now();
    CHECK_FALSE(glass->wait(until).has_value());
    clock.advance(std::chrono::hours(1));
    CHECK_FALSE(glass->wait(until).has_value());
}

TEST_CASE("many wakes before the glass looks are one", "[platform]")
{
    doubles::AdvanceableClock clock;
    auto const glass = headless(clock);
    std::vector<std::thread> threads;
    for (int i = 0; i < 4; ++i)
        threads.emplace_back([&] {
            for (int n = 0; n < 1000; ++n)
                glass->wake();
        });
    for (auto& thread : threads)
        thread.join();
    CHECK(glass->wait(std::nullopt) == Event(Woken {}));
    CHECK_FALSE(glass->poll().has_value());
    glass->wake();
    CHECK(glass->poll() == Event(Woken {}));
}

TEST_CASE("a wait without a deadline ends when another thread wakes it", "[platform]")
{
    doubles::AdvanceableClock clock;
    auto const glass = headless(clock);
    std::thread other([&] { glass->wake(); });
    CHECK(glass->wait(std::nullopt) == Event(Woken {}));
    other.join();
}

TEST_CASE("every present is counted, also of parts outside of the glass", "[platform]")
{
    doubles::AdvanceableClock clock;
    auto const glass = headless(clock);
    CHECK(glass->presents() == 0);
    glass->present();
    std::array const parts { Rectangle { -10, -10, 20, 20 }, Rectangle { 400, 0, 500, 10 }, Rectangle { 5, 5, 5, 9 } };
    glass->present(parts);
    CHECK(glass->presents() == 2);
}
