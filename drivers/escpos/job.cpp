#include "drivers/escpos/job.h"

#include <algorithm>

namespace drivers::escpos {

namespace {

struct Row {
    JobState from;
    JobEvent event;
    JobState to;
};

using enum JobState;
using enum JobEvent;

// clang-format off: a table is read in columns
constexpr Row table[] = {
    { asking,   well,         aligning },
    { asking,   trouble,      ended    },
    { asking,   late,         ended    },
    { asking,   stalled,      clearing },
    { asking,   broken,       clearing },
    { asking,   gone,         ended    },

    { aligning, lined_up,     sending  },
    { aligning, trouble,      clearing },
    { aligning, late,         clearing },
    { aligning, stalled,      clearing },
    { aligning, broken,       clearing },
    { aligning, gone,         ended    },

    { sending,  all_taken,    settling },
    { sending,  trouble,      clearing },
    { sending,  late,         clearing },
    { sending,  stalled,      clearing },
    { sending,  broken,       clearing },
    { sending,  gone,         ended    },

    { settling, acknowledged, ended    },
    { settling, trouble,      doubting },
    { settling, late,         clearing },
    { settling, stalled,      clearing },
    { settling, broken,       clearing },
    { settling, gone,         ended    },

    { doubting, acknowledged, ended    },
    { doubting, trouble,      doubting },
    { doubting, late,         clearing },
    { doubting, stalled,      clearing },
    { doubting, broken,       clearing },
    { doubting, gone,         ended    },

    { clearing, cleared,      ended    },
    { clearing, not_cleared,  ended    },
    { clearing, gone,         ended    },
};
// clang-format on

}

JobState next(JobState state, JobEvent event)
{
    auto const* const row = std::ranges::find_if(table, [&](Row const& candidate) { return candidate.from == state && candidate.event == event; });
    kiosk::verify(row != std::ranges::end(table), "a print job has a row for every event that can come");
    return row->to;
}

std::string_view to_string(JobState state)
{
    switch (state) {
    case asking: return "asking";
    case aligning: return "aligning";
    case sending: return "sending";
    case settling: return "settling";
    case doubting: return "doubting";
    case clearing: return "clearing";
    case ended: return "ended";
    }
    kiosk::verify(false, "every state of a job has a name");
    return {};
}

std::string_view to_string(JobEvent event)
{
    switch (event) {
    case well: return "well";
    case lined_up: return "lined up";
    case all_taken: return "all taken";
    case acknowledged: return "acknowledged";
    case trouble: return "trouble";
    case late: return "late";
    case stalled: return "stalled";
    case broken: return "broken";
    case gone: return "gone";
    case cleared: return "cleared";
    case not_cleared: return "not cleared";
    }
    kiosk::verify(false, "every event of a job has a name");
    return {};
}

Reason reason_of(Trouble trouble)
{
    switch (trouble) {
    case Trouble::none: return Reason::none;
    case Trouble::cover_open: return Reason::cover_open;
    case Trouble::paper_out: return Reason::paper_out;
    case Trouble::cutter_error: return Reason::cutter_error;
    case Trouble::mechanical_error: return Reason::mechanical_error;
    case Trouble::fatal_error: return Reason::fatal_error;
    }
    kiosk::verify(false, "every trouble is a reason");
    return Reason::none;
}

Outcome decide(Evidence const& evidence)
{
    if (evidence.barrier_after_cut)
        return Outcome::printed;
    return evidence.ink_sent ? Outcome::unknown : Outcome::not_printed;
}

}
