#include "kiosk/glass/pictures/icon.h"

#include "kiosk/base/core/file.h"
#include "kiosk/glass/pictures/outline.h"
#include "kiosk/glass/pictures/svg.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <fmt/format.h>
#include <span>

namespace kiosk::pictures {

namespace {

/// What an element takes over from the one around it. The first values are those of SVG.
struct Pen {
    bool filled = true;
    bool stroked = false;
    float width = 1;
};

class IconReader {
public:
    explicit IconReader(std::string_view svg) : m_tags(svg) { }

    Result<float> run(std::vector<Icon::Stroke>& strokes)
    {
        auto const root = TRY(m_tags.next());
        if (root.name != "svg" || root.closes)
            return at(root, fmt::format("expected svg, saw {}", root.name.empty() ? "the end" : root.name));
        auto const side = TRY(read_view_box(root));
        auto const pen = TRY(read_pen(root, {}));
        m_own_width = pen.width;
        if (!root.empty)
            TRY(read_inside(root, pen, strokes, 0));
        if (auto const after = TRY(m_tags.next()); !after.name.empty())
            return at(after, fmt::format("expected the end, saw {}", after.name));
        if (strokes.empty())
            return at(root, "expected something to draw");
        return side;
    }

private:
    static std::unexpected<Error> at(Tag const& tag, std::string_view story)
    {
        return failed(Failure::malformed, fmt::format("{}: {}", tag.line, story));
    }

    template <typename T>
    static Result<T> place(Tag const& tag, std::string_view attribute, Result<T> result)
    {
        if (!result)
            return at(tag, fmt::format("{} of {}: {}", attribute, tag.name, result.error().story));
        return result;
    }

    static Result<float> number(Tag const& tag, std::string_view attribute, float otherwise)
    {
        auto const* const text = tag.find(attribute);
        if (text == nullptr)
            return otherwise;
        AttributeText reader(*text);
        auto const value = TRY(place(tag, attribute, reader.number()));
        if (!reader.at_end())
            return at(tag, fmt::format("{} of {}: expected one number, saw “{}”", attribute, tag.name, text->substr(0, 12)));
        return value;
    }

    static Result<float> length_of(Tag const& tag, std::string_view attribute, float otherwise)
    {
        auto const value = TRY(number(tag, attribute, otherwise));
        if (value < 0)
            return at(tag, fmt::format("{} of {}: expected no negative length", attribute, tag.name));
        return value;
    }

    static Result<float> read_view_box(Tag const& root)
    {
        auto const* const box = root.find("viewBox");
        if (box == nullptr)
            return at(root, "expected a viewBox");
        AttributeText text(*box);
        std::array<float, 4> sides {};
        for (auto& side : sides)
            side = TRY(place(root, "viewBox", text.number()));
        if (!text.at_end() || sides[0] != 0 || sides[1] != 0 || sides[2] != sides[3] || !(sides[2] >= 1 && sides[2] <= 1024))
            return at(root, fmt::format("viewBox: expected a square at 0 0 of 1 to 1024 units, saw “{}”", *box));
        return sides[2];
    }

    static Result<bool> paint_of(Tag const& tag, std::string_view attribute, bool otherwise)
    {
        auto const* const paint = tag.find(attribute);
        if (paint == nullptr)
            return otherwise;
        if (*paint != "none" && *paint != "currentColor")
            return at(tag, fmt::format("{}: expected none or currentColor, saw “{}”", attribute, *paint));
        return *paint == "currentColor";
    }

