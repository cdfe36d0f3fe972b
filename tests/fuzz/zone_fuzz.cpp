#include "kiosk/glass/language/zone.h"

#include <cstddef>
#include <cstdint>
#include <string_view>

/// A zone file of any bytes is refused, or tells a time for every moment.
extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* bytes, std::size_t size)
{
    using namespace kiosk;
    auto const zone = language::Zone::from_bytes({ reinterpret_cast<char const*>(bytes), size });
    if (zone) {
        for (int const year : { 1800, 1970, 2026, 2300 })
            (void)zone->local(WallTime(std::chrono::sys_days(std::chrono::year(year) / 1 / 1)));
    }
    return 0;
}
