#include "drivers/escpos/printer.h"

#include "drivers/escpos/print_run.h"

#include <algorithm>
#include <bitset>
#include <fmt/format.h>

namespace drivers::escpos {

using kiosk::Deadline;
using kiosk::failed;

namespace {

/// The longest command that any of our jobs can have left half-sent: one band of the widest paper.
constexpr std::size_t longest_command = 8 + 128 * 128;
constexpr int status_questions = 4;

}

Printer::Printer(std::unique_ptr<Transport> transport, Profile const& profile, Limits const& limits, kiosk::Clock const& clock)
    : m_transport(std::move(transport))
    , m_profile(profile)
    , m_limits(limits)
    , m_clock(clock)
{
}

Printer::~Printer() = default;

Result<Facts> Printer::greet(Deadline deadline)
{
    // An earlier life of the program may have ended in the middle of a band.
    auto const reset = reset_softly(within(m_limits.answer, deadline));
    if (m_condition == Condition::gone)
        return is_gone();
    if (!reset)
        send(Bytes(longest_command, 0));
    send(encode_fresh_start(m_profile));
    return ask_all(deadline);
}

Result<Facts> Printer::ask(Deadline deadline)
{
    if (m_condition == Condition::gone)
        return is_gone();
    if (m_condition == Condition::dirty)
        TRY_WHILE("clearing what a broken-off job left", clear(m_longest, deadline));
    return ask_all(deadline);
}

void Printer::attend()
{
    for (;;) {
        auto const happening = m_transport->wait(Deadline::at(m_clock.now()));
        if (auto const* came = std::get_if<Came>(&happening)) {
            for (auto const& report : m_parser.feed(came->bytes))
                note(report);
        } else if (std::holds_alternative<Taken>(happening)) {
            m_on_their_way = std::max(0, m_on_their_way - 1);
        } else if (std::holds_alternative<Stalled>(happening)) {
            m_halted = true;
        } else if (std::holds_alternative<Broken>(happening)) {
            m_halted = true; // clearing starts the reading anew
        } else {
            if (std::holds_alternative<Gone>(happening))
                m_condition = Condition::gone;
            return;
        }
    }
}

JobEnd Printer::print(kiosk::Dots const& sheet, Deadline deadline)
{
    ++m_counters.jobs;
    auto plan = encode_sheet(sheet, m_profile);
    if (!plan)
        return { Outcome::not_printed, Reason::refused, plan.error().story };
    attend();
    if (m_condition == Condition::dirty) {
        if (auto const cleared = clear(m_longest, deadline); !cleared && m_condition != Condition::gone) {
            auto const trouble = m_facts ? trouble_of(*m_facts) : Trouble::none;
            return { Outcome::not_printed, trouble == Trouble::none ? Reason::no_answer : reason_of(trouble), cleared.error().story };
        }
    }
    if (m_condition == Condition::gone)
        return { Outcome::not_printed, Reason::unplugged, "the printer had been unplugged before the job" };
    auto end = PrintRun(*this, std::move(*plan), deadline).run();
    if (end.outcome == Outcome::printed)
        ++m_counters.printed;
    return end;
}

Counters Printer::counters() const
{
    auto counters = m_counters;
    counters.strays = m_parser.strays();
    return counters;
}

/// P4: by bytes if the printer takes them, else by the class request.
Result<void> Printer::clear(std::size_t longest, Deadline deadline)
{
    m_longest = std::max(longest, m_longest);
    m_condition = Condition::dirty;
    ++m_counters.recoveries;
    auto const done = bring_back(m_longest, deadline);
    if (done) {
        m_condition = Condition::ready;
        m_longest = 0;
    } else if (m_condition != Condition::gone) {
        m_condition = Condition::dirty; // whatever the questions on the way found
    }
    return done;
}

Result<void> Printer::bring_back(std::size_t longest, Deadline deadline)
{
    auto const first_half = within(deadline.left(m_clock) / 2, deadline);
    call_back();
    if (unhalt(first_half)) {
        m_parser.forget();
        send(encode_recovery(m_profile, longest));
        auto const facts = ask_all(first_half);
        if (facts && trouble_of(*facts) == Trouble::none && m_on_their_way == 0) {
            if (m_profile.asb == Asb::yes)
                send(encode_enable_asb());
            return {};
        }
    }
    if (m_condition == Condition::gone)
        return is_gone();
    // It does not take bytes, or cannot act on them now: what it holds would come out when the paper is back.
    call_back();
    TRY(reset_softly(deadline));
    m_parser.forget();
    send(longest > 0 ? encode_fresh_start(m_profile) : encode_job_start(m_profile));
    (void)TRY(ask_all(deadline));
    return {};
}

Result<void> Printer::reset_softly(Deadline deadline)
{
    auto const reset = m_transport->soft_reset(deadline);
    if (!reset && reset.error().kind == Failure::absent)
        return is_gone();
    TRY_WHILE("SOFT_RESET", reset);
    return unhalt(deadline);
}

Result<void> Printer::unhalt(Deadline deadline)
{
    if (!m_halted)
        return {};
    call_back();
    auto const cleared = m_transport->clear_halts(deadline);
    if (!cleared && cleared.error().kind == Failure::absent)
        return is_gone();
    TRY_WHILE("clearing the halted pipe", cleared);
    m_halted = false;
    return {};
}

Result<Facts> Printer::ask_all(Deadline deadline)
{
    auto const until = within(m_limits.answer, deadline);
    std::bitset<status_questions + 1> answered;
    if (auto const ready = unhalt(until); !ready)
        return std::unexpected(ready.error());
    ask_status();
    while (answered.count() < status_questions) {
        auto const happening = m_transport->wait(until);
        if (auto const* came = std::get_if<Came>(&happening)) {
            for (auto const& report : m_parser.feed(came->bytes)) {
                note(report);
                if (auto const* answer = std::get_if<RealTimeReport>(&report))
                    answered.set(answer->n);
            }
        } else if (std::holds_alternative<Taken>(happening)) {
            m_on_their_way = std::max(0, m_on_their_way - 1);
        } else if (std::holds_alternative<Gone>(happening)) {
            return is_gone();
        } else {
            m_halted = m_halted || !std::holds_alternative<Quiet>(happening);
            m_condition = Condition::silent;
            call_back();
            m_parser.forget();
            return failed(Failure::unreachable, "the printer does not answer questions about its state");
        }
    }
    if (m_condition == Condition::silent)
        m_condition = Condition::ready;
    return *m_facts;
}

void Printer::ask_status()
{
    Bytes questions;
    for (std::uint8_t n = 1; n <= status_questions; ++n) {
        auto const question = encode_ask_status(n);
        questions.insert(questions.end(), question.begin(), question.end());
        m_parser.expect_status(n);
    }
    send(questions);
}

void Printer::send(Bytes const& bytes)
{
    ++m_on_their_way;
    m_transport->send(bytes);
}

void Printer::call_back()
{
    m_transport->call_back();
    m_on_their_way = 0;
}

void Printer::note(Report const& report)
{
    if (!m_facts)
        m_facts.emplace();
    take_in(*m_facts, report);
}

std::unexpected<kiosk::Error> Printer::is_gone()
{
    m_condition = Condition::gone;
    return failed(Failure::absent, "the printer has been unplugged");
}

Deadline Printer::within(kiosk::Duration span, Deadline deadline) const
{
    return Deadline::at(std::min(m_clock.now() + span, deadline.moment()));
}

}
