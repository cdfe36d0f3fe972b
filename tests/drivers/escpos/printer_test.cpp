#include "drivers/escpos/encode.h"
#include "drivers/escpos/printer.h"
#include "tests/doubles/bytes.h"
#include "tests/doubles/escpos_conversation.h"

#include <catch2/catch.hpp>

using namespace drivers::escpos;
using namespace std::chrono_literals;
using namespace doubles::escpos;
using doubles::from_hex;
using kiosk::Dots;

namespace {

/// Bands of one row each, so that the scripts are short.
constexpr Profile narrow { "narrow", 0, 0, 8, 203, 1, 2, Barrier::paper_sensor, Asb::yes, Cut::partial, "made up for these tests" };
constexpr Profile with_ids { "with-ids", 0, 0, 8, 203, 1, 2, Barrier::process_id, Asb::yes, Cut::partial, "made up for these tests" };

Dots sheet_of(int rows)
{
    Dots sheet(8, rows);
    for (int y = 0; y < rows; ++y)
        sheet.ink(y % 8, y);
    return sheet;
}

Bytes operator+(Bytes one, Bytes const& other)
{
    one.insert(one.end(), other.begin(), other.end());
    return one;
}

Bytes questions() { return from_hex("10 04 01 10 04 02 10 04 03 10 04 04"); }
Bytes band(int row) { return Bytes { 0x1D, 'v', '0', 0, 1, 0, 1, 0, static_cast<std::uint8_t>(0x80 >> row % 8) }; }
Bytes barrier() { return encode_ask_paper_sensor(); }
Bytes start() { return encode_job_start(narrow) + barrier(); }
Bytes end() { return encode_cut(narrow) + barrier(); }
std::deque<Line> begun() { return { Host { questions() }, Device { well() }, Host { start() }, Device { state_well() }, Device { sensor_well() } }; }
/// How the printer is brought back when it listens.
std::deque<Line> brought_back()
{
    return { Host { encode_recovery(narrow, 9) }, Host { questions() }, Device { well() }, Host { encode_enable_asb() } };
}

std::deque<Line> operator+(std::deque<Line> one, std::deque<Line> const& other)
{
    one.insert(one.end(), other.begin(), other.end());
    return one;
}

struct Bench {
    explicit Bench(std::deque<Line> lines, Profile const& profile = narrow)
        : talk(talking(std::move(lines)))
        , printer(talk.transport(), profile, Limits {}, talk.clock())
    {
    }
    JobEnd print(int rows, kiosk::Duration time = 30s)
    {
        auto const deadline = talk.in(time);
        auto const result = printer.print(sheet_of(rows), deadline);
        CHECK(talk.clock().now() <= deadline.moment()); // P5
        if (talk.script().latest_deadline)
            CHECK(*talk.script().latest_deadline <= deadline.moment());
        return result;
    }
    Conversation talk;
    Printer printer;
};

}

TEST_CASE("a job is printed when the barrier after the cut is answered", "[escpos][P1]")
{
    Bench bench(begun() + std::deque<Line> {
        Host { band(0) + barrier() }, Host { band(1) + barrier() }, // two are on their way, no more
        Device { sensor_well() }, Host { band(2) + barrier() },
        Device { sensor_well() }, Host { end() },
        Device { sensor_well() }, Device { sensor_well() },
    });
    auto const result = bench.print(3);
    CHECK(result.outcome == Outcome::printed);
    CHECK(result.reason == Reason::none);
    CHECK(bench.printer.counters().printed == 1);
}

TEST_CASE("a process id counts only if it is the last one's", "[escpos][P1]")
{
    auto const ask = [](std::uint32_t number) { return encode_ask_process_id(process_id_of(number)); };
    auto const answer = [](std::uint32_t number) {
        auto const id = process_id_of(number);
        return Bytes { 0x37, 0x22, id[0], id[1], id[2], id[3], 0x00 };
    };
    Bench bench({
        Host { questions() }, Device { well() },
        Host { encode_job_start(with_ids) + ask(1) }, Device { answer(77) }, Device { answer(1) },
        Host { band(0) + ask(2) }, Host { encode_cut(with_ids) + ask(3) },
        Device { answer(1) }, // a duplicate of the first
        Device { answer(3) }, // stands for 2 as well
    }, with_ids);
    CHECK(bench.print(1).outcome == Outcome::printed);
}

TEST_CASE("without paper, with the cover open or with a fault nothing is sent to print", "[escpos][P3]")
{
    Bench paper({ Host { questions() }, Device { well_but_paper_out() } });
    auto result = paper.print(3);
    CHECK(result.outcome == Outcome::not_printed);
    CHECK(result.reason == Reason::paper_out);

    Bench cover({ Host { questions() }, Device { well_but_cover_open() } });
    result = cover.print(3);
    CHECK(result.outcome == Outcome::not_printed);
    CHECK(result.reason == Reason::cover_open);

    Bench cutter({ Host { questions() }, Device { from_hex("1A 52 1A 12") } });
    CHECK(cutter.print(3).reason == Reason::cutter_error);
}

