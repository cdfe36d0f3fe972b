#include "drivers/virtual/usbfs.h"

#include "drivers/virtual/usbfs_client.h"

#include <fmt/format.h>

#include <fcntl.h>
#include <pty.h>
#include <termios.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <utility>

namespace drivers::virtuals {

using kiosk::failed;
using kiosk::Failure;
using kiosk::Result;

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
    : m_device(std::move(device)), m_kernel_driver(std::move(kernel_driver))
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
    // umockdev lets go of the client when its file was closed. (Its property `connected` changes then too, but nobody is
    // told: GIO does not announce a stream that it closes asynchronously.)
    g_object_weak_ref(G_OBJECT(client), &UsbfsNode::on_closed, new std::weak_ptr(node.shared_from_this()));
}

/// close(2), also the one at the end of a process: everything in flight is cancelled, claims end.
void UsbfsNode::on_closed(void* self, GObject* client)
{
    std::unique_ptr<std::weak_ptr<UsbfsNode>> const pointer(static_cast<std::weak_ptr<UsbfsNode>*>(self));
    auto const keep = pointer->lock();
    if (!keep)
        return;
    auto& node = *keep;
    bool last = false;
    std::list<std::shared_ptr<Urb>> flying;
    std::shared_ptr<Client> known;
    {
        std::lock_guard const guard(node.m_mutex);
        auto const found = node.m_clients.find(reinterpret_cast<UMockdevIoctlClient*>(client));
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

}
