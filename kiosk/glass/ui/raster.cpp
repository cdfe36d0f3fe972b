#include "kiosk/glass/ui/raster.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <span>
#include <vector>

namespace kiosk::ui {

namespace {

using Pixel = std::uint32_t;

Pixel alpha_of(Pixel colour) { return colour >> 24; }

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

int whole(float value) { return static_cast<int>(std::lround(std::clamp(value, -32768.0F, 32767.0F))); }

class Canvas8888 {
public:
    Canvas8888(platform::Surface surface, text::Atlas const& atlas)
        : m_surface(surface), m_sheet(atlas.pixels()), m_sheet_width(atlas.width()), m_sheet_height(atlas.height())
    {
    }

    /// Draws what of `mark` is in `clip`.
    void draw(Marks const& marks, Mark const& mark, Bounds clip);

private:
    void plain(Bounds bounds, Pixel colour);
    void coverage(Mark const& mark, Bounds bounds);
    void picture(Picture const& picture, Bounds area, Bounds bounds);
    void triangle(std::array<Corner, 3> const& corners, Bounds clip);

    platform::Surface m_surface;
    std::span<std::uint8_t const> m_sheet;
    int m_sheet_width;
    int m_sheet_height;
};

Bounds bounds_of(Box box) { return { box.left, box.top, box.right, box.bottom }; }

void Canvas8888::draw(Marks const& marks, Mark const& mark, Bounds clip)
{
    auto const bounds = within(bounds_of(mark.seen), clip);
    if (bounds.empty())
        return;
    switch (mark.kind) {
    case Mark::Kind::plain:
        return plain(bounds, mark.colour);
    case Mark::Kind::coverage:
        return coverage(mark, bounds);
    case Mark::Kind::picture:
        return picture(*mark.picture, bounds_of(mark.area), bounds);
    case Mark::Kind::triangle:
        return triangle(marks.corners(mark), bounds);
    }
}

void Canvas8888::plain(Bounds bounds, Pixel colour)
{
    Pixel const pixel = colour & 0xFFFFFF;
    Pixel const alpha = alpha_of(colour);
    for (int y = bounds.top; y < bounds.bottom; ++y) {
        auto const row = m_surface.row(y).subspan(static_cast<std::size_t>(bounds.left), static_cast<std::size_t>(bounds.right - bounds.left));
        if (alpha == 255)
            std::ranges::fill(row, pixel);
        else
            blend_row(row, pixel, alpha);
    }
}

void Canvas8888::coverage(Mark const& mark, Bounds bounds)
{
    int const u = mark.u - mark.area.left;
    int const v = mark.v - mark.area.top;
    bounds = within(bounds, { -u, -v, m_sheet_width - u, m_sheet_height - v });
    if (bounds.empty())
        return;
    Pixel const pixel = mark.colour & 0xFFFFFF;
    Pixel const alpha = alpha_of(mark.colour);
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

void Canvas8888::picture(Picture const& source, Bounds area, Bounds bounds)
{
    if (source.empty())
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

void Canvas8888::triangle(std::array<Corner, 3> const& corners, Bounds clip)
{
    auto const& [a, b, c] = corners;
    float const area = (b.x - a.x) * (c.y - a.y) - (c.x - a.x) * (b.y - a.y);
    if (!(std::abs(area) > 0) || !std::isfinite(area))
        return;
    Pixel const solid = alpha_of(a.colour) != 0 ? a.colour : alpha_of(b.colour) != 0 ? b.colour : c.colour;
    // Alpha is a plane over the triangle.
    auto const at_a = static_cast<float>(alpha_of(a.colour));
    float const to_b = static_cast<float>(alpha_of(b.colour)) - at_a;
    float const to_c = static_cast<float>(alpha_of(c.colour)) - at_a;
    float const by_x = (to_b * (c.y - a.y) - to_c * (b.y - a.y)) / area;
    float const by_y = (to_c * (b.x - a.x) - to_b * (c.x - a.x)) / area;
    // A pixel belongs to the triangle that its centre is in; on an edge, to the one on the right of it or below.
    int const top = std::max(clip.top, whole(std::ceil(std::min({ a.y, b.y, c.y }) - 0.5F)));
    int const bottom = std::min(clip.bottom, whole(std::ceil(std::max({ a.y, b.y, c.y }) - 0.5F)));
    for (int y = top; y < bottom; ++y) {
        float const middle = static_cast<float>(y) + 0.5F;
        float from = 65536;
        float to = -65536;
        for (std::size_t i = 0; i < 3; ++i) {
            auto const& p = corners[i];
            auto const& q = corners[(i + 1) % 3];
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
            float const alpha = at_a + by_x * (static_cast<float>(x) + 0.5F - a.x) + by_y * (middle - a.y);
            row[x] = blended(row[x], solid & 0xFFFFFF, static_cast<Pixel>(std::clamp(alpha + 0.5F, 0.0F, 255.0F)));
        }
    }
}

/// A part of the surface as strips that stay in the processor's near memory while one mark after the other is drawn
/// on them, and for each strip the marks that reach it.
class Bands {
public:
    Bands(std::span<Mark const> marks, Bounds part) : m_part(part)
    {
        m_high = std::max(8, near_memory / (part.right - part.left));
        m_count = (part.bottom - part.top + m_high - 1) / m_high;
        // Counted, then written one behind the other.
        m_begins.assign(static_cast<std::size_t>(m_count) + 1, 0);
        for (auto const& mark : marks)
            each_band(mark, [&](int band) { ++m_begins[static_cast<std::size_t>(band) + 1]; });
        for (std::size_t band = 1; band < m_begins.size(); ++band)
            m_begins[band] += m_begins[band - 1];
        m_marks.resize(m_begins.back());
        m_ends.assign(m_begins.begin(), m_begins.end() - 1);
        for (std::uint32_t number = 0; number < marks.size(); ++number) {
            each_band(marks[number], [&](int band) {
                auto& end = m_ends[static_cast<std::size_t>(band)];
                // What fills the whole strip hides all that was drawn before.
                if (hides(marks[number], bounds(band)))
                    end = m_begins[static_cast<std::size_t>(band)];
                m_marks[end++] = number;
            });
        }
    }

    [[nodiscard]] int count() const { return m_count; }
    [[nodiscard]] Bounds bounds(int band) const
    {
        int const top = m_part.top + band * m_high;
        return { m_part.left, top, m_part.right, std::min(top + m_high, m_part.bottom) };
    }
    /// In the order in which they are drawn, by their places among all marks.
    [[nodiscard]] std::span<std::uint32_t const> marks(int band) const
    {
        auto const begin = m_begins[static_cast<std::size_t>(band)];
        return std::span(m_marks).subspan(begin, m_ends[static_cast<std::size_t>(band)] - begin);
    }

private:
    /// Pixels.
    static constexpr int near_memory = 32'768;

    static bool hides(Mark const& mark, Bounds bounds)
    {
        return mark.kind == Mark::Kind::plain && alpha_of(mark.colour) == 255 && mark.seen.left <= bounds.left && mark.seen.right >= bounds.right
            && mark.seen.top <= bounds.top && mark.seen.bottom >= bounds.bottom;
    }

    template <typename Visit>
    void each_band(Mark const& mark, Visit visit) const
    {
        auto const seen = within(bounds_of(mark.seen), m_part);
        if (seen.empty())
            return;
        int const last = (seen.bottom - 1 - m_part.top) / m_high;
        for (int band = (seen.top - m_part.top) / m_high; band <= last; ++band)
            visit(band);
    }

    Bounds m_part;
    int m_high = 0;
    int m_count = 0;
    std::vector<std::uint32_t> m_marks;
    std::vector<std::uint32_t> m_begins; ///< of each strip in `m_marks`
    std::vector<std::uint32_t> m_ends;
};

}

void rasterise(Marks const& marks, text::Atlas const& atlas, platform::Surface surface, platform::Rectangle part)
{
    Bounds const all = within({ 0, 0, surface.width, surface.height }, { part.left, part.top, part.right, part.bottom });
    if (all.empty())
        return;
    Canvas8888 canvas(surface, atlas);
    auto const bands = Bands(marks.all(), all);
    for (int band = 0; band < bands.count(); ++band) {
        auto const bounds = bands.bounds(band);
        for (auto const number : bands.marks(band))
            canvas.draw(marks, marks.all()[number], bounds);
    }
}

}
