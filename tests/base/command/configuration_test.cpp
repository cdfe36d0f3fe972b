#include "kiosk/base/command/configuration.h"
#include "tests/doubles/folder.h"

#include <catch2/catch.hpp>
#include <fstream>

using namespace kiosk;
using command::Configuration;

namespace {

command::Environment surroundings(std::map<std::string, std::string, std::less<>> values = { { "HOME", "/home/kiosk" } })
{
    return [values](std::string_view name) {
        auto const found = values.find(name);
        return found == values.end() ? std::nullopt : std::optional(found->second);
    };
}

command::LoadedConfiguration read(std::string_view text)
{
    return command::parse(text, "kiosk.toml", "/etc/shubbak", surroundings()).value();
}

/// The text with a number in front, so that the only findings are those that a test is about.
command::LoadedConfiguration read_numbered(std::string_view text)
{
    return read("kiosk.number = 7\n" + std::string(text));
}

}

TEST_CASE("every key of the configuration is read", "[command]")
{
    auto const loaded = read(R"(
[kiosk]
number = 42
name = "Central library, ground floor"
[city]
name = { ar = "مدينة", en = "City", ko = "도시" }
language = "ko"
country = "KR"
digits = "arab"
time_zone = "Asia/Seoul"
help_phone = "+82 2 120"
[panel]
width_mm = 708.5
height_mm = 398
bottom_above_floor_mm = 900
width_px = 1920
height_px = 1080
fullscreen = false
[content]
assets = "content"
fonts = "/usr/share/shubbak/fonts"
[state]
directory = "../../var/lib/shubbak"
[hub]
url = "https://hub.example/"
key_file = "hub.pub"
[idle]
warn_seconds = 150
react_seconds = 30
warn_unhurried_seconds = 600
done_seconds = 40
[visit]
text_size = "large"
contrast = "dark"
pace = "easy"
reach = "low"
[touch]
long_press_ms = 1200
beside_mm = 4.5
)");
    CHECK(loaded.findings.empty());
    auto const& [kiosk, city, panel, content, state, hub, idle, visit, touch] = loaded.configuration;
    CHECK(kiosk.number == 42);
    CHECK(kiosk.name == "Central library, ground floor");
    CHECK(city.names.at(Language::korean) == "도시");
    CHECK(city.names.size() == 3);
    CHECK(city.language == Language::korean);
    CHECK(city.country == "KR");
    CHECK(city.time_zone == "Asia/Seoul");
    CHECK(city.digits == command::Digits::arabic_indic);
    CHECK(panel.width == Millimetres { 708.5F });
    CHECK(panel.height == Millimetres { 398 });
    CHECK(panel.bottom_above_floor == Millimetres { 900 });
    CHECK(panel.width_px == 1920);
    CHECK(panel.height_px == 1080);
    CHECK_FALSE(panel.fullscreen);
    CHECK(content.assets == "/etc/shubbak/content");
    CHECK(content.fonts == "/usr/share/shubbak/fonts");
    CHECK(state.directory == "/var/lib/shubbak");
    CHECK(hub.url == "https://hub.example");
    CHECK(hub.key_file == "/etc/shubbak/hub.pub");
    CHECK(idle.warn == std::chrono::seconds(150));
    CHECK(idle.react == std::chrono::seconds(30));
    CHECK(idle.warn_unhurried == std::chrono::seconds(600));
    CHECK(idle.done == std::chrono::seconds(40));
    CHECK(city.help_phone == "+82 2 120");
    CHECK(visit.text_size == Configuration::Visit::TextSize::large);
    CHECK(visit.contrast == Configuration::Visit::Contrast::dark);
    CHECK(visit.pace == Configuration::Visit::Pace::easy);
    CHECK(visit.reach == Configuration::Visit::Reach::low);
    CHECK(touch.long_press == std::chrono::milliseconds(1200));
    CHECK(touch.beside == Millimetres { 4.5F });
    CHECK(touch.rebound == Duration::zero());
}

TEST_CASE("a wrong value is told by file and line, and the default stays", "[command]")
{
    auto const loaded = read_numbered("[panel]\nwidth_px = 1080\n\nwidth_mm = \"wide\"\nheight_mm = 600\n");
    REQUIRE(loaded.findings.size() == 1);
    CHECK(to_line(loaded.findings[0]) == R"(kiosk.toml:5: expected a number of millimetres (50 to 5000) for [panel] width_mm, saw "wide"; measure the glass and write the number without a unit)");
    CHECK_FALSE(loaded.findings[0].ok);
    CHECK(loaded.configuration.panel.width == Millimetres { 336 });
    CHECK(loaded.configuration.panel.height == Millimetres { 600 });
}

