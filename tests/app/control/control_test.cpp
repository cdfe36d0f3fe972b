#include "kiosk/app/control/address.h"
#include "kiosk/app/control/control.h"
#include "kiosk/base/core/mailbox.h"
#include "tests/doubles/clock.h"
#include "tests/doubles/folder.h"

#include <array>
#include <catch2/catch.hpp>
#include <fstream>
#include <map>
#include <sys/socket.h>
#include <sys/stat.h>
#include <thread>
#include <vector>

using namespace kiosk;

namespace {

json::Value question(std::string_view ask)
{
    return json::Value::Object { { "ask", ask } };
}

Deadline soon(Clock const& clock)
{
    return Deadline::after(clock, std::chrono::seconds(20));
}

/// Answers what it was asked.
void echo(json::Value question, control::Reply const& reply)
{
    reply(json::Value::Object { { "asked", question.find("ask")->as_text() } });
}

/// A connection on which a test writes and reads bytes as it likes.
class RawAsker {
public:
    explicit RawAsker(std::filesystem::path const& socket) : m_line(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0))
    {
        auto const address = control::Address::of(socket).value();
        REQUIRE(::connect(m_line.number(), address.pointer(), sizeof address.address) == 0);
    }
    void say(std::string_view bytes)
    {
        while (!bytes.empty()) {
            auto const put = ::send(m_line.number(), bytes.data(), bytes.size(), MSG_NOSIGNAL);
            if (put <= 0)
                return; // the server hung up in the middle: the test looks at what it answered
            bytes.remove_prefix(static_cast<std::size_t>(put));
        }
    }
    void say_no_more() { ::shutdown(m_line.number(), SHUT_WR); }
    /// A line without its line feed, or nothing after the end.
    std::optional<std::string> hear()
    {
        for (;;) {
            if (auto const end = m_heard.find('\n'); end != std::string::npos) {
                auto line = m_heard.substr(0, end);
                m_heard.erase(0, end + 1);
                return line;
            }
            std::array<char, 4096> piece;
            auto const got = ::recv(m_line.number(), piece.data(), piece.size(), 0);
            if (got <= 0)
                return std::nullopt;
            m_heard.append(piece.data(), static_cast<std::size_t>(got));
        }
    }

private:
    Descriptor m_line;
    std::string m_heard;
};

}

TEST_CASE("the running kiosk answers what it is asked", "[control]")
{
    doubles::Folder const folder;
    SystemClock const clock;
    auto const server = control::Server::open(folder / "shubbak.sock", echo);
    REQUIRE(server);
    auto const answer = control::ask(folder / "shubbak.sock", question("doctor"), soon(clock), clock);
    REQUIRE(answer);
    CHECK(answer->find("asked")->as_text() == "doctor");
}

TEST_CASE("an error of the kiosk reaches the asker as it is", "[control]")
{
    doubles::Folder const folder;
    SystemClock const clock;
    auto const server = control::Server::open(folder / "s", [](json::Value const&, control::Reply const& reply) { reply(failed(Failure::exhausted, "the disk is full")); });
    auto const answer = control::ask(folder / "s", question("journal"), soon(clock), clock);
    REQUIRE_FALSE(answer);
    CHECK(answer.error().kind == Failure::exhausted);
    CHECK(answer.error().story == "the kiosk answers: the disk is full");
}

TEST_CASE("only the kiosk's own user may ask", "[control]")
{
    doubles::Folder const folder;
    auto const server = control::Server::open(folder / "s", echo);
    REQUIRE(server);
    struct stat seen = {};
    REQUIRE(::stat((folder / "s").c_str(), &seen) == 0);
    CHECK((seen.st_mode & 07777) == 0600);
}

TEST_CASE("the socket is gone when the kiosk has stopped", "[control]")
{
    doubles::Folder const folder;
    SystemClock const clock;
    control::Server::open(folder / "s", echo).value().reset();
    CHECK_FALSE(std::filesystem::exists(folder / "s"));
    auto const answer = control::ask(folder / "s", question("doctor"), soon(clock), clock);
    REQUIRE_FALSE(answer);
    CHECK(answer.error().kind == Failure::absent);
}

TEST_CASE("a second kiosk is refused while the first answers", "[control]")
{
    doubles::Folder const folder;
    SystemClock const clock;
    auto const first = control::Server::open(folder / "s", echo);
    auto const second = control::Server::open(folder / "s", echo);
    REQUIRE_FALSE(second);
    CHECK(second.error().kind == Failure::refused);
    CHECK(control::ask(folder / "s", question("doctor"), soon(clock), clock));
}

