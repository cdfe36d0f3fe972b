#include "kiosk/glass/ui/themes.h"

#include "kiosk/base/core/file.h"
#include "kiosk/glass/language/messages.h"
#include "tests/doubles/content.h"

#include <catch2/catch.hpp>

#include <filesystem>

using namespace kiosk;
using namespace kiosk::ui;

namespace {

std::string shipped()
{
    auto text = read_file(std::filesystem::path(SHUBBAK_SOURCE) / "assets" / "themes" / "default.json");
    REQUIRE(text.has_value());
    return *std::move(text);
}

std::string with(std::string text, std::string const& before, std::string const& after)
{
    auto const at = text.find(before);
    REQUIRE(at != std::string::npos);
    return text.replace(at, before.size(), after);
}

std::string story(std::string const& text)
{
    auto const theme = Theme::parse(text, "city.json", Contrast::usual);
    REQUIRE_FALSE(theme.has_value());
    CHECK(theme.error().kind == Failure::malformed);
    return theme.error().story;
}

}

TEST_CASE("contrast is that of WCAG", "[ui][theme]")
{
    CHECK(contrast({ 0x000000 }, { 0xFFFFFF }) == Approx(21.0));
    CHECK(contrast({ 0xFFFFFF }, { 0x000000 }) == Approx(21.0));
    CHECK(contrast({ 0x777777 }, { 0xFFFFFF }) == Approx(4.48).margin(0.005));
    CHECK(contrast({ 0x336699 }, { 0x336699 }) == Approx(1.0));
}

TEST_CASE("the shipped theme is read and reaches its contrast", "[ui][theme]")
{
    auto const theme = Theme::parse(shipped(), "default.json", Contrast::usual);
    REQUIRE(theme.has_value());
    CHECK(theme->name() == "default");
    CHECK(theme->colour(Token::paper) == Colour { 0xFBF9F5 });
    CHECK(contrast(theme->colour(Token::ink), theme->colour(Token::paper)) > 15);
}

TEST_CASE("a theme that misses its contrast is refused with the two colours named", "[ui][theme]")
{
    auto const told = story(with(shipped(), "\"ink2\": \"#22303A\"", "\"ink2\": \"#5A6670\""));
    CHECK(told.starts_with("city.json:9: "));
    CHECK(told.find("ink2 #5A6670") != std::string::npos);
    CHECK(told.find("paper #FBF9F5") != std::string::npos);
}

TEST_CASE("a theme may ask for more contrast than its kind, not for less", "[ui][theme]")
{
    auto const asking = [](char const* least) { return with(shipped(), "\"colours\"", std::string("\"least_contrast\": ") + least + ",\n  \"colours\""); };
    CHECK(Theme::parse(asking("10.2"), "city.json", Contrast::usual).has_value());
    CHECK(story(asking("9")).starts_with("city.json:4: expected a contrast from 10 to 21"));
    CHECK(story(asking("20")).find("at least 20 between") != std::string::npos);
}

TEST_CASE("a theme's mistakes are told with file and line", "[ui][theme]")
{
    CHECK(story(with(shipped(), "\"sand\": \"#F1EBDE\",", "")).find("sand") != std::string::npos);
    CHECK(story(with(shipped(), "\"#F1EBDE\"", "\"beige\"")).starts_with("city.json:7: expected a colour"));
    CHECK(story(with(shipped(), "\"#F1EBDE\"", "\"#EFE8D\"")).starts_with("city.json:7: "));
    CHECK(story(with(shipped(), "\"sand\"", "\"dune\"")).find("city.json") != std::string::npos);
    CHECK(story("{ \"name\": ").starts_with("city.json:"));
}

namespace {

/// A copy of the shipped assets' themes and icons that a test changes.
struct Town {
    Town() { content.take_from(std::filesystem::path(SHUBBAK_SOURCE) / "assets"); }
    void says(std::string const& city) const { content.put("themes/city.json", city); }
    [[nodiscard]] Themes::Loaded load() const { return Themes::load(content.assets() / "themes"); }
    [[nodiscard]] std::string only_line(Themes::Loaded const& loaded) const
    {
        REQUIRE(loaded.findings.size() == 1);
        CHECK_FALSE(loaded.findings.front().ok);
        return content.shorten(to_line(loaded.findings.front()));
    }
    doubles::Content content;
};

}

