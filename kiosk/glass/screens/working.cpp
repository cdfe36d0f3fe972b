#include "kiosk/glass/screens/working.h"

#include "kiosk/glass/screens/surround.h"

#include <fmt/format.h>

#include <algorithm>

namespace kiosk::screens {

using ui::Across;
using ui::Along;
using ui::Token;
using ui::Type;
using ui::Weight;

namespace {

std::string message_of(WorkPart const& part)
{
    auto const work = part.work == Work::keeping ? "keeping" : "printing";
    switch (part.progress) {
    case Progress::to_come:
        return fmt::format("working.{}.to_come", work);
    case Progress::now:
        return fmt::format("working.{}.now", work);
    case Progress::ended:
        return fmt::format("working.{}.ended", work);
    }
    verify(false, "a part of the work has words");
    return {};
}

void draw_part(WorkPart const& part, ui::Canvas& canvas)
{
    canvas.row(
        [&] {
            switch (part.progress) {
            case Progress::to_come:
                canvas.icon("circle", { 18 }, Token::ink2);
                break;
            case Progress::now:
                canvas.icon("hourglass", { 18 }, Token::primary);
                break;
            case Progress::ended:
                canvas.icon("circle-check", { 18 }, Token::success);
                break;
            }
            auto const weight = part.progress == Progress::now ? Weight::bold : Weight::regular;
            canvas.column([&] { canvas.text(say(canvas, message_of(part)), { .type = Type::heading, .weight = weight }); },
                { .along = Along::centre, .grow = 1 });
        },
        { .gap = { 10 }, .padding = { 10 }, .across = Across::centre, .surface = Token::sand, .radius = ui::Measures::radius });
}

}

WorkingIntent draw(WorkingView const& view, ui::Canvas& canvas)
{
    auto const surround = draw_surround({ .page = "working", .view = view.frame, .along = Along::centre }, canvas, [&] {
        canvas.title(say(canvas, "working.title"));
        for (auto const& part : view.parts)
            draw_part(part, canvas);
        if (!view.parts.empty()) {
            auto const ended = std::ranges::count(view.parts, Progress::ended, &WorkPart::progress);
            canvas.progress(static_cast<float>(ended) / static_cast<float>(view.parts.size()),
                say(canvas, "working.progress", { { "ended", language::Number { ended } }, { "of", language::Number { static_cast<std::int64_t>(view.parts.size()) } } }));
        }
    });
    return { .frame = surround.frame };
}

}
