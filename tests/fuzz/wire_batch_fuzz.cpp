#include "kiosk/trust/wire/batch.h"

#include <cstdint>

using namespace kiosk;

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* bytes, std::size_t size)
{
    std::string_view const body(reinterpret_cast<char const*>(bytes), size);
    if (auto const lines = wire::decode_batch(body)) {
        std::vector<std::string> const records(lines->begin(), lines->end());
        verify(wire::encode_batch(records) == body, "a batch comes back as it was");
    }
    return 0;
}
