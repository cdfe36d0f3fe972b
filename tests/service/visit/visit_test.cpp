#include "kiosk/service/visit/visit.h"

#include "tests/doubles/town.h"

#include <catch2/catch.hpp>

#include <random>

using namespace kiosk;
using namespace kiosk::visit;

namespace {

/// A visit that is told one event after the other; remembers everything it asked for.
struct Walk {
    catalogue::Catalogue catalogue = doubles::town();
    Manners manners {};
    State state {};
    std::vector<Effect> effects {};
    Instant now { std::chrono::hours(1) };

    Walk& tell(Event const& event)
    {
        auto outcome = next(std::move(state), event, now, catalogue, manners);
        state = std::move(outcome.state);
        for (auto& effect : outcome.effects)
            effects.push_back(std::move(effect));
        return *this;
    }
    Walk& start(std::string const& service)
    {
        return tell(event::Begin { Language::english }).tell(event::Choose { service }).tell(event::Start {});
    }
    template <typename Wanted>
    int asked_for() const
    {
        return static_cast<int>(std::ranges::count_if(effects, [](Effect const& effect) { return std::holds_alternative<Wanted>(effect); }));
    }
    Walk& to_review_with_card()
    {
        return tell(event::Begin { Language::english }).tell(event::Choose { "copies" }).tell(event::Start {}).tell(event::CardInserted {}).tell(a_card()).tell(event::Next {}).tell(event::Answer { "copies", "two" });
    }
    static event::CardRead a_card() { return { Identity { SecretText("1000000001"), SecretText("Sample Person"), SecretText("شخص مثال"), 1950 } }; }
    static event::CommitDone a_commit() { return { Committed { TransactionId::make(), ReceiptNumber::of(1, 1), SecretText("ABCD3467"), WallTime {} } }; }
};

}

TEST_CASE("a citizen identifies, answers, confirms and gets a receipt", "[visit]")
{
    Walk walk;
    walk.tell(event::Begin { Language::korean });
    CHECK(walk.state.language == Language::korean);
    walk.tell(event::Choose { "copies" });
    CHECK(walk.state.place == Place::service);
    walk.tell(event::Start {});
    CHECK(walk.state.place == Place::card);
    CHECK(walk.asked_for<effect::WantCard>() == 1);
    walk.tell(event::CardInserted {});
    CHECK(walk.state.card == CardProgress::reading);
    walk.tell(Walk::a_card());
    CHECK(walk.state.card == CardProgress::read);
    CHECK(walk.state.place == Place::card);
    walk.tell(event::CardRemoved {});
    CHECK(walk.state.place == Place::step);
    walk.tell(event::Answer { "copies", "two" });
    CHECK(walk.state.place == Place::review);
    walk.tell(event::Confirm {});
    CHECK(walk.state.place == Place::working);
    walk.tell(Walk::a_commit());
    CHECK(walk.asked_for<effect::Print>() == 1);
    walk.tell(event::PrintEnded { PrintOutcome::printed, PrintTrouble::none });
    CHECK(walk.state.place == Place::done);
    CHECK(walk.asked_for<effect::EndTransaction>() == 1);
}

TEST_CASE("nothing is committed but by confirm in review, and once", "[visit][V2]")
{
    Walk walk;
    walk.tell(event::Confirm {});
    walk.to_review_with_card();
    CHECK(walk.asked_for<effect::Commit>() == 0);
    walk.tell(event::Confirm {}).tell(event::Confirm {}).tell(event::Confirm {});
    CHECK(walk.asked_for<effect::Commit>() == 1);
}

