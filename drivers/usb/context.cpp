#include "drivers/usb/context.h"

#include "drivers/usb/door.h"
#include "drivers/usb/library.h"
#include "kiosk/base/core/file.h"

#include <fmt/format.h>

#include <pthread.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <fstream>
#include <future>
#include <iterator>
#include <map>
#include <optional>
#include <utility>

namespace drivers::usb {

using kiosk::failed;
using kiosk::Failure;
using kiosk::Result;

struct Device::State {
    std::shared_ptr<Library> library;
    libusb_device* device;
    Description description;
    kiosk::Clock const* clock;

    State(std::shared_ptr<Library> in_library, libusb_device* in_device, Description in_description, kiosk::Clock const& in_clock)
        : library(std::move(in_library)), device(libusb_ref_device(in_device)), description(std::move(in_description)), clock(&in_clock)
    {
    }
    State(State const&) = delete;
    State& operator=(State const&) = delete;
    ~State() { libusb_unref_device(device); }
};

Description const& Device::description() const { return m_state->description; }

Result<Handle> Device::open() const
{
    auto const& state = *m_state;
    kiosk::verify(state.library->event_thread.load() != std::this_thread::get_id(), "the USB event thread opens no device");
    auto const doing = fmt::format("opening {}", state.description.name());
    if (state.library->ended)
        return failed(Failure::absent, fmt::format("{}: USB has been left", doing));
    libusb_device_handle* handle = nullptr;
    auto const code = libusb_open(state.device, &handle);
    if (code == LIBUSB_ERROR_ACCESS) {
        return failed(Failure::refused,
            fmt::format("{}: this user may not; a udev rule must grant it: SUBSYSTEM==\"usb\", ATTR{{idVendor}}==\"{:04x}\", "
                        "ATTR{{idProduct}}==\"{:04x}\", GROUP=\"shubbak\", MODE=\"0660\"",
                doing, state.description.vendor, state.description.product));
    }
    if (code != 0)
        return std::unexpected(error_of(code, doing));
    return Handle(std::make_shared<Door>(state.library, handle, state.description, *state.clock));
}

namespace {

PortPath port_of(libusb_device* device)
{
    std::array<std::uint8_t, 7> ports {}; // USB 3.2, 10.16: no more than seven tiers
    auto const count = libusb_get_port_numbers(device, ports.data(), static_cast<int>(ports.size()));
    auto text = fmt::format("{}", libusb_get_bus_number(device));
    for (int i = 0; i < count; ++i)
        text += fmt::format("{}{}", i == 0 ? '-' : '.', ports[static_cast<std::size_t>(i)]);
    return { text };
}

/// The kernel read the strings when it found the device, and keeps them: asking the device again would need transfers,
/// permission, and a device that answers. Empty where the device has no such string.
std::string kernel_string(PortPath const& port, std::string_view name)
{
    std::ifstream file(fmt::format("/sys/bus/usb/devices/{}/{}", port.text, name));
    std::string line;
    std::getline(file, line);
    return line;
}

Identity identity_of(libusb_device* device)
{
    auto port = port_of(device);
    auto serial = kernel_string(port, "serial");
    return { std::move(port), std::move(serial) };
}

Endpoint endpoint_of(libusb_endpoint_descriptor const& raw)
{
    constexpr unsigned packet_size_bits = 0x7ff; // USB 2.0, 9.6.6: above them stand extra transactions a microframe
    constexpr std::array kinds { TransferKind::control, TransferKind::isochronous, TransferKind::bulk, TransferKind::interrupt };
    return { raw.bEndpointAddress, kinds[raw.bmAttributes & 3U], static_cast<std::uint16_t>(raw.wMaxPacketSize & packet_size_bits), raw.bInterval };
}

Interface interface_of(libusb_interface_descriptor const& raw)
{
    Interface interface { raw.bInterfaceNumber, raw.bAlternateSetting, raw.bInterfaceClass, raw.bInterfaceSubClass, raw.bInterfaceProtocol, {}, {} };
    auto const append = [&](unsigned char const* bytes, int length) {
        if (bytes && length > 0)
            interface.extra.insert(interface.extra.end(), bytes, bytes + length);
    };
    append(raw.extra, raw.extra_length);
    for (int i = 0; i < raw.bNumEndpoints; ++i) {
        interface.endpoints.push_back(endpoint_of(raw.endpoint[i]));
        // Some readers put their class descriptor after an endpoint.
        append(raw.endpoint[i].extra, raw.endpoint[i].extra_length);
    }
    return interface;
}

struct ConfigurationFree {
    void operator()(libusb_config_descriptor* configuration) const { libusb_free_config_descriptor(configuration); }
};

/// From what the kernel keeps; nothing is sent to the device.
Result<Description> description_of(libusb_device* device, Identity identity)
{
    Description description;
    description.identity = std::move(identity);
    auto const& port = description.identity.port;
    libusb_device_descriptor raw {};
    if (auto const code = libusb_get_device_descriptor(device, &raw); code != 0)
        return std::unexpected(error_of(code, fmt::format("reading the device descriptor of {}", port.text)));
    description.vendor = raw.idVendor;
    description.product = raw.idProduct;
    description.release = raw.bcdDevice;
    description.device_class = raw.bDeviceClass;
    description.manufacturer = kernel_string(port, "manufacturer");
    description.product_name = kernel_string(port, "product");

    libusb_config_descriptor* found = nullptr;
    auto code = libusb_get_active_config_descriptor(device, &found);
    if (code == LIBUSB_ERROR_NOT_FOUND) // nobody has configured it yet
        code = libusb_get_config_descriptor(device, 0, &found);
    std::unique_ptr<libusb_config_descriptor, ConfigurationFree> const configuration(found);
    if (code != 0 || !configuration) {
        return failed(Failure::malformed,
            fmt::format("{}: its configuration descriptor cannot be read ({}): expected descriptors as in USB 2.0, section 9.6",
                description.name(), libusb_error_name(code)));
    }
    description.configuration = configuration->bConfigurationValue;
    for (int i = 0; i < configuration->bNumInterfaces; ++i) {
        auto const& settings = configuration->interface[i];
        for (int j = 0; j < settings.num_altsetting; ++j)
            description.interfaces.push_back(interface_of(settings.altsetting[j]));
    }
    return description;
}

bool is_hub(libusb_device* device)
{
    libusb_device_descriptor raw {};
    return libusb_get_device_descriptor(device, &raw) == 0 && raw.bDeviceClass == LIBUSB_CLASS_HUB;
}

}

struct Context::State {
    /// What was told about a port, so that arrivals and departures alternate (promise U1).
    struct Present {
        libusb_device* device = nullptr; ///< compared, never followed
        Identity identity;
        std::optional<Device> readable;
    };

