#pragma once
/// An IN endpoint that is always read.
///
/// A printer whose status nobody reads has been seen to freeze for 20 minutes; a reader's slot changes come when they
/// come. The pump keeps transfers posted from its start until it is told to stop or the device ends it.

#include "drivers/usb/completion.h"
#include "drivers/usb/handle.h"

#include <cstdint>
#include <functional>
#include <memory>
#include <span>

namespace drivers::usb {

/// Threads: start and destroy from any thread but the event thread; both callbacks run on the event thread, one at a
/// time, and must return at once (post a letter).
class InPump {
public:
    /// What one transfer brought, in order, never empty. The bytes are wiped when the call returns.
    using OnBytes = std::function<void(std::span<std::uint8_t const>)>;
    /// Called once, after the last OnBytes, when the pump has ended by itself: `stalled` (clear the halt and start
    /// another pump), `unplugged`, `overrun`, `broken`, or `cancelled` by Handle::shut(). Not called when the pump is
    /// destroyed first.
    using OnEnd = std::function<void(Completion)>;

    /// `endpoint` is a bulk or interrupt IN endpoint of a claimed interface. Each transfer asks for one packet, so that
    /// nothing waits in the kernel for a short one. A device that keeps answering with nothing is asked every 10 ms.
    [[nodiscard]] static kiosk::Result<InPump> start(Handle& handle, Endpoint const& endpoint, OnBytes on_bytes, OnEnd on_end);

    InPump(InPump&&) noexcept;
    InPump& operator=(InPump&&) noexcept;
    /// Once this returns neither callback is called any more.
    ~InPump();

private:
    struct State;
    explicit InPump(std::unique_ptr<State> state);
    void stop();
    std::unique_ptr<State> m_state;
};

}
