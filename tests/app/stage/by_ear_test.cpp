/// A whole visit by ear with the keypad, in each language, on the real glass and content and with no voice at all: what is
/// said is compared with tests/golden/spoken/LANGUAGE.txt, a sentence a line. SHUBBAK_WRITE_GOLDEN=1 writes them anew.

#include "kiosk/base/core/file.h"
#include "tests/app/stage/scene.h"

#include <catch2/catch.hpp>

#include <cstdlib>

using namespace kiosk;
using namespace kiosk::stage;
using namespace std::chrono_literals;
using doubles::Scene;

namespace {

/// One who sees nothing: finds things by what is said, with the five keys.
struct Listener {
    Scene scene;
    std::string transcript;

    Listener()
    {
        scene.listen([this](guide::Heard const& heard) {
            scene.heard.emplace_back(heard.text);
            transcript.append(heard.what == guide::Heard::What::chime ? "(chime)" : heard.text).append("\n");
        });
    }
    void note(std::string_view what) { transcript.append("\n# ").append(what).append("\n"); }
    void plug(devices::EarPieceChanged::Plug plug)
    {
        note(plug == devices::EarPieceChanged::Plug::in ? "the ear-piece is plugged in" : "the ear-piece is pulled out");
        scene.tell(devices::EarPieceChanged { plug });
    }
    void key(platform::Key which)
    {
        scene.glass->inject(platform::KeyPress { which });
        scene.settle();
    }
    /// Down until this has the focus, then select.
    void use(std::string_view id)
    {
        auto const focused = [&] {
            auto const* node = scene.presenter->node(id);
            return node != nullptr && node->focused;
        };
        for (int i = 0; i < 60 && !focused(); ++i)
            key(platform::Key::down);
        INFO("looking for " << id << " on " << scene.stage.screen());
        REQUIRE(focused());
        note(std::string("select: ") + std::string(id));
        key(platform::Key::select);
    }
    [[nodiscard]] bool heard(std::string_view words) const
    {
        return std::ranges::any_of(scene.heard, [&](std::string const& one) { return one.find(words) != std::string::npos; });
    }
    void forget_heard() { scene.heard.clear(); }
};

/// A place in a class, from the rest screen to the rest screen.
std::string visit_by_ear(Language language)
{
    Listener listener;
    auto& scene = listener.scene;
    listener.plug(devices::EarPieceChanged::Plug::in);
    listener.use("rest.begin." + std::string(code_of(language)));
    listener.use("home.service.digital-class");
    listener.use("service.start");
    listener.use("step.class.smartphone");
    listener.use("step.day.monday");
    CHECK(scene.stage.screen() == "card");
    listener.note("a card is put in");
    scene.tell(devices::CardInserted {});
    scene.tell(devices::CardRead { { SecretText("3041178265"), SecretText("Layan Darwish Al-Sahil"), SecretText("ليان درويش الساحل"), 1950 } });
    listener.note("the card is taken out");
    scene.tell(devices::CardRemoved {});
    if (scene.stage.screen() == "card")
        listener.use("frame.next");
    for (char const digit : std::string_view("555"))
        listener.use(std::string("step.phone.key.") + digit);
    listener.use("frame.next");
    for (char const digit : std::string_view("0102030"))
        listener.use(std::string("step.phone.key.") + digit);
    listener.use("frame.next");
    CHECK(scene.stage.screen() == "review");
    listener.note("nothing is touched for two minutes");
    scene.pass(2min);
    CHECK(scene.stage.screen() == "idle");
    listener.use("idle.stay");
    CHECK(scene.stage.screen() == "review");
    listener.note("left: once more");
    listener.key(platform::Key::left);
    listener.note("right: the panel of the sound");
    listener.key(platform::Key::right);
    listener.use("sound.faster");
    listener.use("sound.louder");
    listener.use("sound.curtain");
    listener.use("sound.close");
    listener.use("review.confirm");
    REQUIRE(scene.last<request::Commit>() != nullptr);
    listener.note("it is kept");
    scene.stage.handle(JournalAnswer(Kept { { TransactionId::make(), ReceiptNumber::of(1, 7), SecretText("ABCD3467"), scene.clock.wall() } }));
    scene.settle();
    listener.note("it is printed");
    scene.tell(devices::PrintEnded { scene.last<request::Print>()->job, devices::PrintOutcome::printed, devices::PrintReason::none, {} });
    CHECK(scene.stage.screen() == "done");
    listener.use("done.hear");
    listener.use("done.finish");
    CHECK(scene.stage.screen() == "rest");
    listener.plug(devices::EarPieceChanged::Plug::out);
    CHECK_FALSE(scene.guide.guiding());
    return listener.transcript;
}

}

