#pragma once
/// What the hub answers to an upload, or when it is asked for the watermarks.

#include "kiosk/base/core/result.h"
#include "kiosk/trust/wire/address.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kiosk::wire {

/// A record that the hub keeps, with its place, but cannot use: it cannot be read, or its body does not open.
struct Reject {
    Seq seq = 0;
    std::string why; ///< English, at most 400 bytes
    bool operator==(Reject const&) const = default;
};

/// Status 200. `{"archived":3,"cosignature":null,"received":5,"rejects":[{"seq":4,"why":"…"}]}`
struct Answer {
    Seq received = 0; ///< the hub holds 1 to this durably
    Seq archived = 0; ///< and 1 to this for good: the kiosk may let go of them. Never above `received`.
    std::vector<Reject> rejects;            ///< among the records of this upload
    std::optional<std::string> cosignature; ///< the hub's signature over the kiosk's checkpoint; null while it gives none
    bool operator==(Answer const&) const = default;
};

/// Any other status of ours. `{"error":"gap","received":5,"seq":9,"story":"…"}`
struct Refusal {
    enum class Kind {
        malformed, ///< 400: `seq` names the record that cannot be read, 0 if the request itself cannot
        gap,       ///< 409: the hub holds only up to `received`; send from there
        too_large, ///< 413: send less at once
        fork,      ///< 422: at `seq` the hub holds other bytes; two journals claim one epoch
        busy,      ///< 429, 503: later
        failed,    ///< 500: the hub's own trouble
    };
    Kind kind = Kind::failed;
    Seq seq = 0;
    Seq received = 0;
    std::string story;
    bool operator==(Refusal const&) const = default;
};

[[nodiscard]] std::string encode(Answer const& answer);
[[nodiscard]] std::string encode(Refusal const& refusal);
/// `malformed`, naming the member. Unknown members are passed over: a newer hub may say more.
[[nodiscard]] Result<Answer> decode_answer(std::string_view body);
[[nodiscard]] Result<Refusal> decode_refusal(std::string_view body);

}
