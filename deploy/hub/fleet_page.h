#pragma once
/// The fleet as one page of HTML: no scripts, nothing from outside, no citizen's data.

#include "deploy/hub/archive.h"
#include "deploy/hub/calls.h"

#include <map>
#include <span>
#include <string>
#include <string_view>

namespace deploy::hub {

/// First who calls for help and since when, each with a button that says "seen". Then one row a kiosk: of its streams,
/// or of those who only asked for their marks yet.
[[nodiscard]] std::string fleet_page(std::span<StreamStanding const> streams, std::span<StateCount const> states,
    std::map<wire::KioskNumber, kiosk::WallTime> const& last_seen, std::span<OpenCall const> calls, kiosk::WallTime now);

/// `/shown.js`: tells the hub that a call is before somebody's eyes, when a hand moves at the page, and not before.
[[nodiscard]] std::string_view fleet_script();

}
