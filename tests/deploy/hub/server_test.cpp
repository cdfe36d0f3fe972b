#include "deploy/hub/server.h"

#include "kiosk/base/core/descriptor.h"
#include "kiosk/trust/net/http.h"
#include "tests/deploy/hub/running_hub.h"
#include "tests/deploy/hub/uploads.h"
#include "tests/doubles/folder.h"

#include <arpa/inet.h>
#include <fmt/format.h>
#include <sys/socket.h>

using namespace uploads;
using namespace std::chrono_literals;

namespace {

SystemClock const the_clock;

Descriptor connect_to(std::string const& address)
{
    sockaddr_in to { };
    to.sin_family = AF_INET;
    auto const colon = address.rfind(':');
    inet_pton(AF_INET, address.substr(0, colon).c_str(), &to.sin_addr);
    to.sin_port = htons(static_cast<std::uint16_t>(std::stoi(address.substr(colon + 1))));
    Descriptor line(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
    REQUIRE(::connect(line.number(), reinterpret_cast<sockaddr*>(&to), sizeof to) == 0);
    return line;
}

/// Says `bytes` and returns all that comes back until the hub closes the connection.
std::string converse(Descriptor const& line, std::string_view bytes, bool half_close = true)
{
    while (!bytes.empty()) {
        auto const put = ::send(line.number(), bytes.data(), bytes.size(), MSG_NOSIGNAL);
        if (put <= 0)
            break; // it has heard enough
        bytes.remove_prefix(static_cast<std::size_t>(put));
    }
    if (half_close)
        ::shutdown(line.number(), SHUT_WR);
    std::string all;
    char buffer[4096];
    for (ssize_t got; (got = ::recv(line.number(), buffer, sizeof buffer, 0)) > 0;)
        all.append(buffer, static_cast<std::size_t>(got));
    return all;
}

std::string converse(std::string const& address, std::string_view bytes, bool half_close = true)
{
    return converse(connect_to(address), bytes, half_close);
}

}

TEST_CASE("What breaks HTTP is refused or dropped, and the hub goes on", "[hub]")
{
    doubles::Folder const folder;
    running::Hub const hub(folder / "hub", the_clock);
    CHECK(converse(hub.address(), "GARBAGE\r\n\r\n").starts_with("HTTP/1.1 400"));
    CHECK(converse(hub.address(), std::string(100, '\0')).starts_with("HTTP/1.1 400"));
    CHECK(converse(hub.address(), "GET / HTTP/1.1\r\nHost: x\r\n" + std::string(20000, 'a') + ": b\r\n\r\n").starts_with("HTTP/1.1 431"));
    CHECK(converse(hub.address(), "").empty());
    CHECK(converse(hub.address(), "GET /v1/hea").starts_with("HTTP/1.1 400"));
    CHECK(converse(hub.address(), "PUT /v1/health HTTP/1.1\r\nHost: x\r\nContent-Length: 99\r\n\r\nhalf").empty());
    CHECK(converse(hub.address(), "PUT / HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n").starts_with("HTTP/1.1 400"));
    CHECK(converse(hub.address(), "PUT / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n").starts_with("HTTP/1.1 400"));
    CHECK(converse(hub.address(), "PUT / HTTP/1.1\r\nHost: x\r\nContent-Length: 99999999999\r\n\r\n").starts_with("HTTP/1.1 413"));
    CHECK(converse(hub.address(), "GET /v1/health HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n", false).starts_with("HTTP/1.1 200"));
}

TEST_CASE("A connection is used again, also for requests that come together", "[hub]")
{
    doubles::Folder const folder;
    running::Hub const hub(folder / "hub", the_clock);
    auto const said = converse(hub.address(), "GET /v1/health HTTP/1.1\r\nHost: x\r\n\r\nGET /v1/key HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n", false);
    CHECK(said.find("\"ok\":true") != std::string::npos);
    CHECK(said.rfind("HTTP/1.1 200") > 0);
    CHECK(said.find("text/plain") != std::string::npos);
}

TEST_CASE("A client that asks before it sends is told to go on", "[hub]")
{
    doubles::Folder const folder;
    running::Hub const hub(folder / "hub", the_clock);
    auto const said = converse(hub.address(),
        fmt::format("PUT {} HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: 6\r\nConnection: close\r\n\r\nhello\n", wire::to_target({ stream(), 1, false })), false);
    CHECK(said.starts_with("HTTP/1.1 100"));
    CHECK(said.find("HTTP/1.1 400") != std::string::npos);
}

TEST_CASE("This machine is told from others by peer, name and proxy", "[hub]")
{
    doubles::Folder const folder;
    running::Hub const hub(folder / "hub", the_clock);
    auto const ask = [&](std::string_view headers) {
        return converse(hub.address(), fmt::format("GET /v1/transactions HTTP/1.1\r\n{}Connection: close\r\n\r\n", headers), false).substr(0, 12);
    };
    CHECK(ask("Host: " + hub.address() + "\r\n") == "HTTP/1.1 200");
    CHECK(ask("Host: city.example\r\n") == "HTTP/1.1 403");
    CHECK(ask("") == "HTTP/1.1 403");
    CHECK(ask("Host: localhost\r\nX-Forwarded-For: 10.0.0.1\r\n") == "HTTP/1.1 403");
    CHECK(ask("Host: localhost\r\nForwarded: for=10.0.0.1\r\n") == "HTTP/1.1 403");
}

TEST_CASE("The hub says why it cannot listen", "[hub]")
{
    doubles::Folder const folder;
    running::Hub const hub(folder / "hub", the_clock);
    auto const nothing = [](auto, auto) {};
    CHECK(deploy::hub::Server::open(hub.address(), nothing).error().kind == Failure::refused);
    for (auto const* wrong : { "", "127.0.0.1", "localhost:80", "127.0.0.1:", "127.0.0.1:99999", ":80", "127.0.0.1:80x" })
        CHECK(deploy::hub::Server::open(wrong, nothing).error().kind == Failure::malformed);
}

TEST_CASE("A hub that is stopped answers what has come whole, and closes the rest", "[hub]")
{
    std::function<void(deploy::hub::Reply)> pending;
    std::mutex mutex;
    std::condition_variable came;
    auto server = deploy::hub::Server::open("127.0.0.1:0", [&](auto, auto reply) {
        std::lock_guard const guard(mutex);
        pending = std::move(reply);
        came.notify_all();
    }).value();
    auto const address = server->address();
    std::thread loop([&] { server->run(); });
    std::string answered;
    std::thread client([&] { answered = converse(address, "GET / HTTP/1.1\r\nHost: x\r\n\r\n", false); });
    // Connected before the hub stops, whenever its thread gets to speak.
    auto const waiting = connect_to(address);
    std::thread idle([&] { (void)converse(waiting, "GET / HT", false); });
    {
        std::unique_lock lock(mutex);
        came.wait(lock, [&] { return pending != nullptr; });
    }
    server->stop();
    std::exchange(pending, nullptr)({ 200, "text/plain", "the answer" });
    loop.join();
    client.join();
    // A connection that the loop had not yet accepted is closed with the server.
    server.reset();
    idle.join();
    CHECK(answered.ends_with("the answer"));
}
