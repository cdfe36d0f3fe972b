#pragma once
/// Where everything stands: lengths first, then pixels, then the mirror.
///
/// Promises; each is held by the tests that carry its number as a tag:
///   Y1  Every element lies within its parent, and no two children of a box overlap.
///   Y2  No text is cut: each gets the height of its lines at the width it has.
///   Y3  Every target is at least Measures::target() high and wide, and Measures::gap from the next.
///   U4  A mirrored page is the exact mirror image of its rectangles.

#include "kiosk/glass/ui/lettering.h"
#include "kiosk/glass/ui/page.h"

#include <map>
#include <string>

namespace kiosk::ui {

/// How far each scroll is scrolled, in millimetres, by its id.
using Offsets = std::map<std::string, float, std::less<>>;

/// Fills in `reading`, `x`, `y`, `width`, `height`, `clip`, `absent` and `area` of all elements, and mirrors the page
/// if `language` asks for it, and each box whose own language reads the other way than what is around it. Offsets that are too far are pulled back.
///
/// A page may be laid out again, with other offsets.
///
/// In a scroll only what is wholly in sight is there (`absent` otherwise), so that nothing is ever shown cut; in the
/// one that a finger moves, `dragged`, everything is, cut by the scroll's edge. What is higher than the view is always cut.
void lay_out(Page& page, Lettering& lettering, Offsets& offsets, Language language, std::string_view dragged = {});

/// The one place where start becomes right: every area in `box` (`none`: on the page) is turned over between `left` and
/// `right` (x' = left + right - x); what is steady moves as a whole and keeps its inside.
void mirror(Page& page, Index box, int left, int right);

/// What can be seen of a scroll's inside: all of it but its bar. Pixels.
[[nodiscard]] platform::Rectangle view_of(Page const& page, Index scroll);
/// The offset after a press on More (`by` 1) or Earlier (-1): whole elements come into sight, none is skipped.
[[nodiscard]] float turned(Page const& page, Index scroll, float offset, int by);
/// The offset nearest to `offset` at which no element is cut at the top.
[[nodiscard]] float settled(Page const& page, Index scroll, float offset);
/// The least change of `offset` that brings `element` into sight.
[[nodiscard]] float revealing(Page const& page, Index scroll, float offset, Index element);
/// Whether there is more in it than can be seen at once.
[[nodiscard]] bool overflows(Page const& page, Index scroll);

}
