#pragma once
/// A smart-card reader with one card slot, at short- or extended-APDU level (CCID 1.1 §3.2.2).
///
///                     a command's time is over, a stall, a lost message
///            ready ------------------------------------------------------> stuck
///              ^                                                             |
///              |   recover(): abort, else clear the halts and abort again    |
///              +-------------------------------------------------------------+
///              |                                                             | no rung helped, `most_recoveries` times
///              |  transport: absent                                          v
///              +------------> gone  (final)                             maintenance  (final)
///
/// Promises; each is held by the tests that carry its number as a tag:
///   R1  A reply counts only if its type, slot and sequence are those of the command; every other one is dropped and
///       counted. A late answer is never taken for a later command's.
///   R2  No call lasts beyond its deadline, whatever the reader sends. Time extensions count within it.
///   R3  A stuck reader is brought back, or is named `maintenance`; it is never used half-way.
///   R4  SELECT of a payment application never reaches the card.
///   R5  The card that left during a command is told as such, not as a fault of the reader.
///
/// Other levels (TPDU, character) are refused by open(): they need T=1 and T=0 on the host's side.

#include "drivers/ccid/descriptor.h"
#include "drivers/ccid/message.h"
#include "drivers/ccid/transport.h"
#include "drivers/iso7816/apdu.h"
#include "drivers/iso7816/atr.h"
#include "kiosk/base/core/time.h"

#include <memory>

namespace drivers::ccid {

enum class Condition {
    ready,
    stuck,       ///< brought back at the start of the next call, or by recover()
    gone,        ///< unplugged; open another one
    maintenance, ///< it is there and cannot be brought back; unplugging may help
};

/// How long a reader may take. Every call has a deadline of its own besides.
struct Limits {
    kiosk::Duration command = std::chrono::seconds(10);     ///< for one reply, anew after each time extension
    kiosk::Duration ceiling = std::chrono::seconds(60);     ///< for one reply, all time extensions together
    kiosk::Duration status = std::chrono::milliseconds(500); ///< for a slot status
    kiosk::Duration rung = std::chrono::milliseconds(500);  ///< for one attempt at recovery
    int most_recoveries = 3;                                ///< failed ones in a row, before `maintenance`
};

/// For the technician and the tests.
struct Counters {
    int stale = 0;      ///< replies that answered another command
    int nonsense = 0;   ///< messages that were no replies
    int extensions = 0; ///< time extensions granted
    int recoveries = 0; ///< times the reader was brought back
};

/// Threads: one, that of its device strand. Every call may wait until its deadline.
class Reader {
public:
    /// `clock` must outlive the reader. `refused`, with the story for the technician, for a level that is not
    /// supported.
    [[nodiscard]] static Result<std::unique_ptr<Reader>> open(
        std::unique_ptr<Transport> transport, Capabilities const& capabilities, Limits const& limits, kiosk::Clock const& clock);

    // Errors of the calls below, once condition() is `ready` still: `absent` no card, or it left; `unreachable` the card
    // is mute or lost the contact; `refused` the reader or this driver will not do that with this card; `malformed` what
    // the card said makes no sense. With any other condition() it is the reader that failed.

    /// Asks for the slot's status (§6.1.3).
    [[nodiscard]] Result<CardPower> look(kiosk::Deadline deadline);

    /// Gives the card power, trying the voltages in turn (§6.1.1), and reads its answer to reset.
    [[nodiscard]] Result<iso7816::Atr> power_on(kiosk::Deadline deadline);

    [[nodiscard]] Result<void> power_off(kiosk::Deadline deadline);

    /// Sends a command to the powered card and reads the whole response: 61xx and 6Cxx are followed, a response in
    /// pieces is put together. The response's status word may be anything; that is no error.
    [[nodiscard]] Result<iso7816::Response> transmit(iso7816::Command const& command, kiosk::Deadline deadline);

    /// Brings a stuck reader back (R3); does nothing to a ready one.
    [[nodiscard]] Result<void> recover(kiosk::Deadline deadline);

    [[nodiscard]] Condition condition() const { return m_condition; }
    [[nodiscard]] Counters const& counters() const { return m_counters; }

private:
    Reader(std::unique_ptr<Transport> transport, Capabilities const& capabilities, Limits const& limits, kiosk::Clock const& clock);

    enum class Rung { abort, clear_halts };

    Result<void> be_ready(kiosk::Deadline deadline);
    Result<void> climb(Rung rung, kiosk::Deadline deadline);
    Result<void> abort_all(kiosk::Deadline deadline);
    Result<Reply> exchange(CommandType type, Address address, View message, kiosk::Duration limit, kiosk::Deadline deadline);
    Result<Reply> matching_reply(CommandType type, Address address, kiosk::Duration limit, kiosk::Deadline deadline);
    Result<Reply> transfer(Chain chain, View bytes, kiosk::Deadline deadline);
    Result<Bytes> transfer_apdu(View apdu, kiosk::Deadline deadline);
    Result<iso7816::Response> transmit_once(iso7816::Command const& command, kiosk::Deadline deadline);
    std::unexpected<kiosk::Error> lost(kiosk::Error error);
    std::unexpected<kiosk::Error> slot_failure(CommandType type, Reply const& reply);
    [[nodiscard]] kiosk::Deadline within(kiosk::Duration span, kiosk::Deadline deadline) const;
    [[nodiscard]] Address next_address();

    std::unique_ptr<Transport> m_transport;
    Capabilities m_capabilities;
    Limits m_limits;
    kiosk::Clock const& m_clock;
    Condition m_condition = Condition::ready;
    Counters m_counters;
    std::uint8_t m_slot = 0;
    std::uint8_t m_sequence = 0;
    int m_failed_recoveries = 0;
};

}
