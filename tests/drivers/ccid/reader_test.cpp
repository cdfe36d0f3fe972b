#include "drivers/ccid/reader.h"
#include "tests/doubles/bytes.h"
#include "tests/doubles/ccid_conversation.h"

#include <catch2/catch.hpp>

using namespace drivers;
using namespace drivers::ccid;
using namespace std::chrono_literals;
using namespace doubles::ccid;
using doubles::from_hex;

namespace {

Capabilities const short_level { .exchange = Exchange::short_apdu, .message_bytes = 271, .buffer_bytes = 320, .voltages = { Voltage::automatic } };
Capabilities const extended_level { .exchange = Exchange::extended_apdu, .message_bytes = 74, .buffer_bytes = 128, .voltages = { Voltage::automatic }, .chaining = true };

std::unique_ptr<Reader> open_reader(Conversation& talk, Capabilities const& can = short_level)
{
    return Reader::open(talk.transport(), can, Limits {}, talk.clock()).value();
}

Host asks_status(std::uint8_t sequence) { return { encode_get_slot_status({ 0, sequence }) }; }
Host asks_power(std::uint8_t sequence, Voltage voltage = Voltage::automatic) { return { encode_power_on({ 0, sequence }, voltage) }; }
Host sends(std::uint8_t sequence, std::string_view apdu, Chain chain = Chain::whole) { return { encode_transfer({ 0, sequence }, chain, from_hex(apdu)) }; }
Device answers(std::uint8_t sequence, std::string_view payload, std::uint8_t chain = 0) { return { bytes_block(sequence, from_hex(payload), chain) }; }

auto const read_four = iso7816::read_binary(0, 4);

}

TEST_CASE("a card is powered, asked and powered off", "[ccid]")
{
    auto talk = talking({
        asks_status(0), Device { slot_status(0, 1) },
        asks_power(1), answers(1, "3B 80 01 81"),
        sends(2, "00 B0 00 00 04"), answers(2, "01020304 9000"),
        Host { encode_power_off({ 0, 3 }) }, Device { slot_status(3, 1) },
    });
    auto const reader = open_reader(talk);
    CHECK(reader->look(talk.in(1s)).value() == CardPower::inactive);
    CHECK(reader->power_on(talk.in(1s)).value().offers(1));
    auto const response = reader->transmit(read_four, talk.in(1s)).value();
    CHECK(response.data == from_hex("01020304"));
    CHECK(response.status.value == 0x9000);
    CHECK(reader->power_off(talk.in(1s)).has_value());
    CHECK(reader->condition() == Condition::ready);
}

TEST_CASE("a late answer is never taken for a later command's", "[ccid][R1]")
{
    auto talk = talking({
        sends(0, "00 B0 00 00 04"), Silence {},
        // The reader is brought back; the answer to command 0 comes in the middle of that.
        HostAborts { { 0, 1 } }, Host { encode_abort({ 0, 1 }) }, answers(0, "AAAAAAAA 9000"), Device { slot_status(1, 0) },
        asks_status(2), Device { slot_status(2, 0) },
        // …and once more, as a duplicate, before the answer to the next command.
        sends(3, "00 B0 00 00 04"), answers(0, "AAAAAAAA 9000"), answers(3, "01020304 9000"),
    });
    auto const reader = open_reader(talk);
    auto const late = reader->transmit(read_four, talk.in(5s));
    REQUIRE_FALSE(late);
    CHECK(late.error().kind == Failure::unreachable);
    CHECK(reader->condition() == Condition::stuck);
    CHECK(reader->transmit(read_four, talk.in(5s)).value().data == from_hex("01020304"));
    CHECK(reader->counters().stale == 2);
    CHECK(reader->counters().recoveries == 1);
}

TEST_CASE("replies of another type, slot or sequence, and nonsense, are dropped and counted", "[ccid][R1]")
{
    auto talk = talking({
        sends(0, "00 B0 00 00 04"),
        Device { slot_status(0, 0) },                                    // right sequence, wrong type
        Device { reply(0x80, { 1, 0 }, 0, 0, 0, from_hex("AA 9000")) },  // wrong slot
        Device { bytes_block(255, from_hex("AA 9000")) },                // wrong sequence
        Device { from_hex("FF FF") },
        Device { from_hex("") },
        answers(0, "01020304 9000"),
    });
    auto const reader = open_reader(talk);
    CHECK(reader->transmit(read_four, talk.in(1s)).value().data == from_hex("01020304"));
    CHECK(reader->counters().stale == 3);
    CHECK(reader->counters().nonsense == 2);
}

TEST_CASE("a reader that asks for time gets it, up to the deadline", "[ccid][R2]")
{
    auto talk = talking({
        sends(0, "00 B0 00 00 04"),
        Passes { 9s }, Device { time_extension(0) },
        Passes { 9s }, Device { time_extension(0) },
        Passes { 9s }, answers(0, "01020304 9000"),
    });
    auto const reader = open_reader(talk);
    CHECK(reader->transmit(read_four, talk.in(30s)).has_value());
    CHECK(reader->counters().extensions == 2);
}

