/// Visits on the real glass (without a display), the real content and fonts, and a world that the test plays.

#include "tests/app/stage/scene.h"

#include <catch2/catch.hpp>

using namespace kiosk;
using namespace kiosk::stage;
using doubles::Scene;

TEST_CASE("a citizen's touches lead from rest to a printed receipt", "[stage]")
{
    Scene scene;
    CHECK(scene.stage.screen() == "rest");
    scene.to_review();
    CHECK(scene.stage.screen() == "review");
    CHECK(scene.last<request::Commit>() == nullptr);
    auto committed = scene.commit();
    CHECK(scene.stage.screen() == "working");
    REQUIRE(scene.last<request::Commit>() != nullptr);
    CHECK(scene.last<request::Print>() == nullptr);
    auto const body = scene.last<request::Commit>()->order.body(committed.number, committed.secret);
    CHECK(body.view().find("al-nakheel") != std::string_view::npos);

    auto const id = committed.id;
    auto const digits = committed.number.grouped();
    auto const number = digits.substr(0, 3) + "\u00A0" + digits.substr(4, 3); // never torn
    scene.stage.handle(JournalAnswer(Kept { std::move(committed) }));
    scene.settle();
    REQUIRE(scene.last<request::Print>() != nullptr);
    CHECK(scene.last<request::Print>()->id == id);
    CHECK(scene.last<request::Print>()->sheet.height() > 300);
    CHECK(scene.last<request::End>() == nullptr);

    scene.tell(devices::PrintEnded { scene.last<request::Print>()->job, devices::PrintOutcome::printed, devices::PrintReason::none, {} });
    CHECK(scene.stage.screen() == "done");
    REQUIRE(scene.last<request::End>() != nullptr);
    CHECK(scene.last<request::End>()->outcome == journal::Outcome::printed);
    CHECK(scene.shows(number));
    scene.touch("done.finish");
    CHECK(scene.stage.screen() == "rest");
    CHECK_FALSE(scene.shows(number));
}

TEST_CASE("the done screen leaves by itself after 30 seconds, counting", "[stage]")
{
    Scene scene;
    scene.to_review();
    scene.stage.handle(JournalAnswer(Kept { scene.commit() }));
    scene.settle();
    scene.tell(devices::PrintEnded { scene.last<request::Print>()->job, devices::PrintOutcome::not_printed, devices::PrintReason::paper_out, {} });
    CHECK(scene.stage.screen() == "done");
    auto const presents = scene.glass->presents();
    scene.pass(std::chrono::seconds(1));
    CHECK(scene.glass->presents() == presents + 1);
    CHECK(scene.stage.next_alarm() == scene.clock.now() + std::chrono::seconds(1));
    scene.pass(std::chrono::seconds(28));
    CHECK(scene.stage.screen() == "done");
    scene.pass(std::chrono::seconds(1));
    CHECK(scene.stage.screen() == "rest");
}

TEST_CASE("a deserted visit is warned about, then forgotten", "[stage]")
{
    Scene scene;
    scene.to_review();
    scene.pass(std::chrono::seconds(119));
    CHECK(scene.stage.screen() == "review");
    scene.pass(std::chrono::seconds(1));
    CHECK(scene.stage.screen() == "idle");
    CHECK(scene.presenter->node("idle.stay") != nullptr);
    SECTION("one touch continues where the visit was")
    {
        scene.touch("idle.stay");
        CHECK(scene.stage.screen() == "review");
        scene.pass(std::chrono::seconds(119));
        CHECK(scene.stage.screen() == "review");
    }
    SECTION("a touch anywhere continues too")
    {
        scene.glass->inject(platform::Finger { platform::Finger::Phase::down, 1, 5, 5 });
        scene.glass->inject(platform::Finger { platform::Finger::Phase::up, 1, 5, 5 });
        scene.settle();
        CHECK(scene.stage.screen() == "review");
    }
    SECTION("a key continues as well, as often as the warning comes")
    {
        for (int time = 0; time < 3; ++time) {
            scene.glass->inject(platform::KeyPress { platform::Key::right });
            scene.settle();
            REQUIRE(scene.stage.screen() == "review");
            scene.pass(std::chrono::minutes(2));
            REQUIRE(scene.stage.screen() == "idle");
        }
    }
    SECTION("keys reach both answers, and have the time for it")
    {
        auto const press = [&](platform::Key key) {
            scene.glass->inject(platform::KeyPress { key });
            scene.settle();
        };
        auto const next = GENERATE(platform::Key::next, platform::Key::down);
        auto const focused = [&](std::string_view id) { return scene.presenter->node(id) != nullptr && scene.presenter->node(id)->focused; };
        for (int i = 0; i < 4 && !focused("idle.finish"); ++i) {
            scene.pass(std::chrono::seconds(40));
            press(next);
            REQUIRE(scene.stage.screen() == "idle");
        }
        REQUIRE(focused("idle.finish"));
        press(platform::Key::select);
        CHECK(scene.stage.screen() == "rest");
    }
    SECTION("a touch on finish ends it at once")
    {
        scene.touch("idle.finish");
        CHECK(scene.stage.screen() == "rest");
    }
    SECTION("nobody touches it")
    {
        scene.pass(std::chrono::seconds(44));
        CHECK(scene.stage.screen() == "idle");
        scene.pass(std::chrono::seconds(1));
        CHECK(scene.stage.screen() == "rest");
        CHECK(scene.stage.state().answers.empty());
    }
}

