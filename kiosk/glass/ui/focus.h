#pragma once
/// Where those are who touch nothing: with the five keys of a keypad, or with two switches.
///
/// Arrows go to the nearest target on their side. A switch goes from stop to stop in reading order, where a row of a
/// keyboard is one stop; chosen, it is gone into, and after its last key it is a stop again. After a key was pressed
/// the switch stands on the row once more, for the next letter may be in any.
///
/// Threads: the glass thread.

#include "kiosk/base/core/time.h"
#include "kiosk/glass/platform/event.h"
#include "kiosk/glass/ui/oddity.h"
#include "kiosk/glass/ui/page.h"
#include "kiosk/glass/ui/reach.h"

#include <array>
#include <optional>
#include <string>
#include <string_view>

namespace kiosk::ui {

class Focus {
public:
    /// The target or group that has it; empty if none.
    [[nodiscard]] std::string const& id() const { return m_id; }

    /// What one key asks for.
    struct Asked {
        bool redraw = false;
        std::string press = {}; ///< this target was pressed
        Index reveal = none;    ///< this element comes into sight
        Oddities odd = {};
    };
    [[nodiscard]] Asked take(platform::KeyPress const& key, Instant now, Page const& page, Order order = Order::as_it_stands);

    /// The page was built anew: variants that have opened take the focus and give it back to their key,
    /// `anchor_before`; keys of another level take it from those that are gone.
    void follow(Page const& page, std::string_view anchor_before);
    void clear();

private:
    [[nodiscard]] Asked select(Page const& page);
    [[nodiscard]] Asked move(platform::Key key, Page const& page, Order order);
    void count(Instant now, Oddities& odd);

    std::string m_id;
    std::string m_entered;   ///< the group that a switch has gone into
    bool m_scanning = false; ///< the last step was a switch's

    static constexpr std::size_t flood = 20; ///< more presses in a second than any hand makes
    std::array<std::optional<Instant>, flood> m_times; ///< a ring
    std::size_t m_next_time = 0;
    std::optional<Instant> m_told_flood;
};

}