    kiosk::Clock const& clock;
    Listener listener;
    std::shared_ptr<Library> library = std::make_shared<Library>();
    std::mutex mutex;
    std::map<PortPath, Present> present;
    std::atomic<bool> ending { false };
    libusb_hotplug_callback_handle callback = 0;
    std::thread thread;

    State(kiosk::Clock const& in_clock, Listener in_listener) : clock(in_clock), listener(std::move(in_listener)) { }

    static int LIBUSB_CALL on_hotplug(libusb_context*, libusb_device* device, libusb_hotplug_event event, void* self);
    void arrived(libusb_device* device);
    void departed(libusb_device* device);
    void run(std::promise<int>& started);
};

int LIBUSB_CALL Context::State::on_hotplug(libusb_context*, libusb_device* device, libusb_hotplug_event event, void* self)
{
    auto& state = *static_cast<State*>(self);
    if (event == LIBUSB_HOTPLUG_EVENT_DEVICE_ARRIVED)
        state.arrived(device);
    else
        state.departed(device);
    return 0;
}

void Context::State::arrived(libusb_device* device)
{
    if (is_hub(device))
        return;
    auto identity = identity_of(device);
    auto description = description_of(device, identity);
    Present now { device, identity, std::nullopt };
    if (description)
        now.readable = Device(std::make_shared<Device::State const>(library, device, *description, clock));

    std::optional<Identity> missed;
    {
        std::lock_guard const guard(mutex);
        auto const found = present.find(identity.port);
        if (found != present.end()) {
            if (found->second.device == device)
                return; // enumeration and notification may both tell of it
            missed = found->second.identity;
        }
        present.insert_or_assign(identity.port, now);
    }
    if (missed)
        listener(Departed { *missed });
    if (now.readable)
        listener(Arrived { *now.readable });
    else
        listener(Unreadable { identity, std::move(description).error() });
}

void Context::State::departed(libusb_device* device)
{
    std::optional<Identity> gone;
    {
        std::lock_guard const guard(mutex);
        auto const found = std::ranges::find_if(present, [&](auto const& entry) { return entry.second.device == device; });
        if (found == present.end())
            return;
        gone = found->second.identity;
        present.erase(found);
    }
    listener(Departed { *gone });
}

void Context::State::run(std::promise<int>& started)
{
    library->event_thread = std::this_thread::get_id();
    pthread_setname_np(pthread_self(), "usb");
    // Registered here, so that the listener is called on this thread alone, also for what is present at the start.
    started.set_value(libusb_hotplug_register_callback(library->context,
        LIBUSB_HOTPLUG_EVENT_DEVICE_ARRIVED | LIBUSB_HOTPLUG_EVENT_DEVICE_LEFT, LIBUSB_HOTPLUG_ENUMERATE,
        LIBUSB_HOTPLUG_MATCH_ANY, LIBUSB_HOTPLUG_MATCH_ANY, LIBUSB_HOTPLUG_MATCH_ANY, on_hotplug, this, &callback));
    while (!ending) {
        auto const pause = std::chrono::duration_cast<std::chrono::microseconds>(library->do_what_is_due());
        timeval wait { static_cast<time_t>(pause.count() / 1'000'000), static_cast<suseconds_t>(pause.count() % 1'000'000) };
        libusb_handle_events_timeout_completed(library->context, &wait, nullptr);
    }
}

Result<Context> Context::open(kiosk::Clock const& clock, Listener listener)
{
    auto state = std::make_unique<State>(clock, std::move(listener));
    if (auto const code = libusb_init(&state->library->context); code != 0) {
        state->library->context = nullptr;
        return failed(Failure::refused, fmt::format("starting USB: {}; is /dev/bus/usb there?", libusb_strerror(code)));
    }
    std::promise<int> started;
    auto told = started.get_future();
    state->thread = std::thread([&run = *state, &started] { run.run(started); });
    auto const code = told.get();
    Context context(std::move(state));
    if (code != 0)
        return failed(Failure::refused, fmt::format("listening for USB devices: {}", libusb_strerror(code)));
    return context;
}

Context::Context(std::unique_ptr<State> state) : m_state(std::move(state)) { }
Context::Context(Context&&) noexcept = default;

Context& Context::operator=(Context&& other) noexcept
{
    Context ended(std::move(m_state));
    m_state = std::move(other.m_state);
    return *this;
}

Context::~Context()
{
    if (!m_state)
        return;
    kiosk::verify(m_state->library->event_thread.load() != std::this_thread::get_id(), "the USB event thread does not end itself");
    kiosk::verify(m_state->library->open_doors == 0, "every USB handle is closed before its context ends");
    m_state->library->ended = true;
    m_state->ending = true;
    libusb_hotplug_deregister_callback(m_state->library->context, m_state->callback);
    libusb_interrupt_event_handler(m_state->library->context);
    m_state->thread.join();
}

std::vector<Device> Context::devices() const
{
    std::lock_guard const guard(m_state->mutex);
    std::vector<Device> found;
    for (auto const& [port, present] : m_state->present) {
        if (present.readable)
            found.push_back(*present.readable);
    }
    return found;
}

}
