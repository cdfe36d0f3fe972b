#pragma once
/// The tools that every paragraph needs for a moment: opened once, used by one paragraph at a time. For this folder alone.

#include "kiosk/glass/text/bidi.h"
#include "kiosk/glass/text/face.h"
#include "kiosk/glass/text/letter.h"
#include "kiosk/glass/text/line_breaks.h"

#include <cstdint>
#include <span>
#include <vector>

namespace kiosk::text {

/// One glyph as shaped, in font units. `cluster` is an index into the UTF-16 text.
struct ShapedGlyph {
    std::uint32_t glyph;
    std::uint32_t cluster;
    std::int32_t advance; ///< of the pen: to the right, or upward if the order's direction is vertical
    std::int32_t x_offset;
    std::int32_t y_offset;
    bool unsafe_to_break; ///< a line that begins at its cluster has to be shaped for itself
};

/// What one call of the shaper is asked. What is left invalid is guessed as hb_buffer_guess_segment_properties() does;
/// a paragraph leaves nothing invalid.
struct ShapeOrder {
    std::span<char16_t const> text; ///< the whole text, as context
    std::uint32_t start;            ///< the stretch to shape
    std::uint32_t end;
    hb_font_t* font;
    hb_script_t script;
    hb_language_t language;
    hb_direction_t direction;
    std::span<hb_feature_t const> features {}; ///< beside those that are always on; their ranges are indices into `text`
};

/// A line while it is being made: indices into the UTF-16 text, widths in capitals.
struct LineRange {
    std::uint32_t start;
    std::uint32_t end;
    std::uint32_t tail; ///< where its trailing space begins
    double width;
    double hanging;
};

/// A stretch of a line inside of one run, of one level.
struct Piece {
    std::uint32_t start;
    std::uint32_t end;
    std::uint32_t run;
    std::uint32_t first_glyph;
    std::uint32_t glyph_count;
    std::uint8_t level;
    bool reshaped; ///< its glyphs are in `reshaped`, not in the paragraph
};

/// Memory that every wrapping uses again. Numbers only, no text.
struct WrapScratch {
    std::vector<LineRange> lines;
    std::vector<Piece> pieces;
    std::vector<ShapedGlyph> reshaped;
    std::vector<std::pair<std::uint32_t, double>> cuts;
};

class Workbench {
public:
    Workbench();
    ~Workbench();

    [[nodiscard]] FT_LibraryRec_* outlines() const { return m_freetype.get(); }

    /// The one place where HarfBuzz shapes. Appends to `glyphs` in visual order, left to right. Nothing of the text stays
    /// in its buffer.
    void shape(ShapeOrder const& order, std::vector<ShapedGlyph>& glyphs);
    /// The language that text of `script` is shaped in.
    [[nodiscard]] hb_language_t language_of(hb_script_t script) const;

    WrapScratch wrapping;
    LetterTable letters;
    Bidi bidi;
    std::vector<std::uint8_t> levels; ///< of the last paragraph that was made
    std::vector<LineBreak> breaks;    ///< of the last paragraph that was made

private:
    Owned<FT_LibraryRec_> m_freetype;
    Owned<hb_buffer_t> m_buffer;
    hb_language_t m_arabic;
    hb_language_t m_english;
    hb_language_t m_korean;
};

}
