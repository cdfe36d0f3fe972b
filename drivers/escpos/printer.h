#pragma once
/// A receipt printer: what it says of itself, and jobs that end with the truth.
///
/// Promises; each is held by the tests that carry its number as a tag:
///   P1  `printed` is said only when the printer itself answered the barrier that follows the cut.
///   P2  `not_printed` is said only when no ink of the sheet ever left for the printer. Else it is `unknown`: a first part
///       of a receipt, with its number on it, may hang out of the printer.
///   P3  No paper, cover open or a fault before the job: nothing is sent to print.
///   P4  A job that broke off leaves the printer at a command boundary with empty buffers, or says that nobody knows; in
///       the latter case no other job begins before that has been put right.
///   P5  No call lasts beyond its deadline.
///
/// The job itself is drawn in job.h.

#include "drivers/escpos/job.h"
#include "drivers/escpos/profile.h"
#include "drivers/escpos/transport.h"
#include "kiosk/base/core/bitmap.h"

#include <memory>
#include <optional>

namespace drivers::escpos {

enum class Condition {
    ready,
    silent, ///< it does not answer questions; asked again by the next call
    dirty,  ///< a job broke off and the buffers may hold some of it; cleared before anything else
    gone,   ///< unplugged; open another one
};

/// How long a printer may take. Every call has a deadline of its own besides.
struct Limits {
    kiosk::Duration answer = std::chrono::milliseconds(800); ///< for the answers to DLE EOT and the first barrier
    kiosk::Duration patience = std::chrono::seconds(5);      ///< without anything happening in mid job
    kiosk::Duration doubt = std::chrono::milliseconds(400);  ///< for the last barrier after trouble was told
    kiosk::Duration clearing = std::chrono::seconds(2);      ///< kept back from the job's time for bringing the printer back
};

/// For the technician and the tests.
struct Counters {
    int jobs = 0;
    int printed = 0;
    int recoveries = 0;
    int strays = 0; ///< bytes from the printer that answered nothing
};

/// Threads: one, that of its device strand. Every call may wait until its deadline.
class Printer {
public:
    /// `profile` and `clock` must outlive the printer. Nothing is sent yet.
    Printer(std::unique_ptr<Transport> transport, Profile const& profile, Limits const& limits, kiosk::Clock const& clock);
    ~Printer();

    /// First words: clears what an earlier life may have left in the buffers and cuts off what hangs out (it may be a
    /// part of somebody's receipt), turns on ASB and asks the state.
    [[nodiscard]] Result<Facts> greet(kiosk::Deadline deadline);

    /// Asks the state (DLE EOT 1 to 4). `unreachable` if it does not answer, `absent` if it is gone.
    [[nodiscard]] Result<Facts> ask(kiosk::Deadline deadline);

    /// Takes in what the printer has said by itself since the last call. Does not wait.
    void attend();

    /// Prints the sheet, cuts, and says what became of it. The sheet is not kept.
    [[nodiscard]] JobEnd print(kiosk::Dots const& sheet, kiosk::Deadline deadline);

    /// What it said last; nothing before the first answer.
    [[nodiscard]] std::optional<Facts> const& facts() const { return m_facts; }
    [[nodiscard]] Condition condition() const { return m_condition; }
    [[nodiscard]] Counters counters() const;

private:
    friend class PrintRun;

    Result<void> clear(std::size_t longest, kiosk::Deadline deadline);
    Result<void> bring_back(std::size_t longest, kiosk::Deadline deadline);
    Result<void> reset_softly(kiosk::Deadline deadline);
    Result<Facts> ask_all(kiosk::Deadline deadline);
    Result<void> unhalt(kiosk::Deadline deadline);
    void send(Bytes const& bytes);
    void call_back();
    void ask_status();
    void note(Report const& report);
    std::unexpected<kiosk::Error> is_gone();
    [[nodiscard]] kiosk::Deadline within(kiosk::Duration span, kiosk::Deadline deadline) const;

    std::unique_ptr<Transport> m_transport;
    Profile const& m_profile;
    Limits m_limits;
    kiosk::Clock const& m_clock;
    StatusParser m_parser;
    std::optional<Facts> m_facts;
    Condition m_condition = Condition::ready;
    Counters m_counters;
    std::uint32_t m_last_process = 0;
    int m_on_their_way = 0; ///< sends not yet told as taken
    bool m_halted = false;  ///< a pipe stalled or broke and was not cleared yet
    std::size_t m_longest = 0; ///< of the command that may be half-sent while `dirty`
};

}
