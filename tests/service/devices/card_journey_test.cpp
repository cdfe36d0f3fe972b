/// Cards through everything: events, slot, CCID, libusb, a virtual reader.

#include "drivers/virtual/card_reader.h"
#include "tests/service/devices/kiosk_machine.h"

#include <catch2/catch.hpp>

using namespace kiosk;
using namespace kiosk::devices;
using namespace drivers;
using doubles::KioskMachine;

namespace {

/// A kiosk in a hurry, so that a test of lost answers is short.
HardwareSettings hasty()
{
    using namespace std::chrono_literals;
    HardwareSettings settings;
    settings.reader_limits = { .command = 150ms, .ceiling = 300ms, .status = 100ms, .rung = 100ms };
    settings.slot_times = { .read = 200ms, .look = 200ms, .verify = 300ms, .verify_wanted = 100ms, .poll = 100ms, .poll_wanted = 50ms, .retry = 20ms };
    return settings;
}

std::shared_ptr<virtuals::CardReader> plugged_in_reader(KioskMachine& machine, virtuals::ReaderProfile const& profile = {})
{
    auto reader = std::make_shared<virtuals::CardReader>(profile);
    REQUIRE(machine.testbed.plug("1-1", reader));
    return reader;
}

void insert(virtuals::CardReader& reader, int number)
{
    REQUIRE(reader.insert(virtuals::card_from_box(number), number));
}

}

TEST_CASE("a kiosk without devices works on and says so", "[devices][usb]")
{
    KioskMachine machine;
    machine.start();
    CHECK(machine.first_looks() == "ReaderChanged:noDevice/none PrinterChanged:noDevice/unknown/none");
    machine.hardware->want_card(Wanted::yes);
    machine.hardware->print({ { 1 }, Dots(576, 10), Deadline::after(machine.clock, std::chrono::seconds(5)) });
    CHECK(machine.next() == "PrintEnded:1:notPrinted/noDevice");
    auto const health = machine.hardware->health();
    REQUIRE(health.size() == 2);
    CHECK(health[0].remedy == "plug in a card reader");
    CHECK(health[1].remedy == "plug in a receipt printer");
}

TEST_CASE("each good card of the box is inserted, read and removed", "[devices][usb]")
{
    KioskMachine machine;
    auto const reader = plugged_in_reader(machine);
    machine.start();
    CHECK(machine.first_looks() == "ReaderChanged:online/none PrinterChanged:noDevice/unknown/none");
    machine.hardware->want_card(Wanted::yes);
    for (int number : { 1, 2, 3 }) {
        auto const* const resident = virtuals::resident_of_card(number);
        insert(*reader, number);
        CHECK(machine.next() == "CardInserted");
        auto const event = machine.next_event();
        REQUIRE(std::holds_alternative<CardRead>(event));
        auto const& card = std::get<CardRead>(event).card;
        CHECK(card.number.view() == resident->number);
        CHECK(card.latin_name.view() == resident->latin_name);
        CHECK(card.native_name.view() == resident->native_name);
        CHECK(std::to_string(card.birth_year) == resident->birth_year);
        REQUIRE(reader->remove());
        CHECK(machine.next() == "CardRemoved");
    }
}

TEST_CASE("wrong card, mute card and a card pulled out while reading are told apart", "[devices][usb]")
{
    KioskMachine machine;
    auto const reader = plugged_in_reader(machine);
    machine.start();
    (void)machine.first_looks();
    machine.hardware->want_card(Wanted::yes);

    insert(*reader, 4);
    CHECK(machine.next() == "CardInserted");
    CHECK(machine.next() == "CardFailed:wrongCard");
    REQUIRE(reader->remove());
    CHECK(machine.next() == "CardRemoved");

    insert(*reader, 5);
    CHECK(machine.next() == "CardInserted");
    CHECK(machine.next() == "CardFailed:mute");
    REQUIRE(reader->remove());
    CHECK(machine.next() == "CardRemoved");

    reader->remove_after(1); // when SELECT has been answered
    insert(*reader, 1);
    CHECK(machine.next() == "CardInserted");
    CHECK(machine.next() == "CardFailed:removedWhileReading");
    CHECK(machine.next() == "CardRemoved");

    insert(*reader, 1);
    CHECK(machine.next() == "CardInserted");
    CHECK(machine.next() == "CardRead:" + virtuals::resident_of_card(1)->number);
}

