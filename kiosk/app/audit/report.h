#pragma once
/// What an audit found, for a terminal, for a program, and as a page to read. Pure: strings in the order of the standards.

#include "kiosk/app/audit/clause.h"

#include <map>
#include <string>
#include <vector>

namespace kiosk::audit {

/// What a report tells.
struct Findings {
    Tally tally;
    std::vector<Ruling> rulings;
    std::size_t combinations = 0;
    double seconds = 0;     ///< by the clock
    double cpu_seconds = 0; ///< of all processes
};

/// No floor is broken, and no clause fails.
[[nodiscard]] bool good(Findings const& findings);

/// Clause by clause, then measure by measure; for a terminal.
[[nodiscard]] std::string table(Findings const& findings);

[[nodiscard]] json::Value to_value(Findings const& findings);

/// A page that needs nothing beside itself: `pictures` holds the worst case of a measure as PNG, and is put into it.
[[nodiscard]] std::string page(Findings const& findings, std::map<Measure, std::string> const& pictures);

/// "9.60 mm (at least 7.33)".
[[nodiscard]] std::string told(Measure measure, double value, double limit);
/// "help.staff; help, 27-portrait ar standard default usual, screenful 2".
[[nodiscard]] std::string told(Spot const& spot);

}
