#include "drivers/ccid/message.h"
#include "tests/doubles/bytes.h"

#include <catch2/catch.hpp>

using namespace drivers::ccid;
using doubles::from_hex;

TEST_CASE("commands are written as the standard draws them", "[ccid]")
{
    CHECK(encode_power_on({ 1, 0x2A }, Voltage::volts_3) == from_hex("62 00000000 01 2A 02 0000"));
    CHECK(encode_power_off({ 0, 1 }) == from_hex("63 00000000 00 01 000000"));
    CHECK(encode_get_slot_status({ 0, 2 }) == from_hex("65 00000000 00 02 000000"));
    CHECK(encode_transfer({ 0, 3 }, Chain::ends, from_hex("00 A4")) == from_hex("6F 02000000 00 03 00 0200 00A4"));
    CHECK(encode_abort({ 0, 4 }) == from_hex("72 00000000 00 04 000000"));
    CHECK(encode_transfer({ 0, 0 }, Chain::whole, Bytes(0x10203, 0))[3] == 0x01);
}

TEST_CASE("a reply is read with its address, states and bytes", "[ccid]")
{
    auto const block = decode_reply(from_hex("80 02000000 01 2A 00 00 01 9000")).value();
    CHECK(block.type == ReplyType::bytes);
    CHECK(block.address == Address { 1, 0x2A });
    CHECK(block.power == CardPower::active);
    CHECK(block.status == CommandStatus::done);
    CHECK(block.chain() == Chain::begins);
    CHECK(block.payload == from_hex("9000"));

    auto const mute = decode_reply(from_hex("80 00000000 00 00 42 FE 00")).value();
    CHECK(mute.power == CardPower::absent);
    CHECK(mute.status == CommandStatus::failed);
    CHECK(story_of_slot_error(mute.error) == "FE ICC_MUTE");

    auto const more_time = decode_reply(from_hex("80 00000000 00 00 80 05 00")).value();
    CHECK(more_time.status == CommandStatus::wants_time);
    CHECK(more_time.error == 5);
}

TEST_CASE("a reply that is none is malformed, with its offset", "[ccid]")
{
    CHECK(decode_reply({}).error().story == "CCID reply offset 0: expected a header of 10 bytes, saw 0");
    CHECK(decode_reply(from_hex("80 00000000 00 00 00 00")).error().kind == Failure::malformed);
    CHECK(decode_reply(from_hex("50 00000000 00 00 00 00 00")).error().story == "CCID reply offset 0: expected a reply type 80 to 84, saw 50");
    CHECK(decode_reply(from_hex("80 03000000 00 00 00 00 00 9000")).error().story == "CCID reply offset 1: dwLength says 3 bytes, 2 came");
    CHECK(decode_reply(from_hex("80 FFFFFFFF 00 00 00 00 00 9000")).error().kind == Failure::malformed);
    CHECK(decode_reply(from_hex("81 00000000 00 00 03 00 00")).error().story == "CCID reply offset 7: bStatus 03 is reserved");
    CHECK(decode_reply(from_hex("81 00000000 00 00 C0 00 00")).error().kind == Failure::malformed);
}

TEST_CASE("a slot notice tells four slots in a byte", "[ccid]")
{
    auto const slots = decode_notice(from_hex("50 0B")).value();
    REQUIRE(slots.size() == 4);
    CHECK(slots[0] == SlotNotice { true, true });
    CHECK(slots[1] == SlotNotice { false, true });
    CHECK(slots[2] == SlotNotice {});
    CHECK(decode_notice(from_hex("51 00 01 02")).value().empty()); // HardwareError
    CHECK(decode_notice(from_hex("77 00")).value().empty());
    CHECK(decode_notice({}).value().empty());
    CHECK(decode_notice(from_hex("50")).error().kind == Failure::malformed);
}

TEST_CASE("every reply type belongs to its command", "[ccid]")
{
    CHECK(reply_to(CommandType::power_on) == ReplyType::bytes);
    CHECK(reply_to(CommandType::transfer) == ReplyType::bytes);
    CHECK(reply_to(CommandType::power_off) == ReplyType::slot_status);
    CHECK(reply_to(CommandType::get_slot_status) == ReplyType::slot_status);
    CHECK(reply_to(CommandType::abort) == ReplyType::slot_status);
}
