#pragma once
/// The civil clock of the city's place. Inner part of this folder.

#include "kiosk/base/core/result.h"
#include "kiosk/base/core/time.h"
#include "kiosk/glass/language/zone_rule.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kiosk::language {

/// Reads the machine's own zone files (TZif, RFC 8536), not ICU's: ICU 72 does not know Cairo's summer time of 2023
/// and later, and Debian keeps only the files up to date.
///
/// Threads: immutable.
class Zone {
public:
    /// The machine's own.
    Zone() = default;
    /// `name` as IANA writes it (`Africa/Cairo`); `absent` if there is no such zone. Empty: the machine's own.
    [[nodiscard]] static Result<Zone> of(std::string const& name);

    /// `bytes` of a TZif file of version 2 or later. Beyond its last transition (2037 in Debian's files) its rule holds.
    [[nodiscard]] static Result<Zone> from_bytes(std::string_view bytes);

    /// The moment moved so that reading it as UTC gives the civil time of the place.
    [[nodiscard]] WallTime local(WallTime moment) const;

private:
    struct Transition {
        std::int64_t from; ///< seconds since 1970, UTC
        std::int32_t offset;
    };
    bool m_machine = true;
    std::int32_t m_first_offset = 0;
    std::vector<Transition> m_transitions;
    std::optional<ZoneRule> m_rule;
};

}
