#include "kiosk/app/main/measure.h"

#include "kiosk/base/core/file.h"
#include "kiosk/base/json/json.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstdlib>
#include <ctime>
#include <sstream>
#include <unistd.h>

namespace kiosk::app {

namespace {

double milliseconds(clockid_t clock)
{
    timespec time {};
    clock_gettime(clock, &time);
    return static_cast<double>(time.tv_sec) * 1e3 + static_cast<double>(time.tv_nsec) / 1e6;
}

/// A number behind `key:` in /proc/self/status, in kB.
double status_kilobytes(std::string_view key)
{
    auto const status = read_file("/proc/self/status");
    if (!status)
        return 0;
    auto const at = status->find(key);
    return at == std::string::npos ? 0 : std::strtod(status->c_str() + at + key.size() + 1, nullptr);
}

double rounded(double value) { return std::round(value * 1000) / 1000; }

}

std::optional<double> milliseconds_since_exec()
{
    if (auto const* const text = std::getenv("SHUBBAK_EXEC_NS"))
        return milliseconds(CLOCK_REALTIME) - std::strtod(text, nullptr) / 1e6;
    auto const stat = read_file("/proc/self/stat");
    if (!stat)
        return std::nullopt;
    // Field 22 of proc(5), counted after the name in parentheses, which may hold spaces.
    std::istringstream fields(stat->substr(stat->rfind(')') + 2));
    std::string field;
    for (int i = 3; i <= 22; ++i)
        fields >> field;
    auto const started = std::strtod(field.c_str(), nullptr) / static_cast<double>(sysconf(_SC_CLK_TCK)) * 1e3;
    return milliseconds(CLOCK_BOOTTIME) - started;
}

Cost measure(Kiosk& kiosk, double first_frame_ms, Duration idle)
{
    Cost cost;
    cost.first_frame_ms = rounded(first_frame_ms);
    std::array<double, 21> redraws {};
    for (auto& redraw : redraws) {
        kiosk.presenter().handle(platform::Exposed {}); // all of it, not what has changed
        auto const before = milliseconds(CLOCK_THREAD_CPUTIME_ID);
        kiosk.stage().frame();
        redraw = milliseconds(CLOCK_THREAD_CPUTIME_ID) - before;
    }
    std::ranges::sort(redraws);
    cost.redraw_ms = rounded(redraws[redraws.size() / 2]);
    cost.rss_mb = rounded(status_kilobytes("VmRSS") / 1024);
    auto const cpu = milliseconds(CLOCK_PROCESS_CPUTIME_ID), wall = milliseconds(CLOCK_MONOTONIC);
    static_cast<void>(kiosk.run_until([] { return false; }, idle));
    cost.idle_cpu_percent = rounded((milliseconds(CLOCK_PROCESS_CPUTIME_ID) - cpu) / (milliseconds(CLOCK_MONOTONIC) - wall) * 100);
    return cost;
}

Result<void> write_cost(Cost const& cost, std::filesystem::path const& file)
{
    return replace_file(file,
        json::write_pretty(json::Value::Object { { "first_frame_ms", cost.first_frame_ms }, { "redraw_ms", cost.redraw_ms },
            { "rss_mb", cost.rss_mb }, { "idle_cpu_percent", cost.idle_cpu_percent } }));
}

}
