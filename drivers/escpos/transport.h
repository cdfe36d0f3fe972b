#pragma once
/// The bytes-only door to a printer: bytes out, while bytes come in. Everything above it runs in a test without USB.

#include "drivers/escpos/bytes.h"
#include "kiosk/base/core/time.h"

#include <string>
#include <variant>

namespace drivers::escpos {

/// The printer took the bytes of the oldest send() that was not yet told of.
struct Taken { };
/// The printer sent bytes.
struct Came {
    Bytes bytes;
};
/// A pipe is halted; nothing goes out before clear_halts().
struct Stalled { };
/// The printer was unplugged; final.
struct Gone { };
/// The bus failed in another way; what is on its way is lost.
struct Broken {
    std::string story;
};
/// The deadline came first.
struct Quiet { };
using Happening = std::variant<Taken, Came, Stalled, Gone, Broken, Quiet>;

/// Errors of the functions: `absent` the printer is gone; `unreachable` the deadline passed, or the bus gave up;
/// `refused` it said no (stall).
///
/// Kinds: UsbTransport, and the scripted conversations of the tests.
/// Threads: that of its printer.
class Transport {
public:
    virtual ~Transport() = default;

    /// Copies the bytes and returns at once; wait() tells when the printer has taken them. Bytes go out in order.
    virtual void send(View bytes) = 0;

    /// Calls back everything that was sent and not told as taken. Nobody knows how much of it the printer has.
    virtual void call_back() = 0;

    /// What happened next, in order. What came while nobody waited is kept.
    [[nodiscard]] virtual Happening wait(kiosk::Deadline deadline) = 0;

    /// Ends the halt of both pipes. Nothing may be on its way out.
    [[nodiscard]] virtual Result<void> clear_halts(kiosk::Deadline deadline) = 0;

    /// SOFT_RESET of the printer class (1.1 §4.2.3): empties the printer's buffers. Optional: many printers refuse it.
    [[nodiscard]] virtual Result<void> soft_reset(kiosk::Deadline deadline) = 0;
};

}
