#pragma once
/// The whole kiosk in one process: the list of its parts, and the loop that carries letters between them.
///
///       glass (this thread)            store                     net               usb
///     platform, presenter, stage   journal, SQLite       delivery, libcurl   libusb, a strand a device
///            |  ^                        ^  |                    ^
///            |  +------ letters ---------|--+--------------------+
///            +------------ tasks --------+
///
/// Threads: everything here is on the glass thread unless it says otherwise.

#include "kiosk/app/main/doctor.h"
#include "kiosk/app/stage/stage.h"
#include "kiosk/base/command/configuration.h"
#include "kiosk/base/command/log.h"
#include "kiosk/base/core/mailbox.h"
#include "kiosk/glass/language/messages.h"
#include "kiosk/glass/guide/guide.h"
#include "kiosk/glass/platform/glass.h"
#include "kiosk/glass/platform/sound_out.h"
#include "kiosk/glass/text/font_stack.h"
#include "kiosk/glass/ui/keyboard.h"
#include "kiosk/glass/ui/presenter.h"
#include "kiosk/service/catalogue/catalogue.h"
#include "kiosk/service/devices/hardware.h"
#include "kiosk/trust/delivery/courier.h"
#include "kiosk/trust/journal/journal.h"
#include "kiosk/trust/net/http.h"

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace kiosk::app {

/// How long a print job may take before its outcome is called unknown: a long receipt on a slow printer needs 5 s.
inline constexpr auto print_within = std::chrono::seconds(30);

/// Where a transaction stands, for journeys and the log.
struct TransactionSeen {
    TransactionId id;
    journal::State state;
    journal::Place place;
};

class Kiosk {
public:
    struct Settings {
        command::Configuration configuration;
        std::vector<Finding> configuration_findings;
        platform::Glass::Place place = platform::Glass::Place::fullscreen;
    };
    /// All references must outlive the kiosk.
    struct Surroundings {
        Clock const& clock;         ///< of visits, journal and delivery; a journey moves it
        Clock const& machine_clock; ///< of devices, whose seconds nobody can move
        net::Http& http;
        command::Log& log;
    };

    /// Fails only without what nothing can be shown without: a display, fonts, messages. A kiosk without
    /// journal, hub or devices opens and says so on its rest screen.
    [[nodiscard]] static Result<std::unique_ptr<Kiosk>> open(Settings settings, Surroundings surroundings);
    ~Kiosk();
    Kiosk(Kiosk const&) = delete;
    Kiosk& operator=(Kiosk const&) = delete;

    /// Until the window is closed or quit() is called; a receipt that is being printed then is waited for.
    void run();
    /// From any thread, but not from a signal's handler.
    void quit();
    /// From any thread: has `task` run on the glass thread.
    void post(std::function<void()> task);

    /// Handles the events that wait, and what follows from them; never sleeps.
    void catch_up();
    /// Lets everything happen until `holds`, or until the machine's own clock reaches `patience`; true if it holds.
    [[nodiscard]] bool run_until(std::function<bool()> const& holds, Duration patience);

    [[nodiscard]] platform::Glass& glass() { return *m_glass; }
    [[nodiscard]] ui::Presenter& presenter() { return *m_presenter; }
    [[nodiscard]] stage::Stage& stage() { return *m_stage; }
    [[nodiscard]] delivery::Courier* courier() { return m_courier.get(); }
    [[nodiscard]] std::optional<TransactionSeen> const& transaction() const { return m_transaction; }
    /// A journey begins: what was there before is not its transaction.
    void forget_transaction() { m_transaction.reset(); }
    [[nodiscard]] command::Configuration const& configuration() const { return m_settings.configuration; }
    [[nodiscard]] catalogue::Catalogue const& catalogue() const { return m_catalogue; }
    /// The ear-piece's plug, where no device tells of it: a journey.
    void plug_earpiece(devices::EarPieceChanged::Plug plug);
    /// Who is told all that is said; only a journey listens.
    void set_listener(std::function<void(guide::Heard const&)> listener) { m_listener = std::move(listener); }
    /// Journal open and every kind of device looked at once.
    [[nodiscard]] bool ready() const;
    [[nodiscard]] Evidence evidence() const;
    /// The newest transactions, from the store thread; `answer` is called there.
    void newest_transactions(std::size_t most, std::function<void(Result<std::vector<journal::Standing>>)> answer);

private:
    /// The journal was opened, or could not be, or failed while it was open.
    struct JournalNews {
        std::optional<Error> error;
        journal::Recovered recovered {};
    };
    using Letter = std::variant<std::function<void()>, stage::JournalAnswer, stage::HelpAnswer, JournalNews, journal::Counts, delivery::DeliveryChanged, TransactionSeen,
        devices::PrintEnded>;

    Kiosk(Settings settings, Surroundings surroundings);
    [[nodiscard]] Result<void> open_glass();
    [[nodiscard]] Result<void> load_content();
    void open_hardware();
    void open_journal();
    void open_courier();

    /// Reads all letters, lets time pass, draws, and sends requests, until there is nothing left to do.
    void settle();
    bool read_letters();
    void send(stage::Request request);
    void read(JournalNews const& news);
    void read(journal::Counts const& counts);
    void read(TransactionSeen const& seen);
    void look_at_transaction();
    /// On the store thread: after a failure of the disk nothing more is believed of this file until it is opened again.
    void give_up_journal(Error const& error);
    void log(stage::Occurrence const& occurrence);
    void log(devices::Event const& event);
    void log(speech::Report const& report);
    [[nodiscard]] std::optional<Instant> next_alarm() const;
    /// Handles one event, and all that wait behind it.
    void wait(std::optional<Instant> until);

    Settings m_settings;
    Surroundings m_around;
    bool m_quit = false;

    std::unique_ptr<platform::Glass> m_glass;
    std::optional<text::FontStack> m_fonts;
    std::optional<language::Messages> m_messages;
    ui::Keyboards m_keyboards;
    catalogue::Catalogue m_catalogue;
    std::vector<Finding> m_content_findings;
    std::unique_ptr<ui::Presenter> m_presenter;
    std::unique_ptr<platform::SoundOut> m_sound;
    std::function<void(guide::Heard const&)> m_listener;
    std::unique_ptr<guide::Guide> m_guide;
    std::unique_ptr<stage::Stage> m_stage;

    std::unique_ptr<Mailbox<Letter>> m_letters;
    std::unique_ptr<Mailbox<devices::Event>> m_device_events;

    std::unique_ptr<journal::Journal> m_journal; ///< the store thread's alone
    std::unique_ptr<devices::Hardware> m_hardware;
    std::unique_ptr<Worker> m_store;
    std::unique_ptr<delivery::Courier> m_courier;

    std::optional<Error> m_journal_error;
    std::optional<Instant> m_journal_retry;
    delivery::DeliveryChanged m_delivery;
    journal::Counts m_counts;
    bool m_visit_ended = false; ///< since the last settle()
    bool m_started = false;     ///< ready() for the first time
    std::optional<TransactionSeen> m_transaction;
};

}
