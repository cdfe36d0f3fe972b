#include "kiosk/glass/screens/idle.h"

#include "kiosk/glass/screens/surround.h"

namespace kiosk::screens {

using ui::Align;
using ui::Token;
using ui::Type;
using ui::Weight;

IdleIntent draw(IdleView const& view, ui::Canvas& canvas)
{
    IdleIntent intent = IdleIntent::nothing;
    canvas.overlay([&] {
        canvas.text(say(canvas, "idle.title"), { .type = Type::title, .align = Align::centre });
        canvas.text(say(canvas, "idle.count", { { "seconds", language::Number { view.seconds_left } } }),
            { .type = Type::display, .weight = Weight::bold, .align = Align::centre, .id = "idle.seconds" });
        canvas.text(say(canvas, "idle.body"), { .align = Align::centre });
        if (canvas.button("idle.stay", say(canvas, "idle.stay"), { .look = ui::Look::primary, .icon = "hand", .large = true }))
            intent = IdleIntent::stay;
        if (canvas.button("idle.finish", say(canvas, "idle.finish"), { .look = ui::Look::quiet, .icon = "log-out", .icon_turns = true }))
            intent = IdleIntent::finish;
    });
    return intent;
}

}
