#include "kiosk/trust/wire/record.h"

#include "kiosk/base/json/reader.h"
#include "kiosk/trust/seal/bytes.h"

#include <algorithm>

namespace kiosk::wire {

namespace {

constexpr std::int64_t version = 1;
constexpr std::string_view document = "record";

Result<std::optional<Money>> read_amount(json::Reader& record)
{
    auto const* const value = TRY(record.any("amount"));
    if (value->is_null())
        return std::nullopt;
    auto amount = TRY(record.object("amount"));
    auto const minor_units = TRY(amount.integer("minor_units", -static_cast<std::int64_t>(most_seq), most_seq));
    auto const currency = Currency::of(TRY(amount.text("currency")));
    if (!currency)
        return amount.wrong_field("currency", "three capital letters");
    TRY(amount.finish());
    return Money { minor_units, *currency };
}

Result<WallTime> read_moment(json::Reader& record, std::string_view key)
{
    auto const moment = from_rfc3339(TRY(record.text(key)));
    if (!moment)
        return record.wrong_field(key, "a time as 2026-11-21T09:30:00.000Z");
    return *moment;
}

/// A member whose text is read by `from_text`.
template <typename Read>
auto read_as(json::Reader& record, std::string_view key, std::string_view expected, Read from_text) -> decltype(from_text(std::string_view()))
{
    auto const text = TRY(record.text(key));
    auto value = from_text(text);
    if (!value)
        return record.wrong_field(key, expected);
    return value;
}

}

std::string_view to_string(Outcome outcome)
{
    switch (outcome) {
    case Outcome::printed: return "printed";
    case Outcome::not_printed: return "notPrinted";
    case Outcome::print_unknown: return "printUnknown";
    }
    verify(false, "an outcome is one of three");
    return {};
}

std::string_view to_string(RecordKind kind) { return kind == RecordKind::transaction ? "transaction" : "correction"; }

bool is_service_id(std::string_view text)
{
    return !text.empty() && text.size() <= 64
        && std::ranges::all_of(text, [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-'; });
}

std::string encode(Record const& record)
{
    verify(record.seq >= 1 && record.seq <= most_seq, "a record has a place in the sequence");
    verify(is_service_id(record.service), "a record names its service");
    verify((record.kind == RecordKind::transaction) != record.sealed_body.empty(), "a transaction carries its body, a correction none");
    json::Value amount;
    if (record.amount)
        amount = json::Value::Object { { "currency", record.amount->currency.code() }, { "minor_units", record.amount->minor_units } };
    return json::write_canonical(json::Value::Object {
        { "v", version },
        { "kind", to_string(record.kind) },
        { "id", record.id.text() },
        { "kiosk", record.stream.kiosk.text() },
        { "epoch", record.stream.epoch.text() },
        { "seq", record.seq },
        { "number", record.number.digits() },
        { "service", record.service },
        { "amount", std::move(amount) },
        { "state", to_string(record.state) },
        { "committed_at", to_rfc3339(record.committed_at) },
        { "ended_at", to_rfc3339(record.ended_at) },
        { "sealed_to", record.sealed_to },
        { "body", seal::to_base64(record.sealed_body) },
    });
}

Result<Record> decode_record(std::string_view bytes)
{
    if (bytes.size() > most_record_bytes)
        return failed(Failure::malformed, "record: longer than any record may be");
    auto const value = TRY(json::parse(bytes, document));
    json::Reader fields(value, document);
    TRY(fields.integer("v", version, version));
    auto const kind = TRY(fields.one_of<RecordKind>("kind", { { "transaction", RecordKind::transaction }, { "correction", RecordKind::correction } }));
    auto const id = TRY(read_as(fields, "id", "32 lower-case hexadecimal digits", &TransactionId::from_text));
    auto const kiosk = TRY(read_as(fields, "kiosk", "4 digits", &KioskNumber::from_text));
    auto const epoch = TRY(read_as(fields, "epoch", "32 lower-case hexadecimal digits", &Epoch::from_text));
    auto const seq = static_cast<Seq>(TRY(fields.integer("seq", 1, most_seq)));
    auto const number = TRY(read_as(fields, "number", "12 digits of which the last checks the others", &ReceiptNumber::from_text));
    auto service = TRY(fields.text("service"));
    if (!is_service_id(service))
        return fields.wrong_field("service", "1 to 64 of a-z, 0-9 and -");
    auto const amount = TRY(read_amount(fields));
    auto const state = TRY(fields.one_of<Outcome>("state",
        { { "printed", Outcome::printed }, { "notPrinted", Outcome::not_printed }, { "printUnknown", Outcome::print_unknown } }));
    auto const committed_at = TRY(read_moment(fields, "committed_at"));
    auto const ended_at = TRY(read_moment(fields, "ended_at"));
    auto sealed_to = TRY(fields.text("sealed_to"));
    auto sealed_body = TRY(read_as(fields, "body", "base64", &seal::from_base64));
    TRY(fields.finish());
    if ((kind == RecordKind::transaction) == sealed_body.empty())
        return fields.wrong_field("body", "a sealed body in a transaction, nothing in a correction");
    auto const is_name = sealed_to.size() == 16 && seal::from_hex(sealed_to);
    if (kind == RecordKind::transaction ? !is_name : !sealed_to.empty())
        return fields.wrong_field("sealed_to", "a key's name of 16 digits in a transaction, nothing in a correction");
    Record record { kind, id, { kiosk, epoch }, seq, number, std::move(service), amount, state, committed_at, ended_at, std::move(sealed_to),
        std::move(sealed_body) };
    // One spelling only: what was hashed, sent and compared is what is meant.
    if (encode(record) != bytes)
        return failed(Failure::malformed, "record: not in the canonical form of RFC 8785");
    return record;
}

seal::Hash leaf_of(std::string_view record) { return seal::sha256({ std::string_view("\0", 1), record }); }

}
