#include "kiosk/app/main/doctor.h"

#include <algorithm>
#include <catch2/catch.hpp>

using namespace kiosk;
using namespace kiosk::app;

namespace {

/// A kiosk to which nothing is wrong.
Evidence healthy()
{
    Evidence evidence;
    evidence.fonts = "fonts";
    evidence.assets = "assets";
    evidence.services = 3;
    evidence.devices = { { "card_reader", "Virtual reader at 1-1", devices::DeviceStatus::online, devices::ErrorAction::none, "ready", "" },
        { "receipt_printer", "Virtual printer at 1-2", devices::DeviceStatus::online, devices::ErrorAction::none, "ready", "" } };
    evidence.journal = "state/journal.sqlite";
    evidence.hub = "http://127.0.0.1:8470";
    evidence.standing = delivery::HubStanding::reachable;
    evidence.state = "state";
    evidence.free_bytes = 5'000'000'000;
    evidence.wall = WallTime(std::chrono::sys_days(std::chrono::year(2026) / 11 / 21));
    return evidence;
}

Finding const& part(std::vector<Finding> const& findings, std::string_view name)
{
    auto const found = std::ranges::find(findings, name, &Finding::part);
    REQUIRE(found != findings.end());
    return *found;
}

}

TEST_CASE("the doctor has one good line for each part of a healthy kiosk", "[main]")
{
    auto const findings = examine(healthy());
    CHECK(std::ranges::all_of(findings, &Finding::ok));
    for (auto const* name : { "fonts", "content", "devices", "journal", "hub", "disk", "clock" })
        CHECK(part(findings, name).ok);
    CHECK(std::ranges::count(findings, "devices", &Finding::part) == 2);
}

TEST_CASE("the doctor of a kiosk that is up counts what lettering has cost", "[main]")
{
    auto evidence = healthy();
    evidence.lettered = { .shaped = 120, .found = 9000, .held = 80, .held_bytes = 410'000, .glyphs_found = 50'000, .glyphs_drawn = 300, .sheet_bytes = 600'000 };
    auto const line = part(examine(evidence), "lettering");
    CHECK(line.ok);
    CHECK(line.seen == "120 paragraphs shaped, 9000 found, 80 held in 410 kB; 300 glyphs drawn, 50000 found, on a sheet of 600 kB");
}

TEST_CASE("the doctor names an icon that stays blank", "[main]")
{
    auto evidence = healthy();
    evidence.icons.push_back({ Failure::absent, "assets/icons/lamp.svg is not there" });
    auto const line = part(examine(evidence), "icons");
    CHECK_FALSE(line.ok);
    CHECK(line.seen == "assets/icons/lamp.svg is not there");
}

TEST_CASE("the doctor says of each wrong part what to do", "[main]")
{
    auto evidence = healthy();
    SECTION("no font")
    {
        evidence.fonts_error = Error { Failure::absent, "fonts/stack:7: NotoSans.ttf is not there" };
        CHECK(part(examine(evidence), "fonts").seen == "fonts/stack:7: NotoSans.ttf is not there");
    }
    SECTION("a service left out")
    {
        evidence.content.push_back({ "service report-light", false, "assets/services/report-light/ko.json:4", "a message", "none", "write it" });
        auto const findings = examine(evidence);
        CHECK(part(findings, "service report-light").where == "assets/services/report-light/ko.json:4");
        CHECK(std::ranges::find(findings, "content", &Finding::part) == findings.end());
    }
    SECTION("no paper")
    {
        evidence.devices[1].status = devices::DeviceStatus::offline;
        evidence.devices[1].remedy = "put in a roll of paper";
        auto const findings = examine(evidence);
        auto const wrong = std::ranges::find_if(findings, [](Finding const& finding) { return !finding.ok; });
        REQUIRE(wrong != findings.end());
        CHECK(wrong->part == "devices");
        CHECK(wrong->remedy == "put in a roll of paper");
    }
    SECTION("the journal is held by somebody else")
    {
        evidence.journal_error = Error { Failure::refused, "another program holds it" };
        CHECK_FALSE(part(examine(evidence), "journal").ok);
    }
    SECTION("the hub is away, with requests waiting")
    {
        evidence.standing = delivery::HubStanding::unreachable;
        evidence.counts.waiting = 7;
        auto const findings = examine(evidence);
        auto const& hub = part(findings, "hub");
        CHECK_FALSE(hub.ok);
        CHECK(hub.seen.find("7 waiting") != std::string::npos);
    }
    SECTION("the hub answers, but the journal cannot be written")
    {
        evidence.hub_story = "the journal cannot be written: the disk is full";
        CHECK(part(examine(evidence), "hub").seen == "reachable, 0 waiting, but the journal cannot be written: the disk is full");
    }
    SECTION("a full disk")
    {
        evidence.free_bytes = 5;
        CHECK_FALSE(part(examine(evidence), "disk").ok);
    }
    SECTION("a clock with an empty battery")
    {
        evidence.wall = WallTime {};
        CHECK_FALSE(part(examine(evidence), "clock").ok);
    }
    CHECK_FALSE(std::ranges::all_of(examine(evidence), &Finding::ok));
    CHECK(std::ranges::all_of(examine(evidence), [](Finding const& finding) { return finding.ok || !finding.remedy.empty(); }));
}
