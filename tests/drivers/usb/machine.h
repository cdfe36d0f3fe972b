#pragma once
/// A machine with USB for one test: a testbed, a context, and what the context told.

#include "drivers/usb/context.h"
#include "drivers/virtual/testbed.h"
#include "kiosk/base/core/mailbox.h"

#include <catch2/catch.hpp>

#include <chrono>
#include <optional>

namespace doubles {

class Machine {
public:
    explicit Machine(kiosk::Clock const& clock) : testbed(open_testbed()), m_clock(clock) { }

    /// Starts USB; devices plugged in before are told as arrivals at once.
    void start()
    {
        auto opened = drivers::usb::Context::open(m_clock, [this](drivers::usb::Hotplug event) { m_events.post(std::move(event)); });
        if (!opened)
            FAIL(opened.error().story);
        context.emplace(std::move(*opened));
    }
    /// The next event of this kind; a test fails after five seconds without one, or on one of another kind.
    template <typename Event>
    Event next()
    {
        auto const give_up = std::chrono::steady_clock::now() + std::chrono::seconds(5);
        for (;;) {
            if (auto event = m_events.take()) {
                auto* const wanted = std::get_if<Event>(&*event);
                if (!wanted)
                    FAIL("another kind of event came: " << event->index());
                return std::move(*wanted);
            }
            if (std::chrono::steady_clock::now() > give_up)
                FAIL("no event came");
            std::this_thread::sleep_for(std::chrono::milliseconds(1));
        }
    }
    [[nodiscard]] bool silent() { return !m_events.take().has_value(); }

    drivers::virtuals::Testbed testbed;
    std::optional<drivers::usb::Context> context;

private:
    static drivers::virtuals::Testbed open_testbed()
    {
        auto opened = drivers::virtuals::Testbed::open();
        if (!opened)
            FAIL(opened.error().story);
        return std::move(*opened);
    }
    kiosk::Clock const& m_clock;
    kiosk::Mailbox<drivers::usb::Hotplug> m_events;
};

}
