#include "tests/doubles/memory.h"
#include "tests/glass/ui/room.h"

#include <catch2/catch.hpp>

#include <algorithm>

using namespace kiosk;
using namespace kiosk::ui;
using namespace kiosk::ui::testing;

TEST_CASE("the end of a visit leaves blank paper", "[ui][forget][U5]")
{
    Room room;
    Pressed pressed;
    room.show([&](Canvas& canvas) { draw_sample(canvas, pressed); });
    auto const presents = room.glass->presents();
    room.presenter->forget();
    CHECK(room.glass->presents() == presents + 1);
    auto const picture = room.presenter->picture();
    auto const paper = default_theme().colour(Token::paper).rgb;
    CHECK(std::ranges::all_of(picture.pixels(), [&](std::uint32_t pixel) { return (pixel & 0xFFFFFF) == paper; }));
    CHECK(room.presenter->nodes().empty());
    CHECK(room.presenter->page().empty());
    CHECK(room.presenter->needs_frame());
}

TEST_CASE("no personal text is left in memory after the visit", "[ui][forget][U5]")
{
    Room room;
    doubles::Planted const name(20'26'11'21);
    {
        auto const text = name.text();
        room.show([&](Canvas& canvas) {
            canvas.page("hello");
            canvas.body([&] {
                canvas.title(Words::personal(text.view()));
                canvas.field("name", "Name", Words::personal(text.view()));
            });
        });
    }
    CHECK(name.times_in_memory(1) > 0);
    room.presenter->forget();
    CHECK(name.times_in_memory(1) == 0);
    CHECK(name.times_in_memory(2) == 0);
    CHECK(name.times_in_memory(4) == 0);
}