TEST_CASE("when a visit ends it holds nothing of the citizen, wherever it ends", "[visit][V3]")
{
    auto const forgotten = [](Walk const& walk) {
        CHECK(walk.asked_for<effect::Wipe>() == 1);
        CHECK(walk.state.place == Place::rest);
        CHECK(walk.state.answers.empty());
        CHECK_FALSE(walk.state.identity);
        CHECK_FALSE(walk.state.committed);
        CHECK(walk.state.service.empty());
        CHECK(walk.state.language == Language::arabic);
        CHECK(walk.state.text_size == TextSize::standard);
    };
    SECTION("by finish in review")
    {
        Walk walk;
        walk.to_review_with_card().tell(event::SetTextSize { TextSize::largest }).tell(event::Finish {});
        forgotten(walk);
    }
    SECTION("by walking away")
    {
        Walk walk;
        walk.to_review_with_card().tell(event::Quiet {});
        CHECK(walk.state.idle_warning);
        CHECK(walk.state.place == Place::review);
        walk.tell(event::Quiet {});
        forgotten(walk);
    }
    SECTION("by leaving the card step, which also stops wanting a card")
    {
        Walk walk;
        walk.tell(event::Begin { Language::english }).tell(event::Choose { "copies" }).tell(event::Start {}).tell(event::Finish {});
        forgotten(walk);
        REQUIRE(walk.asked_for<effect::WantCard>() == 2);
        CHECK_FALSE(std::get<effect::WantCard>(walk.effects[1]).wanted);
    }
    SECTION("from done, without a warning")
    {
        Walk walk;
        walk.to_review_with_card().tell(event::Confirm {}).tell(Walk::a_commit()).tell(event::PrintEnded { PrintOutcome::unknown, PrintTrouble::printer_gone }).tell(event::Quiet {});
        forgotten(walk);
    }
}

TEST_CASE("a setting changes and nothing else does", "[visit][V5]")
{
    Walk walk;
    walk.start("report").tell(event::Answer { "day", "monday" });
    for (char const digit : { '0', '1', '2', '3' })
        walk.tell(event::TypeDigit { digit });
    walk.tell(event::SetLanguage { Language::korean }).tell(event::SetTextSize { TextSize::large });
    walk.tell(event::SetContrast { Contrast::dark }).tell(event::SetPace { Pace::easy }).tell(event::SetReach { Reach::low }).tell(event::SetSound { Sound::on });
    CHECK(walk.state.place == Place::step);
    CHECK(walk.state.answers.at("phone").view() == "0123");
    CHECK(walk.state.answers.at("day").view() == "monday");
    CHECK(walk.state.given.size() == 1);
    CHECK(walk.state.language == Language::korean);
    CHECK(walk.state.text_size == TextSize::large);
    CHECK(walk.state.contrast == Contrast::dark);
    CHECK(walk.state.pace == Pace::easy);
    CHECK(walk.state.reach == Reach::low);
    CHECK(walk.state.sound == Sound::on);
    CHECK(walk.effects.empty());
}

TEST_CASE("the next visit begins as the configuration says, whatever the last one set", "[visit][V3]")
{
    Walk walk;
    walk.manners.usual = { Language::korean, TextSize::large, Contrast::usual, Pace::easy, Reach::low };
    walk.start("report");
    walk.tell(event::SetTextSize { TextSize::small }).tell(event::SetContrast { Contrast::high }).tell(event::SetPace { Pace::usual });
    walk.tell(event::SetReach { Reach::whole }).tell(event::SetSound { Sound::on }).tell(event::ShowHelp { Panel::open });
    walk.tell(event::Finish {});
    CHECK(walk.state.language == Language::korean);
    CHECK(walk.state.text_size == TextSize::large);
    CHECK(walk.state.contrast == Contrast::usual);
    CHECK(walk.state.pace == Pace::easy);
    CHECK(walk.state.reach == Reach::low);
    CHECK(walk.state.sound == Sound::off);
    CHECK(walk.state.help_panel == Panel::closed);
    CHECK(walk.state.practice == Practice::no);
    CHECK_FALSE(alarm(walk.state, walk.manners));
}

TEST_CASE("what somebody set at rest and left is put back", "[visit][V3]")
{
    Walk walk;
    CHECK_FALSE(alarm(walk.state, walk.manners));
    walk.tell(event::Touched {}).tell(event::SetContrast { Contrast::high }).tell(event::CallForHelp {});
    CHECK(alarm(walk.state, walk.manners) == walk.now + walk.manners.until_warning_unhurried);
    walk.tell(event::Quiet {});
    CHECK(walk.state.contrast == Contrast::usual);
    CHECK(walk.state.help == Help::none);
    CHECK(walk.asked_for<effect::EndCall>() == 1);
    CHECK(walk.asked_for<effect::Wipe>() == 1); // whoever drew that forgets the focus, and how far it was turned
    CHECK_FALSE(alarm(walk.state, walk.manners));
}

