#pragma once
/// What is in sight of a scroll, and where it may stand. Inner part of the layout.

#include "kiosk/glass/ui/page.h"

#include <string_view>

namespace kiosk::ui {

/// Fills in `clip` of all elements, and `absent` of those a scroll shows nothing of.
void mark_scrolled(Page& page, std::string_view dragged);

}
