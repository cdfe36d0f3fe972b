#pragma once
/// Marks as pixels, on the processor.
///
/// Upright quads are fills and copies: plain colour, coverage from the atlas (texture coordinates are its pixels,
/// nothing is scaled), pictures (scaled by area or to the nearest pixel). A triangle is filled where pixel centres lie
/// in it, with the colour of its corners' first opaque one and their alpha in between, which is how ImGui smooths the
/// edges of convex shapes.
///
/// The same marks give the same pixels on every machine, and a part of the surface gets the same pixels as if all of
/// it were drawn. Nothing outside of a mark's `seen` is written, and no pixel outside of the surface whatever the marks say.

#include "kiosk/glass/platform/glass.h"
#include "kiosk/glass/text/atlas.h"
#include "kiosk/glass/ui/marks.h"

namespace kiosk::ui {

/// Draws over what is on the surface, only in `part`. The surface has the size that `marks` were read for.
void rasterise(Marks const& marks, text::Atlas const& atlas, platform::Surface surface, platform::Rectangle part);

}
