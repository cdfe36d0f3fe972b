#pragma once
/// Every page that the kiosk can show, reached as a citizen reaches it: a visit is walked through with invented answers,
/// and what the stage would show then is drawn. A service that content adds is here by itself, with all of its steps.

#include "kiosk/app/audit/aspect.h"
#include "kiosk/app/stage/views.h"
#include "kiosk/service/catalogue/catalogue.h"
#include "kiosk/service/visit/visit.h"

#include <functional>
#include <string>
#include <vector>

namespace kiosk::ui {
class Canvas;
}

namespace kiosk::audit {

/// How much of an exhibit is shown when not everything is.
enum class Share {
    all_aspects, ///< one page of each kind: every combination
    pairs,       ///< every two choices once
};

struct Exhibit {
    std::string name; ///< a file name: `card-wrong`, `report-light.street`
    Share share = Share::pairs;
    stage::World world {};
    /// The visit when it has come there.
    std::function<visit::State(catalogue::Catalogue const&, Aspect const&)> visit;
};

/// In the order of a visit.
[[nodiscard]] std::vector<Exhibit> exhibits(catalogue::Catalogue const& catalogue);

/// Draws it as the stage does.
void draw(Exhibit const& exhibit, catalogue::Catalogue const& catalogue, Aspect const& aspect, ui::Canvas& canvas);

}
