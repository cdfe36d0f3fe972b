#include "kiosk/trust/delivery/verdict.h"

#include <fmt/format.h>

namespace kiosk::delivery {

namespace {

/// A page of a captive portal, a proxy's error, half an answer: not from a hub.
TryLater nonsense(int status, std::string_view why)
{
    return { false,
        fmt::format("what answers at the hub's address does not speak as a hub does (status {}: {}); check [hub] url, and the network for a login page",
            status, why) };
}

}

Verdict judge(Result<net::Response> const& response, Sent sent)
{
    if (!response)
        return TryLater { false, response.error().story };
    auto const status = response->status;
    if (status == 200) {
        auto answer = wire::decode_answer(response->body);
        if (!answer)
            return nonsense(status, answer.error().story);
        return Taken { std::move(*answer) };
    }
    // These mean the same whoever says them, the hub or a proxy before it.
    if (status == 429 || status == 502 || status == 503 || status == 504)
        return TryLater { status == 429 || status == 503, fmt::format("the hub asks to wait (status {})", status), response->retry_after };
    if (status == 413) {
        if (sent.records > 1)
            return SendFewer {};
        return Refused { "the hub, or a proxy before it, refuses one record alone as too large (413); raise its limit to 4 MiB" };
    }
    if (status == 401 || status == 403)
        return Refused { fmt::format("the hub does not let this kiosk in (status {})", status) };

    auto const refusal = wire::decode_refusal(response->body);
    if (!refusal)
        return nonsense(status, refusal.error().story);
    switch (refusal->kind) {
    case wire::Refusal::Kind::malformed:
        if (sent.records > 1)
            return SendFewer {};
        if (sent.records == 1 && !sent.aside)
            return PutAside {};
        return Refused { fmt::format("the hub does not understand this kiosk (400): {}; update the older of the two", refusal->story) };
    case wire::Refusal::Kind::gap:
        return AskMarks {};
    case wire::Refusal::Kind::fork:
        return Refused { fmt::format("the hub holds another record at place {} of this journal (422): two kiosks run on copies of one disk, "
                                     "or an old copy was put back; nothing is sent until staff decide",
            refusal->seq) };
    case wire::Refusal::Kind::too_large:
        return sent.records > 1 ? Verdict(SendFewer {}) : Verdict(Refused { refusal->story });
    case wire::Refusal::Kind::busy:
        return TryLater { true, "the hub asks to wait: " + refusal->story, response->retry_after };
    case wire::Refusal::Kind::failed:
        return TryLater { true, "the hub has trouble of its own: " + refusal->story, response->retry_after };
    }
    verify(false, "a refusal has one of six kinds");
    return nonsense(status, "");
}

}
