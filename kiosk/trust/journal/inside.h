#pragma once
/// What a Journal holds: shared by the half that faces the visit (journal.cpp) and the half that faces the hub
/// (outbox.cpp), and by nobody else.

#include "kiosk/trust/journal/journal.h"
#include "kiosk/trust/journal/numbers.h"
#include "kiosk/trust/seal/box.h"
#include "kiosk/trust/store/database.h"

namespace kiosk::journal {

[[nodiscard]] inline std::int64_t to_sql(WallTime moment) { return moment.time_since_epoch().count(); }
[[nodiscard]] inline WallTime from_sql(std::int64_t milliseconds) { return WallTime(std::chrono::milliseconds(milliseconds)); }
[[nodiscard]] inline std::int64_t to_sql(wire::Seq seq) { return static_cast<std::int64_t>(seq); }

enum class Event { printing, ended_printed, ended_not_printed, ended_print_unknown };

/// A transaction's row, as it is in the file.
struct Row {
    std::int64_t ordinal = 0;
    Standing standing;
    std::string sealed_to;
    std::optional<std::string> sealed_body; ///< nothing once a record carries it
};

struct Journal::Inside {
    Settings settings;
    Clock const& clock;
    seal::PublicKey hub_key;
    store::Database database;
    Numbers numbers;
    Epoch epoch = Epoch::make(); ///< of the last row of `epochs`
    std::int64_t epoch_ordinal = 0;
    std::uint32_t next_counter = 0;
    Recovered recovered {};
    Counts counts {};

    /// What the file says, or a first row and epoch for a new one.
    Result<void> take_up();
    Result<void> begin_epoch();
    Result<void> keep_counter();
    /// What a fall left under way ends as the truth: no job was sent, or nobody saw whether paper came.
    Result<void> recover();
    /// The state of the transaction and, once its effects have ended, its record; inside a store::Transaction.
    Result<void> move(Row const& row, Event event);
    /// The same in one durable step.
    Result<void> move(TransactionId const& id, Event event);
    /// `which` is the condition of a WHERE with one place.
    Result<Row> find(std::string_view which, std::string_view value);
    /// Counts the records by place, and tells when that changed.
    Result<void> recount();
};

}
