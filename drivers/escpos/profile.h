#pragma once
/// How receipt printers differ: rows of data with their evidence, never an `if`.

#include <cstdint>
#include <span>
#include <string_view>

namespace drivers::escpos {

/// How a printer says that it has done everything that was sent before. One that cannot is not driven: no job on it
/// could ever end as `printed`.
enum class Barrier {
    paper_sensor, ///< GS r 1 is answered when its turn comes
    process_id,   ///< GS ( H fn 48: the answer carries an id of ours
};

/// GS V, function B: feeds to the cutter by itself.
enum class Cut : std::uint8_t { full = 65, partial = 66, none = 0 };

enum class Asb { no, yes };

struct Profile {
    std::string_view name;
    std::uint16_t vendor;  ///< 0 fits every vendor
    std::uint16_t product; ///< 0 fits every product
    int dots;              ///< in one row
    int dpi;               ///< of the head, both ways; also the unit of feeds (GS P)
    int band_rows;         ///< dot rows in one raster command, at most 128
    int window;            ///< bands that may be sent and not yet acknowledged; bounds what an interrupted job can print later
    Barrier barrier;
    Asb asb; ///< it tells changes by itself (GS a)
    Cut cut;
    std::string_view evidence;
};

[[nodiscard]] std::span<Profile const> all_profiles();

/// The row that fits best: by vendor and product, then by vendor, then the general one.
[[nodiscard]] Profile const& profile_of(std::uint16_t vendor, std::uint16_t product);
/// Null if there is none of that name.
[[nodiscard]] Profile const* profile_named(std::string_view name);

}
