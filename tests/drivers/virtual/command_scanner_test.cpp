#include "drivers/virtual/command_scanner.h"

#include <catch2/catch.hpp>

#include <string>

using drivers::virtuals::CommandScanner;
using drivers::virtuals::CommandSink;
using Bytes = std::vector<std::uint8_t>;

namespace {

/// Writes down what it is told, one word each.
class Notes final : public CommandSink {
public:
    void text(std::uint8_t letter) override { said += std::string("text:") + static_cast<char>(letter) + " "; }
    void command(std::span<std::uint8_t const> bytes) override { said += "command:" + std::to_string(bytes.size()) + " "; }
    void real_time(std::span<std::uint8_t const> bytes) override { said += "real_time:" + std::to_string(bytes[2]) + " "; }
    void raster_begins(std::uint8_t mode, std::size_t row_bytes, std::size_t rows) override
    {
        said += "raster:" + std::to_string(mode) + ":" + std::to_string(row_bytes) + "x" + std::to_string(rows) + " ";
    }
    void raster_row(std::span<std::uint8_t const> row) override { said += "row:" + std::to_string(row.back()) + " "; }
    void unknown(std::span<std::uint8_t const> bytes) override { said += "unknown:" + std::to_string(bytes[1]) + " "; }
    std::string said;
};

std::string scan(Bytes const& bytes)
{
    Notes notes;
    CommandScanner scanner(notes);
    for (auto const byte : bytes)
        scanner.push(byte);
    if (!scanner.at_boundary())
        notes.said += "…";
    return notes.said;
}

}

TEST_CASE("commands of fixed length are cut where the manual says", "[virtual]")
{
    CHECK(scan({ 0x1b, '@' }) == "command:2 ");
    CHECK(scan({ 0x1b, 'J', 0x1b, 0x1b, 'd', 5, 'A' }) == "command:3 command:3 text:A ");
    CHECK(scan({ 0x1b, 'p', 0, 25, 250, 0x0a }) == "command:5 command:1 ");
    CHECK(scan({ 0x1d, 'V', 0, 0x1d, 'V', 66, 3, 'x' }) == "command:3 command:4 text:x ");
    CHECK(scan({ 0x1d, 'P', 203, 203, 0x1d, 'L', 1, 0 }) == "command:4 command:4 ");
    CHECK(scan({ 0x1c, '.', 0x1c, 'S', 1, 2 }) == "command:2 command:4 ");
}

TEST_CASE("commands that say their own length are believed", "[virtual]")
{
    CHECK(scan({ 0x1d, '(', 'H', 6, 0, 48, 48, 'a', 'b', 'c', 'd', 'x' }) == "command:11 text:x ");
    CHECK(scan({ 0x1b, '*', 33, 2, 0, 1, 2, 3, 4, 5, 6, 'x' }) == "command:11 text:x ");
    CHECK(scan({ 0x1b, '*', 0, 2, 0, 1, 2, 'x' }) == "command:7 text:x ");
    CHECK(scan({ 0x1b, 'D', 8, 16, 0, 'x' }) == "command:5 text:x ");
    CHECK(scan({ 0x1d, 'k', 4, '1', '2', 0, 'x' }) == "command:6 text:x ");
    CHECK(scan({ 0x1d, 'k', 73, 2, '1', '2', 'x' }) == "command:6 text:x ");
    CHECK(scan({ 0x1d, '*', 1, 1, 1, 2, 3, 4, 5, 6, 7, 8, 'x' }) == "command:12 text:x ");
    CHECK(scan({ 0x1d, '8', 'L', 3, 0, 0, 0, 1, 2, 3, 'x' }) == "command:10 text:x ");
    CHECK(scan({ 0x1b, '&', 3, 'A', 'B', 1, 1, 2, 3, 0, 'x' }) == "command:10 text:x ");
    CHECK(scan({ 0x1c, 'q', 1, 1, 0, 1, 0, 1, 2, 3, 4, 5, 6, 7, 8, 'x' }) == "command:15 text:x ");
}

TEST_CASE("an image comes row by row, and bytes in it are dots", "[virtual]")
{
    CHECK(scan({ 0x1d, 'v', '0', 3, 2, 0, 2, 0, 1, 2, 3, 4, 'x' }) == "raster:3:2x2 row:2 row:4 text:x ");
    // DLE EOT 1 in the middle of an image is image.
    CHECK(scan({ 0x1d, 'v', '0', 0, 3, 0, 1, 0, 0x10, 0x04, 0x01 }) == "raster:0:3x1 row:1 ");
    CHECK(scan({ 0x1d, 'v', '0', 0, 0, 0, 9, 0, 'x' }) == "raster:0:0x0 text:x ");
    CHECK(scan({ 0x1d, 'v', '0', 0, 2, 0, 2, 0, 1 }) == "raster:0:2x2 …");
}

TEST_CASE("real-time commands are told apart from what they look like", "[virtual]")
{
    CHECK(scan({ 0x10, 0x04, 4, 'x' }) == "real_time:4 text:x ");
    CHECK(scan({ 0x10, 0x05, 2, 0x10, 0x14, 8, 1, 3, 20, 1, 6, 2, 8, 'x' }) == "real_time:2 real_time:8 text:x ");
    CHECK(scan({ 0x10, 0x77, 'x' }) == "unknown:119 text:x ");
    CHECK(scan({ 0x1b, 'J', 0x10, 0x04 }) == "command:3 command:1 ");
}

TEST_CASE("what nobody knows is skipped with its two bytes", "[virtual]")
{
    CHECK(scan({ 0x1b, 'Z', 'x' }) == "unknown:90 text:x ");
    CHECK(scan({ 0x1d, '~', 'x' }) == "unknown:126 text:x ");
}

TEST_CASE("a command longer than any memory is skipped without keeping it", "[virtual]")
{
    Bytes bytes { 0x1d, '8', 'L', 0x40, 0x42, 0x0f, 0 }; // 1,000,000 bytes
    bytes.resize(bytes.size() + 1'000'000);
    bytes.push_back('x');
    CHECK(scan(bytes) == "command:65552 text:x ");
}
