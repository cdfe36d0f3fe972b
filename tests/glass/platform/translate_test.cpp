#include "kiosk/glass/platform/translate.h"

#include <SDL.h>
#include <catch2/catch.hpp>

using namespace kiosk::platform;

namespace {

SDL_Event mouse_button(bool down, int x, int y, std::uint32_t which = 0)
{
    SDL_Event event {};
    event.type = down ? SDL_MOUSEBUTTONDOWN : SDL_MOUSEBUTTONUP;
    event.button.button = SDL_BUTTON_LEFT;
    event.button.which = which;
    event.button.x = x;
    event.button.y = y;
    return event;
}

SDL_Event mouse_motion(int x, int y)
{
    SDL_Event event {};
    event.type = SDL_MOUSEMOTION;
    event.motion.x = x;
    event.motion.y = y;
    return event;
}

SDL_Event key_down(SDL_Scancode scancode, bool repeat = false)
{
    SDL_Event event {};
    event.type = SDL_KEYDOWN;
    event.key.keysym.scancode = scancode;
    event.key.repeat = repeat ? 1 : 0;
    return event;
}

}

TEST_CASE("a mouse is one finger from button down to button up", "[platform]")
{
    Translation state { .width = 100, .height = 200 };
    CHECK(translate(mouse_motion(1, 2), state) == std::nullopt);
    CHECK(translate(mouse_button(true, 10, 20), state) == Event(Finger { Finger::Phase::down, mouse_finger, 10, 20 }));
    CHECK(translate(mouse_motion(11, 22), state) == Event(Finger { Finger::Phase::move, mouse_finger, 11, 22 }));
    CHECK(translate(mouse_button(true, 12, 22), state) == std::nullopt);
    CHECK(translate(mouse_button(false, 12, 23), state) == Event(Finger { Finger::Phase::up, mouse_finger, 12, 23 }));
    CHECK(translate(mouse_motion(13, 24), state) == std::nullopt);
}

TEST_CASE("the mouse that SDL makes of a touch is not a second touch", "[platform]")
{
    Translation state { .width = 100, .height = 200 };
    CHECK(translate(mouse_button(true, 10, 20, SDL_TOUCH_MOUSEID), state) == std::nullopt);
    CHECK_FALSE(state.mouse_down);
}

TEST_CASE("a finger's place is told in pixels", "[platform]")
{
    Translation state { .width = 1000, .height = 2000 };
    SDL_Event event {};
    event.type = SDL_FINGERDOWN;
    event.tfinger.touchId = injected_panel;
    event.tfinger.fingerId = 42;
    event.tfinger.x = 0.25F;
    event.tfinger.y = 0.5F;
    CHECK(translate(event, state) == Event(Finger { Finger::Phase::down, 42, 250, 1000 }));
}

TEST_CASE("a held key does not repeat", "[platform]")
{
    Translation state;
    CHECK(translate(key_down(SDL_SCANCODE_DOWN), state) == Event(KeyPress { Key::down }));
    CHECK(translate(key_down(SDL_SCANCODE_DOWN, true), state) == std::nullopt);
    CHECK(translate(key_down(SDL_SCANCODE_Q), state) == std::nullopt);
}

TEST_CASE("each key of the keypad has a scancode that is read as that key", "[platform]")
{
    Translation state;
    for (auto const key : { Key::up, Key::down, Key::left, Key::right, Key::select, Key::next, Key::back })
        CHECK(translate(key_down(static_cast<SDL_Scancode>(scancode_of(key))), state) == Event(KeyPress { key }));
}

TEST_CASE("a window of another size gives fingers in its new pixels", "[platform]")
{
    Translation state { .width = 100, .height = 100 };
    SDL_Event event {};
    event.type = SDL_WINDOWEVENT;
    event.window.event = SDL_WINDOWEVENT_SIZE_CHANGED;
    event.window.data1 = 300;
    event.window.data2 = 400;
    CHECK(translate(event, state) == Event(Resized { 300, 400 }));
    CHECK(state.width == 300);
    CHECK(state.height == 400);
}

TEST_CASE("a key that stays down is told once, after a while", "[platform]")
{
    Translation state;
    auto const at = [&](std::uint32_t milliseconds, bool repeats) {
        auto event = key_down(SDL_SCANCODE_DOWN, repeats);
        event.key.timestamp = milliseconds;
        return translate(event, state);
    };
    CHECK(at(5000, false) == Event(KeyPress { Key::down }));
    CHECK(at(5000 + stuck_after - 1, true) == std::nullopt);
    CHECK(at(5000 + stuck_after, true) == Event(KeyHeld { Key::down }));
    CHECK(at(5000 + 2 * stuck_after, true) == std::nullopt);
    CHECK(at(90000, false) == Event(KeyPress { Key::down }));
    CHECK(at(90010, true) == std::nullopt);
}

TEST_CASE("a window behind another says so", "[platform]")
{
    Translation state;
    SDL_Event event {};
    event.type = SDL_WINDOWEVENT;
    event.window.event = SDL_WINDOWEVENT_FOCUS_LOST;
    CHECK(translate(event, state) == Event(FocusLost {}));
}
