#include "kiosk/app/play/player.h"

#include <catch2/catch.hpp>
#include <fmt/format.h>

using namespace kiosk;
using namespace kiosk::play;

TEST_CASE("a journey's verbs are read with their line numbers", "[play]")
{
    auto const journey = parse_journey("# a visit\nlanguage ar\n\ntouch rest.begin  # begin\ntype step.phone \"012#3\"\ncard insert 4\n"
                                       "paper out after 120\nhub away\nclock +2m\nkeypad select\nswitch next\nexpect text \"two words\"\nexpect no x\nstaff answer\nexpect setting pace easy",
        "j");
    REQUIRE(journey);
    REQUIRE(journey->lines.size() == 13);
    CHECK(journey->lines[0].number == 2);
    CHECK(std::get<verb::SpeakLanguage>(journey->lines[0].verb).language == Language::arabic);
    CHECK(std::get<verb::Touch>(journey->lines[1].verb).node == "rest.begin");
    CHECK(std::get<verb::Type>(journey->lines[2].verb).text.view() == "012#3");
    CHECK(std::get<verb::DeviceCommand>(journey->lines[3].verb).words == "card insert 4");
    CHECK(std::get<verb::DeviceCommand>(journey->lines[4].verb).words == "paper out after 120");
    CHECK(std::get<verb::Hub>(journey->lines[5].verb) == verb::Hub::away);
    CHECK(std::get<verb::MoveClock>(journey->lines[6].verb).by == std::chrono::minutes(2));
    CHECK(std::get<verb::ExpectText>(journey->lines[9].verb).text.view() == "two words");
    CHECK(std::get<verb::Staff>(journey->lines[11].verb) == verb::Staff::answer);
    CHECK(std::get<verb::ExpectSetting>(journey->lines[12].verb).value == "easy");
}

TEST_CASE("a line that is not a verb is named with file, line and what was expected", "[play]")
{
    auto const story = [](std::string_view text) {
        auto const journey = parse_journey(text, "j");
        REQUIRE_FALSE(journey);
        CHECK(journey.error().kind == Failure::malformed);
        return journey.error().story;
    };
    CHECK(story("touch a\njump") == "j:2: expected a verb (language, touch, type, card, paper, hub, staff, clock, keypad, switch, earpiece, expect), saw 'jump'");
    CHECK(story("language fr").starts_with("j:1: 'fr' is not a language"));
    CHECK(story("clock 2m") == "j:1: expected a span like +2m, +45s, +1h or +300ms, saw '2m'");
    CHECK(story("expect text \"open") == "j:1: expected a closing quotation mark");
    CHECK(story("staff sleep") == "j:1: expected look or answer, saw 'sleep'");
    CHECK(story("expect setting pace").starts_with("j:1: expected 'expect setting NAME VALUE'"));
    CHECK(story("hub gone") == "j:1: expected away or back, saw 'gone'");
    CHECK(story("touch").starts_with("j:1: expected 'touch NODE'"));
}

namespace {

/// A kiosk of one screen whose nodes change as scripted.
struct ScriptedTheatre : Theatre {
    std::vector<Node> shown { { "home.service.a", SecretText("Service \xE2\x81\xA8one\xE2\x81\xA9"), 10, 20, 100, 40, true } };
    std::string on_glass = "home";
    std::vector<std::string> done;
    std::vector<std::string> saved;
    std::uint64_t frame = 1;
    int pumped = 0;