TEST_CASE("a number that is too short is complained about and not accepted", "[visit]")
{
    Walk walk;
    walk.tell(event::Begin { Language::english }).tell(event::Choose { "report" }).tell(event::Start {}).tell(event::Answer { "day", "monday" });
    walk.tell(event::TypeDigit { '1' }).tell(event::Next {});
    CHECK(walk.state.place == Place::step);
    CHECK(walk.state.complained);
    for (char const digit : { '2', '3', '4', '5', '6', '7' })
        walk.tell(event::TypeDigit { digit });
    CHECK_FALSE(walk.state.complained);
    CHECK(walk.state.answers.at("phone").view() == "12345");
    walk.tell(event::RubOut {});
    CHECK(walk.state.answers.at("phone").view() == "1234");
    walk.tell(event::Next {});
    CHECK(walk.state.place == Place::review);
    walk.tell(event::Change { "phone" }).tell(event::ClearNumber {}).tell(event::Next {});
    CHECK(walk.state.place == Place::step);
    walk.tell(event::Back {});
    CHECK(walk.state.place == Place::review);
    CHECK(walk.state.answers.at("phone").view() == "1234");
    walk.tell(event::Confirm {});
    CHECK(walk.asked_for<effect::Commit>() == 1);
}

TEST_CASE("a card left behind by the citizen before identifies nobody", "[visit][V4]")
{
    Walk walk;
    walk.to_review_with_card().tell(event::Finish {});
    CHECK(walk.state.card_left_behind);
    walk.effects.clear();
    walk.tell(event::Begin { Language::english }).tell(event::Choose { "copies" }).tell(event::Start {});
    CHECK(walk.state.card == CardProgress::left_behind);
    CHECK(walk.asked_for<effect::WantCard>() == 0);
    walk.tell(Walk::a_card()).tell(event::Next {});
    CHECK_FALSE(walk.state.identity);
    CHECK(walk.state.place == Place::card);
    walk.tell(event::CardRemoved {});
    CHECK(walk.state.card == CardProgress::waiting);
    CHECK(walk.asked_for<effect::WantCard>() == 1);
    walk.tell(event::CardInserted {}).tell(Walk::a_card());
    CHECK(walk.state.identity);
}

TEST_CASE("each trouble with a card has its own state and a way on", "[visit]")
{
    Walk walk;
    walk.tell(event::Begin { Language::english }).tell(event::Choose { "copies" }).tell(event::Start {}).tell(event::CardInserted {});
    SECTION("a wrong card, taken out again")
    {
        walk.tell(event::CardFailed { CardProgress::wrong_card });
        CHECK(walk.state.card == CardProgress::wrong_card);
        walk.tell(event::CardRemoved {});
        CHECK(walk.state.card == CardProgress::waiting);
    }
    SECTION("a card pulled out while it is read")
    {
        walk.tell(event::CardFailed { CardProgress::removed_too_early }).tell(event::CardRemoved {});
        CHECK(walk.state.card == CardProgress::removed_too_early);
    }
    SECTION("a reader that goes away and comes back")
    {
        walk.tell(event::CardFailed { CardProgress::reader_gone }).tell(event::CardRemoved {});
        CHECK(walk.state.card == CardProgress::reader_gone);
        walk.tell(event::ReaderReady {});
        CHECK(walk.state.card == CardProgress::waiting);
    }
    walk.tell(event::CardInserted {}).tell(Walk::a_card()).tell(event::Next {});
    CHECK(walk.state.place == Place::step);
}

TEST_CASE("another service can be chosen from the card step, and the card is not asked for again", "[visit]")
{
    Walk walk;
    walk.to_review_with_card().tell(event::OtherService {});
    CHECK(walk.state.place == Place::home);
    walk.tell(event::Choose { "copies" }).tell(event::Start {});
    CHECK(walk.state.place == Place::step);
    CHECK(walk.state.answers.empty());
    walk.tell(event::Back {});
    CHECK(walk.state.place == Place::service);
}

TEST_CASE("a request that could not be recorded is told as trouble, and nothing is printed", "[visit]")
{
    Walk walk;
    walk.to_review_with_card().tell(event::Confirm {}).tell(event::NotCommitted {});
    CHECK(walk.state.place == Place::trouble);
    CHECK(walk.asked_for<effect::Print>() == 0);
}

TEST_CASE("time only matters where somebody may have left", "[visit]")
{
    Manners const manners;
    Walk walk;
    CHECK_FALSE(alarm(walk.state, manners));
    walk.tell(event::Touched {}).tell(event::Begin { Language::english });
    CHECK(alarm(walk.state, manners) == walk.now + manners.until_warning);
    walk.now += manners.until_warning;
    walk.tell(event::Quiet {});
    CHECK(alarm(walk.state, manners) == walk.now + manners.until_end);
    walk.tell(event::Touched {});
    CHECK_FALSE(walk.state.idle_warning);
    CHECK(alarm(walk.state, manners) == walk.now + manners.until_warning);
}

