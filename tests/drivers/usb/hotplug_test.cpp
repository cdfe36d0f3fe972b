#include "tests/drivers/usb/loopback_device.h"
#include "tests/drivers/usb/machine.h"

#include <catch2/catch.hpp>

using namespace drivers;
using doubles::LoopbackDevice;
using doubles::Machine;

TEST_CASE("a device that is there at the start arrives before the context is open", "[usb][U2]")
{
    kiosk::SystemClock const clock;
    Machine machine(clock);
    REQUIRE(machine.testbed.plug("1-3", std::make_shared<LoopbackDevice>()));
    machine.start();

    auto const devices = machine.context->devices();
    REQUIRE(devices.size() == 1);
    auto const arrived = machine.next<usb::Arrived>();
    auto const& description = arrived.device.description();
    CHECK(description.identity == usb::Identity { { "1-3" }, "LB0001" });
    CHECK(description.name() == "1-3 (1209:5cff Shubbak Loopback)");
    CHECK(description.release == 0x0123);
    REQUIRE(description.interfaces.size() == 1);
    auto const* const interface = description.find_class(0xff);
    REQUIRE(interface);
    CHECK(interface->subclass == 1);
    CHECK(interface->protocol == 2);
    CHECK(interface->class_descriptor(0x24) == usb::Bytes { 5, 0x24, 0xaa, 0xbb, 0xcc });
    CHECK(interface->class_descriptor(0x25).empty());
    CHECK(*interface->find(usb::TransferKind::bulk, usb::Direction::out) == usb::Endpoint { 0x01, usb::TransferKind::bulk, 64, 0 });
    CHECK(*interface->find(usb::TransferKind::interrupt, usb::Direction::in) == usb::Endpoint { 0x83, usb::TransferKind::interrupt, 8, 16 });
    CHECK_FALSE(interface->find(usb::TransferKind::interrupt, usb::Direction::out));
    CHECK_FALSE(description.find_class(0x0b));
}

TEST_CASE("plugging and unplugging is told by place and serial, in order", "[usb][U1]")
{
    kiosk::SystemClock const clock;
    Machine machine(clock);
    machine.start();
    for (int round = 0; round < 5; ++round) {
        auto const serial = "LB" + std::to_string(round);
        REQUIRE(machine.testbed.plug("1-2", std::make_shared<LoopbackDevice>(serial)));
        CHECK(machine.next<usb::Arrived>().device.description().identity == usb::Identity { { "1-2" }, serial });
        REQUIRE(machine.testbed.unplug("1-2"));
        CHECK(machine.next<usb::Departed>().identity == usb::Identity { { "1-2" }, serial });
    }
    CHECK(machine.silent());
    CHECK(machine.context->devices().empty());
}

TEST_CASE("two devices come and go without being taken for each other", "[usb][U1]")
{
    kiosk::SystemClock const clock;
    Machine machine(clock);
    REQUIRE(machine.testbed.plug("1-1", std::make_shared<LoopbackDevice>("one")));
    machine.start();
    CHECK(machine.next<usb::Arrived>().device.description().identity.serial == "one");
    REQUIRE(machine.testbed.plug("1-2", std::make_shared<LoopbackDevice>("two")));
    CHECK(machine.next<usb::Arrived>().device.description().identity.serial == "two");
    REQUIRE(machine.testbed.unplug("1-1"));
    CHECK(machine.next<usb::Departed>().identity.port == usb::PortPath { "1-1" });
    REQUIRE(machine.context->devices().size() == 1);
    CHECK(machine.context->devices()[0].description().identity.serial == "two");
}

TEST_CASE("a device may outlive its context, but no longer opens", "[usb]")
{
    kiosk::SystemClock const clock;
    Machine machine(clock);
    REQUIRE(machine.testbed.plug("1-1", std::make_shared<LoopbackDevice>()));
    machine.start();
    auto const device = machine.next<usb::Arrived>().device;
    machine.context.reset();
    auto const opened = device.open();
    REQUIRE_FALSE(opened);
    CHECK(opened.error().kind == kiosk::Failure::absent);
}

TEST_CASE("a device that has gone does not open", "[usb]")
{
    kiosk::SystemClock const clock;
    Machine machine(clock);
    REQUIRE(machine.testbed.plug("1-1", std::make_shared<LoopbackDevice>()));
    machine.start();
    auto const device = machine.next<usb::Arrived>().device;
    REQUIRE(machine.testbed.unplug("1-1"));
    std::ignore = machine.next<usb::Departed>();
    auto const opened = device.open();
    REQUIRE_FALSE(opened);
    CHECK(opened.error().kind == kiosk::Failure::absent);
}

TEST_CASE("a device whose descriptors make no sense is told as unreadable, and its leaving too", "[usb]")
{
    class Nonsense final : public drivers::virtuals::VirtualDevice {
    public:
        // A configuration that claims two interfaces and ends in the middle of an endpoint.
        Nonsense() : VirtualDevice({ virtuals::describe({ 0x1209, 0x5cfe, 1, "", "", "" }, { 0xff, 0, 0, {}, {} }).device,
                         { 9, 2, 200, 0, 0, 1, 0, 0xc0, 1 }, {}, 12 })
        {
        }

    private:
        void started() override { }
        std::size_t take(std::uint8_t, std::span<std::uint8_t const> bytes) override { return bytes.size(); }
        ControlAnswer control(std::array<std::uint8_t, 8> const&, drivers::virtuals::Bytes const&) override { return {}; }
    };
    kiosk::SystemClock const clock;
    Machine machine(clock);
    machine.start();
    REQUIRE(machine.testbed.plug("1-1", std::make_shared<Nonsense>()));
    REQUIRE(machine.testbed.plug("1-2", std::make_shared<LoopbackDevice>()));
    // Whatever libusb makes of it, the good device is found and the bad one has no interface to claim.
    bool found = false;
    while (!found) {
        auto const devices = machine.context->devices();
        found = std::ranges::any_of(devices, [](auto const& device) { return device.description().identity.port.text == "1-2"; });
    }
    for (auto const& device : machine.context->devices()) {
        if (device.description().identity.port.text == "1-1")
            CHECK(device.description().interfaces.empty());
    }
}
