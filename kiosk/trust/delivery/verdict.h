#pragma once
/// What the hub's answer to one upload means for the courier: pure, so that every nonsense can be tried.

#include "kiosk/base/core/result.h"
#include "kiosk/trust/net/http.h"
#include "kiosk/trust/wire/answer.h"

#include <chrono>
#include <cstddef>
#include <optional>
#include <string>
#include <variant>

namespace kiosk::delivery {

/// The hub tells its marks.
struct Taken { wire::Answer answer; };
/// Fewer records at once may pass: too many bytes, or one among them that cannot be read.
struct SendFewer { };
/// The one record sent cannot be read: send it again to be put aside.
struct PutAside { };
/// The hub stands elsewhere: ask for its marks.
struct AskMarks { };
/// Nobody answered, or nothing that makes sense, or "later". `not_before` when the hub named a time.
struct TryLater {
    bool reached = false; ///< a hub answered, it only cannot take records now
    std::string why;
    std::optional<std::chrono::seconds> not_before {};
};
/// The answer is no, and trying again soon will not help: staff must look.
struct Refused { std::string why; };

using Verdict = std::variant<Taken, SendFewer, PutAside, AskMarks, TryLater, Refused>;

/// What was sent, as far as the answer's meaning depends on it.
struct Sent {
    std::size_t records = 0; ///< 0: only the marks were asked for
    bool aside = false;
};

[[nodiscard]] Verdict judge(Result<net::Response> const& response, Sent sent);

}
