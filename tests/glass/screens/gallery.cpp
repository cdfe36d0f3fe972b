#include "tests/glass/screens/gallery.h"

#include "kiosk/glass/screens/card.h"
#include "kiosk/glass/screens/done.h"
#include "kiosk/glass/screens/home.h"
#include "kiosk/glass/screens/idle.h"
#include "kiosk/glass/screens/rest.h"
#include "kiosk/glass/screens/review.h"
#include "kiosk/glass/screens/service.h"
#include "kiosk/glass/screens/sound.h"
#include "kiosk/glass/screens/step.h"
#include "kiosk/glass/screens/trouble.h"
#include "kiosk/glass/screens/working.h"
#include "kiosk/glass/ui/canvas.h"

namespace kiosk::screens::gallery {

namespace {

FrameView frame(Language language, TextSize size) { return { .form = { .language = language, .text_size = size }, .finish = Offered::yes, .sound = Offered::yes }; }

FrameView frame_in(std::string const& service, Place place, Language language, TextSize size)
{
    auto view = frame(language, size);
    view.service = service;
    view.place = place;
    view.back = Offered::yes;
    return view;
}

SecretText name_in(Language language)
{
    switch (language) {
    case Language::arabic:
        return SecretText("سلمى عبد الرحمن الحسيني");
    case Language::english:
        return SecretText("Salma Abdelrahman Alhusseini");
    case Language::korean:
        return SecretText("남궁서윤");
    }
    return {};
}

/// In the form that the canvas is in, as the stage has it.
template <typename View>
void show(View view, ui::Canvas& canvas)
{
    if constexpr (requires { view.frame; })
        view.frame.form = canvas.form();
    static_cast<void>(draw(view, canvas));
}

HomeView home(Language language, TextSize size)
{
    return { .frame = frame(language, size),
        .services = { { "resident-register", "file-text" }, { "digital-class", "graduation-cap" }, { "report-light", "lightbulb" } } };
}

Exhibit rest(std::string name, std::vector<Shortage> shortages, std::int64_t waiting)
{
    return { std::move(name), [=](ui::Canvas& canvas, Language, TextSize) {
                using namespace std::chrono;
                WallTime const now = sys_days(year { 2026 } / 11 / 21) + hours(9);
                show(RestView { .now = now, .shortages = shortages, .waiting_for_hub = waiting, .frame = { .form = canvas.form(), .sound = Offered::yes } }, canvas);
            } };
}

Exhibit service(std::string name, std::string id, std::string icon, std::vector<Shortage> shortages)
{
    return { std::move(name), [=](ui::Canvas& canvas, Language language, TextSize size) {
                auto view = frame(language, size);
                view.back = Offered::yes;
                show(ServiceView { view, id, icon, shortages }, canvas);
            } };
}

Exhibit card(std::string name, CardState state)
{
    return { std::move(name), [=](ui::Canvas& canvas, Language language, TextSize size) {
                auto view = frame_in("resident-register", { 1, 3 }, language, size);
                view.next = state == CardState::read ? Offered::yes : Offered::no;
                show(CardView { view, "resident-register", state, name_in(language) }, canvas);
            } };
}

Exhibit number(std::string name, std::string typed, Number::Complaint complaint)
{
    return { std::move(name), [=](ui::Canvas& canvas, Language language, TextSize size) {
                auto view = frame_in("digital-class", { 4, 5 }, language, size);
                view.next = Offered::yes;
                show(StepView { view, "digital-class", "phone", Number { Number::Kind::phone, SecretText(typed), 8, 15, complaint } }, canvas);
            } };
}

Exhibit review(std::string name, Offered receipt)
{
    return { std::move(name), [=](ui::Canvas& canvas, Language language, TextSize size) {
                ReviewView view { frame_in("digital-class", { 5, 5 }, language, size), "digital-class", {}, std::nullopt, receipt };
                view.lines = { { "card", CardAnswer { name_in(language) } }, { "class", ChosenAnswer { "smartphone" } },
                    { "day", ChosenAnswer { "sunday" } }, { "phone", PhoneAnswer { SecretText("01012345678") } } };
                show(view, canvas);
            } };
}

Exhibit done(std::string name, ReceiptOutcome outcome, NotPrinted reason, CardPresence presence)
{
    return { std::move(name), [=](ui::Canvas& canvas, Language language, TextSize size) {
                FrameView view { .form = { .language = language, .text_size = size } };
                show(DoneView { view, "report-light", ReceiptNumber::of(1, 27), outcome, reason, presence, 27 }, canvas);
            } };
}

Exhibit trouble(std::string name, Trouble which)
{
    return { std::move(name), [=](ui::Canvas& canvas, Language language, TextSize size) { show(TroubleView { frame(language, size), which }, canvas); } };
}

Exhibit step(std::string name, std::string id, Place place, std::string step, Choice choice)
{
    return { std::move(name), [=](ui::Canvas& canvas, Language language, TextSize size) {
                auto view = frame_in(id, place, language, size);
                view.next = choice.chosen.empty() ? Offered::no : Offered::yes;
                show(StepView { view, id, step, choice }, canvas);
            } };
}

std::vector<std::string> streets()
{
    return { "al-ain", "al-attareen", "al-bustan", "al-fawanees", "al-madrasa", "al-mahatta", "al-nahhaseen", "al-nakheel", "al-qalaa", "al-saqia",
        "al-tahouna", "al-zaytoun" };
}

}

std::vector<Exhibit> exhibits()
{
    using Shape = Choice::Shape;
    return {
        rest("rest", {}, 0),
        rest("rest-short", { Shortage::no_card_reader, Shortage::no_paper }, 3),
        rest("rest-closed", { Shortage::closed }, 0),
        { "home", [](ui::Canvas& canvas, Language language, TextSize size) { show(home(language, size), canvas); } },
        service("service", "resident-register", "file-text", {}),
        service("service-no-reader", "resident-register", "file-text", { Shortage::no_card_reader }),
        service("service-no-paper", "report-light", "lightbulb", { Shortage::no_paper }),
        card("card", CardState::waiting),
        card("card-left-behind", CardState::left_behind),
        card("card-reading", CardState::reading),
        card("card-read", CardState::read),
        card("card-wrong", CardState::wrong_card),
        card("card-mute", CardState::mute_card),
        card("card-too-early", CardState::removed_too_early),
        card("card-reader-fault", CardState::reader_fault),
        card("card-reader-gone", CardState::reader_gone),
        step("step-tiles", "report-light", { 1, 3 }, "fault", { Shape::tiles, { "lamp-out", "flickering", "on-by-day", "damaged-pole" }, {} }),
        step("step-tiles-chosen", "report-light", { 1, 3 }, "fault", { Shape::tiles, { "lamp-out", "flickering", "on-by-day", "damaged-pole" }, "flickering" }),
        step("step-days", "digital-class", { 2, 5 }, "day", { Shape::tiles, { "sunday", "monday", "tuesday", "wednesday", "thursday" }, {} }),
        step("step-copies", "resident-register", { 2, 3 }, "copies", { Shape::tiles, { "1", "2", "3", "4" }, {} }),
        step("step-list", "report-light", { 2, 3 }, "street", { Shape::list, streets(), {} }),
        number("step-number", "", Number::Complaint::none),
        number("step-number-typed", "01012345678", Number::Complaint::none),
        number("step-number-short", "0101", Number::Complaint::too_short),
        review("review", Offered::yes),
        review("review-no-receipt", Offered::no),
        { "working", [](ui::Canvas& canvas, Language language, TextSize size) {
             FrameView const view { .form = { .language = language, .text_size = size }, .service = "report-light" };
             show(WorkingView { view, { { Work::keeping, Progress::ended }, { Work::printing, Progress::now } } }, canvas);
         } },
        done("done", ReceiptOutcome::printed, NotPrinted::none, CardPresence::not_present),
        done("done-no-paper", ReceiptOutcome::not_printed, NotPrinted::no_paper, CardPresence::present),
        done("done-unknown", ReceiptOutcome::unknown, NotPrinted::printer_gone, CardPresence::not_present),
        { "idle", [](ui::Canvas& canvas, Language language, TextSize size) {
             show(home(language, size), canvas);
             show(IdleView { 38 }, canvas);
         } },
        { "help", [](ui::Canvas& canvas, Language language, TextSize size) {
             auto view = home(language, size);
             view.frame.help_panel = { .open = Offered::yes, .call = Call::told, .telephone = "02 120", .practise = Offered::yes };
             show(view, canvas);
         } },
        { "help-offers", [](ui::Canvas& canvas, Language language, TextSize size) {
             auto view = home(language, size);
             view.frame.help_panel = { .open = Offered::yes, .call = Call::nobody, .telephone = "02 120", .practise = Offered::yes };
             show(view, canvas);
         } },
        { "called", [](ui::Canvas& canvas, Language language, TextSize size) {
             auto view = home(language, size);
             view.frame.help_panel = { .call = Call::nobody, .telephone = "02 120" };
             show(view, canvas);
         } },
        { "sound", [](ui::Canvas& canvas, Language language, TextSize size) {
             auto view = home(language, size);
             view.frame.speaks = Sound::on;
             show(view, canvas);
             show(SoundView { .rate = 2, .rates = 5, .volume = 3, .volumes = 5, .receipt = Offered::yes }, canvas);
         } },
        { "curtain", [](ui::Canvas& canvas, Language, TextSize) { draw_curtain(canvas); } },
        { "few-choices", [](ui::Canvas& canvas, Language language, TextSize size) {
             auto view = frame_in("report-light", { 1, 3 }, language, size);
             view.undo = view.more = view.earlier = Offered::yes;
             show(StepView { view, "report-light", "fault", Choice { Shape::tiles, { "lamp-out", "flickering", "on-by-day" }, {} } }, canvas);
         } },
        { "practice", [](ui::Canvas& canvas, Language language, TextSize size) {
             auto view = frame_in("report-light", { 1, 3 }, language, size);
             view.practice = Practice::yes;
             show(StepView { view, "report-light", "fault", Choice { Shape::tiles, { "lamp-out", "flickering", "on-by-day", "damaged-pole" }, {} } }, canvas);
         } },
        { "practice-done", [](ui::Canvas& canvas, Language language, TextSize size) {
             FrameView view { .form = { .language = language, .text_size = size }, .sound = Offered::yes };
             view.practice = Practice::yes;
             show(DoneView { view, "report-light", ReceiptNumber::of(1, 27), ReceiptOutcome::unknown, NotPrinted::none, CardPresence::not_present, 27 }, canvas);
         } },
        trouble("trouble-not-kept", Trouble::request_not_kept),
        trouble("trouble-service", Trouble::service_unavailable),
    };
}

}
