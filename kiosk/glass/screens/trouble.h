#pragma once
/// Something failed that the citizen cannot mend: what happened, what it means for you, who can help. Never a code.
///
/// Nodes: trouble.other   choose another service (not while `request_not_kept`: then only Finish is left)
///        frame.finish    end the visit

#include "kiosk/glass/screens/frame.h"

namespace kiosk::screens {

enum class Trouble {
    request_not_kept,    ///< the journal could not keep the request: nothing was sent, nothing is owed
    service_unavailable, ///< the service was withdrawn or what it needs is out of order; nothing was sent
};

struct TroubleView {
    FrameView frame;
    Trouble trouble = Trouble::request_not_kept;
};

struct TroubleIntent {
    enum class Kind { nothing, other_service };
    Kind kind = Kind::nothing;
    FrameIntent frame;

    bool operator==(TroubleIntent const&) const = default;
};

[[nodiscard]] TroubleIntent draw(TroubleView const& view, ui::Canvas& canvas);

}