TEST_CASE("a request that the journal cannot keep is not printed, and the citizen reads it", "[stage]")
{
    Scene scene;
    scene.to_review();
    scene.touch("review.confirm");
    scene.stage.handle(JournalAnswer(NotKept {}));
    scene.settle();
    CHECK(scene.stage.screen() == "trouble");
    CHECK(scene.last<request::Print>() == nullptr);
}

TEST_CASE("a kiosk that cannot keep requests lets nobody begin", "[stage]")
{
    Scene scene;
    scene.stage.set_journal(JournalStanding::closed);
    scene.settle();
    CHECK(scene.presenter->node("rest.begin.en") == nullptr);
    scene.stage.set_journal(JournalStanding::open);
    scene.settle();
    CHECK(scene.presenter->node("rest.begin.en") != nullptr);
}

TEST_CASE("a service that needs a card cannot be started without a reader", "[stage]")
{
    Scene scene;
    scene.touch("rest.begin.ko");
    scene.touch("home.service.resident-register");
    CHECK(scene.presenter->node("service.start") != nullptr);
    scene.tell(devices::ReaderChanged { devices::DeviceStatus::no_device, devices::ErrorAction::maintenance, {} });
    CHECK(scene.presenter->node("service.start") == nullptr);
}

TEST_CASE("the language changes on any screen and nothing typed is lost", "[stage]")
{
    Scene scene;
    scene.touch("rest.begin.en");
    scene.touch("home.service.digital-class");
    scene.touch("service.start");
    scene.touch("step.class.smartphone");
    scene.touch("step.day.monday");
    scene.tell(devices::CardInserted {});
    scene.tell(devices::CardRead { { SecretText("1000000001"), SecretText("Sample Person"), SecretText("شخص مثال"), 1950 } });
    scene.touch("frame.next");
    for (char const digit : { '0', '1', '2', '3', '4' })
        scene.touch(std::string("step.phone.key.") + digit);
    scene.touch("language.ar");
    CHECK(scene.stage.state().language == Language::arabic);
    CHECK(scene.stage.state().answers.at("phone").view() == "01234");
    scene.touch("language.ko");
    scene.touch("text_size");
    CHECK(scene.stage.state().answers.at("phone").view() == "01234");
    CHECK(scene.stage.state().answers.at("class").view() == "smartphone");
}

TEST_CASE("an unchanged screen presents nothing", "[stage]")
{
    Scene scene;
    auto const presents = scene.glass->presents();
    scene.settle();
    scene.pass(std::chrono::minutes(10));
    CHECK(scene.glass->presents() == presents);
    CHECK_FALSE(scene.stage.next_alarm());
}

TEST_CASE("what no hand does on purpose is named, and the alarm for a finger that stays is the stage's", "[stage]")
{
    Scene scene;
    scene.touch("rest.begin.en");
    scene.glass->inject(platform::Finger { platform::Finger::Phase::down, 1, 5, 5 });
    scene.glass->inject(platform::Finger { platform::Finger::Phase::down, 2, 500, 900 });
    scene.settle();
    CHECK(scene.odd == std::vector<std::string> { "second_finger" });
    REQUIRE(scene.stage.next_alarm());
    auto const until = *scene.stage.next_alarm() - scene.clock.now();
    CHECK(until == ui::Touch::longest_hold);
    scene.pass(until);
    CHECK(scene.odd == std::vector<std::string> { "second_finger", "finger_held" });
    CHECK(*scene.stage.next_alarm() - scene.clock.now() > ui::Touch::longest_hold); // the visit's own again
}

