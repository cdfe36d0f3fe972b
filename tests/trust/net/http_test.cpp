#include "kiosk/trust/net/cable.h"
#include "kiosk/trust/net/http.h"
#include "tests/doubles/scripted_server.h"

#include <catch2/catch.hpp>
#include <fmt/format.h>

using namespace kiosk;
using namespace std::chrono_literals;
using doubles::ScriptedServer;

namespace {

SystemClock const the_clock;

Result<net::Response> get(net::Http& http, std::string url, Duration within = 20s)
{
    return http.perform({ net::Method::get, std::move(url), {}, {}, 1000 }, Deadline::after(the_clock, within));
}

std::string answer(std::string_view body) { return fmt::format("HTTP/1.1 200 OK\r\nContent-Length: {}\r\n\r\n{}", body.size(), body); }

}

TEST_CASE("A PUT carries its body and type, and brings the answer home", "[net]")
{
    ScriptedServer const server(answer("{}"));
    auto const http = net::open_http(the_clock);
    auto const response = http->perform({ net::Method::put, server.url(), "application/x-ndjson", "one\ntwo\n", 1000 }, Deadline::after(the_clock, 20s));
    REQUIRE(response);
    CHECK(response->status == 200);
    CHECK(response->body == "{}");
    CHECK(server.request().starts_with("PUT /x HTTP/1.1\r\n"));
    CHECK(server.request().find("Content-Type: application/x-ndjson\r\n") != std::string::npos);
    CHECK(server.request().find("Expect:") == std::string::npos);
    CHECK(server.request().ends_with("\r\n\r\none\ntwo\n"));
}

TEST_CASE("A refusal is an answer, with the time it asks for", "[net]")
{
    ScriptedServer const server("HTTP/1.1 429 Slow down\r\nRetry-After: 7\r\nContent-Length: 0\r\n\r\n");
    auto const response = get(*net::open_http(the_clock), server.url());
    REQUIRE(response);
    CHECK(response->status == 429);
    CHECK(response->retry_after == 7s);
}

TEST_CASE("A redirect is not followed", "[net]")
{
    ScriptedServer const server("HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:1/login\r\nContent-Length: 0\r\n\r\n");
    CHECK(get(*net::open_http(the_clock), server.url())->status == 302);
}

TEST_CASE("Each way of not being answered has its kind", "[net]")
{
    auto const http = net::open_http(the_clock);
    SECTION("nobody listens")
    {
        CHECK(get(*http, "http://127.0.0.1:1/").error().kind == Failure::unreachable);
    }
    SECTION("silence until the deadline")
    {
        ScriptedServer const server("");
        auto const response = get(*http, server.url(), 50ms);
        REQUIRE_FALSE(response);
        CHECK(response.error().kind == Failure::unreachable);
        CHECK(response.error().story.find("no answer in the time allowed") != std::string::npos);
    }
    SECTION("half an answer")
    {
        ScriptedServer const server("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf");
        CHECK(get(*http, server.url()).error().kind == Failure::unreachable);
    }
    SECTION("something that is not HTTP")
    {
        ScriptedServer const server("SSH-2.0-OpenSSH_9.2p1 Debian\r\nand some more words that mean nothing here\r\n");
        CHECK(get(*http, server.url()).error().kind == Failure::malformed);
    }
    SECTION("more than was asked for")
    {
        ScriptedServer const server(answer(std::string(5000, 'x')));
        auto const response = get(*http, server.url());
        REQUIRE_FALSE(response);
        CHECK(response.error().kind == Failure::malformed);
    }
    SECTION("not an address of the web")
    {
        CHECK(get(*http, "file:///etc/hostname").error().kind == Failure::malformed);
    }
}

TEST_CASE("interrupt() ends a request under way at once, and all later ones", "[net]")
{
    ScriptedServer const server("");
    auto const http = net::open_http(the_clock);
    std::thread ending([&] { http->interrupt(); });
    auto const response = get(*http, server.url(), 1h);
    ending.join();
    REQUIRE_FALSE(response);
    CHECK(response.error().kind == Failure::unreachable);
    CHECK_FALSE(get(*http, server.url(), 1h));
}

namespace {

/// Answers at once, and lets a test act while the request is under way.
class Attentive final : public net::Http {
public:
    std::function<void()> meanwhile = [] { };
    int requests = 0;
    Result<net::Response> perform(net::Request const&, Deadline) override
    {
        ++requests;
        meanwhile();
        return net::Response { 200, "here", {} };
    }
    void interrupt() override { }
};

}

TEST_CASE("A pulled cable cuts requests off, and the answer of the one under way", "[net]")
{
    Attentive behind;
    net::Cable cable(behind);
    CHECK(get(cable, "http://hub/").value().body == "here");

    behind.meanwhile = [&] { cable.pull(); };
    CHECK(get(cable, "http://hub/").error().kind == Failure::unreachable);
    CHECK(behind.requests == 2); // it arrived all the same

    CHECK_FALSE(get(cable, "http://hub/"));
    CHECK(behind.requests == 2);
    behind.meanwhile = [] { };
    cable.plug();
    CHECK(get(cable, "http://hub/"));
}
