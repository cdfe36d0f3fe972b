#include "kiosk/trust/delivery/verdict.h"

#include <catch2/catch.hpp>

using namespace kiosk;
using namespace delivery;
using Kind = wire::Refusal::Kind;

namespace {

Verdict judged(int status, std::string body, Sent sent = { 10, false }) { return judge(net::Response { status, std::move(body), {} }, sent); }
Verdict judged(int status, Kind kind, Sent sent = { 10, false }) { return judged(status, wire::encode(wire::Refusal { kind, 3, 2, "why" }), sent); }

}

TEST_CASE("A hub's marks are taken", "[delivery]")
{
    wire::Answer const answer { 5, 4, {}, std::nullopt };
    auto const verdict = judged(200, wire::encode(answer));
    REQUIRE(std::holds_alternative<Taken>(verdict));
    CHECK(std::get<Taken>(verdict).answer == answer);
}

TEST_CASE("Every answer that is none is told by name and tried again later", "[delivery][D3]")
{
    for (auto const& [status, body] : { std::pair(200, "<html><title>Sign in to the network</title>"), std::pair(200, ""), std::pair(200, R"({"received":5)"),
             std::pair(200, R"({"received":5,"archived":9,"rejects":[],"cosignature":null})"), std::pair(204, ""), std::pair(302, "Found"), std::pair(404, "Not Found"),
             std::pair(400, "Bad Request"), std::pair(422, "{}"), std::pair(500, "<html>"), std::pair(0, ""), std::pair(999, "?") }) {
        auto const verdict = judged(status, body);
        INFO(status << ' ' << body);
        REQUIRE(std::holds_alternative<TryLater>(verdict));
        CHECK_FALSE(std::get<TryLater>(verdict).reached);
        CHECK(std::get<TryLater>(verdict).why.find(std::to_string(status)) != std::string::npos);
    }
    auto const silence = judge(failed(Failure::unreachable, "nobody answers"), { 1, false });
    CHECK(std::get<TryLater>(silence).why == "nobody answers");
}

TEST_CASE("What is too much or cannot be read is halved, and one alone is put aside", "[delivery][D5]")
{
    CHECK(std::holds_alternative<SendFewer>(judged(413, "<html>nginx</html>")));
    CHECK(std::holds_alternative<SendFewer>(judged(413, Kind::too_large)));
    CHECK(std::holds_alternative<SendFewer>(judged(400, Kind::malformed)));
    CHECK(std::holds_alternative<PutAside>(judged(400, Kind::malformed, { 1, false })));
    CHECK(std::holds_alternative<Refused>(judged(400, Kind::malformed, { 1, true })));
    CHECK(std::holds_alternative<Refused>(judged(400, Kind::malformed, { 0, false })));
    CHECK(std::holds_alternative<Refused>(judged(413, Kind::too_large, { 1, false })));
}

TEST_CASE("A gap is asked about, a fork and a closed door are for staff, the rest is for later", "[delivery]")
{
    CHECK(std::holds_alternative<AskMarks>(judged(409, Kind::gap)));
    CHECK(std::get<Refused>(judged(422, Kind::fork)).why.find("place 3") != std::string::npos);
    CHECK(std::holds_alternative<Refused>(judged(403, "")));
    CHECK(std::get<TryLater>(judged(500, Kind::failed)).reached);
    CHECK(std::get<TryLater>(judged(503, Kind::busy)).reached);
    CHECK(std::get<TryLater>(judge(net::Response { 429, "", std::chrono::seconds(40) }, { 1, false })).not_before == std::chrono::seconds(40));
    CHECK_FALSE(std::get<TryLater>(judged(502, "Bad Gateway")).reached);
}
