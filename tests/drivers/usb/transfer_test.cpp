#include "tests/doubles/clock.h"
#include "tests/drivers/usb/loopback_device.h"
#include "tests/drivers/usb/machine.h"

#include "drivers/usb/in_pump.h"

#include <catch2/catch.hpp>

#include <future>
#include <numeric>

using namespace drivers;
using namespace std::chrono_literals;
using doubles::LoopbackDevice;
using doubles::Machine;
using kiosk::Deadline;
using kiosk::Failure;
using usb::Ending;

namespace {

/// A loopback device, plugged in, opened and claimed.
struct Bench {
    explicit Bench(kiosk::Clock const& in_clock, std::string const& kernel_driver = {})
        : clock(in_clock), machine(in_clock)
    {
        REQUIRE(machine.testbed.plug("1-1", loopback, kernel_driver));
        machine.start();
        open();
        if (kernel_driver.empty())
            take();
    }
    void open()
    {
        auto opened = machine.next<usb::Arrived>().device.open();
        if (!opened)
            FAIL(opened.error().story);
        handle.emplace(std::move(*opened));
    }
    void take()
    {
        auto claimed = handle->claim(0, usb::KernelDriver::leave);
        if (!claimed)
            FAIL(claimed.error().story);
        claim.emplace(std::move(*claimed));
    }
    [[nodiscard]] Deadline soon() const { return Deadline::after(clock, 5s); }
    [[nodiscard]] Deadline very_soon() const { return Deadline::after(clock, 50ms); }

    kiosk::Clock const& clock;
    std::shared_ptr<LoopbackDevice> loopback = std::make_shared<LoopbackDevice>();
    Machine machine;
    std::optional<usb::Handle> handle;
    std::optional<usb::Claim> claim;
};

usb::Bytes counting(std::size_t size)
{
    usb::Bytes bytes(size);
    std::iota(bytes.begin(), bytes.end(), std::uint8_t { 0 });
    return bytes;
}

/// Letters of a pump.
struct Heard {
    std::mutex mutex;
    std::condition_variable changed;
    std::vector<usb::Bytes> messages;
    std::optional<usb::Completion> end;

    usb::InPump::OnBytes on_bytes()
    {
        return [this](std::span<std::uint8_t const> bytes) {
            std::lock_guard const guard(mutex);
            messages.emplace_back(bytes.begin(), bytes.end());
            changed.notify_all();
        };
    }
    usb::InPump::OnEnd on_end()
    {
        return [this](usb::Completion completion) {
            std::lock_guard const guard(mutex);
            end = completion;
            changed.notify_all();
        };
    }
    template <typename Condition>
    bool wait(Condition condition)
    {
        std::unique_lock lock(mutex);
        return changed.wait_for(lock, 5s, condition);
    }
};

usb::InPump start_pump(Bench& bench, std::uint8_t endpoint, Heard& heard)
{
    auto const& interface = bench.handle->description().interfaces.at(0);
    auto const found = std::ranges::find_if(interface.endpoints, [&](auto const& candidate) { return candidate.address == endpoint; });
    REQUIRE(found != interface.endpoints.end());
    auto pump = usb::InPump::start(*bench.handle, *found, heard.on_bytes(), heard.on_end());
    if (!pump)
        FAIL(pump.error().story);
    return std::move(*pump);
}

}

TEST_CASE("bytes go out and come back, whatever their number", "[usb]")
{
    kiosk::SystemClock const clock;
    Bench bench(clock);
    for (std::size_t const size : { 1U, 63U, 64U, 65U, 640U, 16384U, 100000U }) {
        auto const sent = counting(size);
        auto const out = bench.handle->bulk_out(0x01, sent, bench.soon());
        REQUIRE(out.good());
        CHECK(out.bytes == size);
        usb::Bytes received(size + 64);
        auto const in = bench.handle->bulk_in(0x82, received, bench.soon());
        REQUIRE(in.good());
        REQUIRE(in.bytes == size);
        received.resize(size);
        CHECK(received == sent);
    }
}

