#pragma once
/// The commands of `shubbak`. Each returns what its caller is told.

#include "kiosk/base/command/command_line.h"

#include <filesystem>
#include <string>
#include <vector>

namespace kiosk::app {

struct RunWords {
    bool headless = false;
    bool window = false;
};
[[nodiscard]] command::Exit run(command::Request const& request, RunWords const& words);

struct PlayWords {
    std::vector<std::string> journeys;
    std::filesystem::path out;
    bool display = false;          ///< a window on the display instead of none
    bool tree = false;             ///< pictures in OUT/<language>/<service>
    bool nodes = false;            ///< only print the ids on the running kiosk's glass
    std::filesystem::path measure; ///< where to write what the kiosk cost; empty: not measured
    int idle_seconds = 30;
};
[[nodiscard]] command::Exit play(command::Request const& request, PlayWords const& words);

struct AuditWords {
    bool full = false;         ///< every combination of everything, for a night
    std::filesystem::path out; ///< where the report goes; empty: nowhere
    std::string only;          ///< pages whose name begins so
    std::filesystem::path golden; ///< nothing is measured: the golden displays are written here
};
[[nodiscard]] command::Exit audit(command::Request const& request, AuditWords const& words);

[[nodiscard]] command::Exit doctor(command::Request const& request);
[[nodiscard]] command::Exit devices(command::Request const& request);
[[nodiscard]] command::Exit journal(command::Request const& request);
[[nodiscard]] command::Exit content(command::Request const& request);
[[nodiscard]] command::Exit configuration(command::Request const& request);

}
