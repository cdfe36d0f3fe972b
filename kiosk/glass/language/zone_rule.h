#pragma once
/// The rule by which a zone's clocks change in all years to come: the last line of its file. Inner part of this folder.

#include "kiosk/base/core/result.h"

#include <chrono>
#include <cstdint>
#include <optional>
#include <string_view>

namespace kiosk::language {

/// A TZ string of POSIX (IEEE 1003.1, 8.3), with the hours beyond a day that RFC 8536, 3.3.1 allows:
/// `EET-2EEST,M4.5.5/0,M10.5.4/24` is two hours ahead, three from the last Friday of April to the last Thursday of October.
class ZoneRule {
public:
    /// `malformed` for anything else.
    [[nodiscard]] static Result<ZoneRule> parse(std::string_view text);

    /// How far the zone is ahead at that moment.
    [[nodiscard]] std::chrono::seconds ahead_at(std::chrono::sys_seconds moment) const;

private:
    /// The day of a year on which clocks are changed, and when on that day.
    struct Change {
        enum class Kind { month_week_day, day_without_leap, day } kind = Kind::day;
        unsigned month = 0, week = 0, weekday = 0; ///< week 5 is the last; weekday 0 is Sunday
        int day = 0;                               ///< from 1 without leap days, else from 0
        std::chrono::seconds time { 7200 };

        [[nodiscard]] std::chrono::sys_seconds in(std::chrono::year year) const;
    };
    struct Summer {
        std::chrono::seconds ahead;
        Change begin, end;
    };
    friend class ZoneRuleParser;

    std::chrono::seconds m_ahead {};
    std::optional<Summer> m_summer;
};

}