    static Result<Pen> read_pen(Tag const& tag, Pen pen)
    {
        for (std::string_view const refused : { "transform", "style", "opacity", "fill-rule", "stroke-dasharray", "clip-path", "mask", "filter" }) {
            if (tag.find(refused) != nullptr)
                return at(tag, fmt::format("expected no {}", refused));
        }
        for (std::string_view const ends : { "stroke-linecap", "stroke-linejoin" }) {
            if (auto const* const kind = tag.find(ends); kind != nullptr && *kind != "round")
                return at(tag, fmt::format("{}: expected round, saw “{}”", ends, *kind));
        }
        pen.filled = TRY(paint_of(tag, "fill", pen.filled));
        pen.stroked = TRY(paint_of(tag, "stroke", pen.stroked));
        pen.width = TRY(length_of(tag, "stroke-width", pen.width));
        return pen;
    }

    Result<void> read_inside(Tag const& outer, Pen pen, std::vector<Icon::Stroke>& strokes, int depth)
    {
        if (depth > 16)
            return at(outer, "expected at most 16 elements inside of one another");
        for (;;) {
            auto const tag = TRY(m_tags.next());
            if (tag.name.empty())
                return at(tag, fmt::format("expected </{}>, saw the end", outer.name));
            if (tag.closes) {
                if (tag.name != outer.name)
                    return at(tag, fmt::format("expected </{}>, saw </{}>", outer.name, tag.name));
                return {};
            }
            if (tag.name == "title" || tag.name == "desc") {
                TRY(skip(tag));
                continue;
            }
            auto const own = TRY(read_pen(tag, pen));
            if (tag.name == "g") {
                if (!tag.empty)
                    TRY(read_inside(tag, own, strokes, depth + 1));
                continue;
            }
            TRY(read_shape(tag, own, strokes));
            if (!tag.empty)
                TRY(read_inside(tag, own, strokes, depth + 1));
        }
    }

    Result<void> skip(Tag const& outer)
    {
        if (outer.empty)
            return {};
        auto const end = TRY(m_tags.next(TagReader::Between::letters));
        if (!end.closes || end.name != outer.name)
            return at(end, fmt::format("expected </{}>", outer.name));
        return {};
    }

    Result<void> read_shape(Tag const& tag, Pen pen, std::vector<Icon::Stroke>& strokes)
    {
        Outline outline;
        if (tag.name == "path") {
            auto const* const d = tag.find("d");
            if (d == nullptr)
                return at(tag, "expected d of path");
            TRY(place(tag, "d", read_path(*d, outline)));
        } else if (tag.name == "circle" || tag.name == "ellipse") {
            auto const circle = tag.name == "circle";
            auto const radius_x = TRY(length_of(tag, circle ? "r" : "rx", 0));
            auto const radius_y = circle ? radius_x : TRY(length_of(tag, "ry", 0));
            draw_ellipse(outline, { TRY(number(tag, "cx", 0)), TRY(number(tag, "cy", 0)) }, radius_x, radius_y);
        } else if (tag.name == "rect") {
            TRY(draw_rectangle(tag, outline));
        } else if (tag.name == "line") {
            outline.move_to({ TRY(number(tag, "x1", 0)), TRY(number(tag, "y1", 0)) });
            outline.line_to({ TRY(number(tag, "x2", 0)), TRY(number(tag, "y2", 0)) });
        } else if (tag.name == "polyline" || tag.name == "polygon") {
            TRY(draw_points(tag, outline));
        } else {
            return at(tag, fmt::format("expected a shape of a line icon, saw {}", tag.name));
        }
        auto const relative = m_own_width > 0 ? pen.width / m_own_width : 1;
        m_point_count += outline.point_count();
        if (m_point_count > 20000)
            return at(tag, "expected an icon, saw more than 20000 points");
        bool first = true;
        for (auto& points : outline.take()) {
            if (pen.filled || pen.stroked)
                strokes.push_back({ std::move(points), relative, pen.filled, pen.stroked, !first });
            first = false;
        }
        return {};
    }

    static void draw_ellipse(Outline& outline, Point centre, float radius_x, float radius_y)
    {
        if (radius_x == 0 || radius_y == 0)
            return;
        Point const left { centre.x - radius_x, centre.y };
        Point const right { centre.x + radius_x, centre.y };
        outline.move_to(right);
        outline.arc_to(radius_x, radius_y, 0, false, true, left);
        outline.arc_to(radius_x, radius_y, 0, false, true, right);
        outline.close();
    }

