#pragma once
/// The frame of every program's command line: subcommands, `--config FILE`, `--json`, and what an exit code means.

#include "kiosk/base/core/finding.h"

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace kiosk::command {

/// What a program's exit tells its caller; the same for all of ours.
enum class Exit : int {
    good = 0,
    findings = 1, ///< something is not as it should be, or an expectation was broken
    usage = 2,    ///< the question itself was wrong; nothing was done
    busy = 3,     ///< another program holds the device or the file and does not answer
};

/// How the answer goes to standard output.
enum class Output {
    text, ///< for people
    json, ///< one UTF-8 JSON document and nothing else
};

/// What holds for every command of one call.
struct Request {
    std::optional<std::filesystem::path> config;
    Output output = Output::text;
};

enum class Presence { optional, required };

/// One command: its words, and what it does. References given to it must live until CommandLine::run() returns.
class Command {
public:
    using Action = std::function<Exit(Request const&)>;

    ~Command();
    Command(Command const&) = delete;
    Command& operator=(Command const&) = delete;

    /// `--name`: present or not.
    Command& flag(std::string_view name, std::string_view purpose, bool& into);
    /// `--name VALUE`; `into` keeps what it holds when the option is not given.
    Command& option(std::string_view name, std::string_view purpose, std::string& into, Presence presence = Presence::optional);
    /// For an option whose empty VALUE is not the same as its absence.
    Command& option(std::string_view name, std::string_view purpose, std::optional<std::string>& into);
    Command& option(std::string_view name, std::string_view purpose, std::filesystem::path& into, Presence presence = Presence::optional);
    Command& option(std::string_view name, std::string_view purpose, int& into, Presence presence = Presence::optional);
    Command& option(std::string_view name, std::string_view purpose, double& into, Presence presence = Presence::optional);
    /// `--name VALUE`, where VALUE is one of `words`; anything else is a usage error that lists them.
    Command& choice(std::string_view name, std::string_view purpose, std::string& into, std::vector<std::string> words, Presence presence = Presence::optional);
    /// A word without a name, in the order of the calls.
    Command& positional(std::string_view name, std::string_view purpose, std::string& into, Presence presence = Presence::required);
    Command& positional(std::string_view name, std::string_view purpose, std::filesystem::path& into, Presence presence = Presence::required);
    /// A word that may be left out; empty is not the same as absent.
    Command& positional(std::string_view name, std::string_view purpose, std::optional<std::string>& into);
    /// All remaining words, options of others among them if they follow `--`.
    Command& rest(std::string_view name, std::string_view purpose, std::vector<std::string>& into, Presence presence = Presence::required);

    /// Words for the end of the command's help: what goes in and comes out, and a call to copy. Shown as they are.
    Command& explain(std::string_view words);

    /// What the command does. A command without an action needs one of its own commands to be named.
    Command& action(Action action);
    /// A command of this command (`text bidi`, `card insert`). Lives as long as the CommandLine.
    Command& command(std::string_view name, std::string_view purpose);

private:
    friend class CommandLine;
    struct Node;
    explicit Command(std::unique_ptr<Node> node);
    std::unique_ptr<Node> m_node;
};

/// A program's whole command line.
class CommandLine {
public:
    CommandLine(std::string_view program, std::string_view purpose);
    ~CommandLine();
    CommandLine(CommandLine const&) = delete;
    CommandLine& operator=(CommandLine const&) = delete;

    Command& command(std::string_view name, std::string_view purpose);

    /// Runs the named command's action. Help and version go to standard output and are good; what is wrong with the
    /// words goes to standard error with the way to ask for help, and is usage.
    [[nodiscard]] Exit run(int count, char const* const* words);

private:
    std::unique_ptr<Command> m_root;
};

/// Findings for standard output: a line each (`good  fonts`; `wrong kiosk.toml:7: panel: expected …, saw …; remedy`)
/// or a JSON array, without the line feed at the end.
[[nodiscard]] std::string show(std::span<Finding const> findings, Output output);

/// `findings` if any of them is not ok.
[[nodiscard]] Exit exit_for(std::span<Finding const> findings);

}
