#pragma once
/// The kiosk's real devices: found on USB, opened, followed when they come and go.
///
/// The first reader and the first printer (by port) that can be driven are used; the next one takes over when that one
/// is unplugged. A device that cannot be opened is tried again every 10 s (another program may let it go).

#include "kiosk/service/devices/card_slot.h"
#include "kiosk/service/devices/events.h"
#include "kiosk/service/devices/receipt_printer.h"

#include <memory>

namespace kiosk::devices {

/// How patient the kiosk is with its devices, and which printer it expects.
struct HardwareSettings {
    /// The profile to use whatever the printer says it is; null chooses by its vendor and product. Must outlive it.
    drivers::escpos::Profile const* printer_profile = nullptr;
    drivers::ccid::Limits reader_limits = {};
    SlotTimes slot_times = {};
    drivers::escpos::Limits printer_limits = {};
    PrinterTimes printer_times = {};
};

/// Threads: owns the usb thread and one strand for each kind of device (`reader`, `printer`); its functions may be called
/// from any other thread.
class Hardware final : public Counter {
public:
    /// `events` and `clock` must outlive it. A machine without USB or without devices is no error: that is told as events.
    Hardware(Mailbox<Event>& events, Clock const& clock, HardwareSettings const& settings = {});
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
