#pragma once
/// A program that shows a page on the screen, and what it costs, all read from outside and so alike for every program.

#include "tests/bench/patience.h"
#include "tests/bench/screen.h"
#include "tests/programs/process.h"

#include <filesystem>
#include <string>
#include <vector>

namespace bench {

/// How a program is started. Among `words` the one at `program` and all after it are what is measured; those before
/// it start it (`shubbak-devices run --`).
struct Script {
    std::string name;
    std::vector<std::string> words;
    std::size_t program = 0;
};

/// One run of a program. Its end is asked for, then made, when this ends.
class Showing {
public:
    [[nodiscard]] static kiosk::Result<Showing> start(Script const& script, std::filesystem::path const& folder, Patience& patience);
    ~Showing();
    Showing(Showing&&) noexcept = default;

    /// Whether its first process still runs.
    [[nodiscard]] bool runs();
    /// From the moment before exec to now.
    [[nodiscard]] double milliseconds_since_exec() const;
    /// VmRSS in MB (2^20) if it is one process; if there are more, the sum of their proportional shares (PSS), so that
    /// what they share counts once.
    [[nodiscard]] double megabytes() const;
    /// CPU time in seconds, of all threads of all its processes, over `span`. A process that ends meanwhile is left out.
    [[nodiscard]] kiosk::Result<double> cpu_seconds(kiosk::Duration span, Patience& patience) const;

private:
    explicit Showing(programs::Process process) : m_process(std::move(process)) { }
    [[nodiscard]] std::vector<pid_t> tree() const;

    programs::Process m_process;
    pid_t m_program = 0;
    double m_exec_ms = 0; ///< CLOCK_REALTIME
};

}
