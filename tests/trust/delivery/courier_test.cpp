#include "kiosk/trust/delivery/courier.h"

#include "kiosk/base/core/mailbox.h"
#include "kiosk/trust/net/cable.h"
#include "tests/trust/journal/office.h"

#include <atomic>
#include <condition_variable>
#include <mutex>

using namespace office;
using namespace delivery;
using namespace std::chrono_literals;

namespace {

/// Takes whatever comes and says so; can hold a request until it is interrupted.
class WillingHub final : public net::Http {
public:
    Result<net::Response> perform(net::Request const& request, Deadline) override
    {
        std::unique_lock lock(m_mutex);
        ++m_requests;
        m_changed.notify_all();
        m_changed.wait(lock, [&] { return !m_holding || m_interrupted; });
        if (m_interrupted)
            return failed(Failure::unreachable, "given up");
        if (request.method == net::Method::put)
            m_received += static_cast<wire::Seq>(std::count(request.body.begin(), request.body.end(), '\n'));
        return net::Response { 200, wire::encode(wire::Answer { m_received, m_received, {}, {} }), {} };
    }
    void interrupt() override
    {
        std::lock_guard const guard(m_mutex);
        m_interrupted = true;
        m_changed.notify_all();
    }
    void hold()
    {
        std::lock_guard const guard(m_mutex);
        m_holding = true;
    }
    void wait_for_request()
    {
        std::unique_lock lock(m_mutex);
        m_changed.wait(lock, [&] { return m_requests > 0; });
    }

private:
    std::mutex m_mutex;
    std::condition_variable m_changed;
    wire::Seq m_received = 0;
    int m_requests = 0;
    bool m_holding = false;
    bool m_interrupted = false;
};

/// The wiring of a kiosk: the journal on a store thread, the courier beside it.
struct Kiosk {
    Office office;
    WillingHub hub;
    net::Cable cable { hub };
    Mailbox<DeliveryChanged> told;
    std::unique_ptr<journal::Journal> journal;
    std::optional<Worker> store { std::in_place, "store" };
    std::optional<Courier> courier;
    std::atomic<Courier*> look_at { nullptr }; ///< the journal is open before the courier is there

    Kiosk()
    {
        on_store([this] {
            journal = journal::Journal::open(office.settings([this](auto const&) {
                if (auto* const ready = look_at.load())
                    ready->look();
            }), office.clock).value();
        });
        courier.emplace(Settings { .hub = "http://hub.example" },
            [this](auto task) { store->post([this, task] { task(*journal); }); }, cable, office.clock, [this](auto const& changed) { told.post(changed); });
        look_at = &*courier;
    }
    ~Kiosk()
    {
        end_courier();
        on_store([this] { journal.reset(); });
    }
    void end_courier()
    {
        courier.reset();
        look_at = nullptr;
    }
    void on_store(std::function<void()> task)
    {
        // Shared: post() still touches the box when wait() has returned.
        auto const done = std::make_shared<Mailbox<int>>();
        store->post([&task, done] {
            task();
            done->post(0);
        });
        (void)done->wait();
    }
    DeliveryChanged wait_until(std::function<bool(DeliveryChanged const&)> const& is_so)
    {
        for (;;) {
            auto const changed = told.wait_for(2min);
            if (!changed)
                FAIL("what was waited for did not come");
            if (is_so(*changed))
                return *changed;
        }
    }
};

}

TEST_CASE("A record goes to the hub as soon as it waits", "[delivery][D1]")
{
    Kiosk kiosk;
    kiosk.wait_until([](auto const& changed) { return changed.hub == HubStanding::reachable; });
    kiosk.on_store([&] { serve(*kiosk.journal); });
    kiosk.wait_until([](auto const& changed) { return changed.counts == journal::Counts { 0, 0, 1, 0 }; });
}

TEST_CASE("With the hub away the kiosk counts what waits, and delivers when it is back", "[delivery][D1]")
{
    Kiosk kiosk;
    kiosk.wait_until([](auto const& changed) { return changed.hub == HubStanding::reachable; });
    kiosk.cable.pull();
    for (int i = 0; i < 3; ++i)
        kiosk.on_store([&] { serve(*kiosk.journal); });
    auto const away = kiosk.wait_until([](auto const& changed) { return changed.counts.waiting == 3; });
    CHECK(away.counts.archived == 0);
    kiosk.cable.plug();
    // The clock stands still: only the nudge can end the wait.
    kiosk.courier->retry_now();
    auto const back = kiosk.wait_until([](auto const& changed) { return changed.counts.archived == 3; });
    CHECK(back.hub == HubStanding::reachable);
    CHECK(back.story.empty());
}

TEST_CASE("The courier ends at once, also in the middle of a request", "[delivery]")
{
    Kiosk kiosk;
    kiosk.hub.hold();
    kiosk.hub.wait_for_request();
    kiosk.end_courier();
}
