#include "kiosk/trust/delivery/rounds.h"

#include "kiosk/trust/wire/batch.h"
#include "tests/doubles/disk.h"
#include "tests/doubles/scripted_http.h"
#include "tests/trust/journal/office.h"

#include <cerrno>

using namespace office;
using namespace delivery;
using namespace std::chrono_literals;
using journal::Counts;
using Kind = wire::Refusal::Kind;

namespace {

std::string marks(wire::Seq received, wire::Seq archived, std::vector<wire::Reject> rejects = {})
{
    return wire::encode(wire::Answer { received, archived, std::move(rejects), std::nullopt });
}
std::string refusal(Kind kind, wire::Seq seq = 0, wire::Seq received = 0) { return wire::encode(wire::Refusal { kind, seq, received, "why" }); }

/// A courier's rounds on one thread, with a journal of `waiting` records.
struct Route {
    Office office;
    std::unique_ptr<journal::Journal> journal = office.open();
    doubles::ScriptedHttp http;
    double jitter = 1;
    std::vector<DeliveryChanged> told;
    Rounds rounds { Settings { .hub = "http://hub.example/", .jitter = [this] { return jitter; } },
        [this](auto task) { task(*journal); }, http, office.clock, [this](auto const& changed) { told.push_back(changed); } };

    explicit Route(int waiting)
    {
        for (int i = 0; i < waiting; ++i)
            serve(*journal);
    }
    /// How long until the next turn.
    Duration turn(Patience patience = Patience::keep_waiting)
    {
        return std::max(rounds.turn(patience).value() - office.clock.now(), Duration::zero());
    }
    [[nodiscard]] std::size_t sent(std::size_t request) const { return wire::decode_batch(http.requests.at(request).body).value().size(); }
    [[nodiscard]] wire::RecordsAddress address(std::size_t request) const
    {
        return wire::records_address(http.requests.at(request).url.substr(std::string("http://hub.example").size())).value();
    }
};

}

TEST_CASE("The courier asks where the hub stands, then sends what waits, oldest first", "[delivery][D1]")
{
    Route route(3);
    route.http.says(200, marks(0, 0)).says(200, marks(3, 2));
    CHECK(route.turn() == 0s);
    CHECK(route.http.requests[0].method == net::Method::get);
    CHECK(route.turn() == 0s);
    CHECK(route.address(1).from == 1);
    CHECK(route.sent(1) == 3);
    CHECK(route.journal->counts() == Counts { 0, 1, 2, 0 });
    CHECK(route.told.back() == DeliveryChanged { { 0, 1, 2, 0 }, HubStanding::reachable, "" });
    // Nothing waits: the next turn is the heartbeat, and until then nothing is sent.
    CHECK(route.turn() == 5min);
    CHECK(route.http.played());
    CHECK(route.http.requests.size() == 2);
}

TEST_CASE("The heartbeat asks for the marks, and notices a hub that lost records", "[delivery][D4]")
{
    Route route(2);
    route.http.says(200, marks(0, 0)).says(200, marks(2, 0));
    (void)route.turn();
    (void)route.turn();
    CHECK(route.journal->counts() == Counts { 0, 2, 0, 0 });
    route.office.clock.advance(5min);
    route.http.says(200, marks(0, 0)).says(200, marks(2, 2));
    CHECK(route.turn() == 0s);
    CHECK(route.journal->counts() == Counts { 2, 0, 0, 0 });
    CHECK(route.turn() == 0s);
    CHECK(route.address(3).from == 1);
    CHECK(route.journal->counts() == Counts { 0, 0, 2, 0 });
}

TEST_CASE("While nobody answers, the waits grow from 1 s to 10 min, spread by chance, and nothing is dropped", "[delivery][D1]")
{
    Route route(1);
    std::vector<std::int64_t> waits;
    for (int i = 0; i < 12; ++i) {
        route.http.is_silent();
        auto const wait = route.turn();
        waits.push_back(std::chrono::duration_cast<std::chrono::seconds>(wait).count());
        route.office.clock.advance(wait);
    }
    CHECK(waits == std::vector<std::int64_t> { 1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 600, 600 });
    route.jitter = 0.25;
    route.http.is_silent();
    CHECK(route.turn() == 150s);
    CHECK(route.told.back().hub == HubStanding::unreachable);
    CHECK(route.told.back().story == "nobody answers");
    CHECK(route.told.back().counts == Counts { 1, 0, 0, 0 });
    // Told once, not at every try.
    CHECK(route.told.size() == 1);
}

