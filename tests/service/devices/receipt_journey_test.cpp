/// Receipts through everything: events, printer, ESC/POS, libusb, a virtual printer; and what was said of each compared
/// with what is really on paper.

#include "drivers/virtual/receipt_printer.h"
#include "tests/service/devices/kiosk_machine.h"

#include <algorithm>
#include <catch2/catch.hpp>

using namespace kiosk;
using namespace kiosk::devices;
using namespace drivers;
using namespace std::chrono_literals;
using doubles::KioskMachine;
using doubles::word_of;
using virtuals::Fault;
using virtuals::FaultKind;
using Supply = virtuals::Paper::Supply;

namespace {

HardwareSettings hasty()
{
    HardwareSettings settings;
    settings.printer_limits = { .answer = 150ms, .patience = 200ms, .doubt = 50ms, .clearing = 300ms };
    settings.printer_times = { .greet = 200ms, .ask = 200ms, .verify = 10s, .verify_trouble = 10s, .retry = 50ms };
    return settings;
}

/// Some 100 mm of receipt, different in every row, with gaps that are fed.
Dots receipt(int width = 576, int rows = 800, int salt = 0)
{
    Dots sheet(width, rows);
    for (int y = 0; y < rows; ++y) {
        for (int x = (y * 5 + salt) % 17; y % 60 < 40 && x < width; x += 3 + (y + x + salt) % 11)
            sheet.ink(x, y);
    }
    sheet.ink(0, rows - 1);
    return sheet;
}

struct Kiosk : KioskMachine {
    explicit Kiosk(std::string_view profile = "80mm")
        : printer(std::make_shared<virtuals::ReceiptPrinter>(virtuals::printer_profile_of(profile).value(), clock))
    {
        REQUIRE(testbed.plug("1-2", printer));
    }
    /// Starts, and waits until the printer is ready.
    void begin()
    {
        start(hasty());
        CHECK(first_looks() == "ReaderChanged:noDevice/none PrinterChanged:online/full/none");
    }
    /// What became of one receipt; states that change meanwhile are kept in `changes`.
    PrintEnded print(Dots const& sheet, Duration time = 2s)
    {
        JobId const id { ++jobs };
        dots_before = printer->figures().dots;
        auto const deadline = Deadline::after(clock, time);
        hardware->print({ id, sheet, deadline });
        for (;;) {
            auto event = next_event();
            if (auto const* ended = std::get_if<PrintEnded>(&event)) {
                CHECK(ended->id == id);
                CHECK(deadline.moment() + 1s > clock.now()); // the kernel may take its second to give a transfer back
                return *ended;
            }
            changes += word_of(event) + " ";
        }
    }
    /// Waits, five seconds at most, until a job would be started.
    void wait_until_ready()
    {
        for (auto const give_up = Deadline::after(clock, 5s); !give_up.passed(clock);) {
            if (hardware->health()[1].status == DeviceStatus::online)
                return;
            if (auto const event = events.wait_until(Deadline::after(clock, 20ms), clock))
                changes += word_of(*event) + " ";
        }
        FAIL_CHECK("the printer did not come back: " << hardware->health()[1].seen);
    }
    [[nodiscard]] int times_on_paper(Dots const& sheet) const
    {
        auto const sheets = printer->sheets();
        return static_cast<int>(std::ranges::count(sheets, sheet));
    }
    /// The word for a job is true of what is on paper.
    void check_truth(PrintEnded const& ended, Dots const& sheet) const
    {
        auto const times = times_on_paper(sheet);
        CAPTURE(word_of(ended), ended.story, times);
        CHECK(times <= 1);
        if (ended.outcome == PrintOutcome::printed)
            CHECK(times == 1);
        if (ended.outcome == PrintOutcome::not_printed)
            CHECK(printer->figures().dots == dots_before);
        CHECK((ended.reason == PrintReason::none) == (ended.outcome == PrintOutcome::printed));
    }

