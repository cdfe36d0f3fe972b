#include "kiosk/trust/delivery/courier.h"

#include "kiosk/base/core/mailbox.h"
#include "kiosk/base/core/overloaded.h"
#include "kiosk/trust/delivery/rounds.h"

#include <algorithm>
#include <atomic>
#include <pthread.h>
#include <thread>
#include <variant>

namespace kiosk::delivery {

std::string_view to_string(HubStanding standing)
{
    switch (standing) {
    case HubStanding::unknown: return "unknown";
    case HubStanding::reachable: return "reachable";
    case HubStanding::unreachable: return "unreachable";
    case HubStanding::refusing: return "refusing";
    }
    verify(false, "a hub stands in one of four ways");
    return {};
}

namespace {

struct Call { std::optional<CallId> id; };
using Nudge = std::variant<Patience, Call>;

std::optional<HelpLine> help_line_of(Settings const& settings, net::Http& http, Clock const& clock)
{
    if (!settings.kiosk || !settings.report_call)
        return std::nullopt;
    return HelpLine({ settings.hub, *settings.kiosk }, http, clock, settings.report_call);
}

}

struct Courier::Inside {
    std::optional<HelpLine> help;
    Rounds rounds;
    net::Http& http;
    Clock const& clock;
    Mailbox<Nudge> nudges {};
    std::atomic<bool> ending { false };
    std::thread thread {};

    void run()
    {
        pthread_setname_np(pthread_self(), "net");
        auto patience = Patience::keep_waiting;
        while (!ending) {
            // Somebody who waits for help comes before records, which can wait.
            auto const asked_again = help ? help->turn() : std::nullopt;
            auto next = rounds.turn(patience);
            if (!next)
                return;
            if (asked_again)
                next = std::min(*next, *asked_again);
            patience = Patience::keep_waiting;
            // An advanceable clock that moves meanwhile is followed by a look().
            auto nudge = nudges.wait_for(std::max(*next - clock.now(), Duration::zero()));
            for (; nudge; nudge = nudges.take())
                std::visit(Overloaded { [&](Patience asked) { patience = std::max(patience, asked); }, [&](Call const& call) { take(call); } }, *nudge);
        }
    }

    void take(Call const& call)
    {
        if (!help)
            return;
        if (call.id)
            help->begin(*call.id);
        else
            help->end();
    }
};

Courier::Courier(Settings settings, ToJournal to_journal, net::Http& http, Clock const& clock, std::function<void(DeliveryChanged const&)> report)
    : m_inside(new Inside { help_line_of(settings, http, clock), Rounds(std::move(settings), std::move(to_journal), http, clock, std::move(report)), http, clock })
{
    m_inside->thread = std::thread([this] { m_inside->run(); });
}

Courier::~Courier()
{
    m_inside->ending = true;
    m_inside->http.interrupt();
    m_inside->nudges.close();
    m_inside->thread.join();
}

void Courier::look() { m_inside->nudges.post(Patience::keep_waiting); }
void Courier::call(CallId call) { m_inside->nudges.post(Call { call }); }
void Courier::end_call() { m_inside->nudges.post(Call { std::nullopt }); }
void Courier::retry_now() { m_inside->nudges.post(Patience::at_once); }

}
