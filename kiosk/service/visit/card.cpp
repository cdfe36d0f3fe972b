#include "kiosk/service/visit/turn.h"

#include <utility>

namespace kiosk::visit {

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
    if (turn.state.card_left_behind || turn.state.practice == Practice::yes)
        return;
    turn.state.card = CardProgress::reading;
    turn.state.touched_at = turn.now; // putting a card in is a sign of life
    turn.state.idle_warning = false;
}

void card_taken_out(Turn& turn, Event const&)
{
    turn.state.card_in_slot = false;
    auto const was_left_behind = std::exchange(turn.state.card_left_behind, false);
    if (turn.state.practice == Practice::yes)
        return;
    if (was_left_behind) {
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
    if (turn.state.card_left_behind || turn.state.practice == Practice::yes)
        return; // the end of a read that the citizen before had begun, or that was begun before practice
    turn.state.identity = std::get<event::CardRead>(event).identity;
    turn.state.card = CardProgress::read;
    turn.state.touched_at = turn.now;
    turn.state.idle_warning = false;
}

void card_failed(Turn& turn, Event const& event)
{
    if (!turn.state.card_left_behind && turn.state.practice == Practice::no)
        turn.state.card = std::get<event::CardFailed>(event).why;
}

void reader_ready(Turn& turn, Event const&)
{
    if (turn.state.card == CardProgress::reader_gone)
        turn.state.card = CardProgress::waiting;
}

void card_practised(Turn& turn, Event const& event)
{
    if (turn.state.practice == Practice::no)
        return; // practice has ended since
    auto const& practised = std::get<event::CardPractised>(event);
    turn.state.card = practised.progress;
    turn.state.identity = practised.identity;
}

}
