#pragma once
/// Where the lines of a box of some width end. For this folder alone.

#include "kiosk/glass/text/shaped.h"

namespace kiosk::text {

/// What rounding may add to a line that was measured to fit, in capitals.
inline constexpr double slack = 1e-4;

/// Fills lines of `width` capitals with as much as fits, into `scratch.lines`. Whether a word had to be cut. Uses
/// `scratch.reshaped` and leaves it empty.
[[nodiscard]] bool fill(Paragraph::Shaped const& shaped, double width, WrapScratch& scratch);

}
