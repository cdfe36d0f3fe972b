#include "drivers/virtual/usbfs.h"

#include <fmt/format.h>

#include <linux/usbdevice_fs.h>

#include <fcntl.h>
#include <pty.h>
#include <termios.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <deque>
#include <utility>

namespace drivers::virtuals {

using kiosk::Failure;
using kiosk::failed;
using kiosk::Result;

namespace {

struct Unref {
    void operator()(void* object) const { g_object_unref(object); }
};
using IoctlBytes = std::unique_ptr<UMockdevIoctlData, Unref>;

/// The struct that the ioctl's argument points to, in this process; null if it cannot be read.
template <typename Struct>
Struct* resolve(UMockdevIoctlData* argument, IoctlBytes& keep)
{
    keep.reset(umockdev_ioctl_data_resolve(argument, 0, sizeof(Struct), nullptr));
    return keep ? reinterpret_cast<Struct*>(keep->data) : nullptr;
}

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

/// A transfer between its submission and its reaping.
struct UsbfsNode::Urb {
    IoctlBytes urb;    ///< the client's usbdevfs_urb
    IoctlBytes buffer; ///< its buffer; empty if it has none
    gulong address = 0; ///< of the usbdevfs_urb in the client: what USBDEVFS_DISCARDURB names
    TransferPointer transfer;
};

/// One open file.
struct UsbfsNode::Client {
    std::weak_ptr<Client> self;
    bool open = true;
    std::set<unsigned> claimed;
    std::list<std::shared_ptr<Urb>> flying;
    std::deque<std::shared_ptr<Urb>> ended;
};

Result<std::shared_ptr<UsbfsNode>> UsbfsNode::make(std::shared_ptr<VirtualDevice> device, std::string kernel_driver)
{
    std::shared_ptr<UsbfsNode> node(new UsbfsNode(std::move(device), std::move(kernel_driver)));
    std::array<char, 64> name {};
    if (openpty(&node->m_master, &node->m_slave, name.data(), nullptr, nullptr) != 0)
        return failed(Failure::exhausted, fmt::format("opening a pseudo-terminal: {}", std::strerror(errno)));
    fcntl(node->m_master, F_SETFD, FD_CLOEXEC);
    fcntl(node->m_slave, F_SETFD, FD_CLOEXEC);
    termios mode {};
    tcgetattr(node->m_slave, &mode);
    cfmakeraw(&mode);
    tcsetattr(node->m_slave, TCSANOW, &mode);
    tcflow(node->m_slave, TCOOFF);
    node->m_terminal = name.data();
    node->m_ioctls = umockdev_ioctl_base_new();
    node->m_signals = { node->connect(node->m_ioctls, "client-connected", G_CALLBACK(&UsbfsNode::on_connected)),
        node->connect(node->m_ioctls, "handle-ioctl", G_CALLBACK(&UsbfsNode::on_ioctl)) };
    return node;
}

/// The signal's closure owns a pointer to the node, so that a signal on its way never meets a node that is gone.
gulong UsbfsNode::connect(void* instance, char const* signal, GCallback callback)
{
    using Self = std::shared_ptr<UsbfsNode>;
    auto const let_go = [](void* self, GClosure*) { delete static_cast<Self*>(self); };
    return g_signal_connect_data(instance, signal, callback, new Self(shared_from_this()), let_go, GConnectFlags {});
}

void UsbfsNode::retire()
{
    bool last = false;
    {
        std::lock_guard const guard(m_mutex);
        m_retired = true;
        last = m_clients.empty();
    }
    if (last)
        forget_signals();
}

void UsbfsNode::forget_signals()
{
    std::array<gulong, 2> signals {};
    {
        std::lock_guard const guard(m_mutex);
        signals = std::exchange(m_signals, {});
    }
    for (auto const signal : signals) {
        if (signal != 0)
            g_signal_handler_disconnect(m_ioctls, signal);
    }
}

UsbfsNode::UsbfsNode(std::shared_ptr<VirtualDevice> device, std::string kernel_driver)
    : m_device(std::move(device))
    , m_kernel_driver(std::move(kernel_driver))
{
}

UsbfsNode::~UsbfsNode()
{
    hang_up();
    if (m_ioctls)
        g_object_unref(m_ioctls);
    if (m_slave >= 0)
        close(m_slave);
}

void UsbfsNode::hang_up()
{
    std::lock_guard const guard(m_mutex);
    m_connected = false;
    if (m_master >= 0)
        close(std::exchange(m_master, -1));
}

/// Writable while anybody has a transfer to reap. The mutex is held.
void UsbfsNode::open_gate()
{
    auto const any = std::ranges::any_of(m_clients, [](auto const& entry) { return entry.second->open && !entry.second->ended.empty(); });
    tcflow(m_slave, any ? TCOON : TCOOFF);
}

void UsbfsNode::on_connected(UMockdevIoctlBase*, UMockdevIoctlClient* client, void* self)
{
    auto& node = **static_cast<std::shared_ptr<UsbfsNode>*>(self);
    auto known = std::make_shared<Client>();
    known->self = known;
    {
        std::lock_guard const guard(node.m_mutex);
        node.m_clients.emplace(client, std::move(known));
    }
    node.connect(client, "notify::connected", G_CALLBACK(&UsbfsNode::on_closed));
}

/// close(2), also the one at the end of a process: everything in flight is cancelled, claims end.
void UsbfsNode::on_closed(UMockdevIoctlClient* client, GParamSpec*, void* self)
{
    if (umockdev_ioctl_client_get_connected(client))
        return;
    auto const keep = *static_cast<std::shared_ptr<UsbfsNode>*>(self);
    auto& node = *keep;
    bool last = false;
    std::list<std::shared_ptr<Urb>> flying;
    std::shared_ptr<Client> known;
    {
        std::lock_guard const guard(node.m_mutex);
        auto const found = node.m_clients.find(client);
        if (found == node.m_clients.end())
            return;
        known = found->second;
        node.m_clients.erase(found);
        known->open = false;
        flying = known->flying;
        known->ended.clear();
        node.open_gate();
        last = node.m_retired && node.m_clients.empty();
    }
    for (auto const& urb : flying)
        node.m_device->cancel(urb->transfer);
    if (last)
        node.forget_signals();
}

std::shared_ptr<UsbfsNode::Client> UsbfsNode::client_of(UMockdevIoctlClient* client)
{
    std::lock_guard const guard(m_mutex);
    auto const found = m_clients.find(client);
    return found == m_clients.end() ? nullptr : found->second;
}

int UsbfsNode::on_ioctl(UMockdevIoctlBase*, UMockdevIoctlClient* client, void* self)
{
    auto& node = **static_cast<std::shared_ptr<UsbfsNode>*>(self);
    ++node.m_calls;
    auto const known = node.client_of(client);
    auto* const argument = UMOCKDEV_IOCTL_DATA(g_object_ref(umockdev_ioctl_client_get_arg(client)));
    IoctlBytes const keep(argument);
    auto const result = known ? node.answer(*known, umockdev_ioctl_client_get_request(client), argument) : -EBADF;
    // Always at once: an ioctl left open blocks every other thread of that file.
    umockdev_ioctl_client_complete(client, result < 0 ? -1 : result, result < 0 ? -result : 0);
    return TRUE;
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
