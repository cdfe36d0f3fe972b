#include "kiosk/service/devices/receipt_printer.h"
#include "drivers/escpos/encode.h"
#include "tests/doubles/bytes.h"
#include "tests/doubles/escpos_conversation.h"
#include "tests/service/devices/mail.h"

#include <catch2/catch.hpp>

using namespace kiosk;
using namespace kiosk::devices;
using namespace drivers::escpos;
using namespace std::chrono_literals;
using namespace doubles::escpos;
using doubles::from_hex;
using doubles::words;

namespace {

constexpr Profile narrow { "narrow", 0, 0, 8, 203, 128, 4, Barrier::paper_sensor, Asb::yes, Cut::partial, "made up for these tests" };

Bytes operator+(Bytes one, Bytes const& other)
{
    one.insert(one.end(), other.begin(), other.end());
    return one;
}
std::deque<Line> operator+(std::deque<Line> one, std::deque<Line> const& other)
{
    one.insert(one.end(), other.begin(), other.end());
    return one;
}

Bytes questions() { return from_hex("10 04 01 10 04 02 10 04 03 10 04 04"); }
std::deque<Line> greeted(Bytes const& answers = well())
{
    return { HostResets {}, Host { encode_fresh_start(narrow) }, Host { questions() }, Device { answers } };
}
std::deque<Line> one_row_printed()
{
    return {
        Host { questions() }, Device { well() }, Host { encode_job_start(narrow) + encode_ask_paper_sensor() }, Device { sensor_well() },
        Host { from_hex("1D 76 30 00 01 00 01 00 80") + encode_ask_paper_sensor() }, Host { encode_cut(narrow) + encode_ask_paper_sensor() },
        Device { sensor_well() }, Device { sensor_well() },
    };
}

Dots one_row()
{
    Dots sheet(8, 1);
    sheet.ink(0, 0);
    return sheet;
}

struct Bench {
    explicit Bench(std::deque<Line> lines) : talk(talking(std::move(lines))), printer(events, talk.clock()) { }
    void plug_in()
    {
        printer.printer_arrived(std::make_unique<Printer>(talk.transport(), narrow, Limits {}, talk.clock()), "printer");
    }
    void print(std::uint64_t id, kiosk::Duration time = 30s) { printer.print({ { id }, one_row(), talk.in(time) }); }
    Mailbox<Event> events;
    Conversation talk;
    ReceiptPrinter printer;
};

}

TEST_CASE("a receipt is printed and its end told once", "[devices]")
{
    Bench bench(greeted() + one_row_printed() + one_row_printed());
    bench.plug_in();
    bench.print(7);
    bench.print(8);
    CHECK(words(bench.events) == "PrinterChanged:online/full/none PrintEnded:7:printed/none PrintEnded:8:printed/none");
}

TEST_CASE("a job without a printer, or after its time, is not printed", "[devices]")
{
    Bench bench(greeted());
    bench.printer.printer_missing({}, std::nullopt);
    bench.print(1);
    bench.plug_in();
    bench.print(2, 0s);
    CHECK(words(bench.events)
        == "PrinterChanged:noDevice/unknown/none PrintEnded:1:notPrinted/noDevice PrinterChanged:online/full/none PrintEnded:2:notPrinted/late");
}

TEST_CASE("paper and cover are told when they change, each once", "[devices]")
{
    Bench bench(greeted() + std::deque<Line> { Meanwhile { state_paper_low() } });
    bench.plug_in();
    bench.printer.attend();
    CHECK(words(bench.events) == "PrinterChanged:online/full/none PrinterChanged:online/low/clear");
    auto const told = [&](Bytes const& state) {
        bench.talk.script().lines.push_back(Meanwhile { state });
        bench.printer.attend();
        return words(bench.events);
    };
    CHECK(told(state_paper_low()).empty());
    CHECK(told(state_paper_out()) == "PrinterChanged:offline/out/clear");
    CHECK(bench.printer.health().remedy == "put in a new roll");
    CHECK(told(state_cover_open()) == "PrinterChanged:offline/full/clear");
    CHECK(told(state_cutter()).empty()); // still offline, and staff can clear it; the doctor reads what it is
    CHECK(bench.printer.health().seen == "the cutter is stuck");
    CHECK(told(from_hex("18 04 00 00")) == "PrinterChanged:offline/jammed/clear");
    CHECK(told(from_hex("18 20 00 00")) == "PrinterChanged:hardwareError/full/maintenance");
    CHECK(told(from_hex("10 40 00 00")) == "PrinterChanged:online/full/suspend");
    CHECK(told(from_hex("58 00 00 00")) == "PrinterChanged:offline/full/suspend");
    CHECK(told(state_well()) == "PrinterChanged:online/full/none");
}