TEST_CASE("of many kiosks that start at once one gets the socket", "[control]")
{
    doubles::Folder const folder;
    for (int round = 0; round < 20; ++round) {
        std::array<Result<std::unique_ptr<control::Server>>, 4> servers;
        {
            std::vector<std::jthread> starters;
            for (auto& server : servers)
                starters.emplace_back([&] { server = control::Server::open(folder / "s", echo); });
        }
        CHECK(std::ranges::count_if(servers, [](auto const& server) { return server.has_value(); }) == 1);
    }
}

TEST_CASE("the remains of a crash give way, another file does not", "[control]")
{
    doubles::Folder const folder;
    SystemClock const clock;
    {
        auto const address = control::Address::of(folder / "s").value();
        Descriptor const crashed(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0));
        REQUIRE(::bind(crashed.number(), address.pointer(), sizeof address.address) == 0);
    }
    REQUIRE(std::filesystem::exists(folder / "s"));
    auto const stale = control::ask(folder / "s", question("doctor"), soon(clock), clock);
    REQUIRE_FALSE(stale);
    CHECK(stale.error().kind == Failure::absent);
    auto const server = control::Server::open(folder / "s", echo);
    REQUIRE(server);
    CHECK(control::ask(folder / "s", question("doctor"), soon(clock), clock));

    std::ofstream(folder / "letter") << "not a socket";
    auto const over_a_file = control::Server::open(folder / "letter", echo);
    CHECK_FALSE(over_a_file);
    CHECK(std::filesystem::file_size(folder / "letter") == 12);
}

TEST_CASE("garbage gets an answer that says so, and the next question is heard", "[control]")
{
    doubles::Folder const folder;
    auto const server = control::Server::open(folder / "s", echo);
    RawAsker asker(folder / "s");
    asker.say("}{ \xff\xfe\n\n[\"ask\"]\n{\"ask\":\"doctor\",\"id\":3}\n");
    for (int line = 0; line < 3; ++line)
        CHECK_THAT(asker.hear().value(), Catch::Matchers::StartsWith(R"({"error":{"kind":"malformed")"));
    CHECK(asker.hear() == R"({"id":3,"answer":{"asked":"doctor"}})");
}

TEST_CASE("a line without an end is cut off, told, and hung up on", "[control]")
{
    doubles::Folder const folder;
    SystemClock const clock;
    auto const server = control::Server::open(folder / "s", echo);
    RawAsker asker(folder / "s");
    asker.say(std::string(control::longest_question + 1, 'x'));
    auto const told = asker.hear();
    REQUIRE(told);
    CHECK_THAT(*told, Catch::Matchers::Contains("longer than 65536 bytes"));
    CHECK_FALSE(asker.hear());
    CHECK(control::ask(folder / "s", question("doctor"), soon(clock), clock));
}

TEST_CASE("an asker that sends letter by letter, or stays silent, delays nobody", "[control]")
{
    doubles::Folder const folder;
    SystemClock const clock;
    auto const server = control::Server::open(folder / "s", echo);
    RawAsker slow(folder / "s"), silent(folder / "s");
    std::string_view const words = "{\"ask\":\"devices\"}\n";
    for (char const letter : words) {
        slow.say({ &letter, 1 });
        CHECK(control::ask(folder / "s", question("doctor"), soon(clock), clock));
    }
    CHECK(slow.hear() == R"({"answer":{"asked":"devices"}})");
}

TEST_CASE("two askers get each its own answer, in the order in which answers come", "[control]")
{
    doubles::Folder const folder;
    Mailbox<std::pair<std::string, control::Reply>> asked;
    auto const server = control::Server::open(folder / "s", [&](json::Value question, control::Reply reply) { asked.post({ question.find("ask")->as_text(), std::move(reply) }); });
    RawAsker first(folder / "s"), second(folder / "s");
    first.say("{\"ask\":\"one\"}\n{\"ask\":\"one more\",\"id\":2}\n");
    second.say("{\"ask\":\"two\"}\n");
    std::map<std::string, control::Reply> replies;
    while (replies.size() < 3)
        replies.insert(asked.wait().value());

    replies.at("two")(json::Value("II"));
    CHECK(second.hear() == R"({"answer":"II"})");
    replies.at("one more")(json::Value("I+"));
    CHECK(first.hear() == R"({"id":2,"answer":"I+"})");
    replies.at("one")(json::Value("I"));
    replies.at("one")(json::Value("again")); // dropped
    CHECK(first.hear() == R"({"answer":"I"})");
    first.say("{\"ask\":\"last\"}\n");
    asked.wait().value().second(json::Value("end"));
    CHECK(first.hear() == R"({"answer":"end"})");
}

