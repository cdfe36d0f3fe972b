#pragma once
/// glass/press: from the release of a press to the finished new page, the built kiosk beside Chromium in kiosk mode, on
/// one X server, in one run, read from outside in the same way.
///
/// The page is the home screen in Arabic and in English. What is pressed is the other language in its header: every
/// word and every place on the page changes, so this is the most that a press can ask for. The browser shows the same
/// words at the same places, taken from the kiosk's own layout, and shows and hides the two pages by a line of script:
/// it has nothing to lay out but its own lines.
///
/// Each program is started once; both pages are shown twice before anything counts, so all letters are drawn. Then 21
/// presses: button down, 80 ms, button up (XTEST), and from just before that up the X server's picture is compared, every
/// tenth of a millisecond, with what stood there when the page had been still. The row is the median in milliseconds.

#include "tests/bench/row.h"

namespace bench {

[[nodiscard]] Row press();

}
