/// Journal, courier, libcurl, loopback, server, desk, archive: the whole way, in one process.

#include "kiosk/base/json/json.h"
#include "kiosk/trust/delivery/courier.h"
#include "kiosk/trust/net/cable.h"
#include "tests/deploy/hub/running_hub.h"
#include "tests/trust/journal/office.h"

#include <atomic>
#include <set>

using namespace office;
using namespace std::chrono_literals;
using delivery::Courier;
using delivery::DeliveryChanged;
using delivery::HubStanding;

namespace {

SystemClock const the_clock;

/// A city with one kiosk and one hub.
struct City {
    Office office; // for its folder; the key is the hub's
    std::optional<running::Hub> hub;
    /// A program's own: it ends with the courier. The cable stays in the wall.
    class Line final : public net::Http {
    public:
        std::unique_ptr<net::Http> behind = net::open_http(the_clock);
        Result<net::Response> perform(net::Request const& request, Deadline deadline) override { return behind->perform(request, deadline); }
        void interrupt() override { behind->interrupt(); }
    };
    Line line;
    net::Cable cable { line };
    std::shared_ptr<Mailbox<DeliveryChanged>> told = std::make_shared<Mailbox<DeliveryChanged>>();
    std::unique_ptr<journal::Journal> journal;
    std::optional<Worker> store { std::in_place, "store" };
    std::optional<Courier> courier;
    std::atomic<Courier*> look_at { nullptr };
    std::string listen = "127.0.0.1:0";

    City()
    {
        start_hub();
        REQUIRE(std::filesystem::copy_file(office.folder / "hub/hub.pub", office.folder / "hub.pub", std::filesystem::copy_options::overwrite_existing));
        start_kiosk();
    }
    ~City() { end_kiosk(); }

    void start_hub(deploy::hub::Archiving archiving = deploy::hub::Archiving::when_durable)
    {
        hub.emplace(office.folder / "hub", the_clock, listen, archiving);
        listen = hub->address();
    }
    void start_kiosk()
    {
        on_store([this] {
            journal = journal::Journal::open(office.settings([this](auto const&) {
                if (auto* const ready = look_at.load())
                    ready->look();
            }), the_clock).value();
        });
        courier.emplace(delivery::Settings { .hub = "http://" + listen }, [this](auto task) { store->post([this, task] { task(*journal); }); }, cable, the_clock,
            [box = told](auto const& changed) { box->post(changed); });
        look_at = &*courier;
    }
    void end_kiosk()
    {
        courier.reset();
        look_at = nullptr;
        line.behind = net::open_http(the_clock);
        on_store([this] { journal.reset(); });
    }
    void on_store(std::function<void()> task)
    {
        auto const done = std::make_shared<Mailbox<int>>();
        store->post([&task, done] {
            task();
            done->post(0);
        });
        (void)done->wait();
    }
    void serve(int times)
    {
        for (int i = 0; i < times; ++i)
            on_store([this] { (void)office::serve(*journal); });
    }
    DeliveryChanged wait_until(std::function<bool(DeliveryChanged const&)> const& is_so)
    {
        for (;;) {
            auto const changed = told->wait_for(2min);
            if (!changed)
                FAIL("what was waited for did not come");
            if (is_so(*changed))
                return *changed;
        }
    }
    void wait_until_archived(std::uint64_t count)
    {
        wait_until([=](auto const& changed) { return changed.counts.archived == count && changed.counts.waiting == 0; });
    }
    /// The numbers that the hub lists, each once.
    std::set<std::string> at_hub()
    {
        auto const own = net::open_http(the_clock);
        auto const response = own->perform({ net::Method::get, "http://" + listen + "/v1/transactions", {}, {}, 10'000'000 }, Deadline::after(the_clock, 60s)).value();
        REQUIRE(response.status == 200);
        auto const whole = json::parse(response.body, "transactions").value();
        std::set<std::string> numbers;
        for (auto const& entry : whole.find("transactions")->as_array()) {
            REQUIRE(numbers.insert(entry.find("number")->as_text()).second);
            REQUIRE(entry.find("body")->find("identity")->find("name")->as_text() == planted);
            REQUIRE(entry.find("language")->as_text() == "en");
        }
        return numbers;
    }
};

}

