#pragma once
/// One print job as a state machine: every way in which it can end is a row here. Pure.
///
///              well            lined_up           all_taken              acknowledged
///     asking --------> aligning --------> sending ---------> settling ---------------> (printed)
///       |                 |                 |                   |
///       | trouble, late   |                 |                   | trouble
///       v                 |                 |                   v      acknowledged
///   (decided)             |                 |                doubting ---------------> (printed)
///                         | trouble, late, stalled, broken      | late, stalled, broken
///                         +-----------------+-------------------+
///                                           v
///                                       clearing: flush to a command boundary, ESC @, cut, DLE ENQ 2; else SOFT_RESET
///                                           |
///                                           v
///                                       (decided)              gone, at any time: (decided)
///
/// Questions of the machine's own, before anything is printed: asking = DLE EOT 1 to 4; aligning = one barrier, so that
/// no late answer of an earlier job is taken for one of this. Each band is followed by a barrier of its own; at most
/// `Profile::window` of them are unanswered, so that an interrupted job leaves little in the printer's buffer.
///
/// (decided) is decide(): from evidence, never from hope.

#include "drivers/escpos/status.h"

#include <cstddef>
#include <string>
#include <string_view>

namespace drivers::escpos {

enum class JobState { asking, aligning, sending, settling, doubting, clearing, ended };

enum class JobEvent {
    well,         ///< all four answers are there, and nothing keeps the printer from printing
    lined_up,     ///< the first barrier was answered
    all_taken,    ///< the printer has taken the last byte
    acknowledged, ///< the last barrier was answered
    trouble,      ///< the printer says that it cannot print
    late,         ///< nothing happened for too long, or the job's time is over
    stalled,
    broken,
    gone,
    cleared,     ///< the printer stands at a command boundary with empty buffers
    not_cleared, ///< nobody knows what is in its buffers
};

/// The state after `event` in `state`. An event without a row is a bug and ends the program.
[[nodiscard]] JobState next(JobState state, JobEvent event);

[[nodiscard]] std::string_view to_string(JobState state);
[[nodiscard]] std::string_view to_string(JobEvent event);

enum class Outcome {
    printed,     ///< the barrier after the cut was answered
    not_printed, ///< no ink ever left for the printer: there is nothing on paper
    unknown,     ///< ink left for the printer, and it never said that it was done: a part, all or nothing is on paper
};

/// Why a job did not end as printed.
enum class Reason { none, paper_out, cover_open, cutter_error, mechanical_error, fatal_error, unplugged, no_answer, late, refused };

[[nodiscard]] Reason reason_of(Trouble trouble);

/// What is known at the end of a job.
struct Evidence {
    bool ink_sent = false;             ///< any; handed to USB: whether the printer took it does not count
    bool barrier_after_cut = false;    ///< answered
};
[[nodiscard]] Outcome decide(Evidence const& evidence);

struct JobEnd {
    Outcome outcome = Outcome::not_printed;
    Reason reason = Reason::none;
    std::string story; ///< for the technician
};

}
