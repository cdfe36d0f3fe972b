#include "kiosk/glass/pictures/png.h"

#include <cstdlib>

/// Any bytes are a picture or an error; what was read can be written and read again.
extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* bytes, std::size_t size)
{
    using namespace kiosk::pictures;
    constexpr PictureLimits limits { 512, 512, 65536 };
    auto const picture = decode_png({ reinterpret_cast<char const*>(bytes), size }, "fuzz.png", limits);
    if (picture && !picture->empty() && decode_png(encode_png(*picture), "again.png", limits).value() != *picture)
        std::abort();
    return 0;
}