TEST_CASE("control requests carry bytes both ways and are refused by a stall", "[usb]")
{
    kiosk::SystemClock const clock;
    Bench bench(clock);
    auto const sent = counting(100);
    auto const out = bench.handle->control_out({ 0x40, 1, 0, 0 }, sent, bench.soon());
    REQUIRE(out.good());
    CHECK(out.bytes == 100U);
    CHECK(bench.loopback->written() == sent);

    usb::Bytes received(200);
    auto const in = bench.handle->control_in({ 0x40, 2, 0, 0 }, received, bench.soon());
    REQUIRE(in.good());
    REQUIRE(in.bytes == 100U);
    received.resize(100);
    CHECK(received == sent);

    auto const refused = bench.handle->control_out({ 0x40, 9, 0, 0 }, {}, bench.soon());
    CHECK(refused.ending == Ending::stalled);
    CHECK(usb::bytes_of(refused, "asking").error().kind == Failure::refused);
}

TEST_CASE("a deadline ends a transfer that nobody answers, and the count is not known", "[usb][U4]")
{
    kiosk::SystemClock const clock;
    Bench bench(clock);
    bench.loopback->takes_only(128);
    auto const before = clock.now();
    auto const out = bench.handle->bulk_out(0x01, counting(1000), bench.very_soon());
    CHECK(out.ending == Ending::deadline_passed);
    CHECK_FALSE(out.bytes);
    CHECK(clock.now() - before < 1s);
    CHECK(usb::bytes_of(out, "sending").error().kind == Failure::unreachable);

    usb::Bytes nothing(64);
    auto const in = bench.handle->bulk_in(0x82, nothing, bench.very_soon());
    CHECK(in.ending == Ending::deadline_passed);
}

TEST_CASE("a deadline is measured with the given clock", "[usb][U4]")
{
    doubles::AdvanceableClock clock;
    Bench bench(clock);
    auto waiting = std::async(std::launch::async, [&] {
        usb::Bytes nothing(64);
        return bench.handle->bulk_in(0x82, nothing, Deadline::after(clock, 24h));
    });
    CHECK(waiting.wait_for(50ms) == std::future_status::timeout);
    clock.advance(25h);
    CHECK(waiting.get().ending == Ending::deadline_passed);
}

TEST_CASE("a transfer that starts after its deadline still ends", "[usb][U4]")
{
    kiosk::SystemClock const clock;
    Bench bench(clock);
    usb::Bytes nothing(64);
    CHECK(bench.handle->bulk_in(0x82, nothing, Deadline::at(clock.now() - 1s)).ending == Ending::deadline_passed);
}

TEST_CASE("a stalled endpoint says so until its halt is cleared", "[usb]")
{
    kiosk::SystemClock const clock;
    Bench bench(clock);
    bench.loopback->arm({ virtuals::FaultKind::stall, virtuals::Fault::Unit::byte, 128 });
    auto const cut = bench.handle->bulk_out(0x01, counting(1000), bench.soon());
    CHECK(cut.ending == Ending::stalled);
    CHECK(cut.bytes == 128U);
    CHECK(bench.handle->bulk_out(0x01, counting(10), bench.soon()).ending == Ending::stalled);
    REQUIRE(bench.handle->clear_halt(0x01));
    CHECK(bench.handle->bulk_out(0x01, counting(10), bench.soon()).good());
}

TEST_CASE("a device that sends more than was asked for is an overrun", "[usb]")
{
    kiosk::SystemClock const clock;
    Bench bench(clock);
    bench.loopback->says(0x82, counting(64));
    usb::Bytes small(10);
    auto const in = bench.handle->bulk_in(0x82, small, bench.soon());
    CHECK(in.ending == Ending::overrun);
    CHECK(usb::bytes_of(in, "reading").error().kind == Failure::malformed);
}

TEST_CASE("an endpoint that the device has not got breaks the transfer and nothing else", "[usb]")
{
    kiosk::SystemClock const clock;
    Bench bench(clock);
    CHECK(bench.handle->bulk_out(0x07, counting(10), bench.soon()).ending == Ending::broken);
    CHECK(bench.handle->bulk_out(0x01, counting(10), bench.soon()).good());
    CHECK(bench.handle->clear_halt(0x07).error().kind == Failure::absent);
}

TEST_CASE("unplugging ends what is in flight, whatever the host sees first", "[usb][U5]")
{
    kiosk::SystemClock const clock;
    Bench bench(clock);
    auto const order = GENERATE(virtuals::Testbed::Order::hang_up_first, virtuals::Testbed::Order::uevent_first, virtuals::Testbed::Order::hang_up_only);
    auto waiting = std::async(std::launch::async, [&] {
        usb::Bytes nothing(64);
        return bench.handle->bulk_in(0x82, nothing, bench.soon());
    });
    CHECK(waiting.wait_for(20ms) == std::future_status::timeout);
    REQUIRE(bench.machine.testbed.unplug("1-1", order));
    auto const ended = waiting.get();
    CHECK(ended.ending == Ending::unplugged);
    CHECK(usb::bytes_of(ended, "reading").error().kind == Failure::absent);
    if (order != virtuals::Testbed::Order::hang_up_only)
        std::ignore = bench.machine.next<usb::Departed>();
    CHECK(bench.handle->bulk_out(0x01, counting(10), bench.soon()).ending == Ending::unplugged);
    CHECK(bench.handle->clear_halt(0x01).error().kind == Failure::absent);
}

