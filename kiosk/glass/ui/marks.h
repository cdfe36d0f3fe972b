#pragma once
/// What a frame puts on the surface, mark after mark, as plain values: read once from Dear ImGui's draw data, drawn by
/// the rasteriser, and kept until the next frame has been compared with it.
///
/// Promises; each is held by the tests that carry its number as a tag:
///   D1  Outside of changed_parts() two frames have the same pixels.
///   D2  After wipe() the memory holds no mark: where the letters of a text stand tells the text.
///
/// Threads: one.

#include "kiosk/base/core/bitmap.h"
#include "kiosk/base/core/secret.h"
#include "kiosk/glass/platform/glass.h"
#include "kiosk/glass/text/atlas.h"

#include <array>
#include <cstdint>
#include <span>
#include <vector>

struct ImDrawCmd;
struct ImDrawData;
struct ImDrawList;

namespace kiosk::ui {

/// A rectangle in pixels, on the surface or around it; coordinates that do not fit are cut to -32768 and 32767.
struct Box {
    std::int16_t left = 0;
    std::int16_t top = 0;
    std::int16_t right = 0;
    std::int16_t bottom = 0;
    bool operator==(Box const&) const = default;
};

/// One corner of a triangle.
struct Corner {
    float x = 0;
    float y = 0;
    std::uint32_t colour = 0; ///< 0xAARRGGBB
};

struct Mark {
    enum class Kind : std::uint8_t {
        plain,    ///< one colour
        coverage, ///< one colour through the atlas's pixels, from `u`, `v` on
        picture,
        triangle,
    };
    Kind kind = Kind::plain;
    std::uint32_t colour = 0; ///< 0xAARRGGBB
    Box seen;                 ///< the part of the surface outside of which it does nothing; never empty
    Box area;                 ///< the whole quad
    std::int16_t u = 0;
    std::int16_t v = 0;
    std::uint32_t triangle = 0; ///< its place among the triangles
    Picture const* picture = nullptr;
    bool operator==(Mark const&) const = default;
};

class Marks {
public:
    /// Takes over what `drawing` says, for a surface of this size. Pictures stay borrowed.
    void read(ImDrawData const& drawing, text::Atlas const& atlas, int width, int height);
    void wipe();

    [[nodiscard]] std::span<Mark const> all() const { return m_marks; }
    [[nodiscard]] std::array<Corner, 3> const& corners(Mark const& mark) const { return m_triangles[mark.triangle]; }
    [[nodiscard]] platform::Rectangle whole() const { return { 0, 0, m_width, m_height }; }

    /// The parts of the surface in which `now` may look other than `before`: a few, none of them empty, some perhaps
    /// overlapping. All of it if they are of different sizes or generations of the atlas, or `before` is blank.
    [[nodiscard]] static std::vector<platform::Rectangle> changed_parts(Marks const& before, Marks const& now);

private:
    void read(ImDrawList const& list, ImDrawCmd const& command);

    SecretVector<Mark> m_marks;
    SecretVector<std::array<Corner, 3>> m_triangles;
    int m_width = 0;
    int m_height = 0;
    std::uint32_t m_generation = 0;
};

}
