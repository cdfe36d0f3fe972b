#pragma once
/// One finger on the page, from down to up.
///
///             down on a target            up in the same target
///     nothing ----------------> pressing -----------------------> nothing, and the target is pressed
///        |                      |  |  \  up elsewhere
///        |                      |  |   `------------------------> nothing
///        |                      |  | rests for as long as a long press takes, where that means something
///        |                      |  `--------> held -------------> nothing, and the variant under it is pressed
///        | down beside          |                       up
///        |                      | moves further than a finger trembles: up or down in what scrolls, along a field
///        v                      v
///     resting -------------> dragging, drawing -----------------> nothing, and the scroll settles
///               moves likewise                  up
///
/// While one finger is on the glass no other is seen, unless it has been there for longer than any press takes: a bag
/// that leans on the panel, or a finger whose up was lost, does not lock the kiosk. The finger's pointer leaves with
/// it: nothing hovers. A touch and the mouse click that a panel's driver makes of it are one touch.
///
/// Fingers tremble: what is forgiven stands in TouchManners.

#include "kiosk/base/core/time.h"
#include "kiosk/base/core/units.h"
#include "kiosk/glass/platform/event.h"
#include "kiosk/glass/ui/layout.h"
#include "kiosk/glass/ui/oddity.h"
#include "kiosk/glass/ui/page.h"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace kiosk::ui {

/// What counts as a press, and what a trembling hand may do.
///
/// VVSG 2.0 7.2-H asks that a press begins and ends in its target: that stays so; what is forgiven lies beside every
/// target and in no other. Lengths are shorter than Measures::gap, so that two targets never claim one point.
struct TouchManners {
    /// A touch that is shorter is a sleeve. None by default: a quick tap is a tap.
    Duration least_press { 0 };
    /// The same target pressed again sooner is the same press, by a hand that shook.
    Duration rebound { 0 };
    /// A finger that rests so long asks for more than a press. Older hands rest longer than the half second of phones.
    Duration long_press = std::chrono::milliseconds(700);
    /// How far a finger trembles or rolls without meaning it.
    Millimetres tremble { 6 };
    /// A press that ends beside its target by no more than this counts (an unsteady finger rolls off as it lifts).
    Millimetres beside { 3 };
    /// A press that begins right of a target by no more than this counts: touches of older people land right of centre.
    Millimetres right_of { 2.5F };

    /// For easy mode: slower, and more forgiving.
    [[nodiscard]] static TouchManners patient()
    {
        return { .least_press = std::chrono::milliseconds(80), .rebound = std::chrono::milliseconds(350), .long_press = std::chrono::milliseconds(1200),
            .tremble = { 10 }, .beside = { 5 }, .right_of = { 4 } };
    }
    bool operator==(TouchManners const&) const = default;
};

class Touch {
public:
    /// What one finger event asks for.
    struct Asked {
        bool redraw = false;
        std::string press = {};    ///< this target was pressed
        std::string held = {};     ///< this target was pressed for long
        std::string drawn = {};    ///< in this field a finger draws from `from_x` to where it is
        float from_x = 0;
        float x = 0;               ///< where the finger is
        std::string scroll = {};   ///< this scroll is to stand at `offset`
        float offset = 0;
        bool settle = false;       ///< the finger has left the scroll
        Oddities odd = {};
    };
    [[nodiscard]] Asked take(platform::Finger const& finger, Instant now, Page const& page, Offsets const& offsets, Density density);
    /// What happens because nothing does: a long press, a finger that stays for too long.
    [[nodiscard]] Asked pass_time(Instant now, Page const& page);
    [[nodiscard]] std::optional<Instant> next_alarm(Page const& page) const;

    void set_manners(TouchManners const& manners) { m_manners = manners; }

    /// The target that looks pressed now; empty while the finger is outside of it.
    [[nodiscard]] std::string_view pressed() const { return m_inside ? std::string_view(m_target) : std::string_view(); }
    /// The scroll that follows the finger; empty if none.
    [[nodiscard]] std::string_view dragged() const { return m_way == Way::dragging ? std::string_view(m_scroll) : std::string_view(); }
    /// The page has changed under the finger: what began on the old one counts no more, and which of its keys were pressed is
    /// wiped, for it tells letters.
    void drop();
    /// Nobody's finger is on the glass.
    void forget();

    /// After this a finger that is still there counts as a thing.
    static constexpr Duration longest_hold = std::chrono::seconds(10);
    /// More touches in a second than any hand makes.
    static constexpr std::size_t flood = 20;

private:
    enum class Way { pressing, dragging, drawing, held };

    [[nodiscard]] Asked down(platform::Finger const& finger, Instant now, Page const& page, Offsets const& offsets, Density density);
    [[nodiscard]] Asked move(platform::Finger const& finger, Page const& page, Density density);
    [[nodiscard]] Asked up(platform::Finger const& finger, Instant now, Page const& page, Density density);
    [[nodiscard]] bool in_target(platform::Finger const& finger, Page const& page, Density density) const;
    [[nodiscard]] bool is_echo(platform::Finger const& finger, Instant now, Density density);
    void count(Instant now, Oddities& odd);
    void let_go();

    TouchManners m_manners;
    std::optional<std::int64_t> m_finger;
    Instant m_since {}; ///< it went down
    std::string m_target;
    std::string m_scroll;
    bool m_inside = false;
    Way m_way = Way::pressing;
    bool m_told_second = false; ///< of this touch: a second finger was named, its length was
    bool m_told_held = false;
    float m_start_x = 0;
    float m_start_y = 0;
    float m_start_offset = 0;

    // Of the touch before.
    struct Before {
        std::optional<Instant> at;
        float x = 0, y = 0;
        bool mouse = false;
    };
    Before m_before;
    bool m_in_echo = false; ///< a mouse is down that is a touch's echo
    std::string m_last_press;
    std::optional<Instant> m_last_press_at;
    std::array<std::optional<Instant>, flood> m_downs; ///< a ring
    std::size_t m_next_down = 0;
    std::optional<Instant> m_told_flood;
};

}