    std::shared_ptr<virtuals::ReceiptPrinter> printer;
    std::string changes;
    std::uint64_t jobs = 0;
    std::uint64_t dots_before = 0; ///< on paper when the latest job began
};

}

TEST_CASE("a receipt is on paper dot by dot, cut, and told as printed", "[devices][usb][P1]")
{
    for (auto const* profile : { "80mm", "58mm", "180dpi", "large-buffer" }) {
        CAPTURE(profile);
        Kiosk kiosk(profile);
        kiosk.begin();
        auto const width = virtuals::printer_profile_of(profile)->dots;
        for (int salt = 0; salt < 3; ++salt) {
            auto const sheet = receipt(width, 700 + 111 * salt, salt);
            CHECK(word_of(kiosk.print(sheet)) == "PrintEnded:" + std::to_string(salt + 1) + ":printed/none");
            CHECK(kiosk.times_on_paper(sheet) == 1);
        }
        CHECK(kiosk.printer->figures().cuts == 3);
        CHECK(kiosk.printer->figures().unknown_commands == 0);
        CHECK(kiosk.changes.empty());
    }
}

TEST_CASE("a sheet that is too wide for the paper is refused", "[devices][usb]")
{
    Kiosk kiosk("58mm");
    kiosk.begin();
    CHECK(word_of(kiosk.print(receipt(576))) == "PrintEnded:1:notPrinted/sheetRefused");
}

TEST_CASE("without paper before the job nothing is printed, and the paper's coming and going is told", "[devices][usb][P3]")
{
    Kiosk kiosk;
    kiosk.begin();
    kiosk.printer->set_paper(Supply::low);
    CHECK(kiosk.next() == "PrinterChanged:online/low/clear");
    kiosk.printer->set_paper(Supply::out);
    CHECK(kiosk.next() == "PrinterChanged:offline/out/clear");
    CHECK(word_of(kiosk.print(receipt())) == "PrintEnded:1:notPrinted/paperOut");
    CHECK(kiosk.printer->figures().rows == 0);
    kiosk.printer->set_paper(Supply::full);
    CHECK(kiosk.next() == "PrinterChanged:online/full/none");
    CHECK(word_of(kiosk.print(receipt())) == "PrintEnded:2:printed/none");
    kiosk.printer->set_cover(virtuals::ReceiptPrinter::Cover::open);
    CHECK(kiosk.next().starts_with("PrinterChanged:offline/"));
    CHECK(word_of(kiosk.print(receipt())) == "PrintEnded:3:notPrinted/coverOpen");
    kiosk.printer->set_cover(virtuals::ReceiptPrinter::Cover::closed);
    CHECK(kiosk.next() == "PrinterChanged:online/full/none");
    CHECK(kiosk.times_on_paper(receipt()) == 1);
}

TEST_CASE("paper that ends at any row of a job is told truthfully, and nothing comes out later", "[devices][usb][P2][P4]")
{
    for (auto const* profile : { "80mm", "large-buffer" }) {
        for (std::uint64_t const rows : { 0u, 1u, 127u, 300u, 700u, 799u }) {
            CAPTURE(profile, rows);
            Kiosk kiosk(profile);
            kiosk.begin();
            auto const width = virtuals::printer_profile_of(profile)->dots;
            auto const first = receipt(width, 800, 1);
            kiosk.printer->end_paper_after(rows);
            auto const ended = kiosk.print(first);
            kiosk.check_truth(ended, first);
            CHECK(ended.outcome != PrintOutcome::printed);
            CHECK(ended.reason == PrintReason::paper_out);

            kiosk.printer->set_paper(Supply::full);
            auto const cuts_before = kiosk.printer->figures().cuts;
            auto const second = receipt(width, 800, 2);
            auto const again = kiosk.print(second);
            kiosk.check_truth(again, second);
            CHECK(again.outcome == PrintOutcome::printed);
            CHECK(kiosk.times_on_paper(first) == 0);
            CHECK(kiosk.printer->figures().cuts <= cuts_before + 2); // the torso and the receipt
        }
    }
}

