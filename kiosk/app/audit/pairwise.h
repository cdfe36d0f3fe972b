#pragma once
/// Few rows in which every two values meet.
///
/// Where all combinations of some choices are too many, most faults still need no more than two of them together. The
/// same levels give the same rows on every machine.

#include <span>
#include <vector>

namespace kiosk::audit {

/// One value for each factor, from 0 to its number of levels.
using Row = std::vector<int>;

/// Rows in which each value of each factor stands beside each value of each other factor at least once. `levels` says
/// how many values each factor has, each at least 1. One factor gives a row for each value; none gives nothing.
[[nodiscard]] std::vector<Row> pairwise(std::span<int const> levels);

/// All combinations, the last factor turning fastest.
[[nodiscard]] std::vector<Row> all_rows(std::span<int const> levels);

}
