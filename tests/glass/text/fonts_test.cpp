#include "kiosk/base/core/file.h"
#include "kiosk/glass/text/print.h"
#include "tests/glass/text/sample.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>
#include <cstdlib>
#include <set>

using namespace kiosk;
using namespace kiosk::text;
using Catch::Matchers::Contains;
using Catch::Matchers::StartsWith;

namespace {

/// A copy of the fonts folder that a test may spoil.
class FontsCopy {
public:
    FontsCopy()
    {
        std::string pattern = std::filesystem::temp_directory_path() / "shubbak-fonts-XXXXXX";
        m_folder = ::mkdtemp(pattern.data());
        std::filesystem::copy(sample::fonts_folder(), m_folder, std::filesystem::copy_options::recursive);
    }
    ~FontsCopy() { std::filesystem::remove_all(m_folder); }
    FontsCopy(FontsCopy const&) = delete;
    FontsCopy& operator=(FontsCopy const&) = delete;

    std::filesystem::path operator/(std::string_view name) const { return m_folder / name; }
    void write(std::string_view name, std::string_view content) const { REQUIRE(replace_file(m_folder / name, content)); }
    Error refusal() const
    {
        auto const stack = FontStack::load(m_folder / "stack");
        REQUIRE_FALSE(stack);
        return stack.error();
    }

private:
    std::filesystem::path m_folder;
};

/// How far the ink of one line reaches above and below its baseline; an edge that cuts a row of pixels counts for as much
/// of it as it darkens, held against the row beside it.
struct Reach {
    double above, below;
};
Reach ink_of(std::string_view letter, Language language, Weight weight, float capital_px)
{
    Paragraph const paragraph(sample::fonts(), letter, { language, weight });
    auto const layout = paragraph.lay_out({ capital_px });
    Coverage sheet(static_cast<int>(layout.width) + 20, static_cast<int>(layout.height) + 20);
    paint(sample::fonts(), layout, sheet, 8, 8);
    // Ink stands on a whole row.
    auto const baseline = std::floor(8 + static_cast<double>(layout.lines[0].baseline) + 0.5);
    std::vector<double> darkest;
    for (int y = 0; y < sheet.height(); ++y)
        darkest.push_back(std::ranges::max(sheet.row(y)));
    auto const inked = [](double most) { return most > 0; };
    auto const first = static_cast<std::size_t>(std::ranges::find_if(darkest, inked) - darkest.begin());
    auto const last = darkest.size() - 1 - static_cast<std::size_t>(std::find_if(darkest.rbegin(), darkest.rend(), inked) - darkest.rbegin());
    auto const part = [&](std::size_t edge, std::size_t beside) { return std::min(1.0, darkest[edge] / darkest[beside]); };
    return { baseline - static_cast<double>(first + 1) + part(first, first + 1), static_cast<double>(last) + part(last, last - 1) - baseline };
}

}

TEST_CASE("a capital, an alef and a Hangul syllable are as high as the size says", "[text]")
{
    for (auto const weight : { Weight::regular, Weight::bold }) {
        for (float const size : { 15.f, 19.3f, 28.f, 64.f }) {
            CHECK(ink_of("H", Language::english, weight, size).above == Approx(size).margin(0.5));
            CHECK(ink_of("ا", Language::arabic, weight, size).above == Approx(size).margin(0.5));
            CHECK(ink_of("한", Language::korean, weight, size).above == Approx(size).margin(0.5));
            // Digits of every line are the Latin face's.
            CHECK(ink_of("7", Language::korean, weight, size).above == Approx(size).margin(0.5));
        }
        // H and alef stand on the baseline; the body of a Hangul syllable is some more than a capital, and not much.
        CHECK(ink_of("H", Language::english, weight, 64).below == Approx(0).margin(0.5));
        CHECK(ink_of("ا", Language::arabic, weight, 64).below == Approx(0).margin(0.5));
        for (auto const* syllable : { "한", "가", "글", "뷁", "를" }) {
            auto const body = ink_of(syllable, Language::korean, weight, 64);
            INFO(syllable);
            CHECK((body.above + body.below) / 64 > 1.0);
            CHECK((body.above + body.below) / 64 < 1.15);
        }
    }
}

TEST_CASE("every letter a name may hold has a glyph, and one that has none is named", "[text]")
{
    auto const& fonts = sample::fonts();
    for (auto const weight : { Weight::regular, Weight::bold }) {
        std::string syllables;
        for (char32_t c = 0xac00; c <= 0xd7a3; ++c) {
            syllables += static_cast<char>(0xe0 | c >> 12);
            syllables += static_cast<char>(0x80 | (c >> 6 & 0x3f));
            syllables += static_cast<char>(0x80 | (c & 0x3f));
        }
        CHECK(fonts.missing(syllables, weight).empty());
        CHECK(fonts.missing("Łukasz Nguyễn Þór Ćwikła Şahin – “O’Brien”, café", weight).empty());
        CHECK(fonts.missing("مُحَمَّدٌ بن عبدالله، گُل پژمان؟ ٠١٢٣ ۴۵۶ ﷲ", weight).empty());
        CHECK(fonts.missing("\t\n\u2068\u2069\u200d\ufeff", weight).empty());
    }
    CHECK(fonts.missing("a🦊b漢🦊", Weight::regular) == std::vector<char32_t> { 0x1f98a, 0x6f22 });
}

