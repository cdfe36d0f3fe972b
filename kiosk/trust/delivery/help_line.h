#pragma once
/// One citizen's call for help on its way to the hub, and what the hub says of it.
///
///     begin(call) --> asks the hub at once, then every `ask_again` --> news: kept, told, seen; nobody when no hub answers
///     end() -------> tells the hub once; a hub that does not hear it forgets the call by itself
///
/// Promises:
///   L1  News is what the hub has said of this very call; before the first good answer it is `nobody`, and asked again.
///   L3  What was said stays said while the hub is silent for less than `believed_for`; staff who were told are not
///       taken back after that either (`lost`).
///   L2  Nothing but the kiosk's number and a random number travels.
///
/// Threads: lives on the net thread; `report` is called on it.

#include "kiosk/base/core/time.h"
#include "kiosk/trust/net/http.h"
#include "kiosk/trust/wire/help.h"

#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace kiosk::delivery {

enum class CallStanding {
    kept,   ///< the hub knows; nobody has looked yet
    told,   ///< it was shown to staff
    seen,   ///< staff have answered
    lost,   ///< staff were told or have answered, and no hub can be asked for a while
    nobody, ///< no hub can be reached, or none that takes calls
};

/// Told when it changes.
struct CallNews {
    CallId call;
    CallStanding standing = CallStanding::nobody;
    bool operator==(CallNews const&) const = default;
};

class HelpLine {
public:
    struct Settings {
        std::string hub;         ///< `http://127.0.0.1:8470`, no path, no slash at the end
        wire::KioskNumber kiosk;
        Duration ask_again = std::chrono::seconds(3);
        Duration answer_within = std::chrono::seconds(5);
        Duration believed_for = std::chrono::seconds(30); ///< as long as the hub itself believes a call that is not repeated
    };
    /// All references must outlive the line.
    HelpLine(Settings settings, net::Http& http, Clock const& clock, std::function<void(CallNews const&)> report);

    /// A new call ends the one before.
    void begin(CallId call);
    void end();

    /// At most one exchange with the hub. Gives the moment of the next; empty while nobody calls.
    [[nodiscard]] std::optional<Instant> turn();

private:
    /// What the hub says; empty without a good answer.
    [[nodiscard]] std::optional<CallStanding> put(wire::HelpCall const& call);
    /// How the call stands, all in all.
    [[nodiscard]] CallStanding ask(CallId call);

    Settings m_settings;
    net::Http& m_http;
    Clock const& m_clock;
    std::function<void(CallNews const&)> m_report;

    std::optional<CallId> m_call;
    Instant m_due {};
    std::optional<CallNews> m_told;
    std::optional<CallStanding> m_said; ///< the last good answer
    Instant m_said_at {};
    std::vector<CallId> m_ended; ///< the hub is still to be told
};

}
