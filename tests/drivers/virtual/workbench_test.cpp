#include "drivers/virtual/workbench.h"
#include "kiosk/base/core/file.h"
#include "kiosk/glass/pictures/png.h"
#include "tests/doubles/clock.h"

#include "drivers/usb/context.h"

#include <catch2/catch.hpp>

#include <filesystem>

using namespace drivers;
using namespace std::chrono_literals;
using kiosk::Deadline;

namespace {

virtuals::Workbench open_bench(kiosk::Clock const& clock)
{
    auto bench = virtuals::Workbench::open({}, *virtuals::printer_profile_of("80mm"), clock);
    if (!bench)
        FAIL(bench.error().story);
    return std::move(*bench);
}

}

TEST_CASE("orders are answered in one line of JSON", "[virtual]")
{
    kiosk::SystemClock const clock;
    auto bench = open_bench(clock);
    CHECK(bench.answer("card insert 2") == R"({"ok":true})");
    CHECK(bench.answer("card insert 1") == R"({"ok":false,"kind":"refused","story":"card 2 is in the reader; remove it first"})");
    CHECK_THAT(bench.answer("dance"), Catch::StartsWith(R"({"ok":false,"kind":"malformed","story":"expected card, paper,)"));
    CHECK(bench.answer("unplug reader") == R"({"ok":true})");
    CHECK_THAT(bench.answer("unplug reader"), Catch::Contains("is not plugged in"));
    CHECK(bench.answer("plug reader") == R"({"ok":true})");
    CHECK_THAT(bench.answer("plug reader"), Catch::Contains("taken"));
    CHECK(bench.answer("paper low") == R"({"ok":true})");
    CHECK(bench.answer("cover open") == R"({"ok":true})");
    auto const status = bench.status();
    CHECK(status.find("card")->as_integer() == 2);
    CHECK(status.find("paper")->as_text() == "low");
    CHECK(status.find("cover")->as_text() == "open");
    CHECK(status.find("reader")->find("plugged_in")->as_bool());
    CHECK_THAT(bench.answer("status"), Catch::StartsWith(R"({"ok":true,"status":{"bytes_received":0,)"));
}

TEST_CASE("paper that was printed through libusb is saved dot by dot", "[virtual]")
{
    kiosk::SystemClock const clock;
    auto bench = open_bench(clock);
    auto context = usb::Context::open(clock, [](usb::Hotplug const&) { });
    REQUIRE(context);
    auto const devices = context->devices();
    auto const printer = std::ranges::find_if(devices, [](auto const& device) { return device.description().find_class(7); });
    REQUIRE(printer != devices.end());
    auto handle = printer->open();
    REQUIRE(handle);
    CHECK(handle->claim(0, usb::KernelDriver::leave).error().kind == kiosk::Failure::refused);
    auto const claim = handle->claim(0, usb::KernelDriver::detach);
    REQUIRE(claim);
    usb::Bytes const job { 0x1b, '@', 0x1d, 'v', '0', 0, 1, 0, 2, 0, 0x81, 0x7e, 0x1d, 'V', 0 };
    REQUIRE(handle->bulk_out(0x01, job, Deadline::after(clock, 5s)).good());

    auto const file = std::filesystem::temp_directory_path() / ("paper-" + std::to_string(getpid()) + ".png");
    REQUIRE(bench.answer("paper save " + file.string()) == R"({"ok":true})");
    auto const png = kiosk::read_file(file);
    std::filesystem::remove(file);
    REQUIRE(png);
    auto const dots = kiosk::pictures::decode_png_dots(*png, "paper");
    REQUIRE(dots);
    CHECK(*dots == bench.printer().newest_paper());
    CHECK(dots->height() == 2);
    CHECK(dots->at(0, 0));
    CHECK_FALSE(dots->at(0, 1));
    auto const status = bench.status();
    CHECK(status.find("bytes_received")->as_integer() == static_cast<std::int64_t>(job.size()));
    CHECK(status.find("dots_on_paper")->as_integer() == 8);
    CHECK(status.find("printer")->find("cuts")->as_integer() == 1);
}

TEST_CASE("a device that goes by a fault is unplugged, or comes back by itself", "[virtual]")
{
    kiosk::SystemClock const clock;
    auto bench = open_bench(clock);
    auto context = usb::Context::open(clock, [](usb::Hotplug const&) { });
    REQUIRE(context);
    auto const devices = context->devices();
    auto const reader = std::ranges::find_if(devices, [](auto const& device) { return device.description().find_class(11); });
    REQUIRE(reader != devices.end());
    auto handle = reader->open();
    REQUIRE(handle);
    auto const claim = handle->claim(0, usb::KernelDriver::leave);
    REQUIRE(claim);
    usb::Bytes const ask_status { 0x65, 0, 0, 0, 0, 0, 1, 0, 0, 0 };
    auto const deadline = Deadline::after(clock, 5s);

    SECTION("unplug")
    {
        REQUIRE(bench.answer("fault reader unplug at transfer 1") == R"({"ok":true})");
        CHECK(handle->bulk_out(0x01, ask_status, deadline).ending == usb::Ending::unplugged);
        bench.testbed().settle();
        CHECK_FALSE(bench.testbed().is_plugged_in("1-1"));
        CHECK(bench.answer("plug reader") == R"({"ok":true})");
    }
    SECTION("power cycle")
    {
        REQUIRE(bench.answer("fault reader power-cycle at byte 5") == R"({"ok":true})");
        CHECK(handle->bulk_out(0x01, ask_status, deadline).ending == usb::Ending::unplugged);
        bench.testbed().settle();
        CHECK(bench.testbed().is_plugged_in("1-1"));
    }
    CHECK(bench.status().find("faults_fired")->as_integer() == 1);
}
