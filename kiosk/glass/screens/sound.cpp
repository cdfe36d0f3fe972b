#include "kiosk/glass/screens/sound.h"

#include "kiosk/glass/screens/surround.h"

namespace kiosk::screens {

using ui::Align;
using ui::Along;
using ui::Enabled;
using ui::Look;
using ui::Token;
using ui::Type;

namespace {

/// Two buttons side by side under a line that says where between them things stand.
struct Scale {
    std::string_view id;
    ui::Words where;
    std::string_view less;
    std::string_view more;
    int step;
    int steps;
};

}

SoundIntent draw(SoundView const& view, ui::Canvas& canvas)
{
    auto intent = SoundIntent::nothing;
    auto const offer = [&](std::string_view id, SoundIntent meaning, ui::ButtonStyle const& style = {}) {
        if (canvas.button(id, say(canvas, id), style))
            intent = meaning;
    };
    auto const offer_scale = [&](Scale const& scale, SoundIntent less, SoundIntent more) {
        canvas.text(scale.where, { .align = Align::centre, .id = scale.id });
        canvas.grid(
            [&] {
                offer(scale.less, less, { .enabled = scale.step > 1 ? Enabled::yes : Enabled::no });
                offer(scale.more, more, { .enabled = scale.step < scale.steps ? Enabled::yes : Enabled::no });
            },
            { .least_column = { 40 }, .most_columns = 2 });
    };
    canvas.overlay([&] {
        canvas.text(say(canvas, "sound.title"), { .type = Type::title, .align = Align::centre });
        offer("sound.replay", SoundIntent::replay, { .look = Look::primary });
        if (view.receipt == Offered::yes)
            offer("sound.receipt", SoundIntent::receipt, { .icon = "receipt-text" });
        auto const rate = say(canvas, "speech.rate", { { "step", language::Number { view.rate } }, { "of", language::Number { view.rates } } });
        offer_scale({ "sound.rate", rate, "sound.slower", "sound.faster", view.rate, view.rates }, SoundIntent::slower, SoundIntent::faster);
        auto const volume = say(canvas, "speech.volume", { { "level", language::Number { view.volume } }, { "of", language::Number { view.volumes } } });
        offer_scale({ "sound.volume", volume, "sound.softer", "sound.louder", view.volume, view.volumes }, SoundIntent::softer, SoundIntent::louder);
        bool const drawn = view.curtain == Curtain::drawn;
        if (canvas.button("sound.curtain", say(canvas, drawn ? "sound.show" : "sound.curtain"), { .icon = drawn ? "eye" : "eye-off" }))
            intent = drawn ? SoundIntent::open_curtain : SoundIntent::draw_curtain;
        offer("sound.off", SoundIntent::off, { .icon = "x" });
        offer("sound.close", SoundIntent::close, { .icon = "arrow-left", .icon_turns = true });
    });
    return intent;
}

void draw_curtain(ui::Canvas& canvas)
{
    canvas.page("curtain");
    canvas.body(
        [&] {
            canvas.column([&] { canvas.icon("hand", { 40 }, Token::primary); }, { .across = ui::Across::centre });
            canvas.text(say(canvas, "sound.curtain.title"), { .type = Type::title, .align = Align::centre });
            canvas.text(say(canvas, "sound.curtain.touch"), { .align = Align::centre });
        },
        { .gap = { 8 }, .along = Along::centre });
}

}
