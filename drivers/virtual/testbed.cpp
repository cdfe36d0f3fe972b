#include "drivers/virtual/testbed.h"

#include "drivers/virtual/usbfs.h"
#include "kiosk/base/core/mailbox.h"

#include <fmt/format.h>

#include <umockdev.h>

#include <algorithm>
#include <array>
#include <csignal>
#include <future>
#include <map>
#include <mutex>
#include <system_error>
#include <tuple>
#include <utility>
#include <vector>

namespace drivers::virtuals {

namespace fs = std::filesystem;
using kiosk::failed;
using kiosk::Failure;
using kiosk::Result;

namespace {

constexpr int bus = 1;
constexpr int root_hub_number = 1;
constexpr auto root_hub_path = "/sys/devices/usb1";

/// A null-ended list of C strings that own their text.
class StringList {
public:
    void add(std::string name, std::string value)
    {
        m_texts.push_back(std::move(name));
        m_texts.push_back(std::move(value));
    }
    [[nodiscard]] std::vector<char*> pointers()
    {
        std::vector<char*> list;
        for (auto& text : m_texts)
            list.push_back(text.data());
        list.push_back(nullptr);
        return list;
    }

private:
    std::vector<std::string> m_texts;
};

std::string hexadecimal(unsigned value, int digits) { return fmt::format("{:0{}x}", value, digits); }

unsigned word(Bytes const& bytes, std::size_t at) { return static_cast<unsigned>(bytes.at(at) | bytes.at(at + 1) << 8); }

/// Taken from a host controller's own hub.
Descriptors root_hub()
{
    return { { 18, 1, 0x00, 0x02, 9, 0, 1, 64, 0x6b, 0x1d, 0x02, 0x00, 0x01, 0x06, 0, 0, 0, 1 },
        { 9, 2, 25, 0, 1, 1, 0, 0xe0, 0, 9, 4, 0, 0, 1, 9, 0, 0, 0, 7, 5, 0x81, 3, 4, 0, 12 }, {}, 480 };
}

}

struct Testbed::State {
    struct Plugged {
        std::shared_ptr<VirtualDevice> device;
        std::shared_ptr<UsbfsNode> node;
        std::string kernel_driver;
        std::string node_path; ///< as the host sees it
        std::string sys_path;
        std::vector<std::string> interface_paths;
    };

    UMockdevTestbed* mock = nullptr;
    fs::path root;
    mutable std::recursive_mutex mutex; ///< one plug or unplug at a time
    std::map<std::string, Plugged> plugged;
    int next_number = root_hub_number + 1;
    std::uint64_t calls_of_unplugged = 0;
    std::vector<std::weak_ptr<UsbfsNode>> retired; ///< unplugged, but a client may have them open
    /// Does what devices ask for by themselves.
    std::unique_ptr<kiosk::Worker> worker = std::make_unique<kiosk::Worker>("plug");

