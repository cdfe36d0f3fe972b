#pragma once
/// A clock that moves only when a test says so.

#include "kiosk/base/core/time.h"

#include <mutex>

namespace doubles {

class AdvanceableClock final : public kiosk::Clock {
public:
    [[nodiscard]] kiosk::Instant now() const override
    {
        std::lock_guard const guard(m_mutex);
        return m_now;
    }
    [[nodiscard]] kiosk::WallTime wall() const override
    {
        std::lock_guard const guard(m_mutex);
        return m_wall;
    }
    void advance(kiosk::Duration span)
    {
        std::lock_guard const guard(m_mutex);
        m_now += span;
        m_wall += std::chrono::duration_cast<std::chrono::milliseconds>(span);
    }
    /// The clock on the wall is set anew, as an administrator or NTP does it; the steady clock does not notice.
    void set_wall(kiosk::WallTime wall)
    {
        std::lock_guard const guard(m_mutex);
        m_wall = wall;
    }

private:
    mutable std::mutex m_mutex;
    kiosk::Instant m_now { std::chrono::hours(1) };
    kiosk::WallTime m_wall { std::chrono::sys_days(std::chrono::year(2026) / 11 / 21) + std::chrono::hours(9) };
};

}
