#pragma once
/// Nobody is here: the city, the day in two calendars, a greeting in three languages, and what the kiosk cannot do
/// today, said before anybody begins.
///
/// Nodes: rest.begin.ar  rest.begin.en  rest.begin.ko    begin a visit in that language
/// While `closed` there are none. The tools of the frame are in the city's language.

#include "kiosk/base/core/time.h"
#include "kiosk/glass/screens/frame.h"

#include <cstdint>
#include <vector>

namespace kiosk::screens {

/// Something the kiosk cannot do now. Each has words of its own in three languages.
enum class Shortage {
    no_card_reader, ///< services that need a card cannot be done
    no_printer,     ///< the number is shown on the glass, nothing is printed
    no_paper,       ///< as no_printer; staff can mend it
    closed,         ///< the journal cannot keep a request: no visit can begin
};

struct RestView {
    WallTime now {};
    /// In the order in which they are told.
    std::vector<Shortage> shortages;
    /// Requests that the hub has not received yet: a line for staff, left out at 0.
    std::int64_t waiting_for_hub = 0;
    /// The tools, as on every screen; no ways on.
    FrameView frame = {};
};

struct RestIntent {
    enum class Kind { nothing, begin };
    Kind kind = Kind::nothing;
    /// For begin: the language of the visit.
    Language language = Language::english;
    FrameIntent frame = {};

    bool operator==(RestIntent const&) const = default;
};

[[nodiscard]] RestIntent draw(RestView const& view, ui::Canvas& canvas);

}
