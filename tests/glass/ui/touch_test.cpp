#include "kiosk/glass/ui/touch.h"
#include "tests/glass/ui/room.h"

#include <catch2/catch.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <set>

using namespace kiosk;
using namespace kiosk::ui;
using namespace kiosk::ui::testing;
using Phase = platform::Finger::Phase;

namespace {

struct Shown {
    Room room { 1080, 1920 };
    Pressed pressed;
    Shown()
    {
        room.show([this](Canvas& canvas) { draw_sample(canvas, pressed); });
    }
};

}

TEST_CASE("a press that begins and ends in one target is one press", "[ui][touch][U1]")
{
    Shown shown;
    shown.room.touch("tile.1");
    CHECK(shown.pressed == Pressed { "tile.1" });
    shown.room.presenter->invalidate();
    shown.room.frame();
    CHECK(shown.pressed.size() == 1);
}

TEST_CASE("a press that leaves its target does nothing", "[ui][touch][U1]")
{
    Shown shown;
    auto const from = shown.room.area("back");
    auto const to = shown.room.area("next");
    shown.room.finger(Phase::down, middle_x(from), middle_y(from));
    shown.room.finger(Phase::move, middle_x(to), middle_y(to));
    shown.room.finger(Phase::up, middle_x(to), middle_y(to));
    shown.room.frame();
    CHECK(shown.pressed.empty());
}

TEST_CASE("a press that began beside every target does nothing", "[ui][touch][U1]")
{
    Shown shown;
    auto const to = shown.room.area("next");
    shown.room.finger(Phase::down, 2, 2);
    shown.room.finger(Phase::up, middle_x(to), middle_y(to));
    shown.room.frame();
    CHECK(shown.pressed.empty());
}

TEST_CASE("a finger that comes back into its target presses it", "[ui][touch][U1]")
{
    Shown shown;
    auto const where = shown.room.area("next");
    shown.room.finger(Phase::down, middle_x(where), middle_y(where));
    shown.room.finger(Phase::move, middle_x(where), 5);
    shown.room.finger(Phase::move, middle_x(where), middle_y(where));
    shown.room.finger(Phase::up, middle_x(where), middle_y(where));
    shown.room.frame();
    CHECK(shown.pressed == Pressed { "next" });
}

TEST_CASE("a second finger is not seen", "[ui][touch][U1]")
{
    Shown shown;
    auto const first = shown.room.area("tile.0");
    auto const second = shown.room.area("next");
    shown.room.finger(Phase::down, middle_x(first), middle_y(first), 1);
    shown.room.finger(Phase::down, middle_x(second), middle_y(second), 2);
    shown.room.finger(Phase::up, middle_x(second), middle_y(second), 2);
    shown.room.finger(Phase::up, middle_x(first), middle_y(first), 1);
    shown.room.frame();
    CHECK(shown.pressed == Pressed { "tile.0" });
}

TEST_CASE("a thing that leans on the glass does not lock it", "[ui][touch]")
{
    Shown shown;
    auto const leaned_on = shown.room.area("tile.0");
    auto const next = shown.room.area("next");
    shown.room.finger(Phase::down, middle_x(leaned_on), middle_y(leaned_on), 1);
    shown.room.clock.advance(Touch::longest_hold);
    shown.room.finger(Phase::down, middle_x(next), middle_y(next), 2);
    shown.room.finger(Phase::up, middle_x(next), middle_y(next), 2);
    shown.room.finger(Phase::up, middle_x(leaned_on), middle_y(leaned_on), 1);
    shown.room.frame();
    CHECK(shown.pressed == Pressed { "next" });
}

TEST_CASE("a mouse works as a touch", "[ui][touch][U1]")
{
    Shown shown;
    auto const where = shown.room.area("choice.0");
    shown.room.presenter->handle(platform::Finger { Phase::down, platform::mouse_finger, middle_x(where), middle_y(where) });
    shown.room.presenter->handle(platform::Finger { Phase::up, platform::mouse_finger, middle_x(where), middle_y(where) });
    shown.room.frame();
    CHECK(shown.pressed == Pressed { "choice.0" });
}

TEST_CASE("what is not offered cannot be pressed", "[ui][touch]")
{
    Shown shown;
    CHECK_FALSE(shown.room.presenter->node("off")->touchable);
    shown.room.touch("off");
    CHECK(shown.pressed.empty());
}

