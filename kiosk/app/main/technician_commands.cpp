#include "kiosk/app/control/control.h"
#include "kiosk/app/main/answers.h"
#include "kiosk/app/main/commands.h"
#include "kiosk/app/main/settings.h"

#include <algorithm>
#include <cstdio>
#include <fmt/format.h>

namespace kiosk::app {

namespace {

using command::Exit;
using command::Output;

Exit give_up(Error const& error)
{
    fmt::print(stderr, "shubbak: {}\n", error.story);
    return error.kind == Failure::unreachable ? Exit::busy : Exit::findings;
}

Exit print(Output output, json::Value const& value, std::string const& text)
{
    fmt::print("{}\n", output == Output::json ? json::write(value) : text);
    return Exit::good;
}

Finding finding_of(json::Value const& value)
{
    auto const text = [&](std::string_view key) {
        auto const* const member = value.find(key);
        return member && member->is_text() ? member->as_text() : std::string();
    };
    auto const* const ok = value.find("ok");
    return { text("part"), ok && ok->is_bool() && ok->as_bool(), text("where"), text("expected"), text("seen"), text("remedy") };
}

std::string text_of(json::Value const& value, std::string_view key)
{
    auto const* const member = value.find(key);
    if (!member)
        return {};
    return member->is_text() ? member->as_text() : json::write(*member);
}

/// The running kiosk's answer, or what `otherwise` makes when none is running.
template <typename Otherwise>
Result<json::Value> ask_or(Kiosk::Settings const& settings, std::string_view question, Otherwise const& otherwise)
{
    SystemClock const clock;
    auto answer = control::ask(socket_of(settings.configuration), json::Value::Object { { "ask", question } },
        Deadline::after(clock, std::chrono::seconds(5)), clock);
    if (answer || answer.error().kind != Failure::absent)
        return answer;
    auto const http = net::open_http(clock);
    return otherwise(clock, *http);
}

std::string lines_of_devices(json::Value const& devices)
{
    std::string text;
    for (auto const& device : devices.as_array())
        text += fmt::format("{}{:16} {:14} {}{}{}", text.empty() ? "" : "\n", text_of(device, "part"), text_of(device, "status"), text_of(device, "seen"),
            text_of(device, "remedy").empty() ? "" : "; ", text_of(device, "remedy"));
    return text;
}

std::string lines_of_journal(json::Value const& journal)
{
    auto const* const counts = journal.find("counts");
    auto text = fmt::format("{} waiting, {} received, {} archived, {} rejected", text_of(*counts, "waiting"), text_of(*counts, "received"),
        text_of(*counts, "archived"), text_of(*counts, "rejected"));
    for (auto const& transaction : journal.find("transactions")->as_array())
        text += fmt::format("\n{}  {}  {:20} {:12} {}", text_of(transaction, "committed_at"), text_of(transaction, "number"),
            text_of(transaction, "service"), text_of(transaction, "state"), text_of(transaction, "place"));
    return text;
}

}

Result<Kiosk::Settings> settings_for(command::Request const& request)
{
    auto const environment = command::process_environment();
    Kiosk::Settings settings;
    auto const file = request.config ? request.config : command::installed_configuration();
    if (!file) {
        settings.configuration = command::defaults(environment);
        return settings;
    }
    auto loaded = TRY(command::load(*file, environment));
    settings.configuration = std::move(loaded.configuration);
    settings.configuration_findings = std::move(loaded.findings);
    return settings;
}

std::filesystem::path socket_of(command::Configuration const& configuration)
{
    return control::socket_path(command::process_environment()("RUNTIME_DIRECTORY"), configuration.state.directory);
}

Exit print_nodes(command::Request const& request)
{
    auto const settings = settings_for(request);
    if (!settings)
        return give_up(settings.error());
    auto const answer = ask_or(*settings, "nodes",
        [](Clock const&, net::Http&) -> Result<json::Value> { return failed(Failure::absent, "no kiosk is running here; start it with 'shubbak run'"); });
    if (!answer)
        return give_up(answer.error());
    std::string ids;
    for (auto const& id : answer->find("nodes")->as_array())
        ids += fmt::format("{}{}", ids.empty() ? "" : "\n", id.as_text());
    return print(request.output, *answer, ids);
}

Exit doctor(command::Request const& request)
{
    auto settings = settings_for(request);
    if (!settings)
        return give_up(settings.error());
    auto const answer = ask_or(*settings, "doctor", [&](Clock const& clock, net::Http& http) -> Result<json::Value> {
        auto const examined = look_around(settings->configuration, settings->configuration_findings, { .devices = true, .hub = true, .journal = true }, clock, http);
        return json::to_value(examine(examined.evidence));
    });
    if (!answer)
        return give_up(answer.error());
    std::vector<Finding> findings;
    for (auto const& value : answer->as_array())
        findings.push_back(finding_of(value));
    fmt::print("{}\n", command::show(findings, request.output));
    return command::exit_for(findings);
}

Exit devices(command::Request const& request)
{
    auto const settings = settings_for(request);
    if (!settings)
        return give_up(settings.error());
    auto const answer = ask_or(*settings, "devices", [&](Clock const& clock, net::Http& http) -> Result<json::Value> {
        return to_value(look_around(settings->configuration, {}, { .devices = true }, clock, http).evidence.devices);
    });
    if (!answer)
        return give_up(answer.error());
    print(request.output, *answer, lines_of_devices(*answer));
    auto const& list = answer->as_array();
    return std::ranges::all_of(list, [](json::Value const& device) { return text_of(device, "status") == "online"; }) ? Exit::good : Exit::findings;
}

Exit journal(command::Request const& request)
{
    auto const settings = settings_for(request);
    if (!settings)
        return give_up(settings.error());
    bool busy = false;
    auto const answer = ask_or(*settings, "journal", [&](Clock const& clock, net::Http& http) -> Result<json::Value> {
        auto examined = look_around(settings->configuration, {}, { .journal = true }, clock, http);
        busy = examined.journal_busy;
        if (examined.evidence.journal_error)
            return std::unexpected(*std::move(examined.evidence.journal_error));
        return to_value(examined.evidence.counts, examined.transactions);
    });
    if (!answer) {
        auto const exit = give_up(answer.error());
        return busy ? Exit::busy : exit;
    }
    return print(request.output, *answer, lines_of_journal(*answer));
}

Exit content(command::Request const& request)
{
    auto const settings = settings_for(request);
    if (!settings)
        return give_up(settings.error());
    auto const answer = ask_or(*settings, "content", [&](Clock const& clock, net::Http& http) -> Result<json::Value> {
        auto const examined = look_around(settings->configuration, {}, {}, clock, http);
        if (examined.evidence.content_error)
            return std::unexpected(*examined.evidence.content_error);
        return content_value(examined.evidence, examined.catalogue);
    });
    if (!answer)
        return give_up(answer.error());
    std::string text;
    for (auto const& service : answer->find("services")->as_array())
        text += fmt::format("{}service {}", text.empty() ? "" : "\n", service.as_text());
    std::vector<Finding> findings;
    for (auto const& value : answer->find("findings")->as_array())
        findings.push_back(finding_of(value));
    if (!findings.empty())
        text += "\n" + command::show(findings, Output::text);
    print(request.output, *answer, text);
    return command::exit_for(findings);
}

Exit configuration(command::Request const& request)
{
    auto const settings = settings_for(request);
    if (!settings)
        return give_up(settings.error());
    if (request.output == Output::json)
        fmt::print("{}\n", json::write(json::Value::Object { { "toml", command::write(settings->configuration) }, { "findings", json::to_value(settings->configuration_findings) } }));
    else
        fmt::print("{}", command::write(settings->configuration));
    for (auto const& finding : settings->configuration_findings)
        fmt::print(stderr, "{}\n", to_line(finding));
    return command::exit_for(settings->configuration_findings);
}

}
