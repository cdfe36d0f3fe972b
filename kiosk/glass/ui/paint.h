#pragma once
/// A page that has been laid out, onto the draw list.

#include "kiosk/glass/ui/brush.h"
#include "kiosk/glass/ui/icons.h"
#include "kiosk/glass/ui/layout.h"
#include "kiosk/glass/ui/lettering.h"
#include "kiosk/glass/ui/page.h"
#include "kiosk/glass/ui/theme.h"

#include <string_view>

namespace kiosk::ui {

/// All borrowed for the call.
struct Paints {
    Brush& brush;
    Lettering& lettering;
    text::Atlas& atlas;
    Icons& icons;
    Theme const& theme;
    Offsets const& offsets; ///< as lay_out() left them
};

/// `pressed` and `focused` are ids of targets, or empty.
void paint(Page const& page, std::string_view pressed, std::string_view focused, Paints paints);

}
