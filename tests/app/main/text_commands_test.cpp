// `shubbak text …` by its words and streams, as an outside judge calls it.
#include "kiosk/app/main/text_commands.h"
#include "kiosk/base/core/descriptor.h"
#include "kiosk/base/core/file.h"
#include "kiosk/base/json/json.h"
#include "kiosk/glass/pictures/png.h"
#include "tests/doubles/folder.h"

#include <catch2/catch.hpp>
#include <cstdint>
#include <fcntl.h>
#include <fmt/format.h>
#include <fstream>
#include <set>

using namespace kiosk;
using namespace kiosk::app;

namespace {

std::filesystem::path const source { SHUBBAK_SOURCE };
std::string const latin = (source / "fonts/NotoSans-Regular.ttf").string();

struct Said {
    int exit;
    std::string out;
    std::string error;
};

/// Standard input, output and error as files of the test's own.
class Caller {
public:
    Said call(std::vector<std::string> words, std::string_view input = "")
    {
        put("in", input);
        Descriptor const in(::open((m_folder / "in").c_str(), O_RDONLY));
        Descriptor const out(::open((m_folder / "out").c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600));
        Descriptor const error(::open((m_folder / "error").c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600));
        REQUIRE((in.open() && out.open() && error.open()));
        words.insert(words.begin(), { "shubbak", "text" });
        std::vector<char const*> pointers;
        for (auto const& word : words)
            pointers.push_back(word.c_str());
        command::CommandLine line("shubbak", "The service window");
        TextCommands commands({ in.number(), out.number(), error.number() });
        commands.add_to(line);
        auto const exit = line.run(static_cast<int>(pointers.size()), pointers.data());
        return { static_cast<int>(exit), read_file(m_folder / "out").value(), read_file(m_folder / "error").value() };
    }

    std::filesystem::path put(std::string const& name, std::string_view bytes) const
    {
        std::ofstream(m_folder / name, std::ios::binary) << bytes;
        return m_folder / name;
    }
    [[nodiscard]] std::filesystem::path operator/(std::string const& name) const { return m_folder / name; }

private:
    doubles::Folder m_folder;
};

std::vector<json::Value> objects(std::string const& lines)
{
    std::vector<json::Value> found;
    for (std::size_t at = 0; at < lines.size();) {
        auto const end = lines.find('\n', at);
        REQUIRE(end != lines.npos);
        found.push_back(json::parse(std::string_view(lines).substr(at, end - at), "line").value());
        at = end + 1;
    }
    return found;
}

}

TEST_CASE("bidi answers each line with levels and order", "[main]")
{
    Caller caller;
    auto const said = caller.call({ "bidi" },
        "0061 05D0 0031;1\n"        // a number behind Hebrew
        "05d0 202B 0061 202C;2\n"   // automatic, and an embedding that is removed
        "0028 0627 0029 0020;0\n"
        "1F98A 10FFFD;0\n"
        ";1\n"
        "0061 2028 05D0 000C;1\n"   // ends no line here
        "2067 0061 2069 0661;0");   // no newline at the end
    CHECK(said.exit == 0);
    CHECK(said.error.empty());
    CHECK(said.out == "1;2 1 2;2 1 0\n"
                      "1;1 x 4 x;2 0\n"
                      "0;0 1 0 0;0 1 2 3\n"
                      "0;0 0;0 1\n"
                      "1;;\n"
                      "1;2 1 1 1;3 2 1 0\n"
                      "0;0 2 0 2;0 1 2 3\n");
}

