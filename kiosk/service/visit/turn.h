#pragma once
/// One event on its way through the table, and the rows it can meet. Inner part of this folder; the picture is in
/// visit.h. Files: `answers` goes through a service, `card` follows the slot, `wishes` is what a citizen sets, asks for
/// and leaves alone.

#include "kiosk/service/visit/visit.h"

namespace kiosk::visit {

/// What a row of the table works on.
struct Turn {
    State state;
    std::vector<Effect> effects;
    Instant now;
    catalogue::Catalogue const& catalogue;
    Manners const& manners;

    void ask(Effect const& effect) { effects.push_back(effect); }
    [[nodiscard]] catalogue::Service const& service() const;
    /// Leaving the card step gives the slot back.
    void go_to(Place place);
};

using Row = void (*)(Turn&, Event const&);

/// Whether `step` has an answer that leads on.
[[nodiscard]] bool answered(State const& state, catalogue::Step const& step);
/// To the next step, or back to the review that a change came from.
void go_on(Turn& turn);

void ignore(Turn& turn, Event const& event);

// answers
void choose(Turn& turn, Event const& event);
void start(Turn& turn, Event const& event);
void back_home(Turn& turn, Event const& event);
void back_in_steps(Turn& turn, Event const& event);
void back_to_last_step(Turn& turn, Event const& event);
void next_step(Turn& turn, Event const& event);
void undo(Turn& turn, Event const& event);
void show_more(Turn& turn, Event const& event);
void show_earlier(Turn& turn, Event const& event);
void answer(Turn& turn, Event const& event);
void type_digit(Turn& turn, Event const& event);
void rub_out(Turn& turn, Event const& event);
void clear_number(Turn& turn, Event const& event);
void change(Turn& turn, Event const& event);
void confirm(Turn& turn, Event const& event);
void commit_done(Turn& turn, Event const& event);
void not_committed(Turn& turn, Event const& event);
void print_ended(Turn& turn, Event const& event);

// card
void card_inserted(Turn& turn, Event const& event);
void card_removed(Turn& turn, Event const& event);
void card_being_read(Turn& turn, Event const& event);
void card_taken_out(Turn& turn, Event const& event);
void card_read(Turn& turn, Event const& event);
void card_failed(Turn& turn, Event const& event);
void reader_ready(Turn& turn, Event const& event);
void card_practised(Turn& turn, Event const& event);

// wishes
void begin(Turn& turn, Event const& event);
void set_language(Turn& turn, Event const& event);
void set_text_size(Turn& turn, Event const& event);
void set_contrast(Turn& turn, Event const& event);
void set_pace(Turn& turn, Event const& event);
void set_reach(Turn& turn, Event const& event);
void set_sound(Turn& turn, Event const& event);
void practise(Turn& turn, Event const& event);
void for_real(Turn& turn, Event const& event);
void show_help(Turn& turn, Event const& event);
void call_for_help(Turn& turn, Event const& event);
void help_answered(Turn& turn, Event const& event);
void touched(Turn& turn, Event const& event);
void quiet(Turn& turn, Event const& event);
void quiet_at_end(Turn& turn, Event const& event);
void put_back(Turn& turn, Event const& event);
void finish(Turn& turn, Event const& event);

/// Whether a call for help stands that somebody may come for.
[[nodiscard]] bool waits_for_staff(State const& state);
/// Whether anything is not as a visit begins, before one has begun.
[[nodiscard]] bool set_by_somebody(State const& state, Settings const& usual);

}
