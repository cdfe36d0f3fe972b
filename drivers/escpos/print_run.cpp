#include "drivers/escpos/print_run.h"

#include <algorithm>
#include <fmt/format.h>

namespace drivers::escpos {

using kiosk::Deadline;

namespace {

/// Transfers on their way at once: while the printer eats one, the next is waiting for it.
constexpr int most_on_their_way = 2;

void append(Bytes& bytes, Bytes const& more)
{
    bytes.insert(bytes.end(), more.begin(), more.end());
}

}

PrintRun::PrintRun(Printer& printer, Plan plan, Deadline deadline)
    : m_printer(printer)
    , m_plan(std::move(plan))
    , m_deadline(deadline)
    , m_work_ends(Deadline::at(deadline.moment() - std::min<kiosk::Duration>(printer.m_limits.clearing, deadline.left(printer.m_clock) / 3)))
    , m_state_ends(m_work_ends)
{
    while (m_first_ink < m_plan.pieces.size() && !m_plan.pieces[m_first_ink].ink)
        ++m_first_ink;
}

JobEnd PrintRun::run()
{
    enter(JobState::asking);
    while (m_state != JobState::ended)
        step();
    auto const outcome = decide(m_evidence);
    if (outcome == Outcome::printed)
        return { outcome, Reason::none, {} };
    return { outcome, m_reason, m_story };
}

void PrintRun::enter(JobState state)
{
    m_state = state;
    auto const& limits = m_printer.m_limits;
    switch (state) {
    case JobState::asking:
        m_state_ends = m_printer.within(limits.answer, m_work_ends);
        m_printer.m_parser.forget();
        if (!m_printer.unhalt(m_state_ends)) {
            blame(m_printer.m_condition == Condition::gone ? Reason::unplugged : Reason::no_answer, "its pipe is halted");
            return go(m_printer.m_condition == Condition::gone ? JobEvent::gone : JobEvent::late);
        }
        m_printer.ask_status();
        return;
    case JobState::aligning:
        m_state_ends = m_printer.within(limits.answer, m_work_ends);
        return send_with_barrier(encode_job_start(m_printer.m_profile));
    case JobState::sending:
        m_state_ends = m_printer.within(limits.patience, m_work_ends);
        return send_more();
    case JobState::settling:
        m_state_ends = m_printer.within(limits.patience, m_work_ends);
        if (m_evidence.barrier_after_cut) // its answer overtook the news that the bytes had been taken
            go(JobEvent::acknowledged);
        return;
    case JobState::doubting:
        m_state_ends = m_printer.within(limits.doubt, m_work_ends);
        return;
    case JobState::clearing:
        return clear();
    case JobState::ended:
        if (m_printer.m_on_their_way > 0)
            m_printer.call_back();
        return;
    }
}

void PrintRun::go(JobEvent event)
{
    auto const state = next(m_state, event);
    if (state != m_state)
        enter(state);
}

void PrintRun::step()
{
    auto const happening = m_printer.m_transport->wait(m_state_ends);
    if (std::holds_alternative<Taken>(happening)) {
        m_printer.m_on_their_way = std::max(0, m_printer.m_on_their_way - 1);
        if (m_state != JobState::sending)
            return;
        m_state_ends = m_printer.within(m_printer.m_limits.patience, m_work_ends);
        send_more();
        if (everything_sent() && m_printer.m_on_their_way == 0)
            go(JobEvent::all_taken);
    } else if (auto const* bytes = std::get_if<Came>(&happening)) {
        for (auto const& report : m_printer.m_parser.feed(bytes->bytes)) {
            m_printer.note(report);
            if (m_state != JobState::ended)
                came(report);
        }
    } else if (std::holds_alternative<Stalled>(happening)) {
        m_printer.m_halted = true;
        blame(Reason::no_answer, fmt::format("it stalled while {}", to_string(m_state)));
        go(JobEvent::stalled);
    } else if (std::holds_alternative<Gone>(happening)) {
        m_printer.m_condition = Condition::gone;
        blame(Reason::unplugged, fmt::format("it was unplugged while {}", to_string(m_state)));
        go(JobEvent::gone);
    } else if (auto const* broken = std::get_if<Broken>(&happening)) {
        m_printer.m_halted = true; // clearing starts the reading anew
        blame(Reason::no_answer, broken->story);
        go(JobEvent::broken);
    } else if (m_state_ends.passed(m_printer.m_clock)) {
        if (m_state == JobState::asking) {
            m_printer.m_condition = Condition::silent;
            if (m_printer.m_facts) // an offline printer with a full buffer takes no questions, and has told why
                blame(reason_of(trouble_of(*m_printer.m_facts)), "it takes no bytes, and had told why");
        }
        auto const over = m_work_ends.passed(m_printer.m_clock);
        blame(over ? Reason::late : Reason::no_answer, fmt::format("{} while {}", over ? "the job's time was over" : "no answer", to_string(m_state)));
        go(JobEvent::late);
    }
}

void PrintRun::came(Report const& report)
{
    if (auto const* answer = std::get_if<RealTimeReport>(&report)) {
        if (m_state != JobState::asking)
            return;
        m_answered.insert(answer->n);
        if (m_answered.size() < 4)
            return;
        if (m_printer.m_condition == Condition::silent)
            m_printer.m_condition = Condition::ready;
        judge(*m_printer.m_facts);
        if (m_state == JobState::asking)
            go(JobEvent::well);
    } else if (std::holds_alternative<PaperSensorReport>(report)) {
        if (m_printer.m_profile.barrier == Barrier::paper_sensor && !m_barriers.empty()) {
            m_barriers.pop_front();
            barrier_answered();
        }
        if (m_state == JobState::sending)
            judge(*m_printer.m_facts);
    } else if (auto const* process = std::get_if<ProcessReport>(&report)) {
        auto const found = std::ranges::find(m_barriers, process->id);
        if (m_printer.m_profile.barrier == Barrier::process_id && found != m_barriers.end()) {
            m_barriers.erase(m_barriers.begin(), found + 1); // an answer stands for all before it
            barrier_answered();
        }
    } else if (std::holds_alternative<StateReport>(report) && m_state != JobState::asking) {
        judge(*m_printer.m_facts);
    }
}

void PrintRun::judge(Facts const& facts)
{
    auto const trouble = trouble_of(facts);
    if (trouble == Trouble::none)
        return;
    blame(reason_of(trouble), fmt::format("it told so itself while {}", to_string(m_state)));
    // With the last barrier answered the receipt is out, whatever happens to the paper then.
    if (m_evidence.barrier_after_cut)
        return;
    // With the cut on its way the last answer may be too: it is waited for, as if the news of the bytes had come.
    if (m_state == JobState::sending && everything_sent())
        go(JobEvent::all_taken);
    go(JobEvent::trouble);
}

void PrintRun::barrier_answered()
{
    switch (m_state) {
    case JobState::aligning:
        return go(JobEvent::lined_up);
    case JobState::sending:
        m_state_ends = m_printer.within(m_printer.m_limits.patience, m_work_ends);
        m_evidence.barrier_after_cut = everything_sent() && m_barriers.empty();
        return send_more();
    case JobState::settling:
    case JobState::doubting:
        m_state_ends = m_printer.within(m_printer.m_limits.patience, m_work_ends);
        if (!m_barriers.empty())
            return;
        m_evidence.barrier_after_cut = true;
        return go(JobEvent::acknowledged);
    default:
        return;
    }
}

void PrintRun::send_more()
{
    while (!everything_sent() && m_printer.m_on_their_way < most_on_their_way
        && m_barriers.size() < static_cast<std::size_t>(m_printer.m_profile.window)) {
        if (m_next == m_plan.pieces.size()) {
            m_cut_sent = true;
            return send_with_barrier(encode_cut(m_printer.m_profile));
        }
        auto piece = std::move(m_plan.pieces[m_next++]);
        m_evidence.ink_sent = m_next > m_first_ink;
        if (piece.ink)
            send_with_barrier(std::move(piece.bytes));
        else
            m_printer.send(piece.bytes);
    }
}

void PrintRun::send_with_barrier(Bytes bytes)
{
    auto const id = process_id_of(++m_printer.m_last_process);
    m_barriers.push_back(id);
    if (m_printer.m_profile.barrier == Barrier::process_id) {
        append(bytes, encode_ask_process_id(id));
    } else {
        m_printer.m_parser.expect_paper_sensor();
        append(bytes, encode_ask_paper_sensor());
    }
    m_printer.send(bytes);
}

void PrintRun::clear()
{
    auto const longest = m_next == 0 ? 0 : m_plan.longest; // before the first piece no command of ours was long
    auto const cleared = m_printer.clear(longest, m_printer.within(m_printer.m_limits.clearing, m_deadline));
    if (cleared)
        return go(JobEvent::cleared);
    if (m_printer.m_condition == Condition::gone)
        return go(JobEvent::gone);
    m_story += "; it could not be cleared and may still hold a part of the receipt: " + cleared.error().story;
    go(JobEvent::not_cleared);
}

/// The first cause counts; what follows from it does not.
void PrintRun::blame(Reason reason, std::string story)
{
    if (m_reason != Reason::none)
        return;
    m_reason = reason;
    m_story = std::move(story);
}

}
