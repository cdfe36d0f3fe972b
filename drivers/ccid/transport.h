#pragma once
/// The bytes-only door to a reader: whole CCID messages in and out. Everything above it runs in a test without USB.

#include "drivers/ccid/message.h"
#include "kiosk/base/core/time.h"

namespace drivers::ccid {

/// Errors of every function: `absent` the reader is gone; `unreachable` the deadline passed, or the bus gave up;
/// `refused` a pipe is halted (stall); `malformed` the reader sent what cannot be a message.
///
/// Kinds: UsbTransport, and the scripted conversations of the tests.
/// Threads: that of its reader.
class Transport {
public:
    virtual ~Transport() = default;

    /// Sends one whole message. After an error nobody knows how much of it the reader has: never continue it.
    [[nodiscard]] virtual Result<void> send(View message, kiosk::Deadline deadline) = 0;

    /// The next message, whole as its dwLength says, whatever it answers.
    [[nodiscard]] virtual Result<Bytes> receive(kiosk::Deadline deadline) = 0;

    /// The class request ABORT on the control pipe (CCID 1.1 §5.3.1): the first half of an abort.
    [[nodiscard]] virtual Result<void> request_abort(Address address, kiosk::Deadline deadline) = 0;

    /// Ends the halt of both bulk pipes and forgets every half message.
    [[nodiscard]] virtual Result<void> clear_halts(kiosk::Deadline deadline) = 0;
};

}
