#pragma once
/// One transfer between a host and a virtual device, as a transport hands it over.

#include <array>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <vector>

namespace drivers::virtuals {

using Bytes = std::vector<std::uint8_t>;

enum class TransferKind { interrupt, control, bulk };

enum class TransferStatus {
    pending,
    done,
    stalled,
    overflow,   ///< the device sent more than the host asked for
    too_short,  ///< less came than a host that forbids short transfers wanted
    no_endpoint,
    cancelled,
    unplugged,
};

struct Transfer {
    TransferKind kind = TransferKind::bulk;
    std::uint8_t endpoint = 0;             ///< with the direction in the top bit; 0 for control
    std::array<std::uint8_t, 8> setup {};  ///< control only
    Bytes buffer;                          ///< OUT: what the host sends; IN: its size is what the host asks for
    bool short_is_error = false;

    TransferStatus status = TransferStatus::pending;
    std::size_t actual = 0; ///< bytes over the wire so far
    /// Called once, on whatever thread ended it, without any lock of the device.
    std::function<void(Transfer&)> on_end;

    // The device's own notes.
    bool counted = false;
    std::size_t swallowed_from = SIZE_MAX; ///< bytes from here on never reach the device (a `short` fault)
};

using TransferPointer = std::shared_ptr<Transfer>; // shared by the transport's client and the device's queue

}