TEST_CASE("every place takes every event", "[visit][V1]")
{
    std::vector<Event> const all {
        event::Begin { Language::english }, event::SetLanguage { Language::korean }, event::SetTextSize { TextSize::small },
        event::SetContrast { Contrast::high }, event::SetPace { Pace::easy }, event::SetReach { Reach::low }, event::SetSound { Sound::on },
        event::Practise {}, event::ForReal {}, event::ShowHelp { Panel::open }, event::CallForHelp {}, event::HelpAnswered { Help::told },
        event::Undo {}, event::ShowMore {}, event::ShowEarlier {}, event::CardPractised { CardProgress::reading, {} },
        event::Start {}, event::OtherService {}, event::Back {}, event::Next {}, event::Answer { "copies", "one" },
        event::TypeDigit { '1' }, event::RubOut {}, event::ClearNumber {}, event::Confirm {}, event::Finish {}, event::Touched {},
        event::Quiet {}, event::CardInserted {}, event::CardRemoved {}, Walk::a_card(), event::CardFailed { CardProgress::mute },
        event::ReaderReady {}, Walk::a_commit(), event::NotCommitted {},
        event::PrintEnded { PrintOutcome::not_printed, PrintTrouble::no_paper }
    };
    Walk base;
    std::vector<State> places { base.state };
    base.tell(event::Begin { Language::english });
    places.push_back(base.state);
    base.tell(event::Choose { "copies" });
    places.push_back(base.state);
    base.tell(event::Start {});
    places.push_back(base.state);
    base.tell(Walk::a_card()).tell(event::Next {});
    places.push_back(base.state);
    base.tell(event::Answer { "copies", "one" });
    places.push_back(base.state);
    base.tell(event::Confirm {}).tell(Walk::a_commit());
    places.push_back(base.state);
    base.tell(event::PrintEnded { PrintOutcome::printed, PrintTrouble::none });
    places.push_back(base.state);
    for (auto const& place : places) {
        for (auto const& event : all) {
            auto const outcome = next(place, event, base.now, base.catalogue, base.manners);
            CHECK_FALSE((outcome.state.place == Place::working && place.place != Place::working && place.place != Place::review));
            CHECK((outcome.state.place != Place::card || place.place == Place::card || place.place == Place::service || place.place == Place::step || place.place == Place::review));
        }
    }
}

TEST_CASE("easy mode has five minutes of patience, and so has who waits for staff", "[visit]")
{
    Walk walk;
    walk.start("report").tell(event::Touched {});
    CHECK(alarm(walk.state, walk.manners) == walk.now + std::chrono::minutes(2));
    SECTION("easy")
    {
        walk.tell(event::SetPace { Pace::easy });
        CHECK(alarm(walk.state, walk.manners) == walk.now + std::chrono::minutes(5));
        walk.tell(event::Quiet {});
        CHECK(alarm(walk.state, walk.manners) == walk.now + std::chrono::seconds(45));
    }
    SECTION("waiting for staff")
    {
        walk.tell(event::CallForHelp {});
        CHECK(alarm(walk.state, walk.manners) == walk.now + std::chrono::minutes(5));
        walk.tell(event::HelpAnswered { Help::lost });
        CHECK(alarm(walk.state, walk.manners) == walk.now + std::chrono::minutes(5));
        walk.tell(event::HelpAnswered { Help::nobody });
        CHECK(alarm(walk.state, walk.manners) == walk.now + std::chrono::minutes(2));
    }
}

