#include "kiosk/glass/screens/card.h"

#include "kiosk/glass/language/messages.h"
#include "kiosk/glass/screens/surround.h"

#include <fmt/format.h>

namespace kiosk::screens {

using ui::Across;
using ui::Token;
using ui::Words;

namespace {

std::string_view name_of(CardState state)
{
    switch (state) {
    case CardState::left_behind:
        return "left_behind";
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

/// The card on its way down, a step at a time, and the arrow that says so where nothing moves.
void draw_arriving(ui::Canvas& canvas, Millimetres card, Millimetres arrow)
{
    constexpr int pictures = 4;
    int const moment = canvas.movement(pictures);
    Millimetres const step { canvas.measures().scaled(arrow).value / (pictures - 1) };
    canvas.space(step * static_cast<float>(moment));
    canvas.icon("id-card", card, Token::primary);
    if (moment == 0)
        canvas.icon("arrow-down", arrow, Token::primary);
    else
        canvas.space(step * static_cast<float>(pictures - 1 - moment));
}

/// Above the slot: how things stand, the card, and which way it should go now.
void draw_above_slot(CardState state, ui::Canvas& canvas)
{
    // Beside large words a smaller picture is large enough, and both stand in sight at once.
    bool const small = canvas.parted() && canvas.form().text_size >= TextSize::large;
    Millimetres const card { small ? 52.0F : canvas.portrait() ? 88.0F : 72.0F };
    Millimetres const arrow { small ? 16.0F : 24.0F };
    Millimetres const verdict { small ? 20.0F : 28.0F };
    switch (state) {
    case CardState::waiting:
        draw_arriving(canvas, card, arrow);
        return;
    case CardState::removed_too_early:
        sign(canvas, Tone::careful, verdict);
        draw_arriving(canvas, card, arrow);
        return;
    case CardState::reading:
        canvas.icon("hourglass", verdict, Token::primary);
        canvas.icon("id-card", card, Token::primary);
        return;
    case CardState::read:
        sign(canvas, Tone::good, verdict);
        canvas.icon("arrow-up", arrow, Token::primary);
        canvas.icon("id-card", card, Token::primary);
        return;
    case CardState::left_behind:
    case CardState::wrong_card:
    case CardState::mute_card:
    case CardState::reader_fault:
        sign(canvas, Tone::careful, verdict);
        canvas.icon("arrow-up", arrow, Token::primary);
        canvas.icon("id-card", card, Token::primary);
        return;
    case CardState::reader_gone:
        return;
    }
}

void draw_slot(CardState state, ui::Canvas& canvas)
{
    canvas.column(
        [&] {
            canvas.column([&] { draw_above_slot(state, canvas); }, { .gap = { 0 }, .across = Across::centre });
            canvas.column([&] { canvas.space({ 5 }); }, { .surface = Token::ink, .radius = { 2.5F }, .most_width = canvas.measures().scaled({ 110 }) });
        },
        { .gap = { 4 }, .padding = { 12 }, .surface = Token::sand, .radius = ui::Measures::radius });
}

}

CardIntent draw(CardView const& view, ui::Canvas& canvas)
{
    CardIntent intent;
    auto const state = fmt::format("card.{}", name_of(view.state));
    auto const surround = draw_surround({ .page = "card", .view = view.frame }, canvas, [&] {
        auto const tell = [&] {
            if (view.state == CardState::reader_gone)
                headline(canvas, Tone::bad, say(canvas, state + ".title"));
            else if (view.state == CardState::read)
                canvas.title(Words::personal(say(canvas, "card.read.title", { { "name", language::Name(view.name.view()) } })));
            else
                canvas.title(say(canvas, state + ".title"));
            canvas.text(say(canvas, state + ".body"));
        };
        auto const help = [&] {
            if (canvas.messages().has(state + ".help"))
                notice(canvas, Tone::calm, say(canvas, state + ".help"));
            if (view.state == CardState::reading || view.state == CardState::read)
                return;
            canvas.row([&] {
                if (view.frame.practice == Practice::yes && view.state == CardState::waiting
                    && canvas.button("card.practise", say(canvas, "card.practise"), { .look = ui::Look::primary, .icon = "id-card" }))
                    intent.kind = CardIntent::Kind::practise;
                if (canvas.button("card.other", say(canvas, "card.other"), { .icon = "house" }))
                    intent.kind = CardIntent::Kind::other_service;
            });
        };
        if (view.state == CardState::reader_gone) {
            tell();
            help();
        } else if (canvas.portrait() || canvas.parted()) {
            tell();
            draw_slot(view.state, canvas);
            help();
        } else {
            canvas.row(
                [&] {
                    canvas.column(
                        [&] {
                            tell();
                            help();
                        },
                        { .gap = { 8 }, .grow = 1 });
                    canvas.column([&] { draw_slot(view.state, canvas); }, { .grow = 1 });
                },
                { .gap = { 12 }, .across = Across::start });
        }
    });
    intent.frame = surround.frame;
    return intent;
}

}
