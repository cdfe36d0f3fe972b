#include "deploy/hub/sqlite_archive.h"

#include <fmt/format.h>

namespace deploy::hub {

using kiosk::Failure;
using kiosk::failed;
using kiosk::Result;
using kiosk::WallTime;
namespace store = kiosk::store;

namespace {

store::Schema tables()
{
    return { "hub archive", 0x53484855 /* SHHU */,
        { R"sql(
CREATE TABLE streams (
    kiosk    INTEGER NOT NULL,
    epoch    TEXT NOT NULL,
    last     INTEGER NOT NULL,       -- all from 1 to this are held
    last_at  INTEGER NOT NULL,
    PRIMARY KEY (kiosk, epoch)
) STRICT, WITHOUT ROWID;
CREATE TABLE records (
    kiosk        INTEGER NOT NULL,
    epoch        TEXT NOT NULL,
    seq          INTEGER NOT NULL,
    received_at  INTEGER NOT NULL,
    record       BLOB NOT NULL,      -- the bytes as they came, the body sealed
    leaf         BLOB NOT NULL,
    aside        INTEGER NOT NULL,   -- 1: kept, but it cannot be read
    PRIMARY KEY (kiosk, epoch, seq)
) STRICT, WITHOUT ROWID;
CREATE INDEX put_aside ON records (kiosk, epoch) WHERE aside = 1;
CREATE TABLE transactions (
    id           TEXT PRIMARY KEY,
    kiosk        INTEGER NOT NULL,
    epoch        TEXT NOT NULL,
    seq          INTEGER NOT NULL,
    number       TEXT NOT NULL,
    service      TEXT NOT NULL,
    state        TEXT NOT NULL,      -- after the last correction
    received_at  INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX by_arrival ON transactions (received_at, kiosk, epoch, seq);
CREATE INDEX by_state ON transactions (kiosk, state);
)sql" } };
}

std::int64_t to_sql(wire::Seq seq) { return static_cast<std::int64_t>(seq); }

Result<wire::Outcome> outcome_of(std::string_view word)
{
    for (auto const outcome : { wire::Outcome::printed, wire::Outcome::not_printed, wire::Outcome::print_unknown }) {
        if (to_string(outcome) == word)
            return outcome;
    }
    return failed(Failure::malformed, "hub archive: a state that this program does not know; the file is damaged");
}

Result<wire::Stream> stream_of(store::Statement const& rows, int kiosk_column, int epoch_column)
{
    auto const number = TRY(wire::KioskNumber::of(rows.integer(kiosk_column)));
    return wire::Stream { number, TRY(kiosk::Epoch::from_text(rows.text(epoch_column))) };
}

class SqliteArchive final : public Archive {
public:
    explicit SqliteArchive(store::Database database) : m_database(std::move(database)) { }

    Result<Appended> append(wire::Stream const& stream, wire::Seq first, std::span<Arrival const> arrivals, WallTime now) override
    {
        auto const received = TRY(watermark(stream));
        if (first > received + 1)
            return Appended { Appended::Outcome::gap, received, 0 };
        auto held = TRY(m_database.prepare("SELECT leaf FROM records WHERE kiosk = ?1 AND epoch = ?2 AND seq = ?3"));
        std::size_t known = 0;
        for (; known < arrivals.size() && first + known <= received; ++known) {
            auto const there = TRY(held.bind(1, stream.kiosk.value()).bind(2, stream.epoch.text()).bind(3, to_sql(first + known)).step());
            if (!there)
                return failed(Failure::malformed, fmt::format("hub archive: record {} of kiosk {} is missing; the file is damaged", first + known, stream.kiosk.text()));
            if (held.bytes(0) != wire::leaf_of(arrivals[known].bytes).view())
                return Appended { Appended::Outcome::fork, received, first + known };
            held.rewind();
        }
        if (known == arrivals.size())
            return Appended { Appended::Outcome::kept, received, 0 };

        auto change = TRY(m_database.begin());
        for (auto i = known; i < arrivals.size(); ++i)
            TRY(keep(stream, first + i, arrivals[i], now));
        auto const last = first + arrivals.size() - 1;
        auto row = TRY(m_database.prepare("INSERT INTO streams VALUES (?1, ?2, ?3, ?4) ON CONFLICT (kiosk, epoch) DO UPDATE SET last = ?3, last_at = ?4"));
        TRY(row.bind(1, stream.kiosk.value()).bind(2, stream.epoch.text()).bind(3, to_sql(last)).bind(4, now.time_since_epoch().count()).run());
        TRY(change.commit());
        return Appended { Appended::Outcome::kept, last, 0 };
    }

    Result<wire::Seq> watermark(wire::Stream const& stream) override
    {
        auto row = TRY(m_database.prepare("SELECT last FROM streams WHERE kiosk = ?1 AND epoch = ?2"));
        auto const known = TRY(row.bind(1, stream.kiosk.value()).bind(2, stream.epoch.text()).step());
        return known ? static_cast<wire::Seq>(row.integer(0)) : 0;
    }

    Result<std::vector<StreamStanding>> streams() override
    {
        auto rows = TRY(m_database.prepare("SELECT s.kiosk, s.epoch, s.last, s.last_at,"
                                           " (SELECT count(*) FROM records r WHERE r.kiosk = s.kiosk AND r.epoch = s.epoch AND r.aside = 1)"
                                           " FROM streams s ORDER BY s.kiosk, s.last_at"));
        std::vector<StreamStanding> found;
        while (TRY(rows.step())) {
            found.push_back({ TRY(stream_of(rows, 0, 1)), static_cast<wire::Seq>(rows.integer(2)), static_cast<std::uint64_t>(rows.integer(4)),
                WallTime(std::chrono::milliseconds(rows.integer(3))) });
        }
        return found;
    }

    Result<void> read(std::function<void(Stored)> const& each) override
    {
        auto rows = TRY(m_database.prepare("SELECT r.record, t.state, t.received_at FROM transactions t"
                                           " JOIN records r ON r.kiosk = t.kiosk AND r.epoch = t.epoch AND r.seq = t.seq"
                                           " ORDER BY t.received_at, t.kiosk, t.epoch, t.seq"));
        while (TRY(rows.step())) {
            auto record = TRY_WHILE("hub archive: the file is damaged", wire::decode_record(rows.bytes(0)));
            record.state = TRY(outcome_of(rows.text(1)));
            each({ std::move(record), WallTime(std::chrono::milliseconds(rows.integer(2))) });
        }
        return {};
    }

    Result<std::vector<StateCount>> count_states() override
    {
        auto rows = TRY(m_database.prepare("SELECT kiosk, state, count(*) FROM transactions GROUP BY kiosk, state ORDER BY kiosk, state"));
        std::vector<StateCount> found;
        while (TRY(rows.step())) {
            auto const number = TRY(wire::KioskNumber::of(rows.integer(0)));
            found.push_back({ number, TRY(outcome_of(rows.text(1))), static_cast<std::uint64_t>(rows.integer(2)) });
        }
        return found;
    }

    Result<ArchiveHealth> health() override
    {
        auto row = TRY(m_database.prepare("SELECT (SELECT coalesce(sum(last), 0) FROM streams), (SELECT count(*) FROM transactions)"));
        auto const counted = TRY(row.step());
        kiosk::verify(counted, "a count has one row");
        return ArchiveHealth { "sqlite", static_cast<std::uint64_t>(row.integer(0)), static_cast<std::uint64_t>(row.integer(1)) };
    }

private:
    Result<void> keep(wire::Stream const& stream, wire::Seq seq, Arrival const& arrival, WallTime now)
    {
        auto const at = now.time_since_epoch().count();
        auto row = TRY(m_database.prepare("INSERT INTO records VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)"));
        row.bind(1, stream.kiosk.value()).bind(2, stream.epoch.text()).bind(3, to_sql(seq)).bind(4, at).bind_bytes(5, arrival.bytes);
        TRY(row.bind_bytes(6, wire::leaf_of(arrival.bytes).view()).bind(7, arrival.record ? 0 : 1).run());
        if (!arrival.record)
            return {};
        auto const& record = *arrival.record;
        kiosk::verify(record.stream == stream && record.seq == seq, "a record is kept at its own place");
        if (record.kind == wire::RecordKind::correction) {
            auto change = TRY(m_database.prepare("UPDATE transactions SET state = ?3 WHERE id = ?1 AND kiosk = ?2"));
            return change.bind(1, record.id.text()).bind(2, stream.kiosk.value()).bind(3, to_string(record.state)).run();
        }
        // An id that is known came before in another stream, from a copy of the journal: it stays one transaction.
        auto transaction = TRY(m_database.prepare("INSERT INTO transactions VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8) ON CONFLICT (id) DO NOTHING"));
        transaction.bind(1, record.id.text()).bind(2, stream.kiosk.value()).bind(3, stream.epoch.text()).bind(4, to_sql(seq));
        return transaction.bind(5, record.number.digits()).bind(6, record.service).bind(7, to_string(record.state)).bind(8, at).run();
    }

    store::Database m_database;
};

}

Result<std::unique_ptr<Archive>> open_sqlite_archive(std::filesystem::path const& file)
{
    auto database = TRY(store::Database::open(file, tables()));
    database.hand_over();
    return std::make_unique<SqliteArchive>(std::move(database));
}

}
