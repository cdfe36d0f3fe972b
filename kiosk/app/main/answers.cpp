#include "kiosk/app/main/answers.h"

#include "kiosk/app/main/habits.h"
#include "kiosk/app/main/own_words.h"
#include "kiosk/app/main/undrawable.h"
#include "kiosk/glass/language/messages.h"
#include "kiosk/glass/language/spoken_messages.h"
#include "kiosk/glass/text/font_stack.h"
#include "kiosk/service/devices/hardware.h"

#include <fmt/format.h>

namespace kiosk::app {

namespace {

using json::Value;

void look_at_content(Examined& examined, command::Configuration const& configuration)
{
    auto& evidence = examined.evidence;
    auto fonts = text::FontStack::load(configuration.content.fonts / "stack");
    if (!fonts)
        evidence.fonts_error = fonts.error();
    auto const messages = language::Messages::load(configuration.content.assets, habits_of(configuration.city), own_words());
    if (!messages) {
        evidence.content_error = messages.error();
        return;
    }
    auto loaded = catalogue::load(configuration.content.assets, *messages);
    if (!loaded) {
        evidence.content_error = loaded.error();
        return;
    }
    examined.catalogue = std::move(loaded->catalogue);
    evidence.content = messages->findings();
    evidence.content.insert(evidence.content.end(), loaded->findings.begin(), loaded->findings.end());
    auto const spoken = language::SpokenMessages::load(configuration.content.assets, *messages);
    evidence.content.insert(evidence.content.end(), spoken.findings().begin(), spoken.findings().end());
    if (fonts) {
        auto const undrawable = leave_out_undrawable(examined.catalogue, *messages, *fonts);
        evidence.content.insert(evidence.content.end(), undrawable.begin(), undrawable.end());
    }
    evidence.services = examined.catalogue.services.size();
}

void look_at_devices(Evidence& evidence, Clock const& clock)
{
    Mailbox<devices::Event> events;
    devices::Hardware const hardware(events, clock);
    // The first look at each kind of device is told as an event, also when there is none.
    auto const deadline = Deadline::after(clock, std::chrono::seconds(3));
    bool reader = false, printer = false;
    while (!reader || !printer) {
        auto const event = events.wait_until(deadline, clock);
        if (!event)
            break;
        reader = reader || std::holds_alternative<devices::ReaderChanged>(*event);
        printer = printer || std::holds_alternative<devices::PrinterChanged>(*event);
    }
    evidence.devices = hardware.health();
}

void look_at_hub(Evidence& evidence, Clock const& clock, net::Http& http)
{
    if (evidence.hub.empty())
        return;
    net::Request request;
    request.url = evidence.hub + "/v1/health";
    auto const answer = http.perform(request, Deadline::after(clock, std::chrono::seconds(3)));
    if (answer && answer->status == 200) {
        evidence.standing = delivery::HubStanding::reachable;
        return;
    }
    evidence.standing = delivery::HubStanding::unreachable;
    evidence.hub_story = answer ? fmt::format("it answered {} where 200 was expected", answer->status) : answer.error().story;
}

void look_at_journal(Examined& examined, command::Configuration const& configuration, Clock const& clock)
{
    auto& evidence = examined.evidence;
    if (!std::filesystem::exists(evidence.journal)) {
        // Looking must not make one.
        if (!std::filesystem::exists(configuration.hub.key_file))
            evidence.journal_error = Error { Failure::absent, fmt::format("the hub's key is not at '{}'; copy the hub's hub.pub there and name it in [hub] key_file", configuration.hub.key_file.string()) };
        return;
    }
    auto const number = wire::KioskNumber::of(configuration.kiosk.number);
    if (!number) {
        evidence.journal_error = number.error();
        return;
    }
    auto const journal = journal::Journal::open({ evidence.journal, *number, configuration.hub.key_file, {} }, clock);
    if (!journal) {
        examined.journal_busy = journal.error().kind == Failure::unreachable;
        evidence.journal_error = journal.error();
        return;
    }
    evidence.counts = (*journal)->counts();
    if (auto newest = (*journal)->newest(100))
        examined.transactions = *std::move(newest);
}

}

Value to_value(std::span<devices::Health const> devices)
{
    Value::Array list;
    for (auto const& health : devices)
        list.emplace_back(Value::Object { { "part", health.part }, { "device", health.device }, { "status", to_string(health.status) },
            { "action", to_string(health.action) }, { "seen", health.seen }, { "remedy", health.remedy } });
    return list;
}

Value to_value(journal::Counts const& counts, std::span<journal::Standing const> transactions)
{
    Value::Array list;
    for (auto const& standing : transactions)
        list.emplace_back(Value::Object { { "id", standing.id.text() }, { "number", standing.number.digits() }, { "service", standing.service },
            { "state", to_string(standing.state) }, { "place", to_string(standing.place) }, { "seq", standing.seq },
            { "committed_at", to_rfc3339(standing.committed_at) }, { "changed_at", to_rfc3339(standing.changed_at) } });
    return Value::Object {
        { "counts", Value::Object { { "waiting", counts.waiting }, { "received", counts.received }, { "archived", counts.archived }, { "rejected", counts.rejected } } },
        { "transactions", std::move(list) },
    };
}

Value content_value(Evidence const& evidence, catalogue::Catalogue const& catalogue)
{
    Value::Array services;
    for (auto const& service : catalogue.services)
        services.emplace_back(service.id);
    return Value::Object { { "assets", evidence.assets.string() }, { "services", std::move(services) }, { "findings", json::to_value(evidence.content) } };
}

Examined look_around(command::Configuration const& configuration, std::vector<Finding> configuration_findings, Depth depth, Clock const& clock, net::Http& http)
{
    Examined examined;
    auto& evidence = examined.evidence;
    evidence.configuration = std::move(configuration_findings);
    evidence.fonts = configuration.content.fonts;
    evidence.assets = configuration.content.assets;
    evidence.journal = configuration.state.directory / "journal.sqlite";
    evidence.hub = configuration.hub.url;
    evidence.state = configuration.state.directory;
    evidence.free_bytes = free_bytes_at(configuration.state.directory);
    evidence.wall = clock.wall();
    look_at_content(examined, configuration);
    if (depth.journal)
        look_at_journal(examined, configuration, clock);
    if (depth.devices)
        look_at_devices(evidence, clock);
    if (depth.hub)
        look_at_hub(evidence, clock, http);
    return examined;
}

}
