#include "tests/service/visit/walk.h"

#include <catch2/catch.hpp>

#include <random>

using namespace kiosk;
using namespace kiosk::visit;

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
