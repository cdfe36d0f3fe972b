#pragma once
/// All readings of an audit, kept as what a report needs: how many, the worst, and examples of what falls short.

#include "kiosk/app/audit/measure.h"
#include "kiosk/base/json/json.h"

#include <array>
#include <cstdint>
#include <string>
#include <vector>

namespace kiosk::audit {

/// Where something was read: enough to show it again.
struct Spot {
    std::string exhibit;
    Aspect aspect;
    int screenful = 1;
    std::string what;
    Rectangle area;
};

struct Example {
    double value = 0;
    Spot spot;
};

/// What was read of one measure.
struct Sum {
    std::int64_t read = 0;
    std::int64_t broken = 0;
    std::int64_t short_of_ours = 0; ///< on the panels that are held to it
    std::optional<Example> worst;
    std::optional<Example> worst_of_ours; ///< on the panels that are held to it
    /// Broken first; of each exhibit and place one, the worst.
    std::vector<Example> examples;
};

class Tally {
public:
    /// How many examples are kept of one measure.
    static constexpr std::size_t most_examples = 24;

    void add(Readings const& readings, std::string const& exhibit, Aspect const& aspect, int screenful);
    /// What another process has read.
    void add(Tally const& other);
    [[nodiscard]] Sum const& of(Measure measure) const { return m_sums[static_cast<std::size_t>(measure)]; }
    [[nodiscard]] std::int64_t pages() const { return m_pages; }
    [[nodiscard]] std::int64_t screenfuls() const { return m_screenfuls; }
    [[nodiscard]] bool any_broken() const;
    void count_page() { ++m_pages; }
    void count_screenful() { ++m_screenfuls; }

    /// For a pipe between two processes of the same program.
    [[nodiscard]] json::Value to_value() const;
    [[nodiscard]] static Result<Tally> from_value(json::Value const& value);

private:
    void keep(Measure measure, Sum& sum, Example const& example);

    std::array<Sum, measure_count> m_sums {};
    std::int64_t m_pages = 0;
    std::int64_t m_screenfuls = 0;
};

}