TEST_CASE("the last screen stays for who needs more time, and asks before it leaves", "[visit]")
{
    Walk walk;
    walk.to_review_with_card().tell(event::Confirm {}).tell(Walk::a_commit()).tell(event::PrintEnded { PrintOutcome::not_printed, PrintTrouble::paper_jam });
    REQUIRE(walk.state.place == Place::done);
    CHECK(alarm(walk.state, walk.manners) == walk.now + walk.manners.done_leaves);
    SECTION("in easy mode")
    {
        walk.tell(event::SetPace { Pace::easy });
        CHECK(alarm(walk.state, walk.manners) == walk.now + walk.manners.done_leaves);
    }
    SECTION("with the panel of help open")
    {
        walk.tell(event::ShowHelp { Panel::open });
        CHECK(alarm(walk.state, walk.manners) == walk.now + walk.manners.until_warning_unhurried);
    }
    SECTION("waiting for staff")
    {
        walk.tell(event::CallForHelp {}).tell(event::HelpAnswered { Help::told });
        CHECK(alarm(walk.state, walk.manners) == walk.now + walk.manners.until_warning_unhurried);
    }
    walk.tell(event::Quiet {});
    CHECK(walk.state.place == Place::done);
    CHECK(walk.state.idle_warning);
    CHECK(alarm(walk.state, walk.manners) == walk.now + walk.manners.until_end);
    walk.tell(event::Quiet {});
    CHECK(walk.state.place == Place::rest);
}

TEST_CASE("staff who are on their way are not sent back when nobody answers any more", "[visit][V9]")
{
    Walk walk;
    walk.to_review_with_card().tell(event::CallForHelp {}).tell(event::HelpAnswered { Help::told }).tell(event::Quiet {});
    walk.now += walk.manners.until_end;
    walk.tell(event::Quiet {});
    CHECK(walk.state.place == Place::rest);
    CHECK(walk.asked_for<effect::Wipe>() == 1);
    CHECK(walk.state.answers.empty());
    CHECK(walk.asked_for<effect::EndCall>() == 0);
    CHECK(walk.state.help == Help::told);
    CHECK(alarm(walk.state, walk.manners) == walk.now + walk.manners.until_warning_unhurried);
    walk.tell(event::HelpAnswered { Help::seen });
    CHECK(walk.state.help == Help::seen);
    walk.tell(event::Quiet {});
    CHECK(walk.asked_for<effect::EndCall>() == 1);
    CHECK(walk.state.help == Help::none);
    CHECK_FALSE(alarm(walk.state, walk.manners));
}

TEST_CASE("a warning can be answered as often as it comes", "[visit]")
{
    Walk walk;
    walk.start("report").tell(event::Touched {});
    for (int time = 0; time < 100; ++time) {
        walk.now = *alarm(walk.state, walk.manners);
        walk.tell(event::Quiet {});
        REQUIRE(walk.state.idle_warning);
        walk.tell(event::Touched {});
        REQUIRE(alarm(walk.state, walk.manners) == walk.now + walk.manners.until_warning);
    }
    CHECK(walk.state.place == Place::step);
    CHECK(walk.asked_for<effect::Wipe>() == 0);
}

TEST_CASE("in easy mode four choices are in sight, and all are reached", "[visit][V7]")
{
    Walk walk;
    auto& day = std::get<catalogue::Choose>(walk.catalogue.services[2].steps[0].kind);
    day.options.clear();
    for (int option = 0; option < 10; ++option)
        day.options.push_back({ std::to_string(option) });
    walk.start("report");
    CHECK(screenful(walk.state, walk.catalogue).count == 10);
    CHECK_FALSE(screenful(walk.state, walk.catalogue).more());
    walk.tell(event::SetPace { Pace::easy });
    std::size_t seen = 0;
    for (;; walk.tell(event::ShowMore {})) {
        auto const now = screenful(walk.state, walk.catalogue);
        CHECK(now.first == seen);
        CHECK(now.count <= easy_choices);
        CHECK(now.count > 0);
        CHECK(now.earlier() == (seen > 0));
        seen += now.count;
        if (!now.more())
            break;
    }
    CHECK(seen == 10);
    walk.tell(event::ShowMore {});
    CHECK(screenful(walk.state, walk.catalogue).first == 8);
    walk.tell(event::ShowEarlier {}).tell(event::ShowEarlier {}).tell(event::ShowEarlier {});
    CHECK(screenful(walk.state, walk.catalogue).first == 0);
    // Who comes back sees the answer given before.
    walk.tell(event::Answer { "day", "9" }).tell(event::Back {});
    CHECK(screenful(walk.state, walk.catalogue).first == 8);
}