namespace {

/// Through the panel of help into practice, in English.
void begin_practice(Scene& scene)
{
    scene.touch("rest.begin.en");
    scene.touch("help");
    scene.touch("help.practise");
}

}

TEST_CASE("a practised visit goes all the way and asks nothing of the world", "[stage][S1]")
{
    Scene scene;
    // Nothing works, and practice does not need it.
    scene.tell(devices::ReaderChanged { devices::DeviceStatus::no_device, devices::ErrorAction::maintenance, {} });
    begin_practice(scene);
    CHECK(scene.presenter->node("practice.mark") != nullptr);
    scene.touch("home.service.digital-class");
    scene.touch("service.start");
    scene.touch("step.class.smartphone");
    scene.touch("step.day.monday");
    CHECK(scene.stage.screen() == "card");
    CHECK(scene.stage.next_alarm().value() <= scene.clock.now() + std::chrono::seconds(6)); // the picture of the card moves before that
    SECTION("the card comes by itself")
    {
        scene.pass(std::chrono::seconds(6));
        CHECK(scene.stage.state().card == visit::CardProgress::reading);
        scene.pass(std::chrono::seconds(2));
    }
    SECTION("or at a touch")
    {
        scene.touch("card.practise");
        scene.pass(Duration::zero());
        CHECK(scene.stage.state().card == visit::CardProgress::reading);
        scene.pass(std::chrono::seconds(2));
    }
    CHECK(scene.stage.state().card == visit::CardProgress::read);
    // A real card is not read, and its reader is not asked.
    scene.tell(devices::CardInserted {});
    scene.tell(devices::CardRead { { SecretText("1000000001"), SecretText("Sample Person"), SecretText("شخص مثال"), 1950 } });
    CHECK_FALSE(scene.shows("Sample Person"));
    scene.tell(devices::CardRemoved {});
    scene.touch("frame.next");
    for (char const digit : std::string_view("01234567"))
        scene.touch(std::string("step.phone.key.") + digit);
    scene.touch("frame.next");
    CHECK(scene.stage.screen() == "review");
    scene.touch("review.confirm");
    CHECK(scene.stage.screen() == "working");
    scene.pass(std::chrono::milliseconds(1500));
    CHECK(scene.stage.screen() == "working");
    scene.pass(std::chrono::seconds(2));
    CHECK(scene.stage.screen() == "done");
    CHECK(scene.presenter->node("done.number") == nullptr);
    CHECK(scene.requests.empty());
    scene.touch("done.for_real");
    CHECK(scene.stage.screen() == "service");
    CHECK(scene.presenter->node("practice.mark") == nullptr);
    CHECK(scene.requests.empty());
}

TEST_CASE("the practised person is called as the language has it, also after a change", "[stage][S1]")
{
    Scene scene;
    scene.touch("rest.begin.ko");
    scene.touch("help");
    scene.touch("help.practise");
    scene.touch("home.service.digital-class");
    scene.touch("service.start");
    while (scene.stage.screen() == "step")
        scene.touch(std::ranges::find_if(scene.presenter->nodes(), [](ui::Node const& node) { return node.id.starts_with("step."); })->id);
    REQUIRE(scene.stage.screen() == "card");
    for (int i = 0; i < 20; ++i)
        scene.pass(std::chrono::seconds(1));
    REQUIRE(scene.stage.state().identity);
    scene.touch("language.ar");
    CHECK(scene.shows(scene.messages.say(Language::arabic, "practice.person")));
}

