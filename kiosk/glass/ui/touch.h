#pragma once
/// One finger on the page, from down to up.
///
///             down on a target            up in the same target
///     nothing ----------------> pressing -----------------------> nothing, and the target is pressed
///        |                         |  \  up elsewhere
///        |                         |   `------------------------> nothing
///        | down beside             | moves further than a finger trembles, in what scrolls
///        v                         v
///     resting -----------------> dragging ----------------------> nothing, and the scroll settles
///               moves likewise                     up
///
/// While one finger is on the glass no other is seen, unless it has been there for longer than any press takes: a bag
/// that leans on the panel, or a finger whose up was lost, does not lock the kiosk. The finger's pointer leaves with
/// it: nothing hovers.

#include "kiosk/base/core/time.h"
#include "kiosk/base/core/units.h"
#include "kiosk/glass/platform/event.h"
#include "kiosk/glass/ui/layout.h"
#include "kiosk/glass/ui/page.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace kiosk::ui {

class Touch {
public:
    /// What one finger event asks for.
    struct Asked {
        bool redraw = false;
        std::string press = {};    ///< this target was pressed
        std::string scroll = {};   ///< this scroll is to stand at `offset`
        float offset = 0;
        bool settle = false;       ///< the finger has left the scroll
    };
    [[nodiscard]] Asked take(platform::Finger const& finger, Instant now, Page const& page, Offsets const& offsets, Density density);

    /// The target that looks pressed now; empty while the finger is outside of it.
    [[nodiscard]] std::string_view pressed() const { return m_inside ? std::string_view(m_target) : std::string_view(); }
    /// The scroll that follows the finger; empty if none.
    [[nodiscard]] std::string_view dragged() const { return m_dragging ? std::string_view(m_scroll) : std::string_view(); }
    /// The page has changed under the finger: what began on the old one counts no more.
    void drop();
    /// Nobody's finger is on the glass.
    void forget();

    /// After this a finger that is still there counts as a thing.
    static constexpr Duration longest_hold = std::chrono::seconds(10);

private:
    [[nodiscard]] Asked down(platform::Finger const& finger, Instant now, Page const& page, Offsets const& offsets);
    [[nodiscard]] Asked move(platform::Finger const& finger, Page const& page, Density density);
    [[nodiscard]] Asked up(platform::Finger const& finger, Page const& page);
    [[nodiscard]] bool in_target(platform::Finger const& finger, Page const& page) const;

    std::optional<std::int64_t> m_finger;
    Instant m_since {}; ///< it went down
    std::string m_target;
    std::string m_scroll;
    bool m_inside = false;
    bool m_dragging = false;
    float m_start_y = 0;
    float m_start_offset = 0;
};

}
