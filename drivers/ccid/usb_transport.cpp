#include "drivers/ccid/usb_transport.h"

#include <algorithm>
#include <fmt/format.h>

namespace drivers::ccid {

using kiosk::Deadline;
using kiosk::failed;

namespace {

constexpr std::uint8_t smart_card_class = 0x0B;
constexpr std::uint8_t vendor_class = 0xFF;

std::size_t rounded_up(std::size_t count, std::size_t unit)
{
    return (count + unit - 1) / unit * unit;
}

}

usb::Interface const* find_interface(usb::Description const& description)
{
    if (auto const* interface = description.find_class(smart_card_class))
        return interface;
    auto const found = std::ranges::find_if(description.interfaces, [](usb::Interface const& interface) {
        return interface.interface_class == vendor_class && interface.class_descriptor(class_descriptor_type).size() == class_descriptor_size;
    });
    return found == description.interfaces.end() ? nullptr : &*found;
}

Result<Capabilities> capabilities_of(usb::Interface const& interface)
{
    auto const out = interface.find(usb::TransferKind::bulk, usb::Direction::out);
    auto const in = interface.find(usb::TransferKind::bulk, usb::Direction::in);
    auto const notice = interface.find(usb::TransferKind::interrupt, usb::Direction::in);
    auto const pipes = interface.endpoints.size() < 2 ? Pipes::none
        : !out || !in                                 ? Pipes::control_and_interrupt
        : notice                                      ? Pipes::bulk_and_interrupt
                                                      : Pipes::bulk;
    auto const bytes = interface.class_descriptor(class_descriptor_type);
    // A token is told apart before its descriptor is read: ICCD has one of its own.
    auto const descriptor = pipes == Pipes::none || pipes == Pipes::control_and_interrupt ? ClassDescriptor {} : TRY(decode_class_descriptor(bytes));
    auto const can = classify(descriptor, pipes);
    if (!can)
        return failed(Failure::refused, fmt::format("the reader cannot be driven: {}", can.error().code()));
    return *can;
}

Result<std::unique_ptr<UsbTransport>> UsbTransport::open(
    usb::Device const& device, Capabilities const& capabilities, std::function<void()> const& on_notice, kiosk::Clock const& clock)
{
    auto const* const interface = find_interface(device.description());
    if (!interface)
        return failed(Failure::absent, fmt::format("{} has no CCID interface", device.description().name()));
    auto handle = TRY(device.open());
    auto claim = TRY(handle.claim(interface->number, usb::KernelDriver::detach));
    if (interface->alternate != 0)
        TRY(claim.choose_alternate(interface->alternate));
    std::unique_ptr<UsbTransport> transport(new UsbTransport(std::move(handle), std::move(claim), *interface, capabilities, clock));
    if (auto const* const pipe = interface->find(usb::TransferKind::interrupt, usb::Direction::in)) {
        transport->m_gives_notice->store(true);
        transport->m_pump = TRY(usb::InPump::start(
            transport->m_handle, *pipe,
            [on_notice, &box = transport->m_slot_notices](std::span<std::uint8_t const> bytes) {
                if (auto const slots = decode_notice(bytes); slots && !slots->empty())
                    box.post(slots->front());
                on_notice();
            },
            [on_notice, alive = transport->m_gives_notice](usb::Completion) {
                alive->store(false); // polling alone is enough, and the slot is looked at once more now
                on_notice();
            }));
    }
    return transport;
}

UsbTransport::UsbTransport(
    usb::Handle handle, usb::Claim claim, usb::Interface const& interface, Capabilities const& capabilities, kiosk::Clock const& clock)
    : m_handle(std::move(handle))
    , m_claim(std::move(claim))
    , m_out(*interface.find(usb::TransferKind::bulk, usb::Direction::out))
    , m_in(*interface.find(usb::TransferKind::bulk, usb::Direction::in))
    , m_interface(interface.number)
    , m_message_bytes(capabilities.message_bytes)
    , m_clock(clock)
{
}

Result<void> UsbTransport::send(View message, Deadline deadline)
{
    auto const taken = TRY(usb::bytes_of(m_handle.bulk_out(m_out.address, message, deadline), "sending to the reader"));
    if (taken != message.size())
        return failed(Failure::unreachable, fmt::format("the reader took {} of {} bytes", taken, message.size()));
    return {};
}

/// The first packet tells the length, the rest comes in one transfer: so the end is known whether or not the reader
/// ends a message of whole packets with an empty one (many do not).
Result<Bytes> UsbTransport::receive(Deadline deadline)
{
    Bytes packet(m_in.max_packet);
    std::size_t count = 0;
    while (count == 0) { // an empty completion means: read again
        if (deadline.passed(m_clock))
            return failed(Failure::unreachable, "the reader did not answer in time");
        count = TRY(read_packets(packet, deadline));
    }
    packet.resize(count);
    if (count < header_size)
        return packet; // no message; decode_reply says so
    auto const payload = static_cast<std::size_t>(packet[1]) | static_cast<std::size_t>(packet[2]) << 8
        | static_cast<std::size_t>(packet[3]) << 16 | static_cast<std::size_t>(packet[4]) << 24;
    auto const whole = header_size + payload;
    if (count >= whole || count < m_in.max_packet || whole > rounded_up(m_message_bytes, m_in.max_packet))
        return packet;
    Bytes message(count + rounded_up(whole - count, m_in.max_packet));
    std::ranges::copy(packet, message.begin());
    auto const more = TRY(read_packets(std::span(message).subspan(count), deadline));
    message.resize(count + more);
    return message;
}

Result<std::size_t> UsbTransport::read_packets(std::span<std::uint8_t> into, Deadline deadline)
{
    return usb::bytes_of(m_handle.bulk_in(m_in.address, into, deadline), "reading from the reader");
}

Result<void> UsbTransport::request_abort(Address address, Deadline deadline)
{
    // CCID 1.1 §5.3.1: class request to the interface, wValue = bSeq and bSlot.
    usb::ControlRequest const abort {
        .request_type = 0x21,
        .request = 0x01,
        .value = static_cast<std::uint16_t>(address.sequence << 8 | address.slot),
        .index = m_interface,
    };
    (void)TRY(usb::bytes_of(m_handle.control_out(abort, {}, deadline), "asking the reader to abort"));
    return {};
}

Result<void> UsbTransport::clear_halts(Deadline)
{
    TRY(m_handle.clear_halt(m_out.address));
    return m_handle.clear_halt(m_in.address);
}

}
