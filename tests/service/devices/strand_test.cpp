#include "kiosk/service/devices/strand.h"
#include "tests/doubles/clock.h"

#include <atomic>
#include <catch2/catch.hpp>
#include <optional>
#include <vector>

using namespace kiosk;
using namespace kiosk::devices;

namespace {

/// Writes down what is done with it.
struct Recorded final : Tended {
    explicit Recorded(Clock const& the_clock) : clock(the_clock), due(Deadline::after(clock, std::chrono::hours(1))) { }
    [[nodiscard]] Deadline next_look() const override { return due; }
    void look() override
    {
        done.post("look");
        due = Deadline::after(clock, std::chrono::hours(1));
    }
    void leave() override { done.post("leave"); }

    Clock const& clock;
    Deadline due;
    Mailbox<std::string> done;
};

}

TEST_CASE("a strand does what was posted, in order, then leaves, and does nothing after", "[devices]")
{
    SystemClock const clock;
    Recorded device(clock);
    Strand strand("test", device, clock);
    for (auto const* word : { "one", "two", "three" })
        strand.post([&device, word] { device.done.post(word); });
    strand.stop();
    strand.post([&device] { device.done.post("never"); });
    std::vector<std::string> done;
    while (auto word = device.done.take())
        done.push_back(*word);
    CHECK(done == std::vector<std::string> { "one", "two", "three", "leave" });
}

TEST_CASE("a strand looks at its device when it is time, also when nobody asks", "[devices]")
{
    SystemClock const clock;
    Recorded device(clock);
    Strand strand("test", device, clock);
    strand.post([&] { device.due = Deadline::after(clock, std::chrono::milliseconds(1)); });
    CHECK(device.done.wait_until(Deadline::after(clock, std::chrono::seconds(10)), clock) == "look");
    CHECK_FALSE(device.done.take());
}
