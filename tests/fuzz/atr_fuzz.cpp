#include "drivers/iso7816/atr.h"

#include <cstddef>
#include <cstdint>

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* bytes, std::size_t size)
{
    auto const atr = drivers::iso7816::parse_atr({ bytes, size });
    if (atr) {
        kiosk::verify(!atr->protocols.empty(), "a card always offers a protocol");
        kiosk::verify(atr->ifsc >= 1 && atr->ifsc <= 254, "IFSC is 1 to 254");
        kiosk::verify(atr->historical.size() <= 15, "there are at most 15 historical bytes");
    }
    return 0;
}
