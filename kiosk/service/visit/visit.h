#pragma once
/// One citizen's visit as a state machine: pure values, replayable, no clock, no device, no thread.
///
///            begin              choose             start              answered, next         next
///    rest --------> home ---------------> service -------> step/card ----------------> … ---------> review
///     ^              ^                       |  back           |  ^ back                      change |  | confirm
///     |              +-----------------------+<----------------+  +----------------------------------+  v
///     |                                                                                              working
///     |  finish, or nobody there any more                                     not_committed  |    |  print_ended
///     +------------------------------------------------------------------------ trouble <----+    +----> done
///
/// `idle` is not a place but a warning over any place but rest and working: `quiet` raises it, `touched` takes it
/// away, and a second `quiet` ends the visit. In `done` a `quiet` ends the visit without a warning, because the
/// screen counts down by itself.
///
/// Promises; each is held by the tests that carry its number as a tag:
///   V1  An event without a row in the table is a bug; every place names what it does with every event.
///   V2  Nothing is committed but by `confirm` in review, and at most once a visit to working.
///   V3  When a visit ends, `Wipe` is asked for and the state holds no value of the citizen.
///   V4  A card that was in the slot before the visit began identifies nobody.
///   V5  Changing language or text size changes nothing else.
///
/// Source: design.md of the project, "A touch" and "A transaction"; idle times: VVSG 2.0.

#include "kiosk/base/core/ids.h"
#include "kiosk/base/core/secret.h"
#include "kiosk/base/core/time.h"
#include "kiosk/service/catalogue/catalogue.h"

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace kiosk::visit {

enum class Place { rest, home, service, step, card, review, working, done, trouble };
[[nodiscard]] std::string_view to_string(Place place);

/// Capital heights 4.8, 7.25, 9 and 12 mm.
enum class TextSize { small, standard, large, largest };

/// What the card step knows.
enum class CardProgress { left_behind, waiting, reading, read, wrong_card, mute, removed_too_early, reader_fault, reader_gone };

enum class PrintOutcome { printed, not_printed, unknown };

/// Why nothing was printed, as far as it can be told to a citizen.
enum class PrintTrouble { none, no_paper, cover_open, paper_jam, printer_gone, printer_fault };

enum class Hurdle { not_recorded, service_unavailable };

/// Who the citizen is, by the card.
struct Identity {
    SecretText number;
    SecretText latin_name;
    SecretText native_name;
    int birth_year = 0;
};

/// What the citizen was given once the request is in the journal.
struct Committed {
    TransactionId id;
    ReceiptNumber number;
    SecretText secret;
    WallTime at;
};

/// How long a visit waits. From the configuration.
struct Manners {
    Duration until_warning = std::chrono::minutes(2);
    Duration until_end = std::chrono::seconds(45);
    Duration done_leaves = std::chrono::seconds(30);
};

/// Everything a visit knows. Copyable, so that a journey can be replayed and a test can look back.
struct State {
    Place place = Place::rest;
    Language language = Language::arabic;
    TextSize text_size = TextSize::standard;
    std::string service;           ///< id; empty before one is chosen
    std::size_t step = 0;          ///< index into the service's steps
    bool back_to_review = false;   ///< the citizen came from review to change one answer
    std::optional<SecretText> before_change; ///< that answer, for Back, which takes the change back
    std::map<std::string, SecretText, std::less<>> answers; ///< step id to the chosen option or the typed digits
    std::optional<Identity> identity;
    bool complained = false;       ///< Next was asked for before the number was complete
    CardProgress card = CardProgress::waiting;
    bool card_in_slot = false;
    bool card_left_behind = false; ///< the card in the slot was there before this visit: it is somebody else's
    std::optional<Committed> committed;
    bool printing = false;         ///< in working: recorded, now on paper
    std::optional<PrintOutcome> print;
    PrintTrouble print_trouble = PrintTrouble::none;
    Hurdle hurdle = Hurdle::not_recorded;
    Instant touched_at;            ///< when the citizen last did something
    bool idle_warning = false;
};

namespace event {
struct Begin { Language language; };
struct SetLanguage { Language language; };
struct SetTextSize { TextSize size; };
struct Choose { std::string service; };
struct Start { };
struct OtherService { };                                 ///< leave this service for another one
struct Back { };
struct Next { };
struct Answer { std::string step; std::string option; }; ///< chooses, and leads on
struct TypeDigit { char digit; };
struct RubOut { };
struct ClearNumber { };
struct Change { std::string step; };                     ///< from review
struct Confirm { };
struct Finish { };
struct Touched { };                                      ///< any touch or key, before what it means
struct Quiet { };                                        ///< the moment of alarm() has come
struct CardInserted { };
struct CardRemoved { };
struct CardRead { Identity identity; };
struct CardFailed { CardProgress why; };
struct ReaderReady { };
struct CommitDone { Committed committed; };
struct NotCommitted { };
struct PrintEnded { PrintOutcome outcome; PrintTrouble trouble; };
}

using Event = std::variant<event::Begin, event::SetLanguage, event::SetTextSize, event::Choose, event::Start, event::OtherService, event::Back,
    event::Next, event::Answer, event::TypeDigit, event::RubOut, event::ClearNumber, event::Change, event::Confirm, event::Finish, event::Touched, event::Quiet,
    event::CardInserted, event::CardRemoved, event::CardRead, event::CardFailed, event::ReaderReady, event::CommitDone,
    event::NotCommitted, event::PrintEnded>;

namespace effect {
struct WantCard { bool wanted; };
struct Commit { };        ///< record what the state holds; answered by CommitDone or NotCommitted
struct Print { };         ///< print the receipt of `committed`; answered by PrintEnded
struct EndTransaction { TransactionId id; PrintOutcome outcome; }; ///< the journal writes how it ended
struct Wipe { };          ///< everything that held a value of this citizen forgets it
}

using Effect = std::variant<effect::WantCard, effect::Commit, effect::Print, effect::EndTransaction, effect::Wipe>;

struct Outcome {
    State state;
    std::vector<Effect> effects;
};

/// The state after `event`, and what has to be done in the world. Aborts on an event that the catalogue makes
/// impossible (an unknown service id); events that mean nothing in this place are rows that say so.
[[nodiscard]] Outcome next(State state, Event const& event, Instant now, catalogue::Catalogue const& catalogue, Language city_language);

/// When `Quiet` is due, if nothing happens before; empty where time does not matter (rest, working).
[[nodiscard]] std::optional<Instant> alarm(State const& state, Manners const& manners);

/// The step under way. `state.place` must be step or card.
[[nodiscard]] catalogue::Step const& current_step(State const& state, catalogue::Catalogue const& catalogue);

/// Whether the current step has an answer that `next` accepts.
[[nodiscard]] bool step_answered(State const& state, catalogue::Catalogue const& catalogue);

}
