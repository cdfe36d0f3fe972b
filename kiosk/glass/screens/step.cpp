#include "kiosk/glass/screens/step.h"

#include "kiosk/glass/screens/surround.h"

#include <fmt/format.h>

namespace kiosk::screens {

using ui::Token;
using ui::Words;

namespace {

void ask(StepView const& view, ui::Canvas& canvas)
{
    question(canvas, say_of(canvas, view.service, view.step, "question"));
    canvas.text(say_of(canvas, view.service, view.step, "why"), { .colour = Token::ink2 });
}

void draw_question(Choice const& choice, StepView const& view, ui::Canvas& canvas, StepIntent& intent)
{
    auto const each = [&](auto const& draw_option) {
        for (auto const& option : choice.options) {
            auto const chosen = option == choice.chosen ? ui::Chosen::yes : ui::Chosen::no;
            if (draw_option(fmt::format("step.{}.{}", view.step, option), say_of(canvas, view.service, view.step, option), chosen)) {
                intent.kind = StepIntent::Kind::choose;
                intent.option = option;
            }
        }
    };
    // In the lower half large words stand two beside each other rather than one at a time.
    float const least_column = canvas.form().reach == ui::Reach::low ? 78 : 96;
    auto const draw_options = [&] {
        if (choice.shape == Choice::Shape::tiles) {
            canvas.grid([&] { each([&](std::string const& id, Words const& words, ui::Chosen chosen) { return canvas.tile(id, words, { .chosen = chosen }); }); },
                { .least_column = { least_column }, .most_columns = 2, .gap = { 8 }, .grow = 1, .highest = { canvas.portrait() ? 72.0F : 96.0F } });
        } else {
            canvas.grid([&] { each([&](std::string const& id, Words const& words, ui::Chosen chosen) { return canvas.choice(id, words, chosen); }); },
                { .least_column = { 140 }, .most_columns = canvas.portrait() ? 1 : 2 });
        }
    };
    two_sides(canvas, [&] { ask(view, canvas); }, draw_options);
}

Words complaint_about(Number const& number, ui::Canvas const& canvas)
{
    switch (number.complaint) {
    case Number::Complaint::none:
        return {};
    case Number::Complaint::too_short:
        return say(canvas, "number.too_short", { { "least", language::Number { number.least_digits } } });
    case Number::Complaint::too_long:
        return say(canvas, "number.too_long", { { "most", language::Number { number.most_digits } } });
    }
    return {};
}

void draw_question(Number const& number, StepView const& view, ui::Canvas& canvas, StepIntent& intent)
{
    auto const id = fmt::format("step.{}", view.step);
    auto const label = say(canvas, number.kind == Number::Kind::phone ? "number.phone.field" : "number.count.field");
    auto const draw_field = [&] {
        canvas.field(id + ".field", label, Words::personal(number.typed.view()),
            { .hint = say(canvas, "number.empty"), .complaint = complaint_about(number, canvas), .digits = true });
    };
    std::optional<ui::Canvas::Pressed> pressed;
    auto const draw_keys = [&] { pressed = canvas.keypad(id); };
    if (canvas.portrait()) {
        ask(view, canvas);
        // As wide as the keys, so that the eye goes straight down from the digits to them.
        canvas.column(
            [&] {
                draw_field();
                canvas.space({ 4 });
                draw_keys();
            },
            { .most_width = canvas.measures().scaled({ 192 }) });
    } else {
        canvas.row(
            [&] {
                canvas.column(
                    [&] {
                        ask(view, canvas);
                        draw_field();
                    },
                    { .gap = { 8 }, .grow = 1 });
                canvas.column(draw_keys, { .grow = 1 });
            },
            { .gap = { 16 } });
    }
    if (!pressed)
        return;
    switch (pressed->key) {
    case ui::Canvas::Pressed::Key::digit:
        intent.kind = StepIntent::Kind::type_digit;
        intent.digit = pressed->digit;
        return;
    case ui::Canvas::Pressed::Key::rub_out:
        intent.kind = StepIntent::Kind::rub_out;
        return;
    case ui::Canvas::Pressed::Key::clear:
        intent.kind = StepIntent::Kind::clear;
        return;
    }
}

}

StepIntent draw(StepView const& view, ui::Canvas& canvas)
{
    StepIntent intent;
    auto const page = fmt::format("step.{}", view.step);
    auto const surround = draw_surround({ .page = page, .view = view.frame }, canvas, [&] {
        std::visit([&](auto const& question) { draw_question(question, view, canvas, intent); }, view.question);
    });
    intent.frame = surround.frame;
    return intent;
}

}
