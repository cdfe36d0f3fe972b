#include "kiosk/glass/screens/card.h"

#include "kiosk/glass/language/messages.h"
#include "kiosk/glass/screens/surround.h"

#include <fmt/format.h>

namespace kiosk::screens {

using ui::Across;
using ui::Align;
using ui::Along;
using ui::Token;
using ui::Words;

namespace {

std::string_view name_of(CardState state)
{
    switch (state) {
    case CardState::waiting:
        return "waiting";
    case CardState::reading:
        return "reading";
    case CardState::read:
        return "read";
    case CardState::wrong_card:
        return "wrong_card";
    case CardState::mute_card:
        return "mute_card";
    case CardState::removed_too_early:
        return "removed_too_early";
    case CardState::reader_fault:
        return "reader_fault";
    case CardState::reader_gone:
        return "reader_gone";
    }
    verify(false, "a card's state has words");
    return {};
}

/// The card above the slot it goes into, with an arrow that says which way it should go now.
void draw_slot(CardState state, ui::Canvas& canvas)
{
    canvas.column(
        [&] {
            switch (state) {
            case CardState::waiting:
            case CardState::removed_too_early:
                canvas.icon("id-card", { 52 }, Token::primary);
                canvas.icon("arrow-down", { 22 }, Token::primary);
                break;
            case CardState::reading:
                canvas.icon("hourglass", { 22 }, Token::primary);
                canvas.icon("id-card", { 52 }, Token::primary);
                break;
            case CardState::read:
                sign(canvas, Tone::good, { 30 });
                canvas.icon("arrow-up", { 22 }, Token::primary);
                canvas.icon("id-card", { 44 }, Token::primary);
                break;
            case CardState::wrong_card:
            case CardState::mute_card:
            case CardState::reader_fault:
                sign(canvas, Tone::careful, { 30 });
                canvas.icon("arrow-up", { 22 }, Token::primary);
                canvas.icon("id-card", { 44 }, Token::primary);
                break;
            case CardState::reader_gone:
                sign(canvas, Tone::bad, { 44 });
                return;
            }
            canvas.column([&] { canvas.space({ 5 }); }, { .surface = Token::ink, .radius = { 2 }, .most_width = Millimetres { 110 } });
        },
        { .gap = { 4 }, .padding = { 8 }, .across = Across::centre, .surface = Token::sand, .radius = ui::Measures::radius });
}

}

CardIntent draw(CardView const& view, ui::Canvas& canvas)
{
    CardIntent intent;
    auto const state = fmt::format("card.{}", name_of(view.state));
    auto const surround = draw_surround({ .page = "card", .view = view.frame }, canvas, [&] {
        if (view.state == CardState::read)
            canvas.title(Words::personal(say(canvas, "card.read.title", { { "name", language::Name(view.name.view()) } })));
        else
            canvas.title(say(canvas, state + ".title"));
        canvas.text(say(canvas, state + ".body"));
        draw_slot(view.state, canvas);
        if (canvas.messages().has(state + ".help"))
            notice(canvas, Tone::calm, say(canvas, state + ".help"));
        if (view.state != CardState::reading && view.state != CardState::read) {
            canvas.row([&] {
                if (canvas.button("card.other", say(canvas, "card.other"), { .icon = "house" }))
                    intent.kind = CardIntent::Kind::other_service;
            });
        }
    });
    intent.frame = surround.frame;
    return intent;
}

}
