#include "kiosk/glass/text/atlas.h"
#include "kiosk/glass/text/paragraph.h"
#include "kiosk/glass/text/print.h"
#include "kiosk/glass/text/shape.h"

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <unistd.h>

namespace {

using namespace kiosk;
using namespace kiosk::text;

void require(bool holds)
{
    if (!holds)
        std::abort();
}

/// A folder of its own for each process, gone at its end: a font, and stacks that measure it by H and by alef.
class Folder {
public:
    Folder()
    {
        std::string pattern = std::filesystem::temp_directory_path() / "shubbak-font-XXXXXX";
        m_path = ::mkdtemp(pattern.data());
        for (auto const* capital : { "U+0048", "U+0627" }) {
            std::ofstream stack(m_path / capital);
            for (auto const* weight : { "regular", "bold" })
                stack << "face font\n weight " << weight << "\n scripts Latn Arab Hang\n capital " << capital << "\n line-height 1.45\n reason fuzz\n";
        }
    }
    ~Folder() { std::filesystem::remove_all(m_path); }
    Folder(Folder const&) = delete;
    Folder& operator=(Folder const&) = delete;
    std::filesystem::path operator/(char const* name) const { return m_path / name; }

private:
    std::filesystem::path m_path;
};

void shape_alone(std::filesystem::path const& file)
{
    auto font = LoneFont::open(file);
    if (!font) {
        require(font.error().story.starts_with(file.string()));
        return;
    }
    for (auto const& words : { ShapeWords {}, ShapeWords { .direction = "ttb", .script = "Hang", .features = "kern=0,aalt[1:3]=2", .variations = "wght=700" },
             ShapeWords { .direction = "rtl", .script = "Arab", .language = "ur" } }) {
        require(font->set(words).has_value());
        for (auto const text : { "HAVA To", "\u0628\u0644\u0627\u064e \u0645\u0643\u0651\u0629", "\ud55c\uae00 \u1112\u1161\u11ab" })
            (void)to_line(font->shape(text));
    }
}

void set_and_draw(std::filesystem::path const& stack)
{
    auto const fonts = FontStack::load(stack);
    if (!fonts)
        return;
    Atlas atlas(*fonts, 256);
    Coverage sheet(200, 100);
    Dots paper(200, 100);
    for (auto const language : all_languages) {
        Paragraph const paragraph(*fonts, "HAVA To \u0628\u0644\u0627\u064e \ud55c\uae00 H", { language });
        for (auto const capital : { 3.f, 12.f, 40.f }) {
            auto const layout = paragraph.lay_out({ capital, 60 });
            for (auto const& glyph : layout.glyphs)
                (void)atlas.stamp(layout, glyph, 0.25f * glyph.x, 0);
            paint(*fonts, layout, sheet, 5, 5);
            print(*fonts, layout, paper, 5, 5);
        }
    }
}

}

/// Any bytes are a font or an error that names the file; a font can shape and draw whatever it says.
extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* bytes, std::size_t size)
{
    static Folder const folder;
    {
        std::ofstream font(folder / "font", std::ios::binary | std::ios::trunc);
        font.write(reinterpret_cast<char const*>(bytes), static_cast<std::streamsize>(size));
    }
    shape_alone(folder / "font");
    set_and_draw(folder / "U+0048");
    set_and_draw(folder / "U+0627");
    return 0;
}