TEST_CASE("a printer without paper takes no job and says why", "[devices]")
{
    Bench bench(greeted(well_but_paper_out()) + std::deque<Line> { Host { questions() }, Device { well_but_paper_out() } });
    bench.plug_in();
    bench.print(3);
    CHECK(words(bench.events) == "PrinterChanged:offline/out/clear PrintEnded:3:notPrinted/paperOut");
}

TEST_CASE("a printer that goes during a job ends it and is told as gone", "[devices]")
{
    auto lines = greeted() + one_row_printed();
    lines.resize(9);
    lines.push_back(Unplugged {});
    Bench bench(lines);
    bench.plug_in();
    bench.print(4);
    CHECK(words(bench.events) == "PrinterChanged:online/full/none PrintEnded:4:unknown/unplugged PrinterChanged:noDevice/unknown/none");
    bench.printer.printer_left(); // the departure, told later
    CHECK(words(bench.events).empty());
}

TEST_CASE("a printer that does not answer is told, asked again soon and then rarely, and comes back", "[devices]")
{
    Bench bench({ HostResetsInVain {}, HostUntaken { Bytes(8 + 128 * 128, 0) }, HostUntaken { encode_fresh_start(narrow) }, HostUntaken { questions() }, Silence {},
        HostUntaken { questions() }, Silence {}, HostUntaken { questions() }, Silence {}, HostUntaken { questions() }, Silence {},
        Host { questions() }, Device { well() }, Host { questions() }, Device { well() } });
    bench.plug_in();
    CHECK(words(bench.events) == "PrinterChanged:hardwareError/unknown/maintenance");
    for (int look = 0; look < 3; ++look) {
        CHECK(bench.printer.next_look().left(bench.talk.clock()) <= 1s);
        bench.printer.look();
    }
    CHECK(bench.printer.next_look().left(bench.talk.clock()) >= 10s);
    CHECK(words(bench.events).empty());
    bench.printer.look();
    CHECK(words(bench.events) == "PrinterChanged:online/full/none");
    CHECK(bench.printer.next_look().left(bench.talk.clock()) >= 10s);
    bench.printer.look();
    CHECK(words(bench.events).empty());
}

TEST_CASE("what a broken-off job left is cleared when the paper is back, not with the next citizen", "[devices]")
{
    auto lines = greeted() + one_row_printed();
    lines.resize(9);
    lines.back() = HostUntaken { from_hex("1D 76 30 00 01 00 01 00 80") + encode_ask_paper_sensor() };
    Bench bench(lines + std::deque<Line> {
        HostUntaken { encode_cut(narrow) + encode_ask_paper_sensor() }, Device { state_paper_out() }, Silence {},
        HostUntaken { encode_recovery(narrow, 9) }, HostUntaken { questions() }, Silence {}, HostResetsInVain {},
    });
    bench.plug_in();
    bench.print(5);
    CHECK(words(bench.events) == "PrinterChanged:online/full/none PrintEnded:5:unknown/paperOut PrinterChanged:offline/out/clear");
    for (auto const& line : std::deque<Line> { Meanwhile { state_well() }, Host { encode_recovery(narrow, 9) }, Host { questions() }, Device { well() },
             Host { encode_enable_asb() }, Host { questions() }, Device { well() } })
        bench.talk.script().lines.push_back(line);
    bench.printer.attend();
    CHECK(words(bench.events) == "PrinterChanged:online/full/none");
}

TEST_CASE("without a printer the strand sleeps, however long there is none", "[devices]")
{
    Mailbox<Event> events;
    doubles::AdvanceableClock clock;
    ReceiptPrinter printer(events, clock);
    auto const sleeps = [&] { return printer.next_look().left(clock) > 1h; };
    clock.advance(25h);
    printer.look();
    CHECK(sleeps());
    clock.advance(25h);
    printer.printer_missing({}, std::nullopt);
    CHECK(sleeps());
}
