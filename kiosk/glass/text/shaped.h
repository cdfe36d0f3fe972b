#pragma once
/// What a paragraph keeps of its text: everything that does not depend on size and width. For this folder alone.

#include "kiosk/glass/text/itemise.h"
#include "kiosk/glass/text/line_breaks.h"
#include "kiosk/glass/text/paragraph.h"
#include "kiosk/glass/text/workbench.h"

#include <algorithm>
#include <cstdint>
#include <vector>

namespace kiosk::text {

/// A place where a line may end.
struct BreakPoint {
    using Kind = LineBreak::Kind;
    std::uint32_t position = 0;
    std::uint32_t tail = 0;  ///< where the space before `position` begins
    double before = 0;       ///< capitals from the text's begin to `position`, as if it were one line
    double before_tail = 0;  ///< to `tail`
    Kind kind = Kind::soft;
    bool unsafe = false;         ///< what stands on both sides has to be shaped for itself
};

struct Paragraph::Shaped {
    Shaped(FontStack const& stack, Style how) : fonts(&stack), style(how) { }
    ~Shaped();
    Shaped(Shaped const&) = delete;
    Shaped& operator=(Shaped const&) = delete;

    FontStack const* fonts;
    Style style;
    std::vector<char16_t> text;          ///< control characters are blanked, for no font has them
    std::vector<std::uint32_t> byte_of;  ///< the byte of the UTF-8 at which each code unit's letter begins, and the end
    std::vector<ShapedRun> runs;         ///< in logical order
    std::vector<ShapedGlyph> glyphs;     ///< in visual order inside of a run
    std::vector<BreakPoint> breaks;      ///< ascending; the last is the text's end
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
    /// The glyphs of [start, end), which lies inside of `run`: first and count.
    [[nodiscard]] std::pair<std::uint32_t, std::uint32_t> glyphs_between(ShapedRun const& run, std::uint32_t start,
        std::uint32_t end) const;
    /// Whether a line may not simply begin or end at `position` inside of `run`.
    [[nodiscard]] bool unsafe_at(ShapedRun const& run, std::uint32_t position) const;
};

/// Ends a line: the mandatory breaks of UAX #14.
[[nodiscard]] constexpr bool is_newline(char16_t unit)
{
    return (unit >= 0x0a && unit <= 0x0d) || unit == 0x85 || unit == 0x2028 || unit == 0x2029;
}

}
