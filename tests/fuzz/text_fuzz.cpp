#include "kiosk/glass/text/paragraph.h"

#include <cstdlib>

namespace {

using namespace kiosk;
using namespace kiosk::text;

void require(bool holds)
{
    if (!holds)
        std::abort();
}

/// Every byte belongs to one line, every glyph to one run, and clusters to their line.
void check(Layout const& layout, std::size_t size)
{
    std::uint32_t at = 0;
    std::uint32_t glyphs = 0;
    for (auto const& line : layout.lines) {
        require(line.start == at && line.end >= at && line.first_glyph == glyphs);
        at = line.end;
        for (auto const& run : layout.runs_of(line)) {
            require(run.first_glyph == glyphs);
            glyphs += run.glyph_count;
        }
        for (auto const& glyph : layout.glyphs_of(line))
            require(glyph.cluster >= line.start && glyph.cluster < line.end);
    }
    require(at == size && glyphs == layout.glyphs.size());
}

}

/// Any bytes are a paragraph, at any width. The first byte says in which language and direction.
extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* bytes, std::size_t size)
{
    static auto const fonts = FontStack::load(SHUBBAK_SOURCE "/fonts/stack").value();
    if (size == 0)
        return 0;
    auto const how = bytes[0];
    std::string_view const text(reinterpret_cast<char const*>(bytes) + 1, size - 1);
    Paragraph const paragraph(fonts, text, { all_languages[how % 3], static_cast<Weight>(how / 3 % 2), static_cast<Direction>(how / 6 % 4) });
    for (auto const width : { unbounded, 150.f, 40.f, 1.f })
        check(paragraph.lay_out({ 20, width, static_cast<Align>(how / 24 % 3) }), text.size());
    (void)fonts.missing(text, Weight::regular);
    return 0;
}