    ~State();
    Result<void> plug(std::string const& port, std::shared_ptr<VirtualDevice> device, std::string const& kernel_driver);
    bool unplug(std::string const& port, Order order);
    std::string add_to_sys(std::string const& name, char const* parent, int number, Descriptors const& descriptors);
    std::vector<std::string> add_interfaces(std::string const& name, std::string const& device, Descriptors const& descriptors, std::string const& driver);
};

Testbed::State::~State()
{
    for (;;) {
        std::lock_guard const guard(mutex);
        if (plugged.empty())
            break;
        unplug(std::string(plugged.begin()->first), Order::hang_up_first);
    }
    if (mock) {
        umockdev_testbed_remove_device(mock, root_hub_path);
        g_object_unref(mock); // ends umockdev's thread
    }
    for (auto const& node : retired) {
        if (auto const left = node.lock())
            left->forget_signals();
    }
    worker.reset();
}

/// The device's folder in sysfs; announces it (`add`). Numbers end with a line feed, as the kernel writes them.
std::string Testbed::State::add_to_sys(std::string const& name, char const* parent, int number, Descriptors const& descriptors)
{
    auto const path = fmt::format("{}/{}", parent ? parent : "/sys/devices", name);
    auto bytes = descriptors.device;
    bytes.insert(bytes.end(), descriptors.configuration.begin(), descriptors.configuration.end());
    // Before the announcement: whoever hears it reads them at once.
    fs::create_directories(root.string() + path);
    umockdev_testbed_set_attribute_binary(mock, path.c_str(), "descriptors", bytes.data(), static_cast<gint>(bytes.size()));

    auto const& device = descriptors.device;
    auto const line = [](auto value) { return fmt::format("{}\n", value); };
    StringList attributes;
    attributes.add("busnum", line(bus));
    attributes.add("devnum", line(number));
    attributes.add("speed", line(descriptors.megabits));
    attributes.add("idVendor", line(hexadecimal(word(device, 8), 4)));
    attributes.add("idProduct", line(hexadecimal(word(device, 10), 4)));
    attributes.add("bcdDevice", line(hexadecimal(word(device, 12), 4)));
    attributes.add("bDeviceClass", line(hexadecimal(device.at(4), 2)));
    attributes.add("bConfigurationValue", line(descriptors.configuration.at(5)));
    attributes.add("bNumConfigurations", line(1));
    attributes.add("dev", line(fmt::format("189:{}", number - 1)));
    constexpr std::array string_names { "manufacturer", "product", "serial" };
    for (std::size_t i = 0; i < string_names.size(); ++i) {
        if (auto const index = device.at(14 + i); index != 0)
            attributes.add(string_names[i], line(descriptors.strings.at(index - 1U)));
    }
    StringList properties;
    properties.add("DEVTYPE", "usb_device");
    properties.add("DEVNAME", fmt::format("/dev/bus/usb/{:03}/{:03}", bus, number));
    properties.add("BUSNUM", fmt::format("{:03}", bus));
    properties.add("DEVNUM", fmt::format("{:03}", number));
    properties.add("PRODUCT", fmt::format("{:x}/{:x}/{:x}", word(device, 8), word(device, 10), word(device, 12)));
    properties.add("DRIVER", "usb");
    properties.add("MAJOR", "189");
    properties.add("MINOR", fmt::format("{}", number - 1));
    auto attribute_list = attributes.pointers();
    auto property_list = properties.pointers();
    std::unique_ptr<gchar, decltype(&g_free)> const added(
        umockdev_testbed_add_devicev(mock, "usb", name.c_str(), parent, attribute_list.data(), property_list.data()), g_free);
    return added ? added.get() : std::string();
}

/// Programs that look for readers through udev (pcscd) look for these.
std::vector<std::string> Testbed::State::add_interfaces(std::string const& name, std::string const& device, Descriptors const& descriptors, std::string const& driver)
{
    std::vector<std::string> paths;
    auto const& bytes = descriptors.configuration;
    for (std::size_t at = 0; at + 9 <= bytes.size() && bytes[at] >= 2; at += bytes[at]) {
        constexpr std::uint8_t interface_descriptor = 4;
        if (bytes[at + 1] != interface_descriptor)
            continue;
        constexpr std::array names { "bInterfaceNumber", "bAlternateSetting", "bNumEndpoints", "bInterfaceClass", "bInterfaceSubClass", "bInterfaceProtocol" };
        StringList attributes;
        for (std::size_t i = 0; i < names.size(); ++i)
            attributes.add(names[i], hexadecimal(bytes[at + 2 + i], 2) + "\n");
        StringList properties;
        properties.add("DEVTYPE", "usb_interface");
        properties.add("INTERFACE", fmt::format("{}/{}/{}", bytes[at + 5], bytes[at + 6], bytes[at + 7]));
        if (!driver.empty())
            properties.add("DRIVER", driver);
        auto attribute_list = attributes.pointers();
        auto property_list = properties.pointers();
        auto const interface = fmt::format("{}:{}.{}", name, bytes.at(5), bytes[at + 2]);
        std::unique_ptr<gchar, decltype(&g_free)> const added(
            umockdev_testbed_add_devicev(mock, "usb", interface.c_str(), device.c_str(), attribute_list.data(), property_list.data()), g_free);
        if (!added)
            continue;
        if (!driver.empty())
            umockdev_testbed_set_attribute_link(mock, added.get(), "driver", ("../../../../../bus/usb/drivers/" + driver).c_str());
        paths.emplace_back(added.get());
    }
    return paths;
}

Result<void> Testbed::State::plug(std::string const& port, std::shared_ptr<VirtualDevice> device, std::string const& kernel_driver)
{
    std::lock_guard const guard(mutex);
    if (plugged.contains(port))
        return failed(Failure::refused, fmt::format("port {} is taken", port));
    auto const number = next_number++;
    Plugged entry;
    entry.device = device;
    entry.kernel_driver = kernel_driver;
    entry.node = TRY(UsbfsNode::make(device, kernel_driver));
    entry.node_path = fmt::format("/dev/bus/usb/{:03}/{:03}", bus, number);

    std::error_code error;
    auto const real_path = fs::path(root.string() + entry.node_path);
    fs::create_directories(real_path.parent_path(), error);
    fs::create_symlink(entry.node->terminal(), real_path, error);
    if (error)
        return failed(Failure::refused, fmt::format("making {}: {}", real_path.string(), error.message()));
    GError* trouble = nullptr;
    if (!umockdev_testbed_attach_ioctl(mock, entry.node_path.c_str(), entry.node->ioctls(), &trouble)) {
        auto const story = fmt::format("answering for {}: {}", entry.node_path, trouble->message);
        g_error_free(trouble);
        return failed(Failure::refused, story);
    }
    device->plugged_in([this, port](VirtualDevice::Power power) {
        worker->post([this, port, power] {
            std::lock_guard const inner(mutex);
            auto const found = plugged.find(port);
            if (found == plugged.end())
                return;
            auto const gone = found->second.device;
            auto const driver = found->second.kernel_driver;
            unplug(port, Order::hang_up_first);
            if (power == VirtualDevice::Power::cycled)
                std::ignore = plug(port, gone, driver); // it was possible a moment ago
        });
    });
    // The announcement is the last thing: a host that hears it may open the node at once.
    auto& kept = plugged.insert_or_assign(port, std::move(entry)).first->second;
    kept.sys_path = add_to_sys(port, root_hub_path, number, device->descriptors());
    kept.interface_paths = add_interfaces(port, kept.sys_path, device->descriptors(), kernel_driver);
    return {};
}

bool Testbed::State::unplug(std::string const& port, Order order)
{
    std::lock_guard const guard(mutex);
    auto const found = plugged.find(port);
    if (found == plugged.end())
        return false;
    auto entry = std::move(found->second);
    plugged.erase(found);
    auto const hang_up = [&] {
        // As in the kernel: transfers end, then poll(2) wakes.
        entry.device->unplugged();
        entry.node->hang_up();
    };
    if (order != Order::uevent_first)
        hang_up();
    std::error_code ignored;
    fs::remove(root.string() + entry.node_path, ignored);
    if (order != Order::hang_up_only)
        umockdev_testbed_uevent(mock, entry.sys_path.c_str(), "remove");
    for (auto const& path : entry.interface_paths)
        umockdev_testbed_remove_device(mock, path.c_str());
    umockdev_testbed_remove_device(mock, entry.sys_path.c_str());
    if (order == Order::uevent_first)
        hang_up();
    umockdev_testbed_detach_ioctl(mock, entry.node_path.c_str(), nullptr);
    calls_of_unplugged += entry.node->calls();
    entry.node->retire();
    std::erase_if(retired, [](auto const& node) { return node.expired(); });
    retired.push_back(entry.node);
    return true;
}

Result<Testbed> Testbed::open()
{
    std::signal(SIGHUP, SIG_IGN);
    auto state = std::make_unique<State>();
    state->mock = umockdev_testbed_new();
    // Asked after the testbed exists: the first answer is kept for ever.
    if (!umockdev_in_mock_environment())
        return failed(Failure::refused, "this program is not linked with libumockdev-preload; it cannot act a machine with USB");
    std::unique_ptr<gchar, decltype(&g_free)> const root(umockdev_testbed_get_root_dir(state->mock), g_free);
    state->root = root.get();
    state->add_to_sys("usb1", nullptr, root_hub_number, root_hub());
    return Testbed(std::move(state));
}

Testbed::Testbed(std::unique_ptr<State> state) : m_state(std::move(state)) { }
Testbed::Testbed(Testbed&&) noexcept = default;
Testbed& Testbed::operator=(Testbed&&) noexcept = default;
Testbed::~Testbed() = default;

Result<void> Testbed::plug(std::string const& port, std::shared_ptr<VirtualDevice> device, std::string const& kernel_driver)
{
    return m_state->plug(port, std::move(device), kernel_driver);
}

bool Testbed::unplug(std::string const& port, Order order) { return m_state->unplug(port, order); }

bool Testbed::is_plugged_in(std::string const& port) const
{
    std::lock_guard const guard(m_state->mutex);
    return m_state->plugged.contains(port);
}

void Testbed::settle()
{
    std::promise<void> reached;
    m_state->worker->post([&] { reached.set_value(); });
    reached.get_future().wait();
}

std::filesystem::path const& Testbed::root() const { return m_state->root; }

std::uint64_t Testbed::calls() const
{
    std::lock_guard const guard(m_state->mutex);
    auto sum = m_state->calls_of_unplugged;
    for (auto const& [port, entry] : m_state->plugged)
        sum += entry.node->calls();
    return sum;
}

}
