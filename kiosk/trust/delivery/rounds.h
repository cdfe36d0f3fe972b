#pragma once
/// The courier's work without its thread: one turn at a time, on whatever clock, network and journal it is given.

#include "kiosk/trust/delivery/courier.h"
#include "kiosk/trust/delivery/verdict.h"

#include <optional>

namespace kiosk::delivery {

enum class Patience {
    keep_waiting, ///< a wait after a failure goes on
    at_once,      ///< it ends here
};

class Rounds {
public:
    Rounds(Settings settings, ToJournal to_journal, net::Http& http, Clock const& clock, std::function<void(DeliveryChanged const&)> report);

    /// At most one exchange with the hub. Gives the moment of the next turn unless something happens before; it may
    /// have passed already. Nothing when the journal is gone: the program is ending.
    [[nodiscard]] std::optional<Instant> turn(Patience patience);

private:
    struct Look {
        journal::Counts counts;
        Result<journal::Batch> batch;
    };

    /// Where an upload met a gap: the hub asked for other records than these.
    struct Gap {
        wire::Stream stream;
        wire::Seq at;
    };

    [[nodiscard]] Result<net::Response> send(journal::Batch const& batch, Sent sent);
    void taken(journal::Batch const& batch, wire::Answer const& answer, Sent sent);
    void stands_elsewhere(journal::Batch const& batch);
    void try_later(HubStanding hub, std::string why, Duration at_least);
    void refuse(std::string why);
    void tell();

    Settings m_settings;
    ToJournal m_to_journal;
    net::Http& m_http;
    Clock const& m_clock;
    std::function<void(DeliveryChanged const&)> m_report;

    DeliveryChanged m_now;
    std::optional<DeliveryChanged> m_told;
    std::size_t m_most_records;       ///< halved by SendFewer, grows by success
    bool m_aside = false;             ///< the next upload is one record to be put aside
    bool m_ask_marks = true;          ///< ask before sending: at the start, and when the hub stands elsewhere
    std::optional<Gap> m_gap;         ///< the last; a hub that takes records up to there has gone on
    int m_failures = 0;               ///< without progress between them
    Instant m_not_before {};          ///< the wait after a failure
    Instant m_heartbeat_due {};
};

}
