#pragma once
/// Curves to lines, in the order in which SVG draws them. For this folder alone.

#include "kiosk/base/core/result.h"
#include "kiosk/glass/pictures/icon.h"

#include <string>
#include <string_view>
#include <vector>

namespace kiosk::pictures {

/// Numbers and letters of an SVG attribute (SVG 1.1, 8.3.9 and 9.7.1), read one after the other.
class AttributeText {
public:
    explicit AttributeText(std::string_view text) : m_text(text) { }

    /// Past space and commas; whether the end is reached.
    bool at_end();
    /// The next character if it is a letter other than the exponent of a number.
    [[nodiscard]] char peek_letter();
    char take_letter();
    /// The story says what was expected and what stands there.
    [[nodiscard]] Result<float> number();
    /// 0 or 1 of an arc, which may stand right against what follows.
    [[nodiscard]] Result<bool> flag();

private:
    std::string_view m_text;
};

using Point = Icon::Point;

/// One or more lines being drawn.
class Outline {
public:
    void move_to(Point to);
    void line_to(Point to);
    void cubic_to(Point control1, Point control2, Point to);
    void quadratic_to(Point control, Point to);
    /// SVG 1.1, F.6; `rotation` in degrees.
    void arc_to(float radius_x, float radius_y, float rotation, bool large, bool sweep, Point to);
    void close();
    [[nodiscard]] Point at() const { return m_at; }
    [[nodiscard]] std::size_t point_count() const { return m_point_count; }
    [[nodiscard]] std::vector<std::vector<Point>> take() { return std::move(m_lines); }

private:
    void add(Point to);
    std::vector<std::vector<Point>> m_lines;
    Point m_at { 0, 0 };
    Point m_start { 0, 0 };
    bool m_open = false; // whether the last line goes on
    std::size_t m_point_count = 0;
};

/// The `d` of a path.
[[nodiscard]] Result<void> read_path(std::string_view d, Outline& outline);

}
