#include "drivers/escpos/status.h"

#include <cstddef>
#include <cstdint>

using namespace drivers::escpos;

/// The first byte says what was asked and where the stream is cut; the rest is what the printer sends.
extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* bytes, std::size_t size)
{
    if (size == 0)
        return 0;
    StatusParser parser;
    for (std::uint8_t n = 1; n <= (bytes[0] & 7); ++n)
        parser.expect_status(n);
    if (bytes[0] & 8)
        parser.expect_paper_sensor();
    View const stream { bytes + 1, size - 1 };
    auto const cut = stream.empty() ? 0 : bytes[0] % stream.size();
    Facts facts;
    std::size_t count = 0;
    for (auto const part : { stream.first(cut), stream.subspan(cut) }) {
        for (auto const& report : parser.feed(part)) {
            take_in(facts, report);
            ++count;
        }
    }
    (void)trouble_of(facts);
    kiosk::verify(count <= stream.size(), "no report comes out of nothing");
    return 0;
}
