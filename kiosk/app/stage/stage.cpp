#include "kiosk/app/stage/stage.h"

#include "kiosk/app/stage/body.h"
#include "kiosk/app/stage/evidence.h"
#include "kiosk/app/stage/paper.h"
#include "kiosk/base/core/overloaded.h"

#include <algorithm>
#include <cstdlib>
#include <utility>

namespace kiosk::stage {

namespace {

/// What a practised visit only pretends: all but the end of the visit, and a call for help, which is always meant.
bool is_of_a_request(visit::Effect const& effect)
{
    return !std::holds_alternative<visit::effect::Wipe>(effect) && !std::holds_alternative<visit::effect::CallForHelp>(effect)
        && !std::holds_alternative<visit::effect::EndCall>(effect);
}

/// A key that says something again or leads on to another target: the warning can be answered only if it stays for that.
bool only_looks_around(platform::Event const& event)
{
    auto const* const press = std::get_if<platform::KeyPress>(&event);
    return press != nullptr
        && (press->key == platform::Key::up || press->key == platform::Key::down || press->key == platform::Key::left || press->key == platform::Key::next);
}

}

Stage::Stage(Parts parts) : m_parts(std::move(parts)), m_rehearsal(m_parts.messages)
{
    m_parts.settings.manners.usual.language = m_parts.settings.city.language;
    m_state = visit::resting(m_parts.settings.manners.usual);
    m_world.sound = m_parts.guide != nullptr ? screens::Offered::yes : screens::Offered::no;
    m_parts.presenter.set_form(form_of(m_state));
    m_parts.presenter.invalidate();
}

View Stage::view() const
{
    auto const alarm = visit::alarm(m_state, m_parts.settings.manners);
    return view_of(m_state, { m_parts.catalogue, m_world, m_parts.settings.telephone }, alarm, m_parts.clock.now(), m_parts.clock.wall());
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
    auto const practised = practises();
    auto outcome = visit::next(std::move(m_state), event, m_parts.clock.now(), m_parts.catalogue, m_parts.settings.manners);
    m_state = std::move(outcome.state);
    m_parts.presenter.set_form(form_of(m_state));
    m_parts.presenter.invalidate();
    follow_sound();
    // The practised person is called as the language has it, also after a change.
    if (practises() && m_state.identity && std::holds_alternative<visit::event::SetLanguage>(event))
        m_state.identity->native_name = SecretText(m_parts.messages.say(m_state.language, "practice.person"));
    if (m_state.place == visit::Place::done && before != to_string(visit::Place::done))
        m_attended_at = m_parts.clock.now();
    if (was_resting && m_state.place != visit::Place::rest)
        observe(Occurrence::Kind::visit_began, code_of(m_state.language));
    for (auto const& effect : outcome.effects) {
        if (practised && is_of_a_request(effect))
            m_rehearsal.ask(effect, m_state.language, m_parts.clock.now(), m_parts.clock.wall());
        else
            carry_out(effect);
    }
    if (practised && !practises())
        m_rehearsal.end();
    if (!was_resting && m_state.place == visit::Place::rest)
        observe(Occurrence::Kind::visit_ended, "wiped");
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
            [&](visit::effect::CallForHelp const&) {
                m_call = CallId::make();
                m_requests.emplace_back(request::CallForHelp { *m_call });
                observe(Occurrence::Kind::help_called, "calling");
            },
            [&](visit::effect::EndCall const&) {
                if (auto const call = std::exchange(m_call, std::nullopt))
                    m_requests.emplace_back(request::EndCall { *call });
            },
            [&](visit::effect::Wipe const&) {
                m_forget = true;
                m_listens_on = m_plugged;
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
    if (begins)
        m_attended_at = m_parts.clock.now();
    if (m_state.idle_warning && !only_looks_around(event)) {
        // Any touch means "I am still here", but for one on Finish: that is known after the page has seen it.
        m_woken_by_touch = m_woken_by_touch || (finger ? finger->phase == platform::Finger::Phase::up : begins);
    } else if (begins) {
        m_state.touched_at = m_parts.clock.now();
    }
    if (!take_by_ear(event))
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
            [&](devices::EarPieceChanged const& change) { plug(change); },
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

void Stage::handle(HelpAnswer const& answer)
{
    if (m_call != answer.id || m_state.help == answer.help)
        return; // the answer to a call that has ended, or no news
    tell(visit::event::HelpAnswered { answer.help });
    observe(Occurrence::Kind::help_answered, to_string(answer.help));
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
    // A finger that rests on the glass has a time of its own, and so has practice.
    auto other = m_parts.presenter.next_alarm();
    if (auto const practised = m_rehearsal.next(); practised && (!other || *practised < *other))
        other = practised;
    auto const sooner = [&](Instant moment) { return other ? std::min(*other, moment) : moment; };
    if (!alarm)
        return other;
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
    while (auto const practised = m_rehearsal.take(now))
        tell(*practised);
    // Who listens is there: the last screen stays until all of it is said. Not for ever: a device that plays nothing and
    // does not say so would keep the number on the glass.
    // Counted by whole seconds: what moves on with every look would be drawn with every look.
    bool const attended = now - m_attended_at < m_parts.settings.manners.until_warning_unhurried;
    if (guided() && attended && m_state.place == visit::Place::done && m_parts.guide->speaking() && now - m_state.touched_at >= std::chrono::seconds(1))
        m_state.touched_at = now;
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
    if (std::exchange(m_forget, false)) {
        m_parts.presenter.forget();
        forget_sound();
    }
    if (!m_parts.presenter.needs_frame())
        return false;
    m_parts.presenter.frame([&](ui::Canvas& canvas) { act(canvas); });
    if (std::exchange(m_woken_by_touch, false) && m_state.idle_warning) {
        tell(visit::event::Touched {});
        m_parts.presenter.frame([&](ui::Canvas& canvas) { act(canvas); });
    }
    tell_ear();
    return true;
}

void Stage::act(ui::Canvas& canvas)
{
    auto const shown = view();
    if (m_sound_panel && !m_state.idle_warning) {
        std::visit([&](auto const& each) { static_cast<void>(screens::draw(each, canvas)); }, shown);
        apply(screens::draw(sound_view(), canvas));
        return;
    }
    if (!m_state.idle_warning) {
        std::visit([&](auto const& each) { apply(screens::draw(each, canvas)); }, shown);
        return;
    }
    // What lies beneath the warning is shown and asks for nothing.
    std::visit([&](auto const& each) { static_cast<void>(screens::draw(each, canvas)); }, shown);
    auto const alarm = visit::alarm(m_state, m_parts.settings.manners);
    apply(screens::draw(screens::IdleView { seconds_until(alarm, m_parts.clock.now()) }, canvas));
}

std::vector<Request> Stage::take_requests() { return std::exchange(m_requests, {}); }

}
