#pragma once
/// Writes descriptors as a device would send them (USB 2.0, section 9.6).

#include "drivers/virtual/virtual_device.h"

namespace drivers::virtuals {

struct DeviceWords {
    std::uint16_t vendor = 0;
    std::uint16_t product = 0;
    std::uint16_t release = 0x0100;
    std::string manufacturer; ///< ASCII; an empty one is left out
    std::string product_name;
    std::string serial;
};

struct EndpointWords {
    std::uint8_t address = 0;
    TransferKind kind = TransferKind::bulk;
    std::uint16_t max_packet = 64;
    std::uint8_t interval = 0;
};

struct InterfaceWords {
    std::uint8_t interface_class = 0;
    std::uint8_t subclass = 0;
    std::uint8_t protocol = 0;
    Bytes class_descriptor; ///< stands between the interface and its endpoints; may be empty
    std::vector<EndpointWords> endpoints;
};

/// A full-speed device with one configuration (value 1) and one interface (number 0).
[[nodiscard]] Descriptors describe(DeviceWords const& device, InterfaceWords const& interface);

/// Appends `value` in `bytes` bytes, lowest first, as USB counts.
void put(Bytes& to, std::uint64_t value, int bytes);

}