TEST_CASE("paper that ends with the last row leaves a printed receipt", "[devices][usb][P1]")
{
    Kiosk kiosk;
    kiosk.begin();
    kiosk.printer->end_paper_after(801);
    auto const sheet = receipt();
    auto const ended = kiosk.print(sheet);
    kiosk.check_truth(ended, sheet);
    CHECK(ended.outcome == PrintOutcome::printed);
}

TEST_CASE("a printer unplugged at any transfer of a job ends it truthfully, and prints again when it is back", "[devices][usb][P2]")
{
    for (std::uint64_t at = 1; at <= 40; at += 3) {
        CAPTURE(at);
        Kiosk kiosk;
        kiosk.begin();
        auto const sheet = receipt();
        kiosk.printer->arm({ FaultKind::unplug, Fault::Unit::transfer, at });
        auto const ended = kiosk.print(sheet);
        kiosk.check_truth(ended, sheet);
        if (ended.outcome == PrintOutcome::printed)
            continue; // it had fewer transfers
        CHECK(ended.reason == PrintReason::unplugged);
        CHECK(kiosk.next() == "PrinterChanged:noDevice/unknown/none");
        kiosk.testbed.settle();
        REQUIRE(kiosk.testbed.plug("1-2", kiosk.printer));
        CHECK(kiosk.next() == "PrinterChanged:online/full/none");
        auto const other = receipt(576, 800, 2);
        auto const again = kiosk.print(other);
        kiosk.check_truth(again, other);
        CHECK(again.outcome == PrintOutcome::printed);
    }
}

TEST_CASE("a fault at any transfer or byte of a job ends it truthfully and in time, and the next job is printed", "[devices][usb][P2][P4][P5]")
{
    struct At {
        Fault::Unit unit;
        std::uint64_t place;
    };
    std::vector<At> places;
    for (std::uint64_t at = 1; at <= 25; at += 8)
        places.push_back({ Fault::Unit::transfer, at });
    for (std::uint64_t at : { 0u, 25u, 5000u, 30000u })
        places.push_back({ Fault::Unit::byte, at });
    for (auto const kind : { FaultKind::stall, FaultKind::cut_short, FaultKind::late, FaultKind::duplicate, FaultKind::babble, FaultKind::power_cycle }) {
        for (auto const place : places) {
            CAPTURE(to_string(kind), place.unit == Fault::Unit::byte, place.place);
            Kiosk kiosk;
            kiosk.begin();
            auto const sheet = receipt();
            kiosk.printer->arm({ kind, place.unit, place.place });
            auto const ended = kiosk.print(sheet, 1s);
            kiosk.check_truth(ended, sheet);
            kiosk.printer->disarm();
            // The cause is gone: at most a try or two later it prints again.
            for (int attempt = 0; attempt < 5; ++attempt) {
                kiosk.wait_until_ready();
                auto const other = receipt(576, 800, 2 + attempt);
                auto const again = kiosk.print(other, 1s);
                kiosk.check_truth(again, other);
                if (again.outcome == PrintOutcome::printed)
                    break;
                CHECK(attempt < 4);
            }
        }
    }
}

TEST_CASE("a printer that takes no more bytes ends its job in time", "[devices][usb][P5]")
{
    for (std::uint64_t const at : { 0u, 30u, 9000u, 30000u }) {
        Kiosk kiosk;
        kiosk.begin();
        auto const sheet = receipt();
        kiosk.printer->arm({ FaultKind::nak, Fault::Unit::byte, at });
        auto const ended = kiosk.print(sheet, 600ms);
        kiosk.check_truth(ended, sheet);
        CHECK(ended.outcome != PrintOutcome::printed);
    }
}
