#include "drivers/virtual/card_reader.h"
#include "tests/drivers/virtual/direct_host.h"

#include <catch2/catch.hpp>

using namespace drivers::virtuals;
using doubles::DirectHost;

namespace {

struct Bench {
    explicit Bench(ReaderProfile const& profile = {}) : reader(profile) { }
    CardReader reader;
    DirectHost host { reader };
    std::uint8_t sequence = 0;

    void insert(int number) { REQUIRE(reader.insert(card_from_box(number), number)); }
    Bytes command(std::uint8_t type, std::array<std::uint8_t, 3> specific = {}, Bytes const& body = {}, std::uint8_t slot = 0)
    {
        auto const length = body.size();
        Bytes message { type, static_cast<std::uint8_t>(length), static_cast<std::uint8_t>(length >> 8), 0, 0, slot, ++sequence, specific[0], specific[1], specific[2] };
        message.insert(message.end(), body.begin(), body.end());
        REQUIRE(host.send(message) == TransferStatus::done);
        return host.read();
    }
    /// The card's answer; the header must be that of success.
    Bytes exchange(Bytes const& apdu)
    {
        auto const answer = command(0x6f, {}, apdu);
        REQUIRE(answer.size() >= 10);
        CHECK(answer[0] == 0x80);
        CHECK(answer[6] == sequence);
        CHECK(answer[7] == 0x00);
        return Bytes(answer.begin() + 10, answer.end());
    }
    Bytes notifications() { return host.read(0x83, TransferKind::interrupt); }
};

Bytes select(std::uint8_t p2)
{
    Bytes apdu { 0x00, 0xa4, 0x04, p2, 9 };
    apdu.insert(apdu.end(), resident_application.begin(), resident_application.end());
    return apdu;
}

/// bStatus and bError of an answer.
std::pair<int, int> trouble(Bytes const& answer) { return { answer.at(7), answer.at(8) }; }

}

TEST_CASE("a resident's card is read as ISO 7816 says", "[virtual]")
{
    Bench bench;
    bench.insert(1);
    auto const power = bench.command(0x62);
    Bytes const atr(power.begin() + 10, power.end());
    CHECK(Bytes(atr.begin(), atr.begin() + 3) == Bytes { 0x3b, 0x87, 0x01 });
    std::uint8_t check = 0;
    for (std::size_t i = 1; i < atr.size(); ++i)
        check ^= atr[i];
    CHECK(check == 0); // TCK

    CHECK(bench.exchange({ 0x00, 0xb0, 0, 0, 0x10 }) == Bytes { 0x69, 0x86 }); // nothing selected yet
    CHECK(bench.exchange(select(0x0c)) == Bytes { 0x90, 0x00 });
    auto const whole = bench.exchange({ 0x00, 0xb0, 0, 0, 0x00 });
    auto const file = resident_file(*resident_of_card(1));
    CHECK(whole.size() == file.size() + 2);
    CHECK(std::equal(file.begin(), file.end(), whole.begin()));
    CHECK(file[0] == 0x70);
    CHECK(file[2] == 0xc1);
    CHECK(file[3] == 10);

    auto const part = bench.exchange({ 0x00, 0xb0, 0, 4, 3 });
    CHECK(part == Bytes { file[4], file[5], file[6], 0x90, 0x00 });
    auto const last = static_cast<std::uint8_t>(file.size() - 1);
    CHECK(bench.exchange({ 0x00, 0xb0, 0, last, 9 }) == Bytes { file.back(), 0x62, 0x82 });
    CHECK(bench.exchange({ 0x00, 0xb0, 0x7f, 0, 9 }) == Bytes { 0x6b, 0x00 });
    CHECK(bench.exchange({ 0x00, 0x20, 0, 0 }) == Bytes { 0x6d, 0x00 });
    CHECK(bench.exchange({ 0x80, 0xb0, 0, 0, 1 }) == Bytes { 0x6e, 0x00 });
    CHECK(bench.exchange({ 0x00, 0xa4, 0x04 }) == Bytes { 0x67, 0x00 });
    CHECK(bench.reader.exchanges() == 9);
}

