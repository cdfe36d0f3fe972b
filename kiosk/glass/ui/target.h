#pragma once
/// The box of one thing that is touched. Inner part of the canvas.

#include "kiosk/glass/ui/canvas.h"
#include "kiosk/glass/ui/page.h"

namespace kiosk::ui {

/// The look and the meaning of one target's box.
struct Canvas::Target {
    Kind kind = Kind::band;
    Role role = Role::button;
    Words words = {};
    Look look = Look::normal;
    Enabled enabled = Enabled::yes;
    Chosen chosen = Chosen::no;
    float least_height = 0;
    Type type = Type::body; ///< of its words
    float pad = Measures::grid.value;
};

/// What a box says, in the order it is read.
[[nodiscard]] Words together(Words const& words, Words const& second, Words const& third = {});

}
