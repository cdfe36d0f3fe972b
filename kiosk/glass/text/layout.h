#pragma once
/// What becomes of a paragraph at one size and width: glyphs and where they stand. Plain values.

#include "kiosk/base/core/secret.h"
#include "kiosk/glass/text/font_stack.h"

#include <cstdint>
#include <limits>
#include <span>
#include <vector>

namespace kiosk::text {

/// The direction of a paragraph as a whole: where its lines start, and which way its runs follow one another.
enum class Direction : std::uint8_t {
    by_language,   ///< right to left for Arabic, else left to right: what a page wants
    automatic,     ///< that of the first line's first strong letter (UAX #9, P2, P3), by_language if it has none
    left_to_right,
    right_to_left,
};

/// What shaping depends on beside the text itself.
struct Style {
    Language language;
    Weight weight = Weight::regular;
    Direction direction = Direction::by_language;
    bool operator==(Style const&) const = default;
};

/// Where lines that are shorter than the box stand; start and end are those of the paragraph's direction.
enum class Align : std::uint8_t {
    start,
    centre,
    end,
    /// As `start`, but the spaces of a line that another one follows without a newline are widened until it fills the
    /// box. Spaces are U+0020 and U+00A0; no letter is stretched. A line without one stays as it is.
    justify,
};

inline constexpr float unbounded = std::numeric_limits<float>::infinity();

/// What wrapping depends on. Another fit never shapes again, but at a line break where the font forbids a cut.
struct Fit {
    float capital_px;            ///< finite, above 0: height above the baseline of a Latin capital, an alef, a Hangul syllable
    float width_px = unbounded;  ///< lines are broken to this; unbounded breaks at newlines alone; 0 and less at every letter
    Align align = Align::start;
    bool operator==(Fit const&) const = default;
};

/// A fit for a technician's list: what needs more than `most_lines` ends in "…". A type of its own, which no function
/// takes that sets words for citizens: those are shown whole (ui::Listing is how a page comes by it).
///
/// The "…" (U+2026) stands at the logical end of the last line, in the paragraph's direction; as many grapheme clusters
/// stand before it as find room, and no space. What the cut parts is shaped anew, so that no letter reaches for one that
/// is not there. Where nothing but space and newlines is left out there is no "…".
struct ListingFit {
    Fit fit;
    std::uint32_t most_lines = 1; ///< at least 1
    bool operator==(ListingFit const&) const = default;
};

/// One glyph. Pixels from the upper left corner of the layout's box, y downward; `y` is on the baseline but for marks.
struct PlacedGlyph {
    std::uint32_t glyph;    ///< number in the face
    std::uint32_t cluster;  ///< byte in the paragraph's UTF-8 where the letters of this glyph begin
    float x;
    float y;
    float advance;          ///< from its pen to that of the glyph on its right
    FaceId face;
};

/// A stretch of one line with one face and one level. Runs follow one another from left to right. The "…" of a shortened
/// layout is a run as well, of all bytes that it stands for.
struct LayoutRun {
    std::uint32_t start;  ///< bytes of the UTF-8
    std::uint32_t end;
    std::uint32_t first_glyph;
    std::uint32_t glyph_count;
    float x;              ///< left edge
    float width;          ///< the advances of its glyphs
    FaceId face;
    std::uint8_t level;   ///< of UAX #9; odd is right to left
};

struct Line {
    std::uint32_t start;    ///< bytes of the UTF-8, trailing space and newline included
    std::uint32_t end;
    std::uint32_t first_glyph;
    std::uint32_t glyph_count;
    std::uint32_t first_run;
    std::uint32_t run_count;
    float x;         ///< left edge of what can be seen
    float width;     ///< of what can be seen
    float hanging;   ///< width of trailing space, which hangs outside of `width` and may hang outside of the box
    float baseline;  ///< pixels below the top of the box
};

/// Lines from top to bottom; glyphs and runs of a line from left to right.
struct Layout {
    std::vector<Line> lines;  ///< never empty: text without letters has one line
    std::vector<LayoutRun> runs;
    /// Wiped when they are let go: the glyph numbers of one face spell the text as well as letters do.
    SecretVector<PlacedGlyph> glyphs;
    float capital_px = 0;
    float box_width = 0;   ///< `Fit::width_px`, or the widest line if that is unbounded
    float width = 0;       ///< the widest line
    float height = 0;      ///< lines times line height
    float line_height = 0;
    bool right_to_left = false;  ///< the paragraph's direction
    bool missing_glyphs = false; ///< some letter has no glyph in any face: content checks name it
    bool overfull = false;       ///< a word was wider than the box: it was cut between letters
    bool bounded = false;        ///< `Fit::width_px` was not unbounded
    bool shortened = false;      ///< something that could be seen was left out for "…" (ListingFit)
    std::uint32_t kept = 0;      ///< bytes that are shown: all, but for a ListingFit that left out the rest

    [[nodiscard]] std::span<PlacedGlyph const> glyphs_of(Line const& line) const
    {
        return std::span(glyphs).subspan(line.first_glyph, line.glyph_count);
    }
    [[nodiscard]] std::span<LayoutRun const> runs_of(Line const& line) const
    {
        return std::span(runs).subspan(line.first_run, line.run_count);
    }
};

}