TEST_CASE("A look during a wait tells the new count and sends nothing; retry at once does", "[delivery]")
{
    Route route(1);
    route.http.is_silent();
    CHECK(route.turn() == 1s);
    serve(*route.journal);
    CHECK(route.turn() == 1s);
    CHECK(route.http.requests.size() == 1);
    CHECK(route.told.back().counts.waiting == 2);
    route.http.says(200, marks(0, 0)).says(200, marks(2, 2));
    CHECK(route.turn(Patience::at_once) == 0s);
    CHECK(route.turn() == 0s);
    CHECK(route.journal->counts().waiting == 0);
    CHECK(route.told.back().hub == HubStanding::reachable);
}

TEST_CASE("The time that a hub asks for is kept", "[delivery]")
{
    Route route(1);
    route.http.says_later(429, 90s);
    CHECK(route.turn() == 90s);
    CHECK(route.told.back().hub == HubStanding::reachable);
}

TEST_CASE("After a lost answer the same bytes go to the same place again, and only that proves them received", "[delivery][D2]")
{
    Route route(2);
    // The upload arrives, its answer does not; then the hub says that it holds both.
    route.http.says(200, marks(0, 0)).is_silent().says(200, marks(2, 2)).says(200, marks(2, 2));
    (void)route.turn();
    route.office.clock.advance(route.turn());
    (void)route.turn();
    CHECK(route.journal->counts() == Counts { 2, 0, 0, 0 });
    (void)route.turn();
    CHECK(route.http.requests[3].body == route.http.requests[1].body);
    CHECK(route.http.requests[3].url == route.http.requests[1].url);
    CHECK(route.journal->counts() == Counts { 0, 0, 2, 0 });
}

TEST_CASE("413 halves the batch until it passes", "[delivery][D5]")
{
    Route route(8);
    route.http.says(200, marks(0, 0)).says(413, "too much").says(413, "too much").says(200, marks(2, 2));
    for (int i = 0; i < 4; ++i)
        CHECK(route.turn() == 0s);
    CHECK(route.sent(1) == 8);
    CHECK(route.sent(2) == 4);
    CHECK(route.sent(3) == 2);
    CHECK(route.journal->counts() == Counts { 6, 0, 2, 0 });
}

TEST_CASE("A record that the hub cannot read is found by halving, put aside there and kept here", "[delivery][D5]")
{
    Route route(2);
    route.http.says(200, marks(0, 0))
        .says(400, refusal(Kind::malformed, 1))
        .says(400, refusal(Kind::malformed, 1))
        .says(200, marks(1, 1, { { 1, "cannot be read" } }))
        .says(200, marks(2, 2));
    for (int i = 0; i < 5; ++i)
        CHECK(route.turn() == 0s);
    CHECK(route.http.played());
    CHECK(route.address(3).aside);
    CHECK(route.http.requests[3].body.back() == '}'); // its bytes and no line feed
    CHECK_FALSE(route.address(4).aside);
    CHECK(route.journal->counts() == Counts { 0, 0, 2, 1 });
}

TEST_CASE("A gap sends from where the hub stands", "[delivery][D4]")
{
    Route route(3);
    route.http.says(200, marks(0, 0)).says(200, marks(3, 0));
    (void)route.turn();
    (void)route.turn();
    serve(*route.journal);
    route.http.says(409, refusal(Kind::gap, 4, 1)).says(200, marks(1, 0)).says(200, marks(4, 4));
    for (int i = 0; i < 3; ++i)
        CHECK(route.turn() == 0s);
    CHECK(route.address(4).from == 2);
    CHECK(route.journal->counts() == Counts { 0, 0, 4, 0 });
}

TEST_CASE("A hub that asks for other records again and again is asked ever more slowly", "[delivery][D3]")
{
    Route route(1);
    std::vector<std::int64_t> waits;
    route.http.says(200, marks(0, 0)).says(409, refusal(Kind::gap, 1, 0));
    SECTION("when it is given what it asked for")
    {
        CHECK(route.turn() == 0s);
        CHECK(route.turn() == 0s);
        for (int i = 0; i < 12; ++i) {
            route.http.says(200, marks(0, 0)).says(409, refusal(Kind::gap, 1, 0));
            CHECK(route.turn() == 0s);
            auto const wait = route.turn();
            waits.push_back(std::chrono::duration_cast<std::chrono::seconds>(wait).count());
            route.office.clock.advance(wait);
        }
    }
    SECTION("also when it is only asked where it stands")
    {
        CHECK(route.turn() == 0s);
        CHECK(route.turn() == 0s);
        for (int i = 0; i < 12; ++i) {
            route.http.says(409, refusal(Kind::gap, 1, 0));
            auto const wait = route.turn();
            waits.push_back(std::chrono::duration_cast<std::chrono::seconds>(wait).count());
            route.office.clock.advance(wait);
        }
    }
    CHECK(waits == std::vector<std::int64_t> { 1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 600, 600 });
    CHECK(route.told.back().hub == HubStanding::unreachable);
    CHECK(route.told.back().story.find("one hub alone") != std::string::npos);
    CHECK(route.journal->counts() == Counts { 1, 0, 0, 0 });
    // One hub again: it is filled, and a later trouble starts with the short wait.
    route.http.says(200, marks(0, 0)).says(200, marks(1, 1));
    CHECK(route.turn() == 0s);
    CHECK(route.turn() == 0s);
    CHECK(route.journal->counts() == Counts { 0, 0, 1, 0 });
    serve(*route.journal);
    route.http.is_silent();
    CHECK(route.turn() == 1s);
}

