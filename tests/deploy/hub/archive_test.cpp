/// What every archive must do; written against the verbs alone.

#include "deploy/hub/archive.h"
#include "deploy/hub/sqlite_archive.h"
#include "tests/deploy/hub/uploads.h"
#include "tests/doubles/folder.h"

#include <catch2/catch.hpp>

using namespace deploy::hub;
using namespace uploads;
using Outcome = Appended::Outcome;

namespace {

struct Shelf {
    doubles::Folder folder;
    seal::KeyPair keys = seal::KeyPair::make();
    std::unique_ptr<Archive> archive = open();
    WallTime now = from_rfc3339("2026-11-21T10:00:00.000Z").value();

    [[nodiscard]] std::unique_ptr<Archive> open() const { return open_sqlite_archive(folder / "hub.db").value(); }
    void reopen()
    {
        archive.reset();
        archive = open();
    }
    Appended append(wire::Stream const& at, wire::Seq first, std::vector<wire::Record> const& records)
    {
        std::vector<std::string> bytes;
        for (auto const& record : records)
            bytes.push_back(wire::encode(record));
        std::vector<Arrival> arrivals;
        for (std::size_t i = 0; i < records.size(); ++i)
            arrivals.push_back({ bytes[i], records[i] });
        return archive->append(at, first, arrivals, now).value();
    }
    std::vector<Stored> all()
    {
        std::vector<Stored> found;
        REQUIRE(archive->read([&](Stored stored) { found.push_back(std::move(stored)); }));
        return found;
    }
};

}

TEST_CASE("What was appended is there after the archive is opened again", "[hub][H1]")
{
    Shelf shelf;
    auto const one = record(shelf.keys.public_key(), stream(), 1);
    CHECK(shelf.append(stream(), 1, { one }).received == 1);
    shelf.reopen();
    CHECK(shelf.archive->watermark(stream()).value() == 1);
    auto const all = shelf.all();
    REQUIRE(all.size() == 1);
    CHECK(wire::encode(all.front().record) == wire::encode(one));
    CHECK(all.front().received_at == shelf.now);
}

TEST_CASE("The same records again have the effect of once, also when more follow", "[hub][H2]")
{
    Shelf shelf;
    std::vector<wire::Record> records;
    for (wire::Seq seq = 1; seq <= 4; ++seq)
        records.push_back(record(shelf.keys.public_key(), stream(), seq));
    shelf.append(stream(), 1, { records[0], records[1], records[2] });
    auto const again = shelf.append(stream(), 2, { records[1], records[2], records[3] });
    CHECK(again.outcome == Outcome::kept);
    CHECK(again.received == 4);
    CHECK(shelf.append(stream(), 1, { records[0] }).received == 4);
    CHECK(shelf.all().size() == 4);
}

TEST_CASE("Other bytes at a place that is taken are a fork, and change nothing", "[hub][H3]")
{
    Shelf shelf;
    auto const key = shelf.keys.public_key();
    auto const held = record(key, stream(), 1);
    shelf.append(stream(), 1, { held });
    // Sealed anew: the same transaction, but not the same bytes.
    auto const forked = shelf.append(stream(), 1, { record(key, stream(), 1), record(key, stream(), 2) });
    CHECK(forked.outcome == Outcome::fork);
    CHECK(forked.fork == 1);
    CHECK(shelf.archive->watermark(stream()).value() == 1);
    CHECK(wire::encode(shelf.all().front().record) == wire::encode(held));
}

TEST_CASE("A record is kept only when all before it are", "[hub][H4]")
{
    Shelf shelf;
    auto const gap = shelf.append(stream(), 2, { record(shelf.keys.public_key(), stream(), 2) });
    CHECK(gap.outcome == Outcome::gap);
    CHECK(gap.received == 0);
    CHECK(shelf.all().empty());
}

TEST_CASE("Bytes put aside keep their place and are no transaction", "[hub][H5]")
{
    Shelf shelf;
    std::string const bytes("\0 not a record \n\xff", 17);
    std::vector<Arrival> const aside { { bytes, std::nullopt } };
    CHECK(shelf.archive->append(stream(), 1, aside, shelf.now).value().received == 1);
    CHECK(shelf.archive->append(stream(), 1, aside, shelf.now).value().outcome == Outcome::kept);
    CHECK(shelf.append(stream(), 2, { record(shelf.keys.public_key(), stream(), 2) }).received == 2);
    CHECK(shelf.all().size() == 1);
    auto const streams = shelf.archive->streams().value();
    REQUIRE(streams.size() == 1);
    CHECK(streams.front().received == 2);
    CHECK(streams.front().aside == 1);
    // Empty is something, too: a damaged record may have lost all its bytes.
    std::vector<Arrival> const nothing { { "", std::nullopt } };
    CHECK(shelf.archive->append(stream(), 3, nothing, shelf.now).value().received == 3);
}

TEST_CASE("Streams are apart: kiosks, and epochs of one kiosk", "[hub]")
{
    Shelf shelf;
    auto const key = shelf.keys.public_key();
    for (auto const& at : { stream(1, 'a'), stream(1, 'b'), stream(2, 'a') })
        shelf.append(at, 1, { record(key, at, 1) });
    CHECK(shelf.archive->streams().value().size() == 3);
    CHECK(shelf.archive->watermark(stream(3, 'a')).value() == 0);
    CHECK(shelf.archive->health()->records == 3);
}

TEST_CASE("A correction changes the state, and the transaction stays one", "[hub][H2]")
{
    Shelf shelf;
    auto const one = record(shelf.keys.public_key(), stream(), 1);
    shelf.append(stream(), 1, { one, correction(one, 2, wire::Outcome::printed) });
    auto const all = shelf.all();
    REQUIRE(all.size() == 1);
    CHECK(all.front().record.state == wire::Outcome::printed);
    CHECK(all.front().record.seq == 1);
    auto const counts = shelf.archive->count_states().value();
    REQUIRE(counts.size() == 1);
    CHECK(counts.front().state == wire::Outcome::printed);
    CHECK(counts.front().transactions == 1);
}

TEST_CASE("Another kiosk's correction changes nothing", "[hub]")
{
    Shelf shelf;
    auto const one = record(shelf.keys.public_key(), stream(1), 1);
    shelf.append(stream(1), 1, { one });
    auto foreign = correction(one, 1, wire::Outcome::printed);
    foreign.stream = stream(2);
    shelf.append(stream(2), 1, { foreign });
    CHECK(shelf.all().front().record.state == wire::Outcome::not_printed);
}

TEST_CASE("A transaction that comes again in another epoch stays one", "[hub][H2]")
{
    Shelf shelf;
    auto const one = record(shelf.keys.public_key(), stream(42, 'a'), 1);
    auto again = one;
    again.stream = stream(42, 'b');
    shelf.append(stream(42, 'a'), 1, { one });
    shelf.append(stream(42, 'b'), 1, { again });
    CHECK(shelf.all().size() == 1);
    CHECK(shelf.archive->watermark(stream(42, 'b')).value() == 1);
}
