#include "kiosk/glass/ui/raster.h"

#include "kiosk/glass/ui/brush.h"

#include <imgui.h>

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <span>

namespace kiosk::ui {

namespace {

using Pixel = std::uint32_t;

/// ImGui keeps red in the lowest byte.
Pixel xrgb(ImU32 colour) { return (colour & 0xFF) << 16 | (colour & 0xFF00) | (colour >> 16 & 0xFF); }
Pixel alpha_of(ImU32 colour) { return colour >> 24; }

/// Exact x / 255, rounded, for x up to 255 * 255.
Pixel by_255(Pixel x)
{
    x += 128;
    return (x + (x >> 8)) >> 8;
}

/// `over` on `under` with alpha 0 to 255; red and blue share one multiplication.
Pixel blended(Pixel under, Pixel over, Pixel alpha)
{
    Pixel const rest = 255 - alpha;
    Pixel red_blue = (over & 0xFF00FF) * alpha + (under & 0xFF00FF) * rest + 0x800080;
    Pixel green = (over >> 8 & 0xFF) * alpha + (under >> 8 & 0xFF) * rest + 0x80;
    red_blue = (red_blue + (red_blue >> 8 & 0xFF00FF)) >> 8 & 0xFF00FF;
    green = (green + (green >> 8)) & 0xFF00;
    return red_blue | green;
}

/// One colour over many pixels, byte by byte in sixteen bits, sixteen bytes at a time: compilers make vectors of it.
void blend_row(std::span<Pixel> row, Pixel over, Pixel alpha)
{
    constexpr std::size_t step = 16;
    auto const rest = static_cast<std::uint16_t>(255 - alpha);
    auto const pattern = std::bit_cast<std::array<std::uint8_t, 4>>(over);
    std::array<std::uint16_t, step> add {};
    for (std::size_t i = 0; i < step; ++i)
        add[i] = static_cast<std::uint16_t>(pattern[i % 4] * alpha + 128);
    auto const blend = [&](std::uint8_t* bytes, std::size_t count) {
        for (std::size_t i = 0; i < count; ++i) {
            auto const sum = static_cast<std::uint16_t>(bytes[i] * rest + add[i]);
            bytes[i] = static_cast<std::uint8_t>(static_cast<std::uint16_t>(sum + (sum >> 8)) >> 8);
        }
    };
    auto* bytes = reinterpret_cast<std::uint8_t*>(row.data());
    std::size_t left = row.size_bytes();
    for (; left >= step; left -= step, bytes += step)
        blend(bytes, step);
    blend(bytes, left);
}

struct Bounds {
    int left;
    int top;
    int right;
    int bottom;
    [[nodiscard]] bool empty() const { return left >= right || top >= bottom; }
};

Bounds within(Bounds a, Bounds b)
{
    return { std::max(a.left, b.left), std::max(a.top, b.top), std::min(a.right, b.right), std::min(a.bottom, b.bottom) };
}

/// Clipped so that no coordinate overflows an int.
int whole(float value) { return static_cast<int>(std::lround(std::clamp(value, -32768.0F, 32767.0F))); }

class Canvas8888 {
public:
    Canvas8888(platform::Surface surface, text::Atlas const& atlas) : m_surface(surface), m_sheet(atlas.pixels()), m_sheet_width(atlas.width()), m_sheet_height(atlas.height()) { }

    void draw(ImDrawList const& list, ImDrawCmd const& command);

private:
    using Corner = ImDrawVert;
    void plain(Bounds area, Bounds clip, ImU32 colour);
    void coverage(Corner const& from, Bounds area, Bounds clip, ImU32 colour);
    void picture(Picture const& picture, Bounds area, Bounds clip);
    void triangle(std::array<Corner const*, 3> corners, Bounds clip);

