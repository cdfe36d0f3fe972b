#pragma once
/// The measures that one sight of a page is enough for. Pure: a sight in, readings out.

#include "kiosk/app/audit/measure.h"

namespace kiosk::audit {

/// Heights of letters, lengths of lines.
void read_letters(Sight const& sight, Aspect const& aspect, Readings& into);
/// Sides of targets and what is between them.
void read_targets(Sight const& sight, Aspect const& aspect, Readings& into);
/// Contrast, of the tokens and by the pixels.
void read_contrast(Sight const& sight, Aspect const& aspect, Readings& into);
/// What is cut off, lies over something, cannot be drawn or is not on the panel.
void read_text(Sight const& sight, Aspect const& aspect, Readings& into);
/// Names, states, tools, choices: what a page must have beside its looks.
void read_manners(Sight const& sight, Aspect const& aspect, Readings& into);
/// Where targets stand in low-screen mode, and above the floor.
void read_heights(Sight const& sight, Aspect const& aspect, Readings& into);

/// All of them.
[[nodiscard]] Readings read(Sight const& sight, Aspect const& aspect);

/// The contrast of what is drawn in `area`: of its most frequent colour and the one that differs most from it.
[[nodiscard]] double contrast_in(Picture const& picture, Rectangle area);

/// Pixels from one to the other: 0 if they touch or lie over one another, else the larger of the two distances.
[[nodiscard]] int distance(Rectangle const& a, Rectangle const& b);

}
