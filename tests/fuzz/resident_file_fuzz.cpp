#include "kiosk/service/devices/resident_card.h"

#include <cstddef>
#include <cstdint>

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* bytes, std::size_t size)
{
    auto const card = kiosk::devices::decode_resident_file({ bytes, size });
    if (card) {
        kiosk::verify(card->number.size() == 10, "a resident's number has ten digits");
        kiosk::verify(card->birth_year >= 1000 && card->birth_year <= 9999, "a year has four digits");
        kiosk::verify(!card->latin_name.empty() && !card->native_name.empty(), "a resident has a name");
    }
    return 0;
}
