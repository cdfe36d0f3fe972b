#include "kiosk/base/command/command_line.h"

#include "kiosk/base/core/result.h"
#include "kiosk/base/json/json.h"

#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>
#include <algorithm>
#include <cstdio>
#include <fmt/format.h>

namespace kiosk::command {

struct Command::Node {
    /// The root owns its parser; CLI11 owns those of the commands in it.
    std::unique_ptr<CLI::App> owned;
    CLI::App* parser = nullptr;
    Action action;
    std::vector<std::unique_ptr<Command>> commands;
};

namespace {

std::string dashed(std::string_view name)
{
    return fmt::format("--{}", name);
}

CLI::Option* need(CLI::Option* option, Presence presence)
{
    return option->required(presence == Presence::required);
}

}

Command::Command(std::unique_ptr<Node> node) : m_node(std::move(node)) { }
Command::~Command() = default;

Command& Command::flag(std::string_view name, std::string_view purpose, bool& into)
{
    m_node->parser->add_flag(dashed(name), into, std::string(purpose));
    return *this;
}

Command& Command::option(std::string_view name, std::string_view purpose, std::string& into, Presence presence)
{
    need(m_node->parser->add_option(dashed(name), into, std::string(purpose)), presence)->type_name("TEXT");
    return *this;
}

Command& Command::option(std::string_view name, std::string_view purpose, std::optional<std::string>& into)
{
    m_node->parser->add_option(dashed(name), into, std::string(purpose))->type_name("TEXT");
    return *this;
}

Command& Command::option(std::string_view name, std::string_view purpose, std::filesystem::path& into, Presence presence)
{
    need(m_node->parser->add_option(dashed(name), into, std::string(purpose)), presence)->type_name("FILE");
    return *this;
}

Command& Command::option(std::string_view name, std::string_view purpose, int& into, Presence presence)
{
    need(m_node->parser->add_option(dashed(name), into, std::string(purpose)), presence)->type_name("NUMBER");
    return *this;
}

Command& Command::option(std::string_view name, std::string_view purpose, double& into, Presence presence)
{
    need(m_node->parser->add_option(dashed(name), into, std::string(purpose)), presence)->type_name("NUMBER");
    return *this;
}

Command& Command::choice(std::string_view name, std::string_view purpose, std::string& into, std::vector<std::string> words, Presence presence)
{
    need(m_node->parser->add_option(dashed(name), into, std::string(purpose)), presence)->check(CLI::IsMember(std::move(words)));
    return *this;
}

Command& Command::positional(std::string_view name, std::string_view purpose, std::string& into, Presence presence)
{
    need(m_node->parser->add_option(std::string(name), into, std::string(purpose)), presence)->type_name("");
    return *this;
}

Command& Command::positional(std::string_view name, std::string_view purpose, std::filesystem::path& into, Presence presence)
{
    need(m_node->parser->add_option(std::string(name), into, std::string(purpose)), presence)->type_name("");
    return *this;
}

Command& Command::positional(std::string_view name, std::string_view purpose, std::optional<std::string>& into)
{
    m_node->parser->add_option(std::string(name), into, std::string(purpose))->type_name("");
    return *this;
}

Command& Command::rest(std::string_view name, std::string_view purpose, std::vector<std::string>& into, Presence presence)
{
    need(m_node->parser->add_option(std::string(name), into, std::string(purpose)), presence)->type_name("")->expected(presence == Presence::required ? 1 : 0, CLI::detail::expected_max_vector_size);
    m_node->parser->positionals_at_end();
    return *this;
}

Command& Command::explain(std::string_view words)
{
    m_node->parser->footer(std::string(words));
    return *this;
}

Command& Command::action(Action action)
{
    m_node->action = std::move(action);
    return *this;
}

Command& Command::command(std::string_view name, std::string_view purpose)
{
    auto node = std::make_unique<Node>();
    node->parser = m_node->parser->add_subcommand(std::string(name), std::string(purpose));
    node->parser->fallthrough(); // --json and --config may stand behind the command's name
    m_node->commands.push_back(std::unique_ptr<Command>(new Command(std::move(node))));
    return *m_node->commands.back();
}

CommandLine::CommandLine(std::string_view program, std::string_view purpose)
{
    auto node = std::make_unique<Command::Node>();
    node->owned = std::make_unique<CLI::App>(std::string(purpose), std::string(program));
    node->parser = node->owned.get();
    m_root.reset(new Command(std::move(node)));
}

CommandLine::~CommandLine() = default;

Command& CommandLine::command(std::string_view name, std::string_view purpose)
{
    return m_root->command(name, purpose);
}

Exit CommandLine::run(int count, char const* const* words)
{
    auto& root = *m_root->m_node->parser;
    std::filesystem::path config;
    bool json = false;
    root.add_option("--config", config, "Read this configuration instead of the installed one")->type_name("FILE");
    root.add_flag("--json", json, "Print one JSON document and nothing else");
    root.set_version_flag("--version", SHUBBAK_VERSION);
    root.require_subcommand(1);

    std::function<void(Command&)> const complete = [&](Command& command) {
        auto& node = *command.m_node;
        if (!node.action && !node.commands.empty())
            node.parser->require_subcommand(1);
        for (auto const& child : node.commands)
            complete(*child);
    };
    complete(*m_root);

    try {
        root.parse(count, words);
    } catch (CLI::ParseError const& wrong) {
        // CLI11 answers --help and --version this way too; then it prints to standard output and returns 0.
        return root.exit(wrong) == 0 ? Exit::good : Exit::usage;
    }

    auto* chosen = m_root.get();
    for (bool deeper = true; deeper;) {
        deeper = false;
        for (auto const& child : chosen->m_node->commands) {
            if (child->m_node->parser->parsed()) {
                chosen = child.get();
                deeper = true;
                break;
            }
        }
    }
    verify(static_cast<bool>(chosen->m_node->action), "each command without commands of its own has an action");
    return chosen->m_node->action({ .config = config.empty() ? std::nullopt : std::optional(config), .output = json ? Output::json : Output::text });
}

std::string show(std::span<Finding const> findings, Output output)
{
    if (output == Output::json)
        return json::write(json::to_value(std::vector(findings.begin(), findings.end())));
    std::vector<std::string> lines;
    for (auto const& finding : findings) {
        if (finding.ok)
            lines.push_back(fmt::format("good   {:<10} {}", finding.part, finding.seen));
        else
            lines.push_back(fmt::format("wrong  {:<10} {}", finding.part, to_line(finding)));
    }
    return fmt::format("{}", fmt::join(lines, "\n"));
}

Exit exit_for(std::span<Finding const> findings)
{
    return std::ranges::all_of(findings, &Finding::ok) ? Exit::good : Exit::findings;
}

}
