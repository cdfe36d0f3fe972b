#include "tests/service/visit/walk.h"

#include <catch2/catch.hpp>

using namespace kiosk;
using namespace kiosk::visit;

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
