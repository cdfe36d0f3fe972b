#include "kiosk/app/main/kiosk.h"

#include "kiosk/app/main/habits.h"
#include "kiosk/app/main/manners.h"
#include "kiosk/app/main/own_words.h"
#include "kiosk/app/main/thrift.h"
#include "kiosk/app/main/undrawable.h"
#include "kiosk/base/core/overloaded.h"
#include "kiosk/glass/language/spoken_messages.h"

#include <algorithm>
#include <fmt/format.h>
#include <utility>

namespace kiosk::app {

namespace {

/// How often a kiosk that cannot keep requests looks whether the cause has gone.
constexpr auto journal_retry = std::chrono::seconds(30);

std::optional<Instant> earlier(std::optional<Instant> a, std::optional<Instant> b)
{
    if (a && b)
        return std::min(*a, *b);
    return a ? a : b;
}

visit::Help standing_of(delivery::CallStanding standing)
{
    switch (standing) {
    case delivery::CallStanding::kept: return visit::Help::calling;
    case delivery::CallStanding::told: return visit::Help::told;
    case delivery::CallStanding::seen: return visit::Help::seen;
    case delivery::CallStanding::lost: return visit::Help::lost;
    case delivery::CallStanding::nobody: return visit::Help::nobody;
    }
    verify(false, "a call stands in one of five ways");
    return visit::Help::nobody;
}

std::filesystem::path journal_file(command::Configuration const& configuration)
{
    return configuration.state.directory / "journal.sqlite";
}

}

Kiosk::Kiosk(Settings settings, Surroundings surroundings) : m_settings(std::move(settings)), m_around(surroundings) { }

Result<std::unique_ptr<Kiosk>> Kiosk::open(Settings settings, Surroundings surroundings)
{
    std::unique_ptr<Kiosk> kiosk(new Kiosk(std::move(settings), surroundings));
    for (auto const& finding : kiosk->m_settings.configuration_findings) {
        Error const error { Failure::malformed, to_line(finding) };
        surroundings.log.write(command::Weight::notice, command::Event::configuration_finding, { { "error", error } });
    }
    // The letters wake the glass, so it comes first; the store works while fonts and content are read.
    TRY(kiosk->open_glass());
    kiosk->open_journal();
    TRY(kiosk->load_content());
    kiosk->open_hardware();
    return kiosk;
}

Kiosk::~Kiosk()
{
    if (!m_store)
        return;
    m_courier.reset();
    m_store->post([this] { m_journal.reset(); }); // where it lived
    m_store.reset();
    m_hardware.reset();
}

Result<void> Kiosk::open_glass()
{
    auto const& panel = m_settings.configuration.panel;
    m_glass = TRY_WHILE("opening the glass", platform::Glass::open({ m_settings.place, panel.width_px, panel.height_px }, m_around.clock));
    auto* const glass = m_glass.get();
    m_letters = std::make_unique<Mailbox<Letter>>([glass] { glass->wake(); });
    m_device_events = std::make_unique<Mailbox<devices::Event>>([glass] { glass->wake(); });
    m_store = std::make_unique<Worker>("store");
    return {};
}

Result<void> Kiosk::load_content()
{
    auto const& configuration = m_settings.configuration;
    m_fonts = TRY_WHILE("loading fonts", text::FontStack::load(configuration.content.fonts / "stack"));
    auto look = ui::Themes::load(configuration.content.assets / "themes");
    auto habits = habits_of(configuration.city);
    habits.names = look.city.names;
    m_messages = TRY_WHILE("loading messages", language::Messages::load(configuration.content.assets, habits, own_words()));
    auto loaded = TRY_WHILE("loading services", catalogue::load(configuration.content.assets, *m_messages));
    m_catalogue = std::move(loaded.catalogue);
    m_content_findings = m_messages->findings();
    m_content_findings.insert(m_content_findings.end(), loaded.findings.begin(), loaded.findings.end());
    m_content_findings.insert(m_content_findings.end(), look.findings.begin(), look.findings.end());
    auto const undrawable = leave_out_undrawable(m_catalogue, *m_messages, *m_fonts);
    m_content_findings.insert(m_content_findings.end(), undrawable.begin(), undrawable.end());
    auto keyboards = ui::Keyboards::load(configuration.content.assets, *m_messages);
    m_keyboards = std::move(keyboards.keyboards);
    m_content_findings.insert(m_content_findings.end(), keyboards.findings.begin(), keyboards.findings.end());
    for (auto const& finding : m_content_findings) {
        Error const error { Failure::malformed, to_line(finding) };
        m_around.log.write(command::Weight::notice, command::Event::content_finding, { { "error", error } });
    }
    m_around.log.write(command::Weight::note, command::Event::content_loaded, { { "services", m_catalogue.services.size() } });

    auto const density = Density { static_cast<float>(m_glass->width()) / configuration.panel.width.value };
    m_presenter = TRY(ui::Presenter::open({ *m_glass, *m_fonts, *m_messages, std::move(look.themes), density,
        configuration.content.assets / "icons", &m_keyboards, look.city.logo, configuration.panel.bottom_above_floor }));
    auto const& touch = configuration.touch;
    m_presenter->set_manners({ touch.least_press, touch.rebound, touch.long_press, touch.tremble, touch.beside, touch.right_of });
    stage::Settings settings;
    settings.city = { configuration.city.language, configuration.city.names };
    settings.manners = manners_of(configuration);
    settings.telephone = configuration.city.help_phone;
    auto* const glass = m_glass.get();
    m_sound = std::make_unique<platform::SoundOut>(platform::SoundOut::Settings {}, [glass] { glass->wake(); });
    m_guide = std::make_unique<guide::Guide>(guide::Guide::Parts { *m_sound, m_around.machine_clock, *m_messages, configuration.content.assets, {},
        [glass] { glass->wake(); },
        [this](guide::Heard const& heard) {
            if (m_listener)
                m_listener(heard);
        } });
    m_stage = std::make_unique<stage::Stage>(stage::Stage::Parts { m_around.clock, m_catalogue, *m_messages, *m_fonts, *m_presenter,
        settings, [this](stage::Occurrence const& occurrence) { log(occurrence); }, m_guide.get() });
    return {};
}

void Kiosk::open_hardware() { m_hardware = std::make_unique<devices::Hardware>(*m_device_events, m_around.machine_clock); }

void Kiosk::open_journal()
{
    m_journal_retry.reset();
    m_store->post([this] {
        auto const number = wire::KioskNumber::of(m_settings.configuration.kiosk.number);
        if (!number) {
            m_letters->post(JournalNews { number.error() });
            return;
        }
        auto opened = journal::Journal::open({ journal_file(m_settings.configuration), *number, m_settings.configuration.hub.key_file,
                                                 [this](journal::Counts const& counts) { m_letters->post(counts); } },
            m_around.clock);
        if (!opened) {
            m_letters->post(JournalNews { std::move(opened).error() });
            return;
        }
        m_journal = *std::move(opened);
        m_letters->post(JournalNews { std::nullopt, m_journal->recovered() });
        m_letters->post(m_journal->counts());
    });
}

void Kiosk::give_up_journal(Error const& error)
{
    // A full disk is no reason: the journal says so itself each time, and goes on when there is room.
    if (!m_journal || (error.kind != Failure::refused && error.kind != Failure::malformed))
        return;
    m_journal.reset();
    m_letters->post(JournalNews { error });
}

void Kiosk::open_courier()
{
    if (m_courier) {
        m_courier->retry_now();
        return;
    }
    if (m_settings.configuration.hub.url.empty())
        return;
    delivery::Settings settings;
    settings.hub = m_settings.configuration.hub.url;
    if (auto const number = wire::KioskNumber::of(m_settings.configuration.kiosk.number))
        settings.kiosk = *number;
    settings.report_call = [this](delivery::CallNews const& news) { m_letters->post(stage::HelpAnswer { news.call, standing_of(news.standing) }); };
    m_courier = std::make_unique<delivery::Courier>(
        std::move(settings),
        [this](std::function<void(journal::Journal&)> task) {
            m_store->post([this, task = std::move(task)] {
                if (m_journal)
                    task(*m_journal);
            });
        },
        m_around.http, m_around.clock, [this](delivery::DeliveryChanged const& change) { m_letters->post(change); });
    m_courier->look();
}

void Kiosk::read(JournalNews const& news)
{
    m_journal_error = news.error;
    if (news.error) {
        m_around.log.write(command::Weight::trouble, command::Event::journal_trouble, { { "error", *news.error } });
        m_stage->set_journal(stage::JournalStanding::closed);
        m_journal_retry = m_around.clock.now() + journal_retry;
        return;
    }
    m_around.log.write(command::Weight::note, command::Event::journal_opened,
        { { "found_not_printed", news.recovered.not_printed }, { "found_print_unknown", news.recovered.print_unknown } });
    m_stage->set_journal(stage::JournalStanding::open);
    open_courier();
}

void Kiosk::read(journal::Counts const& counts)
{
    m_counts = counts;
    m_stage->set_waiting(counts.waiting);
    if (m_courier)
        m_courier->look();
    look_at_transaction();
}

void Kiosk::read(TransactionSeen const& seen)
{
    if (m_transaction && m_transaction->id == seen.id)
        m_transaction = seen;
}

/// Asks the store where the latest transaction stands now.
void Kiosk::look_at_transaction()
{
    if (!m_transaction)
        return;
    m_store->post([this, id = m_transaction->id] {
        if (!m_journal)
            return;
        if (auto const standing = m_journal->find(id))
            m_letters->post(TransactionSeen { id, standing->state, standing->place });
    });
}

bool Kiosk::read_letters()
{
    bool any = false;
    while (auto event = m_device_events->take()) {
        any = true;
        log(*event);
        m_stage->handle(*std::move(event));
    }
    while (auto const report = m_guide->attend()) {
        any = true;
        log(*report);
    }
    while (auto letter = m_letters->take()) {
        any = true;
        std::visit(
            Overloaded {
                [](std::function<void()> const& task) { task(); },
                [&](stage::JournalAnswer& answer) {
                    if (auto const* const kept = std::get_if<stage::Kept>(&answer))
                        m_transaction = TransactionSeen { kept->committed.id, journal::State::committed, journal::Place::none };
                    m_stage->handle(std::move(answer));
                },
                [&](stage::HelpAnswer const& answer) { m_stage->handle(answer); },
                [&](JournalNews const& news) { read(news); },
                [&](journal::Counts const& counts) { read(counts); },
                [&](delivery::DeliveryChanged const& change) {
                    m_delivery = change;
                    m_around.log.write(change.hub == delivery::HubStanding::reachable ? command::Weight::note : command::Weight::notice,
                        command::Event::delivery_advanced,
                        { { "hub", command::Listed { to_string(change.hub) } }, { "waiting", change.counts.waiting } });
                },
                [&](TransactionSeen const& seen) { read(seen); },
                [&](devices::PrintEnded const& ended) { m_stage->handle(devices::Event(ended)); },
            },
            *letter);
    }
    return any;
}

void Kiosk::settle()
{
    for (bool busy = true; busy;) {
        busy = read_letters();
        if (m_journal_retry && *m_journal_retry <= m_around.clock.now())
            open_journal();
        m_stage->pass_time();
        busy = m_stage->frame() || busy;
        for (auto& request : m_stage->take_requests()) {
            send(std::move(request));
            busy = true;
        }
    }
    // What a visit or the start needed goes back to the machine once nobody waits for a page.
    bool const started = !m_started && ready();
    if (std::exchange(m_visit_ended, false) || started) {
        m_started = m_started || started;
        give_back_memory();
    }
}

std::optional<Instant> Kiosk::next_alarm() const { return earlier(m_stage->next_alarm(), m_journal_retry); }

void Kiosk::wait(std::optional<Instant> until)
{
    for (auto event = m_glass->wait(until); event; event = m_glass->poll()) {
        if (std::holds_alternative<platform::Quit>(*event))
            m_quit = true;
        m_stage->handle(*event);
    }
}

void Kiosk::run()
{
    m_around.log.write(command::Weight::note, command::Event::program_ready);
    for (settle(); !m_quit; settle())
        wait(next_alarm());
    // The printer's word about a receipt that is under way is worth waiting for: without it nobody could ever say.
    auto const end = Deadline::after(m_around.machine_clock, print_within + std::chrono::seconds(2));
    for (; m_stage->state().place == visit::Place::working && !end.passed(m_around.machine_clock); settle())
        wait(earlier(next_alarm(), m_around.clock.now() + end.left(m_around.machine_clock)));
    m_around.log.write(command::Weight::note, command::Event::program_stopping);
}

void Kiosk::quit()
{
    post([this] { m_quit = true; });
}

void Kiosk::post(std::function<void()> task) { m_letters->post(std::move(task)); }

void Kiosk::catch_up()
{
    wait(m_around.clock.now());
    settle();
}

bool Kiosk::run_until(std::function<bool()> const& holds, Duration patience)
{
    // The kiosk's clock may be steered; patience is the machine's.
    SystemClock const machine;
    auto const end = Deadline::after(machine, patience);
    for (settle(); !holds(); settle()) {
        auto const left = end.left(machine);
        if (left == Duration::zero() || m_quit)
            return false;
        wait(earlier(next_alarm(), m_around.clock.now() + left));
    }
    return true;
}

void Kiosk::newest_transactions(std::size_t most, std::function<void(Result<std::vector<journal::Standing>>)> answer)
{
    m_store->post([this, most, answer = std::move(answer)] {
        answer(m_journal ? m_journal->newest(most) : Result<std::vector<journal::Standing>>(failed(Failure::absent, "the journal is not open")));
    });
}

bool Kiosk::ready() const
{
    auto const& world = m_stage->world();
    return world.journal == stage::JournalStanding::open && world.reader != devices::DeviceStatus::starting
        && world.printer != devices::DeviceStatus::starting;
}

Evidence Kiosk::evidence() const
{
    auto const& configuration = m_settings.configuration;
    Evidence evidence;
    evidence.configuration = m_settings.configuration_findings;
    evidence.fonts = configuration.content.fonts;
    evidence.lettered = m_presenter->lettered();
    auto const icons = m_presenter->missing_icons();
    evidence.icons.assign(icons.begin(), icons.end());
    evidence.assets = configuration.content.assets;
    evidence.content = m_content_findings;
    // Read for this question alone: visits load it when speech is first wanted.
    auto const spoken = language::SpokenMessages::load(configuration.content.assets, *m_messages);
    evidence.content.insert(evidence.content.end(), spoken.findings().begin(), spoken.findings().end());
    evidence.services = m_catalogue.services.size();
    evidence.devices = m_hardware->health();
    evidence.journal = journal_file(configuration);
    evidence.journal_error = m_journal_error;
    evidence.counts = m_counts;
    evidence.hub = configuration.hub.url;
    evidence.standing = m_delivery.hub;
    evidence.hub_story = m_delivery.story;
    evidence.state = configuration.state.directory;
    evidence.free_bytes = free_bytes_at(configuration.state.directory);
    evidence.wall = m_around.clock.wall();
    return evidence;
}

void Kiosk::plug_earpiece(devices::EarPieceChanged::Plug plug) { m_device_events->post(devices::EarPieceChanged { plug }); }

}
