#pragma once
/// What is happening now, in words and with true progress: each part is shown as to come, now, or ended, and only
/// evidence moves it on.
///
/// Nodes: none of its own; the ways on are not offered while work runs.

#include "kiosk/glass/screens/frame.h"

#include <vector>

namespace kiosk::screens {

enum class Work {
    keeping,  ///< writing the request into the journal
    printing, ///< printing the receipt
};

enum class Progress { to_come, now, ended };

struct WorkPart {
    Work work = Work::keeping;
    Progress progress = Progress::to_come;
};

struct WorkingView {
    FrameView frame;
    /// In the order in which they happen.
    std::vector<WorkPart> parts;
};

struct WorkingIntent {
    FrameIntent frame;

    bool operator==(WorkingIntent const&) const = default;
};

[[nodiscard]] WorkingIntent draw(WorkingView const& view, ui::Canvas& canvas);

}
