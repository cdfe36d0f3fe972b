#include "kiosk/glass/pictures/icon.h"

/// Any bytes are an icon or an error; an icon can be drawn.
extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* bytes, std::size_t size)
{
    auto const icon = kiosk::pictures::Icon::parse({ reinterpret_cast<char const*>(bytes), size }, "fuzz.svg");
    if (icon) {
        (void)icon->draw(16);
        (void)icon->draw_mirrored(3, 0.1f);
    }
    return 0;
}
