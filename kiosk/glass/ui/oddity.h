#pragma once
/// What no hand does on purpose: each is named in the log, and does no harm.

#include <string_view>
#include <vector>

namespace kiosk::ui {

enum class Oddity {
    second_finger, ///< another finger while one is on the glass: it is not seen
    finger_held,   ///< a finger, or a thing, that stays: others are seen again
    touch_flood,   ///< more touches than a hand makes; each is taken for what it is
    touch_echo,    ///< a mouse click made of a touch: it is the same touch
    touch_lost,    ///< a finger came down again that had not lifted
    touch_brushed, ///< shorter than the least press: nothing was pressed
    touch_rebound, ///< the same target again too soon: one press
    key_stuck,     ///< a key of the keypad that stays down: it was one press
    key_flood,     ///< more key presses than a hand makes
    screen_turned, ///< the surface has another size: the page is laid out again
    focus_lost,    ///< another window is before ours: what was under way is dropped
};

/// As the log names it.
[[nodiscard]] std::string_view to_string(Oddity oddity);

using Oddities = std::vector<Oddity>;

}
