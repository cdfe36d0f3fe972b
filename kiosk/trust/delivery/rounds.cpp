#include "kiosk/trust/delivery/rounds.h"

#include "kiosk/trust/delivery/ask.h"
#include "kiosk/trust/wire/batch.h"

#include <algorithm>
#include <bit>
#include <fmt/format.h>

namespace kiosk::delivery {

namespace {

/// 0 to 1 from the kernel.
double random_share()
{
    std::array<std::byte, 4> bytes;
    fill_random(bytes);
    return static_cast<double>(std::bit_cast<std::uint32_t>(bytes)) / 4294967295.0;
}

/// Of one upload, but for a single longer record: a second's worth on a poor line.
constexpr std::size_t most_upload_bytes = 512 * 1024;

}

Rounds::Rounds(Settings settings, ToJournal to_journal, net::Http& http, Clock const& clock, std::function<void(DeliveryChanged const&)> report)
    : m_settings(std::move(settings)), m_to_journal(std::move(to_journal)), m_http(http), m_clock(clock), m_report(std::move(report)),
      m_most_records(wire::most_batch_records), m_not_before(clock.now()), m_heartbeat_due(clock.now())
{
    if (!m_settings.jitter)
        m_settings.jitter = &random_share;
    while (m_settings.hub.ends_with('/'))
        m_settings.hub.pop_back();
}

std::optional<Instant> Rounds::turn(Patience patience)
{
    auto const most = m_aside ? 1 : m_most_records;
    auto look = ask<Look>(m_to_journal, [most](journal::Journal& journal) { return Look { journal.counts(), journal.waiting(most, most_upload_bytes) }; });
    if (!look)
        return std::nullopt;
    m_now.counts = look->counts;
    if (patience == Patience::at_once) {
        m_not_before = m_clock.now();
        m_failures = 0;
        m_ask_marks = true;
    }
    if (m_clock.now() < m_not_before) {
        tell();
        return m_not_before;
    }
    if (!look->batch) {
        // The journal's own trouble, which its owner tells as well; what the hub is like stays as it was.
        try_later(m_now.hub, "the journal cannot be read: " + look->batch.error().story, m_settings.longest_wait);
        tell();
        return m_not_before;
    }

    auto const& batch = *look->batch;
    auto const heartbeat = m_clock.now() >= m_heartbeat_due;
    if (batch.records.empty() && !heartbeat && !m_ask_marks) {
        tell();
        return m_heartbeat_due;
    }
    Sent const sent { m_ask_marks || batch.records.empty() ? 0 : batch.records.size(), m_aside || batch.damaged };
    auto const verdict = judge(send(batch, sent), sent);
    if (auto const* const good = std::get_if<Taken>(&verdict)) {
        taken(batch, good->answer, sent);
    } else if (std::holds_alternative<SendFewer>(verdict)) {
        m_most_records = std::max<std::size_t>(sent.records / 2, 1);
    } else if (std::holds_alternative<PutAside>(verdict)) {
        m_aside = true;
    } else if (std::holds_alternative<AskMarks>(verdict)) {
        stands_elsewhere(batch);
    } else if (auto const* const later = std::get_if<TryLater>(&verdict)) {
        try_later(later->reached ? HubStanding::reachable : HubStanding::unreachable, later->why, later->not_before.value_or(std::chrono::seconds(0)));
    } else {
        refuse(std::get<Refused>(verdict).why);
    }
    tell();
    return std::max(m_clock.now(), m_not_before);
}

Result<net::Response> Rounds::send(journal::Batch const& batch, Sent sent)
{
    net::Request request;
    wire::RecordsAddress address { batch.stream, 0, false };
    if (sent.records > 0) {
        address.from = batch.first;
        address.aside = sent.aside;
        request.method = net::Method::put;
        request.content_type = wire::batch_type;
        // A record to be put aside goes as it is: it may hold anything, line feeds too.
        request.body = sent.aside ? batch.records.front() : wire::encode_batch(batch.records);
    }
    request.url = m_settings.hub + wire::to_target(address);
    return m_http.perform(request, Deadline::after(m_clock, m_settings.answer_within));
}

void Rounds::taken(journal::Batch const& batch, wire::Answer const& answer, Sent sent)
{
    auto const kept = ask<Result<void>>(m_to_journal,
        [stream = batch.stream, answer, last = sent.records > 0 ? batch.first + sent.records - 1 : 0](journal::Journal& journal) {
            return journal.acknowledged(stream, answer, last);
        });
    auto const counts = ask<journal::Counts>(m_to_journal, [](journal::Journal& journal) { return journal.counts(); });
    if (!kept || !counts)
        return; // the program is ending
    m_now.counts = *counts;
    if (!*kept && kept->error().kind == Failure::malformed)
        return refuse(kept->error().story);
    if (!*kept) // the journal's own trouble again
        return try_later(m_now.hub, "the journal cannot be written: " + kept->error().story, m_settings.longest_wait);
    if (sent.records > 0 && answer.received < batch.first)
        return try_later(HubStanding::unreachable,
            fmt::format("the hub took a record at place {} but says it holds only up to {}", batch.first, answer.received), {});
    m_ask_marks = false;
    m_aside = false;
    // Marks alone are no progress while records wait: the upload after them may fail as the one before.
    if (sent.records > 0 ? !m_gap || m_gap->stream != batch.stream || answer.received >= m_gap->at : batch.records.empty())
        m_failures = 0;
    if (sent.records > 0)
        m_most_records = std::min(m_most_records + m_most_records / 8 + 1, wire::most_batch_records); // slowly: a proxy's limit stays
    m_heartbeat_due = m_clock.now() + m_settings.heartbeat;
    m_now.hub = HubStanding::reachable;
    m_now.story.clear();
}

void Rounds::stands_elsewhere(journal::Batch const& batch)
{
    // Two hubs behind one address can each ask for what the other holds, as fast as the line goes.
    if (m_gap && m_gap->stream == batch.stream && batch.first <= m_gap->at)
        return try_later(HubStanding::unreachable,
            fmt::format("the hub asks for other records than the one at place {}, which it named itself; check that one hub alone answers at [hub] url",
                batch.first),
            {});
    m_gap = Gap { batch.stream, batch.first };
    m_ask_marks = true;
}

void Rounds::try_later(HubStanding hub, std::string why, Duration at_least)
{
    // Full jitter: after a power cut a whole city's kiosks come back at the same moment.
    auto longest = m_settings.first_wait;
    for (int i = 0; i < m_failures && longest < m_settings.longest_wait; ++i)
        longest *= 2;
    longest = std::min(longest, m_settings.longest_wait);
    ++m_failures;
    auto const wait = std::chrono::duration_cast<Duration>(longest * m_settings.jitter());
    m_not_before = m_clock.now() + std::max(wait, at_least);
    m_ask_marks = true;
    m_now.hub = hub;
    m_now.story = std::move(why);
}

void Rounds::refuse(std::string why)
{
    m_not_before = m_clock.now() + m_settings.longest_wait;
    m_ask_marks = true;
    m_now.hub = HubStanding::refusing;
    m_now.story = std::move(why);
}

void Rounds::tell()
{
    if (m_told == m_now)
        return;
    m_told = m_now;
    m_report(m_now);
}

}
