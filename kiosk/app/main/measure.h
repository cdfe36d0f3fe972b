#pragma once
/// What the kiosk costs, measured on itself: the numbers of summary.json.

#include "kiosk/app/main/kiosk.h"

#include <filesystem>
#include <optional>

namespace kiosk::app {

struct Cost {
    double first_frame_ms = 0;   ///< from exec to the first presented rest screen
    double redraw_ms = 0;        ///< CPU of one full redraw, the median of 21
    double rss_mb = 0;           ///< VmRSS now
    double idle_cpu_percent = 0; ///< of one core, over `idle`, on rest
};

/// From exec to now in milliseconds: $SHUBBAK_EXEC_NS (CLOCK_REALTIME in nanoseconds, set by whoever calls exec) if it
/// is there, else by the kernel's start time, which is exact to 10 ms.
[[nodiscard]] std::optional<double> milliseconds_since_exec();

/// Takes `idle` and a little more; the kiosk must be on rest.
[[nodiscard]] Cost measure(Kiosk& kiosk, double first_frame_ms, Duration idle);

[[nodiscard]] Result<void> write_cost(Cost const& cost, std::filesystem::path const& file);

}
