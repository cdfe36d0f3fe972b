#include "kiosk/glass/text/face.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <fmt/format.h>
#include <ft2build.h>
#include <hb-ot.h>
#include <optional>
#include <string_view>
#include FT_FREETYPE_H
#include FT_OUTLINE_H

namespace kiosk::text {

void Release::operator()(FT_FaceRec_* face) const { FT_Done_Face(face); }
void Release::operator()(FT_LibraryRec_* library) const { FT_Done_FreeType(library); }

namespace {

/// A table's tag as a sentence can carry it.
std::string legible(std::string_view tag)
{
    std::string shown;
    for (char const c : tag)
        shown += c > ' ' && c < 0x7f ? c : '?';
    return shown;
}

/// OpenType 1.9, "Organization of an OpenType Font": HarfBuzz takes a font whose tables are cut off for one without
/// those tables, so the directory is held against the file's length here.
std::optional<std::string> what_is_wrong_with(std::string_view file, unsigned index)
{
    auto const number = [&](std::size_t at, std::size_t bytes) {
        std::uint64_t value = 0;
        for (std::size_t i = 0; i < bytes; ++i)
            value = value << 8 | static_cast<std::uint8_t>(file[at + i]);
        return value;
    };
    constexpr std::size_t header = 12;
    if (file.size() < header)
        return "it is too short to be a font";
    std::size_t begin = 0;
    if (file.starts_with("ttcf")) {
        auto const fonts = number(8, 4);
        if (index >= fonts)
            return fmt::format("it has {} fonts, and none of number {}", fonts, index);
        if (file.size() < header + fonts * 4)
            return "it ends in its list of fonts";
        begin = number(header + std::size_t { index } * 4, 4);
        if (file.size() < begin + header)
            return "it ends before its table directory";
    } else if (index != 0) {
        return fmt::format("it has one font, and none of number {}", index);
    }
    auto const kind = number(begin, 4);
    if (kind != 0x00010000 && kind != 0x4f54544f && kind != 0x74727565)
        return "it does not begin as an OpenType font does";
    auto const tables = number(begin + 4, 2);
    if (file.size() < begin + header + tables * 16)
        return "it ends in its table directory";
    std::vector<std::string_view> found;
    for (std::size_t i = 0; i < tables; ++i) {
        auto const at = begin + header + i * 16;
        auto const tag = file.substr(at, 4);
        auto const end = number(at + 8, 4) + number(at + 12, 4);
        if (end > file.size())
            return fmt::format("it is cut off: its table {} ends at byte {}, the file at {}", legible(tag), end, file.size());
        found.push_back(tag);
    }
    for (std::string_view const needed : { "head", "hhea", "hmtx", "maxp", "cmap" }) {
        if (std::ranges::find(found, needed) == found.end())
            return fmt::format("it has no table {}", needed);
    }
    return std::nullopt;
}

}

Result<FontFile> open_font(std::filesystem::path const& file, unsigned index)
{
    auto const path = file.string();
    FontFile font;
    font.blob.reset(hb_blob_create_from_file_or_fail(path.c_str()));
    if (!font.blob) {
        std::error_code error;
        auto const there = std::filesystem::exists(file, error);
        return failed(there ? Failure::refused : Failure::absent, fmt::format("{}: cannot open the font", path));
    }
    unsigned length = 0;
    auto const* bytes = hb_blob_get_data(font.blob.get(), &length);
    if (auto const wrong = what_is_wrong_with({ bytes, length }, index))
        return failed(Failure::malformed, fmt::format("{}: {}", path, *wrong));

    Owned<hb_face_t> const opened(hb_face_create(font.blob.get(), index));
    font.em_units = static_cast<int>(hb_face_get_upem(opened.get()));
    font.font.reset(hb_font_create(opened.get()));
    hb_ot_font_set_funcs(font.font.get());
    hb_font_set_scale(font.font.get(), font.em_units, font.em_units);
    return font;
}

Result<std::unique_ptr<Face>> Face::open(FaceEntry entry, FT_LibraryRec_* library)
{
    auto const path = entry.file.string();
    auto face = std::unique_ptr<Face>(new Face);
    face->m_library = library;
    face->m_file = TRY(open_font(entry.file, 0));
    face->m_glyphs = std::make_unique<GlyphTable>(face->m_file.font.get());
    face->m_idle = std::make_unique<IdleFeatures>();
    face->m_entry = std::move(entry);

    auto const lacks = [&](char32_t letter, std::string_view why) {
        return failed(Failure::malformed, fmt::format("{}: no glyph for U+{:04X}, which {}", path, static_cast<unsigned>(letter), why));
    };
    hb_glyph_extents_t extents {};
    auto const capital = face->glyph_of(face->m_entry.capital);
    if (capital == 0 || !hb_font_get_glyph_extents(face->font(), capital, &extents) || extents.y_bearing <= 0)
        return lacks(face->m_entry.capital, "measures its capitals");
    face->m_capital_units = extents.y_bearing;

    for (auto const& [first, last] : face->m_entry.needs) {
        for (auto letter = first; letter <= last; ++letter) {
            if (face->glyph_of(letter) == 0)
                return lacks(letter, "its `needs` in the stack file names");
        }
    }
    return face;
}

Face::~Face() = default;

bool Face::is_for(hb_script_t script) const
{
    return std::ranges::find(m_entry.scripts, script) != m_entry.scripts.end();
}

std::uint32_t Face::em_64ths(float capital_px) const
{
    auto const em = static_cast<double>(capital_px) * em_units() / m_capital_units * 64;
    return static_cast<std::uint32_t>(std::clamp(em, 1.0, 1024.0 * 64) + 0.5);
}

GlyphImage Face::draw(std::uint32_t glyph, std::uint32_t em, unsigned quarters) const
{
    if (!m_outlines) {
        unsigned length = 0;
        auto const* bytes = hb_blob_get_data(m_file.blob.get(), &length);
        FT_Face opened = nullptr;
        if (FT_New_Memory_Face(m_library, reinterpret_cast<FT_Byte const*>(bytes), static_cast<FT_Long>(length), 0, &opened) != 0)
            return {};
        m_outlines.reset(opened);
        m_outlines_em = 0;
    }
    auto* const outlines = m_outlines.get();
    if (m_outlines_em != em && FT_Set_Char_Size(outlines, 0, static_cast<FT_F26Dot6>(em), 72, 72) != 0)
        return {};
    m_outlines_em = em;
    if (FT_Load_Glyph(outlines, glyph, FT_LOAD_NO_HINTING | FT_LOAD_NO_BITMAP) != 0)
        return {};
    auto* const slot = outlines->glyph;
    if (slot->format != FT_GLYPH_FORMAT_OUTLINE)
        return {};
    FT_Outline_Translate(&slot->outline, static_cast<FT_Pos>(quarters) * 16, 0);
    FT_BBox box;
    FT_Outline_Get_CBox(&slot->outline, &box);
    constexpr FT_Pos absurd = 4096 * 64;
    if (box.xMax - box.xMin > absurd || box.yMax - box.yMin > absurd || FT_Render_Glyph(slot, FT_RENDER_MODE_NORMAL) != 0)
        return {};
    auto const& bitmap = slot->bitmap;
    return { bitmap.buffer, static_cast<int>(bitmap.width), static_cast<int>(bitmap.rows), bitmap.pitch, slot->bitmap_left, slot->bitmap_top };
}

}
