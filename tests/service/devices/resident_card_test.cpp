#include "kiosk/service/devices/resident_card.h"
#include "tests/doubles/bytes.h"

#include <catch2/catch.hpp>
#include <string_view>

using namespace kiosk;
using namespace kiosk::devices;
using drivers::iso7816::Bytes;

namespace {

void put(Bytes& to, std::uint8_t tag, std::string_view value)
{
    to.push_back(tag);
    if (value.size() > 127)
        to.push_back(0x81);
    to.push_back(static_cast<std::uint8_t>(value.size()));
    to.insert(to.end(), value.begin(), value.end());
}

Bytes file_of(std::string_view number, std::string_view latin, std::string_view native, std::string_view year)
{
    Bytes row;
    put(row, 0xC1, number);
    put(row, 0xC2, latin);
    put(row, 0xC3, native);
    put(row, 0xC4, year);
    Bytes file;
    put(file, 0x70, std::string_view(reinterpret_cast<char const*>(row.data()), row.size()));
    return file;
}

}

TEST_CASE("a resident file is read with its names in two scripts", "[devices]")
{
    auto const card = decode_resident_file(file_of("3068845302", "Byeol Hangang", "한강별", "1996")).value();
    CHECK(card.number.view() == "3068845302");
    CHECK(card.latin_name.view() == "Byeol Hangang");
    CHECK(card.native_name.view() == "한강별");
    CHECK(card.birth_year == 1996);
}

TEST_CASE("a resident file that is none is malformed, and the story names the place and not the person", "[devices]")
{
    auto const told = [](Bytes const& file) {
        auto const card = decode_resident_file(file);
        REQUIRE_FALSE(card);
        CHECK(card.error().kind == Failure::malformed);
        CHECK(card.error().story.find("Hangang") == std::string::npos);
        CHECK(card.error().story.find("30688") == std::string::npos);
        return card.error().story;
    };
    CHECK(told(file_of("306884530", "Byeol Hangang", "한강별", "1996")) == "resident file, data object C1: expected 10 digits");
    CHECK(told(file_of("306884530x", "Byeol Hangang", "한강별", "1996")) == "resident file, data object C1: expected 10 digits");
    CHECK(told(file_of("3068845302", "", "한강별", "1996")) == "resident file, data object C2: expected a name of 1 to 120 bytes");
    CHECK(told(file_of("3068845302", std::string(121, 'x'), "한강별", "1996")) == "resident file, data object C2: expected a name of 1 to 120 bytes");
    CHECK(told(file_of("3068845302", "Byeol Hangang", "\xED\x95", "1996")) == "resident file, data object C3: expected UTF-8 without control characters");
    for (std::string_view bad : { "\xC0\xAF", "\xED\xA0\x80", "\xF4\x90\x80\x80", "\xE0\x80\x80", "a\nb", "\xC2\x85", "\x7F", "\xFF", "\xF5\x80\x80\x80" })
        CHECK(told(file_of("3068845302", bad, "한강별", "1996")) == "resident file, data object C2: expected UTF-8 without control characters");
    CHECK(told(file_of("3068845302", "Byeol Hangang", "한강별", "0996")) == "resident file, data object C4: expected a year of 4 digits");
    CHECK(told(file_of("3068845302", "Byeol Hangang", "한강별", "96")) == "resident file, data object C4: expected a year of 4 digits");
    CHECK(told({}) == "resident file, data object 70: no data object 70");
    CHECK(told(doubles::from_hex("70 00")) == "resident file, data object C1: no data object C1");
    auto const whole = file_of("3068845302", "Byeol Hangang", "한강별", "1996");
    for (std::size_t i = 0; i < whole.size(); ++i)
        CHECK_FALSE(decode_resident_file(drivers::iso7816::View(whole).first(i)));
}
