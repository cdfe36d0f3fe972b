#pragma once
/// What a status word means and what it asks for next. ISO/IEC 7816-4:2005 §5.1.3.

#include "drivers/iso7816/apdu.h"

#include <optional>
#include <string>

namespace drivers::iso7816 {

/// Tables 5 and 6 of §5.1.3, as far as a caller does something different.
enum class Meaning {
    done,         ///< 9000
    more,         ///< 61xx: the rest waits for GET RESPONSE
    wrong_length, ///< 6Cxx: ask again with the Ne in SW2
    warning,      ///< 62xx, 63xx: done, with a reservation
    not_found,    ///< 6A82, 6A83, 6A88: the card works and has no such thing
    denied,       ///< 6982, 6983, 6984, 6985: the card works and says no
    failed,       ///< everything else
};
[[nodiscard]] Meaning meaning_of(StatusWord status);

/// The command to send next, before the response is whole:
/// 61xx: GET RESPONSE (7816-4 §7.6.1, 7816-3 §12.2.1) in the class of `command`, without its chaining bit;
/// 6Cxx: `command` again with Ne = SW2 (7816-4 §5.1.3); 00 means 256.
/// Nothing for every other status, and nothing for a 6Cxx that asks for the Ne which the command already had.
[[nodiscard]] std::optional<Command> follow_up(Command const& command, StatusWord status);

/// `6A82: file or application not found`; for the technician.
[[nodiscard]] std::string story_of(StatusWord status);

}
