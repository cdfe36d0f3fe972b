/// `shubbak`: the kiosk, and the commands of its technician.

#include "kiosk/app/main/commands.h"
#include "kiosk/app/main/text_commands.h"

#include <malloc.h>
#include <sys/prctl.h>
#include <sys/resource.h>

namespace {

/// A citizen's words must not reach a disk in a core dump, nor another program of this user through ptrace.
void keep_memory_private()
{
    rlimit const none { 0, 0 };
    setrlimit(RLIMIT_CORE, &none);
    prctl(PR_SET_DUMPABLE, 0);
}

}

int main(int count, char** words)
{
    using namespace kiosk;
    keep_memory_private();
    // Pixels come by the megabyte: fixed, this limit gives them back to the system as soon as they are let go of, where
    // malloc would otherwise learn to keep them (mallopt(3)).
    mallopt(M_MMAP_THRESHOLD, 256 * 1024);
    command::CommandLine line("shubbak", "The service window: a city's self-service kiosk.");

    app::RunWords run;
    line.command("run", "Run the kiosk until its window is closed or it is told to end (SIGTERM).")
        .flag("headless", "Without a display", run.headless)
        .flag("window", "In a window, not fullscreen", run.window)
        .action([&](command::Request const& request) { return app::run(request, run); });

    app::PlayWords play;
    line.command("play", "Play journeys on a kiosk in this process, without a person, and leave a picture after each step.")
        .option("out", "Where the pictures go", play.out)
        .flag("display", "In a window on the display instead of without one", play.display)
        .flag("tree", "Put the pictures into OUT/<language>/<service>", play.tree)
        .flag("nodes", "Print the ids now on the running kiosk's glass, and nothing else", play.nodes)
        .option("measure", "Afterwards measure what the kiosk costs at rest, and write it here", play.measure)
        .option("idle-seconds", "How long to measure the CPU at rest", play.idle_seconds)
        .rest("journey", "Files with one verb a line", play.journeys, command::Presence::optional)
        .action([&](command::Request const& request) { return app::play(request, play); });

    app::AuditWords audit;
    line.command("audit", "Show every page in every form without a display, measure it, and say by clause whether it is fit for all.")
        .flag("full", "Every combination of everything, for a night", audit.full)
        .option("out", "Write index.html and audit.json here", audit.out)
        .option("only", "Only pages whose name begins so", audit.only)
        .option("golden", "Measure nothing, but write the golden displays here anew", audit.golden)
        .explain("The table goes to standard output: each clause of EN 301 549, VVSG 2.0, WCAG 2.2, Section 508 and the Korean rules with\n"
                 "pass, fail or the reason why it is neither, and the worst case. Exit 1 if a floor is broken.")
        .action([&](command::Request const& request) { return app::audit(request, audit); });

    line.command("doctor", "Say of each part whether it is good, or what to do.").action(app::doctor);
    line.command("devices", "List the devices, how they are, and what to do.").action(app::devices);
    line.command("journal", "List the newest transactions and what waits for the hub.").action(app::journal);
    line.command("content", "List the services, and what is wrong with the content.").action(app::content);
    line.command("config", "Print the configuration in force.").action(app::configuration);

    app::TextCommands text;
    text.add_to(line);
    return static_cast<int>(line.run(count, words));
}