TEST_CASE("undo takes back the last answer and nothing else", "[visit][V8]")
{
    Walk walk;
    walk.start("report");
    CHECK_FALSE(can_undo(walk.state));
    walk.tell(event::Undo {});
    CHECK(walk.state.place == Place::step);
    walk.tell(event::Answer { "day", "monday" });
    for (char const digit : { '0', '1', '2' })
        walk.tell(event::TypeDigit { digit });
    SECTION("an answer that led on")
    {
        walk.tell(event::Undo {});
        CHECK(current_step(walk.state, walk.catalogue).id == "day");
        CHECK_FALSE(walk.state.answers.contains("day"));
        CHECK(walk.state.answers.at("phone").view() == "012");
        CHECK_FALSE(can_undo(walk.state));
    }
    SECTION("a number, then the answer before it")
    {
        walk.tell(event::Next {});
        REQUIRE(walk.state.place == Place::review);
        walk.tell(event::Undo {});
        CHECK(current_step(walk.state, walk.catalogue).id == "phone");
        CHECK_FALSE(step_answered(walk.state, walk.catalogue));
        walk.tell(event::Undo {});
        CHECK(current_step(walk.state, walk.catalogue).id == "day");
        CHECK(walk.state.answers.empty());
    }
    SECTION("a change, back to the review that it came from")
    {
        walk.tell(event::Next {}).tell(event::Change { "day" }).tell(event::Answer { "day", "sunday" });
        REQUIRE(walk.state.place == Place::review);
        walk.tell(event::Undo {});
        CHECK(walk.state.place == Place::review);
        CHECK(walk.state.answers.at("day").view() == "monday");
        CHECK(walk.state.answers.at("phone").view() == "012");
    }
    SECTION("never of another service")
    {
        walk.tell(event::Next {}).tell(event::OtherService {}).tell(event::Choose { "report" }).tell(event::Start {});
        CHECK_FALSE(can_undo(walk.state));
    }
}

TEST_CASE("undo in the middle of a change takes the change back with it", "[visit][V8]")
{
    Walk walk;
    walk.start("report").tell(event::Answer { "day", "monday" });
    for (char const digit : { '0', '1', '2', '3', '4' })
        walk.tell(event::TypeDigit { digit });
    walk.tell(event::Next {}).tell(event::Change { "day" }).tell(event::Answer { "day", "sunday" });
    REQUIRE(walk.state.place == Place::review);
    walk.tell(GENERATE(Event(event::Change { "phone" }), Event(event::Back {})));
    REQUIRE(walk.state.place == Place::step);
    SECTION("to nothing")
    {
        walk.tell(event::ClearNumber {});
    }
    SECTION("to another number that would do")
    {
        walk.tell(event::RubOut {}).tell(event::RubOut {});
    }
    walk.tell(event::Undo {});
    CHECK(walk.state.place == Place::review);
    CHECK(walk.state.answers.at("day").view() == "monday");
    CHECK(walk.state.answers.at("phone").view() == "01234");
    walk.tell(event::Confirm {});
    CHECK(walk.state.place == Place::working);
}

TEST_CASE("nobody reviews or confirms what is not answered, whatever was touched before", "[visit][V2]")
{
    std::mt19937 random(20260704);
    auto const pick = [&](std::size_t of) { return static_cast<std::size_t>(random() % of); };
    int reviews = 0, commits = 0;
    for (int visit = 0; visit < 400; ++visit) {
        Walk walk;
        auto const& service = walk.catalogue.services[pick(walk.catalogue.services.size())];
        walk.start(service.id);
        for (int touch = 0; touch < 200 && walk.state.place != Place::working; ++touch) {
            auto const& step = service.steps[pick(service.steps.size())];
            auto const* const choice = std::get_if<catalogue::Choose>(&step.kind);
            switch (pick(14)) {
            case 0: walk.tell(event::Back {}); break;
            case 1: walk.tell(event::Undo {}); break;
            case 2: walk.tell(event::ClearNumber {}); break;
            case 3: walk.tell(event::RubOut {}); break;
            case 4:
            case 5: walk.tell(event::Next {}); break;
            case 6:
                if (!std::holds_alternative<catalogue::Identify>(step.kind))
                    walk.tell(event::Change { step.id });
                break;
            case 7: walk.tell(event::CardInserted {}).tell(Walk::a_card()); break;
            case 8: walk.tell(event::Start {}); break;
            case 9:
                if (pick(3) == 0)
                    walk.tell(event::Confirm {});
                break;
            case 10:
            case 11:
                if (choice)
                    walk.tell(event::Answer { step.id, choice->options[pick(choice->options.size())].id });
                break;
            default: walk.tell(event::TypeDigit { static_cast<char>('0' + pick(10)) }); break;
            }
            if (walk.state.place != Place::review && walk.state.place != Place::working)
                continue;
            ++reviews;
            for (auto const& each : service.steps) {
                INFO(service.id << " " << each.id);
                auto const given = walk.state.answers.find(each.id);
                if (std::holds_alternative<catalogue::Identify>(each.kind))
                    CHECK(walk.state.identity);
                else
                    REQUIRE(given != walk.state.answers.end());
                if (auto const* const number = std::get_if<catalogue::EnterNumber>(&each.kind))
                    CHECK(static_cast<int>(given->second.size()) >= number->least_digits);
            }
        }
        commits += walk.asked_for<effect::Commit>();
    }
    CHECK(reviews > 500);
    CHECK(commits > 20);
}

