#include "kiosk/glass/ui/brush.h"

#include <imgui.h>

#include <algorithm>
#include <array>
#include <cmath>

namespace kiosk::ui {

namespace {

ImU32 packed(Colour colour, int alpha = 255)
{
    return IM_COL32(colour.rgb >> 16 & 0xFF, colour.rgb >> 8 & 0xFF, colour.rgb & 0xFF, alpha);
}

ImTextureID id_of(Texture texture) { return reinterpret_cast<ImTextureID>(texture); }

ImVec2 point(int x, int y) { return { static_cast<float>(x), static_cast<float>(y) }; }

/// How much of the pixel at x, y lies within `radius` of the disc's centre; 8 x 8 samples.
int inside(int x, int y, float centre, float radius)
{
    if (radius <= 0)
        return 0;
    constexpr int samples = 8;
    int hits = 0;
    for (int sy = 0; sy < samples; ++sy) {
        for (int sx = 0; sx < samples; ++sx) {
            float const dx = static_cast<float>(x) + (static_cast<float>(sx) + 0.5F) / samples - centre;
            float const dy = static_cast<float>(y) + (static_cast<float>(sy) + 0.5F) / samples - centre;
            hits += dx * dx + dy * dy <= radius * radius ? 1 : 0;
        }
    }
    return hits * 255 / (samples * samples);
}

}

void Brush::fill(platform::Rectangle area, Colour colour, int alpha)
{
    if (area.empty())
        return;
    m_list.PushTextureID(id_of(Texture::plain));
    m_list.PrimReserve(6, 4);
    m_list.PrimRect(point(area.left, area.top), point(area.right, area.bottom), packed(colour, alpha));
    m_list.PopTextureID();
}

void Brush::stamp(text::Slot slot, int x, int y, Colour colour)
{
    if (slot.empty())
        return;
    // Texture coordinates are the sheet's pixels: nothing is scaled, so nothing is divided.
    m_list.PushTextureID(id_of(Texture::atlas));
    m_list.PrimReserve(6, 4);
    m_list.PrimRectUV(point(x, y), point(x + slot.width, y + slot.height), point(slot.x, slot.y),
        point(slot.x + slot.width, slot.y + slot.height), packed(colour));
    m_list.PopTextureID();
}

text::Slot Brush::disc(int radius, int ring)
{
    auto const key = std::uint64_t { 1 } << 56 | static_cast<std::uint64_t>(radius) << 24 | static_cast<std::uint64_t>(ring);
    if (auto const found = m_atlas.find(key))
        return *found;
    Coverage coverage(2 * radius, 2 * radius);
    auto const centre = static_cast<float>(radius);
    for (int y = 0; y < radius; ++y) {
        for (int x = 0; x < radius; ++x) {
            int const covered = inside(x, y, centre, centre) - (ring == 0 ? 0 : inside(x, y, centre, centre - static_cast<float>(ring)));
            auto const value = static_cast<std::uint8_t>(covered);
            for (int const row : { y, 2 * radius - 1 - y }) {
                coverage.row(row)[static_cast<std::size_t>(x)] = value;
                coverage.row(row)[static_cast<std::size_t>(2 * radius - 1 - x)] = value;
            }
        }
    }
    return m_atlas.place(key, coverage);
}

void Brush::corners(platform::Rectangle area, int radius, int ring, Colour colour)
{
    auto const slot = disc(radius, ring);
    if (slot.empty())
        return;
    auto const side = static_cast<std::uint16_t>(radius);
    auto const far_x = static_cast<std::uint16_t>(slot.x + radius);
    auto const far_y = static_cast<std::uint16_t>(slot.y + radius);
    stamp({ slot.x, slot.y, side, side }, area.left, area.top, colour);
    stamp({ far_x, slot.y, side, side }, area.right - radius, area.top, colour);
    stamp({ slot.x, far_y, side, side }, area.left, area.bottom - radius, colour);
    stamp({ far_x, far_y, side, side }, area.right - radius, area.bottom - radius, colour);
}

void Brush::fill_rounded(platform::Rectangle area, int radius, Colour colour)
{
    if (area.empty())
        return;
    radius = std::min({ radius, area.width() / 2, area.height() / 2 });
    if (radius < 1)
        return fill(area, colour);
    fill({ area.left + radius, area.top, area.right - radius, area.top + radius }, colour);
    fill({ area.left, area.top + radius, area.right, area.bottom - radius }, colour);
    fill({ area.left + radius, area.bottom - radius, area.right - radius, area.bottom }, colour);
    corners(area, radius, 0, colour);
}

void Brush::ring(platform::Rectangle area, int radius, int width, Colour colour)
{
    if (area.empty() || width < 1)
        return;
    radius = std::min({ radius, area.width() / 2, area.height() / 2 });
    width = std::min({ width, area.width() / 2, area.height() / 2 });
    // A radius smaller than the ring is wide has a square inside.
    int const corner = radius < 1 ? 0 : std::max(radius, width);
    fill({ area.left + corner, area.top, area.right - corner, area.top + width }, colour);
    fill({ area.left + corner, area.bottom - width, area.right - corner, area.bottom }, colour);
    int const down = corner == 0 ? width : corner;
    fill({ area.left, area.top + down, area.left + width, area.bottom - down }, colour);
    fill({ area.right - width, area.top + down, area.right, area.bottom - down }, colour);
    if (corner > 0)
        corners(area, corner, width, colour);
}

void Brush::dots(Dots const& dots, platform::Rectangle area, Colour ink)
{
    if (dots.width() == 0 || dots.height() == 0)
        return;
    int const side = std::max(1, std::min(area.width() / dots.width(), area.height() / dots.height()));
    for (int y = 0; y < dots.height(); ++y) {
        for (int x = 0; x < dots.width();) {
            int end = x;
            while (end < dots.width() && dots.at(end, y))
                ++end;
            if (end > x)
                fill({ area.left + x * side, area.top + y * side, area.left + end * side, area.top + (y + 1) * side }, ink);
            x = end + 1;
        }
    }
}

void Brush::picture(Picture const& picture, platform::Rectangle area)
{
    if (area.empty() || picture.empty())
        return;
    m_list.PushTextureID(reinterpret_cast<ImTextureID>(const_cast<Picture*>(&picture)));
    m_list.PrimReserve(6, 4);
    m_list.PrimRectUV(point(area.left, area.top), point(area.right, area.bottom), point(0, 0), point(picture.width(), picture.height()), packed({ 0xFFFFFF }));
    m_list.PopTextureID();
}

void Brush::clip(platform::Rectangle area)
{
    m_list.PushClipRect(point(area.left, area.top), point(area.right, area.bottom), true);
}

void Brush::unclip() { m_list.PopClipRect(); }

}
