#include "kiosk/glass/guide/guide.h"

#include "kiosk/glass/guide/chime.h"
#include "kiosk/base/core/mailbox.h"
#include "tests/doubles/clock.h"
#include "tests/doubles/memory.h"
#include "tests/doubles/recording_player.h"

#include <catch2/catch.hpp>

#include <algorithm>

using namespace kiosk;
using namespace kiosk::guide;
using namespace std::chrono_literals;

namespace {

std::filesystem::path const assets = std::filesystem::path(SHUBBAK_SOURCE) / "assets";

/// A guide whose voice is missing: what it says is remembered all the same.
struct Ear {
    doubles::AdvanceableClock clock;
    doubles::RecordingPlayer player;
    Mailbox<int> calls { [] { } };
    language::Messages messages = language::Messages::load(assets, { .country = "EG", .time_zone = "UTC" }).value();
    std::vector<std::string> heard;
    Guide guide { { player, clock, messages, assets, { "no-such-program" }, [this] { calls.post(1); },
        [this](Heard const& one) { heard.emplace_back(one.what == Heard::What::chime ? std::string_view("*") : one.text); } } };

    /// What is said of a page.
    std::vector<std::string> look(std::vector<ui::Node> const& nodes, std::string_view page = "page")
    {
        heard.clear();
        guide.look({ page, Language::english, nodes });
        return heard;
    }
    /// Speech is on, and the first page is told.
    void begin(std::vector<ui::Node> const& nodes)
    {
        guide.begin();
        static_cast<void>(look(nodes));
    }
    [[nodiscard]] bool said(std::string_view words) const
    {
        return std::ranges::any_of(heard, [&](std::string const& one) { return one.find(words) != std::string::npos; });
    }
};

ui::Node node(std::string id, ui::Role role, std::string words)
{
    ui::Node one;
    one.id = std::move(id);
    one.role = role;
    one.words = ui::Words(words, Language::english);
    one.words.spoken = SecretText(words);
    one.usable = one.touchable = role == ui::Role::button || role == ui::Role::choice;
    return one;
}

ui::Node in_part(ui::Node one, ui::Part part)
{
    one.part = part;
    return one;
}

std::vector<ui::Node> form(std::string_view typed = {}, std::string_view fault = {}, ui::Privacy privacy = ui::Privacy::personal)
{
    auto field = node("phone", ui::Role::field, "Phone");
    field.value = ui::Words(typed);
    field.value.privacy = privacy;
    field.value.spoken = SecretText(typed);
    field.fault = ui::Words(fault);
    field.fault.spoken = SecretText(fault);
    return { in_part(node("city", ui::Role::text, "The city"), ui::Part::header), in_part(node("frame.place", ui::Role::text, "Step 2 of 5"), ui::Part::header),
        in_part(node("help", ui::Role::button, "Help"), ui::Part::header), node("a", ui::Role::heading, "Your number?"), node("b", ui::Role::text, "So that we can call."), field,
        node("c", ui::Role::button, "Clear"), in_part(node("next", ui::Role::button, "Next"), ui::Part::footer) };
}

std::vector<ui::Node> focused(std::vector<ui::Node> nodes, std::string_view id)
{
    for (auto& one : nodes)
        one.focused = one.id == id;
    return nodes;
}

using Said = std::vector<std::string>;

}

TEST_CASE("a page is told by its title, its place, its words, and what can be used", "[guide][G1]")
{
    Ear ear;
    ear.begin(form());
    REQUIRE(ear.heard.size() == 7);
    CHECK(ear.heard[0].starts_with("Speech is on."));
    CHECK(Said(ear.heard.begin() + 1, ear.heard.end())
        == Said { "Your number?", "Step 2 of 5.", "So that we can call.", "Phone, entry field, empty.", "2 things to choose here.", "Go on with the down key." });
    // Nothing is new: nothing is said.
    CHECK(ear.look(form()).empty());
    // Another page: not that speech is on, once more.
    CHECK(ear.look(form(), "other").front() == "Your number?");
}

