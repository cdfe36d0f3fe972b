#include "kiosk/glass/platform/translate.h"

#include <SDL.h>

#include <algorithm>
#include <array>
#include <utility>

namespace kiosk::platform {

namespace {

constexpr std::array<std::pair<SDL_Scancode, Key>, 9> keys { {
    { SDL_SCANCODE_UP, Key::up },
    { SDL_SCANCODE_DOWN, Key::down },
    { SDL_SCANCODE_LEFT, Key::left },
    { SDL_SCANCODE_RIGHT, Key::right },
    { SDL_SCANCODE_RETURN, Key::select },
    { SDL_SCANCODE_KP_ENTER, Key::select },
    { SDL_SCANCODE_SPACE, Key::select },
    { SDL_SCANCODE_TAB, Key::next },
    { SDL_SCANCODE_ESCAPE, Key::back },
} };

std::optional<Event> touch(SDL_TouchFingerEvent const& finger, Finger::Phase phase, Translation const& state)
{
    // The fingers of a touch pad move a pointer; they do not touch the page.
    auto const device = finger.touchId == injected_panel ? SDL_TOUCH_DEVICE_DIRECT : SDL_GetTouchDeviceType(finger.touchId);
    if (device == SDL_TOUCH_DEVICE_INDIRECT_ABSOLUTE || device == SDL_TOUCH_DEVICE_INDIRECT_RELATIVE)
        return std::nullopt;
    return Finger { phase, finger.fingerId, finger.x * static_cast<float>(state.width), finger.y * static_cast<float>(state.height) };
}

std::optional<Event> key_down(SDL_KeyboardEvent const& event, Translation& state)
{
    auto const found = std::ranges::find(keys, event.keysym.scancode, &std::pair<SDL_Scancode, Key>::first);
    if (found == keys.end())
        return std::nullopt;
    if (event.repeat == 0) {
        state.held = { found->first, event.timestamp, false };
        return KeyPress { found->second };
    }
    // Its repeats are no presses; they tell that it is still down.
    bool const stuck = state.held.scancode == found->first && !state.held.told && event.timestamp - state.held.since >= stuck_after;
    if (!stuck)
        return std::nullopt;
    state.held.told = true;
    return KeyHeld { found->second };
}

std::optional<Event> window(SDL_WindowEvent const& event, Translation& state)
{
    switch (event.event) {
    case SDL_WINDOWEVENT_SIZE_CHANGED:
        state.width = event.data1;
        state.height = event.data2;
        return Resized { event.data1, event.data2 };
    case SDL_WINDOWEVENT_EXPOSED:
        return Exposed {};
    case SDL_WINDOWEVENT_FOCUS_LOST:
        return FocusLost {};
    default:
        return std::nullopt;
    }
}

}

std::optional<Event> translate(SDL_Event const& event, Translation& state)
{
    switch (event.type) {
    case SDL_FINGERDOWN:
        return touch(event.tfinger, Finger::Phase::down, state);
    case SDL_FINGERMOTION:
        return touch(event.tfinger, Finger::Phase::move, state);
    case SDL_FINGERUP:
        return touch(event.tfinger, Finger::Phase::up, state);
    case SDL_MOUSEBUTTONDOWN:
    case SDL_MOUSEBUTTONUP: {
        bool const down = event.type == SDL_MOUSEBUTTONDOWN;
        if (event.button.button != SDL_BUTTON_LEFT || event.button.which == SDL_TOUCH_MOUSEID || down == state.mouse_down)
            return std::nullopt;
        state.mouse_down = down;
        return Finger { down ? Finger::Phase::down : Finger::Phase::up, mouse_finger,
            static_cast<float>(event.button.x), static_cast<float>(event.button.y) };
    }
    case SDL_MOUSEMOTION:
        if (!state.mouse_down || event.motion.which == SDL_TOUCH_MOUSEID)
            return std::nullopt;
        return Finger { Finger::Phase::move, mouse_finger, static_cast<float>(event.motion.x), static_cast<float>(event.motion.y) };
    case SDL_KEYDOWN:
        return key_down(event.key, state);
    case SDL_WINDOWEVENT:
        return window(event.window, state);
    case SDL_QUIT:
        return Quit {};
    default:
        if (event.type == state.wake_type)
            return Woken {};
        return std::nullopt;
    }
}

int scancode_of(Key key)
{
    for (auto const& [scancode, meaning] : keys) {
        if (meaning == key)
            return scancode;
    }
    return SDL_SCANCODE_UNKNOWN;
}

}
