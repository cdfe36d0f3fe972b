#include "kiosk/service/visit/visit.h"

#include "kiosk/service/visit/turn.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <utility>

namespace kiosk::visit {

using catalogue::Catalogue;
using catalogue::Step;

namespace {

constexpr std::size_t places = 9;
constexpr std::size_t events = std::variant_size_v<Event>;

/// Columns are places, rows are the alternatives of Event in their order.
// clang-format off
constexpr std::array<std::array<Row, places>, events> table { {
    //                       rest           home           service        step           card             review             working        done           trouble
    /* Begin         */ { { begin,         ignore,        ignore,        ignore,        ignore,          ignore,            ignore,        ignore,        ignore         } },
    /* SetLanguage   */ { { set_language,  set_language,  set_language,  set_language,  set_language,    set_language,      set_language,  set_language,  set_language   } },
    /* SetTextSize   */ { { set_text_size, set_text_size, set_text_size, set_text_size, set_text_size,   set_text_size,     set_text_size, set_text_size, set_text_size  } },
    /* SetContrast   */ { { set_contrast,  set_contrast,  set_contrast,  set_contrast,  set_contrast,    set_contrast,      set_contrast,  set_contrast,  set_contrast   } },
    /* SetPace       */ { { set_pace,      set_pace,      set_pace,      set_pace,      set_pace,        set_pace,          set_pace,      set_pace,      set_pace       } },
    /* SetReach      */ { { set_reach,     set_reach,     set_reach,     set_reach,     set_reach,       set_reach,         set_reach,     set_reach,     set_reach      } },
    /* SetSound      */ { { set_sound,     set_sound,     set_sound,     set_sound,     set_sound,       set_sound,         set_sound,     set_sound,     set_sound      } },
    /* Practise      */ { { ignore,        practise,      practise,      ignore,        ignore,          ignore,            ignore,        ignore,        ignore         } },
    /* ForReal       */ { { ignore,        for_real,      for_real,      for_real,      for_real,        for_real,          ignore,        for_real,      for_real       } },
    /* ShowHelp      */ { { show_help,     show_help,     show_help,     show_help,     show_help,       show_help,         show_help,     show_help,     show_help      } },
    /* CallForHelp   */ { { call_for_help, call_for_help, call_for_help, call_for_help, call_for_help,   call_for_help,     call_for_help, call_for_help, call_for_help  } },
    /* HelpAnswered  */ { { help_answered, help_answered, help_answered, help_answered, help_answered,   help_answered,     help_answered, help_answered, help_answered  } },
    /* Choose        */ { { ignore,        choose,        ignore,        ignore,        ignore,          ignore,            ignore,        ignore,        ignore         } },
    /* Start         */ { { ignore,        ignore,        start,         ignore,        ignore,          ignore,            ignore,        ignore,        ignore         } },
    /* OtherService  */ { { ignore,        ignore,        back_home,     back_home,     back_home,       back_home,         ignore,        ignore,        back_home      } },
    /* Back          */ { { ignore,        ignore,        back_home,     back_in_steps, back_in_steps,   back_to_last_step, ignore,        ignore,        back_home      } },
    /* Next          */ { { ignore,        ignore,        ignore,        next_step,     next_step,       ignore,            ignore,        ignore,        ignore         } },
    /* Undo          */ { { ignore,        ignore,        ignore,        undo,          undo,            undo,              ignore,        ignore,        ignore         } },
    /* ShowMore      */ { { ignore,        show_more,     ignore,        show_more,     ignore,          show_more,         ignore,        ignore,        ignore         } },
    /* ShowEarlier   */ { { ignore,        show_earlier,  ignore,        show_earlier,  ignore,          show_earlier,      ignore,        ignore,        ignore         } },
    /* Answer        */ { { ignore,        ignore,        ignore,        answer,        ignore,          ignore,            ignore,        ignore,        ignore         } },
    /* TypeDigit     */ { { ignore,        ignore,        ignore,        type_digit,    ignore,          ignore,            ignore,        ignore,        ignore         } },
    /* RubOut        */ { { ignore,        ignore,        ignore,        rub_out,       ignore,          ignore,            ignore,        ignore,        ignore         } },
    /* ClearNumber   */ { { ignore,        ignore,        ignore,        clear_number,  ignore,          ignore,            ignore,        ignore,        ignore         } },
    /* Change        */ { { ignore,        ignore,        ignore,        ignore,        ignore,          change,            ignore,        ignore,        ignore         } },
    /* Confirm       */ { { ignore,        ignore,        ignore,        ignore,        ignore,          confirm,           ignore,        ignore,        ignore         } },
    /* Finish        */ { { ignore,        finish,        finish,        finish,        finish,          finish,            ignore,        finish,        finish         } },
    /* Touched       */ { { touched,       touched,       touched,       touched,       touched,         touched,           touched,       touched,       touched        } },
    /* Quiet         */ { { put_back,      quiet,         quiet,         quiet,         quiet,           quiet,             ignore,        quiet_at_end,  quiet          } },
    /* CardInserted  */ { { card_inserted, card_inserted, card_inserted, card_inserted, card_being_read, card_inserted,     card_inserted, card_inserted, card_inserted  } },
    /* CardRemoved   */ { { card_removed,  card_removed,  card_removed,  card_removed,  card_taken_out,  card_removed,      card_removed,  card_removed,  card_removed   } },
    /* CardRead      */ { { ignore,        ignore,        ignore,        ignore,        card_read,       ignore,            ignore,        ignore,        ignore         } },
    /* CardFailed    */ { { ignore,        ignore,        ignore,        ignore,        card_failed,     ignore,            ignore,        ignore,        ignore         } },
    /* ReaderReady   */ { { ignore,        ignore,        ignore,        ignore,        reader_ready,    ignore,            ignore,        ignore,        ignore         } },
    /* CardPractised */ { { ignore,        ignore,        ignore,        ignore,        card_practised,  ignore,            ignore,        ignore,        ignore         } },
    /* CommitDone    */ { { ignore,        ignore,        ignore,        ignore,        ignore,          ignore,            commit_done,   ignore,        ignore         } },
    /* NotCommitted  */ { { ignore,        ignore,        ignore,        ignore,        ignore,          ignore,            not_committed, ignore,        ignore         } },
    /* PrintEnded    */ { { ignore,        ignore,        ignore,        ignore,        ignore,          ignore,            print_ended,   ignore,        ignore         } },
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

std::string_view to_string(Help help)
{
    switch (help) {
    case Help::none: return "none";
    case Help::calling: return "calling";
    case Help::told: return "told";
    case Help::seen: return "seen";
    case Help::lost: return "lost";
    case Help::nobody: return "nobody";
    }
    std::abort();
}

Outcome next(State state, Event const& event, Instant now, Catalogue const& catalogue, Manners const& manners)
{
    auto const row = table[event.index()][static_cast<std::size_t>(state.place)];
    Turn turn { std::move(state), {}, now, catalogue, manners };
    row(turn, event);
    return { std::move(turn.state), std::move(turn.effects) };
}

State resting(Settings const& usual)
{
    State state;
    state.language = usual.language;
    state.text_size = usual.text_size;
    state.contrast = usual.contrast;
    state.pace = usual.pace;
    state.reach = usual.reach;
    return state;
}

std::optional<Instant> alarm(State const& state, Manners const& manners)
{
    bool const unhurried = state.pace == Pace::easy || waits_for_staff(state);
    auto const patience = unhurried ? manners.until_warning_unhurried : manners.until_warning;
    bool const looks_for_help = waits_for_staff(state) || state.help_panel == Panel::open;
    switch (state.place) {
    case Place::working:
        return std::nullopt;
    case Place::rest:
        return set_by_somebody(state, manners.usual) ? std::optional(state.touched_at + patience) : std::nullopt;
    case Place::done:
        if (state.idle_warning)
            return state.touched_at + manners.until_end;
        return state.touched_at + (looks_for_help ? manners.until_warning_unhurried : manners.done_leaves);
    default:
        return state.touched_at + (state.idle_warning ? manners.until_end : patience);
    }
}

Screenful screenful(State const& state, Catalogue const& catalogue)
{
    std::size_t of = 0;
    switch (state.place) {
    case Place::home:
        of = catalogue.services.size();
        break;
    case Place::step:
        if (auto const* const choice = std::get_if<catalogue::Choose>(&current_step(state, catalogue).kind))
            of = choice->options.size();
        break;
    case Place::review:
        of = catalogue.find(state.service)->steps.size();
        break;
    default:
        break;
    }
    if (state.pace == Pace::usual)
        return { 0, of, of };
    auto const first = std::min(state.first_choice, of);
    return { first, std::min(easy_choices, of - first), of };
}

bool can_undo(State const& state)
{
    bool const asking = state.place == Place::step || state.place == Place::card || state.place == Place::review;
    return asking && !state.given.empty();
}

bool can_practise(State const& state)
{
    return state.practice == Practice::no && (state.place == Place::home || state.place == Place::service);
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