TEST_CASE("what has the focus is told by name, role, state and hint", "[guide][G1]")
{
    Ear ear;
    ear.begin(form());
    CHECK(ear.look(focused(form(), "next")) == Said { "Next, button.", "To use it, press the select key." });
    CHECK(ear.look(focused(form(), "next")).empty());
    auto unavailable = focused(form(), "next");
    unavailable.back().usable = false;
    unavailable.back().chosen = true;
    CHECK(ear.look(unavailable, "other").back() == "Next, button, chosen, not available now.");

    std::vector<ui::Node> choices { node("a", ui::Role::choice, "Red"), node("b", ui::Role::choice, "Blue") };
    ear.look(choices, "choices");
    CHECK(ear.look(focused(choices, "b"), "choices").front() == "Blue, choice, not chosen, 2 of 2.");
    choices[1].chosen = true;
    CHECK(ear.look(focused(choices, "b"), "choices") == Said { "Blue, choice, chosen, 2 of 2." });
}

TEST_CASE("each letter is told to the ear-piece as it comes and goes", "[guide][G2]")
{
    Ear ear;
    ear.guide.set_outlet(Outlet::earpiece);
    ear.begin(form());
    CHECK(ear.look(form("5")) == Said { "5" });
    CHECK(ear.look(form("57")) == Said { "7" });
    CHECK(ear.look(form("5")) == Said { "deleted." });
    CHECK(ear.look(form("")) == Said { "all deleted." });
    // A letter that another one changes is told as it stands now.
    CHECK(ear.look(form("\uD558")) == Said { "\uD558" });
    CHECK(ear.look(form("\uD55C")) == Said { "\uD55C" });
}

TEST_CASE("on the loudspeaker nobody hears what is typed, nor what is private", "[guide][G2]")
{
    Ear ear;
    ear.begin(form());
    CHECK(ear.look(form("5")) == Said { "entered." });
    auto name = form();
    name[3].words = ui::Words::personal("Good day, Layan");
    name[3].words.spoken = SecretText("Good day, Layan");
    CHECK(ear.look(name, "name").front() == "This is private. Plug in the ear-piece to hear it.");
    ear.guide.set_outlet(Outlet::earpiece);
    CHECK(ear.look(form(), "form").front() == "Your number?");
    CHECK(ear.look(name, "name").front() == "Good day, Layan.");
}

TEST_CASE("on the loudspeaker a key of what is private keeps its name to itself", "[guide][G2]")
{
    auto const on_key = [](std::string_view key, ui::Privacy privacy) {
        auto page = form({}, {}, privacy);
        page.push_back(node("phone.key.5", ui::Role::key, "5"));
        page.push_back(node("phone.key.com", ui::Role::key, "dot com"));
        page.push_back(node("phone.key.clear", ui::Role::key, "Clear"));
        page.push_back(node("phone.row.0", ui::Role::group, "4 5 6"));
        return focused(std::move(page), key);
    };
    using ui::Privacy;
    Ear ear;
    ear.begin(on_key({}, Privacy::personal));
    std::string const refusal = "This is private. Plug in the ear-piece to hear it.";
    for (auto const* id : { "phone.key.5", "phone.key.com", "phone.row.0" }) {
        INFO(id);
        CHECK(ear.look(on_key(id, Privacy::personal)).front() == refusal);
        CHECK_FALSE(ear.said("5"));
        CHECK_FALSE(ear.said("dot com"));
    }
    CHECK(ear.look(on_key("phone.key.clear", Privacy::personal)).front() == "Clear, key, not available now.");
    // What is masked is private whatever its words say of themselves; what is open is told.
    auto masked = on_key("phone.key.5", Privacy::open);
    masked[5].secrecy = ui::Secrecy::masked;
    CHECK(ear.look(masked).front() == refusal);
    ear.look(on_key("phone.key.clear", Privacy::open));
    CHECK(ear.look(on_key("phone.key.5", Privacy::open)).front() == "5, key, not available now.");
    // The ear-piece tells each key.
    ear.guide.set_outlet(Outlet::earpiece);
    ear.look(on_key("phone.key.clear", Privacy::personal));
    CHECK(ear.look(on_key("phone.key.5", Privacy::personal)).front() == "5, key, not available now.");
}

