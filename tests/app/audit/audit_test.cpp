#include "kiosk/app/audit/audit.h"
#include "kiosk/app/audit/clause.h"
#include "kiosk/app/audit/report.h"
#include "tests/app/audit/stock.h"

#include <catch2/catch.hpp>

#include <algorithm>
#include <set>

using namespace kiosk;
using namespace kiosk::audit;
using namespace kiosk::audit::testing;

TEST_CASE("every service and every step of the catalogue is among the exhibits", "[audit]")
{
    auto const& catalogue = shipped().catalogue;
    auto const all = exhibits(catalogue);
    std::set<std::string> names;
    for (auto const& one : all)
        CHECK(names.insert(one.name).second);
    for (auto const& service : catalogue.services) {
        CHECK(names.contains(service.id));
        CHECK(names.contains(service.id + ".review"));
        for (auto const& step : service.steps) {
            if (!std::holds_alternative<catalogue::Identify>(step.kind))
                CHECK(names.contains(service.id + "." + step.id));
        }
    }
}

TEST_CASE("each exhibit is the page that its name says", "[audit]")
{
    auto const& catalogue = shipped().catalogue;
    auto const room = room_on(panels[0]);
    for (auto const& one : exhibits(catalogue)) {
        room->show([&](ui::Canvas& canvas) { draw(one, catalogue, {}, canvas); }, Aspect {}.form());
        std::string const page(room->presenter().page());
        INFO(one.name << " shows " << page);
        for (auto const* kind : { "rest", "home", "service", "card", "working", "done", "trouble" }) {
            if (one.name == kind || one.name.starts_with(std::string(kind) + "-"))
                CHECK(page.starts_with(kind));
        }
        if (one.name.starts_with("review") || one.name.ends_with(".review"))
            CHECK(page.starts_with("review"));
        if (one.name.starts_with("step-"))
            CHECK(page.starts_with("step"));
        if (one.name == "idle")
            CHECK(room->presenter().node("idle.stay") != nullptr);
        if (one.name.starts_with("help"))
            CHECK(room->presenter().node("help.close") != nullptr);
    }
}

TEST_CASE("the daily plan holds every pair of choices for every page, and everything for one of each kind", "[audit]")
{
    auto const all = exhibits(shipped().catalogue);
    auto const daily = plan(all, Extent::daily);
    auto const full = plan(all, Extent::full);
    CHECK(full.size() > daily.size());
    for (std::size_t i = 0; i < all.size(); ++i) {
        std::set<std::pair<int, int>> voices_and_sizes;
        std::size_t count = 0;
        for (auto const& one : daily) {
            if (one.exhibit != i)
                continue;
            ++count;
            CHECK(offered(one.aspect));
            voices_and_sizes.emplace(static_cast<int>(one.aspect.voice), static_cast<int>(one.aspect.text_size));
        }
        CHECK(voices_and_sizes.size() == all_voices.size() * all_sizes.size());
        if (all[i].share == Share::all_aspects)
            CHECK(count == static_cast<std::size_t>(std::ranges::count(full, i, &Combination::exhibit)));
    }
    CHECK_FALSE(offered({ .text_size = ui::TextSize::largest, .mode = Mode::low, .panel = 1 }));
    CHECK(offered({ .text_size = ui::TextSize::largest, .mode = Mode::low, .panel = 0 }));
}

TEST_CASE("two processes read what one reads", "[audit]")
{
    auto all = exhibits(shipped().catalogue);
    std::erase_if(all, [](Exhibit const& one) { return one.name != "working"; });
    auto combinations = plan(all, Extent::daily);
    combinations.resize(24);
    auto const one = measure_side_by_side(shipped(), all, combinations, 1);
    auto const two = measure_side_by_side(shipped(), all, combinations, 2);
    REQUIRE(one);
    REQUIRE(two);
    CHECK(one->pages() == 24);
    CHECK(one->pages() == two->pages());
    for (std::size_t i = 0; i < measure_count; ++i) {
        auto const& a = one->of(static_cast<Measure>(i));
        auto const& b = two->of(static_cast<Measure>(i));
        CHECK(a.read == b.read);
        CHECK(a.broken == b.broken);
        REQUIRE(a.worst.has_value() == b.worst.has_value());
        if (a.worst)
            CHECK(a.worst->value == b.worst->value);
    }
}

TEST_CASE("a clause fails with its worst case when a measure misses its limit, and when nothing was read", "[audit]")
{
    Tally tally;
    Readings readings;
    for (std::size_t i = 0; i < measure_count; ++i)
        readings.push_back({ static_cast<Measure>(i), scale_of(static_cast<Measure>(i)).ours, "all", {} });
    tally.add(readings, "home", {}, 1);
    auto const ruling_of = [&](std::string_view standard, std::string_view number) {
        auto const rulings = rule(tally);
        auto const found = std::ranges::find_if(rulings, [&](Ruling const& one) { return one.clause->standard == standard && one.clause->number == number; });
        REQUIRE(found != rulings.end());
        return *found;
    };
    CHECK(ruling_of("VVSG 2.0", "7.2-I").standing == Standing::pass);
    CHECK(ruling_of("EN 301 549 V3.2.1", "5.1.3.7").standing == Standing::not_applicable);
    CHECK_FALSE(ruling_of("EN 301 549 V3.2.1", "5.1.3.7").reason.empty());

    // Broken for the audit, and still good enough for WCAG's 24 CSS pixels.
    tally.add({ { Measure::target_side, 10, "frame.next", { 1, 2, 3, 4 } } }, "card", { .voice = Voice::korean }, 2);
    auto const broken = ruling_of("VVSG 2.0", "7.2-I");
    CHECK(broken.standing == Standing::fail);
    REQUIRE(broken.worst);
    CHECK(broken.worst->spot.what == "frame.next");
    CHECK(broken.worst->spot.exhibit == "card");
    CHECK(ruling_of("WCAG 2.2", "2.5.8").standing == Standing::pass);
    CHECK(tally.any_broken());

    Findings findings { tally, rule(tally), 1, 0, 0 };
    CHECK_FALSE(good(findings));
    CHECK(table(findings).find("frame.next; card, screenful 2, 27-portrait ko standard default usual") != std::string::npos);
    CHECK(page(findings, { { Measure::target_side, "png" } }).find("data:image/png;base64,cG5n") != std::string::npos);
    CHECK_FALSE(to_value(findings).find("good")->as_bool());

    tally = {};
    CHECK(ruling_of("VVSG 2.0", "7.2-I").standing == Standing::fail);
}

TEST_CASE("every clause says what it rests on", "[audit]")
{
    std::set<std::pair<std::string_view, std::string_view>> seen;
    for (auto const& clause : clauses()) {
        INFO(clause.standard << " " << clause.number);
        CHECK(seen.emplace(clause.standard, clause.number).second);
        CHECK(clause.asked.empty() == !clause.reason.empty());
        CHECK_FALSE(clause.asks.empty());
    }
}

TEST_CASE("a worst case is drawn again with a frame round it", "[audit]")
{
    auto const all = exhibits(shipped().catalogue);
    auto const picture = picture_of(shipped(), all, { "home", {}, 1, "frame.finish", { 100, 100, 200, 150 } });
    REQUIRE(picture);
    CHECK(picture->row(95)[150] == 0xE6007E);
    CHECK(picture->row(120)[150] != 0xE6007E);
    CHECK_FALSE(picture_of(shipped(), all, { "no such page", {}, 1, {}, {} }));
}
