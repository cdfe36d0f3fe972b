#pragma once
/// One service before it begins: what it gives, what you need, what it costs, how long it takes, and what is out of
/// order now.
///
/// Nodes: service.start, there only while the service can be done now; frame.back otherwise leads on.

#include "kiosk/glass/screens/frame.h"
#include "kiosk/glass/screens/rest.h"

#include <vector>

namespace kiosk::screens {

/// The words are the messages `service.<id>.name`, `.gives`, `.needs`, `.cost` and `.time`.
struct ServiceView {
    FrameView frame;
    std::string service;
    std::string icon;
    /// What is out of order and touches this service. `no_card_reader` and `closed` say that it cannot be done now,
    /// `no_printer` and `no_paper` that it can be done without paper.
    std::vector<Shortage> shortages;
};

struct ServiceIntent {
    enum class Kind { nothing, start };
    Kind kind = Kind::nothing;
    FrameIntent frame;

    bool operator==(ServiceIntent const&) const = default;
};

[[nodiscard]] ServiceIntent draw(ServiceView const& view, ui::Canvas& canvas);

}
