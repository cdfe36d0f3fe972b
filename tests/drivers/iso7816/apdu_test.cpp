#include "drivers/iso7816/apdu.h"
#include "drivers/iso7816/payment.h"
#include "drivers/iso7816/status.h"
#include "tests/doubles/bytes.h"

#include <catch2/catch.hpp>

using namespace drivers::iso7816;
using doubles::from_hex;

TEST_CASE("short commands are written in the four cases of the standard", "[iso7816]")
{
    CHECK(encode_short({ .cla = 0, .ins = 0x44, .p1 = 1, .p2 = 2 }).value() == from_hex("00 44 01 02"));
    CHECK(encode_short(read_binary(0x0102, 0xF0)).value() == from_hex("00 B0 01 02 F0"));
    CHECK(encode_short(read_binary(0, 256)).value() == from_hex("00 B0 00 00 00"));
    CHECK(encode_short({ .ins = 0xD6, .data = from_hex("AA BB") }).value() == from_hex("00 D6 00 00 02 AA BB"));
    CHECK(encode_short(select_by_name(from_hex("F0 53 48 55 42 42 41 4B 01"))).value()
        == from_hex("00 A4 04 00 09 F0 53 48 55 42 42 41 4B 01 00"));
}

TEST_CASE("extended commands carry lengths of two bytes", "[iso7816]")
{
    CHECK(encode_extended({ .ins = 0x44 }).value() == from_hex("00 44 00 00"));
    CHECK(encode_extended(read_binary(0, 65536)).value() == from_hex("00 B0 00 00 00 00 00"));
    CHECK(encode_extended(read_binary(0, 300)).value() == from_hex("00 B0 00 00 00 01 2C"));
    CHECK(encode_extended({ .ins = 0xD6, .data = from_hex("AA"), .expected = 1 }).value() == from_hex("00 D6 00 00 00 00 01 AA 00 01"));
    CHECK(form_of(read_binary(0, 257)) == Form::extended);
    CHECK(form_of({ .data = Bytes(256, 0) }) == Form::extended);
    CHECK(form_of({ .data = Bytes(255, 0), .expected = 256 }) == Form::short_form);
    CHECK(encode_short(read_binary(0, 257)).error().kind == Failure::refused);
    CHECK(encode_extended({ .data = Bytes(65536, 0) }).error().kind == Failure::refused);
    CHECK(encode_extended({ .expected = 65537 }).error().kind == Failure::refused);
    CHECK(encode_short({ .expected = 0 }).error().kind == Failure::refused);
}

TEST_CASE("what is written is read back alike, short and extended", "[iso7816]")
{
    for (std::size_t count : { 0u, 1u, 254u, 255u, 256u, 300u, 65535u }) {
        for (std::optional<std::uint32_t> expected : { std::optional<std::uint32_t>(), { 1u }, { 255u }, { 256u }, { 257u }, { 65536u } }) {
            Command const command { .cla = 0x0C, .ins = 0xA4, .p1 = 4, .p2 = 12, .data = Bytes(count, 0x5A), .expected = expected };
            CAPTURE(count, expected.value_or(0));
            CHECK(decode_command(encode_extended(command).value()).value() == command);
            if (form_of(command) == Form::short_form)
                CHECK(decode_command(encode_short(command).value()).value() == command);
        }
    }
}

TEST_CASE("a command whose lengths lie is malformed", "[iso7816]")
{
    for (auto const* hex : { "", "00 A4 04", "00 A4 04 00 02 AA", "00 A4 04 00 01 AA 00 00", "00 A4 04 00 00 00",
             "00 A4 04 00 00 00 02 AA", "00 A4 04 00 00 00 00 AA", "00 A4 04 00 00 00 01 AA 00" })
        CHECK(decode_command(from_hex(hex)).error().kind == Failure::malformed);
}

TEST_CASE("a response ends with its status word", "[iso7816]")
{
    auto const response = decode_response(from_hex("6F 02 84 00 61 10")).value();
    CHECK(response.data == from_hex("6F 02 84 00"));
    CHECK(response.status == StatusWord { 0x6110 });
    CHECK(decode_response(from_hex("90 00")).value().data.empty());
    CHECK(decode_response(from_hex("90")).error().kind == Failure::malformed);
    CHECK(decode_response(Bytes(65539, 0)).error().kind == Failure::malformed);
}

TEST_CASE("61xx asks for the rest and 6Cxx asks again with the right length", "[iso7816]")
{
    auto const command = read_binary(16, 256);
    auto const rest = follow_up(command, { 0x6110 }).value();
    CHECK(encode_short(rest).value() == from_hex("00 C0 00 00 10"));
    auto const again = follow_up(command, { 0x6C08 }).value();
    CHECK(encode_short(again).value() == from_hex("00 B0 00 10 08"));
    CHECK(follow_up(read_binary(0, 8), { 0x6C00 }).value().expected == 256u);
    CHECK_FALSE(follow_up(read_binary(0, 8), { 0x6C08 }));
    CHECK_FALSE(follow_up(command, { 0x9000 }));
    CHECK_FALSE(follow_up(command, { 0x6A82 }));
    CHECK(follow_up({ .cla = 0x10, .ins = 0xD6 }, { 0x6100 }).value() == Command { .ins = 0xC0, .expected = 256 });
}

TEST_CASE("a status word means one thing", "[iso7816]")
{
    CHECK(meaning_of({ 0x9000 }) == Meaning::done);
    CHECK(meaning_of({ 0x6A82 }) == Meaning::not_found);
    CHECK(meaning_of({ 0x6282 }) == Meaning::warning);
    CHECK(meaning_of({ 0x6982 }) == Meaning::denied);
    CHECK(meaning_of({ 0x6F00 }) == Meaning::failed);
    CHECK(meaning_of({ 0x0000 }) == Meaning::failed);
    CHECK(story_of({ 0x6A82 }) == "6A82: file or application not found");
}

TEST_CASE("no payment application can be opened", "[iso7816][guard]")
{
    for (auto const* aid : { "A000000003 1010", "A000000004 1010", "A000000025 01", "A000000065 1010", "A000000098 0840",
             "A000000152 3010", "A000000324 1010", "A000000333 010101" }) {
        auto command = select_by_name(from_hex(aid));
        CHECK(opens_payment(command));
        command.cla = 0x01; // another logical channel
        command.p2 = 0x02;  // next occurrence
        CHECK(opens_payment(command));
    }
    for (std::string_view directory : { "1PAY.SYS.DDF01", "2PAY.SYS.DDF01" })
        CHECK(opens_payment(select_by_name(Bytes(directory.begin(), directory.end()))));
    // A card may complete a shorter name.
    CHECK(opens_payment({ .ins = 0xA4, .p1 = 4, .data = from_hex("A0 00") }));
    CHECK(opens_payment({ .ins = 0xA4, .p1 = 4 }));
    CHECK_FALSE(opens_payment(select_by_name(from_hex("F0 53 48 55 42 42 41 4B 01"))));
    CHECK_FALSE(opens_payment(select_by_name(from_hex("A0 00 00 02 47 10 01")))); // a travel document
    CHECK_FALSE(opens_payment(read_binary(0, 16)));
    CHECK_FALSE(opens_payment({ .ins = 0xA4, .p1 = 0x02, .data = from_hex("01 01") })); // SELECT by file identifier
}
