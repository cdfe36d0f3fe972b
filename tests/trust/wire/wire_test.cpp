#include "kiosk/base/json/json.h"
#include "kiosk/trust/seal/bytes.h"
#include "kiosk/trust/wire/address.h"
#include "kiosk/trust/wire/answer.h"
#include "kiosk/trust/wire/batch.h"
#include "kiosk/trust/wire/record.h"

#include <catch2/catch.hpp>

using namespace kiosk;
using namespace wire;

namespace {

Record example()
{
    return { RecordKind::transaction, TransactionId::from_text("00112233445566778899aabbccddeeff").value(),
        { KioskNumber::of(42).value(), Epoch::from_text("0123456789abcdef0123456789abcdef").value() }, 7, ReceiptNumber::of(42, 16), "report-light",
        Money { 250, Currency::of("EUR").value() }, Outcome::not_printed, from_rfc3339("2026-11-21T09:30:00.000Z").value(),
        from_rfc3339("2026-11-21T09:30:05.250Z").value(), "0011223344556677", std::string("\x00\x01\x02\xff", 4) };
}

// Written by hand from the table in record.h: it must never change, for verifiers are written from that table.
constexpr std::string_view example_bytes = R"({"amount":{"currency":"EUR","minor_units":250},"body":"AAEC/w==",)"
                                           R"("committed_at":"2026-11-21T09:30:00.000Z","ended_at":"2026-11-21T09:30:05.250Z",)"
                                           R"("epoch":"0123456789abcdef0123456789abcdef","id":"00112233445566778899aabbccddeeff",)"
                                           R"("kind":"transaction","kiosk":"0042","number":"004200000166","sealed_to":"0011223344556677",)"
                                           R"("seq":7,"service":"report-light","state":"notPrinted","v":1})";

}

TEST_CASE("A record's bytes are those of the table, for ever", "[wire]")
{
    auto const bytes = encode(example());
    CHECK(bytes == example_bytes);
    // The leaf of RFC 6962: computed here from its definition.
    CHECK(leaf_of(bytes) == seal::sha256(std::string(1, '\0') + bytes));
}

TEST_CASE("A record comes back as it was written", "[wire]")
{
    auto const bytes = encode(example());
    auto const record = decode_record(bytes).value();
    CHECK(encode(record) == bytes);
    CHECK(record.id == example().id);
    CHECK(record.stream == example().stream);
    CHECK(record.amount == example().amount);
    CHECK(record.ended_at == example().ended_at);
    CHECK(record.sealed_body == example().sealed_body);

    auto correction = example();
    correction.kind = RecordKind::correction;
    correction.amount.reset();
    correction.sealed_to.clear();
    correction.sealed_body.clear();
    auto const again = decode_record(encode(correction)).value();
    CHECK(again.kind == RecordKind::correction);
    CHECK_FALSE(again.amount);
}

TEST_CASE("Every member of a record is checked, and the story names it", "[wire]")
{
    std::string const good(example_bytes);
    REQUIRE(decode_record(good));
    struct Wrong {
        std::string_view from, to, named;
    };
    auto const wrong = GENERATE_COPY(values<Wrong>({
        { R"("v":1)", R"("v":2)", "v" },
        { R"("transaction")", R"("order")", "kind" },
        { "00112233445566778899aabbccddeeff", "00112233445566778899AABBCCDDEEFF", "id" },
        { R"("0042")", R"("42")", "kiosk" },
        { R"("0042")", R"(42)", "kiosk" },
        { "0123456789abcdef0123456789abcdef", "0123", "epoch" },
        { R"("seq":7)", R"("seq":0)", "seq" },
        { R"("seq":7)", R"("seq":9007199254740992)", "seq" },
        { R"("seq":7)", R"("seq":7.5)", "seq" },
        { "report-light", "Report light", "service" },
        { "report-light", "", "service" },
        { "EUR", "euro", "currency" },
        { R"({"currency":"EUR","minor_units":250})", "250", "amount" },
        { "notPrinted", "waiting", "state" },
        { "09:30:00.000Z", "25:30:00.000Z", "committed_at" },
        { "09:30:05.250Z", "09:30:05.25Z", "canonical" },
        { "AAEC/w==", "AAEC_w", "body" },
        { "AAEC/w==", "", "body" },
        { R"("sealed_to":"0011223344556677")", R"("sealed_to":"")", "sealed_to" },
        { R"("transaction")", R"("correction")", "body" },
        { R"(,"v":1)", R"(,"v":1,"z":0)", "z" },
        { R"(,"v":1)", "", "v" },
        { R"({"amount")", R"({ "amount")", "canonical" },
    }));
    auto text = good;
    auto const at = text.find(wrong.from);
    REQUIRE(at != std::string::npos);
    text.replace(at, wrong.from.size(), wrong.to);
    auto const record = decode_record(text);
    INFO(text);
    REQUIRE_FALSE(record);
    CHECK(record.error().kind == Failure::malformed);
    INFO(record.error().story);
    CHECK(record.error().story.find(wrong.named) != std::string::npos);
}

TEST_CASE("A record with a wrong check digit, cut off or followed by more is malformed", "[wire]")
{
    auto const good = encode(example());
    auto wrong = good;
    auto const at = wrong.find(example().number.digits()) + 11;
    wrong[at] = wrong[at] == '9' ? '0' : static_cast<char>(wrong[at] + 1);
    CHECK_FALSE(decode_record(wrong));
    for (std::size_t length = 0; length < good.size(); ++length)
        CHECK_FALSE(decode_record(good.substr(0, length)));
    CHECK_FALSE(decode_record(good + " "));
    CHECK_FALSE(decode_record(good + good));
}

