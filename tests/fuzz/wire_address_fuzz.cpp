#include "kiosk/trust/wire/address.h"

#include <cstdint>

using namespace kiosk;

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* bytes, std::size_t size)
{
    std::string_view const target(reinterpret_cast<char const*>(bytes), size);
    if (auto const address = wire::records_address(target))
        verify(wire::to_target(*address) == target, "an address has one spelling");
    return 0;
}
