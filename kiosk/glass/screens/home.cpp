#include "kiosk/glass/screens/home.h"

#include "kiosk/glass/screens/surround.h"

#include <fmt/format.h>

namespace kiosk::screens {

HomeIntent draw(HomeView const& view, ui::Canvas& canvas)
{
    HomeIntent intent;
    auto const surround = draw_surround({ .page = "home", .view = view.frame }, canvas, [&] {
        canvas.title(say(canvas, "home.question"));
        canvas.text(say(canvas, "home.hint"), { .colour = ui::Token::ink2 });
        canvas.space({ 4 });
        // Few services stand under each other like the lines of a signboard; many stand in columns.
        bool const few = view.services.size() <= 5 && canvas.portrait();
        canvas.grid(
            [&] {
                for (auto const& service : view.services) {
                    if (canvas.tile(fmt::format("home.service.{}", service.id), say_of(canvas, service.id, "name"),
                            { .icon = service.icon, .note = say_of(canvas, service.id, "gives") }))
                        intent = { .kind = HomeIntent::Kind::open_service, .service = service.id, .frame = {} };
                }
            },
            { .least_column = { 84 }, .most_columns = few ? 1 : 3 });
    });
    intent.frame = surround.frame;
    return intent;
}

}
