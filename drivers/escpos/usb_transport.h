#pragma once
/// ESC/POS bytes over the USB printer class (1.1): the only file of this folder that knows drivers/usb.

#include "drivers/escpos/transport.h"
#include "drivers/usb/context.h"
#include "drivers/usb/in_pump.h"
#include "drivers/usb/out_pipe.h"
#include "kiosk/base/core/mailbox.h"

#include <atomic>
#include <functional>
#include <memory>
#include <optional>

namespace drivers::escpos {

/// The printer interface that can be listened to: class 7, subclass 1, with bulk pipes both ways, the bidirectional
/// protocol (2) before the others. Null if there is none.
[[nodiscard]] usb::Interface const* find_interface(usb::Description const& description);

class UsbTransport final : public Transport {
public:
    /// Claims the interface for the life of this object, sends usblp away and never brings it back. From then on the IN
    /// pipe is always read, and `on_happening` is called on the usb thread whenever wait() has something new: it must
    /// return at once. `absent` if the device has no such interface, `refused` if another program holds it.
    [[nodiscard]] static Result<std::unique_ptr<UsbTransport>> open(
        usb::Device const& device, std::function<void()> on_happening, kiosk::Clock const& clock);

    void send(View bytes) override;
    void call_back() override;
    [[nodiscard]] Happening wait(kiosk::Deadline deadline) override;
    [[nodiscard]] Result<void> clear_halts(kiosk::Deadline deadline) override;
    [[nodiscard]] Result<void> soft_reset(kiosk::Deadline deadline) override;

private:
    /// What the usb thread writes: shared with the callbacks of pump and pipe.
    struct Inbox {
        struct Letter {
            Happening happening;
            int generation; ///< of sends: news of what was called back is not told
        };
        kiosk::Mailbox<Letter> letters;
        std::atomic<int> generation { 0 };
        std::function<void()> on_happening;
        void post(Happening happening);
    };

    UsbTransport(usb::Handle handle, usb::Claim claim, usb::Interface const& interface, std::shared_ptr<Inbox> inbox, kiosk::Clock const& clock);
    Result<void> start_pump();

    usb::Handle m_handle;
    usb::Claim m_claim;
    usb::Endpoint m_in_endpoint;
    usb::Endpoint m_out_endpoint;
    std::uint8_t m_interface;
    std::shared_ptr<Inbox> m_inbox;
    kiosk::Clock const& m_clock;
    usb::OutPipe m_out;
    std::optional<usb::InPump> m_in;
};

}
