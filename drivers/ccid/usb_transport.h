#pragma once
/// CCID messages over USB bulk pipes: the only file of this folder that knows drivers/usb.

#include "drivers/ccid/descriptor.h"
#include "drivers/ccid/quirks.h"
#include "drivers/ccid/transport.h"
#include "drivers/usb/context.h"
#include "drivers/usb/in_pump.h"
#include "kiosk/base/core/mailbox.h"

#include <atomic>
#include <functional>
#include <memory>
#include <optional>

namespace drivers::ccid {

/// The CCID interface of a device, or null: class 0x0B, or a vendor's class with a CCID class descriptor (26 readers of
/// the field are of that kind).
[[nodiscard]] usb::Interface const* find_interface(usb::Description const& description);

/// What that interface's descriptors say. `refused`, with the reason, for a reader that cannot be driven; `malformed`
/// for a class descriptor that is none.
[[nodiscard]] Result<Capabilities> capabilities_of(usb::Interface const& interface);

class UsbTransport final : public Transport {
public:
    /// Claims the reader's interface, and sends away a driver of the kernel that holds it (pn533_usb holds some). From
    /// then on `on_notice` is called for each message of the interrupt pipe, on the usb thread: it must return at once.
    /// `refused` if another program holds the reader.
    [[nodiscard]] static Result<std::unique_ptr<UsbTransport>> open(
        usb::Device const& device, Capabilities const& capabilities, std::function<void()> const& on_notice, kiosk::Clock const& clock);

    [[nodiscard]] Result<void> send(View message, kiosk::Deadline deadline) override;
    [[nodiscard]] Result<Bytes> receive(kiosk::Deadline deadline) override;
    [[nodiscard]] Result<void> request_abort(Address address, kiosk::Deadline deadline) override;
    [[nodiscard]] Result<void> clear_halts(kiosk::Deadline deadline) override;

    /// What the oldest notice not yet taken says of slot 0, or nothing. Notices that speak of no slot are not kept.
    /// Threads: as the transport.
    [[nodiscard]] std::optional<SlotNotice> take_notice() { return m_slot_notices.take(); }

    /// Whether on_notice can still be called: there is an interrupt pipe and it works.
    [[nodiscard]] bool gives_notice() const { return m_gives_notice->load(); }

private:
    UsbTransport(usb::Handle handle, usb::Claim claim, usb::Interface const& interface, Capabilities const& capabilities, kiosk::Clock const& clock);
    [[nodiscard]] Result<std::size_t> read_packets(std::span<std::uint8_t> into, kiosk::Deadline deadline);

    usb::Handle m_handle;
    usb::Claim m_claim;
    usb::Endpoint m_out;
    usb::Endpoint m_in;
    std::uint8_t m_interface;
    std::size_t m_message_bytes;
    kiosk::Clock const& m_clock;
    /// Shared with the pump's callbacks on the usb thread.
    std::shared_ptr<std::atomic<bool>> m_gives_notice = std::make_shared<std::atomic<bool>>(false);
    kiosk::Mailbox<SlotNotice> m_slot_notices; ///< posted on the usb thread
    std::optional<usb::InPump> m_pump;         ///< last: it posts to the members above
};

}
