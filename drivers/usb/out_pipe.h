#pragma once
/// An OUT endpoint that takes bytes while its owner does something else: a printer is fed while its status is read.

#include "drivers/usb/completion.h"
#include "drivers/usb/handle.h"

#include <functional>
#include <memory>
#include <span>

namespace drivers::usb {

/// Transfers are queued and go out in the order in which they were sent. When one fails the others are called back: they
/// end as `cancelled`, and nobody knows how much the device has taken.
///
/// Threads: open, send, call_back and destroy from one thread, not the event thread. The callback runs on the event thread,
/// one at a time and in order, and must return at once (post a letter).
class OutPipe {
public:
    /// Called once for each send() that succeeded.
    using OnEnd = std::function<void(Completion)>;

    /// `endpoint` is a bulk OUT endpoint of a claimed interface. The open device is kept as long as the pipe lives.
    [[nodiscard]] static OutPipe open(Handle& handle, Endpoint const& endpoint, OnEnd on_end);

    OutPipe(OutPipe&&) noexcept;
    OutPipe& operator=(OutPipe&&) noexcept;
    /// Calls back what is in flight. Once this returns the callback is not called any more.
    ~OutPipe();

    /// Copies the bytes (they are wiped when the transfer ends) and returns at once. `absent` if the device is gone,
    /// `unreachable` if the kernel does not take the transfer.
    [[nodiscard]] kiosk::Result<void> send(std::span<std::uint8_t const> bytes);

    /// Asks for everything in flight to come back and waits until it has.
    void call_back();

private:
    struct State;
    explicit OutPipe(std::unique_ptr<State> state);
    std::unique_ptr<State> m_state;
};

}
