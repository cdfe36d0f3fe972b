#pragma once
/// The configuration of a call, and the running kiosk's answer to a question.

#include "kiosk/app/main/kiosk.h"
#include "kiosk/base/command/command_line.h"

#include <filesystem>
#include <string_view>

namespace kiosk::app {

/// `--config`, else the installed file, else the defaults.
[[nodiscard]] Result<Kiosk::Settings> settings_for(command::Request const& request);

/// Where the running kiosk listens.
[[nodiscard]] std::filesystem::path socket_of(command::Configuration const& configuration);

/// Asks the running kiosk and prints its answer as JSON; `findings` with a sentence if none is running.
[[nodiscard]] command::Exit print_answer(command::Request const& request, std::string_view question);

}