TEST_CASE("quick typing in one burst loses nothing and keeps its order", "[ui][touch][U2]")
{
    Shown shown;
    auto const presents = shown.room.glass->presents();
    for (char const digit : std::string("0507")) {
        auto const where = shown.room.area(fmt::format("number.key.{}", digit));
        shown.room.finger(Phase::down, middle_x(where), middle_y(where));
        shown.room.finger(Phase::up, middle_x(where), middle_y(where));
    }
    shown.room.frame();
    CHECK(shown.pressed == Pressed { "0", "5", "0", "7" });
    CHECK(shown.room.glass->presents() == presents + 1);
}

TEST_CASE("a second press in the same burst does not reach the page that the first one led to", "[ui][touch][U1]")
{
    Room room { 1080, 1920 };
    int page = 1;
    int pressed = 0;
    room.show([&](Canvas& canvas) {
        canvas.page(page == 1 ? "one" : "two");
        canvas.footer([&] {
            if (canvas.button("next", "Next")) {
                ++pressed;
                page = 2;
            }
        });
    });
    auto const where = room.area("next");
    for (int i = 0; i < 2; ++i) {
        room.finger(Phase::down, middle_x(where), middle_y(where));
        room.finger(Phase::up, middle_x(where), middle_y(where));
    }
    room.frame();
    CHECK(pressed == 1);
    CHECK(room.presenter->page() == "two");
}

TEST_CASE("a page that changes under a finger takes no press from it", "[ui][touch][U1]")
{
    Room room { 1080, 1920 };
    std::string page = "one";
    int pressed = 0;
    room.show([&](Canvas& canvas) {
        canvas.page(page);
        canvas.footer([&] { pressed += canvas.button("next", "Next") ? 1 : 0; });
    });
    auto const where = room.area("next");
    room.finger(Phase::down, middle_x(where), middle_y(where));
    page = "two";
    room.presenter->invalidate();
    room.frame();
    room.finger(Phase::up, middle_x(where), middle_y(where));
    room.frame();
    CHECK(pressed == 0);
    room.touch("next");
    CHECK(pressed == 1);
}

TEST_CASE("under an overlay nothing can be touched", "[ui][touch]")
{
    Room room { 1080, 1920 };
    Pressed pressed;
    room.show([&](Canvas& canvas) {
        draw_sample(canvas, pressed);
        canvas.overlay([&] {
            if (canvas.button("stay", "I am still here"))
                pressed.emplace_back("stay");
        });
    });
    CHECK_FALSE(room.presenter->node("next")->touchable);
    room.touch("next");
    CHECK(pressed.empty());
    room.touch("stay");
    CHECK(pressed == Pressed { "stay" });
}

TEST_CASE("the keypad's keys reach every target, and select presses it", "[ui][touch]")
{
    Shown shown;
    std::set<std::string> focused;
    std::set<std::string> touchable;
    for (auto const& node : shown.room.presenter->nodes()) {
        if (node.touchable)
            touchable.insert(node.id);
    }
    for (int i = 0; i < 40; ++i) {
        shown.room.presenter->handle(platform::KeyPress { platform::Key::next });
        shown.room.frame();
        for (auto const& node : shown.room.presenter->nodes()) {
            if (node.focused)
                focused.insert(node.id);
        }
    }
    CHECK(std::ranges::includes(focused, touchable));
    while (!shown.room.presenter->node("next")->focused) {
        shown.room.presenter->handle(platform::KeyPress { platform::Key::next });
        shown.room.frame();
    }
    shown.room.presenter->handle(platform::KeyPress { platform::Key::left });
    shown.room.frame();
    CHECK(shown.room.presenter->node("finish")->focused);
    shown.room.presenter->handle(platform::KeyPress { platform::Key::select });
    shown.room.frame();
    CHECK(shown.pressed == Pressed { "finish" });
}

namespace {

std::vector<std::string> odd(Presenter& presenter)
{
    std::vector<std::string> words;
    for (auto const oddity : presenter.take_oddities())
        words.emplace_back(to_string(oddity));
    return words;
}

using Named = std::vector<std::string>;

}

TEST_CASE("a finger that rolls off its target as it lifts still presses it", "[ui][touch][tremor]")
{
    Shown shown;
    auto const where = shown.room.area("back");
    float const mm = 1080.0F / 336;
    shown.room.finger(Phase::down, middle_x(where), middle_y(where));
    shown.room.finger(Phase::up, middle_x(where), static_cast<float>(where.top) - 2.5F * mm);
    shown.room.frame();
    CHECK(shown.pressed == Pressed { "back" });
    shown.room.finger(Phase::down, middle_x(where), middle_y(where));
    shown.room.finger(Phase::up, middle_x(where), static_cast<float>(where.top) - 3.5F * mm);
    shown.room.frame();
    CHECK(shown.pressed == Pressed { "back" });
}

