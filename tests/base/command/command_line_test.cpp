#include "kiosk/base/command/command_line.h"
#include "kiosk/base/json/json.h"

#include <catch2/catch.hpp>
#include <iostream>
#include <sstream>

using namespace kiosk;
using command::Exit;
using command::Output;
using command::Presence;

namespace {

/// What a program printed while this lives.
class Printed {
public:
    Printed() : m_out(std::cout.rdbuf(m_good.rdbuf())), m_err(std::cerr.rdbuf(m_bad.rdbuf())) { }
    ~Printed()
    {
        std::cout.rdbuf(m_out);
        std::cerr.rdbuf(m_err);
    }
    Printed(Printed const&) = delete;
    Printed& operator=(Printed const&) = delete;
    [[nodiscard]] std::string good() const { return m_good.str(); }
    [[nodiscard]] std::string bad() const { return m_bad.str(); }

private:
    std::ostringstream m_good, m_bad;
    std::streambuf* m_out;
    std::streambuf* m_err;
};

/// A program with one command of each shape.
struct Program {
    command::CommandLine line { "shubbak", "The service window" };
    command::Request request;
    std::string called, journey, kind = "line", slot;
    std::filesystem::path out;
    std::vector<std::string> words;
    int number = 5;
    double size = 6.5;
    bool nodes = false;
    Exit end = Exit::good;

    Program()
    {
        line.command("doctor", "What works").action(did("doctor"));
        line.command("play", "Replay a visit").positional("journey", "FILE", journey, Presence::optional).option("out", "Where to", out).flag("nodes", "Print the ids", nodes).action(did("play"));
        auto& text = line.command("text", "What the engine does");
        text.command("breaks", "Where lines break").choice("kind", "Which", kind, { "line", "word" }).option("size-mm", "Height", size).action(did("breaks"));
        text.command("lines", "Lines").option("size-mm", "Height", size, Presence::required).option("number", "Number", number).action(did("lines"));
        line.command("run", "Run a program").option("socket", "Where", out).rest("command", "What to run", words).action(did("run"));
        line.command("card", "Cards").command("insert", "Put in").positional("slot", "Which", slot).action(did("insert"));
    }
    command::Command::Action did(std::string what)
    {
        return [this, what](command::Request const& asked) {
            called = what;
            request = asked;
            return end;
        };
    }
    Exit run(std::vector<char const*> arguments)
    {
        arguments.insert(arguments.begin(), "shubbak");
        return line.run(static_cast<int>(arguments.size()), arguments.data());
    }
};

}

TEST_CASE("a command is called with its words, and its exit is the program's", "[command]")
{
    Program program;
    program.end = Exit::busy;
    CHECK(program.run({ "play", "a.journey", "--out", "dir" }) == Exit::busy);
    CHECK(program.called == "play");
    CHECK(program.journey == "a.journey");
    CHECK(program.out == "dir");
    CHECK(program.request.output == Output::text);
    CHECK_FALSE(program.request.config);
}

TEST_CASE("--json and --config may stand before and behind the command", "[command]")
{
    Program before, behind;
    CHECK(before.run({ "--json", "--config", "k.toml", "doctor" }) == Exit::good);
    CHECK(behind.run({ "text", "lines", "--size-mm", "4.5", "--json", "--config", "k.toml" }) == Exit::good);
    CHECK(behind.called == "lines");
    CHECK(behind.size == 4.5);
    for (auto const* program : { &before, &behind }) {
        CHECK(program->request.output == Output::json);
        CHECK(program->request.config == "k.toml");
    }
}

TEST_CASE("a command of a command is called", "[command]")
{
    Program program;
    CHECK(program.run({ "card", "insert", "3" }) == Exit::good);
    CHECK(program.called == "insert");
    CHECK(program.slot == "3");
}

TEST_CASE("what stands behind -- belongs to the other program", "[command]")
{
    Program program;
    CHECK(program.run({ "run", "--socket", "s", "--", "shubbak", "run", "--config", "k.toml", "--json" }) == Exit::good);
    CHECK(program.words == std::vector<std::string> { "shubbak", "run", "--config", "k.toml", "--json" });
    CHECK(program.out == "s");
    CHECK_FALSE(program.request.config);
    CHECK(program.request.output == Output::text);
}

TEST_CASE("wrong words are usage, nothing is done, and standard output stays empty", "[command]")
{
    auto const words = GENERATE(std::vector<char const*> {}, std::vector { "dance" }, std::vector { "doctor", "extra" }, std::vector { "text" },
        std::vector { "text", "breaks", "--kind", "page" }, std::vector { "text", "lines" }, std::vector { "text", "lines", "--size-mm", "big" },
        std::vector { "text", "lines", "--size-mm", "4", "--number", "1.5" }, std::vector { "play", "--out" }, std::vector { "run" }, std::vector { "card", "insert" },
        std::vector { "--config" }, std::vector { "doctor", "--nodes" });
    Program program;
    Printed const printed;
    CHECK(program.run(words) == Exit::usage);
    CHECK(program.called.empty());
    CHECK(printed.good().empty());
    CHECK_FALSE(printed.bad().empty());
}

TEST_CASE("help and version are good and go to standard output", "[command]")
{
    auto const words = GENERATE(std::vector { "--help" }, std::vector { "play", "--help" }, std::vector { "--version" });
    Program program;
    Printed const printed;
    CHECK(program.run(words) == Exit::good);
    CHECK(program.called.empty());
    CHECK_FALSE(printed.good().empty());
    CHECK(printed.bad().empty());
}

TEST_CASE("findings are shown for people and for programs, and decide the exit", "[command]")
{
    std::vector<Finding> findings { { .part = "fonts", .ok = true, .where = "fonts/stack", .expected = "5 fonts", .seen = "5 fonts", .remedy = "" } };
    CHECK(command::exit_for(findings) == Exit::good);
    findings.push_back({ .part = "config", .ok = false, .where = "kiosk.toml:7", .expected = "a number", .seen = "\"wide\"", .remedy = "measure it" });
    CHECK(command::exit_for(findings) == Exit::findings);
    CHECK(command::show(findings, Output::text) == "good   fonts      5 fonts\nwrong  config     kiosk.toml:7: expected a number, saw \"wide\"; measure it");
    auto const document = json::parse(command::show(findings, Output::json), "findings").value();
    REQUIRE(document.as_array().size() == 2);
    CHECK(document.as_array()[1].find("where")->as_text() == "kiosk.toml:7");
    CHECK(command::show({}, Output::json) == "[]");
}
