#include "drivers/virtual/receipt_printer.h"
#include "tests/doubles/clock.h"
#include "tests/drivers/virtual/direct_host.h"

#include <catch2/catch.hpp>

using namespace drivers::virtuals;
using doubles::DirectHost;
using Status = TransferStatus;

namespace {

Bytes const initialize { 0x1b, '@' };
Bytes const cut { 0x1d, 'V', 0 };

Bytes ask(std::uint8_t n) { return { 0x10, 0x04, n }; }

/// GS v 0 of rows that begin with these bytes.
Bytes raster(std::vector<Bytes> const& rows, std::uint8_t mode = 0)
{
    auto const width = rows.front().size();
    Bytes bytes { 0x1d, 'v', '0', mode, static_cast<std::uint8_t>(width), 0, static_cast<std::uint8_t>(rows.size()), static_cast<std::uint8_t>(rows.size() >> 8) };
    for (auto const& row : rows)
        bytes.insert(bytes.end(), row.begin(), row.end());
    return bytes;
}

Bytes joined(std::vector<Bytes> const& parts)
{
    Bytes all;
    for (auto const& part : parts)
        all.insert(all.end(), part.begin(), part.end());
    return all;
}

/// The paper as a person sees it: a letter a dot, from the left edge to the last dot of any row.
std::string seen(kiosk::Dots const& paper, int width)
{
    std::string text;
    for (int y = 0; y < paper.height(); ++y) {
        for (int x = 0; x < width; ++x)
            text += paper.at(x, y) ? '#' : '.';
        text += '\n';
    }
    return text;
}

struct Bench {
    doubles::AdvanceableClock clock;
    ReceiptPrinter printer { *printer_profile_of("80mm"), clock };
    DirectHost host { printer };
};

}

TEST_CASE("a raster row becomes dots, the highest bit leftmost", "[virtual]")
{
    Bench bench;
    REQUIRE(bench.host.send(joined({ initialize, raster({ { 0x80, 0x01 }, { 0xf0, 0x0f } }) })) == Status::done);
    CHECK(seen(bench.printer.newest_paper(), 16) == "#..............#\n####........####\n");
    CHECK(bench.printer.newest_paper().width() == 576);
    auto const figures = bench.printer.figures();
    CHECK(figures.dots == 10);
    CHECK(figures.rows == 2);
    CHECK(figures.unknown_commands == 0);
}

TEST_CASE("raster modes double width and height", "[virtual]")
{
    Bench bench;
    std::ignore = bench.host.send(joined({ raster({ { 0xa0 } }, 1), raster({ { 0xa0 } }, 2), raster({ { 0xa0 } }, 3) }));
    CHECK(seen(bench.printer.newest_paper(), 8) == "##..##..\n#.#.....\n#.#.....\n##..##..\n##..##..\n");
}

TEST_CASE("dots beyond the paper are not printed", "[virtual]")
{
    Bench bench;
    Bytes row(100, 0);
    row[71] = 0x01;
    row[72] = 0xff;
    std::ignore = bench.host.send(raster({ row }));
    CHECK(bench.printer.figures().dots == 1);
    CHECK(bench.printer.newest_paper().at(575, 0));
}

TEST_CASE("images stand where justification and margin put them", "[virtual]")
{
    Bench bench;
    std::ignore = bench.host.send(joined({ { 0x1b, 'a', 2 }, raster({ { 0xff } }), { 0x1b, 'a', 1 }, raster({ { 0x80 } }), { 0x1b, 'a', 0, 0x1d, 'L', 3, 0 }, raster({ { 0x80 } }) }));
    auto const paper = bench.printer.newest_paper();
    CHECK(paper.at(575, 0));
    CHECK(paper.at(568, 0));
    CHECK_FALSE(paper.at(567, 0));
    CHECK(paper.at(284, 1));
    CHECK(paper.at(3, 2));
}