TEST_CASE("what lies in another target is never forgiven", "[ui][touch][tremor][U1]")
{
    Shown shown;
    auto const one = shown.room.area("number.key.1");
    auto const two = shown.room.area("number.key.2");
    shown.room.presenter->set_manners({ .beside = { 100 }, .right_of = { 100 } });
    shown.room.finger(Phase::down, middle_x(one), middle_y(one));
    shown.room.finger(Phase::up, static_cast<float>(two.left) + 1, middle_y(two));
    shown.room.frame();
    CHECK(shown.pressed.empty());
}

TEST_CASE("a touch that lands just right of a target means it", "[ui][touch][tremor]")
{
    Shown shown;
    auto const where = shown.room.area("number.key.1");
    float const mm = 1080.0F / 336;
    for (float const right : { 2.0F, 3.0F }) {
        float const x = static_cast<float>(where.right) + right * mm;
        shown.room.finger(Phase::down, x, middle_y(where));
        shown.room.finger(Phase::up, x, middle_y(where));
        shown.room.frame();
    }
    // To the left nothing is added: that is where fingers do not land by mistake.
    float const x = static_cast<float>(where.left) - 2 * mm;
    shown.room.finger(Phase::down, x, middle_y(where));
    shown.room.finger(Phase::up, x, middle_y(where));
    shown.room.frame();
    CHECK(shown.pressed == Pressed { "1" });
}

TEST_CASE("with patient manners a sleeve presses nothing and a shaking hand presses once", "[ui][touch][tremor]")
{
    Shown shown;
    auto const manners = TouchManners::patient();
    shown.room.presenter->set_manners(manners);
    auto const where = shown.room.area("number.key.5");
    auto const tap = [&](Duration length) {
        shown.room.finger(Phase::down, middle_x(where), middle_y(where));
        shown.room.clock.advance(length);
        shown.room.finger(Phase::up, middle_x(where), middle_y(where));
        shown.room.frame();
    };
    tap(manners.least_press / 2);
    CHECK(shown.pressed.empty());
    CHECK(odd(*shown.room.presenter) == Named { "touch_brushed" });
    shown.room.clock.advance(std::chrono::seconds(1));
    tap(manners.least_press);
    shown.room.clock.advance(manners.rebound / 2);
    tap(manners.least_press);
    CHECK(shown.pressed == Pressed { "5" });
    CHECK(odd(*shown.room.presenter) == Named { "touch_rebound" });
    shown.room.clock.advance(manners.rebound);
    tap(manners.least_press);
    CHECK(shown.pressed == Pressed { "5", "5" });
    CHECK(odd(*shown.room.presenter).empty());
}

TEST_CASE("the forgiven room between two targets belongs to one at most", "[ui][touch][tremor]")
{
    CHECK(TouchManners {}.beside < Measures::gap);
    CHECK(TouchManners {}.right_of < Measures::key_gap);
    CHECK(TouchManners::patient().beside < Measures::gap);
    CHECK(TouchManners::patient().right_of < Measures::gap);
}

TEST_CASE("a click that a driver makes of a touch is the same touch", "[ui][touch][U1]")
{
    Shown shown;
    auto const where = shown.room.area("number.key.7");
    auto const mouse = [&](float aside) {
        for (auto const phase : { Phase::down, Phase::move, Phase::up })
            shown.room.presenter->handle(platform::Finger { phase, platform::mouse_finger, middle_x(where) + aside, middle_y(where) });
        shown.room.frame();
    };
    shown.room.touch("number.key.7");
    mouse(1);
    CHECK(shown.pressed == Pressed { "7" });
    CHECK(odd(*shown.room.presenter) == Named { "touch_echo" });
    // A mouse that is one, later or elsewhere.
    shown.room.clock.advance(std::chrono::seconds(1));
    mouse(1);
    mouse(1);
    CHECK(shown.pressed == Pressed { "7", "7", "7" });
}

