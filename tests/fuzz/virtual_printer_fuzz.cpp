#include "drivers/virtual/print_station.h"
#include "kiosk/base/core/result.h"

#include <cstddef>
#include <cstdint>

using namespace drivers::virtuals;

namespace {

class StoppedClock final : public kiosk::Clock {
public:
    [[nodiscard]] kiosk::Instant now() const override { return {}; }
    [[nodiscard]] kiosk::WallTime wall() const override { return {}; }
};

}

/// Any bytes to a printer whose paper ends now and then.
extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* bytes, std::size_t size)
{
    StoppedClock const clock;
    std::uint64_t answered = 0;
    PrintStation station(*printer_profile_of("58mm"), clock, [&](PrintStation::Bytes const& answer) { answered += answer.size(); });
    CommandScanner scanner(station);
    if (size > 0)
        station.paper().end_after(bytes[0]);
    for (std::size_t i = 0; i < size && station.paper().rows() < 20'000; ++i) {
        scanner.push(bytes[i]);
        while (!station.idle()) {
            kiosk::verify(station.paper().supply() == Paper::Supply::out, "a printer with paper prints what it was given");
            station.paper().set_supply(Paper::Supply::full);
            station.work();
        }
    }
    kiosk::verify(answered <= size * 32, "a printer does not talk without being asked");
    return 0;
}
