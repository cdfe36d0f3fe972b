#include "kiosk/service/devices/bay.h"
#include "drivers/virtual/card_reader.h"
#include "tests/doubles/clock.h"
#include "tests/drivers/usb/machine.h"

#include <catch2/catch.hpp>

using namespace kiosk;
using namespace kiosk::devices;
using namespace std::chrono_literals;

namespace {

/// A device that is not there: nothing to look at, and the time for that is long past.
class Nothing final : public Tended {
public:
    explicit Nothing(Clock const& clock) : m_due(Deadline::after(clock, 0s)) { }
    [[nodiscard]] Deadline next_look() const override { return m_due; }
    void look() override { ++looks; }
    void leave() override { }
    int looks = 0;

private:
    Deadline m_due;
};

}

TEST_CASE("a device that cannot be opened is tried every ten seconds, and not in between", "[devices]")
{
    doubles::AdvanceableClock clock;
    SystemClock const real;
    doubles::Machine machine(real);
    REQUIRE(machine.testbed.plug("1-1", std::make_shared<drivers::virtuals::CardReader>()));
    machine.start();

    int tries = 0;
    Bay bay({
        .fits = [](drivers::usb::Description const&) { return true; },
        .take = [&](drivers::usb::Device const&) -> Result<void> {
            ++tries;
            return failed(Failure::refused, "another program holds it");
        },
        .let_go = [] { },
        .none = [](drivers::usb::Device const*, std::optional<Error>) { },
    });
    Nothing nothing(clock);
    BayKeeper keeper(nothing, bay, clock);
    bay.arrived(machine.next<drivers::usb::Arrived>().device);
    REQUIRE(tries == 1);
    clock.advance(25h);
    for (int round = 2; round < 5; ++round) {
        CHECK(keeper.next_look().passed(clock));
        keeper.look();
        CHECK(tries == round);
        CHECK(keeper.next_look().left(clock) == 10s);
        clock.advance(10s);
    }
    CHECK(nothing.looks == 0);

    REQUIRE(machine.testbed.unplug("1-1"));
    bay.departed(machine.next<drivers::usb::Departed>().identity);
    keeper.look();
    CHECK(nothing.looks == 1);
}
