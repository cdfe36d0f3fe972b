#include "drivers/virtual/descriptors.h"

namespace drivers::virtuals {

void put(Bytes& to, std::uint64_t value, int bytes)
{
    for (int i = 0; i < bytes; ++i)
        to.push_back(static_cast<std::uint8_t>(value >> (8 * i)));
}

Descriptors describe(DeviceWords const& device, InterfaceWords const& interface)
{
    Descriptors made;
    auto const string_index = [&](std::string const& text) -> std::uint8_t {
        if (text.empty())
            return 0;
        made.strings.push_back(text);
        return static_cast<std::uint8_t>(made.strings.size());
    };

    auto& bytes = made.device;
    bytes = { 18, 1, 0x00, 0x02, 0, 0, 0, 64 };
    put(bytes, device.vendor, 2);
    put(bytes, device.product, 2);
    put(bytes, device.release, 2);
    bytes.push_back(string_index(device.manufacturer));
    bytes.push_back(string_index(device.product_name));
    bytes.push_back(string_index(device.serial));
    bytes.push_back(1);

    auto const endpoints = static_cast<std::uint8_t>(interface.endpoints.size());
    Bytes inner { 9, 4, 0, 0, endpoints, interface.interface_class, interface.subclass, interface.protocol, 0 };
    inner.insert(inner.end(), interface.class_descriptor.begin(), interface.class_descriptor.end());
    for (auto const& endpoint : interface.endpoints) {
        std::uint8_t const attributes = endpoint.kind == TransferKind::interrupt ? 3 : 2;
        inner.insert(inner.end(), { 7, 5, endpoint.address, attributes });
        put(inner, endpoint.max_packet, 2);
        inner.push_back(endpoint.interval);
    }
    auto& configuration = made.configuration;
    configuration = { 9, 2 };
    put(configuration, 9 + inner.size(), 2);
    constexpr std::uint8_t self_powered = 0xc0;
    configuration.insert(configuration.end(), { 1, 1, 0, self_powered, 1 });
    configuration.insert(configuration.end(), inner.begin(), inner.end());
    return made;
}

}
