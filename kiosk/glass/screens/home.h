#pragma once
/// "What would you like to do?": one large tile for each service.
///
/// Nodes: home.service.<id>

#include "kiosk/glass/screens/frame.h"

#include <vector>

namespace kiosk::screens {

struct HomeService {
    /// As in the catalogue; the words are the messages `service.<id>.name` and `service.<id>.gives`.
    std::string id;
    /// Name of an icon in assets/icons.
    std::string icon;
};

struct HomeView {
    FrameView frame;
    std::vector<HomeService> services;
};

struct HomeIntent {
    enum class Kind { nothing, open_service };
    Kind kind = Kind::nothing;
    /// For open_service: which.
    std::string service;
    FrameIntent frame;

    bool operator==(HomeIntent const&) const = default;
};

[[nodiscard]] HomeIntent draw(HomeView const& view, ui::Canvas& canvas);

}
