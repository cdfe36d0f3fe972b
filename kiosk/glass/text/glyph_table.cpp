#include "kiosk/glass/text/glyph_table.h"

#include <type_traits>

namespace kiosk::text {

namespace {

/// HarfBuzz's strided arrays.
template <typename T>
T* after(T* at, unsigned stride)
{
    using Byte = std::conditional_t<std::is_const_v<T>, char const, char>;
    return reinterpret_cast<T*>(reinterpret_cast<Byte*>(at) + stride);
}

GlyphTable& table(void* user) { return *static_cast<GlyphTable*>(user); }

hb_bool_t nominal_glyph(hb_font_t*, void* user, hb_codepoint_t letter, hb_codepoint_t* glyph, void*)
{
    *glyph = table(user).glyph_of(letter);
    return *glyph != 0 ? 1 : 0;
}

/// As many as there are before the first one that is missing.
unsigned nominal_glyphs(hb_font_t*, void* user, unsigned count, hb_codepoint_t const* letter, unsigned letter_stride, hb_codepoint_t* glyph,
    unsigned glyph_stride, void*)
{
    auto& glyphs = table(user);
    for (unsigned i = 0; i < count; ++i) {
        *glyph = glyphs.glyph_of(*letter);
        if (*glyph == 0)
            return i;
        letter = after(letter, letter_stride);
        glyph = after(glyph, glyph_stride);
    }
    return count;
}

void advances(hb_font_t*, void* user, unsigned count, hb_codepoint_t const* glyph, unsigned glyph_stride, hb_position_t* advance,
    unsigned advance_stride, void*)
{
    auto& glyphs = table(user);
    for (unsigned i = 0; i < count; ++i) {
        *advance = glyphs.advance_of(*glyph);
        glyph = after(glyph, glyph_stride);
        advance = after(advance, advance_stride);
    }
}

}

GlyphTable::GlyphTable(hb_font_t* font) : m_source(hb_font_reference(font)), m_font(hb_font_create_sub_font(font)), m_glyphs(blocks)
{
    auto* const functions = hb_font_funcs_create();
    hb_font_funcs_set_nominal_glyph_func(functions, nominal_glyph, nullptr, nullptr);
    hb_font_funcs_set_nominal_glyphs_func(functions, nominal_glyphs, nullptr, nullptr);
    hb_font_funcs_set_glyph_h_advances_func(functions, advances, nullptr, nullptr);
    hb_font_set_funcs(m_font, functions, this, nullptr);
    hb_font_funcs_destroy(functions);
    hb_font_make_immutable(m_font);
}

GlyphTable::~GlyphTable()
{
    hb_font_destroy(m_font);
    hb_font_destroy(m_source);
}

hb_codepoint_t GlyphTable::read(char32_t letter)
{
    hb_codepoint_t glyph = 0;
    if (hb_font_get_nominal_glyph(m_source, letter, &glyph) == 0)
        glyph = 0;
    if (letter >> 8 >= blocks || glyph >= unknown)
        return glyph;
    auto& block = m_glyphs[letter >> 8];
    if (!block) {
        block = std::make_unique<Block>();
        block->fill(unknown);
    }
    (*block)[letter & 0xff] = static_cast<std::uint16_t>(glyph);
    return glyph;
}

hb_position_t GlyphTable::advance_of(hb_codepoint_t glyph)
{
    if (m_advances.empty()) [[unlikely]] {
        m_advances.reserve(hb_face_get_glyph_count(hb_font_get_face(m_source)));
        for (hb_codepoint_t i = 0; i < m_advances.capacity(); ++i)
            m_advances.push_back(static_cast<std::uint16_t>(hb_font_get_glyph_h_advance(m_source, i)));
    }
    return glyph < m_advances.size() ? m_advances[glyph] : hb_font_get_glyph_h_advance(m_source, glyph);
}

}
