#pragma once
/// What a transaction, or a later correction of it, becomes when its effects have ended: immutable bytes with one
/// place in the sequence. Whoever has this table can check a kiosk's audit without our code.
///
/// The bytes are JSON in the canonical form of RFC 8785, in UTF-8, without a line break. Unknown and missing members
/// are malformed, and so is every other spelling of the same value: equal records are equal bytes.
///
/// | member         | type    | meaning |
/// |----------------|---------|---------|
/// | `v`            | integer | version of this table: 1 |
/// | `kind`         | string  | `transaction`, or `correction`: a later change of a transaction's state |
/// | `id`           | string  | the transaction's id: 32 lower-case hexadecimal digits |
/// | `kiosk`        | string  | the kiosk's number: 4 digits |
/// | `epoch`        | string  | the journal's epoch: 32 lower-case hexadecimal digits |
/// | `seq`          | integer | place in the epoch: 1, 2, 3, … without gaps |
/// | `number`       | string  | the receipt's number: 12 digits, the last a check digit (Luhn) |
/// | `service`      | string  | the service's id, 1 to 64 of `a`-`z`, `0`-`9`, `-` |
/// | `amount`       | object or null | `{"currency":"EUR","minor_units":250}`; null if the service costs nothing |
/// | `state`        | string  | what happened to the receipt: `printed`, `notPrinted`, `printUnknown` |
/// | `committed_at` | string  | when the citizen confirmed, by the kiosk's clock: RFC 3339, UTC, milliseconds |
/// | `ended_at`     | string  | when `state` was known, by the kiosk's clock |
/// | `sealed_to`    | string  | `transaction`: name of the hub's key, 16 digits (see seal/box.h); `correction`: empty |
/// | `body`         | string  | `transaction`: the sealed body in base64; `correction`: empty |
///
/// Leaf = SHA-256 of one zero byte followed by the record's bytes (RFC 6962 section 2.1).

#include "kiosk/base/core/ids.h"
#include "kiosk/base/core/money.h"
#include "kiosk/base/core/result.h"
#include "kiosk/base/core/time.h"
#include "kiosk/trust/seal/hash.h"
#include "kiosk/trust/wire/address.h"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace kiosk::wire {

/// How a transaction's effects ended, from the printer's evidence.
enum class Outcome { printed, not_printed, print_unknown };
/// `printed`, `notPrinted`, `printUnknown`
[[nodiscard]] std::string_view to_string(Outcome outcome);

enum class RecordKind { transaction, correction };
[[nodiscard]] std::string_view to_string(RecordKind kind);

struct Record {
    RecordKind kind = RecordKind::transaction;
    TransactionId id;
    Stream stream;
    Seq seq = 0;
    ReceiptNumber number;
    std::string service;
    std::optional<Money> amount;
    Outcome state = Outcome::print_unknown;
    WallTime committed_at {};
    WallTime ended_at {};
    std::string sealed_to;
    std::string sealed_body; ///< the sealed bytes themselves; base64 only in the encoding
};

/// No record is longer; the sealed body of a visit is about 2 kB.
inline constexpr std::size_t most_record_bytes = 2 * 1024 * 1024;

/// True for what may stand as a service's id.
[[nodiscard]] bool is_service_id(std::string_view text);

[[nodiscard]] std::string encode(Record const& record);
/// `malformed`, naming the member and what was expected there.
[[nodiscard]] Result<Record> decode_record(std::string_view bytes);

[[nodiscard]] seal::Hash leaf_of(std::string_view record);

}
