#pragma once
/// One sheet of coverage on which every glyph and icon of a frame finds its place.

#include "kiosk/base/core/bitmap.h"
#include "kiosk/glass/text/layout.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <span>

namespace kiosk::text {

/// A place on the atlas, in its pixels. Empty (0 x 0) for a glyph without ink.
struct Slot {
    std::uint16_t x = 0;
    std::uint16_t y = 0;
    std::uint16_t width = 0;
    std::uint16_t height = 0;
    [[nodiscard]] bool empty() const { return width == 0; }
    bool operator==(Slot const&) const = default;
};

/// A slot, and the whole pixel on the glass where its upper left pixel belongs: to be copied one to one, never scaled.
struct Stamp {
    Slot slot;
    int x = 0;
    int y = 0;
};

/// The sheet.
///
///     begin_frame()  stamp() find() place() …   overflowed()?  no: present
///          ^                                        | yes: present nothing, build the same frame again
///          +----------------------------------------+
///
/// Promises; each is held by the tests that carry its number as a tag:
///   A1  Between two begin_frame() a slot that was handed out keeps its pixels: a frame is never torn.
///   A2  A frame that overflowed finds its room after the next begin_frame(): the sheet is emptied, and doubled
///       in height, up to 8192, if emptying was not enough. Whoever builds it again, does so a few times, not for ever.
///   A3  Slots do not touch one another: a pixel of air is between them.
///   A4  After forget() no pixel of what was drawn before is left, here or in what was freed.
class Atlas {
public:
    /// `fonts` must outlive the atlas. `side` is a power of two from 256 to 8192; memory is touched only as it fills.
    explicit Atlas(FontStack const& fonts, int side = 2048);
    Atlas(Atlas&&) noexcept;
    Atlas& operator=(Atlas&&) noexcept;
    ~Atlas();

    /// Empties the sheet if the frame before overflowed; then every slot from before is void and generation() is new.
    void begin_frame();
    /// Overwrites and empties the sheet, between two frames: the order of its glyphs tells what was read. Every slot
    /// from before is void and generation() is new.
    void forget();
    /// Some slot could not be given since begin_frame().
    [[nodiscard]] bool overflowed() const;
    /// Changes whenever slots from before have become void.
    [[nodiscard]] std::uint32_t generation() const;

    /// The glyph with its pen at `x`, `y` (pixels; y is the baseline): x is kept to a quarter of a pixel, y to a whole one.
    /// An empty slot if it has no ink or the sheet is full.
    [[nodiscard]] Stamp stamp(FaceId face, std::uint32_t glyph, float capital_px, float x, float y);
    /// A glyph of a layout whose box has its upper left corner at `left`, `top`.
    [[nodiscard]] Stamp stamp(Layout const& layout, PlacedGlyph const& glyph, float left, float top)
    {
        return stamp(glyph.face, glyph.glyph, layout.capital_px, left + glyph.x, top + glyph.y);
    }

    /// The coverage that was placed under `key` in this generation. Keys are the caller's; glyphs do not share them.
    [[nodiscard]] std::optional<Slot> find(std::uint64_t key);
    /// Copies `coverage`, narrower than the sheet, onto it. What was there under `key` stays untouched and loses its name.
    Slot place(std::uint64_t key, Coverage const& coverage);
    /// A slot of full coverage, 4 x 4, for plain surfaces. Never void.
    [[nodiscard]] Slot solid() const;

    /// The sheet: rows of width() bytes. Width is fixed; height and address may change at begin_frame().
    [[nodiscard]] std::span<std::uint8_t const> pixels() const;
    [[nodiscard]] int width() const;
    [[nodiscard]] int height() const;

    struct Counters {
        std::uint64_t hits = 0;
        std::uint64_t misses = 0;      ///< drawn anew
        std::uint64_t resets = 0;
        std::uint64_t pixels_used = 0; ///< rows touched times width: about the memory it occupies
        std::uint64_t slots = 0;
    };
    [[nodiscard]] Counters counters() const;

private:
    struct Sheet;
    std::unique_ptr<Sheet> m_sheet;
};

}
