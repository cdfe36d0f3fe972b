#pragma once
/// Time as the program sees it. Nothing reads a clock but through `Clock`, so that a test moves time by hand.

#include "kiosk/base/core/result.h"

#include <chrono>
#include <string>
#include <string_view>

namespace kiosk {

using Duration = std::chrono::nanoseconds;

/// A point on a clock that never jumps and stops when the machine stops; meaningless outside this process.
using Instant = std::chrono::time_point<std::chrono::steady_clock, Duration>;

/// A point in civil time (UTC). It may jump; use it to tell people and the hub when, never to measure.
using WallTime = std::chrono::time_point<std::chrono::system_clock, std::chrono::milliseconds>;

/// Threads: every implementation may be read from any thread.
class Clock {
public:
    virtual ~Clock() = default;
    [[nodiscard]] virtual Instant now() const = 0;
    [[nodiscard]] virtual WallTime wall() const = 0;
};

/// The machine's own clocks.
class SystemClock final : public Clock {
public:
    [[nodiscard]] Instant now() const override;
    [[nodiscard]] WallTime wall() const override;
};

/// A fixed moment by which something must have ended. Fixed once at the top and passed down; never a time-out.
class Deadline {
public:
    [[nodiscard]] static Deadline after(Clock const& clock, Duration span) { return Deadline(clock.now() + span); }
    [[nodiscard]] static Deadline at(Instant moment) { return Deadline(moment); }

    [[nodiscard]] Instant moment() const { return m_moment; }
    /// Never negative.
    [[nodiscard]] Duration left(Clock const& clock) const;
    [[nodiscard]] bool passed(Clock const& clock) const { return left(clock) == Duration::zero(); }

private:
    explicit Deadline(Instant moment) : m_moment(moment) { }
    Instant m_moment;
};

/// RFC 3339 in UTC with milliseconds: `2026-11-21T09:30:00.000Z`.
[[nodiscard]] std::string to_rfc3339(WallTime moment);
/// Reads what to_rfc3339 writes; the fraction may be missing or of 1 to 9 digits.
[[nodiscard]] Result<WallTime> from_rfc3339(std::string_view text);

}