TEST_CASE("the box holds three residents, a strange card and a mute one", "[virtual]")
{
    for (int number = 1; number <= 3; ++number) {
        auto const* const resident = resident_of_card(number);
        REQUIRE(resident);
        CHECK(resident->number.size() == 10);
        CHECK(resident->birth_year.size() == 4);
        Bench bench;
        bench.insert(number);
        std::ignore = bench.command(0x62);
        CHECK(bench.exchange(select(0x0c)) == Bytes { 0x90, 0x00 });
    }
    CHECK_FALSE(resident_of_card(4));

    Bench strange;
    strange.insert(4);
    CHECK(strange.command(0x62).size() > 10);
    CHECK(strange.exchange(select(0x00)) == Bytes { 0x6a, 0x82 });

    Bench mute;
    mute.insert(5);
    CHECK(trouble(mute.command(0x62)) == std::pair(0x41, 0xfe));
}

TEST_CASE("slots say what is in them", "[virtual]")
{
    Bench bench;
    CHECK(trouble(bench.command(0x65)) == std::pair(0x02, 0));
    CHECK(trouble(bench.command(0x62)) == std::pair(0x42, 0xfe));
    bench.insert(1);
    CHECK(trouble(bench.command(0x65)) == std::pair(0x01, 0));
    CHECK(trouble(bench.command(0x6f, {}, select(0))) == std::pair(0x41, 0xfe)); // no power
    std::ignore = bench.command(0x62);
    CHECK(trouble(bench.command(0x65)) == std::pair(0x00, 0));
    CHECK(trouble(bench.command(0x63)) == std::pair(0x01, 0));
    CHECK(trouble(bench.command(0x65, {}, {}, 3)) == std::pair(0x42, 5));
    CHECK(trouble(bench.command(0x99)) == std::pair(0x41, 0));
    CHECK(bench.reader.card() == 1);
    REQUIRE(bench.reader.remove());
    CHECK_FALSE(bench.reader.card());
    CHECK_FALSE(bench.reader.remove());
}

TEST_CASE("cards that come and go are notified, the newest alone", "[virtual]")
{
    Bench bench;
    CHECK(bench.notifications().empty());
    bench.insert(1);
    CHECK(bench.notifications() == Bytes { 0x50, 0x03 });
    REQUIRE(bench.reader.remove());
    bench.insert(2);
    CHECK_FALSE(bench.reader.insert(card_from_box(1), 1));
    CHECK(bench.notifications() == Bytes { 0x50, 0x03 });
    REQUIRE(bench.reader.remove());
    CHECK(bench.notifications() == Bytes { 0x50, 0x02 });
}

TEST_CASE("a card can be pulled in the middle of reading", "[virtual]")
{
    Bench bench;
    bench.insert(3);
    std::ignore = bench.command(0x62);
    bench.reader.remove_after(2);
    CHECK(bench.exchange(select(0x0c)) == Bytes { 0x90, 0x00 });
    auto const answer = bench.command(0x6f, {}, { 0x00, 0xb0, 0, 0, 4 });
    CHECK(answer.size() == 10 + 4 + 2);
    CHECK(trouble(bench.command(0x6f, {}, { 0x00, 0xb0, 0, 4, 4 })) == std::pair(0x42, 0xfe));
}

TEST_CASE("an abort has two halves", "[virtual]")
{
    Bench bench;
    bench.insert(1);
    std::ignore = bench.command(0x62);
    CHECK(bench.host.control({ 0x21, 1, 0, 77, 0, 0, 0, 0 }));
    CHECK(trouble(bench.command(0x6f, {}, select(0))) == std::pair(0x40, 0xff));
    bench.sequence = 76;
    CHECK(trouble(bench.command(0x72)) == std::pair(0x00, 0));
    CHECK(bench.exchange(select(0x0c)) == Bytes { 0x90, 0x00 });
    CHECK_FALSE(bench.host.control({ 0x21, 1, 9, 77, 0, 0, 0, 0 })); // no such slot
}

TEST_CASE("messages that lie about their length are refused and forgotten", "[virtual]")
{
    Bench bench;
    REQUIRE(bench.host.send({ 0x65, 5, 0, 0, 0, 0, 9, 0, 0, 0 }) == TransferStatus::done);
    auto const cut = bench.host.read();
    CHECK(cut[6] == 9);
    CHECK(trouble(cut) == std::pair(0x42, 1));
    REQUIRE(bench.host.send({ 0x6f, 0xff, 0xff, 0xff, 0xff, 0, 10, 0, 0, 0 }) == TransferStatus::done);
    CHECK(trouble(bench.host.read()) == std::pair(0x42, 1));
    REQUIRE(bench.host.send({ 0x65, 0, 0 }) == TransferStatus::done);
    CHECK(bench.host.read().empty());
    CHECK(trouble(bench.command(0x65)) == std::pair(0x02, 0));
}

