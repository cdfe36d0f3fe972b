#include "kiosk/glass/text/utf8.h"

#include <cstdint>

namespace kiosk::text {

CodePoint code_point_at(std::string_view utf8, std::size_t at)
{
    constexpr char32_t replacement = 0xfffd;
    auto const byte = [&](std::size_t i) { return static_cast<std::uint8_t>(utf8[i]); };
    auto const lead = byte(at);
    if (lead < 0x80)
        return { lead, 1 };
    if (lead < 0xc2 || lead > 0xf4)
        return { replacement, 1 };

    auto const following = 1u + (lead >= 0xe0 ? 1u : 0u) + (lead >= 0xf0 ? 1u : 0u);
    char32_t value = lead & (0x3fu >> following);
    // Table 3-7: the second byte's range keeps out overlong forms, surrogates and what is above U+10FFFF.
    std::uint8_t low = 0x80;
    std::uint8_t high = 0xbf;
    switch (lead) {
    case 0xe0: low = 0xa0; break;
    case 0xed: high = 0x9f; break;
    case 0xf0: low = 0x90; break;
    case 0xf4: high = 0x8f; break;
    }
    for (std::size_t i = 1; i <= following; ++i) {
        if (at + i >= utf8.size() || byte(at + i) < low || byte(at + i) > high)
            return { replacement, i };
        value = value << 6 | (byte(at + i) & 0x3fu);
        low = 0x80;
        high = 0xbf;
    }
    return { value, following + 1 };
}

}
