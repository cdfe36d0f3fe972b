#include "kiosk/trust/journal/journal.h"

#include "kiosk/trust/journal/inside.h"
#include "kiosk/trust/journal/tables.h"

#include <array>
#include <fmt/format.h>

namespace kiosk::journal {

namespace {

struct Arrow {
    State from;
    Event event;
    State to;
};

constexpr std::array arrows {
    Arrow { State::committed,   Event::printing,            State::printing },
    Arrow { State::committed,   Event::ended_not_printed,   State::not_printed },
    Arrow { State::printing,    Event::ended_printed,       State::printed },
    Arrow { State::printing,    Event::ended_not_printed,   State::not_printed },
    Arrow { State::printing,    Event::ended_print_unknown, State::print_unknown },
    Arrow { State::not_printed, Event::printing,            State::printing },
};

State next(State state, Event event)
{
    for (auto const& arrow : arrows) {
        if (arrow.from == state && arrow.event == event)
            return arrow.to;
    }
    verify(false, "a transaction changes its state along an arrow of the drawing in journal.h");
    return state;
}

Event event_of(Outcome outcome)
{
    switch (outcome) {
    case Outcome::printed: return Event::ended_printed;
    case Outcome::not_printed: return Event::ended_not_printed;
    case Outcome::print_unknown: return Event::ended_print_unknown;
    }
    verify(false, "an outcome is one of three");
    return {};
}

constexpr std::array all_states { State::committed, State::printing, State::printed, State::not_printed, State::print_unknown };

Result<State> state_of(std::string_view word)
{
    for (auto const state : all_states) {
        if (to_string(state) == word)
            return state;
    }
    return failed(Failure::malformed, "journal: a transaction has a state that this program does not know; the file is damaged");
}

constexpr std::string_view row_columns = "t.ordinal, t.id, t.number, t.service, t.minor_units, t.currency, t.state, t.committed_at, t.changed_at,"
                                         " t.sealed_to, t.body, t.seq, e.received, e.archived";

Result<Row> read_row(store::Statement const& rows)
{
    auto const id = TRY(TransactionId::from_text(rows.text(1)));
    auto const number = TRY(ReceiptNumber::from_text(rows.text(2)));
    std::optional<Money> amount;
    if (!rows.is_null(4))
        amount = Money { rows.integer(4), TRY(Currency::of(rows.text(5))) };
    auto const state = TRY(state_of(rows.text(6)));
    auto place = Place::none;
    if (!rows.is_null(11)) {
        auto const seq = rows.integer(11);
        place = seq <= rows.integer(13) ? Place::archived : seq <= rows.integer(12) ? Place::received : Place::waiting;
    }
    return Row { rows.integer(0),
        Standing { id, number, rows.text(3), amount, state, place, static_cast<wire::Seq>(rows.integer(11)), from_sql(rows.integer(7)),
            from_sql(rows.integer(8)) },
        rows.text(9), rows.is_null(10) ? std::nullopt : std::optional(rows.bytes(10)) };
}

}

std::string_view to_string(State state)
{
    switch (state) {
    case State::committed: return "committed";
    case State::printing: return "printing";
    case State::printed: return "printed";
    case State::not_printed: return "notPrinted";
    case State::print_unknown: return "printUnknown";
    }
    verify(false, "a state is one of five");
    return {};
}

std::string_view to_string(Place place)
{
    switch (place) {
    case Place::none: return "none";
    case Place::waiting: return "waiting";
    case Place::received: return "received";
    case Place::archived: return "archived";
    }
    verify(false, "a place is one of four");
    return {};
}

Result<void> Journal::Inside::begin_epoch()
{
    auto row = TRY(database.prepare("INSERT INTO epochs (epoch, begun_at, last, received, archived) VALUES (?1, ?2, 0, 0, 0)"));
    TRY(row.bind(1, epoch.text()).bind(2, to_sql(clock.wall())).run());
    return {};
}

Result<void> Journal::Inside::keep_counter()
{
    auto row = TRY(database.prepare("INSERT INTO journal VALUES (1, ?1, ?2, ?3) ON CONFLICT (one) DO UPDATE SET next_counter = ?2, numbers_end = ?3"));
    return row.bind(1, settings.kiosk.value()).bind(2, next_counter).bind(3, numbers.end()).run();
}

Result<void> Journal::Inside::take_up()
{
    auto row = TRY(database.prepare("SELECT kiosk, next_counter, numbers_end FROM journal"));
    auto const known = TRY(row.step());
    if (known && row.integer(0) != settings.kiosk.value())
        return failed(Failure::refused,
            fmt::format("journal {}: it belongs to kiosk {:04}, but the configuration says {}; set [kiosk] number back, or move the file away",
                settings.file.string(), row.integer(0), settings.kiosk.text()));
    // Numbers beyond what the file knows: it is new, or an old copy was put in its place, or a fall came between
    // setting a block aside and the commit. An epoch more does no harm in any of them; one used twice would.
    auto const fresh = !known || row.integer(2) != numbers.end();
    next_counter = fresh ? numbers.end() : static_cast<std::uint32_t>(row.integer(1));
    row.rewind();
    if (fresh) {
        auto change = TRY(database.begin());
        TRY(begin_epoch());
        TRY(keep_counter());
        TRY(change.commit());
    }
    auto last = TRY(database.prepare("SELECT ordinal, epoch FROM epochs ORDER BY ordinal DESC LIMIT 1"));
    if (!TRY(last.step()))
        return failed(Failure::malformed, fmt::format("journal {}: it has no epoch; the file is damaged", settings.file.string()));
    epoch_ordinal = last.integer(0);
    epoch = TRY(Epoch::from_text(last.text(1)));
    return {};
}

Result<void> Journal::Inside::move(Row const& row, Event event)
{
    auto const state = next(row.standing.state, event);
    auto const now = clock.wall();
    if (state == State::printing) {
        auto change = TRY(database.prepare("UPDATE transactions SET state = ?1, changed_at = ?2 WHERE ordinal = ?3"));
        return change.bind(1, to_string(state)).bind(2, to_sql(now)).bind(3, row.ordinal).run();
    }
    auto place = TRY(database.prepare("UPDATE epochs SET last = last + 1 WHERE ordinal = ?1 RETURNING last"));
    auto const placed = TRY(place.bind(1, epoch_ordinal).step());
    verify(placed, "the journal's epoch has a row");
    auto const seq = static_cast<wire::Seq>(place.integer(0));
    place.rewind();

    auto const outcome = state == State::printed ? Outcome::printed : state == State::not_printed ? Outcome::not_printed : Outcome::print_unknown;
    auto const& standing = row.standing;
    auto const bytes = wire::encode({ row.sealed_body ? wire::RecordKind::transaction : wire::RecordKind::correction, standing.id,
        { settings.kiosk, epoch }, seq, standing.number, standing.service, standing.amount, outcome, standing.committed_at, now,
        row.sealed_body ? row.sealed_to : "", row.sealed_body.value_or("") });
    auto record = TRY(database.prepare("INSERT INTO records (epoch, seq, record, leaf) VALUES (?1, ?2, ?3, ?4)"));
    TRY(record.bind(1, epoch_ordinal).bind(2, to_sql(seq)).bind_bytes(3, bytes).bind_bytes(4, wire::leaf_of(bytes).view()).run());
    auto change = TRY(database.prepare(
        "UPDATE transactions SET state = ?1, changed_at = ?2, body = NULL, epoch = ?3, seq = ?4 WHERE ordinal = ?5"));
    return change.bind(1, to_string(state)).bind(2, to_sql(now)).bind(3, epoch_ordinal).bind(4, to_sql(seq)).bind(5, row.ordinal).run();
}

Result<void> Journal::Inside::move(TransactionId const& id, Event event)
{
    auto const row = TRY(find("t.id = ?1", id.text()));
    auto change = TRY(database.begin());
    TRY(move(row, event));
    TRY(change.commit());
    return recount();
}

Result<Row> Journal::Inside::find(std::string_view which, std::string_view value)
{
    auto rows = TRY(database.prepare(fmt::format("SELECT {} FROM transactions t LEFT JOIN epochs e ON e.ordinal = t.epoch WHERE {}", row_columns, which)));
    if (!TRY(rows.bind(1, value).step()))
        return failed(Failure::absent, "journal: there is no such transaction");
    return read_row(rows);
}

Result<void> Journal::Inside::recover()
{
    std::vector<Row> under_way;
    {
        auto rows = TRY(database.prepare(fmt::format("SELECT {} FROM transactions t LEFT JOIN epochs e ON e.ordinal = t.epoch"
                                                     " WHERE t.state IN ('committed', 'printing') ORDER BY t.ordinal",
            row_columns)));
        while (TRY(rows.step()))
            under_way.push_back(TRY(read_row(rows)));
    }
    if (under_way.empty())
        return {};
    auto change = TRY(database.begin());
    for (auto const& row : under_way) {
        auto const printing = row.standing.state == State::printing;
        TRY(move(row, printing ? Event::ended_print_unknown : Event::ended_not_printed));
        ++(printing ? recovered.print_unknown : recovered.not_printed);
    }
    return change.commit();
}

Journal::Journal(std::unique_ptr<Inside> inside) : m_inside(std::move(inside)) { }
Journal::~Journal() = default;

Result<std::unique_ptr<Journal>> Journal::open(Settings settings, Clock const& clock)
{
    auto const key = seal::PublicKey::read(settings.hub_key);
    if (!key && key.error().kind == Failure::absent)
        return failed(Failure::absent,
            fmt::format("journal: no hub key at {}: nothing could be sealed, so no transaction is accepted; "
                        "put the hub's hub.pub there (the hub makes it at its first start and serves it at /v1/key)",
                settings.hub_key.string()));
    auto const hub_key = TRY_WHILE("journal: the hub's key", key);
    auto database = TRY(store::Database::open(settings.file, tables()));
    auto numbers = TRY(Numbers::open(settings.file.string() + ".numbers"));
    auto inside = std::make_unique<Inside>(Inside { std::move(settings), clock, hub_key, std::move(database), std::move(numbers) });
    TRY(inside->take_up());
    TRY_WHILE("recovering what was under way", inside->recover());
    TRY(inside->recount());
    return std::unique_ptr<Journal>(new Journal(std::move(inside)));
}

Recovered const& Journal::recovered() const { return m_inside->recovered; }
Epoch const& Journal::epoch() const { return m_inside->epoch; }
Counts Journal::counts() const { return m_inside->counts; }

Result<Committed> Journal::commit(Order order)
{
    auto& inside = *m_inside;
    verify(wire::is_service_id(order.service), "an order names its service");
    if (inside.next_counter >= inside.numbers.end())
        TRY(inside.numbers.reserve());
    Committed committed { TransactionId::make(), ReceiptNumber::of(inside.settings.kiosk.value(), inside.next_counter), {}, inside.clock.wall() };
    {
        auto secret = make_receipt_secret();
        committed.secret = SecretText(secret);
        wipe(secret);
    }
    auto const sealed = inside.hub_key.seal(order.body(committed.number, committed.secret).view());

    auto change = TRY(inside.database.begin());
    auto row = TRY(inside.database.prepare("INSERT INTO transactions (id, number, service, minor_units, currency, state, committed_at, changed_at, sealed_to, body)"
                                           " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?7, ?8, ?9)"));
    row.bind(1, committed.id.text()).bind(2, committed.number.digits()).bind(3, order.service);
    if (order.amount)
        row.bind(4, order.amount->minor_units).bind(5, order.amount->currency.code());
    row.bind(6, to_string(State::committed)).bind(7, to_sql(committed.at)).bind(8, inside.hub_key.name()).bind_bytes(9, sealed);
    TRY(row.run());
    ++inside.next_counter; // not taken back when the commit fails: whether the file holds it may be unknown
    TRY(inside.keep_counter());
    TRY(change.commit());
    return committed;
}

Result<void> Journal::printing(TransactionId const& id) { return m_inside->move(id, Event::printing); }
Result<void> Journal::ended(TransactionId const& id, Outcome outcome) { return m_inside->move(id, event_of(outcome)); }

Result<Standing> Journal::find(TransactionId const& id) const { return TRY(m_inside->find("t.id = ?1", id.text())).standing; }
Result<Standing> Journal::find(ReceiptNumber const& number) const { return TRY(m_inside->find("t.number = ?1", number.digits())).standing; }

Result<std::vector<Standing>> Journal::newest(std::size_t most) const
{
    auto rows = TRY(m_inside->database.prepare(
        fmt::format("SELECT {} FROM transactions t LEFT JOIN epochs e ON e.ordinal = t.epoch ORDER BY t.ordinal DESC LIMIT ?1", row_columns)));
    rows.bind(1, static_cast<std::int64_t>(most));
    std::vector<Standing> found;
    while (TRY(rows.step()))
        found.push_back(TRY(read_row(rows)).standing);
    return found;
}

}
