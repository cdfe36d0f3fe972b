#pragma once
/// Plugs virtual devices into a machine that has no USB: the unmodified libusb finds them under /dev/bus/usb and /sys,
/// hears of them from udev, and talks to them through ioctls, all of it acted out by umockdev and usbfs.h.
///
///     auto testbed = TRY(Testbed::open());
///     TRY(testbed.plug("1-1", reader));
///     …  // usb::Context::open() in this process, or a child process started now
///     testbed.unplug("1-1");
///
/// The process that owns a testbed is linked with libumockdev-preload (the target drivers::testbed sees to it), and no
/// libusb context may be open in it before the testbed is. A child sees the devices when it is started with
/// LD_PRELOAD=libumockdev-preload.so.0 and inherits the environment. One client process a testbed: umockdev names its
/// event sockets by file number, so that two clients steal each other's arrivals.
///
/// Opening a testbed makes this process and its children deaf to SIGHUP: a session leader that opens a node would be
/// sent one when its device is unplugged.

#include "drivers/virtual/virtual_device.h"
#include "kiosk/base/core/result.h"

#include <filesystem>
#include <memory>
#include <string>

namespace drivers::virtuals {

/// Threads: every function from any thread but those of libusb's callbacks.
class Testbed {
public:
    /// `refused` if this process is not linked with the preload library, or has no room for umockdev's folder.
    [[nodiscard]] static kiosk::Result<Testbed> open();
    Testbed(Testbed&&) noexcept;
    Testbed& operator=(Testbed&&) noexcept;
    /// Unplugs everything and removes umockdev's folder.
    ~Testbed();

    /// `port` is a path below the root hub of bus 1 ("1-1" to "1-8"). `kernel_driver` (such as "usblp") holds the
    /// interface until somebody detaches it. When a device goes by itself (a fault), the testbed unplugs it, and plugs it
    /// in again if its power came back.
    [[nodiscard]] kiosk::Result<void> plug(std::string const& port, std::shared_ptr<VirtualDevice> device, std::string const& kernel_driver = {});

    /// What a host sees first when a device goes.
    enum class Order { hang_up_first, uevent_first, hang_up_only };
    /// False if nothing is plugged in there.
    bool unplug(std::string const& port, Order order = Order::hang_up_first);
    [[nodiscard]] bool is_plugged_in(std::string const& port) const;

    /// Returns when everything that devices did by themselves has happened.
    void settle();
    /// umockdev's folder: the fake root that holds dev and sys.
    [[nodiscard]] std::filesystem::path const& root() const;
    /// ioctls answered since the start, over all devices.
    [[nodiscard]] std::uint64_t calls() const;

private:
    struct State;
    explicit Testbed(std::unique_ptr<State> state);
    std::unique_ptr<State> m_state;
};

}