TEST_CASE("what a visit sounds like from the plug to the plug", "[stage][spoken]")
{
    for (auto const language : all_languages) {
        DYNAMIC_SECTION(code_of(language))
        {
            auto const file = std::filesystem::path(SHUBBAK_SOURCE) / "tests/golden/spoken" / (std::string(code_of(language)) + ".txt");
            auto const said = visit_by_ear(language);
            if (std::getenv("SHUBBAK_WRITE_GOLDEN") != nullptr)
                REQUIRE(replace_file(file, said));
            auto const golden = read_file(file);
            REQUIRE(golden);
            CHECK(said == *golden);
            CHECK(said.find("\n\n\n") == std::string::npos);
        }
    }
}

TEST_CASE("the ear-piece begins speech, and pulled out it ends it", "[stage][spoken]")
{
    Listener listener;
    auto& scene = listener.scene;
    scene.touch("rest.begin.en");
    CHECK(scene.heard.empty());
    scene.tell(devices::EarPieceChanged { devices::EarPieceChanged::Plug::in });
    CHECK(scene.stage.state().sound == visit::Sound::on);
    CHECK(listener.heard("Speech is on"));
    scene.tell(devices::EarPieceChanged { devices::EarPieceChanged::Plug::out });
    listener.forget_heard();
    CHECK(scene.stage.state().sound == visit::Sound::off);
    listener.key(platform::Key::down);
    CHECK(scene.heard.empty());
}

TEST_CASE("the tool of the header begins speech and opens its panel, which ends it", "[stage][spoken]")
{
    Listener listener;
    auto& scene = listener.scene;
    scene.touch("rest.begin.en");
    scene.touch("sound");
    CHECK(scene.stage.state().sound == visit::Sound::on);
    REQUIRE(scene.presenter->node("sound.close") != nullptr);
    scene.touch("sound.close");
    CHECK(scene.presenter->node("sound.close") == nullptr);
    CHECK(scene.guide.guiding());
    scene.touch("sound");
    listener.forget_heard();
    scene.touch("sound.off");
    CHECK(listener.heard("Speech is off"));
    CHECK(scene.stage.state().sound == visit::Sound::off);
    CHECK(scene.presenter->node("sound.off") == nullptr);
    CHECK(scene.stage.screen() == "home");
}

TEST_CASE("what is private is not said on the loudspeaker", "[stage][spoken]")
{
    Listener listener;
    auto& scene = listener.scene;
    scene.touch("rest.begin.en");
    scene.touch("sound");
    scene.touch("sound.close");
    scene.touch("home.service.digital-class");
    scene.touch("service.start");
    scene.touch("step.class.smartphone");
    scene.touch("step.day.monday");
    listener.forget_heard();
    scene.tell(devices::CardInserted {});
    scene.tell(devices::CardRead { { SecretText("3041178265"), SecretText("Layan Darwish Al-Sahil"), SecretText(""), 1950 } });
    CHECK(listener.heard("This is private"));
    CHECK_FALSE(listener.heard("Layan"));
    scene.tell(devices::EarPieceChanged { devices::EarPieceChanged::Plug::in });
    listener.key(platform::Key::left);
    CHECK(listener.heard("Layan"));
}

TEST_CASE("no key of a number is said on the loudspeaker", "[stage][spoken]")
{
    Listener listener;
    auto& scene = listener.scene;
    scene.touch("rest.begin.en");
    scene.touch("sound");
    scene.touch("sound.close");
    scene.touch("home.service.digital-class");
    scene.touch("service.start");
    scene.touch("step.class.smartphone");
    scene.touch("step.day.monday");
    scene.tell(devices::CardInserted {});
    scene.tell(devices::CardRead { { SecretText("3041178265"), SecretText("Layan Darwish Al-Sahil"), SecretText(""), 1950 } });
    scene.tell(devices::CardRemoved {});
    if (scene.stage.screen() == "card")
        scene.touch("frame.next");
    REQUIRE(scene.presenter->node("step.phone.key.7") != nullptr);
    listener.forget_heard();
    listener.use("step.phone.key.7");
    CHECK(listener.heard("This is private"));
    CHECK(listener.heard("entered"));
    for (char const digit : std::string_view("0123456789"))
        CHECK_FALSE(listener.heard(std::string(1, digit) + ", key"));
    listener.use("step.phone.key.clear");
    CHECK(listener.heard("key"));
    scene.tell(devices::EarPieceChanged { devices::EarPieceChanged::Plug::in });
    listener.forget_heard();
    listener.use("step.phone.key.7");
    CHECK(listener.heard("7, key"));
}