TEST_CASE("a bad line gives an empty line, its number and its reason, and the others their answers", "[main]")
{
    Caller caller;
    auto const said = caller.call({ "bidi" }, "0061;0\nxyz;0\n0061;3\n\n0061\nD800;1\n110000;1\n0061;0;0\n05D0;1\r\n0061,0062;0\n\xff\xfe;0\n0061;");
    CHECK(said.exit == 1);
    CHECK(said.out == "0;0;0\n\n\n\n\n\n\n\n1;1;0\n\n\n\n");
    CHECK(said.error
        == "line 2: expected a code point in hexadecimal, saw 'xyz'\n"
           "line 3: expected ;0, ;1 or ;2 at the end, saw ';3'\n"
           "line 4: expected ;0, ;1 or ;2 at the end, saw ''\n"
           "line 5: expected ;0, ;1 or ;2 at the end, saw '0061'\n"
           "line 6: D800 is a surrogate: no text holds one by itself\n"
           "line 7: 110000 is beyond 10FFFF, the last code point\n"
           "line 8: expected a code point in hexadecimal, saw '0061;0'\n"
           "line 10: expected a code point in hexadecimal, saw '0061,0062'\n"
           "line 11: expected a code point in hexadecimal, saw '\\xff\\xfe'\n"
           "line 12: expected ;0, ;1 or ;2 at the end, saw ';'\n");
}

TEST_CASE("breaks are those of the standard, and in Korean words are kept together", "[main]")
{
    Caller caller;
    auto const input = "0061 0020 D55C AE00 0020 0062\n\nDFFF\n0061 000A 000A\n1F1F0 1F1F7 0065 0301\n";
    auto const lines = caller.call({ "breaks", "--kind", "line" }, input);
    CHECK(lines.exit == 1);
    CHECK(lines.error == "line 3: DFFF is a surrogate: no text holds one by itself\n");
    CHECK(lines.out == "2 3 5 6\n\n\n2 3\n2 4\n");
    CHECK(caller.call({ "breaks", "--kind", "line", "--language", "ko" }, input).out == "2 5 6\n\n\n2 3\n2 4\n");
    CHECK(caller.call({ "breaks", "--kind", "line", "--language", "ko-KR" }, input).out == "2 5 6\n\n\n2 3\n2 4\n");
    CHECK(caller.call({ "breaks", "--kind", "line", "--language", "en" }, input).out == lines.out);
    CHECK(caller.call({ "breaks", "--kind", "grapheme" }, input).out == "1 2 3 4 5 6\n\n\n1 2 3\n2 4\n");
    CHECK(caller.call({ "breaks", "--kind", "word" }, input).out == "1 2 4 5 6\n\n\n1 2 3\n2 4\n");
}

TEST_CASE("as JSON all answers are one document", "[main]")
{
    Caller caller;
    auto const bidi = caller.call({ "bidi", "--json" }, "0061 202A 05D0;0\nxyz;0\n");
    CHECK(bidi.out == R"([{"paragraph_level":0,"levels":[0,null,3],"order":[0,2]},{"line":2,"error":"expected a code point in hexadecimal, saw 'xyz'"}])" "\n");
    CHECK(bidi.error == "line 2: expected a code point in hexadecimal, saw 'xyz'\n");
    CHECK(bidi.exit == 1);
    CHECK(caller.call({ "breaks", "--kind", "word", "--json" }, "0061 0062 0020\n\n").out == "[[2,3],[]]\n");
    auto const line = caller.call({ "shape", "--font", latin, "A" }).out;
    auto const glyph = line.substr(1, line.find('=') - 1);
    CHECK(caller.call({ "shape", "--font", latin, "--json", "A" }).out == fmt::format(R"([[{{"g":{},"cl":0,"dx":0,"dy":0,"ax":639,"ay":0}}]])" "\n", glyph));
    std::vector<std::string> const lines { "lines", "--language", "en", "--size-mm", "9", "--width-mm", "30" };
    auto with_json = lines;
    with_json.push_back("--json");
    auto const one_document = json::parse(caller.call(with_json, "one two three\nfour").out, "lines").value();
    CHECK(one_document.as_array() == objects(caller.call(lines, "one two three\nfour").out));
    CHECK(caller.call({ "bidi", "--json" }).out == "[]\n");
}

TEST_CASE("no input, no answer", "[main]")
{
    Caller caller;
    for (std::vector<std::string> const& words : { std::vector<std::string> { "bidi" }, { "breaks", "--kind", "word" }, { "shape", "--font", latin },
             { "shape", "--font", latin, "" }, { "shape", "--font", latin, "--unicodes", "" }, { "lines", "--language", "en", "--size-mm", "9", "--width-mm", "30" } }) {
        auto const said = caller.call(words);
        CHECK(said.exit == 0);
        CHECK(said.out.empty());
        CHECK(said.error.empty());
    }
}

