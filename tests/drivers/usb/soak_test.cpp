#include "tests/drivers/usb/loopback_device.h"
#include "tests/drivers/usb/machine.h"

#include <catch2/catch.hpp>

#include <filesystem>
#include <future>
#include <iterator>
#include <random>

using namespace drivers;
using namespace std::chrono_literals;
using kiosk::Deadline;

namespace {

std::ptrdiff_t entries(char const* folder)
{
    return std::distance(std::filesystem::directory_iterator(folder), std::filesystem::directory_iterator());
}

}

TEST_CASE("devices that come and go in the middle of transfers leave nothing behind", "[usb][U1][U3][U5]")
{
    kiosk::SystemClock const clock;
    doubles::Machine machine(clock);
    machine.start();
    auto const device = std::make_shared<doubles::LoopbackDevice>();
    std::mt19937 random(5);
    std::ptrdiff_t files = 0;
    std::ptrdiff_t threads = 0;
    constexpr int cycles = 60;
    for (int cycle = 0; cycle < cycles; ++cycle) {
        // Somewhere in a transfer of 600 bytes, or right after it.
        device->disarm();
        device->arm({ virtuals::FaultKind::unplug, virtuals::Fault::Unit::byte, random() % 600 });
        REQUIRE(machine.testbed.plug("1-4", device));
        {
            auto handle = machine.next<usb::Arrived>().device.open();
            REQUIRE(handle);
            auto const claim = handle->claim(0, usb::KernelDriver::leave);
            REQUIRE(claim);
            auto const sent = handle->bulk_out(0x01, usb::Bytes(600, 1), Deadline::after(clock, 5s));
            CHECK(sent.ending == usb::Ending::unplugged);
            std::ignore = machine.next<usb::Departed>();
        }
        machine.testbed.settle();
        if (cycle == cycles / 3) {
            files = entries("/proc/self/fd");
            threads = entries("/proc/self/task");
        }
    }
    CHECK(machine.silent());
    CHECK(machine.context->devices().empty());
    // A terminal may be on its way out when it is counted.
    CHECK(entries("/proc/self/fd") <= files + 2);
    CHECK(entries("/proc/self/task") == threads);
}