TEST_CASE("a reader that asks for time for ever is stopped by the deadline", "[ccid][R2]")
{
    std::deque<Line> lines { sends(0, "00 B0 00 00 04") };
    for (int i = 0; i < 5; ++i) {
        lines.push_back(Passes { 5s });
        lines.push_back(Device { time_extension(0) });
    }
    lines.push_back(Passes { 5s });
    auto talk = talking(std::move(lines));
    auto const reader = open_reader(talk);
    auto const deadline = talk.in(30s);
    auto const answer = reader->transmit(read_four, deadline);
    REQUIRE_FALSE(answer);
    CHECK(answer.error().kind == Failure::unreachable);
    CHECK(*talk.script().latest_deadline <= deadline.moment());
}

TEST_CASE("a stall is cleared when an abort alone does not help", "[ccid][R3]")
{
    auto talk = talking({
        sends(0, "00 B0 00 00 04"), Stalled {},
        HostAborts { { 0, 1 } }, HostStalled { encode_abort({ 0, 1 }) },
        HostClears {}, HostAborts { { 0, 2 } }, Host { encode_abort({ 0, 2 }) }, Device { slot_status(2, 1) },
        asks_status(3), Device { slot_status(3, 1) },
    });
    auto const reader = open_reader(talk);
    CHECK_FALSE(reader->transmit(read_four, talk.in(1s)));
    CHECK(reader->condition() == Condition::stuck);
    CHECK(reader->recover(talk.in(1s)).has_value());
    CHECK(reader->condition() == Condition::ready);
}

TEST_CASE("a reader that no rung brings back needs maintenance", "[ccid][R3]")
{
    std::deque<Line> lines { asks_status(0), Silence {} };
    std::uint8_t sequence = 1;
    for (int attempt = 0; attempt < 3; ++attempt) {
        lines.insert(lines.end(), { HostAborts { { 0, sequence } }, Host { encode_abort({ 0, sequence }) }, Silence {}, HostClears {} });
        ++sequence;
        lines.insert(lines.end(), { HostAborts { { 0, sequence } }, Host { encode_abort({ 0, sequence }) }, Silence {} });
        ++sequence;
    }
    auto talk = talking(std::move(lines));
    auto const reader = open_reader(talk);
    CHECK_FALSE(reader->look(talk.in(10s)));
    for (int attempt = 0; attempt < 3; ++attempt) {
        CHECK(reader->condition() == Condition::stuck);
        CHECK_FALSE(reader->recover(talk.in(10s)));
    }
    CHECK(reader->condition() == Condition::maintenance);
    CHECK(reader->transmit(read_four, talk.in(1s)).error().kind == Failure::unreachable);
}

TEST_CASE("recovery that is cut short by its deadline is not held against the reader", "[ccid][R2][R3]")
{
    std::deque<Line> lines { asks_status(0), Silence {} };
    for (std::uint8_t sequence = 1; sequence <= 5; ++sequence)
        lines.insert(lines.end(), { HostAborts { { 0, sequence } }, Host { encode_abort({ 0, sequence }) }, Silence {} });
    auto talk = talking(std::move(lines));
    auto const reader = open_reader(talk);
    CHECK_FALSE(reader->look(talk.in(10s)));
    for (int attempt = 0; attempt < 5; ++attempt)
        CHECK_FALSE(reader->recover(talk.in(100ms)));
    CHECK(reader->condition() == Condition::stuck);
}

TEST_CASE("an unplugged reader is gone, at whatever step", "[ccid][R3]")
{
    for (int step = 0; step < 4; ++step) {
        std::deque<Line> lines { asks_power(0), answers(0, "3B 80 01 81"), sends(1, "00 B0 00 00 04"), answers(1, "01020304 9000") };
        lines.resize(static_cast<std::size_t>(step));
        lines.push_back(Unplugged {});
        auto talk = talking(std::move(lines));
        auto const reader = open_reader(talk);
        if (reader->power_on(talk.in(1s)))
            CHECK_FALSE(reader->transmit(read_four, talk.in(1s)));
        CHECK(reader->condition() == Condition::gone);
        CHECK(reader->look(talk.in(1s)).error().kind == Failure::absent);
    }
}

TEST_CASE("a payment application is never asked for", "[ccid][R4][guard]")
{
    auto talk = talking({});
    auto const reader = open_reader(talk);
    auto const answer = reader->transmit(iso7816::select_by_name(from_hex("A0000000031010")), talk.in(1s));
    REQUIRE_FALSE(answer);
    CHECK(answer.error().kind == Failure::refused);
    CHECK(reader->condition() == Condition::ready);
}

TEST_CASE("a card that leaves during a command is told as such", "[ccid][R5]")
{
    auto talk = talking({ sends(0, "00 B0 00 00 04"), Device { failed_block(0, 2, slot_error::card_mute) } });
    auto const reader = open_reader(talk);
    CHECK(reader->transmit(read_four, talk.in(1s)).error().kind == Failure::absent);
    CHECK(reader->condition() == Condition::ready);
}

