#include "kiosk/glass/text/atlas.h"

#include "kiosk/glass/text/face.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <cstring>
#include <unordered_map>
#include <vector>

namespace kiosk::text {

namespace {

struct GlyphSlot {
    Slot slot;
    std::int16_t left = 0;
    std::int16_t top = 0;
};

/// Zeroed memory of which the kernel gives only the pages that are written.
struct Free {
    void operator()(std::uint8_t* pixels) const { std::free(pixels); }
};
using Pixels = std::unique_ptr<std::uint8_t[], Free>;

Pixels blank_pixels(int width, int height)
{
    auto* const pixels = static_cast<std::uint8_t*>(std::calloc(static_cast<std::size_t>(width), static_cast<std::size_t>(height)));
    verify(pixels != nullptr, "there is memory for the atlas");
    return Pixels(pixels);
}

/// A row of slots of about the same height.
struct Shelf {
    int top;
    int height;
    int used; ///< pixels from the left
};

std::uint64_t glyph_key(FaceId face, std::uint32_t glyph, std::uint32_t em, unsigned quarters)
{
    return std::uint64_t { em } << 32 | std::uint64_t { quarters } << 30 | static_cast<std::uint64_t>(face) << 24 | glyph;
}

/// Spreads keys whose differences are in few bits.
struct Spread {
    std::size_t operator()(std::uint64_t key) const
    {
        key *= 0x9e3779b97f4a7c15;
        return key ^ key >> 29;
    }
};

constexpr int air = 1;
constexpr int highest_sheet = 8192;
constexpr int solid_side = 4;

}

struct Atlas::Sheet {
    Sheet(FontStack const& stack, int side) : fonts(stack), width(side), height(side)
    {
        verify(side >= 256 && side <= highest_sheet && (side & (side - 1)) == 0, "an atlas has a side of 256 to 8192, a power of two");
        empty_out(side);
    }

    ~Sheet() { wipe(); }
    Sheet(Sheet const&) = delete;
    Sheet& operator=(Sheet const&) = delete;

    /// Glyphs beside one another in the order in which they were drawn tell the words.
    void wipe()
    {
        if (pixels)
            explicit_bzero(pixels.get(), static_cast<std::size_t>(width) * static_cast<std::size_t>(bottom));
        while (!glyphs.empty()) {
            auto node = glyphs.extract(glyphs.begin());
            node.key() = 0;
            node.mapped() = {};
        }
    }

    void empty_out(int new_height)
    {
        wipe();
        height = new_height;
        pixels = blank_pixels(width, height);
        others.clear();
        shelves.clear();
        bottom = air;
        ++generation;
        overflowed = false;
        placed_in_generation = 0;
        solid = *take(solid_side, solid_side);
        for (int y = 0; y < solid_side; ++y)
            std::memset(row(solid, y), 255, solid_side);
    }

    std::uint8_t* row(Slot const& slot, int y) const
    {
        return pixels.get() + (static_cast<std::size_t>(slot.y) + static_cast<std::size_t>(y)) * static_cast<std::size_t>(width) + slot.x;
    }

    /// Room for so many pixels, or nothing if the sheet is full.
    std::optional<Slot> take(int wide, int high)
    {
        if (wide + 2 * air > width)
            return std::nullopt;
        // Heights by steps of an eighth, so that shelves of near sizes are shared and little of them is wasted.
        auto const step = std::max(2, high / 8);
        auto const shelf_height = (high + step - 1) / step * step;
        auto shelf = std::ranges::find_if(shelves, [&](Shelf const& one) {
            return one.height == shelf_height && one.used + wide + air <= width;
        });
        if (shelf == shelves.end()) {
            if (bottom + shelf_height + air > height)
                return std::nullopt;
            shelves.push_back({ bottom, shelf_height, air });
            bottom += shelf_height + air;
            shelf = shelves.end() - 1;
        }
        auto const narrow = [](int side) { return static_cast<std::uint16_t>(side); };
        Slot const slot { narrow(shelf->used), narrow(shelf->top), narrow(wide), narrow(high) };
        shelf->used += wide + air;
        ++placed_in_generation;
        return slot;
    }

