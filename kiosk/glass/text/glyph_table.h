#pragma once
/// What a font says of a letter or a glyph by itself, in one look-up. For this folder alone.

#include <array>
#include <cstdint>
#include <hb.h>
#include <memory>
#include <vector>

namespace kiosk::text {

/// The character map (of the Basic Multilingual Plane) and the advances of a font, read from it when they are first asked
/// for: shapes as the font does, without a search of its tables for each letter and glyph.
///
/// Threads: one at a time.
class GlyphTable {
public:
    /// `font` in its final scale.
    explicit GlyphTable(hb_font_t* font);
    ~GlyphTable();
    GlyphTable(GlyphTable const&) = delete;
    GlyphTable& operator=(GlyphTable const&) = delete;

    /// 0 if the font cannot draw it.
    [[nodiscard]] hb_codepoint_t glyph_of(char32_t letter)
    {
        auto const block = letter >> 8;
        if (block < m_glyphs.size() && m_glyphs[block]) [[likely]] {
            if (auto const glyph = (*m_glyphs[block])[letter & 0xff]; glyph != unknown) [[likely]]
                return glyph;
        }
        return read(letter);
    }
    /// Font units to the right.
    [[nodiscard]] hb_position_t advance_of(hb_codepoint_t glyph);

    /// The same font, which answers from this table; as long as the table.
    [[nodiscard]] hb_font_t* font() const { return m_font; }

private:
    static constexpr std::uint16_t unknown = 0xffff; ///< no glyph has this number (OpenType 1.9, maxp)
    static constexpr std::size_t blocks = 0x100;

    using Block = std::array<std::uint16_t, 256>;
    hb_codepoint_t read(char32_t letter);

    hb_font_t* m_source;
    hb_font_t* m_font;
    std::vector<std::unique_ptr<Block>> m_glyphs;
    std::vector<std::uint16_t> m_advances; ///< empty as long as nobody has asked
};

}
