#pragma once
/// One job on its way through the machine of job.h. Included by this folder's sources alone.

#include "drivers/escpos/encode.h"
#include "drivers/escpos/printer.h"

#include <deque>
#include <set>

namespace drivers::escpos {

/// Lives for one call of Printer::print().
class PrintRun {
public:
    PrintRun(Printer& printer, Plan plan, kiosk::Deadline deadline);

    [[nodiscard]] JobEnd run();

private:
    /// Enters `state`: sends what the state begins with and sets its time.
    void enter(JobState state);
    void go(JobEvent event);
    /// One happening of the transport, or the end of the state's time.
    void step();
    void came(Report const& report);
    void judge(Facts const& facts);
    void barrier_answered();
    void send_more();
    /// `bytes` and, with them in one transfer, a question that is answered when they have been done.
    void send_with_barrier(Bytes bytes);
    void clear();
    void blame(Reason reason, std::string story);
    [[nodiscard]] bool everything_sent() const { return m_next == m_plan.pieces.size() && m_cut_sent; }

    Printer& m_printer;
    Plan m_plan;
    kiosk::Deadline m_deadline; ///< of the job
    kiosk::Deadline m_work_ends; ///< the rest is for clearing
    kiosk::Deadline m_state_ends;
    JobState m_state = JobState::asking;

    std::size_t m_next = 0;      ///< piece to send next
    std::size_t m_first_ink = 0; ///< index of the first piece with ink; the number of pieces if none has
    bool m_cut_sent = false;
    std::set<std::uint8_t> m_answered; ///< DLE EOT n
    std::deque<ProcessId> m_barriers;  ///< unanswered, oldest first; the id counts only where the profile has one
    Evidence m_evidence;
    Reason m_reason = Reason::none;
    std::string m_story;
};

}
