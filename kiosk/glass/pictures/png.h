#pragma once
/// PNG in and out.

#include "kiosk/base/core/bitmap.h"

#include <string>
#include <string_view>

namespace kiosk::pictures {

/// How much time to spend on size.
enum class Effort { fast, small };

/// 24-bit colour.
[[nodiscard]] std::string encode_png(Picture const& picture, Effort effort = Effort::fast);
/// 8-bit grey; 0 (no coverage) is white paper, 255 is black.
[[nodiscard]] std::string encode_png(Coverage const& coverage, Effort effort = Effort::fast);
/// 1-bit; ink is black.
[[nodiscard]] std::string encode_png(Dots const& dots, Effort effort = Effort::fast);

/// What a decoder takes on before it has looked at a pixel.
struct PictureLimits {
    int most_width = 8192;
    int most_height = 8192;
    std::size_t most_pixels = 16 * 1024 * 1024;
};

/// Any PNG as colours, transparent parts blended over `background` (0xRRGGBB).
/// `malformed` if it is no whole PNG, `exhausted` if it is larger than `limits`; `name` begins the story.
[[nodiscard]] Result<Picture> decode_png(std::string_view bytes, std::string_view name, PictureLimits limits = {},
    std::uint32_t background = 0xffffff);
/// As decode_png; dots darker than the middle grey are ink.
[[nodiscard]] Result<Dots> decode_png_dots(std::string_view bytes, std::string_view name, PictureLimits limits = {});

}
