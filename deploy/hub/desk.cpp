#include "deploy/hub/desk.h"

#include "deploy/hub/fleet_page.h"
#include "kiosk/base/json/json.h"
#include "kiosk/trust/wire/batch.h"

#include <algorithm>
#include <cctype>
#include <fmt/format.h>

namespace deploy::hub {

using kiosk::Result;
using Kind = wire::Refusal::Kind;
namespace json = kiosk::json;

namespace {

/// A story that may quote what came: printable ASCII, and not endless, whatever came.
std::string tame(std::string story)
{
    story.resize(std::min<std::size_t>(story.size(), 400));
    std::ranges::replace_if(story, [](char c) { return c < ' ' || c > '~'; }, '?');
    return story;
}

constexpr unsigned status_of(Kind kind)
{
    switch (kind) {
    case Kind::malformed: return 400;
    case Kind::gap: return 409;
    case Kind::too_large: return 413;
    case Kind::fork: return 422;
    case Kind::busy: return 503;
    case Kind::failed: return 500;
    }
    return 500;
}

Reply refuse_as(Kind kind, std::string story, wire::Seq seq = 0, wire::Seq received = 0)
{
    return refuse(status_of(kind), kind, std::move(story), seq, received);
}

Reply nothing_here()
{
    return refuse(404, Kind::malformed, "there is nothing at this address; see deploy/hub/desk.h for what there is");
}

Reply only(std::string methods)
{
    auto reply = refuse(405, Kind::malformed, "this address answers to " + methods);
    reply.allow = std::move(methods);
    return reply;
}

/// The body of a transaction as its citizen's kiosk wrote it, or why nobody can read it.
struct Opened {
    json::Value body;
    json::Value language;
    std::string problem;
};

Opened open_body(kiosk::seal::KeyPair const& keys, wire::Record const& record)
{
    auto const clear = keys.open(record.sealed_body);
    if (!clear)
        return { {}, {}, fmt::format("the body is sealed to the key {}; this hub has {}", record.sealed_to, keys.public_key().name()) };
    auto body = json::parse(clear->view(), "body");
    if (!body || !body->is_object())
        return { {}, {}, "the body opens, but it is not a JSON object" };
    auto const* const language = body->find("language");
    auto word = language && language->is_text() ? *language : json::Value();
    return { std::move(*body), std::move(word), {} };
}

}

Reply refuse(unsigned status, Kind kind, std::string story, wire::Seq seq, wire::Seq received)
{
    return { status, "application/json", wire::encode(wire::Refusal { kind, seq, received, tame(std::move(story)) }) };
}

bool is_loopback_name(std::string_view host)
{
    // The port, but not the inside of [::1].
    if (auto const colon = host.rfind(':'); colon != std::string_view::npos && host.find(']', colon) == std::string_view::npos)
        host = host.substr(0, colon);
    std::string name(host);
    std::ranges::transform(name, name.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return name == "localhost" || name == "127.0.0.1" || name == "[::1]";
}

bool is_loopback_origin(std::string_view origin)
{
    constexpr std::string_view scheme = "http://";
    return origin.empty() || (origin.starts_with(scheme) && is_loopback_name(origin.substr(scheme.size())));
}

Desk::Desk(Archive& archive, kiosk::seal::KeyPair const& keys, kiosk::Clock const& clock, Archiving archiving)
    : m_archive(archive), m_keys(keys), m_clock(clock), m_archiving(archiving), m_calls(clock)
{
}

Reply Desk::answer(Question const& question)
{
    auto const path = question.target.substr(0, question.target.find('?'));
    if (wire::is_help_target(path))
        return help(question);
    if (path.starts_with("/v1/kiosks/"))
        return records(question);
    auto const for_this_machine = path == "/" || path == "/shown.js" || path == "/v1/transactions";
    if (!for_this_machine && path != "/v1/health" && path != "/v1/key")
        return nothing_here();
    if (question.method != "GET")
        return only("GET");
    if (for_this_machine && question.peer != Peer::this_machine)
        return refuse(403, Kind::malformed, "only this machine may ask that: citizens' data does not leave it");
    if (path == "/v1/transactions")
        return transactions();
    if (path == "/v1/health")
        return health();
    if (path == "/v1/key")
        return { 200, "text/plain", m_keys.public_key().text() + '\n' };
    if (path == "/shown.js")
        return { 200, "text/javascript", std::string(fleet_script()) };
    return fleet();
}

Reply Desk::records(Question const& question)
{
    auto const address = wire::records_address(question.target);
    if (!address)
        return refuse_as(Kind::malformed, address.error().story);
    if (question.method != "PUT" && question.method != "GET")
        return only("GET, PUT");
    if ((question.method == "PUT") != (address->from != 0))
        return refuse_as(Kind::malformed, "PUT needs ?from=SEQ, GET is without");
    m_last_seen[address->stream.kiosk] = m_clock.wall();
    if (question.method == "PUT")
        return take(*address, question.body);
    auto const received = m_archive.watermark(address->stream);
    return received ? Reply { 200, "application/json", wire::encode(marks(*received)) } : trouble(received.error());
}

Reply Desk::help(Question const& question)
{
    auto const kiosk = wire::help_address(question.target);
    if (!kiosk)
        return refuse_as(Kind::malformed, kiosk.error().story);
    if (question.method == "PUT") {
        auto const call = wire::decode_help_call(question.body);
        if (!call)
            return refuse_as(Kind::malformed, call.error().story);
        m_last_seen[*kiosk] = m_clock.wall();
        return { 200, "application/json", wire::encode(m_calls.hear(*kiosk, *call)) };
    }
    if (question.method != "POST")
        return only("POST, PUT");
    if (question.peer != Peer::this_machine)
        return refuse(403, Kind::malformed, "only staff at this machine answer a call for help");
    std::optional<kiosk::CallId> which;
    std::string_view said = question.body;
    // `shown`: somebody is at the page that has the call; anything else is the answer to it.
    constexpr std::string_view shown = "shown";
    bool const only_shown = said.starts_with(shown);
    if (only_shown)
        said.remove_prefix(std::min(said.size(), shown.size() + (said.substr(shown.size()).starts_with('&') ? 1 : 0)));
    if (!said.empty()) {
        constexpr std::string_view field = "call=";
        auto const call = said.starts_with(field) ? kiosk::CallId::from_text(said.substr(field.size()))
                                                  : Result<kiosk::CallId>(kiosk::failed(kiosk::Failure::malformed, ""));
        if (!call)
            return refuse_as(Kind::malformed, "expected call= the call's 32 hexadecimal digits, or nothing, after shown& or not");
        which = *call;
    }
    if (only_shown ? !m_calls.shown(*kiosk, which) : !m_calls.answer(*kiosk, which))
        return refuse(404, Kind::malformed, "that call for help does not stand any more");
    if (only_shown)
        return { 200, "text/plain", "shown\n" };
    return { .status = 303, .type = "text/plain", .body = "seen\n", .location = "/" };
}

Reply Desk::take(wire::RecordsAddress const& address, std::string_view body)
{
    if (body.size() > wire::most_batch_bytes)
        return refuse_as(Kind::too_large, fmt::format("an upload has at most {} bytes", wire::most_batch_bytes));
    if (address.aside && body.size() > wire::most_record_bytes)
        return refuse_as(Kind::too_large, fmt::format("a record has at most {} bytes", wire::most_record_bytes));
    std::vector<std::string_view> lines { body };
    if (!address.aside) {
        auto batch = wire::decode_batch(body);
        if (!batch)
            return refuse_as(Kind::malformed, batch.error().story);
        lines = std::move(*batch);
    }
    if (address.from > wire::most_seq - lines.size())
        return refuse_as(Kind::malformed, "from= is beyond any sequence");

    std::vector<Arrival> arrivals;
    std::vector<wire::Reject> rejects;
    for (auto const line : lines) {
        auto const seq = address.from + arrivals.size();
        auto record = wire::decode_record(line);
        std::string problem;
        if (!record)
            problem = record.error().story;
        else if (record->stream != address.stream || record->seq != seq)
            problem = "the record says another kiosk, epoch or place than the address";
        if (!problem.empty() && !address.aside)
            return refuse_as(Kind::malformed, fmt::format("line {}: {}", arrivals.size() + 1, problem), seq);
        // Said again each time it comes: the kiosk may not have heard it.
        if (problem.empty() && record->kind == wire::RecordKind::transaction)
            problem = open_body(m_keys, *record).problem;
        if (!problem.empty())
            rejects.push_back({ seq, tame(std::move(problem)) });
        auto const readable = record && record->stream == address.stream && record->seq == seq;
        arrivals.push_back({ line, readable ? std::optional(std::move(*record)) : std::nullopt });
    }

    auto const appended = m_archive.append(address.stream, address.from, arrivals, m_clock.wall());
    if (!appended)
        return trouble(appended.error());
    switch (appended->outcome) {
    case Appended::Outcome::gap:
        return refuse_as(Kind::gap, fmt::format("records {} to {} are missing", appended->received + 1, address.from - 1), address.from, appended->received);
    case Appended::Outcome::fork:
        return refuse_as(Kind::fork, fmt::format("another record is held at place {}", appended->fork), appended->fork, appended->received);
    case Appended::Outcome::kept:
        break;
    }
    auto answer = marks(appended->received);
    answer.rejects = std::move(rejects);
    return { 200, "application/json", wire::encode(answer) };
}

wire::Answer Desk::marks(wire::Seq received) const
{
    return { received, m_archiving == Archiving::when_durable ? received : 0, {}, std::nullopt };
}

Reply Desk::transactions()
{
    // One object at a time into text: the list may be long.
    std::string body = "{\"transactions\":[";
    auto const read = m_archive.read([&](Stored const& stored) {
        auto const& record = stored.record;
        auto opened = open_body(m_keys, record);
        json::Value::Object entry {
            { "id", record.id.text() },
            { "number", record.number.digits() },
            { "kiosk", record.stream.kiosk.text() },
            { "epoch", record.stream.epoch.text() },
            { "seq", record.seq },
            { "service", record.service },
            { "language", std::move(opened.language) },
            { "state", to_string(record.state) },
            { "received_at", kiosk::to_rfc3339(stored.received_at) },
            { "body", std::move(opened.body) },
        };
        if (!opened.problem.empty())
            entry.emplace_back("problem", opened.problem);
        if (body.back() != '[')
            body += ',';
        body += json::write(json::Value(std::move(entry)));
    });
    if (!read)
        return trouble(read.error());
    return { 200, "application/json", body + "]}" };
}

Reply Desk::health()
{
    auto const health = m_archive.health();
    if (!health)
        return refuse(503, Kind::failed, health.error().story);
    return { 200, "application/json",
        json::write(json::Value::Object { { "ok", true }, { "database", health->database }, { "records", health->records },
            { "transactions", health->transactions }, { "kiosks_seen", m_last_seen.size() } }) };
}

Reply Desk::fleet()
{
    auto const streams = m_archive.streams();
    auto const states = m_archive.count_states();
    if (!streams || !states)
        return trouble((streams ? states.error() : streams.error()));
    return { 200, "text/html; charset=utf-8", fleet_page(*streams, *states, m_last_seen, m_calls.open(), m_clock.wall()) };
}

Reply Desk::trouble(kiosk::Error const& error)
{
    return refuse_as(error.kind == kiosk::Failure::exhausted ? Kind::busy : Kind::failed, error.story);
}

}