TEST_CASE("a device that goes in the middle of a transfer can be opened again when it is back", "[usb][U5]")
{
    kiosk::SystemClock const clock;
    Bench bench(clock);
    bench.loopback->arm({ virtuals::FaultKind::power_cycle, virtuals::Fault::Unit::byte, 100 });
    CHECK(bench.handle->bulk_out(0x01, counting(1000), bench.soon()).ending == Ending::unplugged);
    std::ignore = bench.machine.next<usb::Departed>();
    bench.claim.reset();
    bench.handle.reset();
    bench.open();
    bench.take();
    CHECK(bench.handle->bulk_out(0x01, counting(1000), bench.soon()).good());
}

TEST_CASE("shutting a handle frees whoever waits in it, for good", "[usb]")
{
    kiosk::SystemClock const clock;
    Bench bench(clock);
    auto waiting = std::async(std::launch::async, [&] {
        usb::Bytes nothing(64);
        return bench.handle->bulk_in(0x82, nothing, Deadline::after(clock, 1h));
    });
    CHECK(waiting.wait_for(20ms) == std::future_status::timeout);
    bench.handle->shut();
    CHECK(waiting.get().ending == Ending::cancelled);
    CHECK(bench.handle->bulk_out(0x01, counting(1), bench.soon()).ending == Ending::cancelled);
}

TEST_CASE("a pump hears everything that the device says, in order", "[usb]")
{
    kiosk::SystemClock const clock;
    Bench bench(clock);
    Heard heard;
    auto const endpoint = GENERATE(std::uint8_t { 0x82 }, std::uint8_t { 0x83 });
    auto const pump = start_pump(bench, endpoint, heard);
    constexpr std::uint8_t count = 100;
    for (std::uint8_t i = 0; i < count; ++i)
        bench.loopback->says(endpoint, { i, 0x5a });
    REQUIRE(heard.wait([&] { return heard.messages.size() == count; }));
    std::lock_guard const guard(heard.mutex);
    for (std::uint8_t i = 0; i < count; ++i)
        CHECK(heard.messages[i] == usb::Bytes { i, 0x5a });
    CHECK_FALSE(heard.end);
}

TEST_CASE("a pump does not race with a device that answers with nothing", "[usb]")
{
    kiosk::SystemClock const clock;
    Bench bench(clock);
    Heard heard;
    constexpr int empty = 100;
    for (int i = 0; i < empty; ++i)
        bench.loopback->says(0x82, {});
    bench.loopback->says(0x82, { 7 });
    auto const before = clock.now();
    auto pump = start_pump(bench, 0x82, heard);
    REQUIRE(heard.wait([&] { return !heard.messages.empty(); }));
    CHECK(clock.now() - before > 300ms); // two transfers at a time, 10 ms apart, after the first few
    std::lock_guard const guard(heard.mutex);
    CHECK(heard.messages == std::vector<usb::Bytes> { { 7 } });
}

TEST_CASE("a pump that pauses can be stopped", "[usb][U3]")
{
    kiosk::SystemClock const clock;
    Bench bench(clock);
    Heard heard;
    for (int i = 0; i < 1000; ++i)
        bench.loopback->says(0x82, {});
    auto pump = std::make_unique<usb::InPump>(start_pump(bench, 0x82, heard));
    std::this_thread::sleep_for(50ms);
    pump.reset();
    bench.claim.reset();
    bench.handle.reset();
    std::lock_guard const guard(heard.mutex);
    CHECK_FALSE(heard.end);
}

