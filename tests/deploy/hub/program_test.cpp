/// The built program, from outside.

#include "kiosk/base/core/file.h"
#include "kiosk/trust/net/http.h"
#include "kiosk/trust/seal/box.h"
#include "tests/deploy/hub/uploads.h"
#include "tests/doubles/folder.h"

#include <catch2/catch.hpp>
#include <csignal>
#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace uploads;
using namespace std::chrono_literals;

namespace {

SystemClock const the_clock;

/// A running shubbak-hub, killed at the end unless it ended before.
class Program {
public:
    explicit Program(std::vector<std::string> words)
    {
        words.insert(words.begin(), SHUBBAK_BUILD "/bin/shubbak-hub");
        int ends[2];
        REQUIRE(pipe2(ends, O_CLOEXEC) == 0);
        m_child = fork();
        if (m_child == 0) {
            dup2(ends[1], STDOUT_FILENO);
            dup2(ends[1], STDERR_FILENO);
            std::vector<char*> raw;
            for (auto& word : words)
                raw.push_back(word.data());
            raw.push_back(nullptr);
            execv(raw[0], raw.data());
            _exit(127);
        }
        ::close(ends[1]);
        m_output = ends[0];
    }
    ~Program()
    {
        if (m_child > 0)
            (void)end(SIGKILL);
        ::close(m_output);
    }
    Program(Program const&) = delete;
    Program& operator=(Program const&) = delete;

    /// All it says until it says `text`, or ends.
    std::string hear(std::string_view text)
    {
        char bytes[4096];
        while (text.empty() || m_heard.find(text) == std::string::npos) {
            auto const got = ::read(m_output, bytes, sizeof bytes);
            if (got <= 0)
                break;
            m_heard.append(bytes, static_cast<std::size_t>(got));
        }
        return m_heard;
    }
    /// Its exit code, or minus the signal that ended it.
    int end(int signal = 0)
    {
        if (signal != 0)
            ::kill(m_child, signal);
        int status = 0;
        waitpid(m_child, &status, 0);
        m_child = 0;
        return WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
    }

private:
    pid_t m_child = 0;
    int m_output = -1;
    std::string m_heard;
};

struct Hub {
    doubles::Folder folder;
    std::string state = (folder / "hub").string();
    std::string port_file = (folder / "port").string();

    [[nodiscard]] std::vector<std::string> words() const { return { "run", "--state", state, "--listen", "127.0.0.1:0", "--port-file", port_file }; }
    [[nodiscard]] Result<net::Response> ask(net::Method method, std::string const& target, std::string body = "") const
    {
        auto port = read_file(port_file).value();
        port.pop_back();
        return net::open_http(the_clock)->perform({ method, "http://127.0.0.1:" + port + target, "", std::move(body), 1'000'000 }, Deadline::after(the_clock, 60s));
    }
};

}

TEST_CASE("What the hub acknowledged is there after kill -9", "[hub][H1]")
{
    Hub const hub;
    std::string listed;
    {
        Program program(hub.words());
        program.hear("http://");
        auto const key = seal::PublicKey::read(hub.state + "/hub.pub").value();
        auto const reply = hub.ask(net::Method::put, wire::to_target({ stream(), 1, false }), line(record(key, stream(), 1)));
        REQUIRE(reply);
        REQUIRE(reply->status == 200);
        listed = hub.ask(net::Method::get, "/v1/transactions")->body;
        CHECK(listed.find("\"0042\"") != std::string::npos);
        CHECK(program.end(SIGKILL) == -SIGKILL);
    }
    Program again(hub.words());
    again.hear("http://");
    CHECK(hub.ask(net::Method::get, "/v1/transactions")->body == listed);
    CHECK(again.end(SIGTERM) == 0);
}

TEST_CASE("A second hub on the same folder is told that it is held", "[hub]")
{
    Hub const hub;
    Program first(hub.words());
    first.hear("http://");
    Program second(hub.words());
    CHECK(second.hear("").find("another program holds the file") != std::string::npos);
    CHECK(second.end() == 3);
    CHECK(hub.ask(net::Method::get, "/v1/health")->status == 200);
}

TEST_CASE("The hub's words are checked", "[hub]")
{
    Hub const hub;
    SECTION("help says what the commands are")
    {
        Program help({ "--help" });
        auto const said = help.hear("");
        CHECK(said.find("run") != std::string::npos);
        CHECK(said.find("key") != std::string::npos);
        CHECK(help.end() == 0);
    }
    SECTION("no folder is a question wrongly asked") { CHECK(Program({ "run" }).end() == 2); }
    SECTION("an address that is none is told")
    {
        Program program({ "run", "--state", hub.state, "--listen", "everywhere" });
        CHECK(program.hear("").find("everywhere") != std::string::npos);
        CHECK(program.end() == 2);
    }
    SECTION("the key is printed for the kiosks")
    {
        auto const key = seal::KeyPair::make().public_key();
        std::filesystem::create_directories(hub.state);
        REQUIRE(replace_file(hub.state + "/hub.pub", key.text() + "\n"));
        Program program({ "key", "--state", hub.state });
        CHECK(program.hear("") == key.text() + "\n");
        CHECK(program.end() == 0);
    }
}
