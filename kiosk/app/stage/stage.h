#pragma once
/// Puts visit, screens and events together: which view is shown, which request goes out.
///
///     platform events --> handle() --> presenter --> frame(): screens::draw() --> intent --> visit::next()
///     devices, journal ------------> handle() ------------------------------------------------^   |
///     take_requests() <---------------------------------------------------------------- effects <-+
///
/// The stage does no I/O and knows no thread: what has to happen in the world leaves as a request, what happened
/// comes back as an event. Whoever owns it (kiosk/app/main, or a test) carries both.
///
/// Practice goes another way: what the visit asks for then is answered by a Rehearsal and leaves no request. A call for
/// help is real also there.
///
/// Promises; each is held by the tests that carry its number as a tag:
///   S1  In practice no request leaves but a call for help: nothing is stored, charged, printed or sent.
///   S2  A settings change is on the glass with the next frame, and gone with the visit.
///   S3  What is said of a call for help is what was answered to this call, and to no earlier one.
///
/// Threads: the glass thread.

#include "kiosk/app/stage/rehearsal.h"
#include "kiosk/app/stage/views.h"
#include "kiosk/glass/platform/event.h"
#include "kiosk/glass/guide/guide.h"
#include "kiosk/glass/screens/idle.h"
#include "kiosk/glass/screens/sound.h"
#include "kiosk/glass/ui/presenter.h"
#include "kiosk/service/catalogue/catalogue.h"
#include "kiosk/service/devices/events.h"
#include "kiosk/service/receipt/receipt.h"
#include "kiosk/service/visit/visit.h"
#include "kiosk/trust/journal/journal.h"

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace kiosk::language {
class Messages;
}
namespace kiosk::text {
class FontStack;
}

namespace kiosk::stage {

namespace request {
struct WantCard { devices::Wanted wanted; };
/// Append to the journal; answered by `Kept` or `NotKept`. Nothing else may be done before.
struct Commit { journal::Order order; };
/// Tell the journal that printing begins, then print; answered by a devices::PrintEnded of this job, also when the
/// journal refuses.
struct Print { TransactionId id; devices::JobId job; Dots sheet; };
/// Tell the journal how the transaction ended.
struct End { TransactionId id; journal::Outcome outcome; };
/// Tell staff that somebody here needs help; answered by HelpAnswer, as often as something is known.
struct CallForHelp { CallId id; };
/// That citizen has gone, or needs no help any more.
struct EndCall { CallId id; };
}
using Request = std::variant<request::WantCard, request::Commit, request::Print, request::End, request::CallForHelp, request::EndCall>;

/// The journal's answers to Commit.
struct Kept { journal::Committed committed; };
struct NotKept { };
using JournalAnswer = std::variant<Kept, NotKept>;

/// How this call stands now.
struct HelpAnswer { CallId id; visit::Help help; };

/// For the log: what happened, without a word of the citizen's.
struct Occurrence {
    enum class Kind { visit_began, visit_ended, screen_shown, transaction_committed, transaction_ended, help_called, help_answered, input_odd };
    Kind kind;
    std::string_view word; ///< of a closed set: the screen, the language, the outcome, the oddity
    std::optional<TransactionId> id;
};

struct Settings {
    receipt::Letterhead city {}; ///< its language is the one in which the kiosk rests
    visit::Manners manners {};
    int paper_dots = 576; ///< width of the receipt
    std::string telephone {}; ///< the city's help line; empty if there is none
};

class Stage {
public:
    /// All references must outlive the stage.
    struct Parts {
        Clock const& clock;
        catalogue::Catalogue const& catalogue;
        language::Messages const& messages;
        text::FontStack const& fonts;
        ui::Presenter& presenter;
        Settings settings;
        std::function<void(Occurrence const&)> observe; ///< may be empty
        guide::Guide* guide = nullptr; ///< null where nobody can hear; then nothing offers sound
    };
    explicit Stage(Parts parts);

    void handle(platform::Event const& event);
    void handle(devices::Event event);
    void handle(JournalAnswer answer);
    void handle(HelpAnswer const& answer);
    void set_journal(JournalStanding standing);
    /// How many records the hub does not hold yet.
    void set_waiting(std::uint64_t waiting);

    /// Does what time asks for: the idle warning, the end of a deserted visit, the count of seconds.
    void pass_time();
    /// When pass_time() has something to do.
    [[nodiscard]] std::optional<Instant> next_alarm() const;

    /// Draws and presents if something changed; true if it did.
    bool frame();

    [[nodiscard]] std::vector<Request> take_requests();

    /// `rest`, `home`, …, `idle`.
    [[nodiscard]] std::string_view screen() const;
    [[nodiscard]] visit::State const& state() const { return m_state; }
    [[nodiscard]] screens::Curtain curtain() const { return m_curtain; }
    [[nodiscard]] World const& world() const { return m_world; }

private:
    void tell(visit::Event const& event);
    void carry_out(visit::Effect const& effect);
    void begin_printing();
    void act(ui::Canvas& canvas);
    void apply(screens::RestIntent const& intent);
    void apply(screens::HomeIntent const& intent);
    void apply(screens::ServiceIntent const& intent);
    void apply(screens::StepIntent const& intent);
    void apply(screens::CardIntent const& intent);
    void apply(screens::ReviewIntent const& intent);
    void apply(screens::WorkingIntent const& intent);
    void apply(screens::DoneIntent const& intent);
    void apply(screens::TroubleIntent const& intent);
    void apply(screens::IdleIntent intent);
    void apply(screens::FrameIntent const& intent);
    void apply(screens::SoundIntent intent);
    void update_world(World world);
    void observe_oddities();
    void observe(Occurrence::Kind kind, std::string_view word, std::optional<TransactionId> id = {});
    [[nodiscard]] View view() const;
    // sound.cpp
    /// What a key or a finger means to the speech; true if it means nothing else.
    [[nodiscard]] bool take_by_ear(platform::Event const& event);
    void plug(devices::EarPieceChanged const& change);
    /// Speech begins and ends with what the visit has set.
    void follow_sound();
    void open_sound_panel();
    void set_curtain(screens::Curtain curtain);
    void read_receipt();
    void forget_sound();
    void tell_ear();
    [[nodiscard]] screens::SoundView sound_view() const;
    [[nodiscard]] bool guided() const { return m_parts.guide != nullptr && m_parts.guide->guiding(); }
    [[nodiscard]] bool practises() const { return m_state.practice == visit::Practice::yes; }

    Parts m_parts;
    visit::State m_state;
    World m_world;
    std::vector<Request> m_requests;
    std::uint64_t m_jobs = 0;            ///< the last job's id
    std::optional<devices::JobId> m_job; ///< the one under way
    Rehearsal m_rehearsal;
    std::optional<CallId> m_call;        ///< the one that stands
    std::optional<Instant> m_shown_second; ///< when the countdown that is shown turns
    Instant m_attended_at {};            ///< somebody last did something, or the last screen came
    bool m_woken_by_touch = false;       ///< a touch on the idle warning, not yet interpreted
    bool m_plugged = false;              ///< the ear-piece
    bool m_listens_on = false;           ///< who ended the visit still has the ear-piece in
    bool m_sound_panel = false;          ///< is open
    screens::Curtain m_curtain = screens::Curtain::open;
    bool m_curtain_left = false;         ///< drawn by one who pulled the ear-piece out and may have gone
    std::optional<std::int64_t> m_curtain_finger; ///< it opened the curtain, and does nothing else
    bool m_forget = false;               ///< a visit has ended: the presenter forgets before the next frame
};

}
