#include "kiosk/glass/screens/trouble.h"

#include "kiosk/glass/screens/surround.h"

#include <fmt/format.h>

namespace kiosk::screens {

namespace {

std::string_view name_of(Trouble trouble)
{
    switch (trouble) {
    case Trouble::request_not_kept:
        return "request_not_kept";
    case Trouble::service_unavailable:
        return "service_unavailable";
    }
    verify(false, "a trouble has words");
    return {};
}

}

TroubleIntent draw(TroubleView const& view, ui::Canvas& canvas)
{
    TroubleIntent intent;
    auto const trouble = fmt::format("trouble.{}", name_of(view.trouble));
    auto const surround = draw_surround({ .page = "trouble", .view = view.frame }, canvas, [&] {
        headline(canvas, Tone::bad, say(canvas, trouble + ".title"));
        fact(canvas, "info", say(canvas, "trouble.what_it_means"), say(canvas, trouble + ".means"));
        fact(canvas, "hand-helping", say(canvas, "trouble.who_can_help"), say(canvas, trouble + ".help"));
        if (view.trouble == Trouble::service_unavailable) {
            canvas.row([&] {
                if (canvas.button("trouble.other", say(canvas, "trouble.other"), { .look = ui::Look::primary, .icon = "house", .large = true }))
                    intent.kind = TroubleIntent::Kind::other_service;
            });
        }
    });
    intent.frame = surround.frame;
    return intent;
}

}