TEST_CASE("each kind of value is refused when it is of another kind or out of range", "[command]")
{
    auto const wrong = GENERATE(as<std::string> {},
        "[panel]\nwidth_mm = nan", "[panel]\nwidth_mm = 49", "[panel]\nheight_mm = inf", "[panel]\nheight_mm = true",
        "[panel]\nwidth_px = 1080.0", "[panel]\nheight_px = -1", "[panel]\nheight_px = 99999999999",
        "[panel]\nfullscreen = 1", "[panel]\nfullscreen = \"yes\"", "[panel]\nbottom_above_floor_mm = -1",
        "[city]\nlanguage = \"fr\"", "[city]\nlanguage = 3", "[city]\ndigits = \"roman\"", "[city]\ncountry = \"eg\"", "[city]\ncountry = \"Egypt\"", "[city]\ncountry = 20",
        "[city]\ntime_zone = \"../../etc\"", "[city]\ntime_zone = \"/etc/localtime\"", "[city]\ntime_zone = \"\"", "[city]\ntime_zone = 2", "[city]\nlocale = \"ar-EG\"",
        "[city]\nname = 7", "[city]\nname = { fr = \"Ville\" }", "[city]\nname = { ar = 7 }",
        "[content]\nassets = 7", "[content]\nfonts = \"\"", "[state]\ndirectory = [\"a\"]", "[state]\ndirectory = \"a\\u0000b\"",
        "[hub]\nurl = \"hub.example\"", "[hub]\nurl = \"ftp://hub\"", "[hub]\nurl = \"http://a b\"", "[hub]\nkey_file = 1",
        "[touch]\nlong_press_ms = 100", "[touch]\nbeside_mm = 7", "[touch]\nrebound_ms = \"long\"", "[touch]\nforce = 1",
        "[idle]\nwarn_seconds = 119", "[idle]\nwarn_seconds = 301", "[idle]\nreact_seconds = 19", "[idle]\nreact_seconds = 46", "[idle]\nwarn_unhurried_seconds = 299", "[idle]\ndone_seconds = 29",
        "[idle]\nwarn_seconds = 0", "[idle]\nreact_seconds = \"45\"", "[idle]\nwarn_seconds = 120.5",
        "[idle]\nwarn_unhurried_seconds = 1", "[idle]\ndone_seconds = true", "[visit]\ntext_size = \"huge\"", "[visit]\ncontrast = 1",
        "[visit]\npace = \"fast\"", "[visit]\nreach = true", "[visit]\nmotion = \"still\"",
        "[city]\nhelp_phone = 15555", "[city]\nhelp_phone = \"\"", "[city]\nhelp_phone = \"+\"", "[city]\nhelp_phone = \"1234-call\"",
        "kiosk.name = 12");
    INFO(wrong);
    auto const loaded = read_numbered(wrong);
    REQUIRE(loaded.findings.size() == 1);
    CHECK_THAT(loaded.findings[0].where, Catch::Matchers::StartsWith("kiosk.toml:"));
    CHECK(loaded.findings[0].where != "kiosk.toml:1");
    CHECK_FALSE(loaded.findings[0].remedy.empty());
    auto expected = command::defaults(surroundings());
    expected.kiosk.number = 7;
    CHECK(command::write(loaded.configuration) == command::write(expected));
}

TEST_CASE("an unknown key or section is refused by its name", "[command]")
{
    auto const loaded = read_numbered("[panel]\nwidht_mm = 300\n[pannel]\nwidth_mm = 300\n");
    REQUIRE(loaded.findings.size() == 2);
    CHECK(loaded.findings[0].where == "kiosk.toml:3");
    CHECK(loaded.findings[0].seen == "\"widht_mm\"");
    CHECK_THAT(loaded.findings[0].expected, Catch::Matchers::Contains("width_mm"));
    CHECK(loaded.findings[1].where == "kiosk.toml:4");
    CHECK(loaded.findings[1].seen == "\"pannel\"");
    CHECK(loaded.configuration.panel.width == Millimetres { 336 });
}

TEST_CASE("a section that is no section is told", "[command]")
{
    auto const loaded = read_numbered("panel = 300\n");
    REQUIRE(loaded.findings.size() == 1);
    CHECK(loaded.findings[0].where == "kiosk.toml:2");
}

