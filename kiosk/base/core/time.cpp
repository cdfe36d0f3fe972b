#include "kiosk/base/core/time.h"

#include <algorithm>
#include <fmt/format.h>
#include <optional>

namespace kiosk {

Instant SystemClock::now() const
{
    return std::chrono::time_point_cast<Duration>(std::chrono::steady_clock::now());
}

WallTime SystemClock::wall() const
{
    return std::chrono::time_point_cast<std::chrono::milliseconds>(std::chrono::system_clock::now());
}

Duration Deadline::left(Clock const& clock) const
{
    return std::max(Duration::zero(), m_moment - clock.now());
}

std::string to_rfc3339(WallTime moment)
{
    auto const day = std::chrono::floor<std::chrono::days>(moment);
    std::chrono::year_month_day const date { day };
    std::chrono::hh_mm_ss const time { moment - day };
    return fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}.{:03}Z", static_cast<int>(date.year()),
        static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()), time.hours().count(),
        time.minutes().count(), time.seconds().count(), time.subseconds().count());
}

Result<WallTime> from_rfc3339(std::string_view text)
{
    auto const bad = [&] { return failed(Failure::malformed, fmt::format("'{}' is not a time like 2026-11-21T09:30:00.000Z", text)); };
    auto const number = [&](std::size_t at, std::size_t digits) -> std::optional<int> {
        if (at + digits > text.size())
            return std::nullopt;
        int value = 0;
        for (char const c : text.substr(at, digits)) {
            if (c < '0' || c > '9')
                return std::nullopt;
            value = value * 10 + (c - '0');
        }
        return value;
    };
    if (text.size() < 20 || text[4] != '-' || text[7] != '-' || text[10] != 'T' || text[13] != ':' || text[16] != ':' || text.back() != 'Z')
        return bad();
    auto const year = number(0, 4), month = number(5, 2), day = number(8, 2);
    auto const hour = number(11, 2), minute = number(14, 2), second = number(17, 2);
    if (!year || !month || !day || !hour || !minute || !second || *hour > 23 || *minute > 59 || *second > 60)
        return bad();
    std::chrono::year_month_day const date { std::chrono::year(*year), std::chrono::month(static_cast<unsigned>(*month)), std::chrono::day(static_cast<unsigned>(*day)) };
    if (!date.ok())
        return bad();
    int milliseconds = 0;
    if (text.size() > 20) {
        auto const digits = text.size() - 21;
        if (text[19] != '.' || digits < 1 || digits > 9)
            return bad();
        int scale = 100;
        for (char const c : text.substr(20, digits)) {
            if (c < '0' || c > '9')
                return bad();
            milliseconds += (c - '0') * scale;
            scale /= 10;
        }
    }
    return WallTime(std::chrono::sys_days(date)) + std::chrono::hours(*hour) + std::chrono::minutes(*minute)
        + std::chrono::seconds(*second) + std::chrono::milliseconds(milliseconds);
}

}