TEST_CASE("a card put in the place of another at once is told and read as another, fifty times", "[devices][usb][C1][C5]")
{
    KioskMachine machine;
    auto const reader = plugged_in_reader(machine);
    machine.start();
    (void)machine.first_looks();
    machine.hardware->want_card(Wanted::yes);
    auto const what_comes_of = [](int number) {
        return number == 5 ? std::string("CardFailed:mute") : "CardRead:" + virtuals::resident_of_card(number)->number;
    };
    insert(*reader, 5);
    CHECK(machine.next() == "CardInserted");
    CHECK(machine.next() == what_comes_of(5));
    auto in = true;
    for (int round = 0; round < 50; ++round) {
        auto const number = round % 2 == 0 ? 3 : round % 4 == 1 ? 5 : 1;
        CAPTURE(round, number);
        REQUIRE(reader->remove());
        insert(*reader, number);
        // A look may find the exchange by the lost power before its notices come, which then tell it once more: so a
        // card can be told and read twice, and never not.
        for (std::string event; event != what_comes_of(number);) {
            event = machine.next();
            CAPTURE(event);
            REQUIRE(event != "nothing came");
            REQUIRE(in == (event != "CardInserted"));
            in = event != "CardRemoved";
        }
    }
}

TEST_CASE("a read card replaced between two polls is told and read as another", "[devices][usb][C5]")
{
    KioskMachine machine;
    virtuals::ReaderProfile profile;
    profile.endpoints = 2;
    auto const reader = plugged_in_reader(machine, profile);
    machine.start(hasty());
    (void)machine.first_looks();
    machine.hardware->want_card(Wanted::yes);
    insert(*reader, 1);
    CHECK(machine.next() == "CardInserted");
    CHECK(machine.next() == "CardRead:" + virtuals::resident_of_card(1)->number);
    for (int round = 0; round < 10; ++round) {
        auto const number = round % 2 == 0 ? 3 : 1;
        REQUIRE(reader->remove());
        insert(*reader, number);
        REQUIRE(machine.next() == "CardRemoved");
        REQUIRE(machine.next() == "CardInserted");
        REQUIRE(machine.next() == "CardRead:" + virtuals::resident_of_card(number)->number);
    }
}

TEST_CASE("a card that nobody wants is not read", "[devices][usb][C2]")
{
    KioskMachine machine;
    auto const reader = plugged_in_reader(machine);
    machine.start();
    (void)machine.first_looks();
    insert(*reader, 1);
    CHECK(machine.next() == "CardInserted");
    CHECK(reader->exchanges() == 0);
    machine.hardware->want_card(Wanted::yes);
    CHECK(machine.next() == "CardRead:" + virtuals::resident_of_card(1)->number);
}

TEST_CASE("a reader without an interrupt pipe is polled", "[devices][usb]")
{
    KioskMachine machine;
    virtuals::ReaderProfile profile;
    profile.endpoints = 2;
    auto const reader = plugged_in_reader(machine, profile);
    machine.start();
    (void)machine.first_looks();
    machine.hardware->want_card(Wanted::yes);
    insert(*reader, 2);
    CHECK(machine.next() == "CardInserted");
    CHECK(machine.next() == "CardRead:" + virtuals::resident_of_card(2)->number);
    REQUIRE(reader->remove());
    CHECK(machine.next() == "CardRemoved");
}

TEST_CASE("a reader at extended level, and one whose messages end with whole packets, are read alike", "[devices][usb]")
{
    for (std::uint32_t const features : { 0x000400beu, 0x000200beu }) {
        for (std::uint32_t const longest : { 271u, 512u, 65554u }) {
            KioskMachine machine;
            virtuals::ReaderProfile profile;
            profile.features = features;
            profile.max_message_length = longest;
            auto const reader = plugged_in_reader(machine, profile);
            machine.start();
            (void)machine.first_looks();
            machine.hardware->want_card(Wanted::yes);
            for (int number : { 1, 2, 3 }) {
                insert(*reader, number);
                CHECK(machine.next() == "CardInserted");
                CHECK(machine.next() == "CardRead:" + virtuals::resident_of_card(number)->number);
                REQUIRE(reader->remove());
                CHECK(machine.next() == "CardRemoved");
            }
        }
    }
}

