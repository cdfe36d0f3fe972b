#pragma once
/// A program of this build that a test has started.

#include "kiosk/base/core/result.h"
#include "kiosk/base/core/time.h"

#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <sys/types.h>
#include <utility>
#include <vector>

namespace programs {

/// Runs in a process group of its own, so that its end takes its children along. Killed when this ends.
class Process {
public:
    /// Standard output and error go to `log`.
    [[nodiscard]] static Process start(std::vector<std::string> const& words, std::filesystem::path const& log);
    ~Process() { end(); }
    Process(Process&& other) noexcept : m_id(std::exchange(other.m_id, 0)) { }
    Process& operator=(Process&&) = delete;
    Process(Process const&) = delete;

    [[nodiscard]] pid_t id() const { return m_id; }
    /// The exit code (a signal as 128 + its number), or nothing if it still runs.
    [[nodiscard]] std::optional<int> poll();
    /// Waits for its end; kills it at the deadline and gives 128 + SIGKILL.
    [[nodiscard]] int wait(kiosk::Deadline deadline);
    /// The whole group, at once, as a fall does.
    void kill_all();
    /// SIGTERM, then its exit code.
    [[nodiscard]] int stop(kiosk::Deadline deadline);

private:
    explicit Process(pid_t id) : m_id(id) { }
    void end();
    pid_t m_id;
};

/// Until `holds` or the deadline; true if it holds.
[[nodiscard]] bool eventually(std::function<bool()> const& holds, kiosk::Deadline deadline);

}
