#pragma once
/// CPU time of this process, and what is made of many measurements.

#include <algorithm>
#include <ctime>
#include <vector>

namespace bench {

[[nodiscard]] inline double cpu_nanoseconds()
{
    timespec now {};
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) * 1e9 + static_cast<double>(now.tv_nsec);
}

/// Nanoseconds of CPU that `work` takes.
template <typename Work>
[[nodiscard]] double timed(Work const& work)
{
    double const start = cpu_nanoseconds();
    work();
    return cpu_nanoseconds() - start;
}

[[nodiscard]] inline double median(std::vector<double> values)
{
    auto const middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
    std::ranges::nth_element(values, middle);
    return *middle;
}

}
