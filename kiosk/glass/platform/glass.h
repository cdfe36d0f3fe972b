#pragma once
/// The glass: one window or one headless surface, its pixels, and what people do to it.
///
/// The pixels belong to the window's own surface, so nothing is copied twice; present() shows them. SDL is told not
/// to put a GPU texture behind it (143 MB and five times slower on the machines we know), and to leave touch and
/// mouse apart, so that one touch is one event. A headless glass has the same pixels and takes the same events; SDL's
/// dummy driver stands behind it.
///
/// Threads: everything from the glass thread, where it was opened; wake() from any.
///
/// Source: SDL 2.26, SDL_video.h and SDL_events.h.

#include "kiosk/base/core/result.h"
#include "kiosk/base/core/time.h"
#include "kiosk/glass/platform/event.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>

namespace kiosk::platform {

/// A part of the surface, in pixels; `right` and `bottom` are the first pixels outside.
struct Rectangle {
    int left = 0;
    int top = 0;
    int right = 0;
    int bottom = 0;
    [[nodiscard]] int width() const { return right - left; }
    [[nodiscard]] int height() const { return bottom - top; }
    [[nodiscard]] bool empty() const { return right <= left || bottom <= top; }
    [[nodiscard]] bool contains(float x, float y) const
    {
        return x >= static_cast<float>(left) && x < static_cast<float>(right) && y >= static_cast<float>(top) && y < static_cast<float>(bottom);
    }
    bool operator==(Rectangle const&) const = default;
};

/// The surface's memory: 0xXXRRGGBB in the machine's byte order, row after row. Valid until the next wait(), poll()
/// or present(): a window that changes its size gives another surface.
struct Surface {
    std::uint32_t* pixels = nullptr;
    int width = 0;
    int height = 0;
    /// From one row to the next, in pixels.
    std::ptrdiff_t pitch = 0;
    [[nodiscard]] std::span<std::uint32_t> row(int y) const
    {
        return { pixels + static_cast<std::ptrdiff_t>(y) * pitch, static_cast<std::size_t>(width) };
    }
};

class Glass {
public:
    enum class Place {
        window,     ///< a window of the given size
        fullscreen, ///< all of the panel; the given size counts only where the panel has no size of its own
        headless,   ///< no display at all
    };
    struct Settings {
        Place place = Place::fullscreen;
        int width = 1080;
        int height = 1920;
        std::string title = "Shubbak";
    };

    /// `clock` is what wait() measures its end with; it must outlive the glass. One glass a process.
    /// `unreachable` if there is no display, or it has no window of this kind; the story is SDL's.
    [[nodiscard]] static Result<std::unique_ptr<Glass>> open(Settings const& settings, Clock const& clock);
    ~Glass();
    Glass(Glass const&) = delete;
    Glass& operator=(Glass const&) = delete;

    [[nodiscard]] int width() const;
    [[nodiscard]] int height() const;
    /// The clock it was opened with.
    [[nodiscard]] Clock const& clock() const;

    [[nodiscard]] Surface surface();
    /// Shows all of the surface.
    void present();
    /// Shows only these parts; the rest of the window keeps what it showed.
    void present(std::span<Rectangle const> parts);
    /// How often present() was called since open().
    [[nodiscard]] std::uint64_t presents() const;

    /// Sleeps until something happens or the clock has reached `until`; sleeps as long as it takes without one.
    /// Nothing if `until` came first. With an event already waiting it returns at once.
    [[nodiscard]] std::optional<Event> wait(std::optional<Instant> until);
    /// The next waiting event, or nothing; never sleeps.
    [[nodiscard]] std::optional<Event> poll();

    /// From any thread: wait() returns Woken. Calls before that are one Woken together.
    void wake();

    /// Puts a finger event into SDL's queue as a panel's driver does, with coordinates as a part of the surface:
    /// journeys and tests come in through the same door as a citizen.
    void inject(Finger const& finger);
    /// The same for a key: pressed and released.
    void inject(KeyPress const& key);

private:
    struct Window;
    explicit Glass(std::unique_ptr<Window> window);
    std::unique_ptr<Window> m_window;
};

}
