#include "kiosk/service/devices/card_slot.h"
#include "tests/doubles/bytes.h"
#include "tests/doubles/ccid_conversation.h"
#include "tests/service/devices/mail.h"

#include <catch2/catch.hpp>

using namespace kiosk;
using namespace kiosk::devices;
using namespace drivers::ccid;
using namespace std::chrono_literals;
using namespace doubles::ccid;
using doubles::from_hex;
using doubles::words;

namespace {

Capabilities const short_level { .exchange = Exchange::short_apdu, .message_bytes = 271, .buffer_bytes = 320, .voltages = { Voltage::automatic } };

/// 70 { C1 3052290411, C2 "Rowan", C3 "Rowan", C4 1971 }
char const* const file = "70 20 C1 0A 33303532323930343131 C2 05 526F77616E C3 05 526F77616E C4 04 31393731";
char const* const atr = "3B 80 01 81";
char const* const select_ours = "00 A4 04 00 09 F0 53 48 55 42 42 41 4B 01 00";
char const* const read_file = "00 B0 00 00 E0";

Host asks_status(std::uint8_t n) { return { encode_get_slot_status({ 0, n }) }; }
Host asks_power(std::uint8_t n) { return { encode_power_on({ 0, n }, Voltage::automatic) }; }
Host asks_power_off(std::uint8_t n) { return { encode_power_off({ 0, n }) }; }
Host sends(std::uint8_t n, std::string_view apdu) { return { encode_transfer({ 0, n }, Chain::whole, from_hex(apdu)) }; }
Device answers(std::uint8_t n, std::string_view payload) { return { bytes_block(n, from_hex(payload)) }; }
Device answers_file(std::uint8_t n) { return { bytes_block(n, from_hex(std::string(file) + "6282")) }; }
Device active(std::uint8_t n) { return { slot_status(n, 0) }; }
Device inactive(std::uint8_t n) { return { slot_status(n, 1) }; }
Device empty(std::uint8_t n) { return { slot_status(n, 2) }; }
Device fails(std::uint8_t n, std::uint8_t power) { return { failed_block(n, power, slot_error::card_mute) }; }

struct Bench {
    explicit Bench(std::deque<Line> lines) : talk(talking(std::move(lines))), slot(events, talk.clock()) { }
    void plug_in()
    {
        slot.reader_arrived(drivers::ccid::Reader::open(talk.transport(), short_level, Limits {}, talk.clock()).value(), "reader",
            { [] { return true; }, [this] { return notices.take(); } });
    }
    /// The slot is looked at after these notices, all of them already there.
    std::string told(std::vector<SlotNotice> const& said)
    {
        for (auto const& notice : said)
            notices.post(notice);
        slot.look();
        return words(events);
    }
    Mailbox<Event> events;
    Mailbox<SlotNotice> notices;
    Conversation talk;
    CardSlot slot;
};

constexpr SlotNotice came { .present = true, .changed = true };
constexpr SlotNotice went { .present = false, .changed = true };

}

TEST_CASE("a card that is wanted is read once, and its coming and going is told", "[devices][C1][C2]")
{
    Bench bench({
        asks_status(0), empty(0),
        asks_status(1), empty(1),
        asks_status(2), inactive(2), asks_power(3), answers(3, atr), sends(4, select_ours), answers(4, "9000"), sends(5, read_file), answers_file(5),
        asks_status(6), active(6),
        asks_status(7), empty(7),
    });
    bench.plug_in();
    CHECK(words(bench.events) == "ReaderChanged:online/none");
    bench.slot.want(Wanted::yes);
    CHECK(words(bench.events).empty());
    bench.slot.look();
    CHECK(words(bench.events) == "CardInserted CardRead:3052290411");
    bench.slot.look();
    bench.slot.look();
    CHECK(words(bench.events) == "CardRemoved");
    CHECK(bench.slot.health().status == DeviceStatus::online);
}

