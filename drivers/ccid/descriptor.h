#pragma once
/// What a reader says it can do (USB CCID 1.1, §5.1), and what that means for driving it. Pure.

#include "drivers/ccid/message.h"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace drivers::ccid {

/// The fields of the class descriptor that a driver needs, with the standard's meaning.
struct ClassDescriptor {
    std::uint16_t version = 0;         ///< bcdCCID
    std::uint8_t last_slot = 0;        ///< bMaxSlotIndex
    std::uint8_t voltages = 0;         ///< bVoltageSupport: 1 = 5 V, 2 = 3 V, 4 = 1.8 V
    std::uint32_t protocols = 0;       ///< dwProtocols: 1 = T=0, 2 = T=1
    std::uint32_t default_clock_khz = 0; ///< dwDefaultClock
    std::uint32_t maximum_clock_khz = 0; ///< dwMaximumClock
    std::uint32_t data_rate = 0;       ///< dwDataRate, bit/s
    std::uint32_t maximum_data_rate = 0; ///< dwMaxDataRate, bit/s
    std::uint32_t maximum_ifsd = 0;    ///< dwMaxIFSD
    std::uint32_t features = 0;        ///< dwFeatures
    std::uint32_t maximum_message = 0; ///< dwMaxCCIDMessageLength, the header included
    std::uint8_t busy_slots = 1;       ///< bMaxCCIDBusySlots
    bool operator==(ClassDescriptor const&) const = default;
};

inline constexpr std::uint8_t class_descriptor_type = 0x21;
inline constexpr std::size_t class_descriptor_size = 54;

/// `malformed`: not 54 bytes, or its own length byte says otherwise, or another descriptor type.
[[nodiscard]] Result<ClassDescriptor> decode_class_descriptor(View bytes);

/// The endpoints that an interface has beside the control pipe.
enum class Pipes { none, control_and_interrupt, bulk, bulk_and_interrupt };

/// dwFeatures, the level at which reader and host exchange (§5.1, §3.2).
enum class Exchange { character, tpdu, short_apdu, extended_apdu };

/// How a reader tells that a card came or went.
enum class SlotEvents { interrupt_and_poll, poll };

/// A reader that can be driven, and how.
struct Capabilities {
    Exchange exchange = Exchange::short_apdu;
    std::uint8_t slots = 1;
    /// dwMaxCCIDMessageLength.
    std::size_t message_bytes = 0;
    /// The same rounded up to whole 64-byte packets: what an IN buffer must hold.
    std::size_t buffer_bytes = 0;
    SlotEvents slot_events = SlotEvents::poll;
    /// The IFSD that the host must negotiate for T=1; nothing if the reader does so, or needs none.
    std::optional<std::uint32_t> ifsd = {};
    /// In the order in which they are tried: from the lowest. Only `automatic` if the reader chooses.
    std::vector<Voltage> voltages = {};
    /// An extended APDU does not always fit into one message and is then sent in pieces (wLevelParameter).
    bool chaining = false;
};

/// Why a reader cannot be driven.
struct Undrivable {
    enum class Reason {
        iccd,        ///< a token with card inside that speaks ICCD, not CCID: no bulk pipes and none expected
        no_bulk,     ///< bulk IN or bulk OUT is missing
        implausible, ///< a field that no working reader can have
    };
    Reason reason;
    std::string field; ///< of an implausible one: `protocols`, `voltage_support`, `features`, `max_ifsd`, `max_message_length`
    /// `iccd`, `no-bulk`, `implausible:FIELD`
    [[nodiscard]] std::string code() const;
};

/// What the descriptor and the pipes mean, by §5.1. Says nothing about what this driver supports (reader.h).
[[nodiscard]] std::expected<Capabilities, Undrivable> classify(ClassDescriptor const& descriptor, Pipes pipes);

/// `extended`, `short`, `tpdu`, `character`
[[nodiscard]] std::string_view to_string(Exchange exchange);

}
