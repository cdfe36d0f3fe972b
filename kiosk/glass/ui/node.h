#pragma once
/// The page as it stands on the glass: where each thing is, what it is, what it says.
///
/// Display, touch, focus and speech are all read off this one list, in reading order, so that what is spoken,
/// focused and touched cannot differ from what is drawn.

#include "kiosk/glass/platform/glass.h"
#include "kiosk/glass/ui/words.h"

#include <cstddef>
#include <string>

namespace kiosk::ui {

/// Where on the page a thing stands; what lies over the page is its overlay.
enum class Part { header, body, footer, overlay };

/// Whether what stands in a field may be told.
enum class Secrecy { shown, masked };

enum class Role {
    text,
    heading,
    button,
    choice,
    field,
    key,
    icon,
    picture,
    progress,
    group, ///< a row of keys, which a switch comes to before the keys in it: they are nodes too
};

struct Node {
    /// The screen's id; what has none is named after where it stands ("body.2").
    std::string id;
    Role role = Role::text;
    /// On the surface, in pixels, after mirroring; the part that is hidden by scrolling is not cut off.
    platform::Rectangle area;
    /// What is written on it; for a picture what it shows. The spoken form of a field is that of its label alone.
    Words words;
    /// What stands in a field, and why it cannot be taken as it is; both are in `words` too, as far as they are shown.
    Words value;
    Words fault;
    Secrecy secrecy = Secrecy::shown;
    std::size_t letters = 0; ///< of what is masked
    Part part = Part::body;
    bool touchable = false; ///< a press here does something now
    bool usable = false;    ///< it would, once it is scrolled to
    bool chosen = false;
    bool focused = false;
    /// All of it is in sight, not scrolled away, not under an overlay.
    bool in_sight = true;
};

}
