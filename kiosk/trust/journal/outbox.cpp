/// The half of the journal that faces the hub: what waits, and what may be let go.

#include "kiosk/trust/journal/inside.h"

#include <algorithm>
#include <fmt/format.h>

namespace kiosk::journal {

Result<void> Journal::Inside::recount()
{
    auto row = TRY(database.prepare("SELECT sum(last - received), sum(received - archived), sum(archived),"
                                    " (SELECT count(*) FROM records WHERE rejected IS NOT NULL) FROM epochs"));
    auto const counted = TRY(row.step());
    verify(counted, "a sum has one row");
    auto const number = [&](int column) { return static_cast<std::uint64_t>(row.integer(column)); };
    Counts const found { number(0), number(1), number(2), number(3) };
    if (found == counts)
        return {};
    counts = found;
    if (settings.changed)
        settings.changed(counts);
    return {};
}

Result<Batch> Journal::waiting(std::size_t most_records, std::size_t most_bytes) const
{
    auto& inside = *m_inside;
    // The oldest epoch that has something to send; else the oldest that the hub has not archived; else the newest.
    auto marks = TRY(inside.database.prepare("SELECT ordinal, epoch, last, received, archived FROM epochs"
                                             " ORDER BY last > received DESC, last > archived DESC,"
                                             " CASE WHEN last > archived THEN ordinal ELSE -ordinal END LIMIT 1"));
    auto const has_epoch = TRY(marks.step());
    verify(has_epoch, "an open journal has an epoch");
    auto const ordinal = marks.integer(0);
    auto const last = static_cast<wire::Seq>(marks.integer(2));
    Batch batch { { inside.settings.kiosk, TRY(Epoch::from_text(marks.text(1))) }, 0, {}, false, static_cast<wire::Seq>(marks.integer(3)),
        static_cast<wire::Seq>(marks.integer(4)) };
    batch.first = batch.received + 1;

    auto rows = TRY(inside.database.prepare("SELECT record, leaf FROM records WHERE epoch = ?1 AND seq = ?2"));
    std::size_t bytes = 0;
    for (auto seq = batch.first; seq <= last && batch.records.size() < most_records; ++seq) {
        rows.rewind();
        auto const there = TRY(rows.bind(1, ordinal).bind(2, to_sql(seq)).step());
        auto record = there ? rows.bytes(0) : std::string();
        auto const good = there && wire::leaf_of(record).view() == rows.bytes(1);
        if (!batch.records.empty() && (!good || bytes + record.size() > most_bytes))
            break;
        bytes += record.size();
        batch.records.push_back(std::move(record));
        batch.damaged = !good;
        if (!good)
            break;
    }
    return batch;
}

Result<void> Journal::acknowledged(wire::Stream const& stream, wire::Answer const& answer, wire::Seq sent)
{
    auto& inside = *m_inside;
    auto marks = TRY(inside.database.prepare("SELECT ordinal, last, received, archived FROM epochs WHERE epoch = ?1"));
    auto const known = TRY(marks.bind(1, stream.epoch.text()).step());
    if (!known || stream.kiosk != inside.settings.kiosk)
        return failed(Failure::malformed, "the hub's marks are for another kiosk or epoch than this journal's");
    auto const ordinal = marks.integer(0), last = marks.integer(1), received = marks.integer(2), archived = marks.integer(3);
    marks.rewind();
    if (to_sql(answer.received) > last)
        return failed(Failure::malformed,
            fmt::format("the hub says it holds records up to {}, but only {} were ever written: two kiosks run on copies of one disk, "
                        "or an old copy was put back",
                answer.received, last));
    if (answer.archived > answer.received)
        return failed(Failure::malformed, "the hub says that it archived more than it received");
    auto const now_received = std::min(to_sql(answer.received), std::max(received, to_sql(sent)));
    auto const now_archived = std::clamp(to_sql(answer.archived), archived, std::max(archived, now_received));
    if (now_received < archived)
        return failed(Failure::malformed,
            fmt::format("the hub says it holds records up to {}, but it archived them up to {} before and they were let go here; "
                        "restore the hub from a backup that holds them",
                now_received, archived));
    auto const beyond = [&](wire::Reject const& reject) { return reject.seq == 0 || to_sql(reject.seq) > last; };
    if (std::ranges::any_of(answer.rejects, beyond))
        return failed(Failure::malformed, "the hub rejects a record that was never written");
    if (now_received == received && now_archived == archived && answer.rejects.empty())
        return {};

    auto change = TRY(inside.database.begin());
    for (auto const& reject : answer.rejects) {
        auto row = TRY(inside.database.prepare("UPDATE records SET rejected = ?3 WHERE epoch = ?1 AND seq = ?2 AND rejected IS NULL"));
        TRY(row.bind(1, ordinal).bind(2, to_sql(reject.seq)).bind(3, reject.why).run());
    }
    auto let_go = TRY(inside.database.prepare(
        "UPDATE records SET record = NULL WHERE epoch = ?1 AND seq > ?2 AND seq <= ?3 AND rejected IS NULL"));
    TRY(let_go.bind(1, ordinal).bind(2, archived).bind(3, now_archived).run());
    auto epoch = TRY(inside.database.prepare("UPDATE epochs SET received = ?2, archived = ?3 WHERE ordinal = ?1"));
    TRY(epoch.bind(1, ordinal).bind(2, now_received).bind(3, now_archived).run());
    TRY(change.commit());
    return inside.recount();
}

}