TEST_CASE("paper low is no trouble", "[escpos]")
{
    Bench bench({
        Host { questions() }, Device { from_hex("12 12 12 1E") }, Host { start() }, Device { state_paper_low() }, Device { from_hex("03") },
        Host { band(0) + barrier() }, Host { end() }, Device { from_hex("03") }, Device { from_hex("03") },
    });
    CHECK(bench.print(1).outcome == Outcome::printed);
    CHECK(bench.printer.facts()->paper_low);
}

TEST_CASE("paper out in mid job: a part of the receipt is on paper, and nobody can say how much", "[escpos][P2][P4]")
{
    Bench bench(begun() + std::deque<Line> {
        Host { band(0) + barrier() }, Host { band(1) + barrier() },
        Device { state_paper_out() },
        // Flushed, cut, cleared; it still has no paper, so a reset makes sure that nothing comes out later.
        Host { encode_recovery(narrow, 9) }, Host { questions() }, Device { well_but_paper_out() },
        HostResets {}, Host { encode_fresh_start(narrow) }, Host { questions() }, Device { well_but_paper_out() },
    });
    auto const result = bench.print(3);
    CHECK(result.outcome == Outcome::unknown);
    CHECK(result.reason == Reason::paper_out);
    CHECK(bench.printer.condition() == Condition::ready);
}

TEST_CASE("paper out after the last ink was sent: unknown, unless the barrier still comes", "[escpos][P1][P2]")
{
    auto const sent = begun() + std::deque<Line> { Host { band(0) + barrier() }, Host { end() }, Device { state_paper_out() } };
    Bench silent(sent + std::deque<Line> { Silence {} } + brought_back());
    auto result = silent.print(1);
    CHECK(result.outcome == Outcome::unknown);
    CHECK(result.reason == Reason::paper_out);

    Bench answered(sent + std::deque<Line> { Device { sensor_well() }, Device { from_hex("0C") } });
    result = answered.print(1);
    CHECK(result.outcome == Outcome::printed);
    CHECK(result.reason == Reason::none);
    CHECK(answered.printer.facts()->paper_out);
}

TEST_CASE("a printer that cannot be cleared is dirty, and is cleared before the next job", "[escpos][P4]")
{
    Bench bench(begun() + std::deque<Line> {
        Host { band(0) + barrier() }, HostUntaken { band(1) + barrier() },
        Device { state_paper_out() },
        HostUntaken { encode_recovery(narrow, 9) }, HostUntaken { questions() }, Silence {}, HostResetsInVain {},
        // The next job: paper is back.
        Host { encode_recovery(narrow, 9) }, Host { questions() }, Device { well() }, Host { encode_enable_asb() },
    } + begun() + std::deque<Line> { Host { band(0) + barrier() }, Host { end() }, Device { sensor_well() }, Device { sensor_well() } });
    auto const result = bench.print(3);
    CHECK(result.outcome == Outcome::unknown);
    CHECK(result.story.find("may still hold a part of the receipt") != std::string::npos);
    CHECK(bench.printer.condition() == Condition::dirty);
    CHECK(bench.print(1).outcome == Outcome::printed);
}

TEST_CASE("a dirty printer that stays so takes no job", "[escpos][P3][P4]")
{
    Bench bench(begun() + std::deque<Line> {
        Host { band(0) + barrier() }, HostUntaken { band(1) + barrier() },
        Device { state_paper_out() },
        HostUntaken { encode_recovery(narrow, 9) }, HostUntaken { questions() }, Silence {}, HostResetsInVain {},
        HostUntaken { encode_recovery(narrow, 9) }, HostUntaken { questions() }, Silence {}, HostResetsInVain {},
    });
    (void)bench.print(3);
    auto const result = bench.print(1);
    CHECK(result.outcome == Outcome::not_printed);
    CHECK(result.reason == Reason::paper_out);
}

TEST_CASE("unplugged at any step: not printed before the first ink, else unknown", "[escpos][P2]")
{
    auto const whole = begun() + std::deque<Line> {
        Host { band(0) + barrier() }, Host { band(1) + barrier() }, Device { sensor_well() },
        Host { band(2) + barrier() }, Device { sensor_well() },
        Host { end() }, Device { sensor_well() }, Device { sensor_well() },
    };
    std::size_t const first_ink = begun().size() + 1; // lines up to the one that sends the first band
    for (std::size_t length = 0; length < whole.size(); ++length) {
        auto lines = whole;
        lines.resize(length);
        lines.push_back(Unplugged {});
        Bench bench(std::move(lines));
        auto const result = bench.print(3);
        CAPTURE(length);
        // A line that was not sent because the printer was gone just then may still count as sent; never the other way.
        CHECK(result.outcome == (length >= first_ink - 1 ? Outcome::unknown : Outcome::not_printed));
        CHECK(result.reason == Reason::unplugged);
        CHECK(bench.printer.condition() == Condition::gone);
        CHECK(bench.printer.print(sheet_of(1), bench.talk.in(1s)).reason == Reason::unplugged);
    }
}