TEST_CASE("what is wrong with the words is usage", "[main]")
{
    Caller caller;
    std::vector<std::vector<std::string>> const wrong { {}, { "dance" }, { "breaks" }, { "breaks", "--kind", "page" }, { "breaks", "--kind", "line", "--language", "1" },
        { "shape", "A" }, { "shape", "--font", latin, "--unicodes", "D800" }, { "shape", "--font", latin, "--unicodes", "zz" }, { "shape", "--font", latin, "--unicodes", "41", "A" },
        { "shape", "--font", latin, "A", "B" }, { "shape", "--font", latin, "--direction", "up", "A" }, { "shape", "--font", latin, "--script", "arabic", "A" },
        { "shape", "--font", latin, "--features", "kern,=", "A" }, { "shape", "--font", latin, "--variations", "wght", "A" }, { "shape", "--font", latin, "--face-index", "-1", "A" },
        { "lines", "--language", "xx", "--size-mm", "9", "--width-mm", "30" }, { "lines", "--language", "en", "--size-mm", "0", "--width-mm", "30" },
        { "lines", "--language", "en", "--size-mm", "nan", "--width-mm", "30" }, { "lines", "--language", "en", "--size-mm", "9", "--width-mm", "inf" },
        { "lines", "--language", "en", "--size-mm", "9" }, { "picture", "--language", "en", "--size-mm", "9", "--width-mm", "30" },
        { "picture", "--language", "en", "--size-mm", "9", "--width-mm", "30", "--px-per-mm", "-1", "--out", "x.png" } };
    for (auto const& words : wrong) {
        CAPTURE(words);
        auto const said = caller.call(words);
        CHECK(said.exit == 2);
        CHECK(said.out.empty());
    }
}

TEST_CASE("shape prints the line of hb-shape, for a text, for code points and for each line of input", "[main]")
{
    Caller caller;
    auto const shape = [&](std::vector<std::string> more, std::string_view input = "") {
        more.insert(more.begin(), { "shape", "--font", latin });
        auto const said = caller.call(more, input);
        CHECK(said.error.empty());
        CHECK(said.exit == 0);
        return said.out;
    };
    // 599 is Noto Sans's A before V, 639 any other A. Numbers of glyphs are those of the subset.
    auto const glyph = [&](char const* letter) { auto const line = shape({ letter }); return line.substr(1, line.find('=') - 1); };
    auto const a = glyph("A");
    auto const lone_a = fmt::format("[{}=0+639]\n", a);
    auto const kerned = fmt::format("[{}=0+599|{}=1+600]\n", a, glyph("V"));
    CHECK(shape({ "A" }) == lone_a);
    CHECK(shape({ "AV" }) == kerned);
    CHECK(shape({ "--features", "kern=0", "AV" }) == fmt::format("[{}=0+639|{}=1+600]\n", a, glyph("V")));
    CHECK(shape({ "--features", "-kern[0:1], liga=0", "AVA" }) == shape({ "--features=kern[0:1]=0", "AVA" }));
    CHECK(shape({ "--unicodes", "U+0041,0056" }) == kerned);
    CHECK(shape({}, "AV\n\nA") == kerned + "\n" + lone_a);
    CHECK(shape({ "A\nA\n" }) == lone_a + lone_a);
    CHECK(shape({ "--direction", "rtl", "AB" }).starts_with(fmt::format("[{}=1+", glyph("B"))));
    // Clusters are code points, not bytes.
    CHECK(shape({ "éA" }).ends_with(fmt::format("|{}=1+639]\n", a)));
    // A byte that is not part of UTF-8 is one U+FFFD each.
    auto const malformed = shape({}, "\xe2\x82""A\n");
    CHECK(malformed.ends_with(fmt::format("|{}=2+639]\n", a)));
    CHECK(shape({ "--unicodes", "FFFD FFFD 41" }) == malformed);
}

