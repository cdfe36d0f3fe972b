/// What a technician asks, of a kiosk that runs and of one that does not.

#include "tests/programs/playground.h"

#include <catch2/catch.hpp>
#include <set>

using namespace programs;

namespace {

std::set<std::string> parts(std::string const& document)
{
    std::set<std::string> found;
    auto const findings = kiosk::json::parse(document, "doctor").value();
    for (auto const& finding : findings.as_array())
        found.insert(finding.find("part")->as_text());
    return found;
}

}

TEST_CASE("the running kiosk answers doctor, devices, journal and content, and keeps its place", "[programs]")
{
    Playground playground;
    auto running = playground.start_with_devices({ "run", "--headless" });
    REQUIRE(eventually([&] { return std::filesystem::exists(playground / "kiosk/shubbak.sock"); }, within(30)));

    // Devices arrive and the hub is asked in the first second or two; then everything is good.
    Ended doctor;
    CHECK(eventually([&] { return (doctor = playground.run_kiosk({ "doctor", "--json" })).code == 0; }, within(30)));
    INFO(doctor.said);
    for (auto const* command : { "devices", "journal", "content", "config" }) {
        auto const ended = playground.run_kiosk({ command, "--json" });
        INFO(command << ": " << ended.said);
        CHECK(ended.code == 0);
    }

    auto const nodes = playground.run_kiosk({ "play", "--nodes" });
    CHECK(nodes.code == 0);
    CHECK(nodes.said.find("rest.begin.ko\n") != std::string::npos);

    auto const second = playground.run_kiosk({ "run", "--headless" });
    INFO(second.said);
    CHECK(second.code == 3);
    CHECK_FALSE(running.poll().has_value());
    CHECK(running.stop(within(30)) == 0);
}

TEST_CASE("without a running kiosk the doctor looks for itself", "[programs]")
{
    Playground playground;
    auto const ended = playground.run_kiosk({ "doctor", "--json" });
    INFO(ended.said);
    CHECK(ended.code == 1); // no reader and no printer are plugged in
    auto const found = parts(ended.said);
    for (auto const* part : { "fonts", "content", "journal", "hub", "disk", "clock" })
        CHECK(found.contains(part));
}

TEST_CASE("a wrong configuration is told by file and line, and the kiosk goes on", "[programs]")
{
    Playground playground;
    playground.write("kiosk.toml", "[kiosk]\nnumber = 7\n[panel]\nwidth_mm = \"wide\"\n[state]\ndirectory = \"kiosk\"\n");
    auto const doctor = playground.run_kiosk({ "doctor" });
    CHECK(doctor.code == 1);
    CHECK_THAT(doctor.said, Catch::Matchers::Contains("kiosk.toml:4") && Catch::Matchers::Contains("width_mm"));
    auto const shown = playground.run_kiosk({ "config" });
    INFO(shown.said);
    CHECK(shown.code == 1);
    CHECK_THAT(shown.said, Catch::Matchers::Contains("kiosk.toml:4") && Catch::Matchers::Contains("width_mm = 336"));
}

TEST_CASE("words that no command knows are usage", "[programs]")
{
    Playground playground;
    CHECK(playground.run_kiosk({ "dance" }).code == 2);
    CHECK(playground.run_kiosk({ "doctor", "--loud" }).code == 2);
}
