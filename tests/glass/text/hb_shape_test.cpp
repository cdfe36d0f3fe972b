// Glyphs, clusters and positions against the program hb-shape, asked about Debian's own fonts: joining, kerning and
// marks cannot be wrong where every number agrees. The texts are made here, by a fixed sequence.
#include "kiosk/base/core/file.h"
#include "kiosk/glass/text/face.h"
#include "kiosk/glass/text/paragraph.h"
#include "kiosk/glass/text/shape.h"
#include "tests/doubles/folder.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <charconv>
#include <cmath>
#include <cstdlib>
#include <fmt/format.h>
#include <fstream>
#include <random>

using namespace kiosk;
using namespace kiosk::text;

namespace {

struct DebianFont {
    std::string_view file;
    unsigned index;
};
constexpr DebianFont sans { "/usr/share/fonts/truetype/noto/NotoSans-Regular.ttf", 0 };
constexpr DebianFont naskh { "/usr/share/fonts/truetype/noto/NotoNaskhArabic-Regular.ttf", 0 };
constexpr DebianFont korean { "/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc", 1 };
constexpr DebianFont amiri { "/usr/share/fonts/opentype/fonts-hosny-amiri/Amiri-Regular.ttf", 0 };
constexpr DebianFont variable { "/usr/share/fonts/truetype/inter-vf/Inter-roman.var.ttf", 0 };

/// Words and letters of one script, from which texts are made.
struct Alphabet {
    std::vector<std::string_view> words;
    std::vector<std::string_view> letters;
    std::vector<std::string_view> marks;
};

Alphabet const latin_alphabet {
    { "office", "AVATAR", "fjord", "Ångström", "naïve", "To,", "Ty.", "WAVE", "affluent", "Žižek", "İstanbul", "ŁÓDŹ", "Nguyễn", "l·l", "Ltd.", "résumé", "P.O.", "(15.00)", "12:30",
        "€5", "½", "x²", "№7", "\"Tea\"", "fiancée", "shuttle", "Yvonne", "VÄTER", "q̃uay", "ŉ", "ǆep", "Ærø", "straße", "ﬁn", "T\u200cf\u200di" },
    { "a", "b", "e", "f", "g", "i", "j", "l", "o", "t", "u", "y", "A", "F", "L", "T", "V", "W", "Y", "P", "R", "ı", "ø", "ð", "ß", "ŋ" },
    { "\u0301", "\u0302", "\u0308", "\u0327", "\u0323", "\u0331", "\u035c" },
};
Alphabet const arabic_alphabet {
    { "خدمات", "البلدية", "بَيْتٌ", "مُدَرِّسَةٌ", "كِتَابٌ", "لا", "إله", "الله", "محمّد", "لإ", "ﷲ", "المستشفى،", "والمدرسة:", "نعم!", "پژوهش", "گل", "عـــربي", "أهلا\u200dو\u200cسهلا", "شهادة", "إثبات", "السكن",
        "فِي", "قُلْ", "لَآ", "رَبِّ", "ٱلْحَمْدُ", "لِلّٰهِ", "ئۇيغۇر", "ڤيتنام", "کراچی", "ہے" },
    { "ا", "ب", "ت", "ج", "ح", "د", "ر", "س", "ش", "ص", "ط", "ع", "غ", "ف", "ق", "ك", "ل", "م", "ن", "ه", "و", "ي", "ى", "ة", "ء", "أ", "إ", "آ", "ؤ", "ئ", "پ", "چ", "ڤ", "گ", "ی", "ہ", "ـ", "\u200c", "\u200d" },
    { "\u064e", "\u064f", "\u0650", "\u0651", "\u0652", "\u064b", "\u064c", "\u064d", "\u0670", "\u0653", "\u0654", "\u0655" },
};
Alphabet const hangul_alphabet {
    { "주민등록", "등본", "서비스", "안내", "발급", "수수료", "뷁쀍힣", "디지털", "교육", "신청하기", "1,000원", "(무료)", "3층", "ㄱㄴㅏ", "ﾡﾢ", "漢字", "大韓民國", "한글·영어", "「안내」" },
    { "\u1100", "\u1112", "\u1161", "\u1175", "\u11a8", "\u11c2", "\ua960", "\ud7b0", "\ud7cb", "\u115f", "\u1160", "가", "각", "힣", "츄", "뷁", "동", "서", "남", "북" },
    { "\u302e", "\u302f", "\u1161", "\u11ab" },
};

/// Deterministic on every machine, as the distributions of the standard library are not.
class Writer {
public:
    explicit Writer(unsigned seed) : m_random(seed) { }

