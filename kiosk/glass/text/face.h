#pragma once
/// One font file, mapped, as the shaper and the rasteriser see it. For this folder alone.

#include "kiosk/base/core/result.h"
#include "kiosk/glass/text/font_stack.h"
#include "kiosk/glass/text/glyph_table.h"
#include "kiosk/glass/text/idle_features.h"

#include <cstdint>
#include <filesystem>
#include <hb.h>
#include <memory>
#include <span>
#include <string>
#include <vector>

struct FT_FaceRec_;
struct FT_LibraryRec_;

namespace kiosk::text {

/// How HarfBuzz's and FreeType's objects are given back.
struct Release {
    void operator()(hb_blob_t* blob) const { hb_blob_destroy(blob); }
    void operator()(hb_face_t* face) const { hb_face_destroy(face); }
    void operator()(hb_font_t* font) const { hb_font_destroy(font); }
    void operator()(hb_buffer_t* buffer) const { hb_buffer_destroy(buffer); }
    void operator()(FT_FaceRec_* face) const;
    void operator()(FT_LibraryRec_* library) const;
};
template <typename T>
using Owned = std::unique_ptr<T, Release>;

/// A font file, mapped and held against its own length, with its shaper in font units.
struct FontFile {
    Owned<hb_blob_t> blob;
    Owned<hb_font_t> font;
    int em_units = 0;
};

/// The font of `file`, or number `index` of a collection. `absent` if the file is not there, `refused` if it cannot be
/// read, `malformed` if it is no font or cut off; the story names the file.
[[nodiscard]] Result<FontFile> open_font(std::filesystem::path const& file, unsigned index);

/// What the stack file says about a face.
struct FaceEntry {
    std::filesystem::path file;
    Weight weight = Weight::regular;
    std::vector<hb_script_t> scripts;
    char32_t capital = 0;
    float line_height = 0; ///< em of the first face of the weight
    std::vector<std::pair<char32_t, char32_t>> needs;
};

/// Grey pixels of one glyph, and where their upper left one stands from the pen: `left` to the right, `top` above the baseline.
struct GlyphImage {
    std::uint8_t const* pixels = nullptr;
    int width = 0;
    int height = 0;
    int pitch = 0;
    int left = 0;
    int top = 0;
};

/// Threads: one at a time (FreeType's face is not shared).
class Face {
public:
    /// `library` must outlive the face.
    [[nodiscard]] static Result<std::unique_ptr<Face>> open(FaceEntry entry, FT_LibraryRec_* library);
    ~Face();

    [[nodiscard]] FaceEntry const& entry() const { return m_entry; }
    /// Shapes in font units.
    [[nodiscard]] hb_font_t* font() const { return m_glyphs->font(); }
    /// 0 if the face cannot draw it.
    [[nodiscard]] hb_codepoint_t glyph_of(char32_t letter) const { return m_glyphs->glyph_of(letter); }
    /// Features that do nothing to the face's plain text.
    [[nodiscard]] std::span<hb_feature_t const> idle_features(hb_script_t script, hb_language_t language, hb_direction_t direction) const
    {
        return m_idle->of(font(), script, language, direction);
    }
    [[nodiscard]] bool is_for(hb_script_t script) const;
    /// Font units that make the height of a capital.
    [[nodiscard]] int capital_units() const { return m_capital_units; }
    [[nodiscard]] int em_units() const { return m_file.em_units; }

    /// Pixels of an em in 1/64, as the rasteriser takes it, for capitals of `capital_px`.
    [[nodiscard]] std::uint32_t em_64ths(float capital_px) const;
    /// The glyph at `em_64ths`, moved to the right by `quarters` of a pixel. Valid until the next call. Empty if the font's
    /// outline is broken or absurdly large.
    [[nodiscard]] GlyphImage draw(std::uint32_t glyph, std::uint32_t em_64ths, unsigned quarters) const;

private:
    Face() = default;
    FaceEntry m_entry;
    FontFile m_file;
    std::unique_ptr<GlyphTable> m_glyphs; // what it has read changes no answer
    std::unique_ptr<IdleFeatures> m_idle;
    // FreeType indexes the outlines once more for itself: only when the first glyph is drawn.
    FT_LibraryRec_* m_library = nullptr;
    mutable Owned<FT_FaceRec_> m_outlines;
    mutable std::uint32_t m_outlines_em = 0;
    int m_capital_units = 0;
};

}
