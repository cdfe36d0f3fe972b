#include "drivers/ccid/descriptor.h"
#include "drivers/ccid/quirks.h"
#include "tests/doubles/bytes.h"

#include <catch2/catch.hpp>

using namespace drivers::ccid;
using doubles::from_hex;

namespace {

/// A common reader at short-APDU level, with an interrupt pipe.
ClassDescriptor common_reader()
{
    return { .version = 0x0110, .last_slot = 0, .voltages = 7, .protocols = 3, .maximum_ifsd = 254, .features = 0x000204BE, .maximum_message = 271 };
}

}

TEST_CASE("the class descriptor is read field by field", "[ccid]")
{
    auto const bytes = from_hex("36 21 1001 00 07 03000000 FC0D0000 A00F0000 00 002A0000 10270500 00 FE000000 00000000 00000000"
                                "BE040200 0F010000 FF FF 0000 00 01");
    auto const descriptor = decode_class_descriptor(bytes).value();
    CHECK(descriptor.version == 0x0110);
    CHECK(descriptor.voltages == 7);
    CHECK(descriptor.protocols == 3);
    CHECK(descriptor.default_clock_khz == 3580);
    CHECK(descriptor.maximum_clock_khz == 4000);
    CHECK(descriptor.data_rate == 10752);
    CHECK(descriptor.maximum_data_rate == 337680);
    CHECK(descriptor.maximum_ifsd == 254);
    CHECK(descriptor.features == 0x000204BE);
    CHECK(descriptor.maximum_message == 271);
    CHECK(descriptor.busy_slots == 1);

    for (std::size_t i = 0; i < bytes.size(); ++i)
        CHECK(decode_class_descriptor(View(bytes).first(i)).error().kind == Failure::malformed);
    auto other = bytes;
    other[1] = 0x22;
    CHECK(decode_class_descriptor(other).error().kind == Failure::malformed);
}

TEST_CASE("a reader is classified by what its descriptor says", "[ccid]")
{
    auto const can = classify(common_reader(), Pipes::bulk_and_interrupt).value();
    CHECK(can.exchange == Exchange::short_apdu);
    CHECK(can.buffer_bytes == 320);
    CHECK(can.slot_events == SlotEvents::interrupt_and_poll);
    CHECK(can.voltages == std::vector { Voltage::automatic });
    CHECK_FALSE(can.ifsd);
    CHECK_FALSE(can.chaining);

    auto extended = common_reader();
    extended.features = 0x00040480;
    CHECK(classify(extended, Pipes::bulk).value().chaining);
    CHECK(classify(extended, Pipes::bulk).value().slot_events == SlotEvents::poll);
    CHECK(classify(extended, Pipes::bulk).value().voltages == std::vector { Voltage::volts_1_8, Voltage::volts_3, Voltage::volts_5 });
    extended.maximum_message = 65554;
    CHECK_FALSE(classify(extended, Pipes::bulk).value().chaining);

    auto tpdu = common_reader();
    tpdu.features = 0x00010030;
    tpdu.voltages = 1;
    CHECK(classify(tpdu, Pipes::bulk).value().ifsd == 254u);
    CHECK(classify(tpdu, Pipes::bulk).value().voltages == std::vector { Voltage::volts_5 });
    tpdu.features |= 0x400;
    CHECK_FALSE(classify(tpdu, Pipes::bulk).value().ifsd);
}

TEST_CASE("a reader that cannot be driven is refused with its reason", "[ccid]")
{
    auto const code = [](ClassDescriptor const& descriptor, Pipes pipes = Pipes::bulk) { return classify(descriptor, pipes).error().code(); };
    CHECK(code(common_reader(), Pipes::none) == "iccd");
    CHECK(code(common_reader(), Pipes::control_and_interrupt) == "no-bulk");
    auto descriptor = common_reader();
    descriptor.protocols = 0x300;
    CHECK(code(descriptor) == "implausible:protocols");
    descriptor = common_reader();
    descriptor.features = 0x00030000;
    CHECK(code(descriptor) == "implausible:features");
    descriptor = common_reader();
    descriptor.features = 0x00020000;
    descriptor.voltages = 0;
    CHECK(code(descriptor) == "implausible:voltage_support");
    descriptor = common_reader();
    descriptor.maximum_message = 10;
    CHECK(code(descriptor) == "implausible:max_message_length");
    descriptor.maximum_message = 0xFFFFFFFF;
    CHECK(code(descriptor) == "implausible:max_message_length");
    descriptor = common_reader();
    descriptor.features = 0x00010008;
    descriptor.maximum_ifsd = 0;
    CHECK(code(descriptor) == "implausible:max_ifsd");
}

TEST_CASE("a quirk is found by device and firmware, and every row says how we know", "[ccid]")
{
    REQUIRE(quirk_of(0x072F, 0x2200, 0x0214));
    CHECK(quirk_of(0x072F, 0x2200, 0x0214)->status_limit >= std::chrono::seconds(1));
    CHECK(quirk_of(0x072F, 0x90CC, 0x0100));
    CHECK_FALSE(quirk_of(0x072F, 0x90CC, 0x0101));
    CHECK_FALSE(quirk_of(0, 0, 0));
    for (auto const& row : all_quirks()) {
        CHECK_FALSE(row.what.empty());
        CHECK_FALSE(row.evidence.empty());
        CHECK(row.first_release <= row.last_release);
    }
}
