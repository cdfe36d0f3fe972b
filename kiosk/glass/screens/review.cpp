#include "kiosk/glass/screens/review.h"

#include "kiosk/glass/language/messages.h"
#include "kiosk/glass/screens/surround.h"

#include <fmt/format.h>

namespace kiosk::screens {

using ui::Across;
using ui::Along;
using ui::Token;
using ui::Type;
using ui::Weight;
using ui::Words;

namespace {

struct Speaker {
    ReviewView const& view;
    ReviewLine const& line;
    ui::Canvas const& canvas;

    Words operator()(ChosenAnswer const& answer) const { return say_of(canvas, view.service, line.step, answer.option); }
    Words operator()(PhoneAnswer const& answer) const
    {
        return Words::personal(say(canvas, "review.phone", { { "phone", language::Phone(answer.digits.view()) } }));
    }
    Words operator()(CountAnswer const& answer) const { return Words::personal(say(canvas, "review.count", { { "count", language::Number { answer.count } } })); }
    Words operator()(CardAnswer const& answer) const
    {
        return Words::personal(say(canvas, "review.name", { { "name", language::Name(answer.name.view()) } }));
    }
};

void draw_answer(Words const& label, Words const& value, ui::Canvas& canvas)
{
    canvas.column(
        [&] {
            canvas.text(label, { .type = Type::note, .colour = Token::ink2 });
            canvas.text(value, { .type = Type::body, .weight = Weight::bold });
        },
        { .gap = { 1 }, .along = Along::centre, .grow = 1 });
}

}

ReviewIntent draw(ReviewView const& view, ui::Canvas& canvas)
{
    ReviewIntent intent;
    Ahead const confirm { .id = "review.confirm", .message = "review.confirm", .icon = "send" };
    auto const surround = draw_surround({ .page = "review", .view = view.frame, .ahead = view.frame.more == Offered::yes ? nullptr : &confirm }, canvas, [&] {
        ui::BoxStyle const strip { .padding = { 6 }, .across = Across::centre, .surface = Token::sand, .radius = ui::Measures::radius };
        // Seen, the button stands in its line; heard, it says which.
        auto const change = [&](std::string const& step) {
            auto words = say(canvas, "review.change");
            auto label = say_of(canvas, view.service, step, "label");
            if (!words.spoken.empty()) {
                label.spoken.append(": ");
                label.spoken.append(words.spoken.view());
                words.spoken = label.spoken;
            }
            return words;
        };
        auto const draw_lines = [&] {
            for (auto const& line : view.lines) {
                canvas.row(
                    [&] {
                        draw_answer(say_of(canvas, view.service, line.step, "label"), std::visit(Speaker { view, line, canvas }, line.answer), canvas);
                        if (std::holds_alternative<CardAnswer>(line.answer))
                            return;
                        if (canvas.button(fmt::format("review.change.{}", line.step), change(line.step), { .icon = "pencil" })) {
                            intent.kind = ReviewIntent::Kind::change;
                            intent.step = line.step;
                        }
                    },
                    strip);
            }
            canvas.row(
                [&] {
                    draw_answer(say(canvas, "review.cost"),
                        view.cost ? Words::personal(say(canvas, "review.amount", { { "amount", language::Amount { *view.cost } } })) : say_of(canvas, view.service, "cost"), canvas);
                },
                strip);
        };
        two_sides(canvas,
            [&] {
                question(canvas, say(canvas, "review.title"));
                canvas.text(say(canvas, "review.hint"), { .colour = Token::ink2 });
                if (view.receipt == Offered::no)
                    notice(canvas, Tone::careful, say(canvas, "review.no_receipt"));
            },
            // One under the other, and all together.
            [&] { canvas.grid(draw_lines, { .least_column = { 200 }, .most_columns = 1 }); });
    });
    intent.frame = surround.frame;
    if (surround.ahead)
        intent.kind = ReviewIntent::Kind::confirm;
    return intent;
}

}
