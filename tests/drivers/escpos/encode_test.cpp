#include "drivers/escpos/encode.h"
#include "tests/doubles/bytes.h"

#include <catch2/catch.hpp>

using namespace drivers::escpos;
using doubles::from_hex;
using kiosk::Dots;

namespace {

Profile const& general() { return profile_of(0, 0); }

/// Reads the pieces back by the manual: GS v 0 and ESC J only.
Dots printed(Plan const& plan, int width)
{
    Dots paper(width, 0);
    for (auto const& piece : plan.pieces) {
        auto const& bytes = piece.bytes;
        for (std::size_t i = 0; i < bytes.size();) {
            if (bytes[i] == 0x1B && bytes[i + 1] == 'J') {
                paper.set_height(paper.height() + bytes[i + 2]);
                i += 3;
                continue;
            }
            REQUIRE(bytes[i] == 0x1D);
            REQUIRE(bytes[i + 1] == 'v');
            REQUIRE(bytes[i + 2] == '0');
            REQUIRE(bytes[i + 3] == 0);
            auto const row_bytes = static_cast<std::size_t>(bytes[i + 4] | bytes[i + 5] << 8);
            auto const rows = bytes[i + 6] | bytes[i + 7] << 8;
            REQUIRE(rows <= 128);
            REQUIRE(i + 8 + row_bytes * static_cast<std::size_t>(rows) <= bytes.size());
            auto at = i + 8;
            for (int row = 0; row < rows; ++row) {
                paper.set_height(paper.height() + 1);
                for (std::size_t x = 0; x < row_bytes; ++x)
                    paper.row(paper.height() - 1)[x] = bytes[at++];
            }
            i = at;
        }
    }
    return paper;
}

std::size_t size_of(Plan const& plan)
{
    std::size_t size = 0;
    for (auto const& piece : plan.pieces)
        size += piece.bytes.size();
    return size;
}

}

TEST_CASE("a sheet comes out of its bytes dot by dot", "[escpos]")
{
    for (int const height : { 1, 7, 8, 9, 127, 128, 129, 300, 1000 }) {
        for (int const step : { 1, 3, 7, 8, 20, 131 }) {
            Dots sheet(576, height);
            for (int y = 0; y < height; y += step) {
                for (int x = y % 13; x < 576; x += 1 + (y * 7) % 200)
                    sheet.ink(x, y);
            }
            CAPTURE(height, step);
            CHECK(printed(encode_sheet(sheet, general()).value(), 576) == sheet);
        }
    }
}

TEST_CASE("blank rows become feeds and blank columns at the right are left out", "[escpos]")
{
    Dots sheet(576, 400);
    sheet.ink(0, 0);
    sheet.ink(100, 399);
    auto const plan = encode_sheet(sheet, general()).value();
    REQUIRE(plan.pieces.size() == 3);
    CHECK(plan.pieces[0].bytes == from_hex("1D 76 30 00 0100 0100 80"));
    CHECK(plan.pieces[1].bytes == from_hex("1B 4A FF 1B 4A 8F")); // 255 + 143
    CHECK_FALSE(plan.pieces[1].ink);
    CHECK(plan.pieces[2].bytes.size() == 8 + 13);
    CHECK(plan.longest == 21);
    CHECK(printed(plan, 576) == sheet);
}

TEST_CASE("text on a receipt costs at most 60 percent of its raster", "[escpos]")
{
    Dots sheet(576, 1600); // lines of 24 dot rows with 16 between them
    for (int y = 0; y < 1600; ++y) {
        for (int x = 20; y % 40 < 24 && x < 556; x += 3)
            sheet.ink(x, y);
    }
    CHECK(size_of(encode_sheet(sheet, general()).value()) * 10 <= sheet.row_bytes() * 1600 * 6 + 40);
}

TEST_CASE("a blank sheet is a feed, and a sheet that does not fit is refused", "[escpos]")
{
    auto const blank = encode_sheet(Dots(576, 3), general()).value();
    REQUIRE(blank.pieces.size() == 1);
    CHECK(blank.pieces[0].bytes == from_hex("1B 4A 03"));
    CHECK(blank.longest == 0);
    CHECK(encode_sheet(Dots(577, 3), general()).error().kind == Failure::refused);
    CHECK(encode_sheet(Dots(576, 0), general()).error().kind == Failure::refused);
    CHECK(encode_sheet(Dots(0, 0), general()).error().kind == Failure::refused);
    CHECK(encode_sheet(Dots(8, most_rows + 1), general()).error().kind == Failure::refused);
}

TEST_CASE("commands are written as Epson's reference says", "[escpos]")
{
    CHECK(encode_job_start(general()) == from_hex("1B 40 1D 50 CB CB 1D 61 0E"));
    CHECK(encode_fresh_start(general()) == from_hex("1B 40 1D 56 42 00 1B 40 1D 50 CB CB 1D 61 0E"));
    CHECK(encode_cut(general()) == from_hex("1D 56 42 00"));
    CHECK(encode_ask_status(4) == from_hex("10 04 04"));
    CHECK(encode_ask_paper_sensor() == from_hex("1D 72 01"));
    CHECK(encode_ask_process_id({ 'A', 'B', 'C', 'D' }) == from_hex("1D 28 48 06 00 30 30 41 42 43 44"));
    CHECK(encode_recovery(general(), 3) == from_hex("00 00 00 1B 40 1D 56 42 00 10 05 02 1B 40"));
    CHECK(encode_recovery(general(), 0) == from_hex("1B 40 10 05 02 1B 40"));
    CHECK(process_id_of(0) == ProcessId { 'A', 'A', 'A', 'A' });
    CHECK(process_id_of(16) == ProcessId { 'B', 'B', 'A', 'A' });
}

TEST_CASE("a printer has the profile that fits it best, and every profile says how we know", "[escpos]")
{
    CHECK(profile_of(0x04B8, 0x0202).name == "epson-tm-t88v");
    CHECK(profile_of(0x1234, 0x5678).name == "general-80mm");
    CHECK(profile_named("epson-tm-t20")->dots == 576);
    CHECK_FALSE(profile_named("none"));
    for (auto const& row : all_profiles()) {
        CHECK_FALSE(row.evidence.empty());
        CHECK(row.band_rows <= 128);
        CHECK(row.window >= 1);
        CHECK(row.dpi <= 255); // GS P takes one byte
    }
    CHECK(all_profiles().back().vendor == 0); // so that there is one for every printer
    CHECK(all_profiles().back().product == 0);
}