TEST_CASE("the release's four themes are good, each within its own bounds", "[ui][theme][C1]")
{
    auto const loaded = Town().load();
    CHECK(loaded.findings.empty());
    for (auto const contrast_kind : { Contrast::usual, Contrast::high, Contrast::dark, Contrast::low }) {
        auto const& theme = loaded.themes.of(contrast_kind);
        CHECK(theme.name() == name_of(contrast_kind));
        auto const reached = contrast(theme.colour(Token::ink), theme.colour(Token::paper));
        CHECK(reached >= bounds_of(contrast_kind).least);
        CHECK(reached <= bounds_of(contrast_kind).most);
        // What the program was made with is what the release holds.
        CHECK(Themes::built_in().of(contrast_kind).colour(Token::primary) == theme.colour(Token::primary));
    }
}

TEST_CASE("a theme that cannot be read gives way to the program's own, and is a finding", "[ui][theme][C1]")
{
    Town const city;
    city.content.put("themes/dark.json", "{ \"name\": \"dark\", ");
    auto const loaded = city.load();
    CHECK(city.only_line(loaded).find("themes/dark.json") != std::string::npos);
    CHECK(loaded.themes.of(Contrast::dark).colour(Token::paper) == Themes::built_in().of(Contrast::dark).colour(Token::paper));
    // And without any file at all.
    auto const nothing = Themes::load(city.content.assets() / "no-such-folder");
    CHECK(nothing.findings.size() == 4);
    CHECK(nothing.themes.of(Contrast::usual).colour(Token::paper) == Colour { 0xFBF9F5 });
}

TEST_CASE("a city changes colours, mark and name in one file", "[ui][theme][C1]")
{
    Town const city;
    city.content.put("themes/palm.svg", R"(<svg viewBox="0 0 24 24" fill="none" stroke="currentColor"><path d="M12 22V8"/></svg>)");
    city.says(R"({ "$schema": "../schemas/city.json",
        "name": { "en": "Palm Town's {own}" }, "logo": "palm.svg",
        "colours": { "default": { "primary": "#3A1F4A" } } })");
    auto const loaded = city.load();
    CHECK(loaded.findings.empty());
    CHECK(loaded.themes.of(Contrast::usual).colour(Token::primary) == Colour { 0x3A1F4A });
    CHECK(loaded.themes.of(Contrast::dark).colour(Token::primary) == Themes::built_in().of(Contrast::dark).colour(Token::primary));
    CHECK(loaded.city.logo.filename() == "palm.svg");
    auto const messages = language::Messages::load(city.content.assets(), { .names = loaded.city.names });
    REQUIRE(messages.has_value());
    CHECK(messages->say(Language::english, "city.name") == "Palm Town's {own}");
    CHECK_FALSE(messages->say(Language::arabic, "city.name").empty());
}

TEST_CASE("a city's colour that misses the contrast is refused with the two colours named, and its other themes stand", "[ui][theme][C1]")
{
    Town const city;
    city.says("{ \"$schema\": \"../schemas/city.json\",\n  \"colours\": {\n    \"default\": {\n      \"primary\": \"#C06020\"\n    },\n"
              "    \"dark\": { \"primary\": \"#C8F0D8\" } } }");
    auto const loaded = city.load();
    auto const line = city.only_line(loaded);
    CHECK(line.find("themes/city.json:4: expected a contrast of at least 10 between primary #C06020 and paper #FBF9F5, saw 4.") != std::string::npos);
    CHECK(loaded.themes.of(Contrast::usual).colour(Token::primary) == Themes::built_in().of(Contrast::usual).colour(Token::primary));
    CHECK(loaded.themes.of(Contrast::dark).colour(Token::primary) == Colour { 0xC8F0D8 });
}

TEST_CASE("unknown colours, themes and members of a city's file are told with file and line", "[ui][theme][C1]")
{
    Town const city;
    auto const told = [&](char const* text) {
        city.says(text);
        return city.only_line(city.load());
    };
    CHECK(told("{\n \"colours\": { \"default\": { \"teal\": \"#003545\" } } }").find("city.json:2: expected the name of a colour") != std::string::npos);
    CHECK(told("{\n \"colours\": { \"sepia\": {} } }").find("city.json:2") != std::string::npos);
    CHECK(told("{\n \"colours\": { \"dark\": { \"ink\": 12 } } }").find("city.json:2: expected a colour") != std::string::npos);
    CHECK(told("{\n \"logo\": \"../../etc/mark.svg\" }").find("city.json:2: expected the name of an SVG beside this file") != std::string::npos);
    CHECK(told("{\n \"logo\": \"none.svg\" }").find("city.json:2: expected a mark") != std::string::npos);
    CHECK(told("{\n \"left\": 12 }").find("city.json:2") != std::string::npos);
    CHECK(told("{\n \"name\": { \"en\": \"\" } }").find("city.json:2: expected the city's name") != std::string::npos);
    CHECK(told("not json").find("city.json:1") != std::string::npos);
}
