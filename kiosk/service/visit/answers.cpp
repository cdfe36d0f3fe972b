#include "kiosk/service/visit/turn.h"

#include <algorithm>
#include <utility>

namespace kiosk::visit {

using catalogue::Choose;
using catalogue::EnterNumber;
using catalogue::Identify;
using catalogue::Service;
using catalogue::Step;

catalogue::Service const& Turn::service() const
{
    auto const* const found = catalogue.find(state.service);
    verify(found != nullptr, "a visit is about a service of the catalogue");
    return *found;
}

void Turn::go_to(Place place)
{
    if (state.place == Place::card && place != Place::card)
        ask(effect::WantCard { false });
    state.place = place;
    state.first_choice = 0;
}

bool answered(State const& state, Step const& step)
{
    if (std::holds_alternative<Identify>(step.kind))
        return state.identity.has_value();
    auto const found = state.answers.find(step.id);
    if (found == state.answers.end() || found->second.empty())
        return false;
    auto const* const number = std::get_if<EnterNumber>(&step.kind);
    auto const length = static_cast<int>(found->second.size());
    return !number || (length >= number->least_digits && length <= number->most_digits);
}

namespace {

/// Whether the card step has nothing left to ask: who the citizen is stays known for the visit.
bool identified_already(State const& state, Step const& step)
{
    return std::holds_alternative<Identify>(step.kind) && state.identity.has_value();
}

std::optional<SecretText> answer_of(State const& state, std::string_view step)
{
    auto const found = state.answers.find(step);
    return found == state.answers.end() ? std::nullopt : std::optional(found->second);
}

/// Where the screenful begins that shows the answer given before.
std::size_t screenful_of_answer(State const& state, Step const& step)
{
    auto const* const choice = std::get_if<Choose>(&step.kind);
    auto const given = state.answers.find(step.id);
    if (!choice || given == state.answers.end())
        return 0;
    auto const chosen = std::ranges::find(choice->options, given->second.view(), &catalogue::Option::id);
    auto const index = static_cast<std::size_t>(chosen - choice->options.begin());
    return chosen == choice->options.end() ? 0 : index / easy_choices * easy_choices;
}

/// The first step without an answer; the number of steps if there is none.
std::size_t first_open(Turn const& turn)
{
    auto const& steps = turn.service().steps;
    auto const open = std::ranges::find_if(steps, [&](Step const& step) { return !answered(turn.state, step); });
    return static_cast<std::size_t>(open - steps.begin());
}

/// Beyond the last step is the review, which never shows less than every answer: it leads to what is missing.
void enter_step(Turn& turn, std::size_t index)
{
    auto const& steps = turn.service().steps;
    if (index >= steps.size()) {
        turn.state.back_to_review = false;
        index = first_open(turn);
        if (index == steps.size()) {
            turn.go_to(Place::review);
            return;
        }
    }
    turn.state.step = index;
    turn.state.complained = false;
    turn.state.before = answer_of(turn.state, steps[index].id);
    if (std::holds_alternative<Identify>(steps[index].kind)) {
        turn.go_to(Place::card);
        if (turn.state.practice == Practice::yes) {
            turn.state.card = CardProgress::waiting; // whatever is in the slot
            turn.ask(effect::WantCard { true });
            return;
        }
        if (turn.state.card_left_behind) {
            turn.state.card = CardProgress::left_behind;
            return; // it is wanted once the slot is empty
        }
        turn.state.card = turn.state.card_in_slot ? CardProgress::reading : CardProgress::waiting;
        turn.ask(effect::WantCard { true });
    } else {
        turn.go_to(Place::step);
        turn.state.first_choice = screenful_of_answer(turn.state, steps[index]);
    }
}

void enter_from(Turn& turn, std::size_t index)
{
    auto const& steps = turn.service().steps;
    while (index < steps.size() && identified_already(turn.state, steps[index]))
        ++index;
    enter_step(turn, index);
}

void enter_back_from(Turn& turn, std::size_t index)
{
    auto const& steps = turn.service().steps;
    while (index > 0 && identified_already(turn.state, steps[index - 1]))
        --index;
    if (index == 0)
        turn.go_to(Place::service);
    else
        enter_step(turn, index - 1);
}

/// The digits so far, if the step under way asks for a number.
SecretText* number_of(Turn& turn)
{
    auto const& step = current_step(turn.state, turn.catalogue);
    return std::holds_alternative<EnterNumber>(step.kind) ? &turn.state.answers[step.id] : nullptr;
}

/// What the step under way had as its answer when it was entered stands again.
void put_before_back(Turn& turn)
{
    if (auto before = std::exchange(turn.state.before, std::nullopt))
        turn.state.answers.insert_or_assign(current_step(turn.state, turn.catalogue).id, *std::move(before));
}

/// Remembers what the answer of this step was, for Undo.
void give(Turn& turn, std::string const& step, std::optional<SecretText> before)
{
    turn.state.given.push_back({ step, std::move(before), turn.state.back_to_review });
}

}

void go_on(Turn& turn)
{
    turn.state.before.reset();
    if (std::exchange(turn.state.back_to_review, false))
        turn.go_to(Place::review);
    else
        enter_from(turn, turn.state.step + 1);
}

/// Another service begins with no answers; who the citizen is stays known for the visit.
void choose(Turn& turn, Event const& event)
{
    turn.state.service = std::get<event::Choose>(event).service;
    turn.state.answers.clear();
    turn.state.given.clear();
    turn.state.committed.reset();
    turn.state.print.reset();
    static_cast<void>(turn.service());
    turn.go_to(Place::service);
}

void start(Turn& turn, Event const&) { enter_from(turn, 0); }

void back_home(Turn& turn, Event const&)
{
    turn.state.back_to_review = false;
    turn.go_to(Place::home);
}

void back_in_steps(Turn& turn, Event const&)
{
    if (!std::exchange(turn.state.back_to_review, false)) {
        enter_back_from(turn, turn.state.step);
        return;
    }
    // Back takes the change back, so that review never shows less than every answer.
    put_before_back(turn);
    turn.go_to(Place::review);
}

void back_to_last_step(Turn& turn, Event const&) { enter_back_from(turn, turn.service().steps.size()); }

void next_step(Turn& turn, Event const&)
{
    turn.state.complained = !step_answered(turn.state, turn.catalogue);
    if (turn.state.complained)
        return;
    if (turn.state.place == Place::step)
        give(turn, current_step(turn.state, turn.catalogue).id, turn.state.before);
    go_on(turn);
}

void undo(Turn& turn, Event const&)
{
    if (!can_undo(turn.state))
        return;
    // What stands here and was not accepted yet is no answer: it goes first.
    if (turn.state.place == Place::step)
        put_before_back(turn);
    auto last = std::move(turn.state.given.back());
    turn.state.given.pop_back();
    if (last.before)
        turn.state.answers.insert_or_assign(last.step, *std::move(last.before));
    else
        turn.state.answers.erase(last.step);
    turn.state.back_to_review = false;
    auto const& steps = turn.service().steps;
    auto const index = std::ranges::find(steps, last.step, &Step::id) - steps.begin();
    // A change is taken back to the review that it came from, an answer to its question.
    enter_step(turn, last.changed_from_review ? steps.size() : static_cast<std::size_t>(index));
}

void show_more(Turn& turn, Event const&)
{
    if (screenful(turn.state, turn.catalogue).more())
        turn.state.first_choice += easy_choices;
}

void show_earlier(Turn& turn, Event const&)
{
    if (screenful(turn.state, turn.catalogue).earlier())
        turn.state.first_choice -= easy_choices;
}

void answer(Turn& turn, Event const& event)
{
    auto const& given = std::get<event::Answer>(event);
    auto const& step = current_step(turn.state, turn.catalogue);
    auto const* const choice = std::get_if<Choose>(&step.kind);
    if (given.step != step.id || !choice)
        return; // a touch that was on its way while the page changed
    verify(std::ranges::find(choice->options, given.option, &catalogue::Option::id) != choice->options.end(),
        "an answer is one of the step's options");
    give(turn, given.step, answer_of(turn.state, given.step));
    turn.state.answers.insert_or_assign(given.step, SecretText(given.option));
    go_on(turn);
}

void type_digit(Turn& turn, Event const& event)
{
    auto* const number = number_of(turn);
    if (!number)
        return;
    turn.state.complained = false;
    auto const most = std::get<EnterNumber>(current_step(turn.state, turn.catalogue).kind).most_digits;
    if (static_cast<int>(number->size()) < most)
        number->append(std::get<event::TypeDigit>(event).digit);
}

void rub_out(Turn& turn, Event const&)
{
    if (auto* const number = number_of(turn)) {
        turn.state.complained = false;
        number->rub_out();
    }
}

void clear_number(Turn& turn, Event const&)
{
    if (auto* const number = number_of(turn)) {
        turn.state.complained = false;
        *number = SecretText();
    }
}

void change(Turn& turn, Event const& event)
{
    auto const& steps = turn.service().steps;
    auto const found = std::ranges::find(steps, std::get<event::Change>(event).step, &Step::id);
    verify(found != steps.end() && !std::holds_alternative<Identify>(found->kind), "review offers to change the service's own answers");
    turn.state.back_to_review = true;
    enter_step(turn, static_cast<std::size_t>(found - steps.begin()));
}

void confirm(Turn& turn, Event const&)
{
    // Only a complete request is committed. Nothing leads here with less; if something does, it is asked for.
    enter_step(turn, turn.service().steps.size());
    if (turn.state.place != Place::review)
        return;
    turn.go_to(Place::working);
    turn.state.printing = false;
    turn.ask(effect::Commit {});
}

void commit_done(Turn& turn, Event const& event)
{
    turn.state.committed = std::get<event::CommitDone>(event).committed;
    turn.state.printing = true;
    turn.ask(effect::Print {});
}

void not_committed(Turn& turn, Event const&)
{
    turn.state.hurdle = Hurdle::not_recorded;
    turn.go_to(Place::trouble);
}

void print_ended(Turn& turn, Event const& event)
{
    auto const& ended = std::get<event::PrintEnded>(event);
    verify(turn.state.committed.has_value(), "only a committed transaction is printed");
    turn.state.print = ended.outcome;
    turn.state.print_trouble = ended.trouble;
    turn.state.touched_at = turn.now; // the countdown of `done` begins when there is something to read
    turn.ask(effect::EndTransaction { turn.state.committed->id, ended.outcome });
    turn.go_to(Place::done);
}

}