TEST_CASE("an extended reader chains what does not fit a message", "[virtual]")
{
    ReaderProfile profile;
    profile.features = 0x000400be;
    profile.max_message_length = 30;
    Bench bench(profile);
    bench.insert(1);
    std::ignore = bench.command(0x62);
    auto const apdu = select(0x0c); // 14 bytes, in two parts
    auto const first = bench.command(0x6f, { 0, 1, 0 }, Bytes(apdu.begin(), apdu.begin() + 8));
    CHECK(first.size() == 10);
    CHECK(first[9] == 0x10); // go on
    auto const second = bench.command(0x6f, { 0, 2, 0 }, Bytes(apdu.begin() + 8, apdu.end()));
    CHECK(Bytes(second.begin() + 10, second.end()) == Bytes { 0x90, 0x00 });

    auto answer = bench.command(0x6f, { 0, 0, 0 }, { 0x00, 0xb0, 0, 0, 0 });
    CHECK(answer[9] == 1); // begins
    Bytes all(answer.begin() + 10, answer.end());
    while (answer[9] == 1 || answer[9] == 3) {
        answer = bench.command(0x6f, { 0, 0x10, 0 });
        all.insert(all.end(), answer.begin() + 10, answer.end());
    }
    CHECK(answer[9] == 2); // ends
    CHECK(all.size() == resident_file(*resident_of_card(1)).size() + 2);
    CHECK(trouble(bench.command(0x6f, { 0, 2, 0 }, { 1 })) == std::pair(0x40, 8)); // ends what never began
}

TEST_CASE("power is given at voltages that the reader has", "[virtual]")
{
    ReaderProfile profile;
    profile.features = 0x00020000; // nothing automatic
    profile.voltage_support = 1;   // 5 V
    Bench bench(profile);
    bench.insert(1);
    CHECK(trouble(bench.command(0x62, { 0, 0, 0 })) == std::pair(0x41, 7));
    CHECK(trouble(bench.command(0x62, { 3, 0, 0 })) == std::pair(0x41, 7));
    CHECK(trouble(bench.command(0x62, { 1, 0, 0 })) == std::pair(0x00, 0));
}

TEST_CASE("a row of a reader collection becomes a descriptor", "[virtual]")
{
    auto const profile = reader_profile_from_row(
        R"(Some.txt,0x04A4,0x00C7,1.02,0,0x0B,3,1.10,0,7,3,4000,4000,10752,250000,247,0,0,0x000204BA,271,0xFF,0xFF,0x0000,0,1,"Acme, Ltd.",A Reader)");
    REQUIRE(profile);
    CHECK(profile->manufacturer == "Acme, Ltd.");
    CHECK(profile->release == 0x0102);
    CHECK(profile->exchange() == ReaderProfile::Exchange::short_apdu);
    auto const descriptors = describe(*profile);
    CHECK(descriptors.configuration.size() == 93);
    CHECK(Bytes(descriptors.device.begin() + 8, descriptors.device.begin() + 14) == Bytes { 0xa4, 0x04, 0xc7, 0x00, 0x02, 0x01 });
    CHECK(descriptors.configuration[18] == 54);
    CHECK(descriptors.configuration[19] == 0x21);
    CHECK(CardReader::make(*profile));

    auto tpdu = *profile;
    tpdu.features = 0x000104ba;
    CHECK(CardReader::make(tpdu).error().kind == kiosk::Failure::refused);
    CHECK(reader_profile_from_row("a,b").error().kind == kiosk::Failure::malformed);
    auto const wrong = reader_profile_from_row("Some.txt,0x04A4,0x00C7,1.02,0,0x0B,3,1.10,0,7,3,4000,4000,10752,x,247,0,0,0x000204BA,271,0xFF,0xFF,0x0000,0,1,,");
    REQUIRE_FALSE(wrong);
    CHECK_THAT(wrong.error().story, Catch::Contains("max_data_rate") && Catch::Contains("\"x\""));
    CHECK(reader_profile_from_option("nonsense").error().kind == kiosk::Failure::malformed);
    CHECK(reader_profile_from_option("/nowhere.csv:Some.txt").error().kind == kiosk::Failure::absent);
}
