/// The ioctls of a usbfs node, one by one.

#include "drivers/virtual/usbfs_client.h"

#include <linux/usbdevice_fs.h>
#include <sys/ioctl.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <utility>

namespace drivers::virtuals {

namespace {

/// What the kernel puts into usbdevfs_urb::status (Documentation/driver-api/usb/error-codes).
int status_code(TransferStatus status)
{
    switch (status) {
    case TransferStatus::done: return 0;
    case TransferStatus::stalled: return -EPIPE;
    case TransferStatus::overflow: return -EOVERFLOW;
    case TransferStatus::too_short: return -EREMOTEIO;
    case TransferStatus::no_endpoint: return -ENOENT;
    case TransferStatus::cancelled: return -ENOENT;
    case TransferStatus::unplugged: return -ESHUTDOWN;
    case TransferStatus::pending: break;
    }
    return -EINPROGRESS;
}

constexpr std::size_t setup_bytes = 8;

}

int UsbfsNode::answer(Client& client, unsigned long request, UMockdevIoctlData* argument)
{
    IoctlBytes keep;
    auto const number = [&]() -> unsigned {
        auto const* const value = resolve<unsigned>(argument, keep);
        return value ? *value : 0;
    };
    switch (request) {
    case USBDEVFS_REAPURB:
    case USBDEVFS_REAPURBNDELAY: return reap(client, argument);
    case USBDEVFS_DISCARDURB: return discard(client, argument);
    default: break;
    }
    {
        std::lock_guard const guard(m_mutex);
        if (!m_connected)
            return -ENODEV;
    }
    switch (request) {
    case USBDEVFS_GET_CAPABILITIES:
        if (auto* const capabilities = resolve<std::uint32_t>(argument, keep)) {
            *capabilities = USBDEVFS_CAP_ZERO_PACKET | USBDEVFS_CAP_NO_PACKET_SIZE_LIM | USBDEVFS_CAP_REAP_AFTER_DISCONNECT
                | USBDEVFS_CAP_BULK_SCATTER_GATHER;
            return 0;
        }
        return -EFAULT;
    case USBDEVFS_GET_SPEED: return m_device->descriptors().megabits <= 12 ? 2 : 3; // enum usb_device_speed
    case USBDEVFS_SUBMITURB: return submit(client, argument);
    case USBDEVFS_CLAIMINTERFACE: return claim(client, number());
    case USBDEVFS_RELEASEINTERFACE: {
        auto const interface = number();
        std::lock_guard const guard(m_mutex);
        return client.claimed.erase(interface) > 0 ? 0 : -EINVAL;
    }
    case USBDEVFS_GETDRIVER: return driver_name(argument);
    case USBDEVFS_IOCTL: return driver_command(argument);
    case USBDEVFS_DISCONNECT_CLAIM: {
        auto const* const wanted = resolve<usbdevfs_disconnect_claim>(argument, keep);
        if (!wanted)
            return -EFAULT;
        {
            std::lock_guard const guard(m_mutex);
            auto const spared = (wanted->flags & USBDEVFS_DISCONNECT_CLAIM_EXCEPT_DRIVER) != 0 && m_kernel_driver == wanted->driver;
            if (!spared)
                m_kernel_driver.clear();
        }
        return claim(client, wanted->interface);
    }
    case USBDEVFS_SETINTERFACE: {
        auto const* const wanted = resolve<usbdevfs_setinterface>(argument, keep);
        return wanted && wanted->altsetting == 0 ? 0 : -EINVAL;
    }
    case USBDEVFS_SETCONFIGURATION: return configure(number());
    case USBDEVFS_CLEAR_HALT:
    case USBDEVFS_RESETEP: return m_device->clear_halt(static_cast<std::uint8_t>(number())) ? 0 : -ENOENT;
    case USBDEVFS_RESET: m_device->reset(); return 0;
    default: return -ENOTTY;
    }
}

int UsbfsNode::claim(Client& client, unsigned interface)
{
    constexpr std::size_t interface_count = 4; // bNumInterfaces
    if (interface >= m_device->descriptors().configuration.at(interface_count))
        return -ENOENT;
    std::lock_guard const guard(m_mutex);
    if (!m_kernel_driver.empty())
        return -EBUSY;
    for (auto const& [key, other] : m_clients) {
        if (other.get() != &client && other->claimed.contains(interface))
            return -EBUSY;
    }
    client.claimed.insert(interface);
    return 0;
}

int UsbfsNode::driver_name(UMockdevIoctlData* argument)
{
    IoctlBytes keep;
    auto* const wanted = resolve<usbdevfs_getdriver>(argument, keep);
    if (!wanted)
        return -EFAULT;
    std::lock_guard const guard(m_mutex);
    auto name = m_kernel_driver;
    for (auto const& [key, client] : m_clients) {
        if (client->claimed.contains(wanted->interface))
            name = "usbfs";
    }
    if (name.empty())
        return -ENODATA;
    auto const written = name.copy(wanted->driver, sizeof(wanted->driver) - 1);
    wanted->driver[written] = 0;
    return 0;
}

int UsbfsNode::driver_command(UMockdevIoctlData* argument)
{
    IoctlBytes keep;
    auto const* const wanted = resolve<usbdevfs_ioctl>(argument, keep);
    if (!wanted)
        return -EFAULT;
    std::lock_guard const guard(m_mutex);
    switch (static_cast<unsigned>(wanted->ioctl_code)) {
    case USBDEVFS_DISCONNECT:
        if (m_kernel_driver.empty())
            return -ENODATA;
        m_kernel_driver.clear();
        return 0;
    case USBDEVFS_CONNECT: return 0;
    default: return -ENOTTY;
    }
}

int UsbfsNode::configure(unsigned value)
{
    constexpr std::size_t configuration_value = 5; // bConfigurationValue
    std::lock_guard const guard(m_mutex);
    for (auto const& [key, client] : m_clients) {
        if (!client->claimed.empty())
            return -EBUSY;
    }
    return value == m_device->descriptors().configuration.at(configuration_value) ? 0 : -EINVAL;
}

int UsbfsNode::submit(Client& client, UMockdevIoctlData* argument)
{
    auto urb = std::make_shared<Urb>();
    auto const* const wanted = resolve<usbdevfs_urb>(argument, urb->urb);
    if (!wanted || wanted->buffer_length < 0)
        return -EFAULT;
    auto const length = static_cast<std::size_t>(wanted->buffer_length);
    urb->address = urb->urb->client_addr;
    if (length > 0) {
        urb->buffer.reset(umockdev_ioctl_data_resolve(urb->urb.get(), offsetof(usbdevfs_urb, buffer), length, nullptr));
        if (!urb->buffer)
            return -EFAULT;
    }
    auto const bytes = urb->buffer ? std::span<std::uint8_t const>(urb->buffer->data, length) : std::span<std::uint8_t const>();

    auto transfer = std::make_shared<Transfer>();
    urb->transfer = transfer;
    transfer->endpoint = wanted->endpoint;
    transfer->short_is_error = (wanted->flags & USBDEVFS_URB_SHORT_NOT_OK) != 0;
    switch (wanted->type) {
    case USBDEVFS_URB_TYPE_CONTROL:
        if (length < setup_bytes)
            return -EINVAL;
        transfer->kind = TransferKind::control;
        std::copy_n(bytes.begin(), setup_bytes, transfer->setup.begin());
        transfer->buffer.assign(bytes.begin() + setup_bytes, bytes.end());
        break;
    case USBDEVFS_URB_TYPE_BULK:
    case USBDEVFS_URB_TYPE_INTERRUPT:
        if (!m_device->has_endpoint(wanted->endpoint))
            return -ENOENT;
        transfer->kind = wanted->type == USBDEVFS_URB_TYPE_BULK ? TransferKind::bulk : TransferKind::interrupt;
        transfer->buffer.assign(bytes.begin(), bytes.end());
        break;
    default: return -EINVAL; // isochronous
    }
    transfer->on_end = [self = weak_from_this(), weak_client = client.self, weak_urb = std::weak_ptr(urb)](Transfer&) {
        if (auto const node = self.lock())
            node->ended(weak_client, weak_urb);
    };
    {
        std::lock_guard const guard(m_mutex);
        client.flying.push_back(urb);
    }
    m_device->submit(transfer);
    return 0;
}

void UsbfsNode::ended(std::weak_ptr<Client> const& weak_client, std::weak_ptr<Urb> const& weak_urb)
{
    auto const client = weak_client.lock();
    auto const urb = weak_urb.lock();
    if (!client || !urb)
        return;
    std::lock_guard const guard(m_mutex);
    client->flying.remove(urb);
    if (client->open) {
        client->ended.push_back(urb);
        open_gate();
    }
}

int UsbfsNode::reap(Client& client, UMockdevIoctlData* argument)
{
    std::shared_ptr<Urb> urb;
    {
        std::lock_guard const guard(m_mutex);
        if (!client.ended.empty()) {
            urb = client.ended.front();
            client.ended.pop_front();
        }
        open_gate();
        if (!urb)
            return m_connected ? -EAGAIN : -ENODEV;
    }
    auto const& transfer = *urb->transfer;
    auto& told = *reinterpret_cast<usbdevfs_urb*>(urb->urb->data);
    told.status = status_code(transfer.status);
    told.actual_length = static_cast<int>(transfer.actual);
    auto const control = transfer.kind == TransferKind::control;
    auto const in = ((control ? transfer.setup[0] : transfer.endpoint) & 0x80) != 0;
    if (in && urb->buffer)
        std::copy_n(transfer.buffer.begin(), transfer.actual, urb->buffer->data + (control ? setup_bytes : 0));
    IoctlBytes const pointer(umockdev_ioctl_data_resolve(argument, 0, sizeof(void*), nullptr));
    if (!pointer)
        return -EFAULT;
    umockdev_ioctl_data_set_ptr(pointer.get(), 0, urb->urb.get());
    return 0;
}

int UsbfsNode::discard(Client& client, UMockdevIoctlData* argument)
{
    gulong address = 0;
    std::memcpy(&address, argument->data, sizeof address);
    std::shared_ptr<Urb> urb;
    {
        std::lock_guard const guard(m_mutex);
        auto const found = std::ranges::find_if(client.flying, [&](auto const& flying) { return flying->address == address; });
        if (found != client.flying.end())
            urb = *found;
    }
    return urb && m_device->cancel(urb->transfer) ? 0 : -EINVAL;
}

}