    std::size_t below(std::size_t limit) { return m_random() % limit; }

    std::string word(Alphabet const& alphabet)
    {
        if (below(2) == 0)
            return std::string(one_of(alphabet.words));
        std::string made;
        for (auto count = 1 + below(7); count > 0; --count) {
            made += one_of(alphabet.letters);
            for (auto marks = below(4) == 0 ? 1 + below(2) : 0; marks > 0; --marks)
                made += one_of(alphabet.marks);
        }
        return made;
    }

    std::string line(std::vector<Alphabet const*> const& alphabets)
    {
        std::string text;
        for (auto count = 1 + below(5); count > 0; --count)
            text += (text.empty() ? "" : " ") + word(*alphabets[below(alphabets.size())]);
        return text;
    }

    std::vector<std::string> lines(std::size_t count, std::vector<Alphabet const*> const& alphabets)
    {
        std::vector<std::string> lines;
        while (lines.size() < count)
            lines.push_back(line(alphabets));
        return lines;
    }

    std::string bytes()
    {
        std::string made;
        for (auto count = 1 + below(24); count > 0; --count) {
            // Leads, continuations and letters; a newline would end the line, and hb-shape ends it at a zero.
            constexpr std::string_view often = "\x80\xbf\xc0\xc2\xe0\xa0\xed\x9f\xef\xbd\xf0\x90\xf4\x8f\xf5\xff" "aA";
            made += below(2) == 0 ? often[below(often.size())] : static_cast<char>(1 + below(255));
        }
        std::erase(made, '\n');
        return made + ".";
    }

private:
    std::string_view one_of(std::vector<std::string_view> const& words) { return words[below(words.size())]; }
    std::mt19937 m_random;
};

/// One line of hb-shape for each line of `texts`; its own locale, so that its default language is known.
std::vector<std::string> hb_shape(DebianFont const& font, std::string const& options, std::vector<std::string> const& texts)
{
    doubles::Folder const folder;
    {
        std::ofstream in(folder / "in", std::ios::binary);
        for (auto const& text : texts)
            in << text << '\n';
    }
    auto const command = fmt::format("LC_ALL=C hb-shape --no-glyph-names --face-index={} {} '{}' < '{}' > '{}'", font.index, options, font.file,
        (folder / "in").string(), (folder / "out").string());
    INFO(command);
    REQUIRE(std::system(command.c_str()) == 0);
    auto const out = read_file(folder / "out").value();
    std::vector<std::string> lines;
    for (std::size_t at = 0; at < out.size();) {
        auto const end = out.find('\n', at);
        lines.push_back(out.substr(at, end - at));
        at = end + 1;
    }
    REQUIRE(lines.size() == texts.size());
    return lines;
}

LoneFont open(DebianFont const& font)
{
    auto opened = LoneFont::open(font.file, font.index);
    INFO(font.file);
    REQUIRE(opened.has_value());
    return std::move(*opened);
}

/// How many lines differ; the first of them is told.
std::size_t differing(DebianFont const& file, ShapeWords const& words, std::string const& options, std::vector<std::string> const& texts)
{
    auto const expected = hb_shape(file, options, texts);
    auto font = open(file);
    REQUIRE(font.set(words).has_value());
    std::size_t wrong = 0;
    for (std::size_t i = 0; i < texts.size(); ++i) {
        auto const seen = to_line(font.shape(texts[i]));
        if (seen != expected[i] && wrong++ == 0)
            UNSCOPED_INFO(fmt::format("{} {}\n{}\nexpected {}\nsaw      {}", file.file, options, texts[i], expected[i], seen));
    }
    return wrong;
}

std::vector<std::string> three_scripts()
{
    Writer writer(3);
    std::vector<std::string> texts;
    for (auto const* alphabet : { &latin_alphabet, &arabic_alphabet, &hangul_alphabet })
        std::ranges::move(writer.lines(800, { alphabet }), std::back_inserter(texts));
    return texts;
}

/// One glyph of hb-shape's line, its place summed up.
struct Placed {
    std::uint32_t glyph = 0;
    std::uint32_t cluster = 0;
    long x = 0;
    long y = 0;
    friend bool operator==(Placed const&, Placed const&) = default;
};

std::vector<Placed> places(std::string_view line)
{
    std::vector<Placed> found;
    long pen = 0;
    auto const number = [&] {
        long value = 0;
        auto const [end, error] = std::from_chars(line.data(), line.data() + line.size(), value);
        REQUIRE(error == std::errc());
        line.remove_prefix(static_cast<std::size_t>(end - line.data()));
        return value;
    };
    auto const next_is = [&](char c) {
        auto const is = line.starts_with(c);
        line.remove_prefix(is ? 1 : 0);
        return is;
    };
    while (next_is('[') || next_is('|')) {
        Placed placed;
        placed.glyph = static_cast<std::uint32_t>(number());
        REQUIRE(next_is('='));
        placed.cluster = static_cast<std::uint32_t>(number());
        placed.x = pen;
        if (next_is('@')) {
            placed.x += number();
            REQUIRE(next_is(','));
            placed.y = number();
        }
        REQUIRE(next_is('+'));
        pen += number();
        found.push_back(placed);
    }
    return found;
}

/// What a paragraph makes of the text when a capital is as many pixels high as it has font units.
std::vector<Placed> places(FontStack const& fonts, std::string const& text, Style const& style)
{
    auto const units = static_cast<float>(fonts.face(fonts.faces_of(Weight::regular).front()).capital_units());
    auto const layout = Paragraph(fonts, text, style).lay_out({ units });
    std::vector<Placed> found;
    for (auto const& glyph : layout.glyphs)
        found.push_back({ glyph.glyph, glyph.cluster, std::lround(glyph.x), std::lround(layout.lines[0].baseline - glyph.y) });
    return found;
}

}

