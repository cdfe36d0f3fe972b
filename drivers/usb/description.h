#pragma once
/// What a USB device says it is: its descriptors, read once when it arrives.
///
/// Source: USB 2.0, section 9.6. Values keep the standard's meaning; byte order is already the machine's.

#include <compare>
#include <cstdint>
#include <string>
#include <vector>

namespace drivers::usb {

/// Bytes as they go over the wire.
using Bytes = std::vector<std::uint8_t>;

/// Where a device is plugged in: bus and ports from the root hub on, as Linux writes it (`1-2.3`). It stays the same
/// over unplugging, resets and reboots; the address does not, and never appears outside this folder.
struct PortPath {
    std::string text;
    auto operator<=>(PortPath const&) const = default;
};

/// The place and, where the device has one, the serial number: what a device is known by.
struct Identity {
    PortPath port;
    std::string serial; ///< empty if the device has none
    bool operator==(Identity const&) const = default;
};

enum class Direction { out, in };
enum class TransferKind { control, isochronous, bulk, interrupt };

struct Endpoint {
    std::uint8_t address = 0; ///< bEndpointAddress; the top bit is the direction
    TransferKind kind = TransferKind::bulk;
    std::uint16_t max_packet = 0; ///< bytes in one packet, 1 to 1024
    std::uint8_t interval = 0;    ///< bInterval, in frames or microframes

    [[nodiscard]] Direction direction() const { return (address & 0x80) != 0 ? Direction::in : Direction::out; }
    bool operator==(Endpoint const&) const = default;
};

/// One alternate setting of one interface.
struct Interface {
    std::uint8_t number = 0;
    std::uint8_t alternate = 0;
    std::uint8_t interface_class = 0;
    std::uint8_t subclass = 0;
    std::uint8_t protocol = 0;
    std::vector<Endpoint> endpoints;
    /// The class and vendor descriptors that stand after this interface or after one of its endpoints, each with its
    /// length and type byte, in the order in which they came: the CCID class descriptor is found here.
    Bytes extra;

    /// The first endpoint of this kind and direction, or null.
    [[nodiscard]] Endpoint const* find(TransferKind kind, Direction direction) const;
    /// The first descriptor of `type` in `extra`, with its length and type byte; empty if there is none.
    [[nodiscard]] Bytes class_descriptor(std::uint8_t type) const;
    bool operator==(Interface const&) const = default;
};

struct Description {
    Identity identity;
    std::uint16_t vendor = 0;
    std::uint16_t product = 0;
    std::uint16_t release = 0; ///< bcdDevice
    std::uint8_t device_class = 0;
    std::uint8_t configuration = 0; ///< value of the configuration that the interfaces below belong to
    std::string manufacturer;       ///< UTF-8; empty if the device has none
    std::string product_name;       ///< UTF-8; empty if the device has none
    std::vector<Interface> interfaces; ///< every alternate setting, in descriptor order

    /// The first interface (lowest alternate setting first) of this class, or null.
    [[nodiscard]] Interface const* find_class(std::uint8_t interface_class) const;
    /// `1-2 (04b8:0e15 EPSON TM-T20)`: how stories name the device.
    [[nodiscard]] std::string name() const;
};

}
