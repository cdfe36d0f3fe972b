#pragma once
/// A kiosk's folder with a journal, a hub's key beside it, and a clock that stands still.

#include "kiosk/base/core/file.h"
#include "kiosk/trust/journal/journal.h"
#include "kiosk/trust/seal/box.h"
#include "tests/doubles/clock.h"
#include "tests/doubles/folder.h"

#include <catch2/catch.hpp>

namespace office {

using namespace kiosk;

inline constexpr std::string_view planted = "Dragomira Quillfeather";

struct Office {
    doubles::Folder folder;
    doubles::AdvanceableClock clock;
    seal::KeyPair hub = seal::KeyPair::make();

    Office() { REQUIRE(replace_file(folder / "hub.pub", hub.public_key().text() + "\n")); }

    [[nodiscard]] journal::Settings settings(std::function<void(journal::Counts const&)> changed = {}) const
    {
        return { folder / "state/journal.db", wire::KioskNumber::of(42).value(), folder / "hub.pub", std::move(changed) };
    }
    [[nodiscard]] std::unique_ptr<journal::Journal> open() const
    {
        auto opened = journal::Journal::open(settings(), clock);
        if (!opened)
            FAIL(opened.error().story);
        return std::move(*opened);
    }
};

inline journal::Order order(std::string service = "resident-register")
{
    return { std::move(service), std::nullopt, [](ReceiptNumber const& number, SecretText const& secret) {
                std::string body = R"({"language":"en","identity":{"name":")" + std::string(planted) + R"("},"receipt":{"number":")" + number.digits()
                    + R"(","secret":")" + std::string(secret.view()) + R"("}})";
                SecretText kept(body);
                wipe(body);
                return kept;
            } };
}

/// A transaction that went all the way.
inline journal::Committed serve(journal::Journal& journal, journal::Outcome outcome = journal::Outcome::printed)
{
    auto committed = journal.commit(order()).value();
    REQUIRE(journal.printing(committed.id));
    REQUIRE(journal.ended(committed.id, outcome));
    return committed;
}

/// All that waits, decoded; each record must be good and in its place.
inline std::vector<wire::Record> waiting(journal::Journal const& journal)
{
    auto const batch = journal.waiting(1000, 100'000'000).value();
    REQUIRE_FALSE(batch.damaged);
    std::vector<wire::Record> records;
    for (auto const& bytes : batch.records) {
        records.push_back(wire::decode_record(bytes).value());
        REQUIRE(records.back().seq == batch.first + records.size() - 1);
        REQUIRE(records.back().stream == batch.stream);
    }
    return records;
}

}