TEST_CASE("a call for help is heard of after its panel has closed", "[stage][spoken]")
{
    Listener listener;
    auto& scene = listener.scene;
    scene.touch("rest.begin.en");
    scene.touch("sound");
    scene.touch("sound.close");
    scene.touch("help");
    scene.touch("help.staff");
    scene.touch("help.close");
    REQUIRE(scene.last<request::CallForHelp>() != nullptr);
    auto const call = scene.last<request::CallForHelp>()->id;
    listener.forget_heard();
    scene.stage.handle(HelpAnswer { call, visit::Help::seen });
    scene.settle();
    CHECK(listener.heard("Staff have seen your call"));
    listener.forget_heard();
    scene.touch("home.service.digital-class");
    CHECK(listener.heard("Staff have seen your call"));
}

TEST_CASE("more choices are told, and the keys stand before the first", "[stage][spoken]")
{
    Listener listener;
    auto& scene = listener.scene;
    scene.touch("rest.begin.en");
    scene.touch("sound");
    scene.touch("sound.close");
    scene.touch("help");
    scene.touch("help.easy");
    scene.touch("help.close");
    scene.touch("home.service.report-light");
    scene.touch("service.start");
    scene.touch("step.fault.lamp-out");
    REQUIRE(scene.presenter->node("frame.more") != nullptr);
    auto const before = scene.stage.screen();
    while (scene.presenter->node("frame.more") != nullptr) {
        listener.forget_heard();
        listener.use("frame.more");
        CHECK(scene.stage.screen() == before);
        CHECK(listener.heard("to choose here"));
        listener.key(platform::Key::down);
        auto const nodes = scene.presenter->nodes();
        auto const first = std::ranges::find_if(nodes, [](ui::Node const& node) { return node.part == ui::Part::body && node.touchable; });
        REQUIRE(first != nodes.end());
        CHECK(first->focused);
        CHECK(listener.heard(first->words.spoken.view()));
    }
}

TEST_CASE("where one is in a service is told of each step", "[stage][spoken]")
{
    Listener listener;
    auto& scene = listener.scene;
    scene.touch("rest.begin.en");
    scene.touch("sound");
    scene.touch("sound.close");
    scene.touch("home.service.report-light");
    scene.touch("service.start");
    CHECK(listener.heard("Step 1 of "));
    listener.forget_heard();
    scene.touch("step.fault.lamp-out");
    CHECK(listener.heard("Step 2 of "));
}

TEST_CASE("a finger on the curtain opens it, and touches nothing beneath", "[stage][spoken]")
{
    Listener listener;
    auto& scene = listener.scene;
    scene.touch("rest.begin.en");
    scene.touch("sound");
    auto const seen = scene.presenter->picture();
    scene.touch("sound.curtain");
    CHECK_FALSE(std::ranges::equal(scene.presenter->picture().pixels(), seen.pixels()));
    scene.touch("sound.off");
    CHECK(scene.stage.state().sound == visit::Sound::on);
    CHECK(listener.heard("The screen can be seen again"));
    scene.touch("sound.close");
    scene.touch("home.service.report-light");
    CHECK(scene.stage.screen() == "service");
}

TEST_CASE("the end of a visit takes back what was set by ear", "[stage][spoken]")
{
    Listener listener;
    auto& scene = listener.scene;
    scene.touch("rest.begin.en");
    scene.touch("sound");
    scene.touch("sound.faster");
    scene.touch("sound.louder");
    scene.touch("sound.curtain");
    CHECK(scene.guide.rate() == speech::Rate().faster());
    CHECK(scene.guide.volume() == Volume().louder());
    scene.pass(2min);
    scene.pass(45s);
    CHECK(scene.stage.screen() == "rest");
    CHECK_FALSE(scene.guide.guiding());
    CHECK(scene.guide.rate() == speech::Rate());
    CHECK(scene.guide.volume() == Volume());
    scene.touch("rest.begin.ko");
    CHECK(scene.stage.screen() == "home");
}

