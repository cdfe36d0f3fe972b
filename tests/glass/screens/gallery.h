#pragma once
/// Every screen in every state that has words of its own, with invented people: what the tests measure and what the
/// pictures show.

#include "kiosk/base/core/ids.h"
#include "kiosk/glass/screens/frame.h"

#include <functional>
#include <string>
#include <vector>

namespace kiosk::ui {
class Canvas;
}

namespace kiosk::screens::gallery {

struct Exhibit {
    /// A file name: "step-tiles".
    std::string name;
    std::function<void(ui::Canvas&, Language, TextSize)> draw;
};

[[nodiscard]] std::vector<Exhibit> exhibits();

}
