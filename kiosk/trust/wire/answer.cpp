#include "kiosk/trust/wire/answer.h"

#include "kiosk/base/json/reader.h"

namespace kiosk::wire {

namespace {

constexpr std::string_view document = "answer";
constexpr std::size_t most_why_bytes = 400;

Result<Seq> read_seq(json::Reader& fields, std::string_view key)
{
    return static_cast<Seq>(TRY(fields.integer(key, 0, static_cast<std::int64_t>(most_seq))));
}

std::string_view word_of(Refusal::Kind kind)
{
    switch (kind) {
    case Refusal::Kind::malformed: return "malformed";
    case Refusal::Kind::gap: return "gap";
    case Refusal::Kind::too_large: return "too_large";
    case Refusal::Kind::fork: return "fork";
    case Refusal::Kind::busy: return "busy";
    case Refusal::Kind::failed: return "failed";
    }
    verify(false, "a refusal has one of six kinds");
    return {};
}

}

std::string encode(Answer const& answer)
{
    json::Value::Array rejects;
    for (auto const& reject : answer.rejects)
        rejects.push_back(json::Value::Object { { "seq", reject.seq }, { "why", reject.why } });
    return json::write_canonical(json::Value::Object {
        { "received", answer.received },
        { "archived", answer.archived },
        { "rejects", std::move(rejects) },
        { "cosignature", answer.cosignature ? json::Value(*answer.cosignature) : json::Value() },
    });
}

std::string encode(Refusal const& refusal)
{
    return json::write_canonical(json::Value::Object {
        { "error", word_of(refusal.kind) },
        { "seq", refusal.seq },
        { "received", refusal.received },
        { "story", refusal.story },
    });
}

Result<Answer> decode_answer(std::string_view body)
{
    auto const value = TRY(json::parse(body, document));
    json::Reader fields(value, document);
    Answer answer;
    answer.received = TRY(read_seq(fields, "received"));
    answer.archived = TRY(read_seq(fields, "archived"));
    if (answer.archived > answer.received)
        return fields.wrong_field("archived", "at most what is received");
    for (auto& entry : TRY(fields.objects("rejects"))) {
        Reject reject;
        reject.seq = TRY(read_seq(entry, "seq"));
        reject.why = TRY(entry.text("why"));
        if (reject.seq == 0)
            return entry.wrong_field("seq", "1 or more");
        if (reject.why.size() > most_why_bytes)
            return entry.wrong_field("why", "at most 400 bytes");
        answer.rejects.push_back(std::move(reject));
    }
    auto const* const cosignature = TRY(fields.any("cosignature"));
    if (cosignature->is_text())
        answer.cosignature = cosignature->as_text();
    else if (!cosignature->is_null())
        return fields.wrong_field("cosignature", "a text or null");
    return answer;
}

Result<Refusal> decode_refusal(std::string_view body)
{
    using Kind = Refusal::Kind;
    auto const value = TRY(json::parse(body, "refusal"));
    json::Reader fields(value, "refusal");
    Refusal refusal;
    refusal.kind = TRY(fields.one_of<Kind>("error",
        { { "malformed", Kind::malformed }, { "gap", Kind::gap }, { "too_large", Kind::too_large }, { "fork", Kind::fork }, { "busy", Kind::busy },
            { "failed", Kind::failed } }));
    refusal.seq = TRY(read_seq(fields, "seq"));
    refusal.received = TRY(read_seq(fields, "received"));
    refusal.story = TRY(fields.text("story"));
    return refusal;
}

}