TEST_CASE("feeds move the paper by what the units say", "[virtual]")
{
    Bench bench;
    std::ignore = bench.host.send({ 0x1b, 'J', 40 });
    CHECK(bench.printer.figures().rows == 40);
    std::ignore = bench.host.send({ 0x1d, 'P', 0, 101, 0x1b, 'J', 10 }); // half as fine: twice as far
    CHECK(bench.printer.figures().rows == 40 + 20);
    std::ignore = bench.host.send({ 0x1b, '@', 0x1b, 'd', 2 }); // two lines of 30 rows
    CHECK(bench.printer.figures().rows == 60 + 60);
    std::ignore = bench.host.send({ 0x1b, '3', 7, 0x0a });
    CHECK(bench.printer.figures().rows == 120 + 7);

    doubles::AdvanceableClock clock;
    ReceiptPrinter fine(*printer_profile_of("180dpi"), clock);
    DirectHost host(fine);
    std::ignore = host.send({ 0x1b, 'J', 40 });
    CHECK(fine.figures().rows == 20); // its unit is half a dot
}

TEST_CASE("a cut makes a sheet, and the newest paper is what a person would pick up", "[virtual]")
{
    Bench bench;
    CHECK(bench.printer.newest_paper().height() == 0);
    std::ignore = bench.host.send(joined({ raster({ { 0x80 } }), { 0x1d, 'V', 66, 5 } }));
    CHECK(bench.printer.figures().cuts == 1);
    REQUIRE(bench.printer.sheets().size() == 1);
    CHECK(bench.printer.sheets()[0].height() == 6);
    CHECK(bench.printer.newest_paper() == bench.printer.sheets()[0]);
    std::ignore = bench.host.send({ 0x1b, 'J', 9 }); // blank: nobody picks that up
    CHECK(bench.printer.newest_paper() == bench.printer.sheets()[0]);
    std::ignore = bench.host.send(raster({ { 0xff } }));
    CHECK(bench.printer.newest_paper().height() == 10);
    std::ignore = bench.host.send(joined({ cut, cut }));
    CHECK(bench.printer.figures().cuts == 2);
}

TEST_CASE("letters are boxes: this printer has no font", "[virtual]")
{
    Bench bench;
    std::ignore = bench.host.send({ 'H', 'i', 0x0a });
    auto const paper = bench.printer.newest_paper();
    CHECK(paper.height() == 30);
    CHECK(bench.printer.figures().dots > 50);
    CHECK(paper.at(1, 10));
    CHECK_FALSE(paper.at(5, 10));
}

TEST_CASE("status is asked in real time and answered as the manual says", "[virtual]")
{
    Bench bench;
    auto const answers = [&] {
        std::ignore = bench.host.send(joined({ ask(1), ask(2), ask(3), ask(4) }));
        return bench.host.read();
    };
    CHECK(answers() == Bytes { 0x12, 0x12, 0x12, 0x12 });
    bench.printer.set_paper(Paper::Supply::low);
    CHECK(answers() == Bytes { 0x12, 0x12, 0x12, 0x1e });
    bench.printer.set_paper(Paper::Supply::out);
    CHECK(answers() == Bytes { 0x1a, 0x32, 0x12, 0x7e });
    bench.printer.set_paper(Paper::Supply::full);
    bench.printer.set_cover(ReceiptPrinter::Cover::open);
    CHECK(answers() == Bytes { 0x1a, 0x16, 0x12, 0x12 });
    bench.printer.set_cover(ReceiptPrinter::Cover::closed);
    CHECK(answers() == Bytes { 0x12, 0x12, 0x12, 0x12 });
}

TEST_CASE("automatic status speaks when it is turned on and when something changes", "[virtual]")
{
    Bench bench;
    bench.printer.set_paper(Paper::Supply::low);
    CHECK(bench.host.read().empty());
    std::ignore = bench.host.send({ 0x1d, 'a', 0xff });
    CHECK(bench.host.read() == Bytes { 0x10, 0, 0x03, 0 });
    bench.printer.set_paper(Paper::Supply::low);
    CHECK(bench.host.read().empty());
    bench.printer.set_paper(Paper::Supply::out);
    CHECK(bench.host.read() == Bytes { 0x18, 0, 0x0f, 0 });
    bench.printer.set_paper(Paper::Supply::full);
    bench.printer.set_cover(ReceiptPrinter::Cover::open);
    CHECK(bench.host.read() == Bytes { 0x10, 0, 0, 0, 0x38, 0, 0, 0 });
    bench.printer.set_cover(ReceiptPrinter::Cover::closed);
    CHECK(bench.host.read() == Bytes { 0x10, 0, 0, 0 });
    std::ignore = bench.host.send(initialize);
    bench.printer.set_paper(Paper::Supply::out);
    CHECK(bench.host.read().empty());
}