TEST_CASE("a font that is cut off is refused by name", "[text]")
{
    FontsCopy const copy;
    auto const whole = read_file(copy / "NotoSansArabicUI-Bold.ttf").value();
    for (auto const length : { whole.size() - 1, whole.size() / 2, std::size_t { 100 }, std::size_t { 11 }, std::size_t { 0 } }) {
        copy.write("NotoSansArabicUI-Bold.ttf", whole.substr(0, length));
        auto const error = copy.refusal();
        CHECK(error.kind == (length == 0 ? error.kind : Failure::malformed));
        CHECK_THAT(error.story, Contains("NotoSansArabicUI-Bold.ttf"));
    }
    copy.write("NotoSansArabicUI-Bold.ttf", "this is no font at all, but it is long enough to be read as one would be");
    CHECK_THAT(copy.refusal().story, Contains("does not begin as an OpenType font does"));
    std::filesystem::remove(copy / "NotoSansArabicUI-Bold.ttf");
    CHECK(copy.refusal().kind == Failure::absent);
}

TEST_CASE("a font without a needed letter is refused with the letter", "[text]")
{
    FontsCopy const copy;
    // The Latin face in the place of the Korean one.
    std::filesystem::copy(copy / "NotoSans-Regular.ttf", copy / "NotoSansCJKkr-Regular.otf", std::filesystem::copy_options::overwrite_existing);
    auto const error = copy.refusal();
    CHECK(error.kind == Failure::malformed);
    CHECK_THAT(error.story, Contains("NotoSansCJKkr-Regular.otf") && Contains("U+D55C"));

    FontsCopy const other;
    auto stack = read_file(other / "stack").value();
    other.write("stack", stack + "    needs U+1F98A\n");
    CHECK_THAT(other.refusal().story, Contains("NotoSansCJKkr-Bold.otf") && Contains("U+1F98A"));
}

TEST_CASE("a stack file that breaks its format is refused with its line", "[text]")
{
    FontsCopy const copy;
    auto const refusal = [&](std::string_view content) {
        copy.write("stack", content);
        auto const error = copy.refusal();
        CHECK(error.kind == Failure::malformed);
        return error.story.substr(error.story.rfind("stack"));
    };
    CHECK(refusal("weight bold\n") == "stack:1: expected face, saw weight");
    CHECK(refusal("# first\nface a.ttf\n  weight light\n") == "stack:3: expected weight regular or bold");
    CHECK(refusal("face a.ttf\n  capital H\n") == "stack:2: expected one letter as U+0048");
    CHECK(refusal("face a.ttf\n  weight bold\n  weight bold\n") == "stack:3: `weight` stands here a second time");
    CHECK(refusal("face a.ttf\n  line-height 0\n") == "stack:2: expected a line height from 1 to 4 em");
    CHECK(refusal("face a.ttf\n  needs U+0041-0020\n") == "stack:2: expected code points as U+0048 or U+0041-005A, saw U+0041-0020");
    CHECK(refusal("face a.ttf\n  colour red\n") == "stack:2: expected weight, scripts, capital, line-height, needs or reason, saw colour");
    CHECK(refusal("face a.ttf\n  weight bold\n  scripts Latn\n  capital U+0048\n  line-height 1.45\nface b.ttf\n") == "stack:6: expected `reason` of the face before");
    CHECK(refusal("face a.ttf\n  weight bold\n  scripts Latn\n  capital U+0048\n  line-height 1.45\n  reason x\n") == "stack:6: expected a face of each weight");
    std::filesystem::remove(copy / "stack");
    CHECK(copy.refusal().kind == Failure::absent);
}

TEST_CASE("the fonts of the tree are those that their origin names, and the stack names them all", "[text]")
{
    auto const origin = read_file(sample::fonts_folder() / "origin").value();
    std::string list;
    std::set<std::string> named, used, there;
    for (std::size_t at = 0; at < origin.size();) {
        auto const end = origin.find('\n', at);
        auto const line = origin.substr(at, end - at);
        at = end + 1;
        if (line.starts_with('#'))
            continue;
        auto const name = line.substr(0, line.find('\t'));
        named.insert(name);
        list += line.substr(line.rfind('\t') + 1) + "  " + name + "\n";
    }
    auto const& fonts = sample::fonts();
    for (std::size_t i = 0; i < fonts.face_count(); ++i)
        used.insert(fonts.file_of(static_cast<FaceId>(i)));
    for (auto const& entry : std::filesystem::directory_iterator(sample::fonts_folder())) {
        if (entry.path().extension() == ".ttf" || entry.path().extension() == ".otf")
            there.insert(entry.path().filename().string());
    }
    CHECK(named.size() == 6);
    CHECK(used == named);
    CHECK(there == named);
    auto const command = "cd '" + sample::fonts_folder().string() + "' && sha256sum --check --quiet --strict <<'END'\n" + list + "END\n";
    CHECK(std::system(command.c_str()) == 0);
}
