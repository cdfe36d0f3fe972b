#include "kiosk/trust/delivery/courier.h"

#include "kiosk/base/core/mailbox.h"
#include "kiosk/trust/delivery/rounds.h"

#include <algorithm>
#include <atomic>
#include <pthread.h>
#include <thread>

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

struct Courier::Inside {
    Rounds rounds;
    net::Http& http;
    Clock const& clock;
    Mailbox<Patience> nudges {};
    std::atomic<bool> ending { false };
    std::thread thread {};

    void run()
    {
        pthread_setname_np(pthread_self(), "net");
        auto patience = Patience::keep_waiting;
        while (!ending) {
            auto const next = rounds.turn(patience);
            if (!next)
                return;
            patience = Patience::keep_waiting;
            // An advanceable clock that moves meanwhile is followed by a look().
            auto nudge = nudges.wait_for(std::max(*next - clock.now(), Duration::zero()));
            for (; nudge; nudge = nudges.take())
                patience = std::max(patience, *nudge);
        }
    }
};

Courier::Courier(Settings settings, ToJournal to_journal, net::Http& http, Clock const& clock, std::function<void(DeliveryChanged const&)> report)
    : m_inside(new Inside { Rounds(std::move(settings), std::move(to_journal), http, clock, std::move(report)), http, clock })
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
void Courier::retry_now() { m_inside->nudges.post(Patience::at_once); }

}