TEST_CASE("2,400 texts of three scripts have hb-shape's glyphs, clusters and positions in four fonts", "[text]")
{
    auto const texts = three_scripts();
    REQUIRE(texts.size() >= 2000);
    for (auto const& font : { sans, naskh, korean, amiri })
        CHECK(differing(font, {}, "", texts) == 0);
}

TEST_CASE("mixed scripts, numbers and bytes that are no UTF-8 are as in hb-shape", "[text]")
{
    Writer writer(4);
    auto texts = writer.lines(400, { &latin_alphabet, &arabic_alphabet, &hangul_alphabet });
    for (int i = 0; i < 600; ++i)
        texts.push_back(writer.bytes());
    texts.push_back("");
    texts.push_back("\xf0\x9f\xa6\x8a \xf0\x9f\x87\xb0\xf0\x9f\x87\xb7");
    for (auto const& font : { sans, naskh, korean, amiri })
        CHECK(differing(font, {}, "", texts) == 0);
}

TEST_CASE("direction, script, language, features and variations do what they do in hb-shape", "[text]")
{
    Writer writer(5);
    auto const latin = writer.lines(150, { &latin_alphabet });
    auto const arabic = writer.lines(150, { &arabic_alphabet });
    auto const hangul = writer.lines(150, { &hangul_alphabet });
    for (std::string const direction : { "ltr", "rtl", "ttb", "btt" }) {
        for (auto const& [font, texts] : { std::pair(sans, latin), std::pair(amiri, arabic), std::pair(korean, hangul) })
            CHECK(differing(font, { .direction = direction }, "--direction=" + direction, texts) == 0);
    }
    CHECK(differing(sans, { .script = "Arab" }, "--script=Arab", latin) == 0);
    CHECK(differing(amiri, { .language = "ur" }, "--language=ur", arabic) == 0);
    CHECK(differing(naskh, { .script = "arab", .language = "ar-EG" }, "--script=arab --language=ar-EG", arabic) == 0);
    CHECK(differing(korean, { .language = "ja" }, "--language=ja", hangul) == 0);
    for (std::string const features : { "kern=0", "-kern,-liga", "-kern[1:3],liga[:2]=0, +dlig[3]", "-init,-medi[2:],-fina[0:4]", "aalt=2", "smcp,c2sc,onum", "-ccmp" }) {
        for (auto const& [font, texts] : { std::pair(sans, latin), std::pair(amiri, arabic), std::pair(korean, hangul) })
            CHECK(differing(font, { .features = features }, fmt::format("--features='{}'", features), texts) == 0);
    }
    for (std::string const variations : { "", "wght=700", "wght=437.5,slnt=-4", "wght=100000" })
        CHECK(differing(variable, { .variations = variations }, fmt::format("--variations='{}'", variations), latin) == 0);
    CHECK(differing(variable, {}, "--variations=wght=700", latin) > 0);
}

