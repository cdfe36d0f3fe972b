#include "kiosk/glass/screens/surround.h"

#include "kiosk/glass/language/messages.h"

#include <fmt/format.h>

namespace kiosk::screens {

using ui::Across;
using ui::Align;
using ui::Along;
using ui::Look;
using ui::Token;
using ui::Type;
using ui::Weight;
using ui::Words;

Words say(ui::Canvas const& canvas, std::string_view key, language::Arguments const& arguments)
{
    return canvas.say(key, arguments);
}

Words say_of(ui::Canvas const& canvas, std::string_view service, std::string_view key)
{
    return say(canvas, fmt::format("service.{}.{}", service, key));
}

Words say_of(ui::Canvas const& canvas, std::string_view service, std::string_view step, std::string_view key)
{
    return say(canvas, fmt::format("service.{}.{}.{}", service, step, key));
}

std::string_view message_of(Shortage shortage)
{
    switch (shortage) {
    case Shortage::no_card_reader:
        return "shortage.no_card_reader";
    case Shortage::no_printer:
        return "shortage.no_printer";
    case Shortage::no_paper:
        return "shortage.no_paper";
    case Shortage::closed:
        return "shortage.closed";
    }
    verify(false, "a shortage has words");
    return {};
}

void sign(ui::Canvas& canvas, Tone tone, Millimetres side)
{
    switch (tone) {
    case Tone::calm:
        return canvas.icon("info", side, Token::ink);
    case Tone::good:
        return canvas.icon("circle-check", side, Token::success);
    case Tone::careful:
        return canvas.icon("triangle-alert", side, Token::warning);
    case Tone::bad:
        return canvas.icon("circle-x", side, Token::danger);
    }
}

void notice(ui::Canvas& canvas, Tone tone, Words const& words)
{
    canvas.row(
        [&] {
            sign(canvas, tone, { 12 });
            canvas.column([&] { canvas.text(words); }, { .along = Along::centre, .grow = 1 });
        },
        { .padding = { 6 }, .across = Across::centre, .surface = Token::sand, .radius = ui::Measures::radius });
}

void fact(ui::Canvas& canvas, std::string_view icon, Words const& label, Words const& words)
{
    canvas.row(
        [&] {
            canvas.icon(icon, { 18 }, Token::primary);
            canvas.column(
                [&] {
                    canvas.text(label, { .weight = Weight::bold });
                    canvas.text(words);
                },
                { .gap = { 1 }, .along = Along::centre, .grow = 1 });
        },
        { .gap = { 10 }, .padding = { 8 }, .across = Across::centre, .surface = Token::sand, .radius = ui::Measures::radius });
}

void question(ui::Canvas& canvas, Words const& words)
{
    bool const low = canvas.form().reach == ui::Reach::low;
    bool const large = canvas.form().text_size >= TextSize::large;
    canvas.text(words, { .type = low && large ? Type::heading : low || large ? Type::title : Type::display, .weight = Weight::bold });
}

void two_sides(ui::Canvas& canvas, std::function<void()> const& shown, std::function<void()> const& asked)
{
    if (canvas.portrait() || canvas.parted()) {
        shown();
        asked();
        return;
    }
    canvas.row(
        [&] {
            canvas.column(shown, { .gap = { 8 }, .grow = 2 });
            canvas.column(asked, { .gap = { 8 }, .grow = 3 });
        },
        { .gap = { 16 }, .grow = 1 });
}

void headline(ui::Canvas& canvas, Tone tone, Words const& words)
{
    canvas.row(
        [&] {
            sign(canvas, tone, { 28 });
            canvas.column([&] { canvas.title(words); }, { .along = Along::centre, .grow = 1 });
        },
        { .gap = { 8 }, .across = Across::centre });
}

void draw_city(ui::Canvas& canvas)
{
    canvas.row(
        [&] {
            canvas.icon("city", { 13 }, Token::primary);
            canvas.text(say(canvas, "city.name"), { .type = Type::body, .weight = Weight::bold });
        },
        { .gap = { 4 }, .across = Across::centre });
}

FrameIntent draw_tools(FrameView const& view, ui::Canvas& canvas)
{
    FrameIntent intent;
    ui::ButtonStyle const plain { .look = Look::quiet, .tool = true, .grow = canvas.parted() && canvas.portrait() ? 1.0F : 0.0F };
    auto const tool = [&](std::string_view id, Words const& words, std::string_view icon, ui::Chosen chosen = ui::Chosen::no) {
        auto style = plain;
        style.icon = icon;
        style.chosen = chosen;
        return canvas.button(id, words, style);
    };
    auto const chosen_if = [](bool chosen) { return chosen ? ui::Chosen::yes : ui::Chosen::no; };
    auto const languages = [&] {
        for (auto const language : all_languages) {
            auto const id = fmt::format("language.{}", code_of(language));
            if (tool(id, canvas.say_in(language, id), {}, chosen_if(language == view.form.language)))
                intent = { .kind = FrameIntent::Kind::change_language, .language = language };
        }
    };
    auto const others = [&] {
        if (tool("text_size", say(canvas, "frame.text_size"), "a-large-small"))
            intent = { .kind = FrameIntent::Kind::change_text_size, .text_size = next_after(view.form.text_size) };
        if (tool("contrast", say(canvas, "frame.contrast"), "contrast"))
            intent = { .kind = FrameIntent::Kind::change_contrast, .contrast = next_after(view.form.contrast) };
        if (view.sound == Offered::yes) {
            bool const speaks = view.speaks == Sound::on;
            if (tool("sound", say(canvas, "frame.sound"), "volume-2", chosen_if(speaks)))
                intent = { .kind = FrameIntent::Kind::change_sound, .sound = speaks ? Sound::off : Sound::on };
        }
        if (view.help == Offered::yes && tool("help", say(canvas, "frame.help"), "circle-question-mark"))
            intent.kind = FrameIntent::Kind::open_help;
    };
    // Under the footer each line of them fills the panel's width; in the header they stand at its end.
    if (canvas.parted() && canvas.portrait()) {
        canvas.row(languages);
        canvas.row(others);
    } else {
        canvas.row(
            [&] {
                languages();
                others();
            },
            { .along = canvas.parted() ? Along::centre : Along::end, .across = Across::centre });
    }
    return intent;
}

namespace {

std::string_view message_of(Call call)
{
    switch (call) {
    case Call::none:
        return {};
    case Call::calling:
        return "help.calling";
    case Call::told:
        return "help.told";
    case Call::seen:
        return "help.seen";
    case Call::lost:
        return "help.lost";
    case Call::nobody:
        return "help.nobody";
    }
    return {};
}

/// An icon and words in one line of the header.
void draw_remark(ui::Canvas& canvas, std::string_view icon, Token colour, Words const& words, std::string_view id)
{
    canvas.row(
        [&] {
            canvas.icon(icon, { 10 }, colour);
            canvas.column([&] { canvas.text(words, { .weight = Weight::bold, .colour = colour, .id = id }); }, { .along = Along::centre, .grow = 1 });
        },
        { .gap = { 4 }, .across = Across::centre });
}

void tell_call(HelpView const& help, ui::Canvas& canvas)
{
    if (help.call == Call::none)
        return;
    auto words = say(canvas, message_of(help.call));
    if (help.call != Call::seen && !help.telephone.empty())
        words += say(canvas, "help.telephone", { { "telephone", language::Phone(help.telephone) } });
    draw_remark(canvas, help.call == Call::nobody ? "circle-alert" : "hand-helping", Token::ink, words, "help.call");
}

}

void draw_call(FrameView const& view, ui::Canvas& canvas)
{
    // The open panel says it.
    if (view.help_panel.open == Offered::no)
        tell_call(view.help_panel, canvas);
}

FrameIntent draw_help(FrameView const& view, std::string_view page, ui::Canvas& canvas)
{
    FrameIntent intent;
    auto const& help = view.help_panel;
    if (help.open == Offered::no)
        return intent;
    auto const button = [&](std::string_view id, std::string_view message, std::string_view icon, bool on = false) {
        return canvas.button(id, say(canvas, message), { .icon = icon, .chosen = on ? ui::Chosen::yes : ui::Chosen::no });
    };
    auto const choices = [&] {
        bool const easy = view.form.pace == ui::Pace::easy;
        if (button("help.easy", "help.easy", "leaf", easy))
            intent = { .kind = FrameIntent::Kind::change_pace, .pace = easy ? ui::Pace::usual : ui::Pace::easy };
        bool const low = view.form.reach == ui::Reach::low;
        if (button("help.low", "help.low", "arrow-down-to-line", low))
            intent = { .kind = FrameIntent::Kind::change_reach, .reach = low ? ui::Reach::whole : ui::Reach::low };
        if (help.practise == Offered::yes) {
            bool const practises = view.practice == Practice::yes;
            if (button("help.practise", practises ? "help.for_real" : "help.practise", "graduation-cap"))
                intent.kind = practises ? FrameIntent::Kind::for_real : FrameIntent::Kind::practise;
        }
        if (button("help.close", "help.close", "x"))
            intent.kind = FrameIntent::Kind::close_help;
    };
    canvas.overlay([&] {
        canvas.title(say(canvas, "help.title"));
        if (auto const about = fmt::format("help.about.{}", page.substr(0, page.find('.'))); canvas.messages().has(about))
            canvas.text(say(canvas, about));
        bool const stands = help.call != Call::none && help.call != Call::nobody;
        if (help.call != Call::none)
            tell_call(help, canvas);
        else if (!help.telephone.empty())
            canvas.text(say(canvas, "help.telephone", { { "telephone", language::Phone(help.telephone) } }));
        if (!stands && canvas.button("help.staff", say(canvas, "help.staff"), { .look = Look::primary, .icon = "hand-helping", .large = true }))
            intent.kind = FrameIntent::Kind::call_staff;
        choices();
    });
    return intent;
}

namespace {

/// The choices beside those in sight.
FrameIntent draw_screenfuls(FrameView const& view, ui::Canvas& canvas)
{
    FrameIntent intent;
    if (view.more == Offered::no && view.earlier == Offered::no)
        return intent;
    canvas.row(
        [&] {
            if (view.earlier == Offered::yes && canvas.button("frame.earlier", say(canvas, "frame.earlier"), { .icon = "arrow-up" }))
                intent.kind = FrameIntent::Kind::earlier;
            if (view.more == Offered::yes && canvas.button("frame.more", say(canvas, "frame.more"), { .icon = "arrow-down" }))
                intent.kind = FrameIntent::Kind::more;
        },
        { .along = Along::apart });
    return intent;
}

/// Where I am: the service, and the step in words and as dots.
void draw_place(FrameView const& view, ui::Canvas& canvas)
{
    if (!view.service && !view.place)
        return;
    canvas.row(
        [&] {
            if (view.service)
                canvas.text(say_of(canvas, *view.service, "name"), { .weight = Weight::bold });
            if (view.place) {
                canvas.row(
                    [&] {
                        canvas.text(say(canvas, "frame.place", { { "step", language::Number { view.place->step } }, { "of", language::Number { view.place->of } } }), { .id = "frame.place" });
                        canvas.steps(view.place->step, view.place->of);
                    },
                    { .across = Across::centre });
            }
        },
        { .along = Along::apart, .across = Across::centre });
}

SurroundIntent draw_ways(Surround const& surround, ui::Canvas& canvas)
{
    SurroundIntent intent;
    auto const& view = surround.view;
    bool const any = view.back == Offered::yes || view.undo == Offered::yes || view.finish == Offered::yes || view.next == Offered::yes || surround.ahead != nullptr;
    if (!any)
        return intent;
    canvas.rule();
    if (surround.above_ways)
        surround.above_ways();
    canvas.row(
        [&] {
            canvas.row(
                [&] {
                    if (view.back == Offered::yes
                        && canvas.button("frame.back", say(canvas, "frame.back"), { .icon = "arrow-left", .icon_turns = true }))
                        intent.frame.kind = FrameIntent::Kind::back;
                    if (view.undo == Offered::yes && canvas.button("frame.undo", say(canvas, "frame.undo"), { .icon = "undo-2", .icon_turns = true }))
                        intent.frame.kind = FrameIntent::Kind::undo;
                },
                { .across = Across::centre, .grow = 1 });
            canvas.row(
                [&] {
                    if (view.finish == Offered::yes
                        && canvas.button("frame.finish", say(canvas, "frame.finish"), { .look = Look::quiet, .icon = "log-out", .icon_turns = true }))
                        intent.frame.kind = FrameIntent::Kind::finish;
                },
                { .along = Along::centre, .across = Across::centre, .grow = 1 });
            canvas.row(
                [&] {
                    if (surround.ahead != nullptr) {
                        auto const& ahead = *surround.ahead;
                        intent.ahead = canvas.button(ahead.id, say(canvas, ahead.message),
                            { .look = Look::primary, .icon = ahead.icon, .icon_last = ahead.turns, .icon_turns = ahead.turns, .large = true });
                    } else if (view.next == Offered::yes
                        && canvas.button("frame.next", say(canvas, "frame.next"),
                            { .look = Look::primary, .icon = "arrow-right", .icon_last = true, .icon_turns = true, .large = true })) {
                        intent.frame.kind = FrameIntent::Kind::next;
                    }
                },
                { .along = Along::end, .across = Across::centre, .grow = 1 });
        },
        { .along = Along::apart, .across = Across::centre });
    return intent;
}

}

FrameIntent draw_header(FrameView const& view, ui::Canvas& canvas)
{
    FrameIntent tools;
    if (view.practice == Practice::yes)
        canvas.watermark(say(canvas, "practice.watermark"));
    canvas.header([&] {
        if (canvas.parted()) {
            draw_city(canvas);
        } else {
            canvas.row(
                [&] {
                    draw_city(canvas);
                    tools = draw_tools(view, canvas);
                },
                { .along = Along::apart, .across = Across::centre });
        }
        draw_place(view, canvas);
        if (view.practice == Practice::yes)
            draw_remark(canvas, "graduation-cap", Token::warning, say(canvas, "practice.mark"), "practice.mark");
        draw_call(view, canvas);
    });
    return tools;
}

SurroundIntent draw_surround(Surround const& surround, ui::Canvas& canvas, std::function<void()> const& content)
{
    canvas.page(surround.page);
    auto const& view = surround.view;
    auto tools = draw_header(view, canvas);
    FrameIntent turned;
    canvas.body(
        [&] {
            if (surround.view.form.pace == ui::Pace::easy)
                canvas.text(say(canvas, "frame.no_hurry"), { .colour = Token::ink2 });
            content();
            turned = draw_screenfuls(view, canvas);
        },
        { .gap = { 8 }, .along = surround.along });
    SurroundIntent intent;
    canvas.footer([&] { intent = draw_ways(surround, canvas); });
    if (canvas.parted())
        canvas.tools([&] { tools = draw_tools(view, canvas); });
    for (auto const& other : { turned, tools, draw_help(view, surround.page, canvas) }) {
        if (other.kind != FrameIntent::Kind::nothing)
            intent.frame = other;
    }
    return intent;
}

}
