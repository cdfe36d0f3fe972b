#pragma once
/// "Are you still there?" Lies over the screen that was shown: the stage draws that screen first, drops its intent,
/// then draws this one on the same canvas. Nothing beneath can be touched, and it comes back as it was.
///
/// Nodes: idle.stay     continue; as often as wanted
///        idle.finish   end the visit now

#include "kiosk/glass/screens/frame.h"

namespace kiosk::screens {

struct IdleView {
    /// Until the visit ends and is forgotten: 45 at first. The stage counts.
    int seconds_left = 45;
};

enum class IdleIntent { nothing, stay, finish };

[[nodiscard]] IdleIntent draw(IdleView const& view, ui::Canvas& canvas);

}
