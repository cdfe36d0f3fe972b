#pragma once
/// Where a record stands: kiosk, epoch, sequence number. A position in the address makes an upload idempotent for
/// ever: the same bytes at the same position are the same record, other bytes are a fork.

#include "kiosk/base/core/ids.h"
#include "kiosk/base/core/result.h"

#include <compare>
#include <cstdint>
#include <string>
#include <string_view>

namespace kiosk::wire {

/// The city's number for one kiosk, 0 to 9999; the first four digits of its receipts. Written `0042`.
class KioskNumber {
public:
    [[nodiscard]] static Result<KioskNumber> of(std::int64_t value);
    [[nodiscard]] static Result<KioskNumber> from_text(std::string_view text);
    [[nodiscard]] std::uint32_t value() const { return m_value; }
    [[nodiscard]] std::string text() const;
    auto operator<=>(KioskNumber const&) const = default;

private:
    explicit KioskNumber(std::uint32_t value) : m_value(value) { }
    std::uint32_t m_value;
};

/// Place in the sequence of one epoch, from 1 without gaps; 0 as a watermark is "none yet".
using Seq = std::uint64_t;
/// The largest that fits a database's integer and a JSON number exactly (2^53 - 1).
inline constexpr Seq most_seq = 9007199254740991;

/// One sequence of records: one life of one kiosk's journal.
struct Stream {
    KioskNumber kiosk;
    Epoch epoch;
    auto operator<=>(Stream const&) const = default;
};

/// What `…/records` is asked to do.
struct RecordsAddress {
    Stream stream;
    Seq from = 0;       ///< position of the first record of the body; 0 when asked for the watermark only
    bool aside = false; ///< `aside=1`: keep this one record although it cannot be read
};

/// `/v1/kiosks/0042/epochs/<32 digits>/records?from=7`, with `&aside=1`; without a query when `from` is 0.
[[nodiscard]] std::string to_target(RecordsAddress const& address);
/// `malformed`, naming the part that is wrong, for anything to_target() would not have written.
[[nodiscard]] Result<RecordsAddress> records_address(std::string_view target);

}
