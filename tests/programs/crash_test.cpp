/// A kiosk that is killed at any step, and started again.

#include "tests/programs/playground.h"

#include <catch2/catch.hpp>
#include <map>
#include <set>

using namespace programs;

TEST_CASE("killed after any picture of a visit, a transaction is there once or was never begun", "[programs]")
{
    Playground playground;
    auto const file = journey("report-light-en");
    std::size_t const steps = [&] {
        auto const ended = playground.play({ file }, "whole");
        INFO(ended.said);
        REQUIRE(ended.code == 0);
        return pictures(playground / "whole").size();
    }();
    REQUIRE(steps >= 6);

    // Killed once after each picture: before, while and after the transaction is committed, printed and delivered.
    for (std::size_t step = 1; step <= steps; ++step) {
        auto const out = "killed-" + std::to_string(step);
        auto visit = playground.start_with_devices({ "play", "--out", (playground / out).string(), file.string() });
        REQUIRE(eventually([&] { return pictures(playground / out).size() >= step || visit.poll().has_value(); }, within(60)));
        visit.kill_all();
    }

    // The next kiosk recovers the journal and delivers what stands in it.
    auto const ended = playground.play({ file }, "last");
    INFO(ended.said);
    REQUIRE(ended.code == 0);
    static_cast<void>(playground.transactions_when(2));

    // One record for each place, without a gap; one transaction for each id, with a state that somebody saw.
    auto const rows = playground.transactions();
    CHECK(rows.size() >= 2); // the first and the last, and as many as were committed before a fall
    CHECK(rows.size() <= steps + 2);
    std::set<std::string> ids, numbers;
    std::map<std::string, std::set<std::int64_t>> places;
    for (auto const& row : rows) {
        CHECK(ids.insert(row.find("id")->as_text()).second);
        CHECK(numbers.insert(row.find("number")->as_text()).second);
        CHECK(places[row.find("epoch")->as_text()].insert(row.find("seq")->as_integer()).second);
        auto const& state = row.find("state")->as_text();
        CHECK((state == "printed" || state == "notPrinted" || state == "printUnknown"));
    }
    CHECK(places.size() == 1); // the journal was never lost
}
