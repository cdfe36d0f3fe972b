#pragma once
/// Linux usbfs, acted out: one device node whose ioctls reach a virtual device.
///
/// umockdev makes device nodes regular files, which are always writable, so that libusb would spin on them. This node is
/// a pseudo-terminal instead, held back by flow control: writable means "a transfer has ended", hang-up means "the device
/// is gone", exactly what usbfs tells poll(2).
///
/// Source: linux/usbdevice_fs.h and the kernel's drivers/usb/core/devio.c. Isochronous transfers, streams and mapped
/// memory are not there; a reset keeps alternate settings.
///
/// Included by this folder's sources alone.

#include "drivers/virtual/virtual_device.h"
#include "kiosk/base/core/result.h"

#include <umockdev.h>

#include <array>
#include <atomic>
#include <filesystem>
#include <map>
#include <memory>
#include <mutex>
#include <string>

namespace drivers::virtuals {

/// It lives until it has been retired and the last client has closed it: a host reaps its transfers after an unplug.
///
/// Threads: umockdev calls from its own thread; the rest from any.
class UsbfsNode : public std::enable_shared_from_this<UsbfsNode> {
public:
    /// `kernel_driver` is bound to every interface until somebody detaches it; empty for none.
    static kiosk::Result<std::shared_ptr<UsbfsNode>> make(std::shared_ptr<VirtualDevice> device, std::string kernel_driver);
    ~UsbfsNode();
    UsbfsNode(UsbfsNode const&) = delete;
    UsbfsNode& operator=(UsbfsNode const&) = delete;

    /// The terminal that the node must lead to.
    [[nodiscard]] std::filesystem::path const& terminal() const { return m_terminal; }
    [[nodiscard]] UMockdevIoctlBase* ioctls() const { return m_ioctls; }
    [[nodiscard]] VirtualDevice& device() const { return *m_device; }

    /// Hang-up: everybody who has it open learns that the device is gone.
    void hang_up();
    /// Nobody will open it any more.
    void retire();
    /// Nobody will call it any more: umockdev's thread is gone.
    void forget_signals();
    /// How many ioctls were answered: what an idle test looks at.
    [[nodiscard]] std::uint64_t calls() const { return m_calls; }

private:
    struct Urb;
    struct Client;
    UsbfsNode(std::shared_ptr<VirtualDevice> device, std::string kernel_driver);

    static void on_connected(UMockdevIoctlBase* ioctls, UMockdevIoctlClient* client, void* self);
    static void on_closed(void* self, GObject* client);
    static int on_ioctl(UMockdevIoctlBase* ioctls, UMockdevIoctlClient* client, void* self);

    [[nodiscard]] std::shared_ptr<Client> client_of(UMockdevIoctlClient* client);
    [[nodiscard]] int answer(Client& client, unsigned long request, UMockdevIoctlData* argument);
    [[nodiscard]] int submit(Client& client, UMockdevIoctlData* argument);
    [[nodiscard]] int reap(Client& client, UMockdevIoctlData* argument);
    [[nodiscard]] int discard(Client& client, UMockdevIoctlData* argument);
    [[nodiscard]] int claim(Client& client, unsigned interface);
    [[nodiscard]] int driver_name(UMockdevIoctlData* argument);
    [[nodiscard]] int driver_command(UMockdevIoctlData* argument);
    [[nodiscard]] int configure(unsigned value);
    void ended(std::weak_ptr<Client> const& client, std::weak_ptr<Urb> const& urb);
    void open_gate();
    gulong connect(void* instance, char const* signal, GCallback callback);

    std::shared_ptr<VirtualDevice> m_device; // shared: it is plugged in again after it was unplugged
    std::filesystem::path m_terminal;
    int m_master = -1;
    int m_slave = -1;
    UMockdevIoctlBase* m_ioctls = nullptr;
    std::atomic<std::uint64_t> m_calls { 0 };

    std::mutex m_mutex;
    bool m_connected = true;
    bool m_retired = false;
    std::array<gulong, 2> m_signals {}; ///< each keeps this node alive
    std::string m_kernel_driver;
    std::map<UMockdevIoctlClient*, std::shared_ptr<Client>> m_clients;
};

}
