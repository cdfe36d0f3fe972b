#include "tests/bench/showing.h"

#include "kiosk/base/core/file.h"

#include <cstdlib>
#include <ctime>
#include <fmt/format.h>
#include <map>
#include <sstream>

namespace bench {

using kiosk::Deadline;
using kiosk::Duration;
using kiosk::failed;
using kiosk::Failure;
using kiosk::Result;

namespace {

/// The number behind `key` in a file of /proc, in kB; 0 if the process has gone.
double kilobytes(std::string const& file, std::string_view key)
{
    auto const text = kiosk::read_file(file).value_or("");
    auto const at = text.find(key);
    return at == std::string::npos ? 0 : std::strtod(text.c_str() + at + key.size(), nullptr);
}

std::map<pid_t, double> cpu_clocks(std::vector<pid_t> const& processes)
{
    std::map<pid_t, double> clocks;
    for (auto const process : processes) {
        clockid_t clock {};
        timespec time {};
        if (clock_getcpuclockid(process, &clock) == 0 && clock_gettime(clock, &time) == 0)
            clocks[process] = static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_nsec) / 1e9;
    }
    return clocks;
}

}

Result<Showing> Showing::start(Script const& script, std::filesystem::path const& folder, Patience& patience)
{
    auto const begun = folder / "begun";
    std::error_code absent;
    std::filesystem::remove(begun, absent);
    // The shell's last act before exec is to write down its process id, which stays the program's, and the time.
    auto words = script.words;
    words.insert(words.begin() + static_cast<std::ptrdiff_t>(script.program),
        { "bash", "-c", R"(echo "$$ $EPOCHREALTIME" >"$0"; exec "$@")", begun.string() });
    Showing showing(programs::Process::start(words, folder / (script.name + ".log")));
    auto const text = [&] { return kiosk::read_file(begun).value_or(""); };
    TRY(patience.until([&] { return text().ends_with('\n') || !showing.runs(); }, std::chrono::seconds(30), script.name, std::chrono::milliseconds(1)));
    std::istringstream fields(text());
    double seconds = 0;
    if (!(fields >> showing.m_program >> seconds))
        return failed(Failure::unreachable, fmt::format("{} does not start: {}", script.name, kiosk::read_file(folder / (script.name + ".log")).value_or("")));
    showing.m_exec_ms = seconds * 1e3;
    return showing;
}

Showing::~Showing()
{
    kiosk::SystemClock const clock;
    if (m_process.id() > 0)
        static_cast<void>(m_process.stop(Deadline::after(clock, std::chrono::seconds(10))));
}

bool Showing::runs()
{
    return m_process.id() > 0 && !m_process.poll();
}

double Showing::milliseconds_since_exec() const
{
    timespec now {};
    clock_gettime(CLOCK_REALTIME, &now);
    return static_cast<double>(now.tv_sec) * 1e3 + static_cast<double>(now.tv_nsec) / 1e6 - m_exec_ms;
}

std::vector<pid_t> Showing::tree() const
{
    std::multimap<pid_t, pid_t> children;
    std::error_code gone;
    for (auto const& entry : std::filesystem::directory_iterator("/proc", gone)) {
        auto const process = static_cast<pid_t>(std::strtol(entry.path().filename().c_str(), nullptr, 10));
        if (process > 0)
            children.emplace(static_cast<pid_t>(kilobytes(entry.path() / "status", "\nPPid:")), process);
    }
    std::vector<pid_t> found { m_program };
    for (std::size_t at = 0; at < found.size(); ++at) {
        auto const [first, last] = children.equal_range(found[at]);
        for (auto child = first; child != last; ++child)
            found.push_back(child->second);
    }
    return found;
}

double Showing::megabytes() const
{
    auto const processes = tree();
    if (processes.size() == 1)
        return kilobytes(fmt::format("/proc/{}/status", m_program), "\nVmRSS:") / 1024;
    double sum = 0;
    for (auto const process : processes)
        sum += kilobytes(fmt::format("/proc/{}/smaps_rollup", process), "\nPss:");
    return sum / 1024;
}

Result<double> Showing::cpu_seconds(Duration span, Patience& patience) const
{
    auto const before = cpu_clocks(tree());
    TRY(patience.nap(span));
    double sum = 0;
    for (auto const& [process, now] : cpu_clocks(tree())) {
        auto const then = before.find(process);
        sum += now - (then == before.end() ? 0 : then->second);
    }
    return sum;
}

}
