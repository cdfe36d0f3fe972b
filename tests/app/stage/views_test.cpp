#include "kiosk/app/stage/body.h"
#include "kiosk/app/stage/views.h"
#include "kiosk/base/json/json.h"
#include "tests/doubles/town.h"

#include <algorithm>
#include <catch2/catch.hpp>

using namespace kiosk;
using namespace kiosk::stage;
using screens::Shortage;

namespace {

World well()
{
    return { devices::DeviceStatus::online, devices::DeviceStatus::online, devices::Paper::full, JournalStanding::open, 0 };
}

visit::State in(visit::Place place)
{
    visit::State state;
    state.place = place;
    state.language = Language::korean;
    state.service = "lesson";
    state.identity = visit::Identity { SecretText("1000000001"), SecretText("Sample Person"), SecretText("شخص مثال"), 1950 };
    state.answers.insert_or_assign("day", SecretText("monday"));
    state.answers.insert_or_assign("phone", SecretText("12345"));
    return state;
}

template <typename T>
T shown(visit::State const& state, World const& world = well(), std::optional<Instant> alarm = {})
{
    auto const catalogue = doubles::town();
    auto const view = view_of(state, { catalogue, world }, alarm, Instant {}, WallTime {});
    REQUIRE(std::holds_alternative<T>(view));
    return std::get<T>(view);
}

}

TEST_CASE("what is out of order is told, and what is only starting is not accused", "[stage]")
{
    CHECK(shortages(World {}).empty());
    CHECK(shortages(well()).empty());
    auto world = well();
    world.reader = devices::DeviceStatus::no_device;
    world.reader = devices::DeviceStatus::device_busy; // another program holds it
    CHECK(shortages(world) == std::vector { Shortage::no_card_reader });
    world.reader = devices::DeviceStatus::no_device;
    world.paper = devices::Paper::out;
    world.printer = devices::DeviceStatus::offline;
    CHECK(shortages(world) == std::vector { Shortage::no_card_reader, Shortage::no_paper });
    auto const catalogue = doubles::town();
    CHECK(shortages(world, catalogue.services[2]) == std::vector { Shortage::no_paper });
    CHECK_FALSE(can_be_done(world, catalogue.services[1]));
    CHECK(can_be_done(world, catalogue.services[2]));
    world.journal = JournalStanding::closed;
    CHECK_FALSE(can_be_done(world, catalogue.services[2]));
    CHECK(shortages(world).front() == Shortage::closed);
}

TEST_CASE("a kiosk whose journal is not open yet lets nobody start", "[stage]")
{
    CHECK_FALSE(can_be_done(World {}, doubles::town().services[2]));
}

TEST_CASE("a list step shows the options, the answer given before, and where the citizen is", "[stage]")
{
    auto state = in(visit::Place::step);
    state.step = 1;
    auto const view = shown<screens::StepView>(state);
    auto const& choice = std::get<screens::Choice>(view.question);
    CHECK(choice.shape == screens::Choice::Shape::list);
    CHECK(choice.options == std::vector<std::string> { "sunday", "monday" });
    CHECK(choice.chosen == "monday");
    CHECK(view.frame.next == screens::Offered::yes);
    CHECK(view.frame.place->step == 2);
    CHECK(view.frame.place->of == 4);
}

TEST_CASE("a number step shows the digits and complains only when asked on", "[stage]")
{
    auto state = in(visit::Place::step);
    state.step = 2;
    CHECK(std::get<screens::Number>(shown<screens::StepView>(state).question).complaint == screens::Number::Complaint::none);
    state.complained = true;
    auto const number = std::get<screens::Number>(shown<screens::StepView>(state).question);
    CHECK(number.complaint == screens::Number::Complaint::too_short);
    CHECK(number.typed.view() == "12345");
}

