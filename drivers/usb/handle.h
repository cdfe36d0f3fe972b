#pragma once
/// An open device and the interfaces claimed from it.

#include "drivers/usb/completion.h"
#include "drivers/usb/description.h"
#include "kiosk/base/core/result.h"
#include "kiosk/base/core/time.h"

#include <cstdint>
#include <memory>
#include <span>

namespace drivers::usb {

class Door;

/// What to do with a driver of the kernel (usblp, pn533_usb, usbhid) that holds the interface.
enum class KernelDriver {
    leave,  ///< claiming is refused
    detach, ///< it is sent away and never comes back by our doing: a printer given back to usblp resets
    borrow, ///< it is sent away and attached again when the claim ends
};

/// The eight bytes of a control request without its length (USB 2.0, section 9.3).
struct ControlRequest {
    std::uint8_t request_type = 0; ///< bmRequestType without the direction bit, which the call sets
    std::uint8_t request = 0;
    std::uint16_t value = 0;
    std::uint16_t index = 0;
};

/// A claimed interface; releases it when it ends. Keeps the device open as long as it lives.
class Claim {
public:
    Claim(Claim&&) noexcept;
    Claim& operator=(Claim&&) noexcept;
    ~Claim();

    [[nodiscard]] std::uint8_t interface() const { return m_interface; }

    /// Blocks for as long as the kernel takes (at most its own 5 s).
    [[nodiscard]] kiosk::Result<void> choose_alternate(std::uint8_t alternate);

private:
    friend class Handle;
    Claim(std::shared_ptr<Door> door, std::uint8_t interface, KernelDriver policy);
    void release();
    std::shared_ptr<Door> m_door;
    std::uint8_t m_interface = 0;
    KernelDriver m_policy = KernelDriver::leave;
};

/// An open device. Transfers block their caller until they end, at the latest at the deadline.
///
/// The deadline is measured with the context's clock. A transfer that its deadline overtakes is called back, and the
/// call returns when the kernel has given it back (or after one second of real time, if it never does; its memory then
/// stays until it does). Buffers are wiped when they are let go: they may hold what a card told.
///
/// Threads: every call may come from any thread but the event thread (a call from there is a bug and ends the program).
/// Two calls on different endpoints run side by side; two on the same endpoint run in the order of their submission.
class Handle {
public:
    Handle(Handle&&) noexcept;
    Handle& operator=(Handle&&) noexcept;
    /// Ends every transfer in flight as `cancelled` and waits for them. The device is closed with its last claim or pump.
    ~Handle();

    [[nodiscard]] Description const& description() const;

    /// Before the first transfer on any of the interface's endpoints.
    /// `refused` if a kernel driver or another program holds it: the story names who, where that can be known, and the
    /// remedy. `absent` if the device is gone or has no such interface.
    [[nodiscard]] kiosk::Result<Claim> claim(std::uint8_t interface, KernelDriver policy);

    /// Sets the configuration only if another one is active: setting the same one again resets some devices.
    /// Before any claim. `refused` if an interface is held.
    [[nodiscard]] kiosk::Result<void> choose_configuration(std::uint8_t value);

    /// All of `bytes`, cut into packets. A completed transfer has taken them all; a stalled one as many as it says.
    [[nodiscard]] Completion bulk_out(std::uint8_t endpoint, std::span<std::uint8_t const> bytes, kiosk::Deadline deadline);
    /// At most `into.size()` bytes: until a short packet, or until `into` is full. To be safe from `overrun`, give a
    /// multiple of the endpoint's max_packet. An empty completion means "nothing yet, read again".
    [[nodiscard]] Completion bulk_in(std::uint8_t endpoint, std::span<std::uint8_t> into, kiosk::Deadline deadline);
    [[nodiscard]] Completion interrupt_in(std::uint8_t endpoint, std::span<std::uint8_t> into, kiosk::Deadline deadline);
    [[nodiscard]] Completion control_out(ControlRequest request, std::span<std::uint8_t const> bytes, kiosk::Deadline deadline);
    [[nodiscard]] Completion control_in(ControlRequest request, std::span<std::uint8_t> into, kiosk::Deadline deadline);

    /// Ends the halt of a stalled endpoint and sets its data toggle anew. No transfer may be in flight on it.
    /// Blocks for as long as the kernel takes (at most its own 5 s).
    [[nodiscard]] kiosk::Result<void> clear_halt(std::uint8_t endpoint);

    /// The port is reset; claims and alternate settings are restored. `absent` if the device comes back as another one:
    /// it then departs and arrives, and must be found again by its port. Blocks for as long as the kernel takes.
    [[nodiscard]] kiosk::Result<void> reset();

    /// Ends every transfer and pump in flight as `cancelled`, and every later one at once: how an owner gets a thread
    /// back that waits in one of the calls above.
    void shut();

private:
    friend class Device;
    friend class InPump;
    friend class OutPipe;
    explicit Handle(std::shared_ptr<Door> door) : m_door(std::move(door)) { }
    std::shared_ptr<Door> m_door; // shared with claims and pumps, so that none of them outlives the open device
};

}
