#include "kiosk/glass/screens/done.h"

#include "kiosk/glass/screens/surround.h"

namespace kiosk::screens {

using ui::Across;
using ui::Align;
using ui::Token;
using ui::Type;
using ui::Weight;
using ui::Words;

namespace {

/// Empty if the printer gave no reason.
std::string_view message_of(NotPrinted reason)
{
    switch (reason) {
    case NotPrinted::none:
        return {};
    case NotPrinted::no_paper:
        return "done.reason.no_paper";
    case NotPrinted::cover_open:
        return "done.reason.cover_open";
    case NotPrinted::paper_jam:
        return "done.reason.paper_jam";
    case NotPrinted::printer_gone:
        return "done.reason.printer_gone";
    case NotPrinted::printer_fault:
        return "done.reason.printer_fault";
    }
    return {};
}

void draw_number(DoneView const& view, ui::Canvas& canvas)
{
    canvas.column(
        [&] {
            canvas.text(say(canvas, "done.number"), { .align = Align::centre });
            canvas.text(Words::personal(say(canvas, "done.code", { { "number", language::Code(view.number.grouped()) } })),
                { .type = Type::display, .weight = Weight::bold, .align = Align::centre, .id = "done.number" });
        },
        { .gap = { 4 }, .padding = { 14 }, .surface = Token::raised, .edge = Token::line, .radius = ui::Measures::radius });
}

void tell_receipt(DoneView const& view, ui::Canvas& canvas)
{
    if (view.receipt == ReceiptOutcome::printed) {
        notice(canvas, Tone::good, say(canvas, "done.receipt.printed"));
        return;
    }
    auto words = say(canvas, view.receipt == ReceiptOutcome::not_printed ? "done.receipt.not_printed" : "done.receipt.unknown");
    if (auto const reason = message_of(view.reason); !reason.empty())
        words += say(canvas, reason);
    words += say(canvas, "done.receipt.keep_number");
    notice(canvas, Tone::careful, words);
}

}

DoneIntent draw(DoneView const& view, ui::Canvas& canvas)
{
    Ahead const finish { .id = "done.finish", .message = "done.finish", .icon = "check" };
    auto const count = [&] {
        canvas.text(say(canvas, "done.leaves", { { "seconds", language::Number { view.seconds_left } } }), { .type = Type::note, .colour = Token::ink2, .align = Align::end, .id = "done.leaves" });
    };
    DoneIntent intent;
    auto const tell_practice = [&] {
        headline(canvas, Tone::good, say(canvas, "practice.done.title"));
        notice(canvas, Tone::calm, say(canvas, "practice.done.nothing_sent"));
        if (view.card == CardPresence::present)
            notice(canvas, Tone::careful, say(canvas, "done.card"));
        canvas.row([&] {
            if (canvas.button("done.for_real", say(canvas, "practice.for_real"), { .icon = "arrow-right", .icon_last = true, .icon_turns = true, .large = true }))
                intent.kind = DoneIntent::Kind::for_real;
        });
    };
    auto const surround = draw_surround({ .page = "done", .view = view.frame, .ahead = &finish, .above_ways = count }, canvas, [&] {
        if (view.frame.practice == Practice::yes) {
            tell_practice();
            return;
        }
        two_sides(canvas,
            [&] {
                headline(canvas, Tone::good, say(canvas, "done.title"));
                draw_number(view, canvas);
            },
            [&] {
                tell_receipt(view, canvas);
                if (view.frame.speaks == Sound::on && canvas.button("done.hear", say(canvas, "sound.receipt"), { .icon = "receipt-text" }))
                    intent.kind = DoneIntent::Kind::hear;
                if (view.card == CardPresence::present)
                    notice(canvas, Tone::careful, say(canvas, "done.card"));
                fact(canvas, "info", say(canvas, "done.next"), say_of(canvas, view.service, "next"));
            });
    });
    intent.frame = surround.frame;
    if (surround.ahead)
        intent.kind = DoneIntent::Kind::finish;
    return intent;
}

}