TEST_CASE("An address says kiosk, epoch and place, in one spelling", "[wire]")
{
    RecordsAddress const address { example().stream, 7, false };
    auto const target = to_target(address);
    CHECK(target == "/v1/kiosks/0042/epochs/0123456789abcdef0123456789abcdef/records?from=7");
    auto const read = records_address(target).value();
    CHECK(read.stream == address.stream);
    CHECK(read.from == 7);
    CHECK_FALSE(read.aside);
    CHECK(records_address(target + "&aside=1").value().aside);
    CHECK(records_address(to_target({ example().stream, 0, false })).value().from == 0);
    for (auto const* wrong : { "", "/", "/v1/kiosks/42/epochs/0123456789abcdef0123456789abcdef/records?from=7",
             "/v1/kiosks/0042/epochs/0123456789ABCDEF0123456789ABCDEF/records?from=7", "/v1/kiosks/0042/epochs/0123/records",
             "/v1/kiosks/0042/epochs/0123456789abcdef0123456789abcdef/records?from=0", "/v1/kiosks/0042/epochs/0123456789abcdef0123456789abcdef/records?from=",
             "/v1/kiosks/0042/epochs/0123456789abcdef0123456789abcdef/records?from=-1", "/v1/kiosks/0042/epochs/0123456789abcdef0123456789abcdef/records?from=07",
             "/v1/kiosks/0042/epochs/0123456789abcdef0123456789abcdef/records?from=9007199254740992",
             "/v1/kiosks/0042/epochs/0123456789abcdef0123456789abcdef/records?from=7&aside=2",
             "/v1/kiosks/0042/epochs/0123456789abcdef0123456789abcdef/records?aside=1", "/v1/kiosks/0042/epochs/0123456789abcdef0123456789abcdef/recordsx",
             "/v1/kiosks/../epochs/0123456789abcdef0123456789abcdef/records" })
        CHECK_FALSE(records_address(wrong));
}

TEST_CASE("A kiosk's number has four digits", "[wire]")
{
    CHECK(KioskNumber::of(7).value().text() == "0007");
    CHECK(KioskNumber::from_text("9999").value().value() == 9999);
    CHECK_FALSE(KioskNumber::of(10000));
    CHECK_FALSE(KioskNumber::of(-1));
    CHECK_FALSE(KioskNumber::from_text("07"));
    CHECK_FALSE(KioskNumber::from_text("+007"));
}

TEST_CASE("A batch is lines, each with its line feed", "[wire]")
{
    std::vector<std::string> const records { "one", "two" };
    CHECK(encode_batch(records) == "one\ntwo\n");
    auto const body = encode_batch(records);
    CHECK(decode_batch(body).value() == std::vector<std::string_view> { "one", "two" });
    for (auto const* wrong : { "", "one", "one\ntwo", "\n", "one\n\ntwo\n" })
        CHECK_FALSE(decode_batch(wrong));
    CHECK(decode_batch("one\n\n").error().story.find("line 2") != std::string::npos);
    std::string many;
    for (std::size_t i = 0; i <= most_batch_records; ++i)
        many += "x\n";
    CHECK_FALSE(decode_batch(many));
    CHECK(decode_batch(std::string_view(many).substr(2)));
    CHECK_FALSE(decode_batch(std::string(most_record_bytes + 1, 'x') + "\n"));
}

TEST_CASE("An answer comes back as it was given", "[wire]")
{
    Answer const plain { 5, 3, { { 4, "it does not open" } }, std::nullopt };
    CHECK(encode(plain) == R"({"archived":3,"cosignature":null,"received":5,"rejects":[{"seq":4,"why":"it does not open"}]})");
    CHECK(decode_answer(encode(plain)).value() == plain);
    Answer const signed_one { 5, 5, {}, "signature" };
    CHECK(decode_answer(encode(signed_one)).value() == signed_one);
    // A newer hub may say more.
    CHECK(decode_answer(R"({"archived":0,"cosignature":null,"news":1,"received":0,"rejects":[]})"));
}

TEST_CASE("An answer that is none is malformed", "[wire]")
{
    for (auto const* wrong : { "", "<html>Sign in to the network</html>", "{}", R"({"archived":0,"cosignature":null,"received":0)",
             R"({"archived":6,"cosignature":null,"received":5,"rejects":[]})", R"({"archived":0,"cosignature":null,"received":-1,"rejects":[]})",
             R"({"archived":0,"cosignature":null,"received":1e300,"rejects":[]})", R"({"archived":0,"cosignature":null,"received":"5","rejects":[]})",
             R"({"archived":0,"cosignature":7,"received":0,"rejects":[]})", R"({"archived":0,"cosignature":null,"received":0,"rejects":[4]})",
             R"({"archived":0,"cosignature":null,"received":0,"rejects":[{"seq":0,"why":""}]})" }) {
        auto const answer = decode_answer(wrong);
        INFO(wrong);
        REQUIRE_FALSE(answer);
        CHECK(answer.error().kind == Failure::malformed);
    }
}

TEST_CASE("A refusal comes back as it was given", "[wire]")
{
    using Kind = Refusal::Kind;
    for (auto const kind : { Kind::malformed, Kind::gap, Kind::too_large, Kind::fork, Kind::busy, Kind::failed }) {
        Refusal const refusal { kind, 9, 5, "why" };
        CHECK(decode_refusal(encode(refusal)).value() == refusal);
    }
    CHECK_FALSE(decode_refusal(R"({"error":"mood","received":0,"seq":0,"story":""})"));
    CHECK_FALSE(decode_refusal("Not Found"));
}