    bool pump(std::function<bool()> const& holds, Duration) override
    {
        ++pumped;
        return holds();
    }
    void touch(float x, float y) override
    {
        ++frame;
        done.push_back(fmt::format("touch {} {}", x, y));
    }
    std::function<void()> on_plug = [] { };
    std::function<void()> on_key = [] { };
    void press(verb::Keypad) override
    {
        done.emplace_back("keypad");
        on_key();
    }
    void plug(verb::EarPiece way) override 
    {
        done.emplace_back(way == verb::EarPiece::in ? "in" : "out");
        on_plug();
    }
    std::vector<SecretText> said;
    std::vector<SecretText> const& spoken() const override { return said; }
    void press(verb::Switch) override { done.emplace_back("switch"); }
    Result<void> command_devices(std::string_view words) override
    {
        done.emplace_back(words);
        return {};
    }
    void set_hub(verb::Hub hub) override { done.emplace_back(hub == verb::Hub::away ? "away" : "back"); }
    Result<void> ask_staff(verb::Staff staff) override
    {
        done.emplace_back(staff == verb::Staff::look ? "staff look" : "staff answer");
        return {};
    }
    void move_clock(Duration) override { done.emplace_back("clock"); }
    std::string screen() const override { return on_glass; }
    Language language() const override { return Language::english; }
    std::vector<Node> nodes() const override { return shown; }
    /// What keys_for() answers; nothing: there is no keyboard.
    std::optional<Result<std::vector<std::string>>> keys;
    Result<std::vector<std::string>> keys_for(std::string_view, std::string_view) const override { return keys.value_or(failed(Failure::absent, "none")); }
    std::vector<std::string> transaction_states() const override { return {}; }
    std::string setting(std::string_view name) const override { return name == "pace" ? "usual" : ""; }
    std::string service() const override { return {}; }
    std::uint64_t frames() const override { return frame; }
    Result<void> save_picture(std::filesystem::path const& file) override
    {
        saved.push_back(file.filename().string());
        return {};
    }
};

Result<void> played(ScriptedTheatre& theatre, std::string_view text)
{
    return Player(theatre, {}).play(parse_journey(text, "j").value());
}

}

TEST_CASE("a touch lands in the middle of its node", "[play]")
{
    ScriptedTheatre theatre;
    REQUIRE(played(theatre, "touch home.service.a\ncard insert 1\nhub away"));
    CHECK(theatre.done == std::vector<std::string> { "touch 60 40", "card insert 1", "away" });
}

TEST_CASE("a text is typed by the keys that the keyboard names, or by a keypad's digits", "[play]")
{
    ScriptedTheatre theatre;
    theatre.shown = { { "n.key.a", SecretText("a"), 0, 0, 10, 10, true }, { "n.key.shift", SecretText(), 20, 0, 10, 10, true }, { "n.key.1", SecretText("1"), 40, 0, 10, 10, true } };
    REQUIRE(played(theatre, "type n \"1a\""));
    CHECK(theatre.done == std::vector<std::string> { "touch 45 5", "touch 5 5" });
    theatre.done.clear();
    theatre.keys = std::vector<std::string> { "n.key.shift", "n.key.a" };
    REQUIRE(played(theatre, "type n \"A\""));
    CHECK(theatre.done == std::vector<std::string> { "touch 25 5", "touch 5 5" });
    theatre.keys = failed(Failure::refused, "the keyboard 'n' cannot type that");
    CHECK(played(theatre, "type n \"\u00df\"").error().story == "j:1: expected keys for that text, saw that the keyboard 'n' cannot type that");
    CHECK(played(theatre, "type other \"1\"").error().story == "j:1: expected keys of 'other', saw screen home without them");
}

TEST_CASE("what is spoken is expected in its order, with vowels or without", "[play]")
{
    ScriptedTheatre theatre;
    theatre.said = { SecretText("before the journey"), SecretText("one"), SecretText("\u0623\u064E\u0647\u0652\u0644\u064B\u0627"), SecretText("three") };
    std::vector<SecretText> later(theatre.said.begin() + 1, theatre.said.end());
    theatre.said.resize(1);
    CHECK(played(theatre, "expect spoken \"before\"").error().story == "j:1: expected to hear \"before\", saw screen home: nothing said");
    Player player(theatre, {});
    auto const journey = parse_journey("earpiece in\nexpect spoken \"\u0623\u0647\u0644\u0627\"\nexpect spoken \"one\"", "j").value();
    // Heard while it plays: after the journey has begun.
    theatre.on_plug = [&] { theatre.said.insert(theatre.said.end(), later.begin(), later.end()); };
    auto const ended = player.play(journey);
    REQUIRE_FALSE(ended);
    CHECK(ended.error().story == "j:3: expected to hear \"one\", saw screen home: three");
}