TEST_CASE("paper that ends in the middle of an image stops the printer at that row", "[virtual]")
{
    Bench bench;
    std::ignore = bench.host.send({ 0x1d, 'a', 0xff });
    std::ignore = bench.host.read();
    bench.printer.end_paper_after(2);
    std::vector<Bytes> const rows { { 0x81 }, { 0x42 }, { 0x24 }, { 0x18 } };
    CHECK(bench.host.send(joined({ raster(rows), cut })) == Status::done);
    CHECK(seen(bench.printer.newest_paper(), 8) == "#......#\n.#....#.\n");
    CHECK(bench.host.read() == Bytes { 0x18, 0, 0x0f, 0 });
    CHECK(bench.printer.paper() == Paper::Supply::out);

    SECTION("it goes on with the next row when there is paper again")
    {
        bench.printer.set_paper(Paper::Supply::full);
        REQUIRE(bench.printer.sheets().size() == 1);
        CHECK(seen(bench.printer.sheets()[0], 8) == "#......#\n.#....#.\n..#..#..\n...##...\n");
        CHECK(bench.host.read() == Bytes { 0x10, 0, 0, 0 });
        CHECK(bench.printer.figures().waiting_bytes == 0);
    }
    SECTION("DLE ENQ 2 gives up what waits")
    {
        CHECK(bench.host.send({ 0x10, 0x05, 2 }) == Status::done);
        bench.printer.set_paper(Paper::Supply::full);
        CHECK(bench.printer.sheets().empty());
        CHECK(bench.printer.figures().rows == 2);
        std::ignore = bench.host.send(joined({ raster({ { 0xff } }), cut }));
        CHECK(bench.printer.figures().cuts == 1);
    }
    SECTION("DLE DC4 8 gives up what waits and says so")
    {
        std::ignore = bench.host.send({ 0x10, 0x14, 8, 1, 3, 20, 1, 6, 2, 8 });
        CHECK(bench.host.read() == Bytes { 0x37, 0x25, 0x00 });
        bench.printer.set_paper(Paper::Supply::full);
        CHECK(bench.printer.figures().rows == 2);
    }
    SECTION("SOFT_RESET gives up what waits")
    {
        CHECK(bench.host.control({ 0x21, 2, 0, 0, 0, 0, 0, 0 }));
        bench.printer.set_paper(Paper::Supply::full);
        CHECK(bench.printer.figures().rows == 2);
    }
    SECTION("loss of power gives up what waits, and the paper stays where it is")
    {
        bench.printer.unplugged();
        bench.printer.set_paper(Paper::Supply::full);
        bench.host.plug();
        CHECK(bench.printer.figures().rows == 2);
        CHECK(bench.printer.newest_paper().height() == 2);
    }
}

TEST_CASE("a printer without paper takes what its buffer holds, then asks the host to wait", "[virtual]")
{
    Bench bench;
    bench.printer.set_paper(Paper::Supply::out);
    std::vector<Bytes> const rows(200, Bytes(72, 0xff));
    auto const job = bench.host.start(0x01, raster(rows));
    CHECK(job->status == Status::pending);
    CHECK(job->actual == 4096);
    CHECK(bench.printer.figures().waiting_bytes == 4096);
    bench.printer.set_paper(Paper::Supply::full);
    CHECK(job->status == Status::done);
    CHECK(bench.printer.figures().rows == 200);
    CHECK(bench.printer.figures().dots == 200 * 576);
}

