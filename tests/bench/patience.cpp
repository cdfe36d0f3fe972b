#include "tests/bench/patience.h"

#include <cerrno>
#include <ctime>
#include <fmt/format.h>

namespace bench {

using kiosk::Deadline;
using kiosk::Duration;
using kiosk::failed;
using kiosk::Failure;
using kiosk::Result;

Patience::Patience()
{
    sigemptyset(&m_signals);
    for (int const signal : { SIGINT, SIGTERM, SIGHUP })
        sigaddset(&m_signals, signal);
    sigprocmask(SIG_BLOCK, &m_signals, &m_before);
}

Patience::~Patience()
{
    sigprocmask(SIG_SETMASK, &m_before, nullptr);
}

Result<void> Patience::nap(Duration span)
{
    auto const seconds = std::chrono::floor<std::chrono::seconds>(span);
    timespec const time { .tv_sec = seconds.count(), .tv_nsec = (span - seconds).count() };
    if (m_over || sigtimedwait(&m_signals, nullptr, &time) > 0) {
        m_over = true;
        return failed(Failure::refused, "told to end");
    }
    return {};
}

Result<void> Patience::until(std::function<bool()> const& holds, Duration span, std::string_view what, Duration pace)
{
    kiosk::SystemClock const clock;
    auto const deadline = Deadline::after(clock, span);
    while (!holds()) {
        if (deadline.passed(clock))
            return failed(Failure::unreachable, fmt::format("{}: not within {} s", what, std::chrono::duration_cast<std::chrono::seconds>(span).count()));
        TRY(nap(pace));
    }
    return {};
}

}
