#include "drivers/ccid/descriptor.h"

#include <fmt/format.h>

namespace drivers::ccid {

namespace {

// dwFeatures (§5.1).
constexpr std::uint32_t automatic_voltage = 0x00000008;
constexpr std::uint32_t automatic_ifsd = 0x00000400;
constexpr std::uint32_t level_bits = 0x00070000;
constexpr std::uint32_t level_tpdu = 0x00010000;
constexpr std::uint32_t level_short = 0x00020000;
constexpr std::uint32_t level_extended = 0x00040000;

/// The longest extended APDU, 65544 bytes (§6.1.4), with its header.
constexpr std::size_t longest_message = header_size + 65544;
constexpr std::size_t packet = 64;

std::uint32_t number_at(View bytes, std::size_t offset)
{
    return static_cast<std::uint32_t>(bytes[offset]) | static_cast<std::uint32_t>(bytes[offset + 1]) << 8
        | static_cast<std::uint32_t>(bytes[offset + 2]) << 16 | static_cast<std::uint32_t>(bytes[offset + 3]) << 24;
}

std::unexpected<Undrivable> implausible(std::string field)
{
    return std::unexpected(Undrivable { Undrivable::Reason::implausible, std::move(field) });
}

}

Result<ClassDescriptor> decode_class_descriptor(View bytes)
{
    if (bytes.size() != class_descriptor_size || bytes[0] != class_descriptor_size)
        return kiosk::failed(Failure::malformed,
            fmt::format("CCID class descriptor offset 0: expected {} bytes, saw {}", class_descriptor_size, bytes.size()));
    if (bytes[1] != class_descriptor_type)
        return kiosk::failed(Failure::malformed, fmt::format("CCID class descriptor offset 1: expected type 21, saw {:02X}", bytes[1]));
    return ClassDescriptor {
        .version = static_cast<std::uint16_t>(bytes[2] | bytes[3] << 8),
        .last_slot = bytes[4],
        .voltages = bytes[5],
        .protocols = number_at(bytes, 6),
        .default_clock_khz = number_at(bytes, 10),
        .maximum_clock_khz = number_at(bytes, 14),
        .data_rate = number_at(bytes, 19),
        .maximum_data_rate = number_at(bytes, 23),
        .maximum_ifsd = number_at(bytes, 28),
        .features = number_at(bytes, 40),
        .maximum_message = number_at(bytes, 44),
        .busy_slots = bytes[53],
    };
}

std::string Undrivable::code() const
{
    switch (reason) {
    case Reason::iccd: return "iccd";
    case Reason::no_bulk: return "no-bulk";
    case Reason::implausible: return "implausible:" + field;
    }
    kiosk::verify(false, "every reason has a code");
    return {};
}

std::expected<Capabilities, Undrivable> classify(ClassDescriptor const& descriptor, Pipes pipes)
{
    if (pipes == Pipes::none)
        return std::unexpected(Undrivable { Undrivable::Reason::iccd, {} });
    if (pipes == Pipes::control_and_interrupt)
        return std::unexpected(Undrivable { Undrivable::Reason::no_bulk, {} });
    if ((descriptor.protocols & 3) == 0)
        return implausible("protocols");

    Capabilities can;
    switch (descriptor.features & level_bits) {
    case 0: can.exchange = Exchange::character; break;
    case level_tpdu: can.exchange = Exchange::tpdu; break;
    case level_short: can.exchange = Exchange::short_apdu; break;
    case level_extended: can.exchange = Exchange::extended_apdu; break;
    default: return implausible("features"); // §5.1: only one level may be selected
    }

    if (descriptor.features & automatic_voltage) {
        can.voltages = { Voltage::automatic };
    } else {
        if (descriptor.voltages & 4)
            can.voltages.push_back(Voltage::volts_1_8);
        if (descriptor.voltages & 2)
            can.voltages.push_back(Voltage::volts_3);
        if (descriptor.voltages & 1)
            can.voltages.push_back(Voltage::volts_5);
        if (can.voltages.empty())
            return implausible("voltage_support");
    }

    // A message must carry at least an ATR; the most is the longest extended APDU, and some round that up.
    if (descriptor.maximum_message < header_size + 33 || descriptor.maximum_message > 2 * longest_message)
        return implausible("max_message_length");
    can.message_bytes = descriptor.maximum_message;
    can.buffer_bytes = (can.message_bytes + packet - 1) / packet * packet;
    can.chaining = can.exchange == Exchange::extended_apdu && can.message_bytes < longest_message;

    if (can.exchange == Exchange::tpdu && !(descriptor.features & automatic_ifsd)) {
        if ((descriptor.protocols & 2) && descriptor.maximum_ifsd == 0)
            return implausible("max_ifsd");
        can.ifsd = descriptor.maximum_ifsd;
    }
    can.slots = static_cast<std::uint8_t>(descriptor.last_slot == 0xFF ? 0xFF : descriptor.last_slot + 1);
    can.slot_events = pipes == Pipes::bulk_and_interrupt ? SlotEvents::interrupt_and_poll : SlotEvents::poll;
    return can;
}

std::string_view to_string(Exchange exchange)
{
    switch (exchange) {
    case Exchange::character: return "character";
    case Exchange::tpdu: return "tpdu";
    case Exchange::short_apdu: return "short";
    case Exchange::extended_apdu: return "extended";
    }
    kiosk::verify(false, "every exchange level has a name");
    return {};
}

}
