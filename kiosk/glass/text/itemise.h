#pragma once
/// Which face draws which letter. For this folder alone.

#include "kiosk/glass/text/font_stack.h"

#include <cstdint>
#include <hb.h>
#include <span>
#include <vector>

namespace kiosk::text {

/// A stretch of one level, one script and one face. Indices are into the UTF-16 text.
struct ShapedRun {
    std::uint32_t start;
    std::uint32_t end;
    std::uint32_t first_glyph;
    std::uint32_t glyph_count;
    hb_script_t script;
    FaceId face;
    std::uint8_t level;
};

/// Splits `text` into runs, in logical order, by level, script (UAX #24) and face. A face is chosen for a whole grapheme
/// cluster: the first that can draw all of it, by the rules at the top of `fonts/stack`; else the first that can draw its
/// first letter. `levels` is one a code unit, or empty if all are 0.
[[nodiscard]] std::vector<ShapedRun> itemise(FontStack const& fonts, Weight weight, std::span<char16_t const> text,
    std::span<std::uint8_t const> levels);

}
