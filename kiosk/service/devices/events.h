#pragma once
/// What the kiosk's hardware tells, and what is asked of it, in the kiosk's own words (XFS4IoT's where it has
/// them). Plain values and one interface: nothing here knows USB, so that the stage can be written, replayed and
/// tested without a device.
///
///        stage (glass thread)                             a strand for each device
///      Counter::want_card, print   ------------------>   reads, prints
///      Mailbox<devices::Event>     <------------------   events, in the order in which they happened

#include "kiosk/base/core/bitmap.h"
#include "kiosk/base/core/mailbox.h"
#include "kiosk/base/core/secret.h"
#include "kiosk/base/core/time.h"

#include <compare>
#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace kiosk::devices {

/// XFS4IoT Common.Status, DeviceStatus.
enum class DeviceStatus {
    online,
    offline, ///< it is there and answers, and cannot work now (cover open, no paper)
    power_off,
    no_device, ///< none is plugged in
    hardware_error,
    user_error,
    device_busy, ///< another program or kernel driver holds it
    fraud_attempt,
    potential_fraud,
    starting,
};

/// XFS4IoT's error actions: what has to be done before it works again.
enum class ErrorAction {
    none,
    reset,
    software_error,
    configuration,
    clear,       ///< staff can do it: paper, a stuck card, a cover
    maintenance, ///< a technician
    suspend,     ///< the device recovers by itself
};

/// XFS4IoT Printer, paper supply.
enum class Paper { unknown, full, low, out, jammed };

/// What the resident card says. Made up for this project; see resident_card.h for the file.
struct ResidentCard {
    SecretText number;      ///< 10 digits
    SecretText latin_name;  ///< UTF-8
    SecretText native_name; ///< UTF-8, in the resident's own script
    int birth_year;         ///< 1000 to 9999
};

/// A card is in the slot. Told whether or not a visit wants one.
struct CardInserted { };

/// The slot is empty, or its reader is gone and nobody knows what is in it.
struct CardRemoved { };

/// The card that is in the slot was read to its end. Only while a card is wanted, once for each want and card.
struct CardRead {
    ResidentCard card;
};

enum class CardFailure {
    wrong_card,            ///< a working card without the resident application, or with a file that is not one
    mute,                  ///< no answer to reset: put in the wrong way round, dirty or broken
    removed_while_reading, ///< CardRemoved follows
    reader_fault,          ///< the reader, not the card: ReaderChanged says what becomes of it
};

/// The card that is in the slot could not be read. `story` is for the log and never names what is on the card.
struct CardFailed {
    CardFailure kind;
    std::string story;
};

/// The reader came, went, or changed how well it works. One comes for the first look, also when none is there.
struct ReaderChanged {
    DeviceStatus status;
    ErrorAction action = ErrorAction::none;
    std::string story;
};

/// The printer came, went, opened, ran low or out, … One comes for the first look, also when none is there.
/// `status` online means: a job would be started now.
struct PrinterChanged {
    DeviceStatus status;
    Paper paper = Paper::unknown;
    ErrorAction action = ErrorAction::none;
    std::string story;
};

/// Names one print job; whoever asks chooses it and meets it again in PrintEnded.
struct JobId {
    std::uint64_t value = 0;
    auto operator<=>(JobId const&) const = default;
};

enum class PrintOutcome {
    printed,     ///< the printer itself said, after the cut, that it had done everything before it
    not_printed, ///< no dot of it is on paper
    unknown,     ///< some of it, or all, may be on paper and nobody can say
};

enum class PrintReason {
    none,
    no_device,     ///< no printer when the job came
    paper_out,
    paper_jammed,
    cover_open,
    cutter_error,
    hardware_error, ///< the printer reports a fault of its own
    unplugged,      ///< it went away, or lost power, during the job
    no_answer,      ///< it stopped answering or taking bytes
    late,           ///< the job's deadline came first
    sheet_refused,  ///< the sheet does not fit this printer's paper
};

/// The end of a job; every job that was handed over has exactly one, not later than its deadline plus a moment.
struct PrintEnded {
    JobId id;
    PrintOutcome outcome;
    PrintReason reason;
    std::string story;
};

/// Somebody plugged the ear-piece in, or pulled it out.
struct EarPieceChanged {
    enum class Plug { in, out };
    Plug plug;
};

using Event = std::variant<CardInserted, CardRemoved, CardRead, CardFailed, ReaderChanged, PrinterChanged, PrintEnded, EarPieceChanged>;

/// A device as the doctor and the rest screen show it.
struct Health {
    std::string part;   ///< `card_reader`, `receipt_printer`
    std::string device; ///< what it calls itself and where it is plugged in; empty if there is none
    DeviceStatus status;
    ErrorAction action;
    std::string seen;   ///< for the technician: what is the matter, or what works
    std::string remedy; ///< what to do; empty if nothing has to be done
};

enum class Wanted { no, yes };

/// One sheet on its way to paper. The sheet's memory is wiped when the job has ended.
struct PrintJob {
    JobId id;
    Dots sheet;
    Deadline deadline;
};

/// What a visit asks of the hardware. Devices that are not there are no error: they are told as events.
///
/// Kinds: devices::Hardware (real devices), the stage's practice table, doubles of tests.
/// Threads: every function from any thread; none waits for a device.
class Counter {
public:
    virtual ~Counter() = default;

    /// While a card is wanted, the card in the slot is read: at once if it is already there, else when it comes.
    /// Every change from `no` to `yes` is one new want, so that a retry is `no`, then `yes`.
    virtual void want_card(Wanted wanted) = 0;

    /// Takes the sheet and answers with one PrintEnded. Jobs are done one after the other.
    virtual void print(PrintJob job) = 0;

    /// One for each kind of device that a kiosk can have, also for those that are not there.
    [[nodiscard]] virtual std::vector<Health> health() const = 0;
};

/// The spelling of XFS4IoT and of the logs: `noDevice`, `clear`, `out`, `notPrinted`, ….
[[nodiscard]] std::string_view to_string(DeviceStatus status);
[[nodiscard]] std::string_view to_string(ErrorAction action);
[[nodiscard]] std::string_view to_string(Paper paper);
[[nodiscard]] std::string_view to_string(CardFailure kind);
[[nodiscard]] std::string_view to_string(PrintOutcome outcome);
[[nodiscard]] std::string_view to_string(PrintReason reason);

}
