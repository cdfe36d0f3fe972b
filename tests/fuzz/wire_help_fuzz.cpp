#include "kiosk/trust/wire/help.h"

#include <cstdint>

using namespace kiosk;

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* bytes, std::size_t size)
{
    std::string_view const input(reinterpret_cast<char const*>(bytes), size);
    if (auto const call = wire::decode_help_call(input))
        verify(wire::decode_help_call(wire::encode(*call)) == *call, "a call comes back as it was made");
    if (auto const answer = wire::decode_help_answer(input))
        verify(wire::decode_help_answer(wire::encode(*answer)) == *answer, "an answer comes back as it was given");
    if (auto const kiosk = wire::help_address(input))
        verify(wire::help_target(*kiosk) == input, "an address that is read is the one that is written");
    return 0;
}
