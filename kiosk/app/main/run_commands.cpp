#include "kiosk/app/control/control.h"
#include "kiosk/app/main/answers.h"
#include "kiosk/app/main/commands.h"
#include "kiosk/app/main/kiosk.h"
#include "kiosk/app/main/measure.h"
#include "kiosk/app/main/settings.h"
#include "kiosk/app/main/signals.h"
#include "kiosk/app/main/theatre.h"
#include "kiosk/base/core/file.h"

#include <cstdio>
#include <fmt/format.h>
#include <mutex>

namespace kiosk::app {

namespace {

using command::Exit;

Exit give_up(Error const& error)
{
    fmt::print(stderr, "shubbak: {}\n", error.story);
    return error.kind == Failure::unreachable ? Exit::busy : Exit::findings;
}

/// Answers what the commands of a technician ask of the running kiosk. Runs on the glass thread.
void answer(Kiosk& kiosk, std::string_view asked, control::Reply const& reply)
{
    if (asked == "doctor") {
        reply(json::to_value(examine(kiosk.evidence())));
    } else if (asked == "devices") {
        reply(to_value(kiosk.evidence().devices));
    } else if (asked == "journal") {
        kiosk.newest_transactions(100, [reply, counts = kiosk.evidence().counts](Result<std::vector<journal::Standing>> newest) {
            reply(newest ? Result<json::Value>(to_value(counts, *newest)) : std::unexpected(newest.error()));
        });
    } else if (asked == "content") {
        reply(content_value(kiosk.evidence(), kiosk.catalogue()));
    } else if (asked == "nodes") {
        json::Value::Array ids;
        for (auto const& node : kiosk.presenter().nodes())
            ids.emplace_back(node.id);
        reply(json::Value::Object { { "screen", kiosk.stage().screen() }, { "nodes", std::move(ids) } });
    } else {
        reply(failed(Failure::malformed, fmt::format("expected doctor, devices, journal, content or nodes, saw '{}'", asked)));
    }
}

/// Hands questions of the control thread to the kiosk while there is one.
class Relay {
public:
    void open(Kiosk* kiosk)
    {
        std::lock_guard const lock(m_mutex);
        m_kiosk = kiosk;
    }
    void ask(json::Value const& question, control::Reply reply)
    {
        std::lock_guard const lock(m_mutex);
        if (!m_kiosk) {
            reply(failed(Failure::unreachable, "the kiosk is starting or ending; ask again in a moment"));
            return;
        }
        m_kiosk->post([kiosk = m_kiosk, asked = question.find("ask")->as_text(), reply = std::move(reply)] { answer(*kiosk, asked, reply); });
    }

private:
    std::mutex m_mutex;
    Kiosk* m_kiosk = nullptr;
};

/// After a journey: the receipt as the virtual printer has it, if something was printed.
Result<void> save_receipt(KioskTheatre& theatre, std::filesystem::path const& file)
{
    auto const states = theatre.transaction_states();
    if (states.empty() || states.front() == "notPrinted")
        return {};
    return theatre.command_devices(fmt::format("paper save {}", std::filesystem::absolute(file).string()));
}

/// What a journey types is what a citizen would: nothing of the file stays.
Result<play::Journey> read_journey(std::string const& name)
{
    auto text = TRY(read_file(name));
    auto journey = play::parse_journey(text, name);
    wipe(text);
    return journey;
}

Result<void> play_all(Kiosk& kiosk, KioskTheatre& theatre, PlayWords const& words)
{
    for (auto const& name : words.journeys) {
        auto const journey = TRY(read_journey(name));
        // The visit before has ended; its pictures and words are not this one's.
        if (!kiosk.run_until([&] { return kiosk.stage().screen() == "rest" && !kiosk.presenter().nodes().empty(); }, std::chrono::seconds(10)))
            return failed(Failure::refused, fmt::format("{}: expected the kiosk at rest, saw screen {}", name, kiosk.stage().screen()));
        bool const in_tree = words.tree && !words.out.empty();
        auto const out = in_tree ? words.out / "under-way" : words.out;
        std::error_code error;
        if (in_tree) // a run that broke has left its pictures there
            std::filesystem::remove_all(out, error);
        kiosk.forget_transaction();
        play::Player player(theatre, out);
        if (auto played = player.play(journey); !played) {
            if (in_tree)
                fmt::print(stderr, "the pictures until then are in {}\n", out.string());
            return played;
        }
        if (!words.out.empty())
            TRY(save_receipt(theatre, out / "receipt.png"));
        if (in_tree) {
            auto const place = words.out / code_of(player.language()) / player.service();
            std::filesystem::remove_all(place, error);
            std::filesystem::create_directories(place.parent_path(), error);
            std::filesystem::rename(out, place, error);
            if (error)
                return failed(Failure::refused, fmt::format("{}: cannot be made: {}", place.string(), error.message()));
        }
        fmt::print(stderr, "played {} ({} pictures)\n", name, player.pictures());
    }
    return {};
}

}

Exit run(command::Request const& request, RunWords const& words)
{
    SystemClock const clock;
    command::Log log;
    auto settings = settings_for(request);
    if (!settings)
        return give_up(settings.error());
    settings->place = words.headless ? platform::Glass::Place::headless
        : words.window || !settings->configuration.panel.fullscreen ? platform::Glass::Place::window
                                                                     : platform::Glass::Place::fullscreen;
    auto const configuration = settings->configuration;
    log.write(command::Weight::note, command::Event::program_started);

    enum class Life { opening, running, over };
    struct {
        std::mutex mutex; ///< between the signals' thread and this one
        Life life = Life::opening;
        Kiosk* kiosk = nullptr;
    } now;
    auto const is = [&](Life life, Kiosk* kiosk) {
        std::lock_guard const lock(now.mutex);
        now.life = life;
        now.kiosk = kiosk;
    };
    Signals const signals([&] {
        std::lock_guard const lock(now.mutex);
        if (now.life == Life::running)
            now.kiosk->quit();
        if (now.life == Life::opening)
            std::_Exit(0); // nothing was begun that could be lost
    });

    // One kiosk a machine: whoever listens already is asked before anything is opened.
    std::error_code ignored;
    std::filesystem::create_directories(configuration.state.directory, ignored);
    Relay relay;
    auto server = control::Server::open(socket_of(configuration), [&relay](json::Value const& question, control::Reply reply) { relay.ask(question, std::move(reply)); });
    if (!server) {
        log.write(command::Weight::trouble, command::Event::control_trouble, { { "error", server.error() } });
        if (server.error().kind == Failure::refused) {
            static_cast<void>(give_up(server.error()));
            return Exit::busy;
        }
    }
    auto const http = net::open_http(clock);
    auto kiosk = Kiosk::open(*std::move(settings), { clock, clock, *http, log });
    if (!kiosk)
        return give_up(kiosk.error());
    relay.open(kiosk->get());
    is(Life::running, kiosk->get());
    (*kiosk)->run();
    is(Life::over, nullptr);
    relay.open(nullptr);
    return Exit::good;
}

Exit play(command::Request const& request, PlayWords const& words)
{
    if (words.nodes)
        return print_nodes(request);
    if (words.journeys.empty()) {
        fmt::print(stderr, "shubbak play: expected the file of a journey\n");
        return Exit::usage;
    }
    // A bad journey is the caller's mistake, and is told before anything is played.
    for (auto const& name : words.journeys) {
        auto const journey = read_journey(name);
        if (!journey) {
            fmt::print(stderr, "{}\n", journey.error().story);
            return Exit::usage;
        }
    }
    SteerableClock clock;
    SystemClock const machine_clock;
    command::Log log(command::Weight::notice);
    auto settings = settings_for(request);
    if (!settings)
        return give_up(settings.error());
    settings->place = words.display ? platform::Glass::Place::window : platform::Glass::Place::headless;
    auto const http = net::open_http(clock);
    net::Cable cable(*http);
    auto kiosk = Kiosk::open(*std::move(settings), { clock, machine_clock, cable, log });
    if (!kiosk)
        return give_up(kiosk.error());
    static_cast<void>((*kiosk)->run_until([&] { return (*kiosk)->glass().presents() > 0; }, std::chrono::seconds(10)));
    auto const first_frame = milliseconds_since_exec();

    auto const* const socket = std::getenv("SHUBBAK_DEVICES");
    KioskTheatre theatre(**kiosk, clock, cable, socket ? socket : "");
    // Journeys begin on a kiosk that can do its work.
    if (!(*kiosk)->run_until([&] { return (*kiosk)->ready(); }, std::chrono::seconds(10))) {
        fmt::print(stderr, "shubbak play: the kiosk does not get ready:\n{}\n", command::show(examine((*kiosk)->evidence()), command::Output::text));
        auto const journal_error = (*kiosk)->evidence().journal_error;
        return journal_error && journal_error->kind == Failure::unreachable ? Exit::busy : Exit::findings;
    }
    if (auto const played = play_all(**kiosk, theatre, words); !played) {
        fmt::print(stderr, "{}\n", played.error().story);
        auto const saved = words.out.empty() ? Result<void>() : theatre.save_picture(words.out / "broken.png");
        if (!saved)
            fmt::print(stderr, "{}\n", saved.error().story);
        return Exit::findings;
    }
    if (!words.measure.empty()) {
        auto const at_rest = [&] { return (*kiosk)->stage().screen() == "rest"; };
        if (!(*kiosk)->run_until(at_rest, std::chrono::seconds(10))) {
            fmt::print(stderr, "shubbak play: the last journey does not end at rest, so nothing was measured\n");
            return Exit::findings;
        }
        auto const cost = measure(**kiosk, first_frame.value_or(0), std::chrono::seconds(words.idle_seconds));
        if (auto const written = write_cost(cost, words.measure); !written)
            return give_up(written.error());
    }
    return Exit::good;
}

}