TEST_CASE("a mute card is tried at each voltage from the lowest", "[ccid]")
{
    auto can = short_level;
    can.voltages = { Voltage::volts_1_8, Voltage::volts_3, Voltage::volts_5 };
    auto talk = talking({
        asks_power(0, Voltage::volts_1_8), Device { failed_block(0, 1, slot_error::card_mute) },
        Host { encode_power_off({ 0, 1 }) }, Device { slot_status(1, 1) },
        asks_power(2, Voltage::volts_3), Device { failed_block(2, 1, slot_error::card_mute) },
        Host { encode_power_off({ 0, 3 }) }, Device { slot_status(3, 1) },
        asks_power(4, Voltage::volts_5), Device { failed_block(4, 1, slot_error::card_mute) },
    });
    auto const reader = open_reader(talk, can);
    auto const atr = reader->power_on(talk.in(1s));
    REQUIRE_FALSE(atr);
    CHECK(atr.error().kind == Failure::unreachable);
    CHECK(atr.error().story == "IccPowerOn: FE ICC_MUTE");
}

TEST_CASE("an answer to reset that makes no sense is the card's fault", "[ccid]")
{
    auto talk = talking({ asks_power(0), answers(0, "3B 80 01") });
    auto const reader = open_reader(talk);
    CHECK(reader->power_on(talk.in(1s)).error().kind == Failure::malformed);
    CHECK(reader->condition() == Condition::ready);
}

TEST_CASE("61xx and 6Cxx are followed until the response is whole", "[ccid]")
{
    auto talk = talking({
        sends(0, "00 B0 00 00 04"), answers(0, "6C 06"),
        sends(1, "00 B0 00 00 06"), answers(1, "0102 61 04"),
        sends(2, "00 C0 00 00 04"), answers(2, "03040506 9000"),
    });
    auto const reader = open_reader(talk);
    auto const response = reader->transmit(read_four, talk.in(1s)).value();
    CHECK(response.data == from_hex("010203040506"));
    CHECK(response.status.value == 0x9000);
}

TEST_CASE("a card that says 61xx for ever is malformed", "[ccid]")
{
    std::deque<Line> lines { sends(0, "00 B0 00 00 04"), answers(0, "61 01") };
    for (int i = 1; i <= 300; ++i)
        lines.insert(lines.end(), { sends(static_cast<std::uint8_t>(i), "00 C0 00 00 01"), answers(static_cast<std::uint8_t>(i), "61 01") });
    auto talk = talking(std::move(lines));
    auto const reader = open_reader(talk);
    CHECK(reader->transmit(read_four, talk.in(1s)).error().kind == Failure::malformed);
}

TEST_CASE("a reader at extended level carries long APDUs in pieces, both ways", "[ccid]")
{
    iso7816::Command const command { .ins = 0xD6, .data = Bytes(100, 0x5A), .expected = 300 };
    auto const apdu = iso7816::encode_extended(command).value(); // 109 bytes: 64 and 45
    Bytes const first(apdu.begin(), apdu.begin() + 64);
    Bytes const second(apdu.begin() + 64, apdu.end());
    auto talk = talking({
        Host { encode_transfer({ 0, 0 }, Chain::begins, first) }, answers(0, "", 0x10),
        Host { encode_transfer({ 0, 1 }, Chain::ends, second) }, answers(1, "0102", 0x01),
        sends(2, "", Chain::go_on), answers(2, "0304", 0x03),
        sends(3, "", Chain::go_on), answers(3, "05 9000", 0x02),
    });
    auto const reader = open_reader(talk, extended_level);
    auto const response = reader->transmit(command, talk.in(1s)).value();
    CHECK(response.data == from_hex("0102030405"));
}

TEST_CASE("pieces out of order are malformed", "[ccid]")
{
    for (std::uint8_t chain : { std::uint8_t { 0x02 }, std::uint8_t { 0x03 }, std::uint8_t { 0x10 }, std::uint8_t { 0x77 } }) {
        auto talk = talking({ sends(0, "00 B0 00 00 04"), answers(0, "0102", chain) });
        CHECK(open_reader(talk, extended_level)->transmit(read_four, talk.in(1s)).error().kind == Failure::malformed);
    }
}

TEST_CASE("a reader at a level that is not supported is refused with words", "[ccid]")
{
    auto talk = talking({});
    auto can = short_level;
    can.exchange = Exchange::tpdu;
    auto const reader = Reader::open(talk.transport(), can, Limits {}, talk.clock());
    REQUIRE_FALSE(reader);
    CHECK(reader.error().kind == Failure::refused);
    CHECK(reader.error().story.find("tpdu") != std::string::npos);
}

TEST_CASE("a short-level reader refuses a command that is too long for it", "[ccid]")
{
    auto talk = talking({});
    CHECK(open_reader(talk)->transmit(iso7816::read_binary(0, 1000), talk.in(1s)).error().kind == Failure::refused);
}
