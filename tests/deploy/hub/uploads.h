#pragma once
/// What a kiosk would upload, made without a kiosk.

#include "deploy/hub/archive.h"
#include "kiosk/trust/seal/box.h"
#include "kiosk/trust/wire/batch.h"
#include "kiosk/trust/wire/record.h"

#include <string>

namespace uploads {

using namespace kiosk;

inline wire::Stream stream(int number = 42, char digit = 'a')
{
    return { wire::KioskNumber::of(number).value(), Epoch::from_text(std::string(32, digit)).value() };
}

/// A transaction whose id and number follow from its place, so that the same call gives the same record but for the seal.
inline wire::Record record(seal::PublicKey const& key, wire::Stream const& at, wire::Seq seq,
    std::string_view body = R"({"language":"ko","answers":{"copies":"2"}})")
{
    std::string id(32, '0');
    id.replace(0, 4, at.kiosk.text());
    id.replace(4, 1, at.epoch.text().substr(0, 1));
    auto const place = std::to_string(seq);
    id.replace(32 - place.size(), place.size(), place);
    auto const moment = from_rfc3339("2026-11-21T09:30:00.000Z").value();
    return { wire::RecordKind::transaction, TransactionId::from_text(id).value(), at, seq,
        ReceiptNumber::of(at.kiosk.value(), static_cast<std::uint32_t>(seq)), "resident-register", std::nullopt, wire::Outcome::not_printed, moment, moment,
        key.name(), key.seal(body) };
}

inline wire::Record correction(wire::Record record, wire::Seq seq, wire::Outcome state)
{
    record.kind = wire::RecordKind::correction;
    record.seq = seq;
    record.state = state;
    record.sealed_to.clear();
    record.sealed_body.clear();
    return record;
}

inline std::string line(wire::Record const& record) { return wire::encode(record) + "\n"; }

}
