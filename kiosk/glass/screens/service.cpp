#include "kiosk/glass/screens/service.h"

#include "kiosk/glass/screens/surround.h"

#include <algorithm>
#include <array>

namespace kiosk::screens {

using ui::Across;
using ui::Along;
using ui::Token;
using ui::Type;
using ui::Weight;

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

void draw_fact(Fact const& fact, std::string_view service, ui::Canvas& canvas)
{
    canvas.row(
        [&] {
            canvas.icon(fact.icon, { 14 }, Token::primary);
            canvas.column(
                [&] {
                    canvas.text(say(canvas, fact.label), { .type = Type::note, .colour = Token::ink2 });
                    canvas.text(say_of(canvas, service, fact.message));
                },
                { .gap = { 1 }, .grow = 1 });
        },
        { .gap = { 8 }, .padding = { 7 }, .surface = Token::sand, .radius = ui::Measures::radius });
}

}

ServiceIntent draw(ServiceView const& view, ui::Canvas& canvas)
{
    bool const blocked = std::ranges::any_of(view.shortages, blocks);
    Ahead const start { .id = "service.start", .message = "about.start", .icon = "arrow-right", .turns = true };
    auto const surround = draw_surround(
        { .page = "service", .view = view.frame, .ahead = blocked ? nullptr : &start }, canvas, [&] {
            canvas.row(
                [&] {
                    canvas.icon(view.icon, { 24 }, Token::primary);
                    canvas.column([&] { canvas.title(say_of(canvas, view.service, "name")); }, { .along = Along::centre, .grow = 1 });
                },
                { .across = Across::centre });
            for (auto const shortage : view.shortages)
                notice(canvas, Tone::careful, say(canvas, message_of(shortage)));
            if (blocked)
                notice(canvas, Tone::bad, say(canvas, "about.blocked"));
            canvas.grid(
                [&] {
                    for (auto const& fact : facts)
                        draw_fact(fact, view.service, canvas);
                },
                { .least_column = { 120 }, .most_columns = canvas.portrait() ? 1 : 2 });
        });
    ServiceIntent intent;
    intent.frame = surround.frame;
    if (surround.ahead)
        intent.kind = ServiceIntent::Kind::start;
    return intent;
}

}