TEST_CASE("a device that never ends a sound does not keep the number on the glass", "[stage][spoken]")
{
    Listener listener;
    auto& scene = listener.scene;
    scene.tell(devices::EarPieceChanged { devices::EarPieceChanged::Plug::in });
    scene.to_review();
    scene.stage.handle(JournalAnswer(Kept { scene.commit() }));
    scene.settle();
    scene.tell(devices::PrintEnded { scene.last<request::Print>()->job, devices::PrintOutcome::printed, devices::PrintReason::none, {} });
    REQUIRE(scene.guide.speaking());
    int seconds = 0;
    for (; seconds < 1200 && scene.stage.screen() == "done"; ++seconds)
        scene.pass(1s);
    CHECK(seconds > 300);
    CHECK(seconds < 340);
}

TEST_CASE("the ear-piece that is still in speaks to the next one, however long after", "[stage][spoken]")
{
    Listener listener;
    auto& scene = listener.scene;
    scene.tell(devices::EarPieceChanged { devices::EarPieceChanged::Plug::in });
    scene.to_review();
    scene.touch("frame.finish");
    for (int minutes = 0; minutes < 30; ++minutes)
        scene.pass(1min);
    CHECK(scene.stage.screen() == "rest");
    CHECK(scene.guide.guiding());
    // Also after somebody has set something and left it.
    scene.touch("contrast");
    for (int minutes = 0; minutes < 5; ++minutes)
        scene.pass(1min);
    CHECK(scene.stage.state().contrast == visit::Contrast::usual);
    CHECK(scene.guide.guiding());
}

TEST_CASE("plugging in answers the warning", "[stage][spoken]")
{
    Listener listener;
    auto& scene = listener.scene;
    scene.to_review();
    scene.pass(2min);
    REQUIRE(scene.stage.screen() == "idle");
    scene.tell(devices::EarPieceChanged { devices::EarPieceChanged::Plug::in });
    CHECK(scene.stage.screen() == "review");
    scene.pass(1min);
    CHECK(scene.stage.screen() == "review");
}

TEST_CASE("a curtain stays when the ear-piece is pulled out, until somebody touches", "[stage][spoken]")
{
    Listener listener;
    auto& scene = listener.scene;
    scene.tell(devices::EarPieceChanged { devices::EarPieceChanged::Plug::in });
    scene.to_review();
    listener.key(platform::Key::right);
    listener.use("sound.curtain");
    scene.tell(devices::EarPieceChanged { devices::EarPieceChanged::Plug::out });
    scene.pass(1s);
    CHECK(scene.stage.curtain() == screens::Curtain::drawn);
    CHECK_FALSE(scene.guide.guiding());
    SECTION("a key opens it and does nothing else")
    {
        listener.key(platform::Key::select);
    }
    SECTION("a finger opens it and does nothing else")
    {
        scene.glass->inject(platform::Finger { platform::Finger::Phase::down, 1, 540, 900 });
        scene.glass->inject(platform::Finger { platform::Finger::Phase::up, 1, 540, 900 });
        scene.settle();
    }
    CHECK(scene.stage.curtain() == screens::Curtain::open);
    CHECK(scene.stage.screen() == "review");
}

TEST_CASE("who listens at the last screen is not cut short", "[stage][spoken]")
{
    // The voice is missing here, so that nothing is ever being said: without a voice the screen leaves as for everybody.
    Listener listener;
    auto& scene = listener.scene;
    scene.tell(devices::EarPieceChanged { devices::EarPieceChanged::Plug::in });
    scene.to_review();
    scene.stage.handle(JournalAnswer(Kept { scene.commit() }));
    scene.settle();
    scene.tell(devices::PrintEnded { scene.last<request::Print>()->job, devices::PrintOutcome::printed, devices::PrintReason::none, {} });
    REQUIRE(scene.stage.screen() == "done");
    CHECK(scene.guide.speaking());
    // Nothing is drawn anew while it speaks, but once a second.
    auto const presents = scene.glass->presents();
    for (int i = 0; i < 9; ++i)
        scene.pass(100ms);
    CHECK(scene.glass->presents() <= presents + 1);
    scene.pass(31s);
    CHECK(scene.stage.screen() == "done");
    scene.let_all_be_said();
    scene.pass(31s);
    CHECK(scene.stage.screen() == "rest");
}
