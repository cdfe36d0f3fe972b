#include "drivers/virtual/order.h"
#include "drivers/virtual/reader_profile.h"
#include "kiosk/base/core/result.h"

#include <cstddef>
#include <cstdint>

/// Lines that arrive at the socket of shubbak-devices, and rows of reader collections.
extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* bytes, std::size_t size)
{
    std::string_view const line(reinterpret_cast<char const*>(bytes), size);
    if (auto const order = drivers::virtuals::parse_order(line); !order)
        kiosk::verify(!order.error().story.empty(), "a refused order says why");
    if (auto const profile = drivers::virtuals::reader_profile_from_row(line))
        kiosk::verify(describe(*profile).configuration.size() == 93U - (profile->endpoints == 2 ? 7U : 0U), "a reader has one descriptor of 54 bytes");
    return 0;
}
