#include "drivers/usb/handle.h"

#include "drivers/usb/door.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <system_error>
#include <utility>

namespace drivers::usb {

using kiosk::failed;
using kiosk::Failure;
using kiosk::Result;

namespace {

/// The kernel driver that holds an interface, `usbfs` for another program, empty where nobody does or nobody can tell.
std::string holder_of(Description const& description, std::uint8_t interface)
{
    auto const link = fmt::format("/sys/bus/usb/devices/{}:{}.{}/driver", description.identity.port.text, description.configuration, interface);
    std::error_code ignored;
    return std::filesystem::read_symlink(link, ignored).filename().string();
}

std::string remedy_for(std::string const& holder)
{
    if (holder.empty() || holder == "usbfs")
        return "another program holds it: stop that program (pcscd for card readers, CUPS for printers)";
    return fmt::format("the kernel driver {0} holds it: let the driver be detached, or keep the module away with "
                       "\"blacklist {0}\" in /etc/modprobe.d",
        holder);
}

}

Claim::Claim(std::shared_ptr<Door> door, std::uint8_t interface, KernelDriver policy)
    : m_door(std::move(door)), m_interface(interface), m_policy(policy)
{
}

Claim::Claim(Claim&&) noexcept = default;

Claim& Claim::operator=(Claim&& other) noexcept
{
    release();
    m_door = std::move(other.m_door);
    m_interface = other.m_interface;
    m_policy = other.m_policy;
    return *this;
}

Claim::~Claim() { release(); }

void Claim::release()
{
    if (!m_door)
        return;
    m_door->must_not_be_event_thread();
    // Errors mean that the device is gone, and the claim with it.
    libusb_release_interface(m_door->handle(), m_interface);
    if (m_policy == KernelDriver::borrow)
        libusb_attach_kernel_driver(m_door->handle(), m_interface);
    m_door.reset();
}

Result<void> Claim::choose_alternate(std::uint8_t alternate)
{
    m_door->must_not_be_event_thread();
    auto const code = libusb_set_interface_alt_setting(m_door->handle(), m_interface, alternate);
    if (code != 0)
        return std::unexpected(error_of(code, fmt::format("choosing alternate setting {} of interface {} of {}", alternate, m_interface, m_door->description().name())));
    return {};
}

Handle::Handle(Handle&&) noexcept = default;

Handle& Handle::operator=(Handle&& other) noexcept
{
    if (m_door)
        m_door->shut();
    m_door = std::move(other.m_door);
    return *this;
}

Handle::~Handle()
{
    if (m_door)
        m_door->shut();
}

Description const& Handle::description() const { return m_door->description(); }

Result<Claim> Handle::claim(std::uint8_t interface, KernelDriver policy)
{
    m_door->must_not_be_event_thread();
    auto const& description = m_door->description();
    auto const doing = fmt::format("claiming interface {} of {}", interface, description.name());
    auto const holder = holder_of(description, interface);
    auto const driven = libusb_kernel_driver_active(m_door->handle(), interface) == 1;
    auto returning = KernelDriver::detach;
    if (driven && policy != KernelDriver::leave) {
        // It may be gone by now, and another program may hold the interface: claiming tells.
        if (libusb_detach_kernel_driver(m_door->handle(), interface) == 0)
            returning = policy;
    }
    auto const code = libusb_claim_interface(m_door->handle(), interface);
    if (code == LIBUSB_ERROR_BUSY)
        return failed(Failure::refused, fmt::format("{}: {}", doing, remedy_for(holder)));
    if (code != 0)
        return std::unexpected(error_of(code, doing));
    return Claim(m_door, interface, returning);
}

Result<void> Handle::choose_configuration(std::uint8_t value)
{
    m_door->must_not_be_event_thread();
    auto const doing = fmt::format("choosing configuration {} of {}", value, m_door->description().name());
    int now = 0;
    if (auto const code = libusb_get_configuration(m_door->handle(), &now); code != 0)
        return std::unexpected(error_of(code, doing));
    if (now == value)
        return {};
    if (auto const code = libusb_set_configuration(m_door->handle(), value); code != 0)
        return std::unexpected(error_of(code, doing));
    return {};
}

namespace {

std::shared_ptr<Flight> flight_for(TransferKind kind, std::uint8_t endpoint, std::size_t bytes)
{
    auto flight = std::make_shared<Flight>();
    flight->kind = kind;
    flight->endpoint = endpoint;
    flight->buffer.resize(bytes);
    return flight;
}

/// Bytes that came in whatever way the transfer ended are handed over: after a stall they are real.
Completion fly_in(Door& door, std::shared_ptr<Flight> const& flight, std::size_t offset, std::span<std::uint8_t> into, kiosk::Deadline deadline)
{
    auto const completion = door.fly(flight, deadline);
    if (completion.bytes)
        std::copy_n(flight->buffer.begin() + static_cast<std::ptrdiff_t>(offset), std::min(*completion.bytes, into.size()), into.begin());
    return completion;
}

void put_setup(Bytes& buffer, ControlRequest request, std::uint8_t direction, std::size_t length)
{
    auto const low = [](std::size_t word) { return static_cast<std::uint8_t>(word & 0xff); };
    auto const high = [](std::size_t word) { return static_cast<std::uint8_t>(word >> 8); };
    Bytes const setup { static_cast<std::uint8_t>((request.request_type & 0x7f) | direction), request.request,
        low(request.value), high(request.value), low(request.index), high(request.index), low(length), high(length) };
    std::ranges::copy(setup, buffer.begin());
}

constexpr std::size_t setup_bytes = 8;
constexpr std::size_t most_control_bytes = 0xffff;

}

Completion Handle::bulk_out(std::uint8_t endpoint, std::span<std::uint8_t const> bytes, kiosk::Deadline deadline)
{
    auto const flight = flight_for(TransferKind::bulk, endpoint & 0x7f, bytes.size());
    std::ranges::copy(bytes, flight->buffer.begin());
    return m_door->fly(flight, deadline);
}

Completion Handle::bulk_in(std::uint8_t endpoint, std::span<std::uint8_t> into, kiosk::Deadline deadline)
{
    return fly_in(*m_door, flight_for(TransferKind::bulk, endpoint | 0x80, into.size()), 0, into, deadline);
}

Completion Handle::interrupt_in(std::uint8_t endpoint, std::span<std::uint8_t> into, kiosk::Deadline deadline)
{
    return fly_in(*m_door, flight_for(TransferKind::interrupt, endpoint | 0x80, into.size()), 0, into, deadline);
}

Completion Handle::control_out(ControlRequest request, std::span<std::uint8_t const> bytes, kiosk::Deadline deadline)
{
    kiosk::verify(bytes.size() <= most_control_bytes, "a control transfer carries at most 65535 bytes");
    auto const flight = flight_for(TransferKind::control, 0, setup_bytes + bytes.size());
    put_setup(flight->buffer, request, 0x00, bytes.size());
    std::ranges::copy(bytes, flight->buffer.begin() + setup_bytes);
    return m_door->fly(flight, deadline);
}

Completion Handle::control_in(ControlRequest request, std::span<std::uint8_t> into, kiosk::Deadline deadline)
{
    kiosk::verify(into.size() <= most_control_bytes, "a control transfer carries at most 65535 bytes");
    auto const flight = flight_for(TransferKind::control, 0, setup_bytes + into.size());
    put_setup(flight->buffer, request, 0x80, into.size());
    return fly_in(*m_door, flight, setup_bytes, into, deadline);
}

Result<void> Handle::clear_halt(std::uint8_t endpoint)
{
    m_door->must_not_be_event_thread();
    auto const code = libusb_clear_halt(m_door->handle(), endpoint);
    if (code != 0)
        return std::unexpected(error_of(code, fmt::format("clearing the halt of endpoint {:02x} of {}", endpoint, m_door->description().name())));
    return {};
}

Result<void> Handle::reset()
{
    m_door->must_not_be_event_thread();
    auto const doing = fmt::format("resetting {}", m_door->description().name());
    auto const code = libusb_reset_device(m_door->handle());
    if (code == LIBUSB_ERROR_NOT_FOUND)
        return failed(Failure::absent, fmt::format("{}: it comes back as another device; look for it at its port", doing));
    if (code != 0)
        return std::unexpected(error_of(code, doing));
    return {};
}

void Handle::shut() { m_door->shut(); }

}
