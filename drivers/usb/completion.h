#pragma once
/// How one transfer ended.

#include "kiosk/base/core/result.h"

#include <cstddef>
#include <optional>
#include <string_view>

namespace drivers::usb {

enum class Ending {
    completed,       ///< the device took or gave what there was; an IN may be shorter than asked, or empty
    stalled,         ///< the endpoint is halted (clear_halt() ends it), or the control request was refused
    overrun,         ///< the device sent more than was asked for (babble)
    deadline_passed, ///< the deadline came first and the transfer was called back
    cancelled,       ///< called back by Handle::shut() or by the end of a pump
    unplugged,       ///< the device is gone
    broken,          ///< the bus or the kernel gave up; `detail` says how
};

[[nodiscard]] std::string_view to_string(Ending ending);

struct Completion {
    Ending ending = Ending::broken;
    /// Bytes that went over the wire. Nothing after `deadline_passed`, `cancelled`, `unplugged` and `broken`: controllers
    /// were measured to report all, some and none of the bytes that the device had taken, so that nothing may be
    /// resumed from such a count.
    std::optional<std::size_t> bytes;
    /// Where the kernel or libusb says more; lives for ever.
    std::string_view detail;

    [[nodiscard]] bool good() const { return ending == Ending::completed; }
};

/// The count of a completed transfer, else an error that begins with `doing` ("sending to 1-2"):
/// `absent` unplugged, `unreachable` deadline passed, cancelled or broken, `refused` stalled, `malformed` overrun.
[[nodiscard]] kiosk::Result<std::size_t> bytes_of(Completion const& completion, std::string_view doing);

}
