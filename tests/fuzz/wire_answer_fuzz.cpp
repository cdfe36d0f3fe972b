#include "kiosk/trust/wire/answer.h"

#include <cstdint>

using namespace kiosk;

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* bytes, std::size_t size)
{
    std::string_view const body(reinterpret_cast<char const*>(bytes), size);
    if (auto const answer = wire::decode_answer(body)) {
        verify(answer->archived <= answer->received, "no more is archived than received");
        verify(wire::decode_answer(wire::encode(*answer)) == *answer, "an answer comes back as it was given");
    }
    if (auto const refusal = wire::decode_refusal(body))
        verify(wire::decode_refusal(wire::encode(*refusal)) == *refusal, "a refusal comes back as it was given");
    return 0;
}