    static Result<void> draw_rectangle(Tag const& tag, Outline& outline)
    {
        auto const x = TRY(number(tag, "x", 0));
        auto const y = TRY(number(tag, "y", 0));
        auto const width = TRY(length_of(tag, "width", 0));
        auto const height = TRY(length_of(tag, "height", 0));
        // SVG 1.1, 9.2: one radius stands for both; no more than half a side.
        auto const other = TRY(length_of(tag, tag.find("rx") != nullptr ? "rx" : "ry", 0));
        auto const rx = std::min(other, width / 2);
        auto const ry = std::min(TRY(length_of(tag, "ry", other)), height / 2);
        if (width == 0 || height == 0)
            return {};
        outline.move_to({ x + rx, y });
        outline.line_to({ x + width - rx, y });
        outline.arc_to(rx, ry, 0, false, true, { x + width, y + ry });
        outline.line_to({ x + width, y + height - ry });
        outline.arc_to(rx, ry, 0, false, true, { x + width - rx, y + height });
        outline.line_to({ x + rx, y + height });
        outline.arc_to(rx, ry, 0, false, true, { x, y + height - ry });
        outline.line_to({ x, y + ry });
        outline.arc_to(rx, ry, 0, false, true, { x + rx, y });
        outline.close();
        return {};
    }

    static Result<void> draw_points(Tag const& tag, Outline& outline)
    {
        auto const* const points = tag.find("points");
        if (points == nullptr)
            return at(tag, fmt::format("expected points of {}", tag.name));
        AttributeText text(*points);
        for (bool first = true; !text.at_end(); first = false) {
            auto const x = TRY(place(tag, "points", text.number()));
            auto const y = TRY(place(tag, "points", text.number()));
            if (first)
                outline.move_to({ x, y });
            else
                outline.line_to({ x, y });
        }
        if (tag.name == "polygon")
            outline.close();
        return {};
    }

    TagReader m_tags;
    float m_own_width = 1;
    std::size_t m_point_count = 0;
};

float distance_to(Point p, Point a, Point b)
{
    auto const dx = b.x - a.x;
    auto const dy = b.y - a.y;
    auto const square = dx * dx + dy * dy;
    auto const along = square > 0 ? std::clamp(((p.x - a.x) * dx + (p.y - a.y) * dy) / square, 0.f, 1.f) : 0.f;
    return std::hypot(p.x - a.x - along * dx, p.y - a.y - along * dy);
}

/// Draws strokes in pixels. A stroke with round ends is all that is near its line, so that coverage follows from the
/// distance alone: for each pixel the part of its width that lies within half a stroke.
class Drawing {
public:
    Drawing(int side, float scale, bool mirrored) : m_coverage(side, side), m_side(side), m_scale(scale), m_mirrored(mirrored) { }

    void stroke(std::vector<Point> const& points, float half_width)
    {
        for (std::size_t i = 0; i < points.size(); ++i) {
            if (i + 1 == points.size() && i > 0)
                break;
            auto const a = on_sheet(points[i]);
            auto const b = on_sheet(points[std::min(i + 1, points.size() - 1)]);
            for_pixels_near(a, b, half_width + 1, [&](Point p) {
                auto const d = distance_to(p, a, b);
                return std::min(d + 0.5f, half_width) - std::max(d - 0.5f, -half_width);
            });
        }
    }

