#pragma once
/// The outbox on its way to the hub.
///
///             records wait                    200
///        idle ------------> sending ------------------------> sending the next batch, or idle
///         ^  heartbeat due |   |                                  (asks for the watermarks every `heartbeat`)
///         |                |   +-- no answer, 429, 5xx, nonsense -> waiting (1 s to 10 min, full jitter) -> sending
///         |                |   +-- 413, 400 with many records ----> sending half as many
///         |                |   +-- 400 with one record -----------> sending it with `aside=1`
///         |                |   +-- 409 gap -----------------------> sending from where the hub stands; the same again: waiting
///         +----------------+   +-- 422 fork, other 4xx -----------> refused: waiting 10 min, staff are told
///
/// Promises:
///   D1  Nothing is ever dropped, on any answer: only the journal lets go, and only of what the hub calls archived.
///   D2  A record reaches the hub with the effect of exactly once, also when an answer is lost.
///   D3  An answer that is no answer (a captive portal's page, half an answer, marks that cannot be true) changes
///       nothing, is told by name, and is tried again later.
///   D4  A hub that was restored from a backup is filled again from what it says it holds.
///   D5  One record that nobody can read does not hold up the others, and is kept on both sides.
///
/// Threads: the courier is the net thread: it makes it at birth and ends it in the destructor. look() and retry_now()
/// from any thread. `report` is called on the net thread: let it post to a mailbox and return.

#include "kiosk/base/core/result.h"
#include "kiosk/base/core/time.h"
#include "kiosk/trust/delivery/help_line.h"
#include "kiosk/trust/journal/journal.h"
#include "kiosk/trust/net/http.h"

#include <functional>
#include <memory>
#include <optional>
#include <string>

namespace kiosk::delivery {

enum class HubStanding {
    unknown,     ///< not asked yet
    reachable,   ///< its last answer was good
    unreachable, ///< nobody answers, or not the hub
    refusing,    ///< it answers no, and staff must look (fork, wrong kiosk)
};
[[nodiscard]] std::string_view to_string(HubStanding standing);

/// Told when anything in it changes, and never twice the same.
struct DeliveryChanged {
    journal::Counts counts;
    HubStanding hub = HubStanding::unknown;
    std::string story; ///< English, for staff: why records do not go as they should; empty when all is well
    bool operator==(DeliveryChanged const&) const = default;
};

/// Runs its argument on the store thread, some time later, with the journal that lives there. Posting to
/// `kiosk::Worker` is of this kind. The task is run, or destroyed without being run when the store ends first.
using ToJournal = std::function<void(std::function<void(journal::Journal&)>)>;

struct Settings {
    std::string hub;                                ///< `http://127.0.0.1:8470`, no path
    Duration answer_within = std::chrono::seconds(30);
    Duration first_wait = std::chrono::seconds(1);  ///< doubles up to
    Duration longest_wait = std::chrono::minutes(10);
    Duration heartbeat = std::chrono::minutes(5);   ///< also what the hub's "last seen" lives on
    std::function<double()> jitter {};              ///< 0 to 1; empty takes the kernel's random source
    /// Whose calls for help go to the hub; without it call() does nothing. `report_call` is called on the net thread.
    std::optional<wire::KioskNumber> kiosk {};
    std::function<void(CallNews const&)> report_call {};
};

class Courier {
public:
    /// All references must outlive the courier; destroy it before the store Worker.
    Courier(Settings settings, ToJournal to_journal, net::Http& http, Clock const& clock,
        std::function<void(DeliveryChanged const&)> report);
    /// Interrupts a request under way (`Http::interrupt`) and joins: returns at once.
    ~Courier();
    Courier(Courier const&) = delete;
    Courier& operator=(Courier const&) = delete;

    /// Something changed in the journal (its `changed` callback): deliver, unless the courier is waiting after a
    /// failure; then only the counts are told. Also call it after moving an advanceable clock. Good until the
    /// destructor returns: the store thread may call it while the net thread is joined.
    void look();
    /// The network is back, or the configuration changed: try at once, however long the wait still is.
    void retry_now();

    /// A citizen calls for help: the hub is told at once, or after the exchange that is under way, whatever waits or has
    /// failed. From any thread, like end_call().
    void call(CallId call);
    /// No citizen calls any more.
    void end_call();

private:
    struct Inside;
    std::unique_ptr<Inside> m_inside;
};

}
