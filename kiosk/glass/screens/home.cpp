#include "kiosk/glass/screens/home.h"

#include "kiosk/glass/screens/surround.h"

#include <fmt/format.h>

namespace kiosk::screens {

HomeIntent draw(HomeView const& view, ui::Canvas& canvas)
{
    HomeIntent intent;
    auto const surround = draw_surround({ .page = "home", .view = view.frame }, canvas, [&] {
        question(canvas, say(canvas, "home.question"));
        canvas.text(say(canvas, "home.hint"), { .colour = ui::Token::ink2 });
        bool const few = view.services.size() <= 4;
        bool const large = few && canvas.form().reach == ui::Reach::whole && (canvas.portrait() || view.frame.form.text_size <= TextSize::standard);
        canvas.grid(
            [&] {
                for (auto const& service : view.services) {
                    if (canvas.tile(fmt::format("home.service.{}", service.id), say_of(canvas, service.id, "name"),
                            { .icon = service.icon, .note = say_of(canvas, service.id, "gives"), .large = large }))
                        intent = { .kind = HomeIntent::Kind::open_service, .service = service.id, .frame = {} };
                }
            },
            // A few stand under each other like the lines of a signboard; many stand in columns.
            { .least_column = { few ? 96.0F : 84.0F }, .most_columns = few && canvas.portrait() ? 1 : 3, .gap = { 8 }, .grow = 1, .highest = { canvas.portrait() ? 96.0F : 190.0F } });
    });
    intent.frame = surround.frame;
    return intent;
}

}
