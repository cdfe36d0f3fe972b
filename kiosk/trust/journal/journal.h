#pragma once
/// The kiosk's durable record of transactions and their true state.
///
///                   commit()        printing()            ended(printed)
///        (nothing) ----------> committed -------> printing --------------> printed
///                                 |   ^              |  |   ended(not_printed)
///                                 |   |              |  +----------------> notPrinted --- printing(): once more
///                ended(not_printed)   |              |  ended(print_unknown)
///                                 |   |              +-------------------> printUnknown
///                                 v                  open() after a fall: printUnknown, for nobody saw the paper
///                             notPrinted
///             open() after a fall: notPrinted, for no job was sent
///
/// When a transaction's effects end, ended() turns it into one immutable record in the same commit; each later change
/// of its state is one more record, a correction. A record's place:
///
///         ended()         acknowledged(received)             acknowledged(archived)
///        --------> waiting --------------------> received ------------------------> archived: its bytes are let go,
///                     ^                              |                               its leaf hash stays
///                     +------------------------------+
///               the hub says it holds less than it did (restored from a backup)
///
/// Promises; each is held by the tests that carry its number as a tag:
///   J1  Once a call that changes something has returned, its effect survives loss of power; before that, either all
///       of it is there or nothing.
///   J2  No clear byte of a body reaches the file, its WAL or any other file: it is sealed to the hub's key first.
///   J3  A receipt number is given once, for ever: not again after a fall, nor when a new file takes the place of a
///       lost one (the file `<journal>.numbers` beside it knows how far numbers may have been given).
///   J4  After a fall between any two steps open() tells the truth: each transaction whose commit() returned is there
///       once, and each that was under way has a record.
///   J5  Sequence numbers of an epoch have no gaps, and a record's bytes never change.
///   J6  Only what is archived is let go, and a record that the hub rejected is kept even then.
///   J7  One durable change costs one fdatasync.
///   J8  A record whose bytes no longer match their hash is never handed out as a good one.
///   J9  The hub's marks are believed only as far as it has compared: up to what it received before, or what the
///       upload carried that it answers. On a copy of another kiosk's disk its marks would speak of other records.
///
/// Threads: lives on the store thread and is used from nowhere else.

#include "kiosk/base/core/ids.h"
#include "kiosk/base/core/money.h"
#include "kiosk/base/core/result.h"
#include "kiosk/base/core/secret.h"
#include "kiosk/base/core/time.h"
#include "kiosk/trust/wire/answer.h"
#include "kiosk/trust/wire/record.h"

#include <cstddef>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace kiosk::journal {

using Outcome = wire::Outcome;

enum class State { committed, printing, printed, not_printed, print_unknown };
/// `committed`, `printing`, `printed`, `notPrinted`, `printUnknown`
[[nodiscard]] std::string_view to_string(State state);

enum class Place { none, waiting, received, archived };
/// `none` (no record yet), `waiting`, `received`, `archived`
[[nodiscard]] std::string_view to_string(Place place);

/// Records by place, for the line that staff see. Each is in exactly one of the first three.
struct Counts {
    std::uint64_t waiting = 0;
    std::uint64_t received = 0;
    std::uint64_t archived = 0;
    std::uint64_t rejected = 0; ///< of all of them: kept, but the hub cannot use them
    bool operator==(Counts const&) const = default;
};

/// What open() found under way and brought to an end.
struct Recovered {
    std::size_t not_printed = 0;
    std::size_t print_unknown = 0;
};

/// What a citizen asks for. `body` is called once, on the store thread, and gives the clear body (JSON); it is sealed
/// and overwritten before anything is written.
struct Order {
    std::string service;
    std::optional<Money> amount;
    std::function<SecretText(ReceiptNumber const& number, SecretText const& secret)> body;
};

struct Committed {
    TransactionId id;
    ReceiptNumber number;
    SecretText secret; ///< eight characters, for the paper alone; the journal holds them only inside the sealed body
    WallTime at {};
};

