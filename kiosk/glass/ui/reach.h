#pragma once
/// What on the page can be reached, by a finger and by keys.

#include "kiosk/glass/platform/event.h"
#include "kiosk/glass/ui/page.h"

namespace kiosk::ui {

/// Part of what is on top: of the overlay if there is one, else of the open variants.
[[nodiscard]] bool on_top(Page const& page, Index index);

/// The target at this point of the surface; `none` if there is none. What is scrolled away is not there.
[[nodiscard]] Index target_at(Page const& page, float x, float y);
/// The target that a finger means which comes down here: that at this point, else one that ends `right_of` pixels or
/// less to the left of it; beside open variants what closes them.
[[nodiscard]] Index meant_at(Page const& page, float x, float y, float right_of);
/// Whether the point is `beside` pixels or less from the target, as far as that is in sight.
[[nodiscard]] bool near_target(Page const& page, Index target, float x, float y, float beside);
/// The scroll at this point whose inside is higher than its view.
[[nodiscard]] Index scroll_at(Page const& page, float x, float y);

/// Which way up and down lead: to what stands above and below, or, for ears, through the page as it is read.
enum class Order { as_it_stands, as_it_reads };

/// Where the focus goes from `from` (`none`: it was nowhere). Arrows go to the nearest target on that side and, if
/// there is none, on or back in reading order, so that every target is reached with up and down alone. As it reads, up and
/// down go back and on alone, and to the sides there is nothing.
[[nodiscard]] Index focus_after(Page const& page, Index from, platform::Key key, Order order = Order::as_it_stands);

/// Where a switch goes from `from` at the outer round: groups count as one stop, what is in them as none.
[[nodiscard]] Index scan_after(Page const& page, Index from);
/// Inside of a group: its next target, and after the last the group itself.
[[nodiscard]] Index next_in(Page const& page, Index group, Index from);
/// The first target of a box; `none` if there is none.
[[nodiscard]] Index first_in(Page const& page, Index box);

}
