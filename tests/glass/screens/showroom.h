#pragma once
/// A headless glass of one panel, with the shipped fonts, texts, icons and colours, on which exhibits are shown.

#include "kiosk/base/core/result.h"
#include "kiosk/base/core/units.h"
#include "kiosk/glass/platform/event.h"
#include "kiosk/glass/ui/form.h"
#include "tests/glass/screens/gallery.h"

#include <memory>
#include <string>

namespace kiosk::ui {
class Presenter;
}

namespace kiosk::screens::gallery {

/// One of the reference panels.
struct Panel {
    std::string name;
    int width_px;
    int height_px;
    float width_mm;

    [[nodiscard]] Density density() const { return { static_cast<float>(width_px) / width_mm }; }
};

inline Panel const portrait { "portrait", 1080, 1920, 336 };
inline Panel const landscape { "landscape", 1920, 1080, 708 };

/// One at a time: there is one glass a process.
class Showroom {
public:
    [[nodiscard]] static Result<std::unique_ptr<Showroom>> open(Panel const& panel);
    ~Showroom();

    /// Draws the exhibit, from its top, and returns who shows it: its nodes and pixels.
    ui::Presenter& show(Exhibit const& exhibit, Language language, TextSize size);
    ui::Presenter& show(Exhibit const& exhibit, ui::Form const& form);
    /// Another exhibit over the one before, without an end of the visit between them; drawn by draw().
    void change(Exhibit const& exhibit, ui::Form const& form);
    /// The same exhibit in another form.
    void change(ui::Form const& form);
    /// What has changed since the last time.
    void draw();
    /// Presses a node as a finger does, and draws again.
    void touch(std::string const& node);

    /// Presses a key of the keypad or a switch, and draws again.
    void press(platform::Key key);

private:
    struct Room;
    explicit Showroom(std::unique_ptr<Room> room);
    std::unique_ptr<Room> m_room;
};

}