TEST_CASE("a pump tells once why it ended", "[usb][U5]")
{
    kiosk::SystemClock const clock;
    Bench bench(clock);
    Heard heard;
    auto pump = start_pump(bench, 0x82, heard);
    auto const ended = [&] { return heard.end.has_value(); };
    SECTION("unplugged")
    {
        REQUIRE(bench.machine.testbed.unplug("1-1"));
        REQUIRE(heard.wait(ended));
        CHECK(heard.end->ending == Ending::unplugged);
    }
    SECTION("stalled, and a new one starts after the halt is cleared")
    {
        bench.loopback->arm({ virtuals::FaultKind::stall, virtuals::Fault::Unit::transfer, 1 });
        bench.loopback->says(0x82, { 1 });
        REQUIRE(heard.wait(ended));
        CHECK(heard.end->ending == Ending::stalled);
        REQUIRE(bench.handle->clear_halt(0x82));
        Heard again;
        auto const second = start_pump(bench, 0x82, again);
        bench.loopback->says(0x82, { 2 });
        CHECK(again.wait([&] { return again.messages.size() == 1; }));
    }
    SECTION("shut")
    {
        bench.handle->shut();
        REQUIRE(heard.wait(ended));
        CHECK(heard.end->ending == Ending::cancelled);
    }
}

TEST_CASE("a pump that is destroyed is silent afterwards", "[usb][U3]")
{
    kiosk::SystemClock const clock;
    Bench bench(clock);
    Heard heard;
    {
        auto const pump = start_pump(bench, 0x82, heard);
    }
    bench.loopback->says(0x82, { 1 });
    usb::Bytes left(64);
    CHECK(bench.handle->bulk_in(0x82, left, bench.soon()).bytes == 1U);
    std::lock_guard const guard(heard.mutex);
    CHECK(heard.messages.empty());
    CHECK_FALSE(heard.end);
}

TEST_CASE("a handle may go before its pump", "[usb][U3]")
{
    kiosk::SystemClock const clock;
    Bench bench(clock);
    Heard heard;
    auto const pump = start_pump(bench, 0x82, heard);
    bench.claim.reset();
    bench.handle.reset();
    REQUIRE(heard.wait([&] { return heard.end.has_value(); }));
    CHECK(heard.end->ending == Ending::cancelled);
}

TEST_CASE("a kernel driver is named with its remedy, or sent away", "[usb]")
{
    kiosk::SystemClock const clock;
    Bench bench(clock, "usblp");
    auto const refused = bench.handle->claim(0, usb::KernelDriver::leave);
    REQUIRE_FALSE(refused);
    CHECK(refused.error().kind == Failure::refused);
    CHECK_THAT(refused.error().story, Catch::Contains("1-1") && Catch::Contains("usblp") && Catch::Contains("blacklist usblp"));

    auto const claimed = bench.handle->claim(0, usb::KernelDriver::detach);
    REQUIRE(claimed);
    CHECK(bench.handle->bulk_out(0x01, counting(10), bench.soon()).good());
}

TEST_CASE("an interface that another program holds is refused until it lets go", "[usb]")
{
    kiosk::SystemClock const clock;
    Bench bench(clock);
    auto other = bench.machine.context->devices().at(0).open();
    REQUIRE(other);
    auto const refused = other->claim(0, usb::KernelDriver::detach);
    REQUIRE_FALSE(refused);
    CHECK(refused.error().kind == Failure::refused);
    CHECK_THAT(refused.error().story, Catch::Contains("another program holds it"));
    bench.claim.reset();
    CHECK(other->claim(0, usb::KernelDriver::detach));
    CHECK(other->claim(7, usb::KernelDriver::leave).error().kind == Failure::absent);
}

TEST_CASE("a reset leaves the device usable and its queues empty", "[usb]")
{
    kiosk::SystemClock const clock;
    Bench bench(clock);
    bench.loopback->says(0x82, { 1, 2, 3 });
    REQUIRE(bench.handle->reset());
    usb::Bytes bytes(64);
    CHECK(bench.handle->bulk_in(0x82, bytes, bench.very_soon()).ending == Ending::deadline_passed);
    REQUIRE(bench.handle->bulk_out(0x01, counting(5), bench.soon()).good());
    CHECK(bench.handle->bulk_in(0x82, bytes, bench.soon()).bytes == 5U);
    CHECK(bench.handle->choose_configuration(1));
}

TEST_CASE("a waiting machine does nothing", "[usb]")
{
    kiosk::SystemClock const clock;
    Bench bench(clock);
    Heard heard;
    auto const pump = start_pump(bench, 0x83, heard);
    bench.loopback->says(0x83, { 1 });
    REQUIRE(heard.wait([&] { return heard.messages.size() == 1; }));
    auto const before = bench.machine.testbed.calls();
    std::this_thread::sleep_for(200ms);
    // A node that looked ready would be asked thousands of times.
    CHECK(bench.machine.testbed.calls() - before < 10);
}
