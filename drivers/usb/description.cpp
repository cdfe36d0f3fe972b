#include "drivers/usb/description.h"

#include <fmt/format.h>

#include <algorithm>

namespace drivers::usb {

Endpoint const* Interface::find(TransferKind kind, Direction direction) const
{
    auto const found = std::ranges::find_if(endpoints, [&](Endpoint const& endpoint) {
        return endpoint.kind == kind && endpoint.direction() == direction;
    });
    return found == endpoints.end() ? nullptr : &*found;
}

Bytes Interface::class_descriptor(std::uint8_t type) const
{
    // USB 2.0, 9.5: every descriptor begins with its length, which counts itself, and its type.
    for (std::size_t at = 0; at + 2 <= extra.size();) {
        std::size_t const length = extra[at];
        if (length < 2 || length > extra.size() - at)
            break;
        auto const begin = extra.begin() + static_cast<std::ptrdiff_t>(at);
        if (extra[at + 1] == type)
            return Bytes(begin, begin + static_cast<std::ptrdiff_t>(length));
        at += length;
    }
    return {};
}

Interface const* Description::find_class(std::uint8_t interface_class) const
{
    Interface const* best = nullptr;
    for (auto const& interface : interfaces) {
        if (interface.interface_class == interface_class && (!best || interface.alternate < best->alternate))
            best = &interface;
    }
    return best;
}

std::string Description::name() const
{
    std::string words;
    for (auto const* word : { &manufacturer, &product_name }) {
        if (!word->empty())
            words += " " + *word;
    }
    return fmt::format("{} ({:04x}:{:04x}{})", identity.port.text, vendor, product, words);
}

}
