#pragma once
/// One line of what a check found: `doctor`, content checks and the tests of the assets speak in these.

#include <string>

namespace kiosk {

struct Finding {
    std::string part;     ///< what was looked at: `service report-light`, `fonts`, `hub`
    bool ok = false;
    std::string where;    ///< `FILE:LINE`, or the device
    std::string expected; ///< English, for the technician
    std::string seen;
    std::string remedy;   ///< what to do; empty when ok
    bool operator==(Finding const&) const = default;
};

/// `FILE:LINE: expected …, saw …. Remedy.` on one line, for the log.
[[nodiscard]] inline std::string to_line(Finding const& finding)
{
    auto line = finding.where + ": expected " + finding.expected + ", saw " + finding.seen;
    return finding.remedy.empty() ? line : line + "; " + finding.remedy;
}

}
