#pragma once
/// The resident card: how it is asked and what its file means.
///
/// SELECT by name F0 53 48 55 42 42 41 4B 01, then READ BINARY of the file that this makes current, from offset 0. The
/// file is one BER-TLV template:
///
///     70  template
///         C1  number, 10 ASCII digits
///         C2  name in Latin script, UTF-8
///         C3  name in the resident's own script, UTF-8
///         C4  year of birth, 4 ASCII digits
///
/// The profile was made up for this project.

#include "drivers/ccid/reader.h"
#include "kiosk/service/devices/events.h"

namespace kiosk::devices {

/// The most bytes a file may have.
inline constexpr std::size_t most_file_bytes = 2048;

/// `malformed` names the data object, never its content: one that is missing, a number or year that is none, a name that
/// is empty, longer than 120 bytes, not UTF-8, or with control characters.
[[nodiscard]] Result<ResidentCard> decode_resident_file(drivers::iso7816::View file);

/// Reads the powered card to its end. Errors as Reader::transmit(), and `refused` if the card has no resident
/// application, `malformed` if its file is none.
[[nodiscard]] Result<ResidentCard> read_resident_card(drivers::ccid::Reader& reader, Deadline deadline);

}
