#pragma once
/// The network as a conversation: each request gets the next answer of a script.

#include "kiosk/trust/net/http.h"

#include <deque>
#include <functional>
#include <string>
#include <vector>

namespace doubles {

class ScriptedHttp final : public kiosk::net::Http {
public:
    using Line = std::function<kiosk::Result<kiosk::net::Response>(kiosk::net::Request const&)>;

    /// Says `status` and `body`.
    ScriptedHttp& says(int status, std::string body)
    {
        m_script.push_back([=](auto const&) { return kiosk::net::Response { status, body, {} }; });
        return *this;
    }
    ScriptedHttp& says_later(int status, std::chrono::seconds retry_after)
    {
        m_script.push_back([=](auto const&) { return kiosk::net::Response { status, "", retry_after }; });
        return *this;
    }
    ScriptedHttp& is_silent()
    {
        m_script.push_back([](auto const&) { return kiosk::failed(kiosk::Failure::unreachable, "nobody answers"); });
        return *this;
    }
    /// True when every line was played.
    [[nodiscard]] bool played() const { return m_script.empty(); }

    std::vector<kiosk::net::Request> requests;

    kiosk::Result<kiosk::net::Response> perform(kiosk::net::Request const& request, kiosk::Deadline) override
    {
        requests.push_back(request);
        if (m_script.empty())
            return kiosk::failed(kiosk::Failure::unreachable, "the script has no line for this request");
        auto const line = m_script.front();
        m_script.pop_front();
        return line(request);
    }
    void interrupt() override { }

private:
    std::deque<Line> m_script;
};

}