TEST_CASE("a card that nobody wants is told and not read, until it is wanted", "[devices][C2]")
{
    Bench bench({
        asks_status(0), inactive(0), asks_status(1), inactive(1),
        asks_status(2), inactive(2), asks_power(3), answers(3, atr), sends(4, select_ours), answers(4, "9000"), sends(5, read_file), answers_file(5),
        asks_power_off(6), inactive(6), asks_status(7), inactive(7),
        // The next visit wants it anew.
        asks_status(8), inactive(8), asks_power(9), answers(9, atr), sends(10, select_ours), answers(10, "9000"), sends(11, read_file), answers_file(11),
    });
    bench.plug_in();
    bench.slot.look();
    CHECK(words(bench.events) == "ReaderChanged:online/none CardInserted");
    bench.slot.want(Wanted::yes);
    bench.slot.want(Wanted::yes); // the same want
    CHECK(words(bench.events) == "CardRead:3052290411");
    bench.slot.want(Wanted::no);
    bench.slot.want(Wanted::yes);
    CHECK(words(bench.events) == "CardRead:3052290411");
}

TEST_CASE("a card of another application is a wrong card", "[devices][C3]")
{
    Bench bench({ asks_status(0), inactive(0), asks_power(1), answers(1, atr), sends(2, select_ours), answers(2, "6A82") });
    bench.slot.want(Wanted::yes);
    bench.plug_in();
    CHECK(words(bench.events) == "ReaderChanged:online/none CardInserted CardFailed:wrongCard");
}

TEST_CASE("a resident card with a file that is none is a wrong card", "[devices][C3]")
{
    Bench bench({
        asks_status(0), inactive(0), asks_power(1), answers(1, atr), sends(2, select_ours), answers(2, "9000"),
        sends(3, read_file), answers(3, "70 02 C1 00 9000"), asks_status(4), active(4),
    });
    bench.slot.want(Wanted::yes);
    bench.plug_in();
    CHECK(words(bench.events) == "ReaderChanged:online/none CardInserted CardFailed:wrongCard");
}

TEST_CASE("a card that does not answer is mute", "[devices][C3]")
{
    Bench bench({ asks_status(0), inactive(0), asks_power(1), fails(1, 1), asks_status(2), inactive(2) });
    bench.slot.want(Wanted::yes);
    bench.plug_in();
    CHECK(words(bench.events) == "ReaderChanged:online/none CardInserted CardFailed:mute");
}

TEST_CASE("a card whose answer to reset makes no sense is mute", "[devices][C3]")
{
    Bench bench({ asks_status(0), inactive(0), asks_power(1), answers(1, "FF FF"), asks_status(2), inactive(2) });
    bench.slot.want(Wanted::yes);
    bench.plug_in();
    CHECK(words(bench.events) == "ReaderChanged:online/none CardInserted CardFailed:mute");
}

TEST_CASE("a card pulled out while reading is told as that, at whatever step", "[devices][C1][C3]")
{
    std::deque<Line> const whole { asks_status(0), inactive(0), asks_power(1), answers(1, atr), sends(2, select_ours), answers(2, "9000"), sends(3, read_file) };
    for (std::size_t step : { std::size_t { 3 }, std::size_t { 5 }, std::size_t { 7 } }) {
        auto const sequence = static_cast<std::uint8_t>((step - 1) / 2);
        auto lines = whole;
        lines.resize(step);
        lines.push_back(fails(sequence, 2)); // the reader knows that it is gone
        Bench knows(lines);
        knows.slot.want(Wanted::yes);
        knows.plug_in();
        CHECK(words(knows.events) == "ReaderChanged:online/none CardInserted CardFailed:removedWhileReading CardRemoved");

        lines.back() = fails(sequence, 1); // it has only found the card mute
        auto const next = static_cast<std::uint8_t>(sequence + 1);
        lines.insert(lines.end(), { asks_status(next), empty(next) });
        Bench asks(lines);
        asks.slot.want(Wanted::yes);
        asks.plug_in();
        CHECK(words(asks.events) == "ReaderChanged:online/none CardInserted CardFailed:removedWhileReading CardRemoved");
    }
}

