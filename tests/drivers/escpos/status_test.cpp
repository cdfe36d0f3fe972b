#include "drivers/escpos/status.h"
#include "tests/doubles/bytes.h"
#include "tests/doubles/escpos_conversation.h"

#include <catch2/catch.hpp>

using namespace drivers::escpos;
using doubles::from_hex;

namespace {

template <typename Kind>
Kind const& only(std::vector<Report> const& reports)
{
    REQUIRE(reports.size() == 1);
    REQUIRE(std::holds_alternative<Kind>(reports[0]));
    return std::get<Kind>(reports[0]);
}

}

TEST_CASE("an ASB tells the whole state", "[escpos]")
{
    StatusParser parser;
    CHECK(only<StateReport>(parser.feed(doubles::escpos::state_well())).facts == Facts {});
    CHECK(only<StateReport>(parser.feed(from_hex("18 00 0F 00"))).facts == Facts { .offline = true, .paper_low = true, .paper_out = true });
    CHECK(only<StateReport>(parser.feed(from_hex("38 00 00 00"))).facts == Facts { .offline = true, .cover_open = true });
    CHECK(only<StateReport>(parser.feed(from_hex("58 6C 03 0F"))).facts
        == Facts { .offline = true, .feeding = true, .paper_low = true, .mechanical_error = true, .cutter_error = true, .fatal_error = true, .overheated = true });
}

TEST_CASE("answers to DLE EOT count in the order of asking", "[escpos]")
{
    StatusParser parser;
    for (std::uint8_t n = 1; n <= 4; ++n)
        parser.expect_status(n);
    Facts facts;
    auto const reports = parser.feed(from_hex("1A 36 7E 7E"));
    REQUIRE(reports.size() == 4);
    for (auto const& report : reports)
        take_in(facts, report);
    CHECK(facts == Facts { .offline = true, .cover_open = true, .paper_low = true, .paper_out = true, .mechanical_error = true, .cutter_error = true, .fatal_error = true, .overheated = true });
    CHECK(parser.feed(from_hex("12")).empty()); // nobody asked
    CHECK(parser.strays() == 1);
}

TEST_CASE("a paper sensor answer is told apart from the bytes of an ASB", "[escpos]")
{
    StatusParser parser;
    parser.expect_paper_sensor();
    auto const reports = parser.feed(from_hex("10 00 03 00 0F"));
    REQUIRE(reports.size() == 2);
    CHECK(std::get<StateReport>(reports[0]).facts.paper_low);
    CHECK(std::get<PaperSensorReport>(reports[1]).out);
    CHECK(parser.feed(from_hex("00")).empty());
    CHECK(parser.strays() == 1);
}

TEST_CASE("an ASB in the middle of a reply breaks neither", "[escpos]")
{
    StatusParser parser;
    auto reports = parser.feed(from_hex("37 22 41 42 10 00 03 00 43 44 00"));
    REQUIRE(reports.size() == 2);
    CHECK(std::get<StateReport>(reports[0]).facts.paper_low);
    CHECK(std::get<ProcessReport>(reports[1]).id == ProcessId { 'A', 'B', 'C', 'D' });

    reports = parser.feed(from_hex("5F 54 4D 10 00 00 00 2D 54 00"));
    REQUIRE(reports.size() == 2);
    CHECK(std::get<TextReport>(reports[1]).text == "TM-T");
}

TEST_CASE("a real-time answer in the middle of an ASB breaks neither", "[escpos]")
{
    StatusParser parser;
    parser.expect_status(1);
    auto const reports = parser.feed(from_hex("10 00 12 03 00"));
    REQUIRE(reports.size() == 2);
    CHECK(std::get<RealTimeReport>(reports[0]).n == 1);
    CHECK(std::get<StateReport>(reports[1]).facts.paper_low);
}

TEST_CASE("the stream may be cut anywhere", "[escpos]")
{
    auto const stream = from_hex("11 10 00 03 00 37 22 41 10 00 0F 00 42 43 44 00 13 5F 41 00 12");
    StatusParser whole;
    whole.expect_status(1);
    auto const expected = whole.feed(stream).size();
    CHECK(expected == 5);
    for (std::size_t cut = 0; cut <= stream.size(); ++cut) {
        StatusParser parser;
        parser.expect_status(1);
        auto count = parser.feed(View(stream).first(cut)).size();
        count += parser.feed(View(stream).subspan(cut)).size();
        CHECK(count == expected);
    }
}

TEST_CASE("a flood of nonsense is counted and does not grow", "[escpos]")
{
    StatusParser parser;
    CHECK(parser.feed(Bytes(1000, 0xFF)).empty());
    CHECK(parser.strays() == 1000);
    Bytes endless { 0x5F };
    endless.insert(endless.end(), 500, 'x');
    CHECK(parser.feed(endless).empty());
    CHECK(only<StateReport>(parser.feed(from_hex("10 00 00 00"))).facts == Facts {}); // the letters after the limit were dropped
}

TEST_CASE("an ASB that loses its end does not take the next one with it", "[escpos]")
{
    StatusParser parser;
    auto const reports = parser.feed(from_hex("10 00 18 00 0F 00"));
    CHECK(only<StateReport>(reports).facts.paper_out);
    CHECK(parser.strays() == 2);
}

TEST_CASE("after forgetting, late answers are strays", "[escpos]")
{
    StatusParser parser;
    parser.expect_status(1);
    parser.expect_paper_sensor();
    (void)parser.feed(from_hex("10 00"));
    parser.forget();
    CHECK(parser.feed(from_hex("12 00")).empty());
    CHECK(parser.strays() == 2);
}

TEST_CASE("what keeps a printer from printing is named in the order of mending", "[escpos]")
{
    CHECK(trouble_of({}) == Trouble::none);
    CHECK(trouble_of({ .offline = true, .paper_low = true, .overheated = true }) == Trouble::none);
    CHECK(trouble_of({ .cover_open = true, .paper_out = true }) == Trouble::cover_open);
    CHECK(trouble_of({ .paper_out = true, .cutter_error = true }) == Trouble::paper_out);
    CHECK(trouble_of({ .cutter_error = true, .fatal_error = true }) == Trouble::cutter_error);
    CHECK(trouble_of({ .mechanical_error = true }) == Trouble::mechanical_error);
    CHECK(trouble_of({ .fatal_error = true }) == Trouble::fatal_error);
}
