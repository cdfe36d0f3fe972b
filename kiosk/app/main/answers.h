#pragma once
/// What the commands of a technician show: from the running kiosk through its control socket, or from the files and
/// devices themselves when nobody listens. Both give the same JSON.

#include "kiosk/app/main/doctor.h"
#include "kiosk/base/command/configuration.h"
#include "kiosk/base/json/json.h"
#include "kiosk/service/catalogue/catalogue.h"
#include "kiosk/trust/journal/journal.h"
#include "kiosk/trust/net/http.h"

#include <span>

namespace kiosk::app {

/// `[{"part","device","status","action","seen","remedy"}]`
[[nodiscard]] json::Value to_value(std::span<devices::Health const> devices);

/// `{"counts":{…},"transactions":[{"id","number","service","state","place","seq","committed_at","changed_at"}]}`
[[nodiscard]] json::Value to_value(journal::Counts const& counts, std::span<journal::Standing const> transactions);

/// `{"assets","services":[…],"findings":[…]}`
[[nodiscard]] json::Value content_value(Evidence const& evidence, catalogue::Catalogue const& catalogue);

/// Everything of this kiosk that can be looked at without the kiosk running.
struct Examined {
    Evidence evidence;
    catalogue::Catalogue catalogue;
    std::vector<journal::Standing> transactions;
    bool journal_busy = false; ///< another program holds the journal and did not answer
};

/// What a look takes time for: devices, hub and journal are only asked where the command is about them.
struct Depth {
    bool devices = false;
    bool hub = false;
    bool journal = false; ///< opening it finishes what a crash left under way
};

/// Blocks: up to 3 s for devices, 3 s for the hub.
[[nodiscard]] Examined look_around(command::Configuration const& configuration, std::vector<Finding> configuration_findings,
    Depth depth, Clock const& clock, net::Http& http);

}
