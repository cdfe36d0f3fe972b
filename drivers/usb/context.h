#pragma once
/// The USB world of this process: what is plugged in, what arrives, what leaves.
///
///     auto context = TRY(usb::Context::open(clock, [&](usb::Hotplug event) { mailbox.post(std::move(event)); }));
///
/// Over libusb 1.0.26, asynchronous transfers only (its synchronous ones have a race that 1.0.27 mends). On a machine
/// without udevd (a container) departures are still noticed, arrivals are not: libusb learns of them from udev.

#include "drivers/usb/description.h"
#include "drivers/usb/handle.h"
#include "kiosk/base/core/result.h"
#include "kiosk/base/core/time.h"

#include <functional>
#include <memory>
#include <variant>
#include <vector>

namespace drivers::usb {

/// A device that was there when this value was made. Copies are cheap and may outlive the context; opening then fails.
///
/// Threads: may be used from any; open() not from the event thread.
class Device {
public:
    [[nodiscard]] Description const& description() const;

    /// `refused` if this user may not (the story names the udev rule), `absent` if it has been unplugged.
    [[nodiscard]] kiosk::Result<Handle> open() const;

private:
    friend class Context;
    struct State;
    explicit Device(std::shared_ptr<State const> state) : m_state(std::move(state)) { }
    std::shared_ptr<State const> m_state; // shared: one device is named in letters to several threads
};

struct Arrived {
    Device device;
};
struct Departed {
    Identity identity;
};
/// It is plugged in, but its descriptors make no sense; it cannot be opened. A Departed follows when it is unplugged.
struct Unreadable {
    Identity identity;
    kiosk::Error error;
};
using Hotplug = std::variant<Arrived, Departed, Unreadable>;

/// Promises; each is held by the tests that carry its number as a tag:
///   U1  Every arrival is followed by exactly one departure before the next arrival at the same port.
///   U2  Devices present at the start are told as arrivals before open() returns.
///   U3  No transfer outlives its memory: a transfer is released in its own callback and nowhere else.
///   U4  A blocking call returns at its deadline, or at the latest one second after it where the kernel does not give
///       the transfer back.
///   U5  Unplugging ends every transfer of the device with `unplugged`.
///
/// Threads: owns the event thread (`usb`). All callbacks run on it and must return at once; they may post letters,
/// copy devices, and nothing that waits. devices() may be called from any thread.
class Context {
public:
    using Listener = std::function<void(Hotplug)>;

    /// Hubs are left out. `clock` must outlive the context. `refused` if libusb cannot start (no /dev/bus/usb, no
    /// permission to listen for events).
    [[nodiscard]] static kiosk::Result<Context> open(kiosk::Clock const& clock, Listener listener);

    Context(Context&&) noexcept;
    Context& operator=(Context&&) noexcept;
    /// Every handle must have been closed. The listener is not called any more once this returns.
    ~Context();

    /// What is plugged in now, by port.
    [[nodiscard]] std::vector<Device> devices() const;

private:
    struct State;
    explicit Context(std::unique_ptr<State> state);
    std::unique_ptr<State> m_state;
};

}
