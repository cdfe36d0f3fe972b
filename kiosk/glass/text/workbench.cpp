#include "kiosk/glass/text/workbench.h"

#include <algorithm>
#include <ft2build.h>
#include FT_FREETYPE_H

namespace kiosk::text {

namespace {
/// Letters, and glyphs, for which memory is kept from one paragraph to the next.
constexpr std::size_t most_kept = 1 << 14;
}

Workbench::Workbench()
    : m_arabic(hb_language_from_string("ar", -1)), m_english(hb_language_from_string("en", -1)), m_korean(hb_language_from_string("ko", -1))
{
    FT_Library library = nullptr;
    verify(FT_Init_FreeType(&library) == 0, "FreeType has memory to begin");
    m_freetype.reset(library);
    m_buffer.reset(hb_buffer_create());
}

Workbench::~Workbench() = default;

hb_language_t Workbench::language_of(hb_script_t script) const
{
    if (script == HB_SCRIPT_ARABIC)
        return m_arabic;
    return script == HB_SCRIPT_HANGUL || script == HB_SCRIPT_HAN ? m_korean : m_english;
}

void Workbench::shape(ShapeOrder const& order, Scratch<ShapedGlyph>& glyphs)
{
    auto* const buffer = m_buffer.get();
    auto const length = order.end - order.start;
    hb_buffer_clear_contents(buffer);
    // Room beforehand, so that no half-grown copy of the text is left in freed memory: a letter decomposes to four at most.
    hb_buffer_pre_allocate(buffer, length * 4 + 64);
    auto const* const text = reinterpret_cast<std::uint16_t const*>(order.text.data());
    hb_buffer_add_utf16(buffer, text, static_cast<int>(order.text.size()), order.start, static_cast<int>(length));
    hb_buffer_set_direction(buffer, order.direction);
    hb_buffer_set_script(buffer, order.script);
    hb_buffer_set_language(buffer, order.language);
    if (order.script == HB_SCRIPT_INVALID || order.language == HB_LANGUAGE_INVALID || order.direction == HB_DIRECTION_INVALID)
        hb_buffer_guess_segment_properties(buffer);
    auto const vertical = HB_DIRECTION_IS_VERTICAL(hb_buffer_get_direction(buffer));
    hb_shape(order.font, buffer, order.features.data(), static_cast<unsigned>(order.features.size()));

    unsigned count = 0;
    auto const* const infos = hb_buffer_get_glyph_infos(buffer, &count);
    auto const* const places = hb_buffer_get_glyph_positions(buffer, &count);
    auto* const shaped = glyphs.room_for(count);
    for (unsigned i = 0; i < count; ++i) {
        auto const advance = vertical ? places[i].y_advance : places[i].x_advance;
        shaped[i] = { infos[i].codepoint, infos[i].cluster, advance, places[i].x_offset, places[i].y_offset,
            (hb_glyph_info_get_glyph_flags(infos + i) & HB_GLYPH_FLAG_UNSAFE_TO_BREAK) != 0 };
    }
    glyphs.add(count);
    m_used = std::max({ m_used, count, length * 2 }); // it was longer than both while letters stood decomposed
}

void Workbench::wipe()
{
    draft.text.wipe(most_kept);
    draft.byte_of.wipe(most_kept);
    draft.glyphs.wipe(most_kept);
    wrapping.reshaped.wipe(most_kept);
    if (m_used == 0)
        return;
    // clear_contents() forgets the context but leaves both arrays: glyph numbers, and letters where a ligature made the
    // run shorter. set_length() and get_glyph_positions() blank what is new.
    auto* const buffer = m_buffer.get();
    unsigned count = 0;
    hb_buffer_clear_contents(buffer);
    hb_buffer_set_length(buffer, m_used + 64);
    hb_buffer_get_glyph_positions(buffer, &count);
    hb_buffer_clear_contents(buffer);
    if (m_used > most_kept)
        m_buffer.reset(hb_buffer_create());
    m_used = 0;
}

}