TEST_CASE("a card exchanged between two looks is read as another", "[devices][C1]")
{
    Bench bench({
        asks_status(0), inactive(0), asks_power(1), answers(1, atr), sends(2, select_ours), answers(2, "9000"), sends(3, read_file), answers_file(3),
        asks_status(4), inactive(4), asks_power(5), answers(5, atr), sends(6, select_ours), answers(6, "6A82"),
    });
    bench.slot.want(Wanted::yes);
    bench.plug_in();
    (void)words(bench.events);
    bench.slot.look();
    CHECK(words(bench.events) == "CardRemoved CardInserted CardFailed:wrongCard");
}

TEST_CASE("a mute card exchanged between two looks is read as another where the reader gives notice", "[devices][C1][C5]")
{
    Bench bench({
        asks_status(0), inactive(0), asks_power(1), fails(1, 1), asks_status(2), inactive(2),
        asks_status(3), inactive(3),
        asks_status(4), inactive(4), asks_power(5), answers(5, atr), sends(6, select_ours), answers(6, "6A82"),
    });
    bench.slot.want(Wanted::yes);
    bench.plug_in();
    CHECK(words(bench.events) == "ReaderChanged:online/none CardInserted CardFailed:mute");
    bench.slot.look(); // a verifying poll sees the same card
    CHECK(words(bench.events).empty());
    CHECK(bench.told({ went, came }) == "CardRemoved CardInserted CardFailed:wrongCard");
}

TEST_CASE("a card replaced before the slot is looked at is told as another, and read while wanted", "[devices][C1][C5]")
{
    // Mute cards: they have no power that the next one could lack. Both notices wait; or the reader has put them into one.
    for (auto const& notices : std::vector<std::vector<SlotNotice>> { { went, came }, { came }, { went } }) {
        Bench bench({
            asks_status(0), empty(0),
            asks_status(1), inactive(1), asks_power(2), fails(2, 1), asks_status(3), inactive(3),
            asks_status(4), inactive(4), asks_power(5), answers(5, atr), sends(6, select_ours), answers(6, "6A82"),
        });
        bench.slot.want(Wanted::yes);
        bench.plug_in();
        CHECK(bench.told({ came }) == "ReaderChanged:online/none CardInserted CardFailed:mute");
        CHECK(bench.told(notices) == "CardRemoved CardInserted CardFailed:wrongCard");
    }
}

TEST_CASE("a card replaced while nobody wants one is told as another", "[devices][C1][C5]")
{
    Bench bench({ asks_status(0), empty(0), asks_status(1), inactive(1), asks_status(2), inactive(2), asks_status(3), empty(3) });
    bench.plug_in();
    CHECK(bench.told({ came }) == "ReaderChanged:online/none CardInserted");
    CHECK(bench.told({ went, came }) == "CardRemoved CardInserted");
    CHECK(bench.told({ went, came, went }) == "CardRemoved");
}

TEST_CASE("a notice that tells what a look has found before changes nothing", "[devices][C1][C5]")
{
    Bench bench({ asks_status(0), inactive(0), asks_status(1), inactive(1), asks_status(2), inactive(2), asks_status(3), empty(3), asks_status(4), empty(4) });
    bench.plug_in(); // with the card in
    CHECK(words(bench.events) == "ReaderChanged:online/none CardInserted");
    CHECK(bench.told({ came }).empty());
    CHECK(bench.told({ { .present = true, .changed = false } }).empty());
    CHECK(bench.told({}) == "CardRemoved");
    CHECK(bench.told({ went }).empty());
}

TEST_CASE("a read card that lost its power while the reader was brought back is another", "[devices][C5]")
{
    Bench bench({
        asks_status(0), inactive(0), asks_power(1), answers(1, atr), sends(2, select_ours), answers(2, "9000"), sends(3, read_file), answers_file(3),
        asks_status(4), Silence {},
        HostAborts { { 0, 5 } }, Host { encode_abort({ 0, 5 }) }, Device { slot_status(5, 1) }, asks_status(6), inactive(6),
        asks_status(7), inactive(7), asks_power(8), answers(8, atr), sends(9, select_ours), answers(9, "6A82"),
    });
    bench.slot.want(Wanted::yes);
    bench.plug_in();
    bench.slot.look();
    (void)words(bench.events);
    bench.slot.look();
    CHECK(words(bench.events) == "ReaderChanged:online/none CardRemoved CardInserted CardFailed:wrongCard");
}

