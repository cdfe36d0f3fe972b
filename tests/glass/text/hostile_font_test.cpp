// Fonts that are cut off, spoiled or none at all: an error that names the file, or a font that shapes and draws something.
#include "kiosk/base/core/file.h"
#include "kiosk/glass/text/face.h"
#include "kiosk/glass/text/paragraph.h"
#include "kiosk/glass/text/print.h"
#include "kiosk/glass/text/shape.h"
#include "tests/doubles/folder.h"
#include "tests/glass/text/sample.h"

#include <catch2/catch.hpp>
#include <fmt/format.h>
#include <fstream>
#include <random>

using namespace kiosk;
using namespace kiosk::text;

namespace {

std::string number(std::uint32_t value)
{
    std::string bytes;
    for (int shift = 24; shift >= 0; shift -= 8)
        bytes += static_cast<char>(static_cast<unsigned char>(value >> shift & 0xff));
    return bytes;
}

/// A font file, and a stack in which it is every face.
class Foundry {
public:
    explicit Foundry(std::string_view capital = "U+0627")
    {
        std::ofstream stack(m_folder / "stack");
        for (auto const* weight : { "regular", "bold" })
            stack << "face font\n weight " << weight << "\n scripts Latn Arab Hang\n capital " << capital << "\n line-height 1.45\n reason hostile\n";
    }

    [[nodiscard]] std::filesystem::path cast(std::string_view bytes) const
    {
        std::ofstream(m_folder / "font", std::ios::binary | std::ios::trunc) << bytes;
        return m_folder / "font";
    }

    /// Whether a font came of it that could be used. Draws whatever it says.
    [[nodiscard]] bool use(std::string_view bytes) const
    {
        auto const file = cast(bytes);
        auto alone = LoneFont::open(file);
        if (alone) {
            for (auto const text : { "AVATAR office", "لا إله بَيْتٌ", "한글 \u1112\u1161\u11ab" })
                (void)to_line(alone->shape(text));
        } else {
            CHECK(alone.error().kind == Failure::malformed);
            CHECK_THAT(alone.error().story, Catch::Matchers::StartsWith(file.string() + ": "));
        }
        auto const stack = FontStack::load(m_folder / "stack");
        if (!stack) {
            CHECK(stack.error().kind == Failure::malformed);
            CHECK_THAT(stack.error().story, Catch::Matchers::StartsWith(file.string() + ": "));
            return false;
        }
        CHECK(alone.has_value());
        Coverage sheet(120, 80);
        for (auto const language : all_languages)
            paint(*stack, Paragraph(*stack, "HAVA To بلاَ 한글 H", { language }).lay_out({ 12, 100 }), sheet, 4, 4);
        return true;
    }

private:
    doubles::Folder m_folder;
};

std::string shipped(char const* name) { return read_file(sample::fonts_folder() / name).value(); }

}

TEST_CASE("a font that is cut off anywhere is told by its name", "[text]")
{
    Foundry const foundry;
    auto const whole = shipped("NotoSansArabicUI-Regular.ttf");
    REQUIRE(foundry.use(whole));
    std::vector<std::size_t> lengths;
    for (std::size_t length = 0; length < 400; ++length)
        lengths.push_back(length);
    for (std::size_t length = 400; length < whole.size() - 4; length += 997)
        lengths.push_back(length);
    lengths.push_back(whole.size() - 4); // up to three bytes behind the last table are padding
    for (auto const length : lengths) {
        CAPTURE(length);
        CHECK_FALSE(foundry.use(whole.substr(0, length)));
    }
}

TEST_CASE("a font with a byte that is not its own is an error or a font", "[text]")
{
    std::mt19937 random(7);
    for (auto const& [name, capital] : { std::pair("NotoSansArabicUI-Regular.ttf", "U+0627"), std::pair("NotoSans-Regular.ttf", "U+0048") }) {
        Foundry const foundry(capital);
        auto const whole = shipped(name);
        std::size_t usable = 0;
        constexpr std::size_t rounds = 150;
        for (std::size_t round = 0; round < rounds; ++round) {
            auto spoilt = whole;
            // Half of them where the tables are named and the small ones stand.
            auto const within = round % 2 == 0 ? std::size_t { 2'000 } : spoilt.size();
            for (auto changes = 1 + random() % 8; changes > 0; --changes)
                spoilt[random() % within] = static_cast<char>(random());
            usable += foundry.use(spoilt);
        }
        CHECK(usable > rounds / 10); // else nothing was shaped and drawn
        CHECK(usable < rounds);
    }
}

TEST_CASE("what is no font says why", "[text]")
{
    Foundry const foundry;
    auto const whole = shipped("NotoSansArabicUI-Regular.ttf");
    auto const why = [&](std::string_view bytes, unsigned index = 0) {
        auto const font = LoneFont::open(foundry.cast(bytes), index);
        return font ? std::string("it is a font") : font.error().story.substr(font.error().story.find(": ") + 2);
    };
    CHECK(why("") == "it is too short to be a font");
    CHECK(why("OTTO") == "it is too short to be a font");
    CHECK(why("these are words and no font") == "it does not begin as an OpenType font does");
    CHECK(why(number(0x00010000) + number(0xffff0000) + number(0)) == "it ends in its table directory");
    CHECK(why(number(0x00010000) + number(0) + number(0)) == "it has no table head");
    CHECK(why(number(0x00010000) + number(0x00010000) + number(0) + "he\x01\xff" + number(0) + number(0xffffffff) + number(0xffffffff))
        == "it is cut off: its table he?? ends at byte 8589934590, the file at 28");
    CHECK(why(whole, 1) == "it has one font, and none of number 1");
    CHECK(why("ttcf" + number(0x00010000) + number(0xffffffff), 7) == "it ends in its list of fonts");
    CHECK(why("ttcf" + number(0x00010000) + number(0)) == "it has 0 fonts, and none of number 0");
    CHECK(why("ttcf" + number(0x00010000) + number(1) + number(0xfffffff0)) == "it ends before its table directory");
    CHECK(why("ttcf" + number(0x00010000) + number(1) + number(0)) == "it does not begin as an OpenType font does");
    CHECK(why(whole) == "it is a font");
    // A collection of one: the tables' places count from the file's begin.
    auto collection = "ttcf" + number(0x00010000) + number(1) + number(16) + whole;
    auto const tables = static_cast<std::size_t>(static_cast<unsigned char>(whole[5]));
    for (std::size_t table = 0; table < tables; ++table) {
        auto const place = 16 + 12 + table * 16 + 8;
        std::uint32_t offset = 0;
        for (std::size_t i = 0; i < 4; ++i)
            offset = offset << 8 | static_cast<unsigned char>(collection[place + i]);
        collection.replace(place, 4, number(offset + 16));
    }
    CHECK(why(collection) == "it is a font");
    CHECK(why(collection, 1) == "it has 1 fonts, and none of number 1");
    CHECK(foundry.use(collection));
}

TEST_CASE("a font that cannot be opened is told by its name", "[text]")
{
    doubles::Folder const folder;
    auto const nothing = LoneFont::open(folder / "none.ttf");
    REQUIRE_FALSE(nothing.has_value());
    CHECK(nothing.error().kind == Failure::absent);
    CHECK(nothing.error().story == (folder / "none.ttf").string() + ": cannot open the font");
    auto const directory = LoneFont::open(folder.path());
    REQUIRE_FALSE(directory.has_value());
    CHECK(directory.error().kind == Failure::refused);
    CHECK(directory.error().story == folder.path().string() + ": cannot open the font");
}
