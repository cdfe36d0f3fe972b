#pragma once
/// What reaches the program through the glass: fingers, keys, and the window's own news.

#include <cstdint>
#include <optional>
#include <variant>

namespace kiosk::platform {

/// One finger on the glass. A mouse is a finger too: button pressed, moved while pressed, released.
///
/// `x` and `y` are pixels of the surface from its top left corner, also outside of it (a mouse dragged off the
/// window). A finger's life is down, any number of moves, up; `id` stays the same through it and may come again later.
struct Finger {
    enum class Phase { down, move, up };
    Phase phase = Phase::down;
    std::int64_t id = 0;
    float x = 0;
    float y = 0;
    bool operator==(Finger const&) const = default;
};

/// The id under which the mouse is a finger; no panel uses it.
inline constexpr std::int64_t mouse_finger = -1;

/// The keys of a five-key tactile keypad (it arrives as a keyboard: arrows and Enter), the two switches of a
/// scanning user (Tab and Space), and the way back.
enum class Key { up, down, left, right, select, next, back };

/// A key went down. A held key does not repeat, and its release is no event.
struct KeyPress {
    Key key;
    bool operator==(KeyPress const&) const = default;
};

/// A key has been down for longer than any press takes: it is stuck, or a thing lies on it. Told once.
struct KeyHeld {
    Key key;
    bool operator==(KeyHeld const&) const = default;
};
/// Another window is before ours: what fingers and keys do is not told us any more.
struct FocusLost {
    bool operator==(FocusLost const&) const = default;
};

/// The surface has another size now: lay out again, then draw all of it.
struct Resized {
    int width = 0;
    int height = 0;
    bool operator==(Resized const&) const = default;
};
/// The window's content was lost or covered: draw all of it again.
struct Exposed {
    bool operator==(Exposed const&) const = default;
};
/// Glass::wake() was called since the last Woken: look into the mailboxes.
struct Woken {
    bool operator==(Woken const&) const = default;
};
/// The window was closed, or the session ends.
struct Quit {
    bool operator==(Quit const&) const = default;
};

using Event = std::variant<Finger, KeyPress, KeyHeld, FocusLost, Resized, Exposed, Woken, Quit>;

}
