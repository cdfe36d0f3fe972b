#pragma once
/// Dear ImGui's draw data as pixels, on the processor.
///
/// Upright quads are fills and copies: plain colour, coverage from the atlas (texture coordinates are its pixels,
/// nothing is scaled), pictures (scaled by area or to the nearest pixel). Any other triangle is filled where pixel
/// centres lie in it, with the colour of its corners' first opaque one and their alpha in between, which is how
/// ImGui smooths the edges of convex shapes.
///
/// The same draw data give the same pixels on every machine. Nothing outside of a command's clip is written, and no
/// pixel outside of the surface whatever the draw data say.

#include "kiosk/glass/platform/glass.h"
#include "kiosk/glass/text/atlas.h"

struct ImDrawData;

namespace kiosk::ui {

/// Draws over what is on the surface.
void rasterise(ImDrawData const& drawing, text::Atlas const& atlas, platform::Surface surface);

}
