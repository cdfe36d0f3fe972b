/// Real fingers, more than one, through a real X server: what SDL and the X server make of them is not ours to guess.

#include "kiosk/glass/ui/presenter.h"
#include "tests/doubles/clock.h"
#include "tests/glass/ui/room.h"
#include "tests/glass/ui/touch_display.h"

#include <catch2/catch.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <string>
#include <vector>

using namespace kiosk;
using namespace kiosk::ui;
using namespace kiosk::ui::testing;
using Phase = TouchDisplay::Phase;

namespace {

constexpr int width = 1080;
constexpr int height = 1920;

/// A page of buttons on the X server's glass.
struct Counter {
    explicit Counter(std::string const& display)
    {
        setenv("DISPLAY", display.c_str(), 1);
        setenv("SDL_VIDEODRIVER", "x11", 1);
        glass = platform::Glass::open({ .place = platform::Glass::Place::fullscreen, .width = width, .height = height }, clock).value();
        presenter = Presenter::open({ .glass = *glass,
            .fonts = shipped_fonts(),
            .messages = shipped_messages(),
            .themes = shipped_themes(),
            .density = { static_cast<float>(glass->width()) / 336 },
            .icons = std::filesystem::path(SHUBBAK_SOURCE) / "assets" / "icons" })
                        .value();
        presenter->set_form({ .language = Language::english });
        frame();
    }

    void draw(Canvas& canvas)
    {
        canvas.page("counter");
        canvas.body([&] {
            canvas.grid([&] {
                for (int i = 0; i < 6; ++i) {
                    auto const id = fmt::format("b.{}", i);
                    if (canvas.button(id, fmt::format("Button {}", i)))
                        pressed.push_back(id);
                }
            });
        });
    }
    void frame()
    {
        presenter->frame([&](Canvas& canvas) { draw(canvas); });
        for (auto const oddity : presenter->take_oddities())
            odd.push_back(oddity);
    }
    /// Until the last press is this one; ctest has a time limit.
    void wait_for(std::string const& id, std::size_t count)
    {
        while (pressed.size() < count || pressed.back() != id) {
            if (auto const event = glass->wait(std::nullopt))
                presenter->handle(*event);
            frame();
        }
    }
    [[nodiscard]] std::pair<float, float> middle(std::string const& id) const
    {
        auto const* node = presenter->node(id);
        verify(node != nullptr, "the button is on the page");
        return { middle_x(node->area), middle_y(node->area) };
    }
    [[nodiscard]] long named(Oddity oddity) const { return std::ranges::count(odd, oddity); }

    doubles::AdvanceableClock clock;
    std::unique_ptr<platform::Glass> glass;
    std::unique_ptr<Presenter> presenter;
    std::vector<std::string> pressed;
    Oddities odd;
};

}

TEST_CASE("real fingers press once each, and what no hand does is named and breaks nothing", "[ui][multitouch][U1]")
{
    auto const started = TouchDisplay::start(width, height);
    if (!started && started.error().kind == Failure::absent) {
        WARN("skipped: " + started.error().story);
        return;
    }
    INFO((started ? std::string() : started.error().story));
    REQUIRE(started);
    auto& display = **started;
    Counter counter(display.name());
    REQUIRE(counter.glass->width() == width);
    auto const tap = [&](std::uint32_t finger, std::string const& id) {
        auto const [x, y] = counter.middle(id);
        display.touch(finger, Phase::begin, x, y);
        display.touch(finger, Phase::end, x, y);
    };

    // One touch is one press, whatever mouse the server makes of it.
    tap(1, "b.0");
    counter.wait_for("b.0", 1);
    tap(2, "b.1");
    counter.wait_for("b.1", 2);
    CHECK(counter.pressed == std::vector<std::string> { "b.0", "b.1" });
    CHECK(counter.named(Oddity::touch_echo) == 0);
    CHECK(counter.named(Oddity::second_finger) == 0);

    // Two fingers at once: the first counts.
    auto const [x, y] = counter.middle("b.2");
    display.touch(3, Phase::begin, x, y);
    tap(4, "b.3");
    display.touch(3, Phase::end, x + 2, y);
    counter.wait_for("b.2", 3);
    tap(5, "b.4");
    counter.wait_for("b.4", 4);
    CHECK(counter.pressed == std::vector<std::string> { "b.0", "b.1", "b.2", "b.4" });
    CHECK(counter.named(Oddity::second_finger) == 1);

    // Fifty touches in no time: each is one press, and they are named once.
    counter.pressed.clear();
    for (std::uint32_t i = 0; i < 50; ++i)
        tap(10 + i, fmt::format("b.{}", i % 2));
    counter.wait_for("b.1", 50);
    CHECK(counter.pressed.size() == 50);
    CHECK(counter.named(Oddity::touch_flood) == 1);

    // A finger that stays for an hour locks nothing.
    counter.pressed.clear();
    display.touch(100, Phase::begin, x, y);
    tap(101, "b.0"); // not seen: by its end the finger has arrived
    display.touch(100, Phase::update, x + 1, y);
    while (counter.named(Oddity::second_finger) < 2) {
        if (auto const event = counter.glass->wait(std::nullopt))
            counter.presenter->handle(*event);
        counter.frame();
    }
    counter.clock.advance(std::chrono::hours(1));
    counter.presenter->pass_time();
    counter.frame();
    CHECK(counter.named(Oddity::finger_held) == 1);
    tap(102, "b.5");
    counter.wait_for("b.5", 1);
    display.touch(100, Phase::end, x, y);
    tap(103, "b.0");
    counter.wait_for("b.0", 2);
    CHECK(counter.pressed == std::vector<std::string> { "b.5", "b.0" });
}
