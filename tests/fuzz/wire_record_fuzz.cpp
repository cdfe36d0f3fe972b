#include "kiosk/trust/wire/record.h"

#include <cstdint>

using namespace kiosk;

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* bytes, std::size_t size)
{
    std::string_view const text(reinterpret_cast<char const*>(bytes), size);
    if (auto const record = wire::decode_record(text)) {
        verify(wire::encode(*record) == text, "a record has one spelling");
        verify(record->seq >= 1 && wire::is_service_id(record->service), "a record that was read is whole");
    }
    (void)wire::leaf_of(text);
    return 0;
}
