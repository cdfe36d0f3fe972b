#pragma once
/// What a page is painted with: a handful of marks on Dear ImGui's draw list, all of them upright quads.
///
/// Round corners and rings are coverage on the atlas, drawn once for a radius and then copied like glyphs: that keeps
/// the rasteriser to fills and copies, and the pixels the same on every machine.

#include "kiosk/base/core/bitmap.h"
#include "kiosk/glass/platform/glass.h"
#include "kiosk/glass/text/atlas.h"
#include "kiosk/glass/ui/theme.h"

#include <cstdint>

struct ImDrawList;

namespace kiosk::ui {

/// What a draw command's texture stands for.
enum class Texture : std::uintptr_t { plain = 1, atlas = 2 }; ///< any other value is the address of a Picture

class Brush {
public:
    /// Both must outlive the brush; the atlas is between begin_frame() and the frame's end.
    Brush(ImDrawList& list, text::Atlas& atlas) : m_list(list), m_atlas(atlas) { }

    /// Alpha from 0 to 255.
    void fill(platform::Rectangle area, Colour colour, int alpha = 255);
    /// Corners of `radius` pixels; the radius is cut to half of the shorter side.
    void fill_rounded(platform::Rectangle area, int radius, Colour colour);
    /// A ring of `width` pixels inside of `area`.
    void ring(platform::Rectangle area, int radius, int width, Colour colour);
    /// Coverage on the atlas with its upper left corner at x, y.
    void stamp(text::Slot slot, int x, int y, Colour colour);
    /// Every dot one quad; `area` is filled as evenly as whole pixels allow, from its upper left corner.
    void dots(Dots const& dots, platform::Rectangle area, Colour ink);
    /// Drawn into `area`; borrowed until the frame is rasterised.
    void picture(Picture const& picture, platform::Rectangle area);

    void clip(platform::Rectangle area);
    void unclip();

private:
    [[nodiscard]] text::Slot disc(int radius, int ring);
    void corners(platform::Rectangle area, int radius, int ring, Colour colour);

    ImDrawList& m_list;
    text::Atlas& m_atlas;
};

}