/// Where one transaction stands now.
struct Standing {
    TransactionId id;
    ReceiptNumber number;
    std::string service;
    std::optional<Money> amount;
    State state = State::committed;
    Place place = Place::none; ///< of its latest record
    wire::Seq seq = 0;         ///< of its latest record; 0 while it has none
    WallTime committed_at {};
    WallTime changed_at {};
};

/// Records for the hub, oldest first.
struct Batch {
    wire::Stream stream;
    wire::Seq first = 0;
    std::vector<std::string> records; ///< their bytes; empty when nothing waits
    /// The one record here no longer matches its hash: it can only be put aside (`aside=1`), with its bytes.
    bool damaged = false;
    /// Watermarks as the journal knows them.
    wire::Seq received = 0;
    wire::Seq archived = 0;
};

struct Settings {
    std::filesystem::path file;    ///< made with its folder if it is not there; mode 0600
    wire::KioskNumber kiosk;       ///< must be the one the file was made for
    std::filesystem::path hub_key; ///< the hub's public key (seal/box.h); read once, at open()
    /// Called on the store thread after each durable change of the counts; may be empty.
    std::function<void(Counts const&)> changed {};
};

class Journal {
public:
    /// Opens or makes the file and brings what was under way to a truthful end.
    ///
    /// `absent` without the hub's key: nothing can be sealed, so nothing may be accepted, and the kiosk offers no
    ///   service that commits; the story says where the key must lie.
    /// `unreachable` if another program holds the file.
    /// `refused` if it belongs to another kiosk, or was written by a newer version; it is left as it is.
    /// `malformed` if it is damaged or not a journal; it is left as it is.
    ///
    /// `clock` must outlive the journal.
    [[nodiscard]] static Result<std::unique_ptr<Journal>> open(Settings settings, Clock const& clock);
    ~Journal();

    [[nodiscard]] Recovered const& recovered() const;
    [[nodiscard]] Epoch const& epoch() const;

    /// Takes the next receipt number, seals the body and appends the transaction, in one durable step. After it the
    /// transaction exists, whatever happens. `exhausted` if the disk is full or the numbers are used up, `refused`
    /// after a disk error; then nothing was kept and nothing may be charged or printed.
    [[nodiscard]] Result<Committed> commit(Order order);

    /// Call before the first byte goes to the printer: from here on a fall means printUnknown.
    [[nodiscard]] Result<void> printing(TransactionId const& id);

    /// The effects have ended: the outcome and the record, in one durable step. From `committed` only not_printed is
    /// possible. A second call without printing() between is a bug.
    [[nodiscard]] Result<void> ended(TransactionId const& id, Outcome outcome);

    /// The oldest records the hub does not hold, at most so many and (but for a single long one) so many bytes.
    [[nodiscard]] Result<Batch> waiting(std::size_t most_records, std::size_t most_bytes) const;

    /// What the hub holds now. `sent` is the last place of the upload that this answers, 0 if it was only asked: marks
    /// above `sent` and above what was received before wait for the upload that proves them. A `received` lower than before is believed: the hub was restored and is filled again.
    /// `malformed`, and nothing changes, if the marks cannot be true: above what was ever written, archived above
    /// received, or below what was already let go.
    [[nodiscard]] Result<void> acknowledged(wire::Stream const& stream, wire::Answer const& answer, wire::Seq sent);

    [[nodiscard]] Counts counts() const;
    /// `absent` if there is none.
    [[nodiscard]] Result<Standing> find(TransactionId const& id) const;
    [[nodiscard]] Result<Standing> find(ReceiptNumber const& number) const;
    /// Newest first.
    [[nodiscard]] Result<std::vector<Standing>> newest(std::size_t most) const;

private:
    struct Inside;
    explicit Journal(std::unique_ptr<Inside> inside);
    std::unique_ptr<Inside> m_inside;
};

}
