#pragma once
/// Line icons in the manner of Lucide: strokes with round ends on a square of 24 units.

#include "kiosk/base/core/bitmap.h"

#include <filesystem>
#include <string_view>
#include <vector>

namespace kiosk::pictures {

/// The strokes of one icon, flattened to lines, in units of its view box.
///
/// Understands what line icons are drawn with: `svg` with a viewBox; `path` with all commands; `circle`, `ellipse`,
/// `rect`, `line`, `polyline`, `polygon`, `g`, `title`, `desc`; `fill` and `stroke` of none or currentColor,
/// `stroke-width`; round caps and joins. Anything else is an error and not a guess.
class Icon {
public:
    /// `malformed` if `svg` is not such an icon; the story is "NAME:LINE: expected …, saw …".
    [[nodiscard]] static Result<Icon> parse(std::string_view svg, std::string_view name);
    [[nodiscard]] static Result<Icon> load(std::filesystem::path const& file);

    /// Draws into a square of `side_px`, with strokes `stroke` view-box units wide (Lucide's own is 2).
    [[nodiscard]] Coverage draw(int side_px, float stroke = 2) const;
    /// As draw(), turned over from left to right: for arrows in right-to-left pages.
    [[nodiscard]] Coverage draw_mirrored(int side_px, float stroke = 2) const;

    struct Point {
        float x;
        float y;
        bool operator==(Point const&) const = default;
    };
    /// A line through `points`; a single point is a dot. The inside of a filled one is what its line and the way back to
    /// its begin go around; shapes of one path that are `joined` to the one before leave holes in it.
    struct Stroke {
        std::vector<Point> points;
        float width = 1; ///< in parts of the icon's own stroke
        bool filled = false;
        bool stroked = true;
        bool joined = false;
    };
    [[nodiscard]] std::vector<Stroke> const& strokes() const { return m_strokes; }
    /// Side of the view box: 24 for Lucide.
    [[nodiscard]] float side() const { return m_side; }

private:
    Icon() = default;
    std::vector<Stroke> m_strokes;
    float m_side = 24;
};

}
