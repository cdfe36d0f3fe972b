#include "drivers/escpos/usb_transport.h"

#include <fmt/format.h>

namespace drivers::escpos {

using kiosk::Deadline;
using kiosk::failed;

namespace {

constexpr std::uint8_t printer_class = 0x07;
constexpr std::uint8_t printer_subclass = 0x01;
constexpr std::uint8_t bidirectional = 0x02;

Happening happening_of(usb::Completion const& completion, char const* doing)
{
    switch (completion.ending) {
    case usb::Ending::completed: return Taken {};
    case usb::Ending::stalled: return Stalled {};
    case usb::Ending::unplugged: return Gone {};
    default: break;
    }
    return Broken { fmt::format("{}: {} {}", doing, usb::to_string(completion.ending), completion.detail) };
}

}

usb::Interface const* find_interface(usb::Description const& description)
{
    usb::Interface const* found = nullptr;
    for (auto const& interface : description.interfaces) {
        if (interface.interface_class != printer_class || interface.subclass != printer_subclass
            || !interface.find(usb::TransferKind::bulk, usb::Direction::in) || !interface.find(usb::TransferKind::bulk, usb::Direction::out))
            continue;
        if (!found || (interface.protocol == bidirectional && found->protocol != bidirectional))
            found = &interface;
    }
    return found;
}

void UsbTransport::Inbox::post(Happening happening)
{
    letters.post({ std::move(happening), generation.load() });
    on_happening();
}

Result<std::unique_ptr<UsbTransport>> UsbTransport::open(
    usb::Device const& device, std::function<void()> on_happening, kiosk::Clock const& clock)
{
    auto const* const interface = find_interface(device.description());
    if (!interface)
        return failed(Failure::absent, fmt::format("{} has no printer interface that can be read from", device.description().name()));
    auto handle = TRY(device.open());
    auto claim = TRY(handle.claim(interface->number, usb::KernelDriver::detach));
    if (interface->alternate != 0)
        TRY(claim.choose_alternate(interface->alternate));
    auto inbox = std::make_shared<Inbox>();
    inbox->on_happening = std::move(on_happening);
    std::unique_ptr<UsbTransport> transport(new UsbTransport(std::move(handle), std::move(claim), *interface, std::move(inbox), clock));
    TRY(transport->start_pump());
    return transport;
}

UsbTransport::UsbTransport(
    usb::Handle handle, usb::Claim claim, usb::Interface const& interface, std::shared_ptr<Inbox> inbox, kiosk::Clock const& clock)
    : m_handle(std::move(handle))
    , m_claim(std::move(claim))
    , m_in_endpoint(*interface.find(usb::TransferKind::bulk, usb::Direction::in))
    , m_out_endpoint(*interface.find(usb::TransferKind::bulk, usb::Direction::out))
    , m_interface(interface.number)
    , m_inbox(std::move(inbox))
    , m_clock(clock)
    , m_out(usb::OutPipe::open(m_handle, m_out_endpoint, [box = m_inbox](usb::Completion const& completion) {
        if (completion.ending != usb::Ending::cancelled)
            box->post(happening_of(completion, "writing to the printer"));
    }))
{
}

Result<void> UsbTransport::start_pump()
{
    m_in.reset();
    m_in = TRY(usb::InPump::start(
        m_handle, m_in_endpoint,
        [box = m_inbox](std::span<std::uint8_t const> bytes) { box->post(Came { Bytes(bytes.begin(), bytes.end()) }); },
        [box = m_inbox](usb::Completion const& completion) {
            if (completion.ending != usb::Ending::cancelled)
                box->post(happening_of(completion, "reading from the printer"));
        }));
    return {};
}

void UsbTransport::send(View bytes)
{
    if (auto const sent = m_out.send(bytes); !sent) {
        if (sent.error().kind == Failure::absent)
            m_inbox->post(Gone {});
        else
            m_inbox->post(Broken { sent.error().story });
    }
}

void UsbTransport::call_back()
{
    m_out.call_back();
    ++m_inbox->generation;
}

Happening UsbTransport::wait(Deadline deadline)
{
    while (auto letter = m_inbox->letters.wait_until(deadline, m_clock)) {
        if (std::holds_alternative<Taken>(letter->happening) && letter->generation != m_inbox->generation.load())
            continue;
        return std::move(letter->happening);
    }
    return Quiet {};
}

Result<void> UsbTransport::clear_halts(Deadline)
{
    m_in.reset(); // nothing may be in flight on a pipe whose halt is cleared
    TRY(m_handle.clear_halt(m_out_endpoint.address));
    TRY(m_handle.clear_halt(m_in_endpoint.address));
    return start_pump();
}

Result<void> UsbTransport::soft_reset(Deadline deadline)
{
    // Printer class 1.1 §4.2.3 says 0x21; 1.0 said 0x23, and printers of that time know only that.
    Result<void> last;
    for (std::uint8_t const request_type : { std::uint8_t { 0x21 }, std::uint8_t { 0x23 } }) {
        usb::ControlRequest const request { .request_type = request_type, .request = 2, .value = 0, .index = m_interface };
        auto const sent = usb::bytes_of(m_handle.control_out(request, {}, deadline), "SOFT_RESET");
        if (sent)
            return {};
        last = std::unexpected(sent.error());
        if (sent.error().kind != Failure::refused)
            break;
    }
    return last;
}

}
