#pragma once
/// The kiosk's real devices: found on USB, opened, followed when they come and go.
///
/// The first reader and the first printer (by port) that can be driven are used; the next one takes over when that one
/// is unplugged. A device that cannot be opened is tried again every 10 s (another program may let it go).

#include "drivers/escpos/profile.h"
#include "kiosk/service/devices/events.h"

#include <memory>

namespace kiosk::devices {

/// Threads: owns the usb thread and one strand for each kind of device (`reader`, `printer`); its functions may be called
/// from any other thread.
class Hardware final : public Counter {
public:
    /// `events` and `clock` must outlive it. `printer` is the profile to use whatever the printer says it is; null
    /// chooses by its vendor and product. A machine without USB or without devices is no error: that is told as events.
    Hardware(Mailbox<Event>& events, Clock const& clock, drivers::escpos::Profile const* printer = nullptr);
    /// Finishes the jobs that were handed over, lets go of the devices and joins the threads.
    ~Hardware() override;

    void want_card(Wanted wanted) override;
    void print(PrintJob job) override;
    [[nodiscard]] std::vector<Health> health() const override;

private:
    struct State;
    std::unique_ptr<State> m_state;
};

}
