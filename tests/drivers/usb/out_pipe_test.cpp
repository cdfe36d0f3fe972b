#include "drivers/usb/out_pipe.h"

#include "tests/drivers/usb/loopback_device.h"
#include "tests/drivers/usb/machine.h"

#include <catch2/catch.hpp>

using namespace drivers;
using doubles::LoopbackDevice;
using doubles::Machine;

namespace {

struct Bench {
    Bench()
        : machine(clock)
    {
        REQUIRE(machine.testbed.plug("1-1", device));
        machine.start();
        handle.emplace(machine.next<usb::Arrived>().device.open().value());
        claim.emplace(handle->claim(0, usb::KernelDriver::leave).value());
        pipe.emplace(usb::OutPipe::open(*handle, { 0x01, usb::TransferKind::bulk, 64, 0 }, [this](usb::Completion const& completion) { endings.post(completion.ending); }));
    }
    usb::Ending next()
    {
        auto const ending = endings.wait_until(kiosk::Deadline::after(clock, std::chrono::seconds(5)), clock);
        REQUIRE(ending);
        return *ending;
    }

    kiosk::SystemClock clock;
    std::shared_ptr<LoopbackDevice> device = std::make_shared<LoopbackDevice>();
    kiosk::Mailbox<usb::Ending> endings;
    Machine machine;
    std::optional<usb::Handle> handle;
    std::optional<usb::Claim> claim;
    std::optional<usb::OutPipe> pipe;
};

}

TEST_CASE("what is sent is taken in order while the sender goes on", "[usb]")
{
    Bench bench;
    usb::Bytes all;
    for (std::uint8_t i = 0; i < 20; ++i) {
        usb::Bytes const piece(100, i);
        REQUIRE(bench.pipe->send(piece));
    }
    usb::Bytes back;
    for (std::uint8_t i = 0; i < 20; ++i) {
        CHECK(bench.next() == usb::Ending::completed);
        usb::Bytes part(128);
        auto const got = bench.handle->bulk_in(0x82, part, kiosk::Deadline::after(bench.clock, std::chrono::seconds(5)));
        REQUIRE(got.good());
        part.resize(*got.bytes);
        back.insert(back.end(), part.begin(), part.end());
        all.insert(all.end(), 100, i);
    }
    CHECK(back == all);
}

TEST_CASE("what a busy device does not take is called back, each with one ending", "[usb]")
{
    Bench bench;
    bench.device->takes_only(150);
    for (int i = 0; i < 3; ++i)
        REQUIRE(bench.pipe->send(usb::Bytes(100, 7)));
    CHECK(bench.next() == usb::Ending::completed);
    bench.pipe->call_back();
    CHECK(bench.next() == usb::Ending::cancelled);
    CHECK(bench.next() == usb::Ending::cancelled);
    CHECK_FALSE(bench.endings.take());
}

TEST_CASE("when one transfer stalls the others come back with it", "[usb]")
{
    Bench bench;
    bench.device->takes_only(0);
    bench.device->arm({ virtuals::FaultKind::stall, virtuals::Fault::Unit::transfer, 1 });
    for (int i = 0; i < 3; ++i)
        REQUIRE(bench.pipe->send(usb::Bytes(100, 7)));
    bench.device->takes_only(SIZE_MAX);
    CHECK(bench.next() == usb::Ending::stalled);
    for (int i = 0; i < 2; ++i) {
        auto const ending = bench.next();
        CHECK((ending == usb::Ending::cancelled || ending == usb::Ending::stalled));
    }
}

TEST_CASE("unplugging ends what is on its way", "[usb][U5]")
{
    Bench bench;
    bench.device->takes_only(0);
    REQUIRE(bench.pipe->send(usb::Bytes(100, 7)));
    REQUIRE(bench.machine.testbed.unplug("1-1"));
    CHECK(bench.next() == usb::Ending::unplugged);
    (void)bench.machine.next<usb::Departed>();
    CHECK(bench.pipe->send(usb::Bytes(1, 7)).error().kind == kiosk::Failure::absent);
}
