#pragma once
/// A hub and a kiosk's state in a folder of their own, and the programs that work on them.

#include "kiosk/base/json/json.h"
#include "tests/doubles/folder.h"
#include "tests/programs/process.h"

#include <filesystem>
#include <string>
#include <vector>

namespace programs {

/// What came of running a program to its end.
struct Ended {
    int code = 0;
    std::string said; ///< on standard output and error
};

class Playground {
public:
    /// With a hub that answers.
    Playground();

    [[nodiscard]] std::filesystem::path operator/(std::filesystem::path const& name) const { return m_folder / name; }

    /// `shubbak-devices run -- shubbak WORDS…`, with this kiosk's configuration.
    [[nodiscard]] Process start_with_devices(std::vector<std::string> const& words);
    /// `shubbak WORDS…` alone.
    [[nodiscard]] Process start_kiosk(std::vector<std::string> const& words);
    /// The same, to their ends.
    [[nodiscard]] Ended run_with_devices(std::vector<std::string> const& words);
    [[nodiscard]] Ended run_kiosk(std::vector<std::string> const& words);
    /// `shubbak-devices run -- PROGRAM CONFIGURATION`, another program of this build, to its end.
    [[nodiscard]] Ended run_beside_devices(std::string const& program_name);
    /// `shubbak play FILES… --out OUT` with devices; `out` is a name in this folder.
    [[nodiscard]] Ended play(std::vector<std::filesystem::path> const& journeys, std::string const& out = "out");

    /// What the programs said since the last call.
    [[nodiscard]] std::string said();
    /// The rows of GET /v1/transactions.
    [[nodiscard]] kiosk::json::Value::Array transactions();
    /// The same once there are `count` of them, at the latest after 20 s.
    [[nodiscard]] kiosk::json::Value::Array transactions_when(std::size_t count);
    void write(std::string const& name, std::string const& content);

private:
    doubles::Folder m_folder;
    std::filesystem::path m_log = m_folder / "said";
    std::string m_hub;
    std::optional<Process> m_hub_process;
};

/// tests/journeys, sorted.
[[nodiscard]] std::vector<std::filesystem::path> all_journeys();
[[nodiscard]] std::filesystem::path journey(std::string const& name);
[[nodiscard]] kiosk::Deadline within(int seconds);
/// NN-<screen>.png in a folder and below.
[[nodiscard]] std::vector<std::filesystem::path> pictures(std::filesystem::path const& folder);

}
