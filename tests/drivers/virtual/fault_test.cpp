#include "drivers/virtual/card_reader.h"
#include "tests/drivers/usb/loopback_device.h"
#include "tests/drivers/virtual/direct_host.h"

#include <catch2/catch.hpp>

using namespace drivers::virtuals;
using doubles::DirectHost;
using doubles::LoopbackDevice;
using Unit = Fault::Unit;
using Status = TransferStatus;

namespace {

struct Bench {
    LoopbackDevice device;
    DirectHost host { device };
};

Bytes const hello { 'h', 'e', 'l', 'l', 'o', '!' };

}

TEST_CASE("a fault meets the transfer it was armed for, once", "[virtual]")
{
    Bench bench;
    bench.device.arm({ FaultKind::stall, Unit::transfer, 3 }); // out 1, in 2, out 3
    CHECK(bench.host.send(hello) == Status::done);
    CHECK(bench.host.read() == hello);
    CHECK(bench.device.counters().faults_fired == 0);
    CHECK(bench.host.send(hello) == Status::stalled);
    CHECK(bench.host.send(hello) == Status::stalled);
    CHECK(bench.device.counters().faults_fired == 1);
    CHECK(bench.device.clear_halt(0x01));
    CHECK(bench.host.send(hello) == Status::done);
    CHECK(bench.host.read() == hello);
}

TEST_CASE("a stalled answer is lost", "[virtual]")
{
    Bench bench;
    bench.device.arm({ FaultKind::stall, Unit::transfer, 2 });
    CHECK(bench.host.send(hello) == Status::done);
    CHECK(bench.host.read().empty());
    CHECK(bench.host.last_status == Status::stalled);
    CHECK(bench.device.clear_halt(0x82));
    CHECK(bench.host.read().empty());
    CHECK(bench.host.last_status == Status::cancelled);
}

TEST_CASE("a short transfer loses its second half", "[virtual]")
{
    Bench bench;
    bench.device.arm({ FaultKind::cut_short, Unit::transfer, GENERATE(1U, 2U) });
    CHECK(bench.host.send(hello) == Status::done);
    CHECK(bench.host.read() == Bytes { 'h', 'e', 'l' });
}

TEST_CASE("a babbling answer is more than was asked for", "[virtual]")
{
    Bench bench;
    bench.device.arm({ FaultKind::babble, Unit::transfer, GENERATE(1U, 2U) });
    CHECK(bench.host.send(hello) == Status::done);
    std::ignore = bench.host.read();
    CHECK(bench.host.last_status == Status::overflow);
}

TEST_CASE("a busy endpoint stays busy until somebody helps", "[virtual]")
{
    Bench bench;
    bench.device.arm({ FaultKind::nak, Unit::transfer, 1 });
    auto const stuck = bench.host.start(0x01, hello);
    CHECK(stuck->status == Status::pending);
    SECTION("the fault is cleared")
    {
        bench.device.disarm();
        CHECK(stuck->status == Status::done);
    }
    SECTION("the port is reset")
    {
        CHECK(bench.device.cancel(stuck));
        bench.device.reset();
        CHECK(bench.host.send(hello) == Status::done);
    }
}

TEST_CASE("a late answer comes before the next one", "[virtual]")
{
    Bench bench;
    bench.device.arm({ FaultKind::late, Unit::transfer, 2 });
    CHECK(bench.host.send({ 'o', 'l', 'd' }) == Status::done);
    CHECK(bench.host.read().empty());
    CHECK(bench.host.send({ 'n', 'e', 'w' }) == Status::done);
    CHECK(bench.host.read() == Bytes { 'o', 'l', 'd', 'n', 'e', 'w' });
}

TEST_CASE("a duplicate answer comes twice", "[virtual]")
{
    Bench bench;
    bench.device.arm({ FaultKind::duplicate, Unit::transfer, 2 });
    CHECK(bench.host.send({ 'a', 'b' }) == Status::done);
    CHECK(bench.host.read() == Bytes { 'a', 'b', 'a', 'b' });
}

TEST_CASE("bytes are counted to the byte", "[virtual]")
{
    Bench bench;
    auto const at = GENERATE(0U, 1U, 63U, 64U, 65U, 199U, 200U);
    bench.device.arm({ FaultKind::unplug, Unit::byte, at });
    auto const transfer = bench.host.start(0x01, Bytes(200, 7));
    CHECK(transfer->actual == at);
    CHECK(transfer->status == Status::unplugged);
    CHECK(bench.host.power_change == VirtualDevice::Power::pulled);
    CHECK(bench.host.send(hello) == Status::unplugged);
}

TEST_CASE("a power cycle ends everything in flight", "[virtual]")
{
    Bench bench;
    auto const waiting = bench.host.start(0x82, Bytes(64));
    bench.device.arm({ FaultKind::power_cycle, Unit::transfer, 1 });
    CHECK(bench.host.send(hello) == Status::unplugged);
    CHECK(waiting->status == Status::unplugged);
    CHECK(bench.host.power_change == VirtualDevice::Power::cycled);
    bench.host.plug();
    CHECK(bench.host.send(hello) == Status::done);
    CHECK(bench.host.read() == hello);
}

TEST_CASE("class requests meet faults, standard ones do not", "[virtual]")
{
    Bench bench;
    bench.device.arm({ FaultKind::stall, Unit::transfer, 1 });
    CHECK(bench.host.control({ 0x80, 6, 0, 1, 0, 0, 18, 0 })->size() == 18);
    CHECK_FALSE(bench.host.control({ 0xc0, 2, 0, 0, 0, 0, 8, 0 }));
    CHECK(bench.host.control({ 0xc0, 2, 0, 0, 0, 0, 8, 0 }));
}

TEST_CASE("descriptors, strings and halts are told by standard requests", "[virtual]")
{
    Bench bench;
    auto const manufacturer = bench.host.control({ 0x80, 6, 1, 3, 9, 4, 0xff, 0 });
    REQUIRE(manufacturer);
    CHECK(manufacturer->size() == 2 + 2 * 7);
    CHECK((*manufacturer)[2] == 'S');
    CHECK_FALSE(bench.host.control({ 0x80, 6, 9, 3, 9, 4, 0xff, 0 }));
    CHECK(bench.host.control({ 0x82, 0, 0, 0, 0x01, 0, 2, 0 }) == Bytes { 0, 0 });
    bench.device.arm({ FaultKind::stall, Unit::transfer, 1 });
    CHECK(bench.host.send(hello) == Status::stalled);
    CHECK(bench.host.control({ 0x82, 0, 0, 0, 0x01, 0, 2, 0 }) == Bytes { 1, 0 });
    CHECK(bench.host.control({ 0x02, 1, 0, 0, 0x01, 0, 0, 0 }));
    CHECK(bench.host.send(hello) == Status::done);
}

TEST_CASE("a full packet is followed by an empty one where a message ends so", "[virtual]")
{
    Bench bench;
    CHECK(bench.host.send(Bytes(128, 1)) == Status::done);
    auto const answer = bench.host.start(0x82, Bytes(1000));
    CHECK(answer->status == Status::done);
    CHECK(answer->actual == 128);
}