TEST_CASE("a practised visit that is left early asks nothing of the world either", "[stage][S1]")
{
    Scene scene;
    begin_practice(scene);
    scene.touch("home.service.resident-register");
    scene.touch("service.start");
    SECTION("finished") { scene.touch("frame.finish"); }
    SECTION("deserted")
    {
        scene.pass(std::chrono::seconds(6));
        scene.pass(std::chrono::seconds(2));
        scene.pass(std::chrono::minutes(2));
        CHECK(scene.stage.screen() == "idle");
        scene.pass(std::chrono::seconds(45));
    }
    CHECK(scene.stage.screen() == "rest");
    CHECK(scene.requests.empty());
    scene.pass(std::chrono::minutes(1));
    CHECK_FALSE(scene.stage.next_alarm());
}

TEST_CASE("a setting is on the glass with the next frame, and gone with the visit", "[stage][S2]")
{
    Scene scene;
    auto const usual = scene.presenter->form();
    scene.touch("rest.begin.en");
    scene.touch("contrast");
    CHECK(scene.presenter->form().contrast == ui::Contrast::high);
    scene.touch("text_size");
    CHECK(scene.presenter->form().text_size == ui::TextSize::large);
    scene.touch("help");
    scene.touch("help.easy");
    scene.touch("help.low");
    CHECK(scene.presenter->form().pace == ui::Pace::easy);
    CHECK(scene.presenter->form().reach == ui::Reach::low);
    scene.touch("help.close");
    scene.touch("frame.finish");
    CHECK(scene.presenter->form() == usual);
}

TEST_CASE("a call for help tells what was answered to it, and ends with the visit", "[stage][S3]")
{
    Scene scene;
    scene.touch("rest.begin.en");
    scene.touch("help");
    scene.touch("help.staff");
    REQUIRE(scene.last<request::CallForHelp>() != nullptr);
    auto const call = scene.last<request::CallForHelp>()->id;
    CHECK(scene.shows("We are calling staff."));
    auto const answered = [&](CallId id, visit::Help help) {
        scene.stage.handle(HelpAnswer { id, help });
        scene.settle();
    };
    answered(CallId::make(), visit::Help::seen);
    CHECK(scene.shows("We are calling staff."));
    answered(call, visit::Help::told);
    CHECK(scene.shows("Staff have been told."));
    answered(call, visit::Help::seen);
    CHECK(scene.shows("Staff have seen your call."));
    answered(call, visit::Help::lost);
    CHECK(scene.shows("Staff were told of your call."));
    CHECK(scene.presenter->node("help.staff") == nullptr); // the call stands
    answered(call, visit::Help::nobody);
    CHECK(scene.shows("Nobody can be told from here now."));
    // The second call is another one; what was said of the first is not said of it.
    scene.touch("help.staff");
    auto const second = scene.last<request::CallForHelp>()->id;
    CHECK(second != call);
    answered(call, visit::Help::seen);
    CHECK(scene.shows("We are calling staff."));
    scene.touch("help.close");
    scene.touch("frame.finish");
    REQUIRE(scene.last<request::EndCall>() != nullptr);
    CHECK(scene.last<request::EndCall>()->id == second);
    answered(second, visit::Help::seen);
    CHECK(scene.stage.state().help == visit::Help::none);
}

TEST_CASE("a call for help is meant also in practice", "[stage][S1]")
{
    Scene scene;
    begin_practice(scene);
    scene.touch("help");
    scene.touch("help.staff");
    CHECK(scene.last<request::CallForHelp>() != nullptr);
    CHECK(scene.requests.size() == 1);
}

TEST_CASE("no screen of easy mode offers more than four choices", "[stage][V7]")
{
    Scene scene;
    scene.touch("rest.begin.en");
    scene.touch("help");
    scene.touch("help.easy");
    scene.touch("help.close");
    CHECK(scene.shows("Take your time."));
    scene.touch("home.service.report-light");
    CHECK(scene.shows("We tell the lighting team.")); // in plain words
    CHECK_FALSE(scene.shows("The city's lighting team learns about the fault."));
    scene.touch("service.start");
    scene.touch("step.fault.lamp-out");
    auto const options = [&] {
        return std::ranges::count_if(scene.presenter->nodes(), [](ui::Node const& node) { return node.touchable && node.id.starts_with("step.street."); });
    };
    CHECK(options() == 4);
    scene.touch("frame.more");
    CHECK(options() == 4);
    scene.touch("frame.undo");
    CHECK(scene.stage.state().answers.empty());
    CHECK(scene.presenter->node("step.fault.lamp-out") != nullptr);
    CHECK(scene.presenter->node("frame.undo") == nullptr);
}