TEST_CASE("a font that is none is named, and the exit says so", "[main]")
{
    Caller caller;
    auto const whole = read_file(latin).value();
    auto const folder = (caller / "").string();
    for (auto const& file : { std::string("/nowhere/a.ttf"), folder, caller.put("empty.ttf", "").string(), caller.put("words.ttf", "these are words, no font").string(),
             caller.put("cut.ttf", whole.substr(0, whole.size() / 2)).string() }) {
        auto const said = caller.call({ "shape", "--font", file, "A" });
        CHECK(said.exit == 1);
        CHECK(said.out.empty());
        CHECK_THAT(said.error, Catch::Matchers::StartsWith("shubbak: " + file + ": "));
    }
    CHECK_THAT(caller.call({ "shape", "--font", latin, "--face-index", "1", "A" }).error, Catch::Matchers::Contains("it has one font, and none of number 1"));
    auto const stack = caller.put("stack", "face cut.ttf\n weight regular\n scripts Latn\n capital U+0048\n line-height 1.45\n reason test\n"
                                           "face cut.ttf\n weight bold\n scripts Latn\n capital U+0048\n line-height 1.45\n reason test\n");
    auto const said = caller.call({ "lines", "--language", "en", "--size-mm", "9", "--width-mm", "30", "--font-stack", stack.string() }, "A");
    CHECK(said.exit == 1);
    CHECK_THAT(said.error, Catch::Matchers::Contains("cut.ttf: it is cut off"));
}

TEST_CASE("lines are objects in millimetres, runs from left to right", "[main]")
{
    Caller caller;
    std::string const first = "Gate 7 بوابة here ";
    auto const said = caller.call({ "lines", "--language", "en", "--size-mm", "9", "--width-mm", "90" }, first + "\n\nخدمات البلدية\r\n");
    CHECK(said.exit == 0);
    auto const lines = objects(said.out);
    REQUIRE(lines.size() >= 4);
    std::size_t at = 0; // of the first paragraph
    std::int64_t paragraph = 0;
    for (auto const& line : lines) {
        auto const number = [](json::Value const& object, char const* key) { return object.find(key)->as_number(); };
        if (paragraph != line.find("paragraph")->as_integer())
            CHECK(line.find("line")->as_integer() == 0);
        paragraph = line.find("paragraph")->as_integer();
        if (paragraph == 0) {
            CHECK(line.find("start")->as_integer() == static_cast<std::int64_t>(at));
            at = static_cast<std::size_t>(line.find("end")->as_integer());
        }
        CHECK(number(line, "advance_mm") <= 90);
        double x = -100;
        for (auto const& run : line.find("runs")->as_array()) {
            auto const start = run.find("start")->as_integer();
            auto const end = run.find("end")->as_integer();
            CHECK((run.find("level")->as_integer() % 2 == 0 || run.find("font")->as_text() == "NotoSansArabicUI-Regular.ttf"));
            REQUIRE_FALSE(run.find("glyphs")->as_array().empty());
            auto const first_x = run.find("glyphs")->as_array().front().as_array()[2].as_number();
            CHECK(first_x >= x);
            x = first_x;
            for (auto const& glyph : run.find("glyphs")->as_array()) {
                CHECK(glyph.as_array()[1].as_integer() >= start);
                CHECK(glyph.as_array()[1].as_integer() < end);
            }
        }
    }
    CHECK(at == first.size());
    CHECK(paragraph == 2);
    CHECK(lines.back().find("end")->as_integer() == 25); // bytes, and without the carriage return
    // The space at the end of the first paragraph hangs: 0.26 em of a face whose capitals are 0.714 em.
    auto const& last_of_first = lines[lines.size() - 3];
    CHECK(last_of_first.find("hanging_mm")->as_number() == Approx(9 * 0.26 / 0.714).margin(0.01));
}

