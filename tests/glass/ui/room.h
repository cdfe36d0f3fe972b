#pragma once
/// A headless glass with the shipped fonts, texts and colours, and a page that has one of everything.

#include "kiosk/glass/language/messages.h"
#include "kiosk/glass/platform/glass.h"
#include "kiosk/glass/text/font_stack.h"
#include "kiosk/glass/ui/page.h"
#include "kiosk/glass/ui/presenter.h"
#include "tests/doubles/clock.h"

#include <memory>
#include <string>
#include <vector>

namespace kiosk::ui::testing {

[[nodiscard]] language::Messages const& shipped_messages();
[[nodiscard]] text::FontStack const& shipped_fonts();
[[nodiscard]] Theme default_theme();
[[nodiscard]] Themes shipped_themes();

/// What was pressed while a page was built.
using Pressed = std::vector<std::string>;

/// Header, body with every kind of thing, footer; a press moves the steps on. Ids are "language.ar" …, "tile.0" …,
/// "choice.0" …, "number" (its keys "number.key.0" …), "back", "finish", "next".
void draw_sample(Canvas& canvas, Pressed& pressed);
/// Forty choices under a title: higher than any panel. Ids "street.0" …
void draw_long(Canvas& canvas, Pressed& pressed);

/// The sample page, built and laid out without a glass.
struct LaidOut {
    Page page;
    Density density;
};
[[nodiscard]] std::unique_ptr<LaidOut> laid_out(void (*draw)(Canvas&, Pressed&), Language language, TextSize size, float width_mm, float height_mm);

/// One at a time: there is one glass a process.
class Room {
public:
    explicit Room(int width = 540, int height = 960, float width_mm = 336);

    void show(Presenter::Build build);
    /// Shows what show() was given again, if there is a reason to.
    void frame() { presenter->frame(m_build); }
    void finger(platform::Finger::Phase phase, float x, float y, std::int64_t id = 1);
    /// Down and up in the middle of a node, through the glass's own event queue; then a frame.
    void touch(std::string_view id);
    void drain();
    [[nodiscard]] platform::Rectangle area(std::string_view id) const;

    doubles::AdvanceableClock clock;
    std::unique_ptr<platform::Glass> glass;
    std::unique_ptr<Presenter> presenter;

private:
    Presenter::Build m_build;
};

[[nodiscard]] inline float middle_x(platform::Rectangle const& area) { return static_cast<float>(area.left + area.right) / 2; }
[[nodiscard]] inline float middle_y(platform::Rectangle const& area) { return static_cast<float>(area.top + area.bottom) / 2; }

}
