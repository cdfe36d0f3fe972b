#include "tests/glass/screens/showroom.h"

#include "kiosk/base/core/time.h"
#include "kiosk/glass/language/messages.h"
#include "kiosk/glass/platform/glass.h"
#include "kiosk/glass/text/font_stack.h"
#include "kiosk/glass/ui/presenter.h"

#include <filesystem>

namespace kiosk::screens::gallery {

struct Showroom::Room {
    SystemClock clock;
    language::Messages messages;
    text::FontStack fonts;
    ui::Keyboards keyboards {};
    std::unique_ptr<platform::Glass> glass;
    std::unique_ptr<ui::Presenter> presenter;
    Exhibit exhibit;
    std::function<void(ui::Canvas&)> shown;
};

Result<std::unique_ptr<Showroom>> Showroom::open(Panel const& panel)
{
    std::filesystem::path const source = SHUBBAK_SOURCE;
    auto room = std::make_unique<Room>(Room {
        .clock = {},
        // The tests know what day it is, wherever they run.
        .messages = TRY(language::Messages::load(source / "assets", { .country = "EG", .time_zone = "Africa/Cairo" })),
        .fonts = TRY(text::FontStack::load(source / "fonts" / "stack")),
        .glass = nullptr,
        .presenter = nullptr,
        .exhibit = {},
        .shown = {},
    });
    room->keyboards = ui::Keyboards::load(source / "assets", room->messages).keyboards;
    room->glass = TRY(platform::Glass::open(
        { .place = platform::Glass::Place::headless, .width = panel.width_px, .height = panel.height_px, .title = {} }, room->clock));
    auto themes = ui::Themes::load(source / "assets" / "themes").themes;
    room->presenter = TRY(ui::Presenter::open({ .glass = *room->glass,
        .fonts = room->fonts,
        .messages = room->messages,
        .themes = std::move(themes),
        .density = panel.density(),
        .icons = source / "assets" / "icons",
        .keyboards = &room->keyboards }));
    return std::unique_ptr<Showroom>(new Showroom(std::move(room)));
}

Showroom::Showroom(std::unique_ptr<Room> room) : m_room(std::move(room)) { }
Showroom::~Showroom() = default;

ui::Presenter& Showroom::show(Exhibit const& exhibit, Language language, TextSize size)
{
    return show(exhibit, { .language = language, .text_size = size });
}

ui::Presenter& Showroom::show(Exhibit const& exhibit, ui::Form const& form)
{
    m_room->presenter->forget();
    change(exhibit, form);
    draw();
    return *m_room->presenter;
}

void Showroom::change(Exhibit const& exhibit, ui::Form const& form)
{
    m_room->exhibit = exhibit;
    change(form);
}

void Showroom::change(ui::Form const& form)
{
    auto& room = *m_room;
    room.presenter->set_form(form);
    room.shown = [draw = room.exhibit.draw, form](ui::Canvas& canvas) { draw(canvas, form.language, form.text_size); };
    room.presenter->invalidate();
}

void Showroom::draw() { m_room->presenter->frame(m_room->shown); }

void Showroom::press(platform::Key key)
{
    m_room->presenter->handle(platform::KeyPress { key });
    draw();
}

void Showroom::touch(std::string const& id)
{
    auto& presenter = *m_room->presenter;
    auto const* node = presenter.node(id);
    verify(node != nullptr, "what is touched is on the page");
    auto const x = static_cast<float>(node->area.left + node->area.right) / 2, y = static_cast<float>(node->area.top + node->area.bottom) / 2;
    for (auto const phase : { platform::Finger::Phase::down, platform::Finger::Phase::up })
        presenter.handle(platform::Event { platform::Finger { .phase = phase, .id = 1, .x = x, .y = y } });
    presenter.frame(m_room->shown);
}

}