TEST_CASE("how a call for help stands is told wherever it changes", "[guide][G1]")
{
    auto const called = [](std::string_view how, std::vector<ui::Node> page = form()) {
        page.push_back(in_part(node("help.call", ui::Role::text, std::string(how)), ui::Part::header));
        return page;
    };
    auto const over = [](std::vector<ui::Node> page, std::string id, std::string_view text) {
        page.push_back(in_part(node("t", ui::Role::heading, "Panel"), ui::Part::overlay));
        page.push_back(in_part(node(std::move(id), ui::Role::text, std::string(text)), ui::Part::overlay));
        return page;
    };
    Ear ear;
    ear.begin(form());
    CHECK(ear.look(called("Calling.")) == Said { "Calling." });
    CHECK(ear.look(called("Calling.")).empty());
    CHECK(ear.look(called("Staff know.")) == Said { "Staff know." });
    // On the next page once more, behind where one is.
    CHECK(ear.look(called("Staff know."), "other")[2] == "Staff know.");
    // A panel that lies over the page does not hush it.
    ear.look(over(called("Staff know."), "x", "Text"), "other");
    CHECK(ear.look(over(called("Staff come."), "x", "Text"), "other") == Said { "Staff come." });
    CHECK(ear.look(called("Staff come."), "other") == Said { "Your number?" });
    // What changed as the panel closed is told with the page beneath.
    ear.look(over(form(), "help.call", "Staff come."), "other");
    CHECK(ear.look(called("Nobody can come."), "other") == Said { "Your number?", "Nobody can come." });
}

TEST_CASE("other choices on the same page are told", "[guide][G1]")
{
    auto const page = [](std::vector<std::string> const& ids) {
        std::vector<ui::Node> nodes { node("title", ui::Role::heading, "Which one?") };
        for (auto const& id : ids)
            nodes.push_back(node(id, ui::Role::choice, id));
        nodes.push_back(node("frame.more", ui::Role::button, "More choices"));
        return nodes;
    };
    Ear ear;
    ear.begin(focused(page({ "a", "b", "c" }), "frame.more"));
    CHECK(ear.look(focused(page({ "d", "e" }), "frame.more")) == Said { "3 things to choose here.", "Go on with the down key." });
    CHECK(ear.look(focused(page({ "d", "e" }), "frame.more")).empty());
    CHECK(ear.look(page({ "a", "b", "c" })).front() == "4 things to choose here.");
}

TEST_CASE("a number that changes is told, but for what counts down", "[guide][G1]")
{
    auto const page = [](std::string_view amount, std::string_view seconds) {
        auto nodes = form();
        nodes[4] = node("b", ui::Role::text, std::string(amount));
        nodes.push_back(node("done.leaves", ui::Role::text, std::string(seconds)));
        return nodes;
    };
    Ear ear;
    ear.begin(page("20 pounds", "30 seconds"));
    CHECK(ear.look(page("20 pounds", "29 seconds")).empty());
    CHECK(ear.look(page("40 pounds", "28 seconds")) == Said { "40 pounds." });
    // Also where the words change with the number.
    CHECK(ear.look(page("40 pounds", "one second")).empty());
}

TEST_CASE("a masked letter is never said, not even to the ear-piece", "[guide][G2]")
{
    auto const masked = [](std::size_t letters) {
        auto page = form("7391");
        page[5].secrecy = ui::Secrecy::masked;
        page[5].letters = letters;
        page[5].focused = true;
        return page;
    };
    Ear ear;
    ear.guide.set_outlet(Outlet::earpiece);
    ear.begin(masked(0));
    CHECK_FALSE(ear.said("7391"));
    CHECK(ear.look(masked(1)) == Said { "entered." });
    CHECK(ear.look(masked(0)) == Said { "all deleted." });
    ear.look(masked(4), "other");
    CHECK_FALSE(ear.said("7391"));
    CHECK(ear.said("4 characters, not read aloud"));
}

TEST_CASE("what is wrong is said as soon as it stands at its field", "[guide][G1]")
{
    Ear ear;
    ear.begin(form("5"));
    CHECK(ear.look(form("5", "A number has 10 digits.")) == Said { "This needs a change.", "A number has 10 digits." });
    CHECK(ear.look(form("5", "A number has 10 digits.")).empty());
    CHECK(ear.look(form("5")).empty());
}

TEST_CASE("a warning is told when it comes, not at each second, and the page beneath by its title alone", "[guide][G1]")
{
    auto const warned = [](int seconds) {
        auto page = form();
        page.push_back(in_part(node("w", ui::Role::heading, "Are you still there?"), ui::Part::overlay));
        page.push_back(in_part(node("idle.seconds", ui::Role::text, std::to_string(seconds) + " seconds"), ui::Part::overlay));
        page.push_back(in_part(node("idle.stay", ui::Role::button, "I am still here"), ui::Part::overlay));
        return page;
    };
    Ear ear;
    ear.begin(form());
    CHECK(ear.look(warned(45)) == Said { "Are you still there?", "45 seconds.", "1 thing to choose here." });
    CHECK(ear.look(warned(44)).empty());
    CHECK(ear.look(form()) == Said { "Your number?" });
    auto changed = form();
    changed[4].words = ui::Words("It is late.");
    changed[4].words.spoken = SecretText("It is late.");
    CHECK(ear.look(changed) == Said { "It is late." });
    CHECK(ear.player.played().empty());
}