    GlyphSlot const& glyph(FaceId face, std::uint32_t number, float capital_px, unsigned quarters)
    {
        static constexpr GlyphSlot nothing;
        auto const& outlines = fonts.face(face);
        auto const em = outlines.em_64ths(capital_px);
        auto const key = glyph_key(face, number, em, quarters);
        if (auto const found = glyphs.find(key); found != glyphs.end()) {
            ++counters.hits;
            return found->second;
        }
        ++counters.misses;
        auto const image = outlines.draw(number, em, quarters);
        GlyphSlot drawn { {}, static_cast<std::int16_t>(image.left), static_cast<std::int16_t>(image.top) };
        if (image.width > 0 && image.height > 0) {
            auto const slot = take(image.width, image.height);
            if (!slot) {
                overflowed = true;
                return nothing; // not kept: the next frame asks again
            }
            for (int y = 0; y < image.height; ++y)
                std::memcpy(row(*slot, y), image.pixels + static_cast<std::ptrdiff_t>(y) * image.pitch, slot->width);
            drawn.slot = *slot;
        }
        return glyphs.emplace(key, drawn).first->second;
    }

    FontStack const& fonts;
    int width;
    int height;
    Pixels pixels;
    std::unordered_map<std::uint64_t, GlyphSlot, Spread> glyphs;
    std::unordered_map<std::uint64_t, Slot, Spread> others;
    std::vector<Shelf> shelves;
    int bottom = air;
    Slot solid;
    std::uint32_t generation = 0;
    bool overflowed = false;
    bool began_empty = true;
    std::uint64_t placed_in_generation = 0;
    Counters counters;
};

Atlas::Atlas(FontStack const& fonts, int side) : m_sheet(std::make_unique<Sheet>(fonts, side)) { }
Atlas::Atlas(Atlas&&) noexcept = default;
Atlas& Atlas::operator=(Atlas&&) noexcept = default;
Atlas::~Atlas() = default;

void Atlas::begin_frame()
{
    auto& sheet = *m_sheet;
    auto const full = sheet.overflowed;
    if (full) {
        // A frame that began on an empty sheet and did not fit needs a larger one.
        auto const grows = sheet.began_empty && sheet.height < highest_sheet;
        sheet.empty_out(grows ? sheet.height * 2 : sheet.height);
        ++sheet.counters.resets;
    }
    sheet.began_empty = full || sheet.placed_in_generation <= 1;
}

void Atlas::forget()
{
    m_sheet->empty_out(m_sheet->height);
    m_sheet->began_empty = true;
    ++m_sheet->counters.resets;
}

bool Atlas::overflowed() const { return m_sheet->overflowed; }
std::uint32_t Atlas::generation() const { return m_sheet->generation; }

Stamp Atlas::stamp(FaceId face, std::uint32_t glyph, float capital_px, float x, float y)
{
    auto const quarter = static_cast<int>(std::floor(x * 4 + 0.5f));
    auto const whole = quarter >> 2;
    auto const& drawn = m_sheet->glyph(face, glyph, capital_px, static_cast<unsigned>(quarter & 3));
    return { drawn.slot, whole + drawn.left, static_cast<int>(std::floor(y + 0.5f)) - drawn.top };
}

std::optional<Slot> Atlas::find(std::uint64_t key)
{
    auto const found = m_sheet->others.find(key);
    if (found == m_sheet->others.end())
        return std::nullopt;
    ++m_sheet->counters.hits;
    return found->second;
}

Slot Atlas::place(std::uint64_t key, Coverage const& coverage)
{
    auto& sheet = *m_sheet;
    ++sheet.counters.misses;
    if (coverage.empty())
        return {};
    auto const slot = sheet.take(coverage.width(), coverage.height());
    if (!slot) {
        sheet.overflowed = true;
        return {};
    }
    for (int y = 0; y < coverage.height(); ++y)
        std::ranges::copy(coverage.row(y), sheet.row(*slot, y));
    sheet.others.insert_or_assign(key, *slot);
    return *slot;
}

Slot Atlas::solid() const { return m_sheet->solid; }

std::span<std::uint8_t const> Atlas::pixels() const
{
    return { m_sheet->pixels.get(), static_cast<std::size_t>(m_sheet->width) * static_cast<std::size_t>(m_sheet->height) };
}

int Atlas::width() const { return m_sheet->width; }
int Atlas::height() const { return m_sheet->height; }

Atlas::Counters Atlas::counters() const
{
    auto counters = m_sheet->counters;
    counters.pixels_used = static_cast<std::uint64_t>(m_sheet->bottom) * static_cast<std::uint64_t>(m_sheet->width);
    counters.slots = m_sheet->placed_in_generation;
    return counters;
}

}
