/// `shubbak-devices`: virtual USB devices for machines without hardware.

#include "drivers/virtual/child.h"
#include "drivers/virtual/order_socket.h"
#include "drivers/virtual/workbench.h"
#include "kiosk/base/command/command_line.h"

#include <fmt/format.h>

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <string>
#include <vector>

using namespace drivers;
using kiosk::command::Exit;

namespace {

constexpr std::string_view run_purpose = R"(Starts COMMAND with a virtual card reader and a virtual receipt printer plugged in.

COMMAND and its libusb see them as real USB devices; this program runs until COMMAND
ends, and ends with its exit code. Give orders meanwhile with `shubbak-devices do`;
COMMAND finds the socket in SHUBBAK_DEVICES. It needs no root and no hardware.

    shubbak-devices run --socket /tmp/devices.sock -- shubbak run
    shubbak-devices do --socket /tmp/devices.sock card insert 1)";

constexpr std::string_view do_purpose = R"(Gives one order to the devices of a running `shubbak-devices run`.

Ends with 0 when the order has taken effect, 1 when it failed, 2 when it makes no sense.

    card insert N            1, 2, 3: residents with Arabic, English and Korean names;
                             4: a card of another application; 5: a mute card
    card remove [after N]    now, or when the card has answered N more commands
    paper out [after N]      now, or when N more dot rows have come out (8 rows: 1 mm)
    paper low | in           nearly out; put in
    paper save FILE.png      the paper that a person would pick up now, dot by dot
    cover open | close       of the printer
    fault [reader|printer] KIND at transfer N | at byte N
                             N counts from now: transfer 1 is the next one; bytes are those
                             the device still takes before it happens. KIND is one of
                             stall short babble nak late duplicate power-cycle unplug
    fault clear              nothing armed, nothing stuck
    plug|unplug DEVICE       reader or printer
    status                   JSON: bytes received, dots on paper, underruns, transfers, …)";

std::string printer_purpose()
{
    std::string names;
    for (auto const& profile : virtuals::printer_profiles())
        names += fmt::format("{}{} ({} dots)", names.empty() ? "" : ", ", profile.name, profile.dots);
    return "The printer: " + names;
}

Exit complain(kiosk::Error const& error, Exit exit)
{
    fmt::print(stderr, "shubbak-devices: {}\n", error.story);
    return exit;
}

struct RunWords {
    std::string socket;
    std::string reader;
    std::string printer = "80mm";
    bool usbip = false;
    std::vector<std::string> command;
};

/// `ours`, and after it what the variable holds already.
std::string before_present(std::string const& ours, char const* variable)
{
    auto const* const present = std::getenv(variable);
    return present && *present ? ours + ":" + present : ours;
}

/// What the variable holds already, else `ours`.
std::string either(char const* variable, std::string const& ours)
{
    auto const* const present = std::getenv(variable);
    return present && *present ? present : ours;
}

