#include "kiosk/app/audit/showroom.h"

#include "kiosk/glass/platform/glass.h"
#include "kiosk/glass/text/atlas.h"

#include <utility>

namespace kiosk::audit {

namespace {

/// Time stands still but for what a press takes.
class StillClock final : public Clock {
public:
    [[nodiscard]] Instant now() const override { return m_now; }
    [[nodiscard]] WallTime wall() const override { return {}; }
    void pass(Duration time) { m_now += time; }

private:
    Instant m_now {};
};

}

Result<Stock> Stock::load(std::filesystem::path const& assets, std::filesystem::path const& fonts)
{
    // The day is the same wherever it runs.
    language::Habits const habits { .country = "EG", .time_zone = "Africa/Cairo" };
    auto const messages = [&] { return language::Messages::load(assets, habits); };
    auto shipped = TRY(messages());
    auto catalogue = TRY(catalogue::load(assets, shipped));
    auto themes = ui::Themes::load(assets / "themes");
    if (catalogue.catalogue.services.empty())
        return failed(Failure::absent, assets.string() + ": expected a service that can be offered, saw none");
    return Stock { assets, fonts, std::move(shipped), language::Messages::pretend(TRY(messages()), language::Pseudo::stretched),
        language::Messages::pretend(TRY(messages()), language::Pseudo::turned), std::move(catalogue.catalogue), std::move(themes.themes), std::move(themes.city) };
}

Wording wording_of(Voice voice)
{
    return voice == Voice::stretched ? Wording::stretched : voice == Voice::turned ? Wording::turned : Wording::shipped;
}

language::Messages const& Stock::messages_for(Voice voice) const
{
    switch (wording_of(voice)) {
    case Wording::stretched: return stretched;
    case Wording::turned: return turned;
    case Wording::shipped: break;
    }
    return messages;
}

struct Showroom::Room {
    Stock const& stock;
    language::Messages const& messages;
    Panel panel;
    StillClock clock {};
    text::FontStack fonts;
    text::Atlas sheet;
    std::unique_ptr<platform::Glass> glass {};
    std::unique_ptr<ui::Presenter> presenter {};
    Build shown {};
    std::optional<language::SpokenMessages> spoken {};

    Room(Stock const& of, language::Messages const& words, Panel const& on, text::FontStack loaded)
        : stock(of), messages(words), panel(on), fonts(std::move(loaded)), sheet(fonts)
    {
    }
    void draw() { presenter->frame(shown); }
};

Result<std::unique_ptr<Showroom>> Showroom::open(Stock const& stock, Panel const& panel, Wording wording)
{
    auto const& messages = wording == Wording::stretched ? stock.stretched : wording == Wording::turned ? stock.turned : stock.messages;
    auto room = std::make_unique<Room>(stock, messages, panel, TRY(text::FontStack::load(stock.fonts_folder / "stack")));
    room->glass = TRY(platform::Glass::open(
        { .place = platform::Glass::Place::headless, .width = panel.width_px, .height = panel.height_px, .title = {} }, room->clock));
    room->presenter = TRY(ui::Presenter::open({ .glass = *room->glass,
        .fonts = room->fonts,
        .messages = messages,
        .themes = stock.themes,
        .density = panel.density(),
        .icons = stock.assets / "icons",
        .logo = stock.city.logo }));
    return std::unique_ptr<Showroom>(new Showroom(std::move(room)));
}

Showroom::Showroom(std::unique_ptr<Room> room) : m_room(std::move(room)) { }
Showroom::~Showroom() = default;

void Showroom::show(Build build, ui::Form const& form)
{
    m_room->presenter->set_spoken(nullptr);
    m_room->presenter->forget();
    m_room->presenter->set_form(form);
    m_room->shown = std::move(build);
    m_room->presenter->invalidate();
    m_room->draw();
}

Sight Showroom::sight()
{
    auto& presenter = *m_room->presenter;
    return look(presenter, m_room->stock.themes.of(presenter.form().contrast), m_room->panel, m_room->sheet);
}

bool Showroom::more()
{
    for (auto const* id : { "overlay.more", "body.more" }) {
        auto const* const button = m_room->presenter->node(id);
        if (button == nullptr || !button->touchable || !button->in_sight)
            continue;
        touch(id);
        return true;
    }
    return false;
}

void Showroom::touch(std::string const& id)
{
    auto& room = *m_room;
    auto const* const node = room.presenter->node(id);
    verify(node != nullptr, "what is touched is on the page");
    auto const x = static_cast<float>(node->area.left + node->area.right) / 2;
    auto const y = static_cast<float>(node->area.top + node->area.bottom) / 2;
    for (auto const phase : { platform::Finger::Phase::down, platform::Finger::Phase::up }) {
        room.presenter->handle(platform::Event { platform::Finger { .phase = phase, .id = 1, .x = x, .y = y } });
        // As long as a calm finger rests.
        room.clock.pass(std::chrono::milliseconds(400));
    }
    room.draw();
}

void Showroom::press(platform::Key key)
{
    m_room->presenter->handle(platform::Event { platform::KeyPress { key } });
    m_room->clock.pass(std::chrono::milliseconds(400));
    m_room->draw();
}

ui::Presenter& Showroom::presenter() { return *m_room->presenter; }
Panel const& Showroom::panel() const { return m_room->panel; }
text::FontStack const& Showroom::fonts() const { return m_room->fonts; }
language::Messages const& Showroom::messages() const { return m_room->messages; }

language::SpokenMessages const& Showroom::speak()
{
    auto& room = *m_room;
    if (!room.spoken)
        room.spoken = language::SpokenMessages::load(room.stock.assets, room.messages);
    room.presenter->set_spoken(&*room.spoken);
    room.presenter->invalidate();
    room.draw();
    return *room.spoken;
}

}
