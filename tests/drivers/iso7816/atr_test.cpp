#include "drivers/iso7816/atr.h"
#include "tests/doubles/bytes.h"

#include <catch2/catch.hpp>

using namespace drivers::iso7816;
using doubles::from_hex;

TEST_CASE("a card that names no protocol speaks T=0 and needs no check byte", "[iso7816]")
{
    auto const atr = parse_atr(from_hex("3B 65 00 00 20 63 CB 68 00")).value();
    CHECK(atr.convention == Convention::direct);
    CHECK(atr.protocols == std::vector<std::uint8_t> { 0 });
    CHECK(atr.historical.size() == 5);
    CHECK(atr.fi_di == 0x11);
    CHECK(atr.waiting_integer == 10);
}

TEST_CASE("the parameters of T=1 are told from the first bytes that speak of it", "[iso7816]")
{
    // TD1 = 81: T=1; TD2 = 71 (T=1) TA3 = FE, TB3 = 45, TC3 = 01.
    auto bytes = from_hex("3B 80 81 71 FE 45 01");
    std::uint8_t sum = 0;
    for (std::size_t i = 1; i < bytes.size(); ++i)
        sum = static_cast<std::uint8_t>(sum ^ bytes[i]);
    bytes.push_back(sum);
    auto const atr = parse_atr(bytes).value();
    CHECK(atr.protocols == std::vector<std::uint8_t> { 1 });
    CHECK(atr.ifsc == 254);
    CHECK(atr.block_waiting == 4);
    CHECK(atr.character_waiting == 5);
    CHECK(atr.block_check == BlockCheck::crc);
}

TEST_CASE("a card that offers two protocols keeps their order", "[iso7816]")
{
    // A JCOP card as recorded in the field: T=0 first, T=1 with IFSC 254 too.
    auto const atr = parse_atr(from_hex("3B 88 80 01 4A 43 4F 50 76 32 34 31 5E")).value();
    CHECK(atr.protocols == std::vector<std::uint8_t> { 0, 1 });
    CHECK(atr.offers(1));
    CHECK_FALSE(atr.offers(15));
    CHECK(std::string(atr.historical.begin(), atr.historical.end()) == "JCOPv241");
}

TEST_CASE("a specific mode and the global bytes after T=15 are understood", "[iso7816]")
{
    auto bytes = from_hex("3B 90 95 91 01 1F 07");
    // TA1 = 95; TD1 = 91 -> TA2 = 01 (specific T=1), TD2 = 1F -> TA3 = 07 (classes A, B and C).
    std::uint8_t sum = 0;
    for (std::size_t i = 1; i < bytes.size(); ++i)
        sum = static_cast<std::uint8_t>(sum ^ bytes[i]);
    bytes.push_back(sum);
    auto const atr = parse_atr(bytes).value();
    CHECK(atr.fi_di == 0x95);
    CHECK(atr.specific_protocol == 1);
    CHECK(atr.class_indicator == 7);
    CHECK(atr.protocols == std::vector<std::uint8_t> { 1 });
}

TEST_CASE("an answer to reset that is not one is told with its offset", "[iso7816]")
{
    auto const told = [](std::string_view hex) {
        auto const atr = parse_atr(from_hex(hex));
        REQUIRE_FALSE(atr);
        CHECK(atr.error().kind == Failure::malformed);
        return atr.error().story;
    };
    CHECK(told("") == "ATR ends at offset 0: expected TS");
    CHECK(told("00 00") == "ATR offset 0: expected TS 3B or 3F, saw 00");
    CHECK(told("3B") == "ATR ends at offset 1: expected T0");
    CHECK(told("3B F0 11") == "ATR ends at offset 3: expected an interface byte TB");
    CHECK(told("3B 02 41") == "ATR ends at offset 3: expected a historical byte");
    CHECK(told("3B 80 01") == "ATR ends at offset 3: expected the check byte TCK");
    CHECK(told("3B 80 01 80") == "ATR offset 3: the check byte TCK does not fit");
    CHECK(told("3B 80 01 81 00") == "ATR offset 4: expected the end, saw 1 more bytes");
    CHECK(told("3B 80 1F 00") == "ATR offset 2: T=15 must not be offered first");
    CHECK(told("3B 80 81 11 00 10") == "ATR: expected an IFSC of 1 to 254, saw 0");
    CHECK(parse_atr(Bytes(34, 0x3B)).error().kind == Failure::malformed);
}

TEST_CASE("no byte of an answer to reset can be changed or lost unnoticed where it has a check byte", "[iso7816]")
{
    auto const good = from_hex("3B 88 80 01 4A 43 4F 50 76 32 34 31 5E");
    for (std::size_t i = 1; i < good.size(); ++i) {
        for (int bit = 0; bit < 8; ++bit) {
            auto wrong = good;
            wrong[i] = static_cast<std::uint8_t>(wrong[i] ^ (1 << bit));
            auto const atr = parse_atr(wrong);
            CHECK_FALSE(atr);
        }
        CHECK_FALSE(parse_atr(View(good).first(i)));
    }
}
