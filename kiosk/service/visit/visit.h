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
/// away, as often as somebody touches, and a second `quiet` ends the visit. In `done` a `quiet` ends the visit without a
/// warning, because the screen counts down by itself, but in easy mode and while help is looked for or waited for. At rest it takes back what somebody has set and left.
///
/// Practice is the same walk: `practise` begins it where nothing was answered yet, `for_real` ends it with nothing of it
/// left. Whoever carries out the effects of a practised visit does nothing of them in the world (kiosk/app/stage).
///
/// Promises; each is held by the tests that carry its number as a tag:
///   V1  An event without a row in the table is a bug; every place names what it does with every event.
///   V2  Nothing is committed but by `confirm` in review, and at most once a visit to working.
///   V3  When a visit ends, `Wipe` is asked for and the state holds no value of the citizen and none of his settings.
///   V4  A card that was in the slot before the visit began identifies nobody.
///   V5  Changing one setting changes nothing else.
///   V6  Nothing that was practised is part of a request: neither an answer, nor who the card said it was, nor a number.
///   V7  In easy mode a screen offers at most four choices, and every one of them can be reached.
///   V8  Undo takes back the last answer and nothing else; what it replaced stands again.
///   V9  A call for help says only what an answer has said, and ends with the visit; when a visit was only walked away
///       from, it stands as long again as somebody is waited for: who called may not reach the glass.
///
/// Source: design.md of the project, "A touch" and "A transaction"; idle times: VVSG 2.0 7.2-O; easy mode: the project's
/// standards, "ours".

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

/// What the citizen sets for one visit. The glass knows what each means.
enum class Contrast { usual, high, dark, low };
enum class Pace { usual, easy };
enum class Reach { whole, low };
/// Whether the kiosk speaks.
enum class Sound { off, on };

/// How a visit begins, and what the rest screen goes back to. Sound is off then, always.
struct Settings {
    Language language = Language::arabic;
    TextSize text_size = TextSize::standard;
    Contrast contrast = Contrast::usual;
    Pace pace = Pace::usual;
    Reach reach = Reach::whole;
    bool operator==(Settings const&) const = default;
};

enum class Practice { no, yes };
enum class Panel { closed, open };

/// A call for somebody who can help, as far as it has been answered.
enum class Help {
    none,    ///< nobody was called
    calling, ///< on its way
    told,    ///< it was shown to staff
    seen,    ///< staff have answered
    lost,    ///< staff were told or have answered; nobody can be asked now how far they are
    nobody,  ///< nobody can be told now
};

[[nodiscard]] std::string_view to_string(Help help);

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

/// How long a visit waits, and how it begins. From the configuration.
struct Manners {
    Duration until_warning = std::chrono::minutes(2);
    /// In easy mode, and while somebody waits for help.
    Duration until_warning_unhurried = std::chrono::minutes(5);
    Duration until_end = std::chrono::seconds(45);
    /// How long `done` stays when nobody touches it, unless help is looked for or waited for.
    Duration done_leaves = std::chrono::seconds(30);
    Settings usual {};
};

/// An answer that was given, so that it can be taken back.
struct Given {
    std::string step;
    std::optional<SecretText> before; ///< what stood there before
    bool changed_from_review = false;
};

/// Everything a visit knows. Copyable, so that a journey can be replayed and a test can look back.
struct State {
    Place place = Place::rest;
    Language language = Language::arabic;
    TextSize text_size = TextSize::standard;
    Contrast contrast = Contrast::usual;
    Pace pace = Pace::usual;
    Reach reach = Reach::whole;
    Sound sound = Sound::off;
    Practice practice = Practice::no;
    Panel help_panel = Panel::closed;
    Help help = Help::none;
    std::string service;           ///< id; empty before one is chosen
    std::size_t step = 0;          ///< index into the service's steps
    bool back_to_review = false;   ///< the citizen came from review to change one answer
    std::optional<SecretText> before; ///< the step's answer when the step was entered; Back from a change puts it back
    std::vector<Given> given;      ///< the answers of this service in the order in which they were given
    std::size_t first_choice = 0;  ///< in easy mode: the first choice in sight
    std::map<std::string, SecretText, std::less<>> answers; ///< step id to the chosen option or the typed digits
    std::optional<Identity> identity;
    bool complained = false;       ///< Next was asked for before the number was complete
    CardProgress card = CardProgress::waiting;
    bool card_in_slot = false;
    bool ear_piece_in = false;     ///< whoever sets Sound says so: at rest it is then on by the plug, and nobody's wish
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
struct SetContrast { Contrast contrast; };
struct SetPace { Pace pace; };
struct SetReach { Reach reach; };
struct SetSound { Sound sound; };
struct Practise { };                                     ///< from here on it is practice
struct ForReal { };                                      ///< the same service again, and now it counts
struct ShowHelp { Panel panel; };
struct CallForHelp { };
struct HelpAnswered { Help help; };                      ///< how the call stands now
struct Choose { std::string service; };
struct Start { };
struct OtherService { };                                 ///< leave this service for another one
struct Back { };
struct Next { };
struct Undo { };                                         ///< takes back the last answer
struct ShowMore { };                                     ///< in easy mode: the next choices
struct ShowEarlier { };
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
struct CardPractised { CardProgress progress; std::optional<Identity> identity; }; ///< in practice: what a card would do now
struct CommitDone { Committed committed; };
struct NotCommitted { };
struct PrintEnded { PrintOutcome outcome; PrintTrouble trouble; };
}

