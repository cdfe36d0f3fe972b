/// `shubbak-hub`: receives transactions from the kiosks and shows them.

#include "deploy/hub/desk.h"
#include "deploy/hub/server.h"
#include "deploy/hub/state.h"
#include "kiosk/base/command/command_line.h"
#include "kiosk/base/command/log.h"
#include "kiosk/base/core/file.h"
#include "kiosk/base/core/mailbox.h"

#include <cstdio>
#include <fmt/format.h>
#include <optional>

namespace {

using namespace deploy::hub;
using kiosk::command::Event;
using kiosk::command::Exit;
using kiosk::command::Log;
using kiosk::command::Weight;

struct RunWords {
    std::filesystem::path state;
    std::string listen = "127.0.0.1:8470";
    std::filesystem::path port_file;
    bool keep_at_kiosks = false;
};

Exit fail(kiosk::Error const& error)
{
    fmt::print(stderr, "shubbak-hub: {}\n", error.story);
    return error.kind == kiosk::Failure::unreachable ? Exit::busy : Exit::findings;
}

Exit run(RunWords const& words)
{
    Log log;
    kiosk::SystemClock const clock;
    auto state = open_state(words.state);
    if (!state)
        return fail(state.error());
    Desk desk(*state->archive, state->keys, clock, words.keep_at_kiosks ? Archiving::at_the_kiosks : Archiving::when_durable);

    // The event loop never waits for the disk: the desk has a thread of its own.
    std::optional<kiosk::Worker> store("store");
    auto const answer = [&](Question question, std::function<void(Reply)> reply) {
        store->post([&desk, &log, question = std::move(question), reply = std::move(reply)] {
            auto said = desk.answer(question);
            if (said.status >= 500)
                log.write(Weight::trouble, Event::hub_trouble, { { "status", said.status } });
            else if (question.method == "PUT" && !wire::is_help_target(question.target)) // a call is repeated every few seconds
                log.write(Weight::note, Event::hub_received, { { "status", said.status }, { "bytes", question.body.size() } });
            reply(std::move(said));
        });
    };
    auto server = Server::open(words.listen, answer);
    if (!server) {
        (void)fail(server.error());
        return server.error().kind == kiosk::Failure::malformed ? Exit::usage : Exit::findings;
    }
    if (!words.port_file.empty()) {
        auto const written = kiosk::replace_file(words.port_file, fmt::format("{}\n", (*server)->port()));
        if (!written)
            return fail(written.error());
    }
    fmt::print("shubbak-hub: http://{}/  state in {}\n", (*server)->address(), words.state.string());
    std::fflush(stdout);
    log.write(Weight::note, Event::hub_listening, { { "port", (*server)->port() } });
    (*server)->run();
    log.write(Weight::note, Event::program_stopping);
    // The archive belongs to the store thread and is closed there.
    store->post([&state] { state->archive.reset(); });
    store.reset();
    return Exit::good;
}

Exit show_key(std::filesystem::path const& folder)
{
    auto const key = kiosk::seal::PublicKey::read(folder / "hub.pub");
    if (!key)
        return fail(key.error());
    fmt::print("{}\n", key->text());
    return Exit::good;
}

}

int main(int count, char** words)
{
    kiosk::command::CommandLine line("shubbak-hub", "The back office of a city's kiosks: takes in what they did, durably and once, and shows it.");
    RunWords run_words;
    line.command("run", "Take in records until SIGTERM. Makes its key pair (hub.key, hub.pub) and archive (hub.db) at the first start.")
        .option("state", "Folder for the key pair and the archive.", run_words.state, kiosk::command::Presence::required)
        .option("listen", "ADDRESS:PORT; port 0 lets the system choose. Default 127.0.0.1:8470.", run_words.listen)
        .option("port-file", "Write the port there once it listens.", run_words.port_file)
        .flag("keep-at-kiosks", "Call nothing archived, so that no kiosk lets go of its records: on trial, or before backups run.", run_words.keep_at_kiosks)
        .action([&](kiosk::command::Request const&) { return run(run_words); });
    std::filesystem::path key_state;
    line.command("key", "Print the public key that every kiosk needs.")
        .option("state", "The hub's folder.", key_state, kiosk::command::Presence::required)
        .action([&](kiosk::command::Request const&) { return show_key(key_state); });
    return static_cast<int>(line.run(count, words));
}