TEST_CASE("a reader that cannot be driven is refused with its reason", "[devices][usb]")
{
    KioskMachine machine;
    virtuals::ReaderProfile profile;
    profile.features = 0x000100be; // TPDU
    (void)plugged_in_reader(machine, profile);
    machine.start();
    CHECK(machine.first_looks() == "ReaderChanged:deviceBusy/configuration PrinterChanged:noDevice/unknown/none");
    CHECK(machine.hardware->health()[0].seen.find("tpdu") != std::string::npos);
}

TEST_CASE("a reader unplugged and plugged in again goes on, with the card still wanted", "[devices][usb]")
{
    KioskMachine machine;
    auto const reader = plugged_in_reader(machine);
    machine.start();
    (void)machine.first_looks();
    machine.hardware->want_card(Wanted::yes);
    insert(*reader, 1);
    CHECK(machine.next() == "CardInserted");
    CHECK(machine.next() == "CardRead:" + virtuals::resident_of_card(1)->number);
    for (auto const order : { virtuals::Testbed::Order::hang_up_first, virtuals::Testbed::Order::uevent_first }) {
        REQUIRE(machine.testbed.unplug("1-1", order));
        CHECK(machine.next() == "CardRemoved");
        CHECK(machine.next() == "ReaderChanged:noDevice/none");
        REQUIRE(machine.testbed.plug("1-1", reader));
        CHECK(machine.next() == "ReaderChanged:online/none");
        CHECK(machine.next() == "CardInserted");
        CHECK(machine.next() == "CardRead:" + virtuals::resident_of_card(1)->number);
    }
}

TEST_CASE("a reader unplugged while it reads ends in named events, wherever it happens", "[devices][usb]")
{
    for (std::uint64_t at = 1; at <= 12; ++at) {
        CAPTURE(at);
        KioskMachine machine;
        auto const reader = plugged_in_reader(machine);
        machine.start();
        (void)machine.first_looks();
        machine.hardware->want_card(Wanted::yes);
        reader->arm({ virtuals::FaultKind::unplug, virtuals::Fault::Unit::transfer, at });
        insert(*reader, 1);
        std::string story;
        do {
            story += machine.next() + " ";
        } while (!story.ends_with("ReaderChanged:noDevice/none ") && !story.ends_with("CardRead:3041178265 ") && story.find("nothing") == std::string::npos);
        CHECK((story == "CardInserted CardFailed:readerFault CardRemoved ReaderChanged:noDevice/none "
            || story == "CardInserted CardRemoved ReaderChanged:noDevice/none "
            || story == "ReaderChanged:noDevice/none "
            || story == "CardInserted CardRead:3041178265 "));
    }
}

TEST_CASE("a fault of the reader at any transfer ends in a named state, and the next want is served", "[devices][usb]")
{
    using virtuals::FaultKind;
    for (auto const kind : { FaultKind::stall, FaultKind::cut_short, FaultKind::babble, FaultKind::late, FaultKind::duplicate }) {
        for (std::uint64_t at = 1; at <= 10; ++at) {
            CAPTURE(to_string(kind), at);
            KioskMachine machine;
            auto const reader = plugged_in_reader(machine);
            machine.start(hasty());
            (void)machine.first_looks();
            machine.hardware->want_card(Wanted::yes);
            reader->arm({ kind, virtuals::Fault::Unit::transfer, at });
            insert(*reader, 1);
            // A read, or failures and then a read: each retry is what a visit does.
            auto const read = "CardRead:" + virtuals::resident_of_card(1)->number;
            std::string event;
            for (int i = 0; i < 20 && event != read; ++i) {
                event = machine.next();
                if (event.starts_with("CardFailed")) {
                    machine.hardware->want_card(Wanted::no);
                    machine.hardware->want_card(Wanted::yes);
                }
            }
            CHECK(event == read);
        }
    }
}
