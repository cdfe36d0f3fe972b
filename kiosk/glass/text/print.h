#pragma once
/// A layout straight onto paper or into coverage, without an atlas: for receipts and for pictures of text.

#include "kiosk/base/core/bitmap.h"
#include "kiosk/glass/text/layout.h"

namespace kiosk::text {

/// Draws `layout` with the upper left corner of its box at `left`, `top`; what is outside of `onto` is cut off.
/// Coverage adds up to at most 255.
void paint(FontStack const& fonts, Layout const& layout, Coverage& onto, float left, float top);

/// Inks every dot that letters cover at least in part: `threshold` of 255. The default keeps thin strokes of 3.5 mm
/// letters whole on a 203 dpi thermal head. Dots that are inked already stay so.
void print(FontStack const& fonts, Layout const& layout, Dots& onto, float left, float top, std::uint8_t threshold = 112);

}
