#include "kiosk/base/core/file.h"

#include <catch2/catch.hpp>

#include <sys/wait.h>

#include <cstdlib>
#include <filesystem>
#include <string>

namespace {

struct Ran {
    int code = 0;
    std::string out;
};

/// Runs `script` in a shell, with the program in $DEVICES and a socket's path in $S, in a folder of its own.
Ran run(std::string const& script)
{
    std::string folder = (std::filesystem::temp_directory_path() / "devices-XXXXXX").string();
    REQUIRE(mkdtemp(folder.data()));
    auto const line = "cd " + folder + "; export TMPDIR=" + folder + " DEVICES=" SHUBBAK_BUILD "/bin/shubbak-devices S=" + folder + "/s; { " + script + "\n} > out 2>&1";
    auto const status = std::system(line.c_str());
    Ran ran { WIFEXITED(status) ? WEXITSTATUS(status) : -1, kiosk::read_file(folder + "/out").value_or("") };
    // umockdev's folder is made below TMPDIR: one that stayed behind was not cleaned up.
    for (auto const& entry : std::filesystem::directory_iterator(folder)) {
        INFO(entry.path().string());
        CHECK(entry.path().filename().string().find("umockdev") == std::string::npos);
    }
    std::filesystem::remove_all(folder);
    INFO(ran.out);
    return ran;
}

}

TEST_CASE("the program ends with its child's code", "[virtual][programs]")
{
    CHECK(run("$DEVICES run --socket $S -- true").code == 0);
    CHECK(run("$DEVICES run --socket $S -- sh -c 'exit 7'").code == 7);
    CHECK(run("$DEVICES run --socket $S -- sh -c 'kill -9 $$'").code == 128 + 9);
    auto const missing = run("$DEVICES run --socket $S -- ./no-such-program");
    CHECK(missing.code == 1);
    CHECK_THAT(missing.out, Catch::Contains("starting ./no-such-program: No such file"));
}

TEST_CASE("a signal goes on to the child", "[virtual][programs]")
{
    auto const ran = run(R"($DEVICES run --socket $S -- sh -c 'trap "exit 5" TERM; echo up > up; while :; do sleep 0.05; done' & P=$!
        while [ ! -f up ]; do sleep 0.05; done; kill -TERM $P; wait $P)");
    CHECK(ran.code == 5);
}

TEST_CASE("orders end with 0 when they took effect, 1 when they failed, 2 when they make no sense", "[virtual][programs]")
{
    auto const order = [](std::string const& words) {
        return run("$DEVICES run --socket $S -- sh -c '$DEVICES do --socket $SHUBBAK_DEVICES " + words + "'");
    };
    CHECK(order("card insert 1").code == 0);
    CHECK(order("card remove").code == 1);
    CHECK(order("card insert 9").code == 2);
    CHECK(order("fault late at transfer 2").code == 0);
    CHECK(order("paper save x.png").code == 1);
    auto const status = order("status");
    CHECK(status.code == 0);
    CHECK_THAT(status.out, Catch::Contains("\"dots_on_paper\": 0") && Catch::Contains("\"plugged_in\": true"));
    auto const nobody = run("$DEVICES do --socket $S status");
    CHECK(nobody.code == 1);
    CHECK_THAT(nobody.out, Catch::Contains("no virtual devices listen at"));
}

TEST_CASE("what it is told to be is checked before anything starts", "[virtual][programs]")
{
    CHECK(run("$DEVICES").code == 2);
    CHECK(run("$DEVICES run --socket $S").code == 2);
    auto const printer = run("$DEVICES run --socket $S --printer fax -- touch started; ls");
    CHECK_THAT(printer.out, Catch::Contains("--printer fax: expected one of 80mm, 58mm") && !Catch::Contains("started\n"));
    CHECK(run("$DEVICES run --socket $S --printer fax -- true").code == 2);
    CHECK(run("$DEVICES run --socket $S --reader 1,2,3 -- true").code == 2);
    CHECK(run("$DEVICES run --socket $S --usbip -- true").code == 2);
    auto const help = run("$DEVICES run --help");
    CHECK(help.code == 0);
    CHECK_THAT(help.out, Catch::Contains("shubbak-devices do --socket"));
}

TEST_CASE("the child finds a machine with two devices", "[virtual][programs]")
{
    auto const ran = run("$DEVICES run --socket $S -- sh -c 'cat /sys/bus/usb/devices/1-1/product /sys/bus/usb/devices/1-2/product; ls /dev/bus/usb/001 | wc -l'");
    CHECK(ran.code == 0);
    CHECK(ran.out == "Virtual card reader\nVirtual printer 80\n2\n");
}
