#include "kiosk/trust/delivery/help_line.h"

#include "tests/doubles/clock.h"
#include "tests/doubles/scripted_http.h"

#include <catch2/catch.hpp>

using namespace kiosk;
using namespace kiosk::delivery;
using namespace std::chrono_literals;

namespace {

struct Line {
    doubles::AdvanceableClock clock;
    doubles::ScriptedHttp hub;
    std::vector<CallNews> news;
    CallId call = CallId::make();
    HelpLine line { { "http://hub/", wire::KioskNumber::of(42).value() }, hub, clock, [this](CallNews const& told) { news.push_back(told); } };

    void answers(wire::HelpAnswer::Standing standing) { hub.says(200, wire::encode(wire::HelpAnswer { call, standing })); }
};

}

TEST_CASE("A call goes out at once and is told as far as the hub has answered", "[delivery][L1]")
{
    Line at;
    CHECK_FALSE(at.line.turn());
    using Standing = wire::HelpAnswer::Standing;
    at.answers(Standing::kept);
    at.answers(Standing::kept);
    at.answers(Standing::shown);
    at.answers(Standing::seen);
    at.line.begin(at.call);
    for (int asked = 0; asked < 4; ++asked) {
        auto const next = at.line.turn();
        CHECK(next == at.clock.now() + 3s);
        CHECK(at.line.turn() == next); // not sooner
        at.clock.advance(3s);
    }
    CHECK(at.hub.requests.size() == 4);
    CHECK(at.news == std::vector { CallNews { at.call, CallStanding::kept }, CallNews { at.call, CallStanding::told }, CallNews { at.call, CallStanding::seen } });
}

TEST_CASE("Nothing but the kiosk's number and a random one travels", "[delivery][L2]")
{
    Line at;
    at.answers(wire::HelpAnswer::Standing::kept);
    at.line.begin(at.call);
    static_cast<void>(at.line.turn());
    REQUIRE(at.hub.requests.size() == 1);
    CHECK(at.hub.requests[0].url == "http://hub/v1/kiosks/0042/help");
    CHECK(at.hub.requests[0].body == R"({"call":")" + at.call.text() + R"(","standing":"calling"})");
}

TEST_CASE("Without a good answer nobody was told, and the hub is asked again", "[delivery][L1]")
{
    Line at;
    at.hub.is_silent().says(404, "").says(200, "<html>Please log in</html>");
    at.hub.says(200, wire::encode(wire::HelpAnswer { CallId::make(), wire::HelpAnswer::Standing::seen }));
    at.answers(wire::HelpAnswer::Standing::ended);
    at.answers(wire::HelpAnswer::Standing::shown);
    at.line.begin(at.call);
    for (int asked = 0; asked < 6; ++asked) {
        static_cast<void>(at.line.turn());
        at.clock.advance(3s);
    }
    CHECK(at.hub.played());
    CHECK(at.news == std::vector { CallNews { at.call, CallStanding::nobody }, CallNews { at.call, CallStanding::told } });
}

TEST_CASE("What the hub has said stays said while it is silent for a moment", "[delivery][L3]")
{
    Line at;
    using Standing = wire::HelpAnswer::Standing;
    at.line.begin(at.call);
    auto const ask_for = [&](Duration span) {
        for (auto const end = at.clock.now() + span; at.clock.now() < end; at.clock.advance(3s))
            static_cast<void>(at.line.turn());
    };
    auto const standing = GENERATE(Standing::kept, Standing::shown, Standing::seen);
    at.answers(standing);
    at.hub.is_silent().says(503, "").says(200, "<html>Please log in</html>");
    at.answers(standing);
    ask_for(15s);
    REQUIRE(at.hub.played());
    CHECK(at.news.size() == 1);
    // Silent for good: staff who were told are still told.
    ask_for(27s);
    CHECK(at.news.size() == 1);
    ask_for(27s);
    REQUIRE(at.news.size() == 2);
    CHECK(at.news.back().standing == (standing == Standing::kept ? CallStanding::nobody : CallStanding::lost));
    // And when it can be asked again, it says how it stands.
    at.answers(standing);
    ask_for(3s);
    CHECK(at.news.back() == at.news.front());
    // The next call begins with nothing said.
    at.call = CallId::make();
    at.line.begin(at.call);
    ask_for(3s);
    CHECK(at.news.back() == CallNews { at.call, CallStanding::nobody });
}

TEST_CASE("A call that the hub has ended waits for nobody", "[delivery][L1]")
{
    Line at;
    at.answers(wire::HelpAnswer::Standing::seen);
    at.answers(wire::HelpAnswer::Standing::ended);
    at.line.begin(at.call);
    static_cast<void>(at.line.turn());
    at.clock.advance(3s);
    static_cast<void>(at.line.turn());
    CHECK(at.news.back() == CallNews { at.call, CallStanding::nobody });
}

TEST_CASE("The end of a call is told once, and nothing more is asked", "[delivery]")
{
    Line at;
    at.answers(wire::HelpAnswer::Standing::kept);
    at.hub.is_silent();
    at.line.begin(at.call);
    static_cast<void>(at.line.turn());
    at.line.end();
    CHECK_FALSE(at.line.turn());
    CHECK_FALSE(at.line.turn());
    REQUIRE(at.hub.requests.size() == 2);
    CHECK(at.hub.requests[1].body == R"({"call":")" + at.call.text() + R"(","standing":"ended"})");
    CHECK(at.news.size() == 1);
}