TEST_CASE("the card screen follows the reader's evidence", "[stage]")
{
    auto state = in(visit::Place::card);
    state.identity.reset();
    CHECK(shown<screens::CardView>(state).state == screens::CardState::waiting);
    auto gone = well();
    gone.reader = devices::DeviceStatus::no_device;
    CHECK(shown<screens::CardView>(state, gone).state == screens::CardState::reader_gone);
    state.card = visit::CardProgress::read;
    state.identity = in(visit::Place::card).identity;
    auto const view = shown<screens::CardView>(state);
    CHECK(view.name.view() == "Sample Person");
    CHECK(view.frame.next == screens::Offered::yes);
}

TEST_CASE("a name is written in the script of the language, where the card has it", "[stage]")
{
    auto const identity = *in(visit::Place::card).identity;
    CHECK(name_for(identity, Language::arabic).view() == "شخص مثال");
    CHECK(name_for(identity, Language::english).view() == "Sample Person");
    CHECK(name_for(identity, Language::korean).view() == "Sample Person");
    visit::Identity const korean { SecretText("1"), SecretText("Sample Person"), SecretText("보기 사람"), 1950 };
    CHECK(name_for(korean, Language::korean).view() == "보기 사람");
}

TEST_CASE("review says before the touch whether there will be paper", "[stage]")
{
    CHECK(shown<screens::ReviewView>(in(visit::Place::review)).receipt == screens::Offered::yes);
    CHECK(shown<screens::ReviewView>(in(visit::Place::review)).lines.size() == 3);
    auto world = well();
    world.paper = devices::Paper::out;
    CHECK(shown<screens::ReviewView>(in(visit::Place::review), world).receipt == screens::Offered::no);
}

TEST_CASE("done tells what the printer said, and counts down", "[stage]")
{
    auto state = in(visit::Place::done);
    state.committed = visit::Committed { TransactionId::make(), ReceiptNumber::of(1, 1), SecretText("ABCD3467"), {} };
    state.print = visit::PrintOutcome::not_printed;
    state.print_trouble = visit::PrintTrouble::no_paper;
    state.card_in_slot = true;
    auto const view = shown<screens::DoneView>(state, well(), Instant {} + std::chrono::milliseconds(12300));
    CHECK(view.receipt == screens::ReceiptOutcome::not_printed);
    CHECK(view.reason == screens::NotPrinted::no_paper);
    CHECK(view.card == screens::CardPresence::present);
    CHECK(view.seconds_left == 13);
}

TEST_CASE("working shows only progress that there is evidence for", "[stage]")
{
    auto state = in(visit::Place::working);
    CHECK(shown<screens::WorkingView>(state).parts[1].progress == screens::Progress::to_come);
    state.printing = true;
    CHECK(shown<screens::WorkingView>(state).parts[0].progress == screens::Progress::ended);
    CHECK(shown<screens::WorkingView>(state).parts[1].progress == screens::Progress::now);
}

TEST_CASE("the body for the hub is JSON, whatever a citizen or a card says", "[stage]")
{
    auto state = in(visit::Place::review);
    state.identity->latin_name = SecretText("O\"Neill \\ \n Sample");
    auto const number = ReceiptNumber::of(1, 1);
    auto const body = body_of(state, number, SecretText("ABCD3467"));
    auto const parsed = json::parse(body.view(), "body");
    REQUIRE(parsed);
    CHECK(parsed->find("language")->as_text() == "ko");
    CHECK(parsed->find("answers")->find("day")->as_text() == "monday");
    CHECK(parsed->find("identity")->find("latin_name")->as_text() == "O\"Neill \\ \n Sample");
    CHECK(parsed->find("identity")->find("birth_year")->as_integer() == 1950);
    CHECK(parsed->find("receipt")->find("number")->as_text() == number.digits());
    CHECK(parsed->find("receipt")->find("secret")->as_text() == "ABCD3467");
    state.identity.reset();
    state.answers.clear();
    CHECK(json::parse(body_of(state, number, SecretText("A")).view(), "body").value().find("identity") == nullptr);
}
