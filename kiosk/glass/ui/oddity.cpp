#include "kiosk/glass/ui/oddity.h"

namespace kiosk::ui {

std::string_view to_string(Oddity oddity)
{
    switch (oddity) {
    case Oddity::second_finger:
        return "second_finger";
    case Oddity::finger_held:
        return "finger_held";
    case Oddity::touch_flood:
        return "touch_flood";
    case Oddity::touch_echo:
        return "touch_echo";
    case Oddity::touch_lost:
        return "touch_lost";
    case Oddity::touch_brushed:
        return "touch_brushed";
    case Oddity::touch_rebound:
        return "touch_rebound";
    case Oddity::key_stuck:
        return "key_stuck";
    case Oddity::key_flood:
        return "key_flood";
    case Oddity::screen_turned:
        return "screen_turned";
    case Oddity::focus_lost:
        return "focus_lost";
    }
    return "unknown";
}

}
