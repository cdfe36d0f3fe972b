#pragma once
/// The line to the virtual devices of a machine without hardware: their own commands, as `shubbak-devices do` sends
/// them (drivers/virtual). Only journeys use it; a kiosk with real devices never does.

#include "kiosk/base/core/result.h"

#include <filesystem>
#include <string_view>

namespace kiosk::app {

/// Returns when the command has taken effect. `absent` if no virtual devices are there, `refused` with their own
/// words if they cannot obey.
[[nodiscard]] Result<void> command_virtual_devices(std::filesystem::path const& socket, std::string_view words);

}
