#include "tests/glass/ui/room.h"

#include "kiosk/glass/ui/layout.h"
#include "tests/glass/ui/desk.h"

#include <fmt/format.h>

namespace kiosk::ui::testing {

namespace {

std::filesystem::path const source = SHUBBAK_SOURCE;

template <typename T>
T need(Result<T> result)
{
    if (!result)
        verify(false, result.error().story.c_str());
    return std::move(*result);
}

}

language::Messages const& shipped_messages()
{
    static auto const messages = need(language::Messages::load(source / "assets", { .country = "EG", .time_zone = "UTC" }));
    return messages;
}

text::FontStack const& shipped_fonts()
{
    static auto const fonts = need(text::FontStack::load(source / "fonts" / "stack"));
    return fonts;
}

Theme default_theme() { return shipped_themes().of(Contrast::usual); }
Themes shipped_themes() { return Themes::load(source / "assets" / "themes").themes; }

void draw_sample(Canvas& canvas, Pressed& pressed)
{
    auto const note = [&](bool was_pressed, std::string_view id) {
        if (was_pressed)
            pressed.emplace_back(id);
    };
    canvas.page("sample");
    canvas.header([&] {
        canvas.row([&] {
            canvas.text("Al Waha", { .weight = Weight::bold });
            canvas.row([&] {
                note(canvas.button("language.ar", Words("العربية", Language::arabic), { .look = Look::quiet }), "language.ar");
                note(canvas.button("language.ko", Words("한국어", Language::korean), { .look = Look::quiet, .chosen = Chosen::yes }), "language.ko");
            });
        }, { .along = Along::apart, .across = Across::centre });
    });
    canvas.body([&] {
        canvas.title("What would you like to do today?");
        canvas.note("Touch what you came for. It is fine to take your time.");
        canvas.steps(2 + static_cast<int>(pressed.size() % 3), 5);
        canvas.grid([&] {
            for (int i = 0; i < 3; ++i) {
                auto const id = fmt::format("tile.{}", i);
                note(canvas.tile(id, "Digital class", { .icon = "graduation-cap", .second = Words("دورة رقمية", Language::arabic), .note = "Beginners, on Sunday" }), id);
            }
        });
        for (int i = 0; i < 2; ++i) {
            auto const id = fmt::format("choice.{}", i);
            note(canvas.choice(id, "Station Road", i == 1 ? Chosen::yes : Chosen::no), id);
        }
        canvas.column([&] { canvas.text("A quiet word", { .weight = Weight::bold }); }, { .padding = Measures::gap, .surface = Token::sand, .radius = Measures::radius });
        canvas.field("number", "Phone number", Words::personal("0501234567"), { .complaint = "Too short: enter nine digits.", .digits = true });
        if (auto const key = canvas.keypad("number"))
            pressed.push_back(key->key == Canvas::Pressed::Key::digit ? std::string(1, key->digit) : "other key");
        canvas.progress(0.5F, "Half of it is done");
        canvas.rule();
        note(canvas.button("off", "Not offered now", { .enabled = Enabled::no }), "off");
    });
    canvas.footer([&] {
        canvas.row([&] {
            note(canvas.button("back", "Back", { .icon = "arrow-left", .icon_turns = true }), "back");
            note(canvas.button("finish", "Finish", { .look = Look::quiet }), "finish");
            note(canvas.button("next", "Next", { .look = Look::primary, .icon = "arrow-right", .icon_last = true, .icon_turns = true }), "next");
        }, { .along = Along::apart });
    });
}

void draw_long(Canvas& canvas, Pressed& pressed)
{
    canvas.page("long");
    canvas.body([&] {
        canvas.title("Where is the lamp?");
        for (int i = 0; i < 40; ++i) {
            auto const id = fmt::format("street.{}", i);
            if (canvas.choice(id, fmt::format("Street number {}", i), Chosen::no))
                pressed.push_back(id);
        }
    });
    canvas.footer([&] {
        if (canvas.button("next", "Next"))
            pressed.emplace_back("next");
    });
}

std::unique_ptr<LaidOut> laid_out(void (*draw)(Canvas&, Pressed&), Language language, TextSize size, float width_mm, float height_mm)
{
    auto made = std::make_unique<LaidOut>();
    made->density = { 1080.0F / 336 };
    made->page.width = width_mm;
    made->page.height = height_mm;
    Measures const measures(size, made->density);
    Canvas canvas(made->page, measures, { .language = language, .text_size = size }, shipped_messages(), {});
    Pressed pressed;
    draw(canvas, pressed);
    text::Typesetter typesetter(shipped_fonts());
    Lettering lettering(typesetter, measures);
    Offsets offsets;
    lay_out(made->page, lettering, offsets, language);
    return made;
}

Room::Room(int width, int height, float width_mm)
{
    glass = need(platform::Glass::open({ .place = platform::Glass::Place::headless, .width = width, .height = height }, clock));
    presenter = need(Presenter::open({ .glass = *glass,
        .fonts = shipped_fonts(),
        .messages = shipped_messages(),
        .themes = shipped_themes(),
        .density = { static_cast<float>(width) / width_mm },
        .icons = source / "assets" / "icons",
        .keyboards = &shipped_keyboards(),
        .bottom_above_floor = { 0 } /* all of it within reach */ }));
    presenter->set_form({ .language = Language::english });
    drain();
}

void Room::show(Presenter::Build build)
{
    m_build = std::move(build);
    presenter->invalidate();
    presenter->frame(m_build);
}

void Room::finger(platform::Finger::Phase phase, float x, float y, std::int64_t id)
{
    glass->inject(platform::Finger { phase, id, x, y });
    drain();
}

void Room::touch(std::string_view id)
{
    auto const where = area(id);
    finger(platform::Finger::Phase::down, middle_x(where), middle_y(where));
    finger(platform::Finger::Phase::up, middle_x(where), middle_y(where));
    frame();
}

void Room::drain()
{
    while (auto const event = glass->poll())
        presenter->handle(*event);
}

platform::Rectangle Room::area(std::string_view id) const
{
    auto const* node = presenter->node(id);
    verify(node != nullptr, "a test touches what is on the page");
    return node->area;
}

}