TEST_CASE("a kiosk without a number is told, and so is a wrong number", "[command]")
{
    auto const none = read("");
    REQUIRE(none.findings.size() == 1);
    CHECK(none.findings[0].where == "kiosk.toml");
    CHECK(none.configuration.kiosk.number == 0);
    for (auto const* wrong : { "kiosk.number = 10000", "kiosk.number = -1", "kiosk.number = \"7\"" }) {
        auto const loaded = read(wrong);
        REQUIRE(loaded.findings.size() == 1);
        CHECK(loaded.findings[0].where == "kiosk.toml:1");
        CHECK(loaded.configuration.kiosk.number == 0);
    }
}

TEST_CASE("what is not TOML is an error with its line, and nothing of it is used", "[command]")
{
    for (auto const* text : { "[kiosk]\nnumber = 1\nnumber = 2\n", "[kiosk]\nname = \"x\"\n[kiosk", "a = 1\nb = 2\nname = \"\xff\"", "\n\n[+kiosk]\n" }) {
        INFO(text);
        auto const loaded = command::parse(text, "kiosk.toml", "/", surroundings());
        REQUIRE_FALSE(loaded);
        CHECK(loaded.error().kind == Failure::malformed);
        CHECK_THAT(loaded.error().story, Catch::Matchers::StartsWith("kiosk.toml:3: expected TOML"));
    }
}

TEST_CASE("a file that is not there, and one that is", "[command]")
{
    doubles::Folder const folder;
    auto const absent = command::load(folder / "kiosk.toml", surroundings());
    REQUIRE_FALSE(absent);
    CHECK(absent.error().kind == Failure::absent);

    std::ofstream(folder / "kiosk.toml") << "[kiosk]\nnumber = 3\n[hub]\nkey_file = \"hub.pub\"\n";
    auto const loaded = command::load(folder / "kiosk.toml", surroundings());
    REQUIRE(loaded);
    CHECK(loaded->findings.empty());
    CHECK(loaded->configuration.kiosk.number == 3);
    CHECK(loaded->configuration.hub.key_file == folder / "hub.pub");
}

TEST_CASE("the state is where the service manager says, else where the user keeps state", "[command]")
{
    auto const directory = [](auto values) { return command::defaults(surroundings(values)).state.directory.string(); };
    using Values = std::map<std::string, std::string, std::less<>>;
    CHECK(directory(Values { { "STATE_DIRECTORY", "/var/lib/shubbak:/var/lib/other" }, { "XDG_STATE_HOME", "/x" }, { "HOME", "/h" } }) == "/var/lib/shubbak");
    CHECK(directory(Values { { "XDG_STATE_HOME", "/x" }, { "HOME", "/h" } }) == "/x/shubbak");
    CHECK(directory(Values { { "HOME", "/h" } }) == "/h/.local/state/shubbak");
}

TEST_CASE("assets and fonts are found without a configuration", "[command]")
{
    auto const configuration = command::defaults(surroundings());
    CHECK(configuration.content.assets == std::filesystem::path(SHUBBAK_SOURCE) / "assets");
    CHECK(configuration.content.fonts == std::filesystem::path(SHUBBAK_SOURCE) / "fonts");
}

TEST_CASE("a configuration is written so that it reads back the same", "[command]")
{
    auto configuration = command::defaults(surroundings());
    configuration.kiosk = { .number = 12, .name = "by the \"old\" door\\\n\x7f" };
    configuration.hub = { .url = "http://127.0.0.1:9", .key_file = "/k/hub.pub" };
    configuration.city.names = { { Language::arabic, "مدينة" }, { Language::english, "City" } };
    configuration.city.digits = command::Digits::arabic_indic;
    configuration.panel.width = { 268.4F };
    configuration.panel.fullscreen = false;
    configuration.idle.warn = std::chrono::seconds(240);
    configuration.city.help_phone = "15 555";
    configuration.visit = { Configuration::Visit::TextSize::small, Configuration::Visit::Contrast::low, Configuration::Visit::Pace::easy, Configuration::Visit::Reach::low };
    auto const text = command::write(configuration);
    auto const back = read(text);
    CHECK(back.findings.empty());
    CHECK(command::write(back.configuration) == text);
    CHECK(back.configuration.kiosk.name == configuration.kiosk.name);
    CHECK(back.configuration.panel.width == configuration.panel.width);
    CHECK(back.configuration.city.names == configuration.city.names);
}

TEST_CASE("the density of the reference panel", "[command]")
{
    CHECK(Configuration::Panel {}.density().pixels(Millimetres { 100 }) == Approx(321.43).epsilon(0.001));
}