    /// The insides of several outlines together, by the non-zero rule; an edge covers half of a pixel that it cuts in half.
    void fill(std::span<Icon::Stroke const> outlines)
    {
        std::vector<std::pair<Point, Point>> edges;
        Point low { static_cast<float>(m_side), static_cast<float>(m_side) };
        Point high { 0, 0 };
        for (auto const& outline : outlines) {
            for (std::size_t i = 0; i < outline.points.size(); ++i) {
                edges.emplace_back(on_sheet(outline.points[i]), on_sheet(outline.points[(i + 1) % outline.points.size()]));
                low = { std::min(low.x, edges.back().first.x), std::min(low.y, edges.back().first.y) };
                high = { std::max(high.x, edges.back().first.x), std::max(high.y, edges.back().first.y) };
            }
        }
        for_pixels_near(low, high, 1, [&](Point p) {
            int winding = 0;
            auto nearest = 2.f;
            for (auto const& [a, b] : edges) {
                nearest = std::min(nearest, distance_to(p, a, b));
                auto const side = (b.x - a.x) * (p.y - a.y) - (p.x - a.x) * (b.y - a.y);
                if (a.y <= p.y && b.y > p.y && side > 0)
                    ++winding;
                else if (a.y > p.y && b.y <= p.y && side < 0)
                    --winding;
            }
            return winding != 0 ? 0.5f + nearest : 0.5f - nearest;
        });
    }

    Coverage take() { return std::move(m_coverage); }

private:
    Point on_sheet(Point p) const { return { m_mirrored ? static_cast<float>(m_side) - p.x * m_scale : p.x * m_scale, p.y * m_scale }; }

    template <typename CoverageOf>
    void for_pixels_near(Point a, Point b, float reach, CoverageOf const& coverage_of)
    {
        auto const [left, right] = std::minmax(a.x, b.x);
        auto const [top, bottom] = std::minmax(a.y, b.y);
        auto const limit = [&](float at) { return static_cast<int>(std::clamp(at, 0.f, static_cast<float>(m_side))); };
        for (int y = limit(top - reach); y < limit(bottom + reach + 1); ++y) {
            for (int x = limit(left - reach); x < limit(right + reach + 1); ++x) {
                auto const covered = coverage_of({ static_cast<float>(x) + 0.5f, static_cast<float>(y) + 0.5f });
                auto& pixel = m_coverage.row(y)[static_cast<std::size_t>(x)];
                pixel = std::max(pixel, static_cast<std::uint8_t>(std::clamp(covered, 0.f, 1.f) * 255 + 0.5f));
            }
        }
    }

    Coverage m_coverage;
    int m_side;
    float m_scale;
    bool m_mirrored;
};

Coverage draw_icon(Icon const& icon, int side_px, float stroke, bool mirrored)
{
    verify(side_px >= 1 && side_px <= 4096, "an icon is 1 to 4096 pixels wide");
    auto const scale = static_cast<float>(side_px) / icon.side();
    Drawing drawing(side_px, scale, mirrored);
    auto const strokes = std::span(icon.strokes());
    for (std::size_t i = 0; i < strokes.size(); ++i) {
        if (strokes[i].stroked)
            drawing.stroke(strokes[i].points, strokes[i].width * stroke * scale / 2);
        if (strokes[i].filled && !strokes[i].joined) {
            auto end = i + 1;
            while (end < strokes.size() && strokes[end].joined)
                ++end;
            drawing.fill(strokes.subspan(i, end - i));
        }
    }
    return drawing.take();
}

}

Result<Icon> Icon::parse(std::string_view svg, std::string_view name)
{
    Icon icon;
    auto const side = IconReader(svg).run(icon.m_strokes);
    if (!side)
        return failed(side.error().kind, fmt::format("{}:{}", name, side.error().story));
    icon.m_side = *side;
    return icon;
}

Result<Icon> Icon::load(std::filesystem::path const& file)
{
    return parse(TRY(read_file(file, 256 * 1024)), file.string());
}

Coverage Icon::draw(int side_px, float stroke) const { return draw_icon(*this, side_px, stroke, false); }
Coverage Icon::draw_mirrored(int side_px, float stroke) const { return draw_icon(*this, side_px, stroke, true); }

}
