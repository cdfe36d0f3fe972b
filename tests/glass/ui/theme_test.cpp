#include "kiosk/glass/ui/theme.h"

#include "kiosk/base/core/file.h"

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
    auto const theme = Theme::parse(text, "city.json");
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
    auto const theme = Theme::parse(shipped(), "default.json");
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

TEST_CASE("a theme names its own least contrast, within reason", "[ui][theme]")
{
    auto const pale = with(shipped(), "\"ink2\": \"#22303A\"", "\"ink2\": \"#5A6670\"");
    CHECK(Theme::parse(with(pale, "\"least_contrast\": 10", "\"least_contrast\": 4.5"), "city.json").has_value());
    CHECK(story(with(shipped(), "\"least_contrast\": 10", "\"least_contrast\": 2")).starts_with("city.json:3: "));
    CHECK_FALSE(Theme::parse(with(shipped(), "\"least_contrast\": 10", "\"least_contrast\": 20"), "city.json").has_value());
}

TEST_CASE("a theme's mistakes are told with file and line", "[ui][theme]")
{
    CHECK(story(with(shipped(), "\"sand\": \"#EFE8DA\",", "")).find("sand") != std::string::npos);
    CHECK(story(with(shipped(), "\"#EFE8DA\"", "\"beige\"")).starts_with("city.json:7: expected a colour"));
    CHECK(story(with(shipped(), "\"#EFE8DA\"", "\"#EFE8D\"")).starts_with("city.json:7: "));
    CHECK(story(with(shipped(), "\"sand\"", "\"dune\"")).find("city.json") != std::string::npos);
    CHECK(story("{ \"name\": ").starts_with("city.json:"));
}