TEST_CASE("A transaction goes from the kiosk to the hub, opened there, once", "[hub][delivery][D2]")
{
    City city;
    city.serve(3);
    city.wait_until_archived(3);
    CHECK(city.at_hub().size() == 3);
}

TEST_CASE("With the hub away the kiosk works on, and delivers all of it when the hub is back", "[hub][delivery][D1]")
{
    City city;
    city.serve(1);
    city.wait_until_archived(1);
    city.hub.reset();
    city.serve(4);
    auto const away = city.wait_until([](auto const& changed) { return changed.hub == HubStanding::unreachable && changed.counts.waiting == 4; });
    CHECK_FALSE(away.story.empty());
    city.start_hub();
    city.courier->retry_now();
    city.wait_until_archived(5);
    CHECK(city.at_hub().size() == 5);
}

TEST_CASE("A cable pulled after the hub's commit and before its answer doubles nothing", "[hub][delivery][D2]")
{
    City city;
    city.wait_until([](auto const& changed) { return changed.hub == HubStanding::reachable; });
    for (int i = 0; i < 5; ++i) {
        city.cable.pull();
        city.serve(2);
        city.cable.plug();
        city.courier->retry_now();
    }
    city.wait_until_archived(10);
    CHECK(city.at_hub().size() == 10);
}

TEST_CASE("A kiosk that falls with records waiting delivers them after it is started again", "[hub][delivery][D1]")
{
    City city;
    city.cable.pull();
    city.serve(3);
    city.on_store([&] { (void)city.journal->commit(order()).value(); }); // under way when it falls
    city.end_kiosk();
    city.cable.plug();
    city.start_kiosk();
    city.wait_until_archived(4);
    CHECK(city.at_hub().size() == 4);
}

TEST_CASE("A hub restored from an old backup is filled again by its kiosks", "[hub][delivery][D4]")
{
    City city;
    city.hub.reset();
    city.start_hub(deploy::hub::Archiving::at_the_kiosks);
    city.serve(2);
    city.wait_until([](auto const& changed) { return changed.counts.received == 2; });
    city.hub.reset();
    auto const backup = city.office.folder / "backup";
    std::filesystem::copy(city.office.folder / "hub", backup, std::filesystem::copy_options::recursive);
    city.start_hub(deploy::hub::Archiving::at_the_kiosks);
    city.serve(3);
    city.courier->retry_now();
    city.wait_until([](auto const& changed) { return changed.counts.received == 5; });

    city.hub.reset();
    std::filesystem::remove_all(city.office.folder / "hub");
    std::filesystem::copy(backup, city.office.folder / "hub", std::filesystem::copy_options::recursive);
    city.start_hub();
    CHECK(city.at_hub().size() == 2);
    city.courier->retry_now();
    city.wait_until_archived(5);
    CHECK(city.at_hub().size() == 5);
}

TEST_CASE("A kiosk that runs on a copy of another's disk is told, and its records are kept", "[hub][delivery][D1]")
{
    City city;
    city.cable.pull();
    city.serve(1);
    city.end_kiosk();
    auto const state = city.office.folder / "state";
    auto const copy = city.office.folder / "copy";
    std::filesystem::copy(state, copy, std::filesystem::copy_options::recursive);
    city.cable.plug();
    city.start_kiosk();
    city.serve(1);
    city.wait_until_archived(2);
    city.end_kiosk();

    std::filesystem::remove_all(state);
    std::filesystem::copy(copy, state, std::filesystem::copy_options::recursive);
    city.cable.pull();
    city.start_kiosk();
    city.serve(2);
    city.cable.plug();
    city.courier->retry_now();
    auto const told = city.wait_until([](auto const& changed) { return changed.hub == HubStanding::refusing; });
    CHECK(told.story.find("copies of one disk") != std::string::npos);
    CHECK(told.counts.waiting + told.counts.received + told.counts.archived == 3);
    CHECK(city.at_hub().size() == 2);
}
