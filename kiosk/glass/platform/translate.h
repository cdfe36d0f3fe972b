#pragma once
/// SDL's events as ours: pure, one in, at most one out.

#include "kiosk/glass/platform/event.h"

#include <cstdint>
#include <optional>

union SDL_Event;

namespace kiosk::platform {

/// What translate() has to know and keep between events.
struct Translation {
    int width = 0;  ///< of the surface, for SDL's normalised touch coordinates
    int height = 0;
    std::uint32_t wake_type = 0; ///< the type SDL registered for wake()
    bool mouse_down = false;
    /// The key that is down, since when (milliseconds of SDL's clock), and whether that was told.
    struct Held {
        int scancode = 0;
        std::uint32_t since = 0;
        bool told = false;
    };
    Held held {};
};

/// A key that repeats for so many milliseconds is stuck.
inline constexpr std::uint32_t stuck_after = 10'000;

/// The panel that Glass::inject() touches; no driver's touch device has this number.
inline constexpr std::int64_t injected_panel = 0x53'4855'4242'414B;

/// Nothing for what the kiosk does not care about: hovering, key repeats, the mouse that SDL makes of a touch.
[[nodiscard]] std::optional<Event> translate(SDL_Event const& event, Translation& state);

/// The scancode that `translate` reads as `key`.
[[nodiscard]] int scancode_of(Key key);

}
