#pragma once
/// One page as it stands on the glass, frozen: what every measure reads.
///
/// Positions and sizes are read off the laid-out page, the ink of letters off the very layouts that were drawn, heights
/// and colours off the pixels. Nothing in it is a citizen's: the audit shows invented people.

#include "kiosk/app/audit/aspect.h"
#include "kiosk/base/core/bitmap.h"
#include "kiosk/glass/platform/glass.h"
#include "kiosk/glass/text/atlas.h"
#include "kiosk/glass/ui/node.h"
#include "kiosk/glass/ui/presenter.h"
#include "kiosk/glass/ui/theme.h"

#include <optional>
#include <string>
#include <vector>

namespace kiosk::audit {

using platform::Rectangle;

/// No target, no box.
inline constexpr int nowhere = -1;

struct SeenText {
    std::string where; ///< the node it belongs to, or the box and its place on the page
    std::string words;
    Rectangle area;    ///< what the layout gave it, as far as what scrolls shows it
    Rectangle ink;     ///< of its letters that are shown; empty if none is
    bool whole = true; ///< nothing of it is scrolled away
    float laid_mm = 0; ///< the capital height it was set in
    /// The height of its first H, alef or Hangul syllable as drawn, by the pixels; nothing if it has no such letter.
    std::optional<float> drawn_mm;
    bool body = false; ///< of the step of type that is read and touched, or larger
    ui::Colour ink_colour;
    ui::Colour ground; ///< the surface it stands on
    int longest_line = 0; ///< letters
    bool glyph_missing = false;
    bool word_cut = false;  ///< a word was wider than its box
    bool shortened = false; ///< it ends in "…"
    float over = 0;         ///< pixels by which its lines are higher than what the layout gave it
    int target = nowhere;   ///< of `targets`: it is written on this one
    bool listing = false;   ///< a technician's line, which may be shortened
};

struct SeenTarget {
    std::string id;
    Rectangle area; ///< where a finger finds it
    bool whole = true;
    ui::Role role = ui::Role::button;
    std::string name;
    bool touchable = false;
    bool chosen = false;
    bool scrolls = false; ///< More or Earlier
    std::optional<ui::Colour> edge; ///< one that informs
    float edge_width = 0; ///< mm
    ui::Colour ground; ///< what it stands on
};

struct SeenIcon {
    std::string where;
    std::string name;
    Rectangle area;
    int target = nowhere;
};

/// What is in sight now, in reading order.
struct Sight {
    Panel panel;
    std::string page;
    std::vector<SeenText> texts;
    std::vector<SeenTarget> targets;
    std::vector<SeenIcon> icons;
    std::vector<ui::Node> nodes; ///< all of them, also what is scrolled away
    Picture picture;
    bool covered = false; ///< an overlay lies over the page
};

/// What the presenter shows. `sheet` holds glyphs between calls and is the caller's to keep.
[[nodiscard]] Sight look(ui::Presenter& presenter, ui::Theme const& theme, Panel const& panel, text::Atlas& sheet);

/// `area` as far as it lies on the picture.
[[nodiscard]] Rectangle on_picture(Rectangle area, Picture const& picture);

}
