#pragma once
/// "Are you still there?" It covers the whole glass, so that a passer-by reads nothing of the visit beneath; the visit
/// comes back as it was.
///
/// Nodes: idle.stay     continue; as often as wanted
///        frame.finish  end the visit now

#include "kiosk/glass/screens/frame.h"

namespace kiosk::screens {

struct IdleView {
    FrameView frame;
    /// Until the visit ends and is forgotten: 45 at first. The stage counts.
    int seconds_left = 45;
};

struct IdleIntent {
    enum class Kind { nothing, stay };
    Kind kind = Kind::nothing;
    FrameIntent frame;

    bool operator==(IdleIntent const&) const = default;
};

[[nodiscard]] IdleIntent draw(IdleView const& view, ui::Canvas& canvas);

}
