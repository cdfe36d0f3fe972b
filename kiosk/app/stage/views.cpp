#include "kiosk/app/stage/views.h"

#include <algorithm>
#include <charconv>
#include <cstdlib>
#include <span>

namespace kiosk::stage {

namespace {

using devices::DeviceStatus;
using devices::Paper;
using screens::Offered;
using screens::Shortage;
using visit::Place;

bool works(DeviceStatus status)
{
    return status == DeviceStatus::online || status == DeviceStatus::starting;
}

Offered offered(bool so) { return so ? Offered::yes : Offered::no; }

screens::Call call_of(visit::Help help)
{
    switch (help) {
    case visit::Help::none: return screens::Call::none;
    case visit::Help::calling: return screens::Call::calling;
    case visit::Help::told: return screens::Call::told;
    case visit::Help::seen: return screens::Call::seen;
    case visit::Help::lost: return screens::Call::lost;
    case visit::Help::nobody: return screens::Call::nobody;
    }
    std::abort();
}

screens::FrameView frame_of(visit::State const& state, Around const& around)
{
    screens::FrameView frame;
    frame.form = form_of(state);
    frame.finish = offered(state.place != Place::rest);
    frame.sound = around.world.sound;
    frame.speaks = state.sound == visit::Sound::on ? screens::Sound::on : screens::Sound::off;
    frame.practice = state.practice == visit::Practice::yes ? screens::Practice::yes : screens::Practice::no;
    frame.undo = offered(state.pace == visit::Pace::easy && can_undo(state));
    auto const choices = visit::screenful(state, around.catalogue);
    frame.more = offered(choices.more());
    frame.earlier = offered(choices.earlier());
    auto& help = frame.help_panel;
    // The warning lies over everything: nothing lies between it and the page.
    help.open = offered(state.help_panel == visit::Panel::open && !state.idle_warning);
    help.call = call_of(state.help);
    help.telephone = around.telephone;
    help.practise = offered(visit::can_practise(state) || (state.practice == visit::Practice::yes && state.place != Place::working));
    return frame;
}

screens::FrameView frame_in_service(visit::State const& state, Around const& around)
{
    auto frame = frame_of(state, around);
    frame.service = state.service;
    frame.back = Offered::yes;
    return frame;
}

catalogue::Service const& service_of(visit::State const& state, catalogue::Catalogue const& catalogue)
{
    auto const* const service = catalogue.find(state.service);
    verify(service != nullptr, "a view is of a service of the catalogue");
    return *service;
}

/// "step 2 of 5": the review counts as the last one.
screens::Place place_in(catalogue::Service const& service, std::size_t step)
{
    return { static_cast<int>(step) + 1, static_cast<int>(service.steps.size()) + 1 };
}

screens::StepView step_view(visit::State const& state, Around const& around)
{
    auto const& catalogue = around.catalogue;
    auto const& service = service_of(state, catalogue);
    auto const& step = visit::current_step(state, catalogue);
    auto const answer = state.answers.find(step.id);
    screens::StepView view { frame_in_service(state, around), service.id, step.id, {} };
    view.frame.place = place_in(service, state.step);
    if (auto const* const choose = std::get_if<catalogue::Choose>(&step.kind)) {
        screens::Choice choice;
        choice.shape = choose->shape == catalogue::Choose::Shape::tiles ? screens::Choice::Shape::tiles : screens::Choice::Shape::list;
        auto const in_sight = visit::screenful(state, catalogue);
        for (auto const& option : std::span(choose->options).subspan(in_sight.first, in_sight.count))
            choice.options.push_back(option.id);
        if (answer != state.answers.end())
            choice.chosen = answer->second.view();
        view.frame.next = choice.chosen.empty() ? Offered::no : Offered::yes;
        view.question = std::move(choice);
    } else {
        auto const& asked = std::get<catalogue::EnterNumber>(step.kind);
        screens::Number number;
        number.kind = asked.kind == catalogue::EnterNumber::Kind::phone ? screens::Number::Kind::phone : screens::Number::Kind::count;
        number.least_digits = asked.least_digits;
        number.most_digits = asked.most_digits;
        if (answer != state.answers.end())
            number.typed = answer->second;
        if (state.complained)
            number.complaint = screens::Number::Complaint::too_short;
        view.frame.next = Offered::yes;
        view.question = std::move(number);
    }
    return view;
}

screens::CardState card_state(visit::CardProgress progress)
{
    switch (progress) {
    case visit::CardProgress::left_behind: return screens::CardState::left_behind;
    case visit::CardProgress::waiting: return screens::CardState::waiting;
    case visit::CardProgress::reading: return screens::CardState::reading;
    case visit::CardProgress::read: return screens::CardState::read;
    case visit::CardProgress::wrong_card: return screens::CardState::wrong_card;
    case visit::CardProgress::mute: return screens::CardState::mute_card;
    case visit::CardProgress::removed_too_early: return screens::CardState::removed_too_early;
    case visit::CardProgress::reader_fault: return screens::CardState::reader_fault;
    case visit::CardProgress::reader_gone: return screens::CardState::reader_gone;
    }
    std::abort();
}

screens::CardView card_view(visit::State const& state, Around const& around)
{
    auto const& catalogue = around.catalogue;
    auto const& service = service_of(state, catalogue);
    screens::CardView view;
    view.frame = frame_in_service(state, around);
    view.frame.place = place_in(service, state.step);
    view.service = service.id;
    view.state = works(around.world.reader) || state.practice == visit::Practice::yes ? card_state(state.card) : screens::CardState::reader_gone;
    if (state.card == visit::CardProgress::read) {
        view.state = screens::CardState::read;
        view.frame.next = Offered::yes;
        view.name = name_for(*state.identity, state.language);
    }
    return view;
}

screens::ReviewView review_view(visit::State const& state, Around const& around)
{
    auto const& [catalogue, world, telephone] = around;
    auto const& service = service_of(state, catalogue);
    screens::ReviewView view;
    view.frame = frame_in_service(state, around);
    view.frame.place = place_in(service, service.steps.size());
    view.service = service.id;
    auto const in_sight = visit::screenful(state, catalogue);
    for (auto const& step : std::span(service.steps).subspan(in_sight.first, in_sight.count)) {
        if (std::holds_alternative<catalogue::Identify>(step.kind)) {
            verify(state.identity.has_value(), "review comes after the card");
            view.lines.push_back({ step.id, screens::CardAnswer { name_for(*state.identity, state.language) } });
            continue;
        }
        auto const answer = state.answers.find(step.id);
        verify(answer != state.answers.end(), "review comes after every answer");
        if (auto const* const number = std::get_if<catalogue::EnterNumber>(&step.kind)) {
            if (number->kind == catalogue::EnterNumber::Kind::phone) {
                view.lines.push_back({ step.id, screens::PhoneAnswer { answer->second } });
            } else {
                std::int64_t count = 0;
                auto const digits = answer->second.view();
                std::from_chars(digits.data(), digits.data() + digits.size(), count);
                view.lines.push_back({ step.id, screens::CountAnswer { count } });
            }
        } else {
            view.lines.push_back({ step.id, screens::ChosenAnswer { std::string(answer->second.view()) } });
        }
    }
    view.cost = catalogue::cost_of(service, state.answers);
    view.receipt = offered((works(world.printer) && world.paper != Paper::out) || state.practice == visit::Practice::yes);
    return view;
}

screens::WorkingView working_view(visit::State const& state, Around const& around)
{
    using screens::Progress;
    screens::WorkingView view;
    view.frame = frame_of(state, around);
    view.frame.service = state.service;
    view.frame.finish = Offered::no;
    view.parts = { { screens::Work::keeping, state.printing ? Progress::ended : Progress::now },
        { screens::Work::printing, state.printing ? Progress::now : Progress::to_come } };
    return view;
}

screens::NotPrinted reason_of(visit::PrintTrouble trouble)
{
    switch (trouble) {
    case visit::PrintTrouble::none: return screens::NotPrinted::none;
    case visit::PrintTrouble::no_paper: return screens::NotPrinted::no_paper;
    case visit::PrintTrouble::cover_open: return screens::NotPrinted::cover_open;
    case visit::PrintTrouble::paper_jam: return screens::NotPrinted::paper_jam;
    case visit::PrintTrouble::printer_gone: return screens::NotPrinted::printer_gone;
    case visit::PrintTrouble::printer_fault: return screens::NotPrinted::printer_fault;
    }
    std::abort();
}

screens::DoneView done_view(visit::State const& state, Around const& around, int seconds_left)
{
    verify(state.committed && state.print, "done comes after the journal and the printer have spoken");
    screens::DoneView view;
    view.frame = frame_of(state, around);
    view.frame.service = state.service;
    view.frame.finish = Offered::no; // done.finish is the one way on
    view.service = state.service;
    view.number = state.committed->number;
    view.receipt = *state.print == visit::PrintOutcome::printed ? screens::ReceiptOutcome::printed
        : *state.print == visit::PrintOutcome::not_printed      ? screens::ReceiptOutcome::not_printed
                                                                : screens::ReceiptOutcome::unknown;
    view.reason = reason_of(state.print_trouble);
    view.card = state.card_in_slot ? screens::CardPresence::present : screens::CardPresence::not_present;
    view.seconds_left = seconds_left;
    return view;
}

}

std::vector<Shortage> shortages(World const& world)
{
    std::vector<Shortage> result;
    if (world.journal == JournalStanding::closed)
        result.push_back(Shortage::closed);
    if (!works(world.reader))
        result.push_back(Shortage::no_card_reader);
    if (world.paper == Paper::out)
        result.push_back(Shortage::no_paper);
    else if (!works(world.printer))
        result.push_back(Shortage::no_printer);
    return result;
}

std::vector<Shortage> shortages(World const& world, catalogue::Service const& service)
{
    auto result = shortages(world);
    if (!service.needs_card())
        std::erase(result, Shortage::no_card_reader);
    return result;
}

bool can_be_done(World const& world, catalogue::Service const& service)
{
    return world.journal == JournalStanding::open && (!service.needs_card() || works(world.reader));
}

int seconds_until(std::optional<Instant> end, Instant now)
{
    if (!end || *end <= now)
        return 0;
    return static_cast<int>(std::chrono::ceil<std::chrono::seconds>(*end - now).count());
}

ui::Form form_of(visit::State const& state)
{
    return { .language = state.language,
        .text_size = static_cast<ui::TextSize>(state.text_size),
        .contrast = static_cast<ui::Contrast>(state.contrast),
        .pace = static_cast<ui::Pace>(state.pace),
        .reach = static_cast<ui::Reach>(state.reach) };
}

View view_of(visit::State const& state, Around const& around, std::optional<Instant> alarm, Instant now, WallTime wall)
{
    auto const& [catalogue, world, telephone] = around;
    switch (state.place) {
    case Place::rest:
        return screens::RestView { wall, shortages(world), static_cast<std::int64_t>(world.waiting_for_hub), frame_of(state, around) };
    case Place::home: {
        screens::HomeView view { frame_of(state, around), {} };
        auto const in_sight = visit::screenful(state, catalogue);
        for (auto const& service : std::span(catalogue.services).subspan(in_sight.first, in_sight.count))
            view.services.push_back({ service.id, service.icon });
        return view;
    }
    case Place::service: {
        auto const& service = service_of(state, catalogue);
        // Practice needs nothing of the world, so nothing stands in its way.
        auto lacking = state.practice == visit::Practice::yes ? std::vector<Shortage>() : shortages(world, service);
        return screens::ServiceView { frame_in_service(state, around), service.id, service.icon, std::move(lacking) };
    }
    case Place::step:
        return step_view(state, around);
    case Place::card:
        return card_view(state, around);
    case Place::review:
        return review_view(state, around);
    case Place::working:
        return working_view(state, around);
    case Place::done:
        return done_view(state, around, seconds_until(alarm, now));
    case Place::trouble: {
        auto const trouble = state.hurdle == visit::Hurdle::not_recorded ? screens::Trouble::request_not_kept : screens::Trouble::service_unavailable;
        return screens::TroubleView { frame_of(state, around), trouble };
    }
    }
    std::abort();
}

SecretText name_for(visit::Identity const& identity, Language language)
{
    // The first letter tells the script: Latin below U+0590, Arabic from U+0600 (lead bytes D8 to DB), Hangul from
    // U+AC00 (lead bytes EA to ED).
    auto const first = identity.native_name.empty() ? 0U : static_cast<unsigned>(static_cast<unsigned char>(identity.native_name.view().front()));
    auto const native_is = first >= 0xEA && first <= 0xED ? Language::korean : first >= 0xD8 && first <= 0xDB ? Language::arabic
                                                                                                              : Language::english;
    bool const native = !identity.native_name.empty() && (native_is == language || identity.latin_name.empty());
    return native ? identity.native_name : identity.latin_name;
}

}