TEST_CASE("without speech nothing is said, and the idle warning has a short sound", "[guide][G5]")
{
    auto warned = form();
    warned.push_back(in_part(node("idle.stay", ui::Role::button, "I am still here"), ui::Part::overlay));
    Ear ear;
    CHECK(ear.look(form()).empty());
    CHECK(ear.guide.spoken() == nullptr);
    CHECK(ear.look(warned) == Said { "*" });
    CHECK(ear.look(warned).empty());
    REQUIRE(ear.player.played().size() == 1);
    CHECK(ear.player.played().front().sound.length() > 100ms);
    CHECK(ear.player.played().front().sound.length() < 3s);
    // Heard, and far from as loud as can be.
    auto const chimed = chime();
    auto const [least, most] = std::ranges::minmax(chimed.samples);
    CHECK(most > 4000);
    CHECK(least > -16000);
    CHECK(most < 16000);
    CHECK(ear.look(form()).empty());
    CHECK(ear.look(warned) == Said { "*" });
}

TEST_CASE("what was said can be heard again, but not the panel's own answers", "[guide]")
{
    Ear ear;
    ear.begin(form());
    ear.look(focused(form(), "next"));
    auto const told = ear.heard;
    ear.heard.clear();
    ear.guide.faster(Language::english);
    CHECK(ear.heard == Said { "Speed 4 of 8." });
    ear.guide.louder(Language::english);
    CHECK(ear.heard.back() == "Volume 6 of 8.");
    ear.heard.clear();
    ear.guide.replay();
    CHECK(ear.heard == told);
}

TEST_CASE("all of a receipt is read, its values to the ear-piece", "[guide]")
{
    std::vector<narration::ReceiptLine> const lines { { SecretText("Request number"), SecretText("1 0 0"), narration::Privacy::personal } };
    Ear ear;
    ear.guide.set_outlet(Outlet::earpiece);
    ear.begin(form());
    ear.heard.clear();
    ear.guide.read_receipt(Language::english, lines);
    CHECK(ear.heard == Said { "Your receipt says this.", "Request number.", "1 0 0.", "That is all of the receipt." });
    ear.heard.clear();
    ear.guide.replay();
    CHECK(ear.said("1 0 0"));
}

TEST_CASE("a missing voice is reported once and breaks nothing", "[guide][G3]")
{
    Ear ear;
    ear.begin(form());
    std::optional<speech::Report> report;
    while (!report && ear.calls.wait_for(20s))
        report = ear.guide.attend();
    REQUIRE(report);
    CHECK(report->what == speech::Report::What::unsaid);
    CHECK_FALSE(ear.look(focused(form(), "next")).empty());
}

TEST_CASE("the end of a visit ends speech, and what was set with it", "[guide][G4]")
{
    doubles::Planted const name(22'11);
    Ear ear;
    ear.guide.set_outlet(Outlet::earpiece);
    ear.begin(form());
    ear.guide.faster(Language::english);
    ear.guide.softer(Language::english);
    {
        auto const text = name.text();
        auto page = form(text.view());
        ear.guide.look({ "page", Language::english, page });
        page[3].words = ui::Words::personal(text.view());
        page[3].words.spoken = text;
        ear.guide.look({ "page", Language::english, page });
        for (auto& said : ear.heard)
            wipe(said);
        ear.heard.clear();
    }
    CHECK(name.times_in_memory(1) > 0);
    ear.guide.forget();
    CHECK_FALSE(ear.guide.guiding());
    CHECK(ear.guide.rate() == speech::Rate());
    CHECK(ear.guide.volume() == Volume());
    CHECK(ear.player.rests() == 1);
    ear.guide.replay();
    CHECK(ear.heard.empty());
    // The other thread lets go of its sentence when it has looked for the program.
    while (name.times_in_memory(1) > 0 && ear.calls.wait_for(5s))
        static_cast<void>(ear.guide.attend());
    CHECK(name.times_in_memory(1) == 0);
}
