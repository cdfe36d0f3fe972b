#pragma once
/// The calls for help that stand now: which kiosk, since when, and what staff have done about it. In memory: a call
/// lives as long as a citizen waits, and a kiosk whose call stands repeats it every few seconds, also to a hub that was
/// started again.
///
///     hear(calling) --> kept --> shown (a hand moved at the page that has it) --> seen (staff have answered)
///                        |         |                                               |
///                        +---------+---------- hear(ended), or silence ------------+--> forgotten
///
/// Threads: lives on the hub's store thread.

#include "kiosk/base/core/time.h"
#include "kiosk/trust/wire/help.h"

#include <map>
#include <optional>
#include <vector>

namespace deploy::hub {

namespace wire = kiosk::wire;

struct OpenCall {
    wire::KioskNumber kiosk;
    kiosk::CallId call;
    kiosk::WallTime since {};
    wire::HelpAnswer::Standing standing = wire::HelpAnswer::Standing::kept;
};

class Calls {
public:
    /// A kiosk that says nothing for so long has no call any more. Longer than its longest exchange of records (30 s),
    /// which its next word may have to wait for, and the question itself (5 s).
    static constexpr auto silence = std::chrono::seconds(60);

    /// `clock` must outlive it.
    explicit Calls(kiosk::Clock const& clock) : m_clock(clock) { }

    /// What a kiosk says of its call, answered with how it stands.
    wire::HelpAnswer hear(wire::KioskNumber kiosk, wire::HelpCall const& said);
    /// Staff answer this kiosk's call. False if it has none, or `call` is not the one that stands.
    [[nodiscard]] bool answer(wire::KioskNumber kiosk, std::optional<kiosk::CallId> call);
    /// Somebody is at the page that has this call. As answer(); what was answered stays so.
    [[nodiscard]] bool shown(wire::KioskNumber kiosk, std::optional<kiosk::CallId> call);
    /// All that stand, oldest first. A page may load itself in an empty room, so this alone changes nothing.
    [[nodiscard]] std::vector<OpenCall> open();

private:
    struct Call {
        OpenCall open;
        kiosk::Instant heard;
    };
    [[nodiscard]] OpenCall* find(wire::KioskNumber kiosk, std::optional<kiosk::CallId> call);
    void forget_silent();

    kiosk::Clock const& m_clock;
    std::map<wire::KioskNumber, Call> m_calls; ///< one a kiosk: one citizen stands there
};

}