TEST_CASE("a card whose answer to reset makes no sense has power, and the one put in its place has none", "[devices][C5]")
{
    Bench bench({
        asks_status(0), inactive(0), asks_power(1), answers(1, "FF"), asks_status(2), active(2),
        asks_status(3), inactive(3), asks_power(4), answers(4, atr), sends(5, select_ours), answers(5, "6A82"),
    });
    bench.slot.want(Wanted::yes);
    bench.plug_in();
    CHECK(words(bench.events) == "ReaderChanged:online/none CardInserted CardFailed:mute");
    bench.slot.look();
    CHECK(words(bench.events) == "CardRemoved CardInserted CardFailed:wrongCard");
}

TEST_CASE("a reader unplugged while it reads is a fault of the reader, and its card is gone", "[devices][C1][C3]")
{
    Bench bench({ asks_status(0), inactive(0), asks_power(1), answers(1, atr), sends(2, select_ours), Unplugged {} });
    bench.slot.want(Wanted::yes);
    bench.plug_in();
    CHECK(words(bench.events) == "ReaderChanged:online/none CardInserted CardFailed:readerFault CardRemoved ReaderChanged:noDevice/none");
    CHECK_FALSE(bench.slot.has_reader());
    bench.slot.reader_left(); // the departure, told later
    bench.slot.look();
    CHECK(words(bench.events).empty());
}

TEST_CASE("a reader that goes silent is brought back and says so", "[devices][C3]")
{
    Bench bench({
        asks_status(0), empty(0),
        asks_status(1), Silence {},
        HostAborts { { 0, 2 } }, Host { encode_abort({ 0, 2 }) }, Device { slot_status(2, 2) }, asks_status(3), empty(3),
        asks_status(4), empty(4),
    });
    bench.plug_in();
    bench.slot.look();
    CHECK(words(bench.events) == "ReaderChanged:online/none ReaderChanged:hardwareError/suspend");
    CHECK(bench.slot.next_look().left(bench.talk.clock()) <= 1s);
    bench.slot.look();
    CHECK(words(bench.events) == "ReaderChanged:online/none");
}

TEST_CASE("the slot is looked at rarely, and less rarely while a card is wanted", "[devices]")
{
    Bench bench({ asks_status(0), empty(0), asks_status(1), empty(1) });
    CHECK(bench.slot.next_look().left(bench.talk.clock()) > 1h);
    bench.plug_in();
    CHECK(bench.slot.next_look().left(bench.talk.clock()) >= 10s);
    bench.slot.want(Wanted::yes);
    CHECK(bench.slot.next_look().left(bench.talk.clock()) <= 2s);
}

TEST_CASE("no reader, or one that cannot be driven, is told with what to do", "[devices]")
{
    Mailbox<Event> events;
    doubles::AdvanceableClock const clock;
    CardSlot slot(events, clock);
    CHECK(slot.health().status == DeviceStatus::starting);
    slot.reader_missing({}, std::nullopt);
    CHECK(slot.health().remedy == "plug in a card reader");
    slot.reader_missing("1-1 (some reader)", Error { Failure::refused, "the reader works at tpdu level" });
    CHECK(slot.health().device == "1-1 (some reader)");
    CHECK(slot.health().seen == "the reader works at tpdu level");
    slot.want(Wanted::yes); // nothing to ask
    slot.look();
    CHECK(words(events) == "ReaderChanged:noDevice/none ReaderChanged:deviceBusy/configuration");
}

TEST_CASE("a slot without a reader lets its strand sleep, however long there is none", "[devices]")
{
    Mailbox<Event> events;
    doubles::AdvanceableClock clock;
    CardSlot slot(events, clock);
    auto const sleeps = [&] { return slot.next_look().left(clock) > 1h; };
    clock.advance(25h);
    slot.look();
    CHECK(sleeps());
    clock.advance(25h);
    slot.reader_missing({}, std::nullopt);
    CHECK(sleeps());
}