using Event = std::variant<event::Begin, event::SetLanguage, event::SetTextSize, event::SetContrast, event::SetPace, event::SetReach,
    event::SetSound, event::Practise, event::ForReal, event::ShowHelp, event::CallForHelp, event::HelpAnswered, event::Choose, event::Start,
    event::OtherService, event::Back, event::Next, event::Undo, event::ShowMore, event::ShowEarlier, event::Answer, event::TypeDigit,
    event::RubOut, event::ClearNumber, event::Change, event::Confirm, event::Finish, event::Touched, event::Quiet, event::CardInserted,
    event::CardRemoved, event::CardRead, event::CardFailed, event::ReaderReady, event::CardPractised, event::CommitDone, event::NotCommitted,
    event::PrintEnded>;

namespace effect {
struct WantCard { bool wanted; };
struct Commit { };        ///< record what the state holds; answered by CommitDone or NotCommitted
struct Print { };         ///< print the receipt of `committed`; answered by PrintEnded
struct EndTransaction { TransactionId id; PrintOutcome outcome; }; ///< the journal writes how it ended
struct CallForHelp { };   ///< answered by HelpAnswered, as often as something is known
struct EndCall { };       ///< whoever was called is not needed any more
struct Wipe { };          ///< everything that held a value of this citizen forgets it
}

using Effect = std::variant<effect::WantCard, effect::Commit, effect::Print, effect::EndTransaction, effect::CallForHelp,
    effect::EndCall, effect::Wipe>;

/// Nobody is there.
[[nodiscard]] State resting(Settings const& usual);

struct Outcome {
    State state;
    std::vector<Effect> effects;
};

/// The state after `event`, and what has to be done in the world. Aborts on an event that the catalogue makes
/// impossible (an unknown service id); events that mean nothing in this place are rows that say so.
[[nodiscard]] Outcome next(State state, Event const& event, Instant now, catalogue::Catalogue const& catalogue, Manners const& manners);

/// When `Quiet` is due, if nothing happens before; empty where time does not matter (working, and rest as it should be).
[[nodiscard]] std::optional<Instant> alarm(State const& state, Manners const& manners);

/// At most so many choices on a screen in easy mode.
inline constexpr std::size_t easy_choices = 4;

/// The choices in sight, of all that the screen has: services, options, answers to change.
struct Screenful {
    std::size_t first = 0;
    std::size_t count = 0; ///< as many from `first`
    std::size_t of = 0;
    [[nodiscard]] bool more() const { return first + count < of; }
    [[nodiscard]] bool earlier() const { return first > 0; }
};
/// All of them but in easy mode.
[[nodiscard]] Screenful screenful(State const& state, catalogue::Catalogue const& catalogue);

/// Whether there is an answer that Undo takes back here.
[[nodiscard]] bool can_undo(State const& state);
/// Whether practice can begin here: before anything was answered.
[[nodiscard]] bool can_practise(State const& state);

/// The step under way. `state.place` must be step or card.
[[nodiscard]] catalogue::Step const& current_step(State const& state, catalogue::Catalogue const& catalogue);

/// Whether the current step has an answer that `next` accepts.
[[nodiscard]] bool step_answered(State const& state, catalogue::Catalogue const& catalogue);

}
