#include "drivers/iso7816/tlv.h"
#include "tests/doubles/bytes.h"

#include <catch2/catch.hpp>

using namespace drivers::iso7816;
using doubles::from_hex;

TEST_CASE("a row of data objects is read in order, also within one another", "[iso7816]")
{
    auto const bytes = from_hex("00 70 08 C1 02 31 32 5F 20 01 41 00 7F4E 00");
    TlvReader row(bytes);
    auto const outer = row.next().value().value();
    CHECK(outer.tag == 0x70);
    CHECK(outer.constructed);
    CHECK(outer.value.size() == 8);
    CHECK(find_tlv(outer.value, 0x5F20).value().value[0] == 0x41);
    CHECK(find_tlv(outer.value, 0xC1).value().value.size() == 2);
    CHECK(find_tlv(outer.value, 0xC2).error().kind == Failure::absent);
    CHECK(row.next().value().value().tag == 0x7F4E);
    CHECK_FALSE(row.next().value());
}

TEST_CASE("lengths of one to four more bytes are understood", "[iso7816]")
{
    for (auto const* head : { "C1 81 80", "C1 82 00 80", "C1 83 00 00 80", "C1 84 00 00 00 80" }) {
        auto bytes = from_hex(head);
        bytes.insert(bytes.end(), 128, 0x5A);
        CHECK(TlvReader(bytes).next().value().value().value.size() == 128);
        CHECK(length_of_first(View(bytes).first(from_hex(head).size())).value() == bytes.size());
    }
    CHECK_FALSE(length_of_first(from_hex("C1")).value());
    CHECK_FALSE(length_of_first(from_hex("C1 82 01")).value());
    CHECK_FALSE(length_of_first({}).value());
}

TEST_CASE("a data object that lies is malformed, with its offset", "[iso7816]")
{
    auto const told = [](std::string_view hex) {
        auto const bytes = from_hex(hex);
        auto const object = TlvReader(bytes).next();
        REQUIRE_FALSE(object);
        CHECK(object.error().kind == Failure::malformed);
        return object.error().story;
    };
    CHECK(told("C1") == "TLV offset 0: ends inside tag or length");
    CHECK(told("00 00 C1 82 01") == "TLV offset 2: ends inside tag or length");
    CHECK(told("C1 02 31") == "TLV offset 0: tag C1 says 2 bytes, 1 are left");
    CHECK(told("C1 84 FF FF FF FF 31") == "TLV offset 0: tag C1 says 4294967295 bytes, 1 are left");
    CHECK(told("C1 80 00 00") == "TLV offset 1: an indefinite length");
    CHECK(told("C1 85 00 00 00 00 00") == "TLV offset 1: a length of more than four bytes");
    CHECK(told("5F 00 00") == "TLV offset 1: a tag that could be shorter");
    CHECK(told("5F 1E 00") == "TLV offset 1: a tag that could be shorter");
    CHECK(told("7F 81 82 83 01 00") == "TLV offset 3: a tag of more than three bytes");
}
