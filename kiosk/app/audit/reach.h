#pragma once
/// Whether keys and switches reach every target of a page, and whether the focus can be seen there.

#include "kiosk/app/audit/measure.h"
#include "kiosk/glass/ui/page.h"
#include "kiosk/glass/ui/reach.h"

#include <functional>
#include <string>

namespace kiosk::audit {

/// Follows the focus of the five keys, and that of the two switches, over the laid-out page, also through what is
/// scrolled away. `focus_after` is how the keys move it.
using Focus = std::function<ui::Index(ui::Page const&, ui::Index from, platform::Key)>;
void read_reach(ui::Page const& page, Readings& into, Focus const& focus_after);
/// As the program's own keys do, with speech off and on.
void read_reach(ui::Page const& page, Readings& into);

/// Whether the focus on `area` can be seen: `before` is the page without it, `with` the same with it. Reads how wide the
/// ring is, and whether it differs from what it covers by 3:1 at least.
void read_focus(Picture const& before, Picture const& with, Rectangle area, std::string const& id, Panel const& panel, Readings& into);

}
