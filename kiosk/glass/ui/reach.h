#pragma once
/// What on the page can be reached, by a finger and by keys.

#include "kiosk/glass/platform/event.h"
#include "kiosk/glass/ui/page.h"

namespace kiosk::ui {

/// Part of what is on top: of the overlay if there is one.
[[nodiscard]] bool on_top(Page const& page, Index index);

/// The target at this point of the surface; `none` if there is none. What is scrolled away is not there.
[[nodiscard]] Index target_at(Page const& page, float x, float y);
/// The scroll at this point whose inside is higher than its view.
[[nodiscard]] Index scroll_at(Page const& page, float x, float y);

/// Where the focus goes from `from` (`none`: it was nowhere). Arrows go to the nearest target on that side and, if
/// there is none, on or back in reading order, so that every target is reached with up and down alone.
[[nodiscard]] Index focus_after(Page const& page, Index from, platform::Key key);

}