/// The child's exit code, which may be any number, goes to `code`.
Exit run(RunWords const& words, int& code)
{
    if (words.usbip) {
        fmt::print(stderr, "shubbak-devices: --usbip: plugging into the machine's own kernel is not built yet; leave it out to use umockdev\n");
        return Exit::usage;
    }
    auto reader = virtuals::ReaderProfile {};
    if (!words.reader.empty()) {
        auto chosen = virtuals::reader_profile_from_option(words.reader);
        if (!chosen)
            return complain(chosen.error(), Exit::usage);
        reader = *chosen;
    }
    auto const printer = virtuals::printer_profile_of(words.printer);
    if (!printer)
        return complain(printer.error(), Exit::usage);

    virtuals::hold_signals();
    kiosk::SystemClock const clock;
    auto bench = virtuals::Workbench::open(reader, *printer, clock);
    if (!bench)
        return complain(bench.error(), Exit::findings);
    auto const socket_path = std::filesystem::absolute(words.socket);
    auto const socket = virtuals::OrderSocket::listen(socket_path, [&](std::string_view line) { return bench->answer(line); });
    if (!socket)
        return complain(socket.error(), Exit::findings);
    auto const ended = virtuals::run_child(words.command,
        {
            { "LD_PRELOAD", before_present("libumockdev-preload.so.0", "LD_PRELOAD") },
            { "SHUBBAK_DEVICES", socket_path.string() },
            // A COMMAND built with AddressSanitizer would refuse to start behind another preloaded library.
            { "ASAN_OPTIONS", before_present("verify_asan_link_order=0", "ASAN_OPTIONS") },
            // umockdev stands for all of /dev, the sound cards too: ALSA would open each that could be there, more than
            // umockdev's table holds, and the COMMAND would end with "fd_map_add(): overflow". A sound server is reached.
            { "SDL_AUDIODRIVER", either("SDL_AUDIODRIVER", "pipewire,pulseaudio,dummy") },
        });
    if (!ended)
        return complain(ended.error(), Exit::findings);
    code = *ended;
    return Exit::good;
}

/// The order as one line; a file name is made absolute, as the devices stand elsewhere.
kiosk::Result<std::string> line_of(std::vector<std::string> words)
{
    auto const saves = words.size() > 2 && words[0] == "paper" && words[1] == "save";
    if (saves)
        words[2] = std::filesystem::absolute(words[2]).string();
    std::string line;
    for (auto const& word : words) {
        if (word.find_first_of("\r\n") != std::string::npos)
            return kiosk::failed(kiosk::Failure::malformed, "an order is one line");
        line += (line.empty() ? "" : " ") + word;
    }
    return line;
}

Exit give_order(std::string const& socket, std::vector<std::string> const& words)
{
    auto const line = line_of(words);
    if (!line)
        return complain(line.error(), Exit::usage);
    if (auto const order = virtuals::parse_order(*line); !order)
        return complain(order.error(), Exit::usage);
    auto const answer = virtuals::send_order(socket, *line);
    if (!answer)
        return complain(answer.error(), Exit::findings);
    auto const parsed = kiosk::json::parse(*answer, "answer");
    if (!parsed)
        return complain(parsed.error(), Exit::findings);
    auto const* const ok = parsed->find("ok");
    if (!ok || ok->kind() != kiosk::json::Kind::boolean || !ok->as_bool()) {
        auto const* const story = parsed->find("story");
        return complain({ kiosk::Failure::refused, story && story->kind() == kiosk::json::Kind::text ? story->as_text() : *answer }, Exit::findings);
    }
    if (auto const* const status = parsed->find("status"))
        fmt::print("{}", kiosk::json::write_pretty(*status));
    return Exit::good;
}

}

int main(int count, char** words)
{
    kiosk::command::CommandLine line("shubbak-devices", "Virtual USB devices: a card reader and a receipt printer that real drivers drive through libusb.");
    using kiosk::command::Presence;

    RunWords run_words;
    int child_code = 0;
    line.command("run", run_purpose)
        .option("socket", "Where to take orders: the path of a socket to make", run_words.socket, Presence::required)
        .option("reader", "The reader: a row of a reader collection, or FILE.csv:NAME; a short-APDU reader if left out", run_words.reader)
        .option("printer", printer_purpose(), run_words.printer)
        .flag("usbip", "Plug into the machine's own kernel (not built yet)", run_words.usbip)
        .rest("command", "The program to start, after --", run_words.command)
        .action([&](kiosk::command::Request const&) { return run(run_words, child_code); });

    std::string socket;
    std::vector<std::string> order;
    line.command("do", do_purpose)
        .option("socket", "The socket of the running devices", socket, Presence::required)
        .rest("order", "What to do", order)
        .action([&](kiosk::command::Request const&) { return give_order(socket, order); });

    auto const exit = line.run(count, words);
    return exit == Exit::good ? child_code : static_cast<int>(exit);
}
