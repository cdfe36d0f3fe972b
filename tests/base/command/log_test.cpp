#include "kiosk/base/command/log.h"

#include <catch2/catch.hpp>
#include <concepts>
#include <string>
#include <vector>

using namespace kiosk;
using command::Event;
using command::Field;
using command::Weight;

// Nothing that may hold a citizen's text becomes a field (a literal does: Word takes constants only).
static_assert(!std::constructible_from<Field, command::Word, std::string>);
static_assert(!std::constructible_from<Field, command::Word, std::string_view>);

TEST_CASE("an event is one line of its name and its fields", "[command]")
{
    std::vector<std::string> lines;
    command::Log log(Weight::note, [&](std::string_view line) { lines.emplace_back(line); });
    log.write(Weight::note, Event::program_started);
    log.write(Weight::note, Event::visit_ended, { { "reason", "idle" }, { "span", std::chrono::milliseconds(1500) }, { "steps", 4 }, { "share", 0.25 } });
    auto const id = TransactionId::from_text("000102030405060708090a0b0c0d0e0f").value();
    log.write(Weight::note, Event::transaction_committed, { { "id", id }, { "service", command::Listed { "report-light" } } });
    CHECK(lines == std::vector<std::string> { "program_started", "visit_ended reason=idle span=1.500s steps=4 share=0.25",
        "transaction_committed id=000102030405060708090a0b0c0d0e0f service=report-light" });
}

TEST_CASE("an error's story stays on one line whatever is in it", "[command]")
{
    std::vector<std::string> lines;
    command::Log log(Weight::note, [&](std::string_view line) { lines.emplace_back(line); });
    log.write(Weight::trouble, Event::journal_trouble, { { "error", Error { Failure::exhausted, "disk \"a\"\nis {full}" } } });
    CHECK(lines == std::vector<std::string> { R"(journal_trouble error=exhausted:"disk \"a\" is {full}")" });
}

TEST_CASE("what is lighter than asked for is left out", "[command]")
{
    std::vector<std::string> lines;
    command::Log log(Weight::notice, [&](std::string_view line) { lines.emplace_back(line); });
    log.write(Weight::note, Event::screen_shown);
    log.write(Weight::notice, Event::frame_late);
    log.write(Weight::trouble, Event::device_trouble);
    CHECK(lines == std::vector<std::string> { "frame_late", "device_trouble" });
}
