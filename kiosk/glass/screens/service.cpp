#include "kiosk/glass/screens/service.h"

#include "kiosk/glass/screens/surround.h"

#include <algorithm>
#include <array>

namespace kiosk::screens {

using ui::Across;
using ui::Along;
using ui::Token;

namespace {

struct Fact {
    std::string_view icon;
    std::string_view label;
    std::string_view message;
};

constexpr std::array facts {
    Fact { "receipt-text", "about.gives", "gives" },
    Fact { "id-card", "about.needs", "needs" },
    Fact { "banknote", "about.cost", "cost" },
    Fact { "clock", "about.time", "time" },
};

bool blocks(Shortage shortage) { return shortage == Shortage::no_card_reader || shortage == Shortage::closed; }

}

ServiceIntent draw(ServiceView const& view, ui::Canvas& canvas)
{
    bool const blocked = std::ranges::any_of(view.shortages, blocks);
    Ahead const start { .id = "service.start", .message = "about.start", .icon = "arrow-right", .turns = true };
    auto const surround = draw_surround(
        { .page = "service", .view = view.frame, .ahead = blocked ? nullptr : &start }, canvas, [&] {
            auto const name = [&] {
                canvas.row(
                    [&] {
                        canvas.icon(view.icon, { 28 }, Token::primary);
                        canvas.column([&] { question(canvas, say_of(canvas, view.service, "name")); }, { .along = Along::centre, .grow = 1 });
                    },
                    { .gap = { 8 }, .across = Across::centre });
                for (auto const shortage : view.shortages)
                    notice(canvas, Tone::careful, say(canvas, message_of(shortage)));
                if (blocked)
                    notice(canvas, Tone::bad, say(canvas, "about.blocked"));
            };
            two_sides(canvas, name, [&] {
                for (auto const& [icon, label, message] : facts)
                    fact(canvas, icon, say(canvas, label), say_of(canvas, view.service, message));
            });
        });
    ServiceIntent intent;
    intent.frame = surround.frame;
    if (surround.ahead)
        intent.kind = ServiceIntent::Kind::start;
    return intent;
}

}