TEST_CASE("questions take no room in the buffer of a printer that waits for paper", "[virtual]")
{
    Bench bench;
    bench.printer.set_paper(Paper::Supply::out);
    std::ignore = bench.host.send({ 0x1b, 'J', 10 });
    for (int i = 0; i < 3000; ++i)
        REQUIRE(bench.host.send(ask(1)) == Status::done);
    CHECK(bench.printer.figures().waiting_bytes == 3);
    CHECK(bench.host.read().size() == 3000);
}

TEST_CASE("barriers are answered when everything before them is on paper", "[virtual]")
{
    Bench bench;
    Bytes const process_id { 0x1d, '(', 'H', 6, 0, 48, 48, 'A', 'B', 'C', 'D' };
    std::ignore = bench.host.send(joined({ raster({ { 1 } }), { 0x1d, 'r', 1 }, process_id }));
    CHECK(bench.host.read() == Bytes { 0x00, 0x37, 0x22, 'A', 'B', 'C', 'D', 0x00 });
    bench.printer.set_paper(Paper::Supply::low);
    std::ignore = bench.host.send({ 0x1d, 'r', '1' });
    CHECK(bench.host.read() == Bytes { 0x03 });

    bench.printer.end_paper_after(1);
    std::ignore = bench.host.send(joined({ raster({ { 1 }, { 1 } }), process_id }));
    CHECK(bench.host.read().empty());
    bench.printer.set_paper(Paper::Supply::full);
    CHECK(bench.host.read() == Bytes { 0x37, 0x22, 'A', 'B', 'C', 'D', 0x00 });
}

TEST_CASE("the printer says who it is", "[virtual]")
{
    Bench bench;
    std::ignore = bench.host.send({ 0x1d, 'I', 66, 0x1d, 'I', 2 });
    CHECK(bench.host.read() == Bytes { '_', 'S', 'h', 'u', 'b', 'b', 'a', 'k', 0, 0x02 });

    auto const id = bench.host.control({ 0xa1, 0, 0, 0, 0, 0, 0xff, 0x03 });
    REQUIRE(id);
    CHECK(static_cast<std::size_t>((*id)[0] << 8 | (*id)[1]) == id->size());
    CHECK_THAT(std::string(id->begin() + 2, id->end()), Catch::Contains("CMD:ESC/POS;") && Catch::Contains("CLS:PRINTER;"));

    CHECK(bench.host.control({ 0xa1, 1, 0, 0, 0, 0, 1, 0 }) == Bytes { 0x18 });
    bench.printer.set_paper(Paper::Supply::out);
    CHECK(bench.host.control({ 0xa1, 1, 0, 0, 0, 0, 1, 0 }) == Bytes { 0x28 });
    CHECK_FALSE(bench.host.control({ 0xa1, 9, 0, 0, 0, 0, 1, 0 }));
    CHECK(bench.host.control({ 0x23, 2, 0, 0, 0, 0, 0, 0 }));
}

TEST_CASE("zeros complete a half-sent image and do nothing between commands", "[virtual]")
{
    Bench bench;
    std::ignore = bench.host.send({ 0x1d, 'v', '0', 0, 4, 0, 3, 0, 0xff });
    std::ignore = bench.host.send(Bytes(100, 0));
    CHECK(bench.printer.figures().rows == 3);
    CHECK(bench.printer.figures().dots == 8);
    std::ignore = bench.host.send(ask(1));
    CHECK(bench.host.read() == Bytes { 0x12 });
}

TEST_CASE("a head that had to wait for bytes in the middle of a sheet is counted", "[virtual]")
{
    using namespace std::chrono_literals;
    Bench bench;
    std::ignore = bench.host.send(raster({ { 1 }, { 1 } }));
    CHECK(bench.printer.figures().underruns == 0);
    bench.clock.advance(500us);
    std::ignore = bench.host.send(raster({ { 1 } }));
    CHECK(bench.printer.figures().underruns == 0);
    bench.clock.advance(10ms);
    std::ignore = bench.host.send(raster({ { 1 } }));
    CHECK(bench.printer.figures().underruns == 1);
    std::ignore = bench.host.send(cut);
    bench.clock.advance(1s);
    std::ignore = bench.host.send(raster({ { 1 } }));
    CHECK(bench.printer.figures().underruns == 1);
}