    platform::Surface m_surface;
    std::span<std::uint8_t const> m_sheet;
    int m_sheet_width;
    int m_sheet_height;
};

/// PrimRect and PrimRectUV write their corners as a, b, c, a, c, d from the upper left one clockwise.
bool upright(ImDrawVert const& a, ImDrawVert const& b, ImDrawVert const& c, ImDrawVert const& d)
{
    return a.pos.y == b.pos.y && b.pos.x == c.pos.x && c.pos.y == d.pos.y && d.pos.x == a.pos.x && a.col == b.col && a.col == c.col && a.col == d.col;
}

void Canvas8888::draw(ImDrawList const& list, ImDrawCmd const& command)
{
    Bounds const clip = within({ 0, 0, m_surface.width, m_surface.height },
        { whole(command.ClipRect.x), whole(command.ClipRect.y), whole(command.ClipRect.z), whole(command.ClipRect.w) });
    if (clip.empty())
        return;
    auto const* index = list.IdxBuffer.Data + command.IdxOffset;
    auto const* vertex = list.VtxBuffer.Data + command.VtxOffset;
    auto const texture = reinterpret_cast<std::uintptr_t>(command.TextureId);
    for (unsigned i = 0; i + 3 <= command.ElemCount;) {
        auto const& a = vertex[index[i]];
        auto const& b = vertex[index[i + 1]];
        auto const& c = vertex[index[i + 2]];
        if (i + 6 <= command.ElemCount && index[i + 3] == index[i] && index[i + 4] == index[i + 2] && upright(a, b, c, vertex[index[i + 5]])) {
            i += 6;
            Bounds const area { whole(a.pos.x), whole(a.pos.y), whole(c.pos.x), whole(c.pos.y) };
            if (texture == static_cast<std::uintptr_t>(Texture::plain))
                plain(area, clip, a.col);
            else if (texture == static_cast<std::uintptr_t>(Texture::atlas))
                coverage(a, area, clip, a.col);
            else
                picture(*static_cast<Picture const*>(command.TextureId), area, clip);
            continue;
        }
        triangle({ &a, &b, &c }, clip);
        i += 3;
    }
}

void Canvas8888::plain(Bounds area, Bounds clip, ImU32 colour)
{
    auto const bounds = within(area, clip);
    if (bounds.empty())
        return;
    Pixel const pixel = xrgb(colour);
    Pixel const alpha = alpha_of(colour);
    for (int y = bounds.top; y < bounds.bottom; ++y) {
        auto const row = m_surface.row(y).subspan(static_cast<std::size_t>(bounds.left), static_cast<std::size_t>(bounds.right - bounds.left));
        if (alpha == 255)
            std::ranges::fill(row, pixel);
        else
            blend_row(row, pixel, alpha);
    }
}

void Canvas8888::coverage(Corner const& from, Bounds area, Bounds clip, ImU32 colour)
{
    int const u = whole(from.uv.x) - area.left;
    int const v = whole(from.uv.y) - area.top;
    auto const bounds = within(within(area, clip), { -u, -v, m_sheet_width - u, m_sheet_height - v });
    if (bounds.empty())
        return;
    Pixel const pixel = xrgb(colour);
    Pixel const alpha = alpha_of(colour);
    for (int y = bounds.top; y < bounds.bottom; ++y) {
        auto const* const cover = m_sheet.data() + static_cast<std::ptrdiff_t>(y + v) * m_sheet_width + u;
        auto* const row = m_surface.row(y).data();
        for (int x = bounds.left; x < bounds.right; ++x) {
            Pixel const covered = cover[x];
            if (covered == 0)
                continue;
            Pixel const strength = alpha == 255 ? covered : by_255(covered * alpha);
            row[x] = strength == 255 ? pixel : blended(row[x], pixel, strength);
        }
    }
}

void Canvas8888::picture(Picture const& source, Bounds area, Bounds clip)
{
    auto const bounds = within(area, clip);
    if (bounds.empty() || source.empty())
        return;
    auto const width = static_cast<std::int64_t>(area.right) - area.left;
    auto const height = static_cast<std::int64_t>(area.bottom) - area.top;
    for (int y = bounds.top; y < bounds.bottom; ++y) {
        // Each pixel is the mean of the source's pixels that fall on it: at least one.
        auto const v0 = static_cast<int>((y - area.top) * static_cast<std::int64_t>(source.height()) / height);
        auto const v1 = std::max(v0 + 1, static_cast<int>((y + 1 - area.top) * static_cast<std::int64_t>(source.height()) / height));
        auto* const row = m_surface.row(y).data();
        for (int x = bounds.left; x < bounds.right; ++x) {
            auto const u0 = static_cast<int>((x - area.left) * static_cast<std::int64_t>(source.width()) / width);
            auto const u1 = std::max(u0 + 1, static_cast<int>((x + 1 - area.left) * static_cast<std::int64_t>(source.width()) / width));
            Pixel red = 0;
            Pixel green = 0;
            Pixel blue = 0;
            for (int v = v0; v < v1; ++v) {
                auto const line = source.row(v);
                for (int u = u0; u < u1; ++u) {
                    Pixel const pixel = line[static_cast<std::size_t>(u)];
                    red += pixel >> 16 & 0xFF;
                    green += pixel >> 8 & 0xFF;
                    blue += pixel & 0xFF;
                }
            }
            auto const count = static_cast<Pixel>((v1 - v0) * (u1 - u0));
            row[x] = (red + count / 2) / count << 16 | (green + count / 2) / count << 8 | (blue + count / 2) / count;
        }
    }
}

void Canvas8888::triangle(std::array<Corner const*, 3> corners, Bounds clip)
{
    auto const& a = *corners[0];
    auto const& b = *corners[1];
    auto const& c = *corners[2];
    float const area = (b.pos.x - a.pos.x) * (c.pos.y - a.pos.y) - (c.pos.x - a.pos.x) * (b.pos.y - a.pos.y);
    if (!(std::abs(area) > 0) || !std::isfinite(area))
        return;
    ImU32 const solid = alpha_of(a.col) != 0 ? a.col : alpha_of(b.col) != 0 ? b.col : c.col;
    // Alpha is a plane over the triangle.
    auto const at_a = static_cast<float>(alpha_of(a.col));
    float const to_b = static_cast<float>(alpha_of(b.col)) - at_a;
    float const to_c = static_cast<float>(alpha_of(c.col)) - at_a;
    float const by_x = (to_b * (c.pos.y - a.pos.y) - to_c * (b.pos.y - a.pos.y)) / area;
    float const by_y = (to_c * (b.pos.x - a.pos.x) - to_b * (c.pos.x - a.pos.x)) / area;
    // A pixel belongs to the triangle that its centre is in; on an edge, to the one on the right of it or below.
    int const top = std::max(clip.top, whole(std::ceil(std::min({ a.pos.y, b.pos.y, c.pos.y }) - 0.5F)));
    int const bottom = std::min(clip.bottom, whole(std::ceil(std::max({ a.pos.y, b.pos.y, c.pos.y }) - 0.5F)));
    for (int y = top; y < bottom; ++y) {
        float const middle = static_cast<float>(y) + 0.5F;
        float from = 65536;
        float to = -65536;
        for (std::size_t i = 0; i < 3; ++i) {
            auto const& p = corners[i]->pos;
            auto const& q = corners[(i + 1) % 3]->pos;
            if ((p.y <= middle) == (q.y <= middle))
                continue;
            float const x = p.x + (middle - p.y) * (q.x - p.x) / (q.y - p.y);
            from = std::min(from, x);
            to = std::max(to, x);
        }
        int const left = std::max(clip.left, whole(std::ceil(from - 0.5F)));
        int const right = std::min(clip.right, whole(std::ceil(to - 0.5F)));
        auto* const row = m_surface.row(y).data();
        for (int x = left; x < right; ++x) {
            float const alpha = at_a + by_x * (static_cast<float>(x) + 0.5F - a.pos.x) + by_y * (middle - a.pos.y);
            row[x] = blended(row[x], xrgb(solid), static_cast<Pixel>(std::clamp(alpha + 0.5F, 0.0F, 255.0F)));
        }
    }
}

}

void rasterise(ImDrawData const& drawing, text::Atlas const& atlas, platform::Surface surface)
{
    Canvas8888 canvas(surface, atlas);
    for (int i = 0; i < drawing.CmdListsCount; ++i) {
        auto const& list = *drawing.CmdLists[i];
        for (auto const& command : list.CmdBuffer) {
            if (command.UserCallback == nullptr)
                canvas.draw(list, command);
        }
    }
}

}