TEST_CASE("an asker may hang up its side and still hear the answer", "[control]")
{
    doubles::Folder const folder;
    Mailbox<control::Reply> asked;
    auto const server = control::Server::open(folder / "s", [&](json::Value const&, control::Reply reply) { asked.post(std::move(reply)); });
    RawAsker asker(folder / "s");
    asker.say("{\"ask\":\"doctor\"}\n");
    asker.say_no_more();
    asked.wait().value()(json::Value(1));
    CHECK(asker.hear() == R"({"answer":1})");
    CHECK_FALSE(asker.hear());
}

TEST_CASE("a reply given after asker and server have gone is dropped", "[control]")
{
    doubles::Folder const folder;
    Mailbox<control::Reply> asked;
    auto server = control::Server::open(folder / "s", [&](json::Value const&, control::Reply reply) { asked.post(std::move(reply)); }).value();
    std::optional<control::Reply> late;
    {
        RawAsker asker(folder / "s");
        asker.say("{\"ask\":\"doctor\"}\n");
        late = asked.wait().value();
    }
    server.reset();
    (*late)(json::Value(1));
    CHECK_FALSE(std::filesystem::exists(folder / "s"));
}

TEST_CASE("a seventeenth asker takes the place of the oldest idle one", "[control]")
{
    doubles::Folder const folder;
    auto const server = control::Server::open(folder / "s", echo);
    std::vector<std::unique_ptr<RawAsker>> askers;
    for (std::size_t count = 0; count < control::most_askers + 1; ++count) {
        askers.push_back(std::make_unique<RawAsker>(folder / "s"));
        askers.back()->say("{\"ask\":\"doctor\"}\n");
        CHECK(askers.back()->hear()); // now it is surely in its place
    }
    CHECK_FALSE(askers.front()->hear());
    askers.back()->say("{\"ask\":\"doctor\"}\n");
    CHECK(askers.back()->hear());
}

TEST_CASE("an answer of a megabyte passes a slow reader whole", "[control]")
{
    doubles::Folder const folder;
    auto const server = control::Server::open(folder / "s", [](json::Value const&, control::Reply const& reply) { reply(json::Value(std::string(1'000'000, 'x'))); });
    RawAsker asker(folder / "s");
    for (int count = 0; count < 20; ++count) // more than the socket holds, so the server must wait for the reader
        asker.say("{\"ask\":\"journal\"}\n");
    for (int count = 0; count < 20; ++count)
        CHECK(asker.hear().value().size() == 1'000'000 + std::string_view(R"({"answer":""})").size());
}

TEST_CASE("a kiosk that does not answer by the deadline is unreachable, not absent", "[control]")
{
    doubles::Folder const folder;
    doubles::AdvanceableClock clock;
    Mailbox<control::Reply> asked;
    auto const server = control::Server::open(folder / "s", [&](json::Value const&, control::Reply reply) { asked.post(std::move(reply)); });
    auto const deadline = Deadline::after(clock, std::chrono::seconds(2));
    clock.advance(std::chrono::seconds(3));
    auto const answer = control::ask(folder / "s", question("doctor"), deadline, clock);
    REQUIRE_FALSE(answer);
    CHECK(answer.error().kind == Failure::unreachable);
}

TEST_CASE("a path longer than the kernel's limit works too", "[control]")
{
    doubles::Folder const folder;
    SystemClock const clock;
    auto const deep = folder / std::string(90, 'd') / std::string(90, 'e');
    std::filesystem::create_directories(deep);
    auto const server = control::Server::open(deep / "shubbak.sock", echo);
    REQUIRE(server);
    CHECK(control::ask(deep / "shubbak.sock", question("doctor"), soon(clock), clock));
    CHECK(std::filesystem::exists(deep / "shubbak.sock"));
}

TEST_CASE("the socket is where the service manager says, else with the state", "[control]")
{
    CHECK(control::socket_path("/run/shubbak:/run/other", "/state") == "/run/shubbak/shubbak.sock");
    CHECK(control::socket_path(std::nullopt, "/state") == "/state/shubbak.sock");
    CHECK(control::socket_path("", "/state") == "/state/shubbak.sock");
}
