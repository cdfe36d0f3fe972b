#pragma once
/// Runs a program as a child and is its stand-in: signals go to it, its exit code comes back.

#include "kiosk/base/core/result.h"

#include <string>
#include <utility>
#include <vector>

namespace drivers::virtuals {

/// Keeps SIGINT, SIGTERM and SIGCHLD for run_child(). Call it before the first thread starts: threads inherit it.
void hold_signals();

/// Starts `words` (the program is looked for in PATH) with `environment` added to this process's own and waits for its end.
/// SIGTERM and SIGINT are passed on (SIGINT not when the terminal sent it: then the child has it already); if this process
/// dies, the child gets SIGTERM. Returns its exit code, 128 + N if signal N ended it. `absent` if it could not be started.
[[nodiscard]] kiosk::Result<int> run_child(std::vector<std::string> const& words, std::vector<std::pair<std::string, std::string>> const& environment);

}
