#pragma once
/// A page with one field and the keys under it, as a step that asks for a name would have it: for tests and pictures.

#include "kiosk/glass/ui/canvas.h"
#include "kiosk/glass/ui/typing.h"

#include <string>

namespace kiosk::ui::testing {

[[nodiscard]] Keyboards const& shipped_keyboards();

/// What a stage keeps for a field, and what it does with a stroke.
struct Desk {
    explicit Desk(std::vector<std::string> keyboards, EntryRules rules = {});

    void draw(Canvas& canvas);

    Typist typist;
    Typing typing;
    TextFieldStyle style {};
    Struck last = Struck::nothing;
    int nexts = 0; ///< how often Next was pressed
};

}
