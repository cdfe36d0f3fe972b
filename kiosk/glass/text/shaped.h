#pragma once
/// What a paragraph keeps of its text: everything that does not depend on size and width. For this folder alone.

#include "kiosk/glass/text/itemise.h"
#include "kiosk/glass/text/line_breaks.h"
#include "kiosk/glass/text/paragraph.h"
#include "kiosk/glass/text/workbench.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <utility>

namespace kiosk::text {

/// What the shaper is asked for [start, end) of `text`, which lies inside of `run`.
[[nodiscard]] ShapeOrder shape_order(FontStack const& fonts, ShapedRun const& run, std::span<char16_t const> text, std::uint32_t start,
    std::uint32_t end);

/// A place where a line may end.
struct BreakPoint : Cut {
    using Kind = LineBreak::Kind;
    std::uint32_t tail = 0;  ///< where the space before `position` begins
    double before = 0;       ///< capitals from the text's begin to `position`, as if it were one line
    double before_tail = 0;  ///< to `tail`
    Kind kind = Kind::soft;
};

/// One piece of memory, which is overwritten when it is given back.
struct Paragraph::Shaped {
    /// What `draft` holds; at least one break point, to be filled in.
    [[nodiscard]] static std::unique_ptr<Shaped> of(Draft const& draft, FontStack const& fonts, Style style);
    ~Shaped();
    Shaped(Shaped const&) = delete;
    Shaped& operator=(Shaped const&) = delete;
    void operator delete(void* memory) { ::operator delete(memory); }

    FontStack const* fonts;
    Style style;
    std::size_t bytes = 0;               ///< of the memory behind this object, which holds what follows
    std::span<BreakPoint> breaks;        ///< ascending; the last is the text's end
    std::span<ShapedRun> runs;           ///< in logical order
    std::span<ShapedGlyph> glyphs;       ///< in visual order inside of a run
    std::span<std::uint32_t> byte_of;    ///< the byte of the UTF-8 at which each code unit's letter begins, and the end
    std::span<char16_t> text;            ///< control characters are blanked, for no font has them
    double line_height = 0;              ///< capitals
    std::uint8_t base_level = 0;
    bool missing_glyphs = false;
    bool ends_in_newline = false;

    [[nodiscard]] double capitals(ShapedRun const& run, std::int64_t units) const
    {
        return static_cast<double>(units) / fonts->face(run.face).capital_units();
    }
    /// The first code unit of the letter that begins at `byte`.
    [[nodiscard]] std::uint32_t unit_at(std::uint32_t byte) const
    {
        return static_cast<std::uint32_t>(std::ranges::lower_bound(byte_of, byte) - byte_of.begin());
    }
    /// What the shaper is asked for a stretch of `run`.
    [[nodiscard]] ShapeOrder order_for(ShapedRun const& run, std::uint32_t start, std::uint32_t end) const;
    /// Where the space that hangs at the end of [start, end) begins, with all that has no width beside it (UAX #9, L1).
    [[nodiscard]] std::uint32_t tail_of(std::uint32_t start, std::uint32_t end) const;
    [[nodiscard]] Cut cut_at(std::uint32_t position) const;
    /// Whether a line that begins at `position`, inside of `run`, has to be shaped for itself; `glyph` as in Cut.
    [[nodiscard]] bool is_unsafe(ShapedRun const& run, std::uint32_t position, std::uint32_t glyph) const;
    /// The glyphs of run number `number` between two cuts: first and count.
    [[nodiscard]] std::pair<std::uint32_t, std::uint32_t> glyphs_between(std::uint32_t number, Cut const& start, Cut const& end) const;

private:
    Shaped(FontStack const& stack, Style how) : fonts(&stack), style(how) { }
};

/// Ends a line: the mandatory breaks of UAX #14.
[[nodiscard]] constexpr bool is_newline(char16_t unit)
{
    return (unit >= 0x0a && unit <= 0x0d) || unit == 0x85 || unit == 0x2028 || unit == 0x2029;
}

}
