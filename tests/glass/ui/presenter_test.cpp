#include "tests/glass/ui/room.h"

#include <catch2/catch.hpp>

#include <algorithm>

using namespace kiosk;
using namespace kiosk::ui;
using namespace kiosk::ui::testing;
using Phase = platform::Finger::Phase;

TEST_CASE("an unchanged page is neither built nor presented", "[ui][presenter][U3]")
{
    Room room;
    Pressed pressed;
    int builds = 0;
    room.show([&](Canvas& canvas) {
        ++builds;
        draw_sample(canvas, pressed);
    });
    CHECK(builds == 1);
    CHECK(room.glass->presents() == 1);
    CHECK_FALSE(room.presenter->needs_frame());
    room.frame();
    room.presenter->handle(platform::Woken {});
    room.presenter->handle(platform::Finger { Phase::down, 1, 1, 1 });
    room.presenter->handle(platform::Finger { Phase::up, 1, 1, 1 });
    room.presenter->set_form(room.presenter->form());
    room.frame();
    CHECK(builds == 1);
    CHECK(room.glass->presents() == 1);
}

TEST_CASE("a burst of events is one present", "[ui][presenter][U2]")
{
    Room room;
    Pressed pressed;
    room.show([&](Canvas& canvas) { draw_sample(canvas, pressed); });
    auto const presents = room.glass->presents();
    auto const where = room.area("next");
    room.glass->inject(platform::Finger { Phase::down, 1, middle_x(where), middle_y(where) });
    for (int i = 0; i < 20; ++i)
        room.glass->inject(platform::Finger { Phase::move, 1, middle_x(where) + static_cast<float>(i % 2), middle_y(where) });
    room.glass->inject(platform::Finger { Phase::up, 1, middle_x(where), middle_y(where) });
    room.drain();
    room.frame();
    CHECK(pressed == Pressed { "next" });
    CHECK(room.glass->presents() == presents + 1);
}

TEST_CASE("a finger on a target is answered on the next frame", "[ui][presenter]")
{
    Room room;
    Pressed pressed;
    room.show([&](Canvas& canvas) { draw_sample(canvas, pressed); });
    auto const where = room.area("back");
    auto const colour = [&] { return room.presenter->picture().row(where.top + 8)[static_cast<std::size_t>(where.left + where.width() / 2)] & 0xFFFFFF; };
    auto const theme = default_theme();
    CHECK(colour() == theme.colour(Token::raised).rgb);
    room.finger(Phase::down, middle_x(where), middle_y(where));
    CHECK(room.presenter->needs_frame());
    room.frame();
    CHECK(colour() == theme.colour(Token::pressed).rgb);
    room.finger(Phase::move, middle_x(where), 5);
    room.frame();
    CHECK(colour() == theme.colour(Token::raised).rgb);
}

TEST_CASE("the same page gives the same pixels, whatever was shown before", "[ui][presenter]")
{
    Room room;
    Pressed pressed;
    Presenter::Build const sample = [&](Canvas& canvas) { draw_sample(canvas, pressed); };
    room.show(sample);
    auto const first = room.presenter->picture();
    room.show([&](Canvas& canvas) { draw_long(canvas, pressed); });
    CHECK_FALSE(room.presenter->picture() == first);
    room.presenter->forget();
    room.show(sample);
    CHECK(room.presenter->picture() == first);
}

TEST_CASE("the language and the size of the text can change on any page", "[ui][presenter]")
{
    Room room;
    Pressed pressed;
    room.show([&](Canvas& canvas) {
        draw_sample(canvas, pressed);
        // As the stage does it: the intent is acted on while the page is built.
        if (!pressed.empty() && pressed.back() == "language.ar")
            room.presenter->set_form({ .language = Language::arabic, .text_size = TextSize::large });
    });
    auto const before = room.area("back");
    room.touch("language.ar");
    CHECK(room.presenter->form().language == Language::arabic);
    CHECK(room.area("back").left > before.right);
    CHECK(room.area("back").height() > before.height());
}

TEST_CASE("nodes say what is on the glass", "[ui][presenter]")
{
    Room room { 1080, 1920 };
    Pressed pressed;
    room.show([&](Canvas& canvas) { draw_sample(canvas, pressed); });
    auto const& presenter = *room.presenter;
    CHECK(presenter.page() == "sample");
    auto const* tile = presenter.node("tile.0");
    REQUIRE(tile != nullptr);
    CHECK(tile->role == Role::button);
    CHECK(tile->words.text == "Digital class\nدورة رقمية\nBeginners, on Sunday");
    CHECK(tile->touchable);
    CHECK(presenter.node("choice.1")->chosen);
    CHECK_FALSE(presenter.node("choice.0")->chosen);
    CHECK(presenter.node("language.ko")->words.language == Language::korean);
    CHECK(presenter.node("number")->words.privacy == Privacy::personal);
    CHECK(presenter.node("nothing like this") == nullptr);
    auto const says = [&](std::string_view text) {
        return std::ranges::any_of(presenter.nodes(), [&](Node const& node) { return node.words.text == text; });
    };
    CHECK(says("What would you like to do today?"));
    // What is in a target is the target.
    CHECK_FALSE(says("Digital class"));
    CHECK(presenter.missing_icons().empty());
}

TEST_CASE("an icon that is not there stays blank and is named", "[ui][presenter]")
{
    Room room;
    room.show([&](Canvas& canvas) {
        canvas.page("icons");
        canvas.body([&] { canvas.icon("no-such-icon"); });
    });
    room.presenter->invalidate();
    room.frame();
    REQUIRE(room.presenter->missing_icons().size() == 1);
    CHECK(room.presenter->missing_icons()[0].story.find("no-such-icon") != std::string::npos);
}

TEST_CASE("a window that was covered is drawn again", "[ui][presenter]")
{
    Room room;
    Pressed pressed;
    room.show([&](Canvas& canvas) { draw_sample(canvas, pressed); });
    auto const presents = room.glass->presents();
    room.presenter->handle(platform::Exposed {});
    room.frame();
    CHECK(room.glass->presents() == presents + 1);
}