TEST_CASE("the keypad goes down to a thing until it has the focus", "[play]")
{
    ScriptedTheatre theatre;
    theatre.shown = { { "a", SecretText("a"), 0, 0, 1, 1, true, true }, { "b", SecretText("b"), 0, 0, 1, 1, true, false } };
    theatre.on_key = [&] { std::swap(theatre.shown[0].focused, theatre.shown[1].focused); };
    CHECK(played(theatre, "keypad to b"));
    CHECK(theatre.shown[1].focused);
    CHECK(played(theatre, "keypad to c").error().story == "j:1: expected a thing 'c', saw screen home without it");
}

TEST_CASE("one who touches nothing goes to a node with arrows or switches", "[play]")
{
    // Two keys in a row that a switch comes to first, and a button below.
    struct WalkingTheatre : ScriptedTheatre {
        std::size_t at = 9;
        void focus(std::size_t index)
        {
            at = index;
            for (std::size_t i = 0; i < shown.size(); ++i)
                shown[i].focused = i == index;
        }
        void press(verb::Keypad key) override
        {
            if (key == verb::Keypad::select)
                done.push_back("select " + shown[at].id);
            else
                focus(at == 9 || key == verb::Keypad::left ? 1 : key == verb::Keypad::right ? 2 : key == verb::Keypad::down ? 3 : 1);
        }
        void press(verb::Switch key) override
        {
            if (key == verb::Switch::select && at == 0)
                focus(1);
            else if (key == verb::Switch::select)
                done.push_back("select " + shown[at].id);
            else
                focus(at == 9 ? 0 : at == 1 ? 2 : at == 2 ? 0 : at == 0 ? 3 : 0);
        }
    } theatre;
    theatre.shown = { { .id = "row", .text = SecretText(), .width = 100, .height = 20, .group = true }, { .id = "n.key.a", .text = SecretText("a"), .x = 0, .width = 40, .height = 20, .touchable = true },
        { .id = "n.key.b", .text = SecretText("b"), .x = 50, .width = 40, .height = 20, .touchable = true }, { .id = "next", .text = SecretText(), .y = 40, .width = 40, .height = 20, .touchable = true } };
    REQUIRE(played(theatre, "switch to n.key.b\nswitch select\nswitch to next\nswitch select"));
    REQUIRE(played(theatre, "keypad go n.key.b\nkeypad select\nkeypad go next\nkeypad select"));
    CHECK(theatre.done == std::vector<std::string> { "select n.key.b", "select next", "select n.key.b", "select next" });
    theatre.done.clear();
    REQUIRE(played(theatre, "switch type n \"ba\"\nkeypad type n \"ab\""));
    CHECK(theatre.done == std::vector<std::string> { "select n.key.b", "select n.key.a", "select n.key.a", "select n.key.b" });
    CHECK(played(theatre, "switch to nowhere").error().story == "j:1: expected a node 'nowhere', saw screen home without it");
}

TEST_CASE("a picture is left of each step that changed the glass, numbered and named by its screen", "[play]")
{
    ScriptedTheatre theatre;
    Player player(theatre, "out");
    REQUIRE(player.play(parse_journey("expect screen home\nexpect screen home\ntouch home.service.a\nhub away", "j").value()));
    CHECK(theatre.saved == std::vector<std::string> { "01-home.png", "02-home.png" });
}

TEST_CASE("a broken expectation says where, what was expected and what was seen", "[play]")
{
    ScriptedTheatre theatre;
    auto const story = [&](std::string_view text) {
        auto const result = played(theatre, text);
        REQUIRE_FALSE(result);
        return result.error().story;
    };
    CHECK(story("# one\nexpect screen rest") == "j:2: expected screen rest, saw home");
    CHECK(story("touch nowhere") == "j:1: expected a target 'nowhere', saw screen home with home.service.a");
    CHECK(story("expect text \"two\"") == "j:1: expected text \"two\", saw screen home: Service one");
    CHECK(story("expect state printed") == "j:1: expected state printed, saw no transaction");
    CHECK(story("expect no home.service.a") == "j:1: expected no node 'home.service.a', saw it on screen home");
    CHECK(story("expect setting pace easy") == "j:1: expected setting pace easy, saw pace usual");
    CHECK(played(theatre, "expect setting pace usual"));
    CHECK(played(theatre, "expect text \"Service one\"\nexpect no other"));
}