TEST_CASE("Two hubs behind one address that take turns are asked ever more slowly", "[delivery][D3]")
{
    Route route(2);
    // The one holds both, the other nothing.
    route.http.says(200, marks(0, 0)).says(200, marks(2, 0));
    CHECK(route.turn() == 0s);
    CHECK(route.turn() == 0s);
    serve(*route.journal);
    route.http.says(409, refusal(Kind::gap, 3, 0));
    CHECK(route.turn() == 0s);
    std::vector<std::int64_t> waits;
    for (int i = 0; i < 4; ++i) {
        route.http.says(200, marks(0, 0)).says(200, marks(2, 0)).says(409, refusal(Kind::gap, 3, 0));
        CHECK(route.turn() == 0s);
        CHECK(route.turn() == 0s);
        serve(*route.journal);
        auto const wait = route.turn();
        waits.push_back(std::chrono::duration_cast<std::chrono::seconds>(wait).count());
        route.office.clock.advance(wait);
    }
    CHECK(waits == std::vector<std::int64_t> { 1, 2, 4, 8 });
}

TEST_CASE("A journal that cannot be written is not the hub's refusal", "[delivery]")
{
    Route route(1);
    route.http.says(200, marks(0, 0)).says(200, marks(1, 1));
    CHECK(route.turn() == 0s);
    CHECK(route.told.back().hub == HubStanding::reachable);
    doubles::disk::fail_from(1, ENOSPC);
    auto const wait = route.turn();
    doubles::disk::heal();
    CHECK(wait == 10min);
    CHECK(route.told.back().hub == HubStanding::reachable);
    CHECK(route.told.back().story.starts_with("the journal cannot be written: "));
    CHECK(route.journal->counts() == Counts { 1, 0, 0, 0 });
    // There is room again: the same record goes once more, and is let go.
    route.office.clock.advance(wait);
    route.http.says(200, marks(1, 1)).says(200, marks(1, 1));
    CHECK(route.turn() == 0s);
    CHECK(route.turn() == 0s);
    CHECK(route.told.back() == DeliveryChanged { { 0, 0, 1, 0 }, HubStanding::reachable, "" });
}

TEST_CASE("A fork is for staff: they are told, and everything is kept", "[delivery][D1]")
{
    Route route(1);
    route.http.says(200, marks(0, 0)).says(422, refusal(Kind::fork, 1));
    (void)route.turn();
    CHECK(route.turn() == 10min);
    CHECK(route.told.back().hub == HubStanding::refusing);
    CHECK(route.told.back().story.find("copies of one disk") != std::string::npos);
    CHECK(route.journal->counts() == Counts { 1, 0, 0, 0 });
}

TEST_CASE("Marks that cannot be true change nothing and are told", "[delivery][D3]")
{
    Route route(2);
    SECTION("more than was ever written") { route.http.says(200, marks(7, 7)); }
    SECTION("less than was let go")
    {
        route.http.says(200, marks(0, 0)).says(200, marks(2, 2));
        (void)route.turn();
        (void)route.turn();
        serve(*route.journal);
        route.office.clock.advance(1h);
        route.http.says(200, marks(1, 1));
    }
    auto const before = route.journal->counts();
    auto const wait = route.turn();
    if (before.archived == 0)
        CHECK(route.journal->counts() == before);
    else
        CHECK(route.journal->counts().archived == 2);
    CHECK(wait == 10min);
    CHECK(route.told.back().hub == HubStanding::refusing);
    CHECK_FALSE(route.told.back().story.empty());
}

TEST_CASE("A hub that takes a record but does not hold it is not believed, and not asked without end", "[delivery][D3]")
{
    Route route(1);
    route.http.says(200, marks(0, 0)).says(200, marks(0, 0));
    (void)route.turn();
    CHECK(route.turn() == 1s);
    CHECK(route.told.back().hub == HubStanding::unreachable);
    CHECK(route.journal->counts().waiting == 1);
}

TEST_CASE("When the journal is gone the rounds end", "[delivery]")
{
    Office const office;
    doubles::ScriptedHttp http;
    Rounds rounds({ .hub = "http://hub.example" }, [](auto) {}, http, office.clock, [](auto const&) {});
    CHECK_FALSE(rounds.turn(Patience::keep_waiting));
    CHECK(http.requests.empty());
}
