#pragma once
/// What can be made to go wrong with a virtual device, and when.

#include <cstdint>
#include <optional>
#include <string_view>

namespace drivers::virtuals {

/// What happens to the transfer that the fault meets. "OUT" is what the host sends (bulk), "IN" a message that the
/// device sends (bulk or interrupt).
enum class FaultKind {
    stall,       ///< OUT, IN: the endpoint halts until the host clears it, and the message is lost; control: refused
    cut_short,   ///< OUT: the second half never arrives; IN: the second half is never sent. Its word is `short`
    babble,      ///< the next IN is longer than the host asked for
    nak,         ///< the endpoint is busy for ever (until the device is plugged in anew, or `fault clear`)
    late,        ///< the next IN is held back until the host sends something else: a stale answer
    duplicate,   ///< the next IN is sent twice
    power_cycle, ///< the device loses power and comes back, as if unplugged and plugged in
    unplug,      ///< the device goes and stays away until it is plugged in
};

[[nodiscard]] std::string_view to_string(FaultKind kind);
[[nodiscard]] std::optional<FaultKind> fault_kind_of(std::string_view word);

struct Fault {
    enum class Unit {
        transfer, ///< bulk and interrupt messages in both directions and class requests
        byte,     ///< bytes of bulk OUT
    };
    FaultKind kind = FaultKind::stall;
    Unit unit = Unit::transfer;
    /// Counted from the moment it was armed: 1 is the next transfer; or the first byte that is still taken before it
    /// happens (0: before the next one).
    std::uint64_t at = 1;
};

}