TEST_CASE("a comparison that ought to fail does: without kerning, or with its words in reverse", "[text]")
{
    auto const texts = three_scripts();
    CHECK(differing(sans, { .features = "-kern" }, "", texts) > 100);
    CHECK(differing(amiri, { .features = "-medi" }, "", texts) > 100);
    CHECK(differing(korean, { .direction = "rtl" }, "", texts) > 100);
    CHECK(differing(naskh, {}, "", texts) == 0);
    CHECK(differing({ naskh.file, 0 }, { .language = "en" }, "--cluster-level=2", texts) > 100);
}

TEST_CASE("a paragraph's glyphs stand where hb-shape puts those of its text", "[text]")
{
    // Letters of one script and the signs that go with it: one run, so that hb-shape sees what the paragraph's shaper sees.
    struct {
        DebianFont font;
        Alphabet alphabet;
        std::string_view script;
        Style style;
        std::string options;
    } const cases[] = {
        { sans, latin_alphabet, "Latn", { Language::english }, "--script=Latn --direction=ltr --language=en" },
        { naskh, arabic_alphabet, "Arab", { Language::arabic }, "--script=Arab --direction=rtl --language=ar" },
        { amiri, arabic_alphabet, "Arab", { Language::arabic }, "--script=Arab --direction=rtl --language=ar" },
        { { korean.file, 0 }, hangul_alphabet, "Hang", { Language::korean }, "--script=Hang --direction=ltr --language=ko" },
    };
    for (auto const& one : cases) {
        doubles::Folder const folder;
        {
            std::ofstream stack(folder / "stack");
            for (auto const* weight : { "regular", "bold" })
                stack << fmt::format("face {}\n weight {}\n scripts {}\n capital U+{}\n line-height 1.5\n reason test\n", one.font.file, weight, one.script,
                    one.script == "Arab" ? "0627" : "0048");
        }
        auto const fonts = FontStack::load(folder / "stack");
        REQUIRE(fonts.has_value());
        auto alphabet = one.alphabet;
        std::erase(alphabet.words, "漢字"); // of another script: another run
        std::erase(alphabet.words, "大韓民國");
        auto texts = Writer(6).lines(700, { &alphabet });
        for (auto& text : texts)
            text += alphabet.letters.front(); // not in space, which would hang outside of the box
        auto const expected = hb_shape(one.font, "--utf8-clusters " + one.options, texts);
        std::vector<std::string> wrong;
        std::size_t displaced = 0;
        for (std::size_t i = 0; i < texts.size(); ++i) {
            auto const hb = places(expected[i]);
            if (places(*fonts, texts[i], one.style) != hb)
                wrong.push_back(texts[i] + ": " + expected[i]);
            auto shifted = hb;
            shifted.back().x += 1;
            displaced += places(*fonts, texts[i], one.style) != shifted;
        }
        CAPTURE(one.font.file);
        CHECK(wrong == std::vector<std::string>());
        CHECK(displaced == texts.size()); // one unit would be seen
    }
}
