#include "kiosk/service/visit/turn.h"

#include <utility>

namespace kiosk::visit {

namespace {

Settings settings_of(State const& state)
{
    return { state.language, state.text_size, state.contrast, state.pace, state.reach };
}

/// As a visit begins. What is in the slot is still in it.
void begin_anew(Turn& turn)
{
    if (turn.state.help != Help::none)
        turn.ask(effect::EndCall {});
    auto const card_in_slot = turn.state.card_in_slot;
    auto const ear_piece_in = turn.state.ear_piece_in;
    auto const card_left_behind = turn.state.card_left_behind;
    turn.state = resting(turn.manners.usual);
    turn.state.card_in_slot = card_in_slot;
    turn.state.ear_piece_in = ear_piece_in;
    turn.state.card_left_behind = card_left_behind;
}

/// The answers of a service, and all that came of them.
void forget_request(State& state)
{
    state.answers.clear();
    state.given.clear();
    state.before.reset();
    state.back_to_review = false;
    state.complained = false;
    state.identity.reset();
    state.card = CardProgress::waiting;
    state.committed.reset();
    state.printing = false;
    state.print.reset();
    state.print_trouble = PrintTrouble::none;
}

}

void ignore(Turn&, Event const&) { }

void begin(Turn& turn, Event const& event)
{
    turn.state.language = std::get<event::Begin>(event).language;
    turn.state.help_panel = Panel::closed;
    turn.go_to(Place::home);
}

void set_language(Turn& turn, Event const& event) { turn.state.language = std::get<event::SetLanguage>(event).language; }
void set_text_size(Turn& turn, Event const& event) { turn.state.text_size = std::get<event::SetTextSize>(event).size; }
void set_contrast(Turn& turn, Event const& event) { turn.state.contrast = std::get<event::SetContrast>(event).contrast; }
void set_pace(Turn& turn, Event const& event) { turn.state.pace = std::get<event::SetPace>(event).pace; }
void set_reach(Turn& turn, Event const& event) { turn.state.reach = std::get<event::SetReach>(event).reach; }
void set_sound(Turn& turn, Event const& event) { turn.state.sound = std::get<event::SetSound>(event).sound; }

void practise(Turn& turn, Event const&)
{
    if (!can_practise(turn.state))
        return;
    forget_request(turn.state);
    turn.state.practice = Practice::yes;
    turn.state.help_panel = Panel::closed;
}

void for_real(Turn& turn, Event const&)
{
    if (turn.state.practice == Practice::no)
        return;
    turn.go_to(turn.state.service.empty() || turn.state.place == Place::home ? Place::home : Place::service);
    forget_request(turn.state);
    turn.state.practice = Practice::no;
    turn.state.help_panel = Panel::closed;
}

void show_help(Turn& turn, Event const& event) { turn.state.help_panel = std::get<event::ShowHelp>(event).panel; }

void call_for_help(Turn& turn, Event const&)
{
    if (waits_for_staff(turn.state))
        return; // the call stands
    turn.state.help = Help::calling;
    turn.ask(effect::CallForHelp {});
}

void help_answered(Turn& turn, Event const& event)
{
    auto const now = std::get<event::HelpAnswered>(event).help;
    verify(now != Help::none, "an answer says how a call stands");
    if (turn.state.help != Help::none)
        turn.state.help = now;
}

void touched(Turn& turn, Event const&)
{
    turn.state.touched_at = turn.now;
    turn.state.idle_warning = false;
}

void quiet(Turn& turn, Event const& event)
{
    if (turn.state.idle_warning) {
        // Staff who are on their way are not sent back: who called may be lying before the kiosk.
        auto const stands = waits_for_staff(turn.state) ? std::exchange(turn.state.help, Help::none) : Help::none;
        finish(turn, event);
        turn.state.help = stands;
        turn.state.touched_at = turn.now;
        return;
    }
    turn.state.idle_warning = true;
    turn.state.touched_at = turn.now;
}

/// The last screen counts down by itself; it asks first where somebody needs more time.
void quiet_at_end(Turn& turn, Event const& event)
{
    bool const hurried = turn.state.pace == Pace::usual && !waits_for_staff(turn.state) && turn.state.help_panel == Panel::closed;
    if (hurried && !turn.state.idle_warning)
        finish(turn, event);
    else
        quiet(turn, event);
}

void put_back(Turn& turn, Event const&)
{
    begin_anew(turn);
    turn.ask(effect::Wipe {});
}

void finish(Turn& turn, Event const&)
{
    turn.go_to(Place::rest);
    turn.state.card_left_behind = turn.state.card_in_slot;
    begin_anew(turn);
    turn.ask(effect::Wipe {});
}

bool waits_for_staff(State const& state)
{
    return state.help != Help::none && state.help != Help::nobody;
}

bool set_by_somebody(State const& state, Settings const& usual)
{
    return settings_of(state) != usual || (state.sound == Sound::on && !state.ear_piece_in) || state.help_panel == Panel::open || state.help != Help::none;
}

}
