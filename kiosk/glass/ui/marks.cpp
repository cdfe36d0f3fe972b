#include "kiosk/glass/ui/marks.h"

#include "kiosk/glass/ui/brush.h"

#include <imgui.h>

#include <algorithm>
#include <cmath>

namespace kiosk::ui {

namespace {

/// ImGui keeps red in the lowest byte.
std::uint32_t argb(ImU32 colour) { return (colour & 0xFF00FF00) | (colour & 0xFF) << 16 | (colour >> 16 & 0xFF); }

std::int16_t cut(float value) { return static_cast<std::int16_t>(std::lround(std::clamp(value, -32768.0F, 32767.0F))); }

Box common(Box a, Box b)
{
    return { std::max(a.left, b.left), std::max(a.top, b.top), std::min(a.right, b.right), std::min(a.bottom, b.bottom) };
}

bool empty(Box box) { return box.left >= box.right || box.top >= box.bottom; }

/// PrimRect and PrimRectUV write their corners as a, b, c, a, c, d from the upper left one clockwise.
bool upright(ImDrawVert const& a, ImDrawVert const& b, ImDrawVert const& c, ImDrawVert const& d)
{
    return a.pos.y == b.pos.y && b.pos.x == c.pos.x && c.pos.y == d.pos.y && d.pos.x == a.pos.x && a.col == b.col && a.col == c.col && a.col == d.col;
}

/// All pixels that a triangle can reach. What is no number reaches everything.
Box around(std::array<Corner, 3> const& corners)
{
    auto const reach = [&](float Corner::* of) {
        auto const [least, most] = std::minmax({ corners[0].*of, corners[1].*of, corners[2].*of });
        bool const told = std::isfinite(corners[0].*of) && std::isfinite(corners[1].*of) && std::isfinite(corners[2].*of);
        return told ? std::pair(cut(std::floor(least)), cut(std::ceil(most))) : std::pair(cut(-32768), cut(32767));
    };
    auto const [left, right] = reach(&Corner::x);
    auto const [top, bottom] = reach(&Corner::y);
    return { left, top, right, bottom };
}

}

void Marks::read(ImDrawData const& drawing, text::Atlas const& atlas, int width, int height)
{
    m_marks.clear();
    m_triangles.clear();
    m_width = width;
    m_height = height;
    m_generation = atlas.generation();
    for (int i = 0; i < drawing.CmdListsCount; ++i) {
        auto const& list = *drawing.CmdLists[i];
        for (auto const& command : list.CmdBuffer) {
            if (command.UserCallback == nullptr)
                read(list, command);
        }
    }
}

void Marks::read(ImDrawList const& list, ImDrawCmd const& command)
{
    Box const surface { 0, 0, cut(static_cast<float>(m_width)), cut(static_cast<float>(m_height)) };
    Box const clip = common(surface, { cut(command.ClipRect.x), cut(command.ClipRect.y), cut(command.ClipRect.z), cut(command.ClipRect.w) });
    if (empty(clip))
        return;
    auto const* index = list.IdxBuffer.Data + command.IdxOffset;
    auto const* vertex = list.VtxBuffer.Data + command.VtxOffset;
    auto const texture = reinterpret_cast<std::uintptr_t>(command.TextureId);
    for (unsigned i = 0; i + 3 <= command.ElemCount;) {
        auto const& a = vertex[index[i]];
        auto const& b = vertex[index[i + 1]];
        auto const& c = vertex[index[i + 2]];
        Mark mark;
        mark.colour = argb(a.col);
        if (i + 6 <= command.ElemCount && index[i + 3] == index[i] && index[i + 4] == index[i + 2] && upright(a, b, c, vertex[index[i + 5]])) {
            i += 6;
            mark.area = { cut(a.pos.x), cut(a.pos.y), cut(c.pos.x), cut(c.pos.y) };
            if (texture == static_cast<std::uintptr_t>(Texture::atlas)) {
                mark.kind = Mark::Kind::coverage;
                mark.u = cut(a.uv.x);
                mark.v = cut(a.uv.y);
            } else if (texture != static_cast<std::uintptr_t>(Texture::plain)) {
                mark.kind = Mark::Kind::picture;
                mark.picture = static_cast<Picture const*>(command.TextureId);
            }
        } else {
            i += 3;
            std::array<Corner, 3> const corners { { { a.pos.x, a.pos.y, argb(a.col) }, { b.pos.x, b.pos.y, argb(b.col) }, { c.pos.x, c.pos.y, argb(c.col) } } };
            mark.kind = Mark::Kind::triangle;
            mark.triangle = static_cast<std::uint32_t>(m_triangles.size());
            mark.area = around(corners);
            m_triangles.push_back(corners);
        }
        mark.seen = common(mark.area, clip);
        if (!empty(mark.seen))
            m_marks.push_back(mark);
    }
}

void Marks::wipe()
{
    // The allocator overwrites all of what it takes back, also what only a longer frame before had used.
    SecretVector<Mark>().swap(m_marks);
    SecretVector<std::array<Corner, 3>>().swap(m_triangles);
    m_width = m_height = 0;
}

}
