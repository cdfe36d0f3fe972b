#pragma once
/// Shows every page in every way it can be shown, measures it, and says what was found.
///
///     plan() --> combinations --> measure() --> Tally --> judge_clauses() --> report
///                                    |  one process a share: there is one glass a process
///                                    +--> showroom, sight, readings
///
/// Nothing here needs a display, a device or the network, and nothing is stored, printed or sent.

#include "kiosk/app/audit/exhibit.h"
#include "kiosk/app/audit/showroom.h"
#include "kiosk/app/audit/tally.h"

#include <span>
#include <vector>

namespace kiosk::audit {

enum class Extent {
    daily, ///< every combination for one page of each kind, every pair of choices for the others: for each change
    full,  ///< every combination of everything: for a night
};

/// `exhibit` is a place in the list of exhibits.
struct Combination {
    std::size_t exhibit = 0;
    Aspect aspect;
};

/// In an order in which rooms are opened seldom. What is not offered is left out.
[[nodiscard]] std::vector<Combination> plan(std::span<Exhibit const> exhibits, Extent extent);

/// Measures them in this process, one after another. What the program says about itself is in the story of an error.
[[nodiscard]] Result<Tally> measure(Stock const& stock, std::span<Exhibit const> exhibits, std::span<Combination const> combinations);

/// The same in `processes` processes side by side; the tally is the same for any number. No glass may be open yet, and
/// the calling process has one thread.
[[nodiscard]] Result<Tally> measure_side_by_side(
    Stock const& stock, std::span<Exhibit const> exhibits, std::span<Combination const> combinations, unsigned processes);

/// Shows one page to its end and reads everything of it that one page can tell.
void measure_page(Showroom& room, std::string const& name, Showroom::Build const& build, Aspect const& aspect, Tally& into);

/// How long a visit waits, as the configuration has it.
void read_patience(visit::Manners const& manners, Readings& into);

/// Draws the screenful again on which something was read, with what was read framed.
[[nodiscard]] Result<Picture> picture_of(Stock const& stock, std::span<Exhibit const> exhibits, Spot const& spot);

}