TEST_CASE("a stall in mid job is cleared and the job decided", "[escpos][P2][P4]")
{
    Bench bench(begun() + std::deque<Line> {
        Host { band(0) + barrier() }, HostUntaken { band(1) + barrier() }, Device { sensor_well() }, HostUntaken { band(2) + barrier() },
        Stalls {}, HostClears {},
    } + brought_back());
    auto const result = bench.print(5);
    CHECK(result.outcome == Outcome::unknown);
    CHECK(result.reason == Reason::no_answer);
    CHECK(bench.printer.condition() == Condition::ready);
}

TEST_CASE("a printer that stops taking bytes or answering ends its job in time", "[escpos][P5]")
{
    Bench untaken(begun() + std::deque<Line> { HostUntaken { band(0) + barrier() }, HostUntaken { band(1) + barrier() }, Silence {} } + brought_back());
    auto result = untaken.print(3);
    CHECK(result.outcome == Outcome::unknown);
    CHECK(result.reason == Reason::no_answer);

    Bench hasty(begun() + std::deque<Line> { HostUntaken { band(0) + barrier() }, HostUntaken { band(1) + barrier() }, Silence {} } + brought_back());
    result = hasty.print(3, 200ms);
    CHECK(result.outcome == Outcome::unknown);
    CHECK(result.reason == Reason::late);

    Bench unanswered(begun() + std::deque<Line> { Host { band(0) + barrier() }, Host { end() }, Device { sensor_well() }, Silence {} } + brought_back());
    result = unanswered.print(1);
    CHECK(result.outcome == Outcome::unknown);
    CHECK(result.reason == Reason::no_answer);

    Bench mute({ HostUntaken { questions() }, Silence {} });
    result = mute.print(3);
    CHECK(result.outcome == Outcome::not_printed);
    CHECK(result.reason == Reason::no_answer);
    CHECK(mute.printer.condition() == Condition::silent);
}

TEST_CASE("an offline printer that takes no questions has told why before", "[escpos][P3]")
{
    Bench bench({ Meanwhile { state_paper_out() }, HostUntaken { questions() }, Silence {} });
    auto const result = bench.print(3);
    CHECK(result.outcome == Outcome::not_printed);
    CHECK(result.reason == Reason::paper_out);
}

TEST_CASE("a sheet that does not fit is refused before anything is sent", "[escpos]")
{
    Bench bench({});
    auto const result = bench.printer.print(Dots(9, 1), bench.talk.in(1s));
    CHECK(result.outcome == Outcome::not_printed);
    CHECK(result.reason == Reason::refused);
}

TEST_CASE("greeting clears what an earlier life left, by reset or by zeros", "[escpos][P4]")
{
    Bench by_reset({ HostResets {}, Host { encode_fresh_start(narrow) }, Host { questions() }, Device { state_well() }, Device { well() } });
    CHECK(by_reset.printer.greet(by_reset.talk.in(2s)).value() == Facts {});

    Bench by_zeros({ HostResetsInVain {}, Host { Bytes(8 + 128 * 128, 0) }, Host { encode_fresh_start(narrow) }, Host { questions() }, Device { well_but_paper_out() } });
    CHECK(by_zeros.printer.greet(by_zeros.talk.in(2s)).value().paper_out);
}

TEST_CASE("what the printer says by itself is taken in without waiting", "[escpos]")
{
    Bench bench({ Meanwhile { state_paper_low() }, Meanwhile { state_cover_open() } });
    CHECK_FALSE(bench.printer.facts());
    bench.printer.attend();
    CHECK(bench.printer.facts()->cover_open);
}

TEST_CASE("a question that breaks off is asked again after the pipes are cleared", "[escpos]")
{
    Bench bench({ Host { questions() }, Breaks {}, HostClears {}, Host { questions() }, Device { well() } });
    CHECK(bench.printer.ask(bench.talk.in(2s)).error().kind == Failure::unreachable);
    CHECK(bench.printer.condition() == Condition::silent);
    CHECK(bench.printer.ask(bench.talk.in(2s)).has_value());
    CHECK(bench.printer.condition() == Condition::ready);
}

TEST_CASE("every state of a job has a row for all that can happen in it", "[escpos]")
{
    using enum JobState;
    using enum JobEvent;
    for (auto const state : { asking, aligning, sending, settling, doubting }) {
        for (auto const event : { trouble, late, stalled, broken, gone }) {
            CAPTURE(to_string(state), to_string(event));
            CHECK(next(state, event) != asking);
        }
    }
    CHECK(decide({ .ink_sent = false, .barrier_after_cut = false }) == Outcome::not_printed);
    CHECK(decide({ .ink_sent = true, .barrier_after_cut = false }) == Outcome::unknown);
    CHECK(decide({ .ink_sent = true, .barrier_after_cut = true }) == Outcome::printed);
}
