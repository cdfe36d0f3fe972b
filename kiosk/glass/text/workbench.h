#pragma once
/// The tools that every paragraph needs for a moment: opened once, used by one paragraph at a time. For this folder alone.

#include "kiosk/glass/text/bidi.h"
#include "kiosk/glass/text/face.h"
#include "kiosk/glass/text/itemise.h"
#include "kiosk/glass/text/letter.h"
#include "kiosk/glass/text/line_breaks.h"
#include "kiosk/glass/text/scratch.h"

#include <array>
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

/// A place between two letters where a line ends or begins.
struct Cut {
    std::uint32_t position = 0; ///< index into the UTF-16 text
    std::uint32_t run = 0;      ///< the run that holds the letter behind it; the number of runs at the text's end
    std::uint32_t glyph = 0;    ///< of that run's glyphs, from left to right, the first on the right of the cut
    bool unsafe = false;        ///< what stands on both sides has to be shaped for itself
};

/// A line while it is being made: indices into the UTF-16 text, widths in capitals.
struct LineRange {
    Cut start;
    Cut end;
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

/// A paragraph in the making, before it is known how much memory it needs.
struct Draft {
    Scratch<char16_t> text;
    Scratch<std::uint32_t> byte_of;
    Scratch<ShapedGlyph> glyphs;
    std::vector<std::uint8_t> levels;
    std::vector<LineBreak> breaks;
    std::vector<ShapedRun> runs;
};

/// Lines in the making.
struct WrapScratch {
    std::vector<LineRange> lines;
    std::vector<Piece> pieces;
    Scratch<ShapedGlyph> reshaped;
    std::vector<std::pair<std::uint32_t, double>> cuts;
};

class Workbench {
public:
    Workbench();
    ~Workbench();

    [[nodiscard]] FT_LibraryRec_* outlines() const { return m_freetype.get(); }

    /// The one place where HarfBuzz shapes. Appends to `glyphs` in visual order, left to right.
    void shape(ShapeOrder const& order, Scratch<ShapedGlyph>& glyphs);
    /// The language that text of `script` is shaped in.
    [[nodiscard]] hb_language_t language_of(hb_script_t script) const;
    /// Overwrites what is left of texts, and the glyph numbers that spell them as well as letters do, in everything here.
    /// Whoever has shaped calls it, once for many calls.
    void wipe();

    LetterTable letters;
    std::array<FaceTable, 2> faces; ///< by Weight
    Bidi bidi;
    Draft draft;
    WrapScratch wrapping;

private:
    Owned<FT_LibraryRec_> m_freetype;
    Owned<hb_buffer_t> m_buffer;
    unsigned m_used = 0; ///< of the buffer since the last wipe()
    hb_language_t m_arabic;
    hb_language_t m_english;
    hb_language_t m_korean;
};

}
