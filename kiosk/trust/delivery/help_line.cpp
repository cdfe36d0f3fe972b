#include "kiosk/trust/delivery/help_line.h"

#include <utility>

namespace kiosk::delivery {

using wire::HelpCall;

HelpLine::HelpLine(Settings settings, net::Http& http, Clock const& clock, std::function<void(CallNews const&)> report)
    : m_settings(std::move(settings)), m_http(http), m_clock(clock), m_report(std::move(report))
{
    while (m_settings.hub.ends_with('/'))
        m_settings.hub.pop_back();
}

void HelpLine::begin(CallId call)
{
    end();
    m_call = call;
    m_due = m_clock.now();
}

void HelpLine::end()
{
    if (auto const ended = std::exchange(m_call, std::nullopt))
        m_ended.push_back(*ended);
    m_told.reset();
    m_said.reset();
}

std::optional<Instant> HelpLine::turn()
{
    if (m_call && m_clock.now() >= m_due) {
        CallNews const news { *m_call, ask(*m_call) };
        m_due = m_clock.now() + m_settings.ask_again;
        if (m_told != news) {
            m_told = news;
            m_report(news);
        }
    } else if (!m_ended.empty()) {
        // Once: a hub that does not hear it stops believing the call when nobody repeats it.
        static_cast<void>(put({ m_ended.back(), HelpCall::Standing::ended }));
        m_ended.pop_back();
    }
    if (!m_ended.empty())
        return m_clock.now();
    return m_call ? std::optional(m_due) : std::nullopt;
}

CallStanding HelpLine::ask(CallId call)
{
    if (auto const said = put({ call, HelpCall::Standing::calling })) {
        m_said = said;
        m_said_at = m_clock.now();
    }
    if (!m_said)
        return CallStanding::nobody;
    if (m_clock.now() - m_said_at < m_settings.believed_for)
        return *m_said;
    return *m_said == CallStanding::told || *m_said == CallStanding::seen ? CallStanding::lost : CallStanding::nobody;
}

std::optional<CallStanding> HelpLine::put(HelpCall const& call)
{
    net::Request request;
    request.method = net::Method::put;
    request.url = m_settings.hub + wire::help_target(m_settings.kiosk);
    request.content_type = "application/json";
    request.body = wire::encode(call);
    auto const response = m_http.perform(request, Deadline::after(m_clock, m_settings.answer_within));
    if (!response || response->status != 200)
        return std::nullopt;
    auto const answer = wire::decode_help_answer(response->body);
    if (!answer || answer->call != call.call)
        return std::nullopt; // a captive portal's page, or the answer to somebody else
    switch (answer->standing) {
    case wire::HelpAnswer::Standing::kept: return CallStanding::kept;
    case wire::HelpAnswer::Standing::shown: return CallStanding::told;
    case wire::HelpAnswer::Standing::seen: return CallStanding::seen;
    case wire::HelpAnswer::Standing::ended: return CallStanding::nobody;
    }
    return std::nullopt;
}

}