TEST_CASE("practice walks the same way, and nothing of it is left when it becomes real", "[visit][V6]")
{
    Walk walk;
    walk.tell(event::Begin { Language::english }).tell(event::Practise {});
    CHECK(walk.state.practice == Practice::yes);
    walk.tell(event::Choose { "copies" }).tell(event::Start {});
    CHECK(walk.state.place == Place::card);
    SECTION("a real card identifies nobody")
    {
        walk.tell(event::CardInserted {}).tell(Walk::a_card());
        CHECK_FALSE(walk.state.identity);
        CHECK(walk.state.card == CardProgress::waiting);
        CHECK(walk.state.card_in_slot);
        walk.tell(event::CardFailed { CardProgress::wrong_card }).tell(event::CardRemoved {});
        CHECK(walk.state.place == Place::card);
        CHECK_FALSE(walk.state.card_in_slot);
    }
    SECTION("all the way, then for real")
    {
        walk.tell(event::CardPractised { CardProgress::read, Walk::a_card().identity }).tell(event::Next {}).tell(event::Answer { "copies", "two" });
        CHECK(walk.state.place == Place::review);
        walk.tell(event::Confirm {}).tell(Walk::a_commit()).tell(event::PrintEnded { PrintOutcome::not_printed, PrintTrouble::none });
        CHECK(walk.state.place == Place::done);
        walk.tell(event::ForReal {});
        CHECK(walk.state.place == Place::service);
        CHECK(walk.state.service == "copies");
        CHECK(walk.state.practice == Practice::no);
        CHECK(walk.state.answers.empty());
        CHECK(walk.state.given.empty());
        CHECK_FALSE(walk.state.identity);
        CHECK_FALSE(walk.state.committed);
        CHECK_FALSE(walk.state.print);
        walk.tell(event::Start {});
        CHECK(walk.state.place == Place::card);
        // What was still to come of practice comes too late.
        walk.tell(event::CardPractised { CardProgress::read, Walk::a_card().identity });
        CHECK_FALSE(walk.state.identity);
    }
    SECTION("it ends with the visit")
    {
        walk.tell(event::Finish {});
        CHECK(walk.state.practice == Practice::no);
    }
}

TEST_CASE("practice begins only where nothing has been answered", "[visit][V6]")
{
    Walk walk;
    walk.to_review_with_card().tell(event::Practise {});
    CHECK(walk.state.practice == Practice::no);
    CHECK(walk.state.identity);
    // At home again, who the citizen is would still be known: practice forgets it.
    walk.tell(event::OtherService {}).tell(event::Practise {});
    CHECK(walk.state.practice == Practice::yes);
    CHECK_FALSE(walk.state.identity);
}

TEST_CASE("a call for help says what has been answered, and ends with the visit", "[visit][V9]")
{
    Walk walk;
    walk.tell(event::HelpAnswered { Help::seen });
    CHECK(walk.state.help == Help::none);
    walk.start("report").tell(event::CallForHelp {}).tell(event::CallForHelp {});
    CHECK(walk.state.help == Help::calling);
    CHECK(walk.asked_for<effect::CallForHelp>() == 1);
    walk.tell(event::HelpAnswered { Help::nobody });
    CHECK(walk.state.help == Help::nobody);
    walk.tell(event::CallForHelp {});
    CHECK(walk.asked_for<effect::CallForHelp>() == 2);
    walk.tell(event::HelpAnswered { Help::told }).tell(event::HelpAnswered { Help::seen });
    CHECK(walk.state.help == Help::seen);
    CHECK(walk.asked_for<effect::EndCall>() == 0);
    walk.tell(event::Finish {});
    CHECK(walk.asked_for<effect::EndCall>() == 1);
    CHECK(walk.state.help == Help::none);
}
