#include "kiosk/glass/text/atlas.h"
#include "kiosk/glass/text/paragraph.h"

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <unistd.h>

namespace {

/// A folder of its own for each process, gone at its end.
class Folder {
public:
    Folder()
    {
        std::string pattern = std::filesystem::temp_directory_path() / "shubbak-font-XXXXXX";
        m_path = ::mkdtemp(pattern.data());
        std::ofstream stack(m_path / "stack");
        for (auto const* weight : { "regular", "bold" })
            stack << "face font\n weight " << weight << "\n scripts Latn Arab Hang\n capital U+0048\n line-height 1.45\n reason fuzz\n";
    }
    ~Folder() { std::filesystem::remove_all(m_path); }
    Folder(Folder const&) = delete;
    Folder& operator=(Folder const&) = delete;
    std::filesystem::path operator/(char const* name) const { return m_path / name; }

private:
    std::filesystem::path m_path;
};

}

/// Any bytes are a font or an error; a font can shape and draw whatever it says.
extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* bytes, std::size_t size)
{
    using namespace kiosk;
    using namespace kiosk::text;
    static Folder const folder;
    {
        std::ofstream font(folder / "font", std::ios::binary | std::ios::trunc);
        font.write(reinterpret_cast<char const*>(bytes), static_cast<std::streamsize>(size));
    }
    auto const fonts = FontStack::load(folder / "stack");
    if (!fonts)
        return 0;
    Atlas atlas(*fonts, 256);
    for (auto const language : all_languages) {
        Paragraph const paragraph(*fonts, "HAVA To \u0628\u0644\u0627\u064e \ud55c\uae00 H", { language });
        auto const layout = paragraph.lay_out({ 12, 60 });
        for (auto const& glyph : layout.glyphs)
            (void)atlas.stamp(layout, glyph, 0, 0);
    }
    return 0;
}
