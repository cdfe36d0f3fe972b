#include "kiosk/glass/screens/rest.h"

#include "kiosk/glass/language/messages.h"
#include "kiosk/glass/screens/surround.h"

#include <fmt/format.h>

#include <algorithm>

namespace kiosk::screens {

using ui::Across;
using ui::Align;
using ui::Along;
using ui::Token;
using ui::Type;
using ui::Weight;
using ui::Words;

namespace {

/// Small enough that all three languages stay in sight together.
void warn(ui::Canvas& canvas, Words const& words)
{
    canvas.row(
        [&] {
            canvas.icon("triangle-alert", { 10 }, Token::warning);
            canvas.column([&] { canvas.text(words, { .type = Type::note }); }, { .along = Along::centre, .grow = 1 });
        },
        { .gap = { 4 }, .padding = { 3 }, .across = Across::centre, .surface = Token::sand, .radius = ui::Measures::radius });
}

/// Everything a reader of this language needs: greeting, day, what cannot be done, and the way in.
bool draw_window(RestView const& view, ui::Canvas& canvas, Language language)
{
    auto const in_its_language = [&](std::string_view key, language::Arguments const& arguments = {}) {
        return canvas.say_in(language, key, arguments);
    };
    bool begun = false;
    bool const calm = view.shortages.empty();
    bool const closed = std::ranges::find(view.shortages, Shortage::closed) != view.shortages.end();
    auto const today = language::Arguments { { "today", language::Date { view.now } } };
    canvas.column(
        [&] {
            if (closed) {
                // Nothing else matters then: no greeting into a kiosk that lets nobody in.
                canvas.column([&] { canvas.icon("triangle-alert", { 26 }, Token::warning); }, { .across = Across::centre });
                canvas.text(in_its_language(message_of(Shortage::closed)), { .type = Type::heading, .align = Align::centre });
            } else {
                canvas.text(in_its_language("rest.greeting"), { .type = calm ? Type::display : Type::title, .weight = Weight::bold, .align = Align::centre });
                if (calm)
                    canvas.text(in_its_language("rest.purpose"), { .align = Align::centre });
                for (auto const shortage : view.shortages)
                    warn(canvas, in_its_language(message_of(shortage)));
                begun = canvas.button(fmt::format("rest.begin.{}", code_of(language)), in_its_language("rest.begin"),
                    { .look = ui::Look::primary, .icon = "hand", .large = true });
            }
            canvas.row(
                [&] {
                    canvas.text(in_its_language("rest.date", today), { .type = Type::note, .align = Align::centre });
                    if (canvas.messages().tells_hijri())
                        canvas.text(in_its_language("rest.hijri", today), { .type = Type::note, .align = Align::centre });
                },
                { .gap = { 8 }, .along = Along::centre });
        },
        { .padding = { 8 }, .along = Along::centre, .surface = Token::raised, .edge = Token::hush, .radius = { 6 }, .language = language });
    return begun;
}

}

RestIntent draw(RestView const& view, ui::Canvas& canvas)
{
    RestIntent intent;
    canvas.page("rest");
    canvas.header([&] {
        auto const top = [&] {
            draw_city(canvas);
            intent.frame = draw_tools(view.frame, canvas);
        };
        if (canvas.portrait())
            canvas.column(top);
        else
            canvas.row(top, { .along = ui::Along::apart, .across = ui::Across::centre });
        if (view.frame.help_panel.open == Offered::no)
            draw_call(view.frame, canvas);
    });
    canvas.body([&] {
        canvas.grid(
            [&] {
                for (auto const language : all_languages) {
                    if (draw_window(view, canvas, language))
                        intent = { .kind = RestIntent::Kind::begin, .language = language, .frame = {} };
                }
            },
            { .least_column = { 72 }, .most_columns = canvas.portrait() ? 1 : 3, .gap = { 8 }, .grow = 1, .highest = { 320 } });
    });
    canvas.footer([&] {
        if (view.waiting_for_hub > 0)
            canvas.note(say(canvas, "rest.waiting", { { "count", language::Number { view.waiting_for_hub } } }));
    });
    if (auto const helped = draw_help(view.frame, canvas); helped.kind != FrameIntent::Kind::nothing)
        intent.frame = helped;
    return intent;
}

}