TEST_CASE("two fingers, a finger held for an hour and fifty touches a second are named once each", "[ui][touch]")
{
    Shown shown;
    auto const one = shown.room.area("number.key.1");
    auto const two = shown.room.area("number.key.2");
    shown.room.finger(Phase::down, middle_x(one), middle_y(one), 1);
    for (int i = 0; i < 3; ++i) {
        shown.room.finger(Phase::down, middle_x(two), middle_y(two), 2);
        shown.room.finger(Phase::up, middle_x(two), middle_y(two), 2);
    }
    CHECK(odd(*shown.room.presenter) == Named { "second_finger" });
    for (int minute = 0; minute < 60; ++minute) {
        if (auto const alarm = shown.room.presenter->next_alarm(); alarm && *alarm <= shown.room.clock.now())
            shown.room.presenter->pass_time();
        shown.room.clock.advance(std::chrono::minutes(1));
        shown.room.frame();
    }
    CHECK(odd(*shown.room.presenter) == Named { "finger_held" });
    CHECK_FALSE(shown.room.presenter->next_alarm());
    shown.room.finger(Phase::up, middle_x(one), middle_y(one), 1);
    shown.room.frame();
    CHECK(shown.pressed.empty()); // that was no press
    for (int i = 0; i < 50; ++i) {
        shown.room.clock.advance(std::chrono::milliseconds(20));
        auto const& key = i % 2 == 0 ? one : two;
        shown.room.finger(Phase::down, middle_x(key), middle_y(key), i);
        shown.room.finger(Phase::up, middle_x(key), middle_y(key), i);
    }
    shown.room.frame();
    CHECK(shown.pressed.size() == 50);
    CHECK(odd(*shown.room.presenter) == Named { "touch_flood" });
}

TEST_CASE("a finger whose up was lost is named and its next touch counts", "[ui][touch]")
{
    Shown shown;
    auto const one = shown.room.area("number.key.1");
    shown.room.finger(Phase::down, 2, 2, 1);
    shown.room.finger(Phase::down, middle_x(one), middle_y(one), 1);
    shown.room.finger(Phase::up, middle_x(one), middle_y(one), 1);
    shown.room.frame();
    CHECK(shown.pressed == Pressed { "1" });
    CHECK(odd(*shown.room.presenter) == Named { "touch_lost" });
}

TEST_CASE("a stuck key, a turned screen and a lost focus are named and harm nothing", "[ui][touch]")
{
    Shown shown;
    auto const next = shown.room.area("next");
    shown.room.finger(Phase::down, middle_x(next), middle_y(next));
    shown.room.presenter->handle(platform::FocusLost {});
    shown.room.finger(Phase::up, middle_x(next), middle_y(next));
    shown.room.frame();
    CHECK(shown.pressed.empty());
    shown.room.finger(Phase::down, middle_x(next), middle_y(next));
    shown.room.presenter->handle(platform::Resized { 1080, 1920 });
    shown.room.finger(Phase::up, middle_x(next), middle_y(next));
    shown.room.frame();
    CHECK(shown.pressed.empty());
    shown.room.presenter->handle(platform::KeyHeld { platform::Key::select });
    for (int i = 0; i < 30; ++i)
        shown.room.presenter->handle(platform::KeyPress { platform::Key::next });
    CHECK(odd(*shown.room.presenter) == Named { "focus_lost", "screen_turned", "key_stuck", "key_flood" });
    shown.room.touch("next");
    CHECK(shown.pressed == Pressed { "next" });
}

TEST_CASE("which key was pressed is not kept beyond its page", "[ui][touch][U5]")
{
    auto const shown = laid_out(draw_sample, Language::english, TextSize::standard, 336, 597);
    auto const& area = shown->page[shown->page.find("number.key.5")].area;
    float const x = middle_x(area), y = middle_y(area);
    Touch touch;
    // So short an id stands in the object itself.
    auto const keeps = [&] { return std::string_view(reinterpret_cast<char const*>(&touch), sizeof touch).find("number.key.") != std::string_view::npos; };
    CHECK_FALSE(keeps());
    Instant const now {};
    static_cast<void>(touch.take({ .phase = Phase::down, .id = 1, .x = x, .y = y }, now, shown->page, {}, shown->density));
    CHECK(touch.take({ .phase = Phase::up, .id = 1, .x = x, .y = y }, now, shown->page, {}, shown->density).press == "number.key.5");
    CHECK(keeps());
    SECTION("another page") { touch.drop(); }
    SECTION("the end of a visit") { touch.forget(); }
    CHECK_FALSE(keeps());
}
