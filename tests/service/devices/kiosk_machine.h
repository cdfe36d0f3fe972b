#pragma once
/// A kiosk's hardware in one process: virtual devices on a testbed, the real drivers through the real libusb, and the
/// events that they post.

#include "drivers/virtual/testbed.h"
#include "kiosk/service/devices/hardware.h"
#include "tests/service/devices/mail.h"

#include <catch2/catch.hpp>
#include <chrono>
#include <optional>

namespace doubles {

class KioskMachine {
public:
    KioskMachine() : testbed(open_testbed()) { }

    /// Devices plugged in before are found.
    void start(kiosk::devices::HardwareSettings const& settings = {}) { hardware.emplace(events, clock, settings); }

    /// The next event, as words; a test fails after ten seconds without one.
    std::string next()
    {
        auto event = events.wait_until(kiosk::Deadline::after(clock, std::chrono::seconds(10)), clock);
        return event ? word_of(*event) : "nothing came";
    }
    /// As next(), for the event that carries more than words.
    kiosk::devices::Event next_event()
    {
        auto event = events.wait_until(kiosk::Deadline::after(clock, std::chrono::seconds(10)), clock);
        REQUIRE(event);
        return std::move(*event);
    }
    /// The first two events: each strand tells what it found, in whichever order.
    std::string first_looks()
    {
        auto one = next();
        auto other = next();
        return one < other ? other + " " + one : one + " " + other;
    }

    kiosk::SystemClock clock;
    kiosk::Mailbox<kiosk::devices::Event> events;
    drivers::virtuals::Testbed testbed;
    std::optional<kiosk::devices::Hardware> hardware; ///< ends before the testbed

private:
    static drivers::virtuals::Testbed open_testbed()
    {
        auto opened = drivers::virtuals::Testbed::open();
        if (!opened)
            FAIL(opened.error().story);
        return std::move(*opened);
    }
};

}
