#pragma once
/// The configuration of a call, and what is on the running kiosk's glass.

#include "kiosk/app/main/kiosk.h"
#include "kiosk/base/command/command_line.h"

#include <filesystem>

namespace kiosk::app {

/// `--config`, else the installed file, else the defaults.
[[nodiscard]] Result<Kiosk::Settings> settings_for(command::Request const& request);

/// Where the running kiosk listens.
[[nodiscard]] std::filesystem::path socket_of(command::Configuration const& configuration);

/// The ids on the running kiosk's glass, one a line; `findings` with a sentence if none is running.
[[nodiscard]] command::Exit print_nodes(command::Request const& request);

}
