#pragma once
/// Where readers differ from the standard or from the common case: rows of data with their evidence, never an `if`.

#include "kiosk/base/core/time.h"

#include <cstdint>
#include <span>
#include <string_view>

namespace drivers::ccid {

/// What a row changes. Zero changes nothing.
struct Quirk {
    std::uint16_t vendor;
    std::uint16_t product;
    std::uint16_t first_release; ///< bcdDevice, this one included
    std::uint16_t last_release;
    /// How long the reader may take for a slot status.
    std::chrono::milliseconds status_limit;
    std::string_view what;     ///< for the technician
    std::string_view evidence; ///< how we know
};

[[nodiscard]] std::span<Quirk const> all_quirks();

/// The row of this reader, or null.
[[nodiscard]] Quirk const* quirk_of(std::uint16_t vendor, std::uint16_t product, std::uint16_t release);

}
