#include "kiosk/app/stage/stage.h"

#include "kiosk/app/stage/body.h"
#include "kiosk/app/stage/paper.h"
#include "kiosk/base/core/overloaded.h"

#include <algorithm>
#include <cstdlib>
#include <utility>

namespace kiosk::stage {

namespace {

visit::CardProgress progress_of(devices::CardFailure failure)
{
    switch (failure) {
    case devices::CardFailure::wrong_card: return visit::CardProgress::wrong_card;
    case devices::CardFailure::mute: return visit::CardProgress::mute;
    case devices::CardFailure::removed_while_reading: return visit::CardProgress::removed_too_early;
    case devices::CardFailure::reader_fault: return visit::CardProgress::reader_fault;
    }
    std::abort();
}

visit::PrintOutcome outcome_of(devices::PrintOutcome outcome)
{
    switch (outcome) {
    case devices::PrintOutcome::printed: return visit::PrintOutcome::printed;
    case devices::PrintOutcome::not_printed: return visit::PrintOutcome::not_printed;
    case devices::PrintOutcome::unknown: return visit::PrintOutcome::unknown;
    }
    std::abort();
}

journal::Outcome outcome_of(visit::PrintOutcome outcome)
{
    switch (outcome) {
    case visit::PrintOutcome::printed: return journal::Outcome::printed;
    case visit::PrintOutcome::not_printed: return journal::Outcome::not_printed;
    case visit::PrintOutcome::unknown: return journal::Outcome::print_unknown;
    }
    std::abort();
}

visit::PrintTrouble trouble_of(devices::PrintReason reason)
{
    switch (reason) {
    case devices::PrintReason::none: return visit::PrintTrouble::none;
    case devices::PrintReason::paper_out: return visit::PrintTrouble::no_paper;
    case devices::PrintReason::paper_jammed: return visit::PrintTrouble::paper_jam;
    case devices::PrintReason::cover_open: return visit::PrintTrouble::cover_open;
    case devices::PrintReason::no_device:
    case devices::PrintReason::unplugged: return visit::PrintTrouble::printer_gone;
    case devices::PrintReason::cutter_error:
    case devices::PrintReason::hardware_error:
    case devices::PrintReason::no_answer:
    case devices::PrintReason::late:
    case devices::PrintReason::sheet_refused: return visit::PrintTrouble::printer_fault;
    }
    std::abort();
}

}

Stage::Stage(Parts parts) : m_parts(std::move(parts))
{
    m_parts.settings.manners.usual.language = m_parts.settings.city.language;
    m_state = visit::resting(m_parts.settings.manners.usual);
    m_parts.presenter.set_form({ m_state.language, static_cast<ui::TextSize>(m_state.text_size) });
    m_parts.presenter.invalidate();
}

View Stage::view() const
{
    auto const alarm = visit::alarm(m_state, m_parts.settings.manners);
    return view_of(m_state, m_world, m_parts.catalogue, alarm, m_parts.clock.now(), m_parts.clock.wall());
}

std::string_view Stage::screen() const
{
    return m_state.idle_warning ? std::string_view("idle") : to_string(m_state.place);
}

void Stage::observe(Occurrence::Kind kind, std::string_view word, std::optional<TransactionId> id)
{
    if (m_parts.observe)
        m_parts.observe({ kind, word, id });
}

void Stage::tell(visit::Event const& event)
{
    auto const before = screen();
    auto const was_resting = m_state.place == visit::Place::rest;
    auto outcome = visit::next(std::move(m_state), event, m_parts.clock.now(), m_parts.catalogue, m_parts.settings.manners);
    m_state = std::move(outcome.state);
    m_parts.presenter.set_form({ m_state.language, static_cast<ui::TextSize>(m_state.text_size) });
    m_parts.presenter.invalidate();
    if (was_resting && m_state.place != visit::Place::rest)
        observe(Occurrence::Kind::visit_began, code_of(m_state.language));
    for (auto const& effect : outcome.effects)
        carry_out(effect);
    if (screen() != before)
        observe(Occurrence::Kind::screen_shown, screen());
}

void Stage::carry_out(visit::Effect const& effect)
{
    std::visit(
        Overloaded {
            [&](visit::effect::WantCard const& want) {
                m_requests.emplace_back(request::WantCard { want.wanted ? devices::Wanted::yes : devices::Wanted::no });
            },
            [&](visit::effect::Commit const&) {
                auto const* const service = m_parts.catalogue.find(m_state.service);
                journal::Order order { m_state.service, catalogue::cost_of(*service, m_state.answers),
                    [state = m_state](ReceiptNumber const& number, SecretText const& secret) { return body_of(state, number, secret); } };
                m_requests.emplace_back(request::Commit { std::move(order) });
            },
            [&](visit::effect::Print const&) { begin_printing(); },
            [&](visit::effect::EndTransaction const& end) {
                m_requests.emplace_back(request::End { end.id, outcome_of(end.outcome) });
                observe(Occurrence::Kind::transaction_ended, to_string(outcome_of(end.outcome)), end.id);
            },
            [](visit::effect::CallForHelp const&) { },
            [](visit::effect::EndCall const&) { },
            [&](visit::effect::Wipe const&) {
                m_forget = true;
                observe(Occurrence::Kind::visit_ended, "wiped");
            },
        },
        effect);
}

void Stage::begin_printing()
{
    devices::JobId const job { ++m_jobs };
    m_job = job;
    auto sheet = sheet_of(m_state, { m_parts.catalogue, m_parts.messages, m_parts.fonts, m_parts.settings.city, m_parts.settings.paper_dots });
    if (!sheet) {
        // Nothing was sent, so nothing is on paper; the journal says so and the citizen reads it.
        handle(devices::PrintEnded { job, devices::PrintOutcome::not_printed, devices::PrintReason::sheet_refused, std::move(sheet.error().story) });
        return;
    }
    m_requests.emplace_back(request::Print { m_state.committed->id, job, *std::move(sheet) });
}

void Stage::handle(platform::Event const& event)
{
    auto const* const finger = std::get_if<platform::Finger>(&event);
    auto const begins = finger ? finger->phase == platform::Finger::Phase::down : std::holds_alternative<platform::KeyPress>(event);
    if (m_state.idle_warning) {
        // Any touch means "I am still here", but for one on Finish: that is known after the page has seen it.
        m_woken_by_touch = m_woken_by_touch || (finger ? finger->phase == platform::Finger::Phase::up : begins);
    } else if (begins && m_state.place != visit::Place::rest) {
        m_state.touched_at = m_parts.clock.now();
    }
    m_parts.presenter.handle(event);
    observe_oddities();
}

void Stage::observe_oddities()
{
    for (auto const oddity : m_parts.presenter.take_oddities())
        observe(Occurrence::Kind::input_odd, to_string(oddity));
}

void Stage::handle(devices::Event event)
{
    std::visit(
        Overloaded {
            [&](devices::CardInserted const&) { tell(visit::event::CardInserted {}); },
            [&](devices::CardRemoved const&) { tell(visit::event::CardRemoved {}); },
            [&](devices::CardRead& read) {
                tell(visit::event::CardRead { { std::move(read.card.number), std::move(read.card.latin_name), std::move(read.card.native_name), read.card.birth_year } });
            },
            [&](devices::CardFailed const& failed) { tell(visit::event::CardFailed { progress_of(failed.kind) }); },
            [&](devices::ReaderChanged const& reader) {
                auto world = m_world;
                world.reader = reader.status;
                update_world(world);
                if (reader.status == devices::DeviceStatus::online)
                    tell(visit::event::ReaderReady {});
            },
            [&](devices::PrinterChanged const& printer) {
                auto world = m_world;
                world.printer = printer.status;
                world.paper = printer.paper;
                update_world(world);
            },
            [&](devices::PrintEnded const& ended) {
                if (m_job != ended.id)
                    return; // the end of a job that nobody waits for any more
                m_job.reset();
                tell(visit::event::PrintEnded { outcome_of(ended.outcome), trouble_of(ended.reason) });
            },
        },
        event);
}

void Stage::handle(JournalAnswer answer)
{
    if (auto* const kept = std::get_if<Kept>(&answer)) {
        observe(Occurrence::Kind::transaction_committed, "kept", kept->committed.id);
        tell(visit::event::CommitDone { { kept->committed.id, kept->committed.number, std::move(kept->committed.secret), kept->committed.at } });
    } else {
        tell(visit::event::NotCommitted {});
    }
}

void Stage::set_waiting(std::uint64_t waiting)
{
    auto world = m_world;
    world.waiting_for_hub = waiting;
    update_world(world);
}

void Stage::set_journal(JournalStanding standing)
{
    auto world = m_world;
    world.journal = standing;
    update_world(world);
}

void Stage::update_world(World world)
{
    if (world == m_world)
        return;
    m_world = world;
    m_parts.presenter.invalidate();
}

std::optional<Instant> Stage::next_alarm() const
{
    auto const alarm = visit::alarm(m_state, m_parts.settings.manners);
    // A finger that rests on the glass has a time of its own.
    auto const finger = m_parts.presenter.next_alarm();
    auto const sooner = [&](Instant moment) { return finger ? std::min(*finger, moment) : moment; };
    if (!alarm)
        return finger;
    if (!m_state.idle_warning && m_state.place != visit::Place::done)
        return sooner(*alarm);
    // A countdown is on the glass: it turns with every whole second before the alarm.
    auto const left = seconds_until(alarm, m_parts.clock.now());
    return sooner(*alarm - std::chrono::seconds(std::max(0, left - 1)));
}

void Stage::pass_time()
{
    auto const now = m_parts.clock.now();
    m_parts.presenter.pass_time();
    observe_oddities();
    auto const alarm = visit::alarm(m_state, m_parts.settings.manners);
    if (alarm && *alarm <= now) {
        tell(visit::event::Quiet {});
        return;
    }
    if (m_state.idle_warning || m_state.place == visit::Place::done) {
        auto const second = *alarm - std::chrono::seconds(seconds_until(alarm, now));
        if (m_shown_second != second) {
            m_shown_second = second;
            m_parts.presenter.invalidate();
        }
    }
}

bool Stage::frame()
{
    if (std::exchange(m_forget, false))
        m_parts.presenter.forget();
    if (!m_parts.presenter.needs_frame())
        return false;
    m_parts.presenter.frame([&](ui::Canvas& canvas) { act(canvas); });
    if (std::exchange(m_woken_by_touch, false) && m_state.idle_warning) {
        tell(visit::event::Touched {});
        m_parts.presenter.frame([&](ui::Canvas& canvas) { act(canvas); });
    }
    return true;
}

void Stage::act(ui::Canvas& canvas)
{
    auto const shown = view();
    if (!m_state.idle_warning) {
        std::visit([&](auto const& each) { apply(screens::draw(each, canvas)); }, shown);
        return;
    }
    // What lies beneath the warning is shown and asks for nothing.
    std::visit([&](auto const& each) { static_cast<void>(screens::draw(each, canvas)); }, shown);
    auto const alarm = visit::alarm(m_state, m_parts.settings.manners);
    apply(screens::draw(screens::IdleView { seconds_until(alarm, m_parts.clock.now()) }, canvas));
}

void Stage::apply(screens::RestIntent const& intent)
{
    if (intent.kind == screens::RestIntent::Kind::begin) {
        tell(visit::event::Touched {});
        tell(visit::event::Begin { intent.language });
    }
}

void Stage::apply(screens::HomeIntent const& intent)
{
    if (intent.kind == screens::HomeIntent::Kind::open_service)
        tell(visit::event::Choose { intent.service });
    apply(intent.frame);
}

void Stage::apply(screens::ServiceIntent const& intent)
{
    auto const* const service = m_parts.catalogue.find(m_state.service);
    if (intent.kind == screens::ServiceIntent::Kind::start && service && can_be_done(m_world, *service))
        tell(visit::event::Start {});
    apply(intent.frame);
}

void Stage::apply(screens::StepIntent const& intent)
{
    switch (intent.kind) {
    case screens::StepIntent::Kind::nothing:
        break;
    case screens::StepIntent::Kind::choose:
        tell(visit::event::Answer { visit::current_step(m_state, m_parts.catalogue).id, intent.option });
        break;
    case screens::StepIntent::Kind::type_digit:
        tell(visit::event::TypeDigit { intent.digit });
        break;
    case screens::StepIntent::Kind::rub_out:
        tell(visit::event::RubOut {});
        break;
    case screens::StepIntent::Kind::clear:
        tell(visit::event::ClearNumber {});
        break;
    }
    apply(intent.frame);
}

void Stage::apply(screens::CardIntent const& intent)
{
    if (intent.kind == screens::CardIntent::Kind::other_service)
        tell(visit::event::OtherService {});
    apply(intent.frame);
}

void Stage::apply(screens::ReviewIntent const& intent)
{
    if (intent.kind == screens::ReviewIntent::Kind::change)
        tell(visit::event::Change { intent.step });
    if (intent.kind == screens::ReviewIntent::Kind::confirm)
        tell(visit::event::Confirm {});
    apply(intent.frame);
}

void Stage::apply(screens::WorkingIntent const& intent) { apply(intent.frame); }

void Stage::apply(screens::DoneIntent const& intent)
{
    if (intent.kind == screens::DoneIntent::Kind::finish)
        tell(visit::event::Finish {});
    apply(intent.frame);
}

void Stage::apply(screens::TroubleIntent const& intent)
{
    if (intent.kind == screens::TroubleIntent::Kind::other_service)
        tell(visit::event::OtherService {});
    apply(intent.frame);
}

void Stage::apply(screens::IdleIntent intent)
{
    if (intent == screens::IdleIntent::stay)
        tell(visit::event::Touched {});
    if (intent == screens::IdleIntent::finish)
        tell(visit::event::Finish {});
}

void Stage::apply(screens::FrameIntent const& intent)
{
    switch (intent.kind) {
    case screens::FrameIntent::Kind::nothing:
        break;
    case screens::FrameIntent::Kind::change_language:
        tell(visit::event::SetLanguage { intent.language });
        break;
    case screens::FrameIntent::Kind::change_text_size:
        tell(visit::event::SetTextSize { static_cast<visit::TextSize>(intent.text_size) });
        break;
    case screens::FrameIntent::Kind::back:
        tell(visit::event::Back {});
        break;
    case screens::FrameIntent::Kind::next:
        tell(visit::event::Next {});
        break;
    case screens::FrameIntent::Kind::finish:
        tell(visit::event::Finish {});
        break;
    }
}

std::vector<Request> Stage::take_requests() { return std::exchange(m_requests, {}); }

}