TEST_CASE("a millimetre is a millimetre at every size, and a direction can be given", "[main]")
{
    Caller caller;
    auto const lines = [&](std::string const& size, std::vector<std::string> const& more = {}) {
        std::vector<std::string> words { "lines", "--language", "en", "--width-mm", "500", "--size-mm", size };
        words.insert(words.end(), more.begin(), more.end());
        return objects(caller.call(words, "Insert your card").out).at(0);
    };
    auto const small = lines("4.8").find("advance_mm")->as_number();
    CHECK(lines("12").find("advance_mm")->as_number() == Approx(small * 12 / 4.8).margin(0.001));
    CHECK(lines("12", { "--weight", "bold" }).find("advance_mm")->as_number() > small * 12 / 4.8);
    CHECK(lines("4.8").find("x_mm")->as_number() == 0);
    CHECK(lines("4.8", { "--direction", "rtl" }).find("x_mm")->as_number() == Approx(500 - small).margin(0.001));
}

TEST_CASE("a picture has the theme's paper and ink, and the size that was asked for", "[main]")
{
    Caller caller;
    auto const file = (caller / "text.png").string();
    auto const said = caller.call({ "picture", "--language", "ko", "--size-mm", "9", "--width-mm", "60", "--px-per-mm", "4", "--out", file }, "주민등록 등본\n한글");
    INFO(said.error);
    REQUIRE(said.exit == 0);
    auto const picture = pictures::decode_png(read_file(file).value(), file).value();
    CHECK(picture.width() == 4 * (60 + 9 + 9));
    std::set<std::uint32_t> colours(picture.pixels().begin(), picture.pixels().end());
    CHECK(colours.contains(0xfbf9f5));
    CHECK(colours.contains(0x14212b));
    CHECK(picture.row(0)[0] == 0xfbf9f5);

    auto const json = caller.call({ "picture", "--json", "--language", "en", "--size-mm", "9", "--width-mm", "8", "--out", file }, "Internationalisation 🦊");
    CHECK(json.exit == 0);
    auto const told = json::parse(json.out, "told").value();
    CHECK(told.find("overfull")->as_bool());
    CHECK(told.find("missing_glyphs")->as_bool());

    auto const no_theme = caller.call({ "picture", "--language", "en", "--size-mm", "9", "--width-mm", "60", "--theme", "nowhere", "--out", file }, "A");
    CHECK(no_theme.exit == 1);
    CHECK_THAT(no_theme.error, Catch::Matchers::Contains("nowhere.json"));
    auto const no_folder = caller.call({ "picture", "--language", "en", "--size-mm", "9", "--width-mm", "60", "--out", (caller / "none/x.png").string() }, "A");
    CHECK(no_folder.exit == 1);
    auto const huge = caller.call({ "picture", "--language", "en", "--size-mm", "9", "--width-mm", "60", "--out", file }, std::string(10'000, '\n'));
    CHECK(huge.exit == 1);
    CHECK_THAT(huge.error, Catch::Matchers::Contains("the most that one picture holds"));
}

TEST_CASE("a stream that cannot be read or written is told", "[main]")
{
    doubles::Folder folder;
    Descriptor const directory(::open(folder.path().c_str(), O_RDONLY));
    Descriptor const full(::open("/dev/full", O_WRONLY));
    Descriptor const error(::open((folder / "error").c_str(), O_WRONLY | O_CREAT, 0600));
    CHECK(text_bidi({}, { directory.number(), full.number(), error.number() }) == command::Exit::findings);
    CHECK_THAT(read_file(folder / "error").value(), Catch::Matchers::Contains("standard input cannot be read"));
    Descriptor const questions(::open((folder / "in").c_str(), O_RDWR | O_CREAT, 0600));
    REQUIRE(write_all(questions.number(), "0061;0\n").has_value());
    ::lseek(questions.number(), 0, SEEK_SET);
    CHECK(text_bidi({}, { questions.number(), full.number(), error.number() }) == command::Exit::findings);
    CHECK_THAT(read_file(folder / "error").value(), Catch::Matchers::Contains("the answer cannot be written"));
}

TEST_CASE("a line may be long, and lie across any number of reads", "[main]")
{
    Caller caller;
    std::string input;
    for (int i = 0; i < 50'000; ++i)
        input += "05D0 ";
    input += ";1\n0061;0\n";
    auto const said = caller.call({ "bidi" }, input);
    CHECK(said.exit == 0);
    CHECK(said.out.starts_with("1;1 1 "));
    CHECK(said.out.ends_with(" 2 1 0\n0;0;0\n"));
}
