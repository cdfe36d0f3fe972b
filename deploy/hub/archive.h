#pragma once
/// What the hub keeps of every kiosk, without saying in which database.
///
/// Verbs only, no SQL: the same conformance suite runs against every implementation. SQLite is the one for up to a
/// thousand kiosks (sqlite_archive.h).
///
/// Promises; each is held by the tests that carry its number as a tag:
///   H1  What append() has answered survives loss of power.
///   H2  The same record at the same place, any number of times, has the effect of once.
///   H3  Other bytes at a place that is taken change nothing and are told as a fork.
///   H4  A stream has no gaps: a record is kept only when all before it are.
///   H5  Bytes put aside are kept as they came, with their place.
///
/// Threads: each implementation lives on one thread (the hub's store thread).

#include "kiosk/base/core/result.h"
#include "kiosk/base/core/time.h"
#include "kiosk/trust/wire/address.h"
#include "kiosk/trust/wire/record.h"

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace deploy::hub {

namespace wire = kiosk::wire;

/// One record as it came, and what it says if it can be read.
struct Arrival {
    std::string_view bytes;
    std::optional<wire::Record> record; ///< nothing for bytes that are put aside
};

/// Where a stream stands after an append, whether or not something was kept.
struct Appended {
    enum class Outcome {
        kept, ///< all of it is held now
        gap,  ///< records before it are missing; nothing was kept
        fork, ///< at `fork` other bytes are held; nothing was kept
    };
    Outcome outcome = Outcome::kept;
    wire::Seq received = 0;
    wire::Seq fork = 0;
};

struct StreamStanding {
    wire::Stream stream;
    wire::Seq received = 0;
    std::uint64_t aside = 0;       ///< of the received
    kiosk::WallTime last_record {}; ///< when the last one came
};

/// A transaction as its record and corrections tell it.
struct Stored {
    wire::Record record;           ///< with `state` after the last correction
    kiosk::WallTime received_at {};
};

struct StateCount {
    wire::KioskNumber kiosk;
    wire::Outcome state;
    std::uint64_t transactions = 0;
};

struct ArchiveHealth {
    std::string database; ///< `sqlite`
    std::uint64_t records = 0;
    std::uint64_t transactions = 0;
};

class Archive {
public:
    virtual ~Archive() = default;

    /// All of `arrivals` in one durable step, at `first`, `first` + 1, …, or nothing of it. Those that are held already
    /// are compared. Each arrival with a record must say its own place.
    [[nodiscard]] virtual kiosk::Result<Appended> append(wire::Stream const& stream, wire::Seq first, std::span<Arrival const> arrivals, kiosk::WallTime now) = 0;

    /// The place up to which the stream is held; 0 for one never heard of.
    [[nodiscard]] virtual kiosk::Result<wire::Seq> watermark(wire::Stream const& stream) = 0;
    [[nodiscard]] virtual kiosk::Result<std::vector<StreamStanding>> streams() = 0;

    /// Oldest arrival first, each transaction once. `each` is called for one after the other, so that a long archive
    /// need not fit into memory.
    [[nodiscard]] virtual kiosk::Result<void> read(std::function<void(Stored)> const& each) = 0;
    [[nodiscard]] virtual kiosk::Result<std::vector<StateCount>> count_states() = 0;

    [[nodiscard]] virtual kiosk::Result<ArchiveHealth> health() = 0;
};

}
