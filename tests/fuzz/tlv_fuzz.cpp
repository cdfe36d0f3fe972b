#include "drivers/iso7816/tlv.h"

#include <cstddef>
#include <cstdint>

using namespace drivers::iso7816;

namespace {

/// Reads every byte of every value, so that a sanitizer sees one that reaches too far.
std::size_t walk(View bytes, int depth)
{
    std::size_t sum = 0;
    TlvReader row(bytes);
    for (;;) {
        auto const object = row.next();
        if (!object || !*object)
            return sum;
        for (auto const byte : (*object)->value)
            sum += byte;
        if ((*object)->constructed && depth < 8)
            sum += walk((*object)->value, depth + 1);
    }
}

}

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* bytes, std::size_t size)
{
    View const view { bytes, size };
    (void)walk(view, 0);
    (void)find_tlv(view, 0x70);
    (void)length_of_first(view);
    return 0;
}
