#include "kiosk/service/visit/visit.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <utility>

namespace kiosk::visit {

namespace {

using catalogue::Catalogue;
using catalogue::Choose;
using catalogue::EnterNumber;
using catalogue::Identify;
using catalogue::Service;
using catalogue::Step;

/// What a row of the table works on.
struct Turn {
    State state;
    std::vector<Effect> effects;
    Instant now;
    Catalogue const& catalogue;
    Language city_language;

    void ask(Effect const& effect) { effects.push_back(effect); }
    [[nodiscard]] Service const& service() const
    {
        auto const* const found = catalogue.find(state.service);
        verify(found != nullptr, "a visit is about a service of the catalogue");
        return *found;
    }
};

using Row = void (*)(Turn&, Event const&);

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

void go_to(Turn& turn, Place place)
{
    if (turn.state.place == Place::card && place != Place::card)
        turn.ask(effect::WantCard { false });
    turn.state.place = place;
}

/// Whether the card step has nothing left to ask: who the citizen is stays known for the visit.
bool identified_already(State const& state, Step const& step)
{
    return std::holds_alternative<Identify>(step.kind) && state.identity.has_value();
}

void enter_step(Turn& turn, std::size_t index)
{
    auto const& steps = turn.service().steps;
    if (index >= steps.size()) {
        turn.state.back_to_review = false;
        go_to(turn, Place::review);
        return;
    }
    turn.state.step = index;
    turn.state.complained = false;
    if (std::holds_alternative<Identify>(steps[index].kind)) {
        go_to(turn, Place::card);
        if (turn.state.card_left_behind) {
            turn.state.card = CardProgress::left_behind;
            return; // it is wanted once the slot is empty
        }
        turn.state.card = turn.state.card_in_slot ? CardProgress::reading : CardProgress::waiting;
        turn.ask(effect::WantCard { true });
    } else {
        go_to(turn, Place::step);
    }
}

void ignore(Turn&, Event const&) { }

void begin(Turn& turn, Event const& event)
{
    turn.state.language = std::get<event::Begin>(event).language;
    turn.state.place = Place::home;
}

void set_language(Turn& turn, Event const& event) { turn.state.language = std::get<event::SetLanguage>(event).language; }
void set_text_size(Turn& turn, Event const& event) { turn.state.text_size = std::get<event::SetTextSize>(event).size; }

/// Another service begins with no answers; who the citizen is stays known for the visit.
void choose(Turn& turn, Event const& event)
{
    turn.state.service = std::get<event::Choose>(event).service;
    turn.state.answers.clear();
    turn.state.committed.reset();
    turn.state.print.reset();
    static_cast<void>(turn.service());
    go_to(turn, Place::service);
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
        go_to(turn, Place::service);
    else
        enter_step(turn, index - 1);
}

void start(Turn& turn, Event const&) { enter_from(turn, 0); }

void back_home(Turn& turn, Event const&)
{
    turn.state.back_to_review = false;
    go_to(turn, Place::home);
}

void back_in_steps(Turn& turn, Event const&)
{
    if (!std::exchange(turn.state.back_to_review, false)) {
        enter_back_from(turn, turn.state.step);
        return;
    }
    // Back takes the change back, so that review never shows less than every answer.
    if (auto before = std::exchange(turn.state.before_change, std::nullopt))
        turn.state.answers.insert_or_assign(current_step(turn.state, turn.catalogue).id, *std::move(before));
    go_to(turn, Place::review);
}

void back_to_last_step(Turn& turn, Event const&) { enter_back_from(turn, turn.service().steps.size()); }

void go_on(Turn& turn)
{
    turn.state.before_change.reset();
    if (std::exchange(turn.state.back_to_review, false))
        go_to(turn, Place::review);
    else
        enter_from(turn, turn.state.step + 1);
}

void next_step(Turn& turn, Event const&)
{
    turn.state.complained = !step_answered(turn.state, turn.catalogue);
    if (!turn.state.complained)
        go_on(turn);
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
    turn.state.answers.insert_or_assign(given.step, SecretText(given.option));
    go_on(turn);
}

/// The digits so far, if the step under way asks for a number.
SecretText* number_of(Turn& turn)
{
    auto const& step = current_step(turn.state, turn.catalogue);
    return std::holds_alternative<EnterNumber>(step.kind) ? &turn.state.answers[step.id] : nullptr;
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
    turn.state.before_change = turn.state.answers.at(found->id);
    enter_step(turn, static_cast<std::size_t>(found - steps.begin()));
}

void confirm(Turn& turn, Event const&)
{
    verify(std::ranges::all_of(turn.service().steps, [&](Step const& step) { return answered(turn.state, step); }), "only a complete request is committed");
    go_to(turn, Place::working);
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
    go_to(turn, Place::trouble);
}

void print_ended(Turn& turn, Event const& event)
{
    auto const& ended = std::get<event::PrintEnded>(event);
    verify(turn.state.committed.has_value(), "only a committed transaction is printed");
    turn.state.print = ended.outcome;
    turn.state.print_trouble = ended.trouble;
    turn.state.touched_at = turn.now; // the countdown of `done` begins when there is something to read
    turn.ask(effect::EndTransaction { turn.state.committed->id, ended.outcome });
    go_to(turn, Place::done);
}

void finish(Turn& turn, Event const&)
{
    go_to(turn, Place::rest);
    auto const card_in_slot = turn.state.card_in_slot;
    turn.state = State {};
    turn.state.language = turn.city_language;
    turn.state.card_in_slot = card_in_slot;
    turn.state.card_left_behind = card_in_slot;
    turn.ask(effect::Wipe {});
}

void touched(Turn& turn, Event const&)
{
    turn.state.touched_at = turn.now;
    turn.state.idle_warning = false;
}

void quiet(Turn& turn, Event const& event)
{
    if (turn.state.idle_warning) {
        finish(turn, event);
        return;
    }
    turn.state.idle_warning = true;
    turn.state.touched_at = turn.now;
}

void card_inserted(Turn& turn, Event const&)
{
    turn.state.card_in_slot = true;
}

void card_removed(Turn& turn, Event const&)
{
    turn.state.card_in_slot = false;
    turn.state.card_left_behind = false;
}

void card_being_read(Turn& turn, Event const&)
{
    turn.state.card_in_slot = true;
    if (turn.state.card_left_behind)
        return;
    turn.state.card = CardProgress::reading;
    turn.state.touched_at = turn.now; // putting a card in is a sign of life
    turn.state.idle_warning = false;
}

void card_taken_out(Turn& turn, Event const&)
{
    turn.state.card_in_slot = false;
    if (std::exchange(turn.state.card_left_behind, false)) {
        turn.state.card = CardProgress::waiting;
        turn.ask(effect::WantCard { true });
        return;
    }
    switch (turn.state.card) {
    case CardProgress::reading:
    case CardProgress::removed_too_early:
        turn.state.card = CardProgress::removed_too_early;
        break;
    case CardProgress::read: // taking the card back is the natural way on
        go_on(turn);
        break;
    case CardProgress::reader_gone:
        break;
    default:
        turn.state.card = CardProgress::waiting;
    }
}

void card_read(Turn& turn, Event const& event)
{
    if (turn.state.card_left_behind)
        return; // the end of a read that the citizen before had begun
    turn.state.identity = std::get<event::CardRead>(event).identity;
    turn.state.card = CardProgress::read;
    turn.state.touched_at = turn.now;
    turn.state.idle_warning = false;
}

void card_failed(Turn& turn, Event const& event)
{
    if (!turn.state.card_left_behind)
        turn.state.card = std::get<event::CardFailed>(event).why;
}

void reader_ready(Turn& turn, Event const&)
{
    if (turn.state.card == CardProgress::reader_gone)
        turn.state.card = CardProgress::waiting;
}

constexpr std::size_t places = 9;
constexpr std::size_t events = std::variant_size_v<Event>;

/// Columns are places, rows are the alternatives of Event in their order.
// clang-format off
constexpr std::array<std::array<Row, places>, events> table { {
    //                      rest           home           service        step           card             review               working        done           trouble
    /* Begin         */ { { begin,         ignore,        ignore,        ignore,        ignore,          ignore,              ignore,        ignore,        ignore        } },
    /* SetLanguage   */ { { set_language,  set_language,  set_language,  set_language,  set_language,    set_language,        set_language,  set_language,  set_language  } },
    /* SetTextSize   */ { { set_text_size, set_text_size, set_text_size, set_text_size, set_text_size,   set_text_size,       set_text_size, set_text_size, set_text_size } },
    /* Choose        */ { { ignore,        choose,        ignore,        ignore,        ignore,          ignore,              ignore,        ignore,        ignore        } },
    /* Start         */ { { ignore,        ignore,        start,         ignore,        ignore,          ignore,              ignore,        ignore,        ignore        } },
    /* OtherService  */ { { ignore,        ignore,        back_home,     back_home,     back_home,       back_home,           ignore,        ignore,        back_home     } },
    /* Back          */ { { ignore,        ignore,        back_home,     back_in_steps, back_in_steps,   back_to_last_step,   ignore,        ignore,        back_home     } },
    /* Next          */ { { ignore,        ignore,        ignore,        next_step,     next_step,       ignore,              ignore,        ignore,        ignore        } },
    /* Answer        */ { { ignore,        ignore,        ignore,        answer,        ignore,          ignore,              ignore,        ignore,        ignore        } },
    /* TypeDigit     */ { { ignore,        ignore,        ignore,        type_digit,    ignore,          ignore,              ignore,        ignore,        ignore        } },
    /* RubOut        */ { { ignore,        ignore,        ignore,        rub_out,       ignore,          ignore,              ignore,        ignore,        ignore        } },
    /* ClearNumber   */ { { ignore,        ignore,        ignore,        clear_number,  ignore,          ignore,              ignore,        ignore,        ignore        } },
    /* Change        */ { { ignore,        ignore,        ignore,        ignore,        ignore,          change,              ignore,        ignore,        ignore        } },
    /* Confirm       */ { { ignore,        ignore,        ignore,        ignore,        ignore,          confirm,             ignore,        ignore,        ignore        } },
    /* Finish        */ { { ignore,        finish,        finish,        finish,        finish,          finish,              ignore,        finish,        finish        } },
    /* Touched       */ { { touched,       touched,       touched,       touched,       touched,         touched,             touched,       touched,       touched       } },
    /* Quiet         */ { { ignore,        quiet,         quiet,         quiet,         quiet,           quiet,               ignore,        finish,        quiet         } },
    /* CardInserted  */ { { card_inserted, card_inserted, card_inserted, card_inserted, card_being_read, card_inserted,       card_inserted, card_inserted, card_inserted } },
    /* CardRemoved   */ { { card_removed,  card_removed,  card_removed,  card_removed,  card_taken_out,  card_removed,        card_removed,  card_removed,  card_removed  } },
    /* CardRead      */ { { ignore,        ignore,        ignore,        ignore,        card_read,       ignore,              ignore,        ignore,        ignore        } },
    /* CardFailed    */ { { ignore,        ignore,        ignore,        ignore,        card_failed,     ignore,              ignore,        ignore,        ignore        } },
    /* ReaderReady   */ { { ignore,        ignore,        ignore,        ignore,        reader_ready,    ignore,              ignore,        ignore,        ignore        } },
    /* CommitDone    */ { { ignore,        ignore,        ignore,        ignore,        ignore,          ignore,              commit_done,   ignore,        ignore        } },
    /* NotCommitted  */ { { ignore,        ignore,        ignore,        ignore,        ignore,          ignore,              not_committed, ignore,        ignore        } },
    /* PrintEnded    */ { { ignore,        ignore,        ignore,        ignore,        ignore,          ignore,              print_ended,   ignore,        ignore        } },
} };
// clang-format on

}

std::string_view to_string(Place place)
{
    switch (place) {
    case Place::rest: return "rest";
    case Place::home: return "home";
    case Place::service: return "service";
    case Place::step: return "step";
    case Place::card: return "card";
    case Place::review: return "review";
    case Place::working: return "working";
    case Place::done: return "done";
    case Place::trouble: return "trouble";
    }
    std::abort();
}

Outcome next(State state, Event const& event, Instant now, Catalogue const& catalogue, Language city_language)
{
    auto const row = table[event.index()][static_cast<std::size_t>(state.place)];
    Turn turn { std::move(state), {}, now, catalogue, city_language };
    row(turn, event);
    return { std::move(turn.state), std::move(turn.effects) };
}

std::optional<Instant> alarm(State const& state, Manners const& manners)
{
    switch (state.place) {
    case Place::rest:
    case Place::working:
        return std::nullopt;
    case Place::done:
        return state.touched_at + manners.done_leaves;
    default:
        return state.touched_at + (state.idle_warning ? manners.until_end : manners.until_warning);
    }
}

Step const& current_step(State const& state, Catalogue const& catalogue)
{
    verify(state.place == Place::step || state.place == Place::card, "a step is under way");
    auto const* const service = catalogue.find(state.service);
    verify(service != nullptr && state.step < service->steps.size(), "the step is one of the service's");
    return service->steps[state.step];
}

bool step_answered(State const& state, Catalogue const& catalogue)
{
    return answered(state, current_step(state, catalogue));
}

}
