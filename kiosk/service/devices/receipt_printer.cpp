#include "kiosk/service/devices/receipt_printer.h"

#include <fmt/format.h>

namespace kiosk::devices {

using drivers::escpos::Condition;
using drivers::escpos::Trouble;

namespace {

constexpr auto no_need_to_look = std::chrono::hours(24);

PrintOutcome outcome_of(drivers::escpos::Outcome outcome)
{
    switch (outcome) {
    case drivers::escpos::Outcome::printed: return PrintOutcome::printed;
    case drivers::escpos::Outcome::not_printed: return PrintOutcome::not_printed;
    case drivers::escpos::Outcome::unknown: return PrintOutcome::unknown;
    }
    verify(false, "a print outcome has its word");
    return PrintOutcome::unknown;
}

PrintReason reason_of(drivers::escpos::Reason reason)
{
    using drivers::escpos::Reason;
    switch (reason) {
    case Reason::none: return PrintReason::none;
    case Reason::paper_out: return PrintReason::paper_out;
    case Reason::cover_open: return PrintReason::cover_open;
    case Reason::cutter_error: return PrintReason::cutter_error;
    case Reason::mechanical_error: return PrintReason::paper_jammed;
    case Reason::fatal_error: return PrintReason::hardware_error;
    case Reason::unplugged: return PrintReason::unplugged;
    case Reason::no_answer: return PrintReason::no_answer;
    case Reason::late: return PrintReason::late;
    case Reason::refused: return PrintReason::sheet_refused;
    }
    verify(false, "a print reason has its word");
    return PrintReason::none;
}

/// How each trouble is told.
struct Told {
    Trouble trouble;
    DeviceStatus status;
    ErrorAction action;
    char const* seen;
    char const* remedy;
};
// clang-format off: a table is read in columns
constexpr Told troubles[] = {
    { Trouble::cover_open,       DeviceStatus::offline,        ErrorAction::clear,       "the cover is open",             "close the cover" },
    { Trouble::paper_out,        DeviceStatus::offline,        ErrorAction::clear,       "no paper",                      "put in a new roll" },
    { Trouble::cutter_error,     DeviceStatus::offline,        ErrorAction::clear,       "the cutter is stuck",           "open the cover and take out what blocks the cutter" },
    { Trouble::mechanical_error, DeviceStatus::offline,        ErrorAction::clear,       "the paper is jammed",           "open the cover and take out the jammed paper" },
    { Trouble::fatal_error,      DeviceStatus::hardware_error, ErrorAction::maintenance, "it reports an error that it cannot recover from", "replace the printer" },
};
// clang-format on

}

ReceiptPrinter::ReceiptPrinter(Mailbox<Event>& events, Clock const& clock, PrinterTimes const& times)
    : m_events(events)
    , m_clock(clock)
    , m_times(times)
    , m_next_look(in(no_need_to_look))
    , m_health({ .part = "receipt_printer", .device = {}, .status = DeviceStatus::starting, .action = ErrorAction::none, .seen = {}, .remedy = {} })
{
}

void ReceiptPrinter::printer_arrived(std::unique_ptr<drivers::escpos::Printer> printer, std::string name)
{
    m_printer = std::move(printer);
    m_name = std::move(name);
    (void)m_printer->greet(in(m_times.greet)); // what came of it is its condition, which is told next
    tell_state();
}

void ReceiptPrinter::printer_missing(std::string name, std::optional<Error> error)
{
    m_name = std::move(name);
    m_next_look = in(no_need_to_look);
    if (!error)
        return say(DeviceStatus::no_device, Paper::unknown, ErrorAction::none, "no receipt printer is plugged in", "plug in a receipt printer");
    if (error->kind == Failure::refused)
        return say(DeviceStatus::device_busy, Paper::unknown, ErrorAction::configuration, std::move(error->story),
            "free the printer from other programs; see that the udev rule is installed");
    say(DeviceStatus::hardware_error, Paper::unknown, ErrorAction::maintenance, std::move(error->story), "unplug the printer and plug it in again");
}

void ReceiptPrinter::printer_left()
{
    if (!m_printer)
        return;
    m_printer.reset();
    m_name.clear();
    m_next_look = in(no_need_to_look);
    say(DeviceStatus::no_device, Paper::unknown, ErrorAction::none, "the receipt printer was unplugged", "plug the receipt printer in again");
}

void ReceiptPrinter::print(PrintJob job)
{
    auto const ended = [&]() -> PrintEnded {
        if (!m_printer)
            return { job.id, PrintOutcome::not_printed, PrintReason::no_device, "no receipt printer is plugged in" };
        if (job.deadline.passed(m_clock))
            return { job.id, PrintOutcome::not_printed, PrintReason::late, "the job's time was over before it could begin" };
        auto end = m_printer->print(job.sheet, job.deadline);
        return { job.id, outcome_of(end.outcome), reason_of(end.reason), std::move(end.story) };
    }();
    job.sheet.wipe();
    m_events.post(ended);
    if (m_printer)
        tell_state();
}

void ReceiptPrinter::attend()
{
    if (!m_printer)
        return;
    m_printer->attend();
    // The paper is back, or the cover closed: what a broken-off job left is cleared now, not with the next citizen.
    auto const waits_for_clearing = m_printer->condition() == Condition::dirty && m_printer->facts() && trouble_of(*m_printer->facts()) == Trouble::none;
    if (waits_for_clearing)
        return look();
    tell_state();
}

void ReceiptPrinter::look()
{
    if (!m_printer) {
        m_next_look = in(no_need_to_look);
        return;
    }
    (void)m_printer->ask(in(m_times.ask)); // what came of it is its condition, which is told next
    tell_state();
}

Deadline ReceiptPrinter::next_look() const
{
    return m_next_look;
}

void ReceiptPrinter::leave()
{
    m_printer.reset();
}

void ReceiptPrinter::tell_state()
{
    if (m_printer->condition() == Condition::gone)
        return printer_left();
    m_silent_looks = m_printer->condition() == Condition::silent ? m_silent_looks + 1 : 0;
    auto const just_fell_silent = m_silent_looks > 0 && m_silent_looks <= m_times.retries;
    m_next_look = in(just_fell_silent ? m_times.retry : m_times.verify_trouble);
    auto const facts = m_printer->facts().value_or(drivers::escpos::Facts {});
    auto const trouble = trouble_of(facts);
    auto const paper = !m_printer->facts() ? Paper::unknown
        : facts.paper_out                  ? Paper::out
        : facts.mechanical_error           ? Paper::jammed
        : facts.paper_low                  ? Paper::low
                                           : Paper::full;
    for (auto const& told : troubles) {
        if (told.trouble == trouble)
            return say(told.status, paper, told.action, told.seen, told.remedy);
    }
    if (m_printer->condition() == Condition::silent)
        return say(DeviceStatus::hardware_error, paper, ErrorAction::maintenance, "it does not answer questions about its state", "switch the printer off and on; see that its cable is firm");
    if (m_printer->condition() == Condition::dirty)
        return say(DeviceStatus::hardware_error, paper, ErrorAction::reset, "it may still hold a part of a receipt that broke off", "switch the printer off and on");
    m_next_look = in(m_times.verify);
    if (facts.overheated)
        return say(DeviceStatus::online, paper, ErrorAction::suspend, "its head is too hot; it goes on by itself", {});
    if (facts.offline)
        return say(DeviceStatus::offline, paper, ErrorAction::suspend, facts.feeding ? "somebody holds its feed button" : "it says that it is offline, and not why", "see whether its online lamp is lit");
    say(DeviceStatus::online, paper, paper == Paper::low ? ErrorAction::clear : ErrorAction::none,
        paper == Paper::low ? "the paper is running low" : "ready", paper == Paper::low ? "have a new roll at hand" : "");
}

void ReceiptPrinter::say(DeviceStatus status, Paper paper, ErrorAction action, std::string story, std::string remedy)
{
    m_health.set({ .part = "receipt_printer", .device = m_name, .status = status, .action = action, .seen = story, .remedy = std::move(remedy) });
    if (m_said && m_said->status == status && m_said->paper == paper && m_said->action == action)
        return;
    m_said = PrinterChanged { status, paper, action, std::move(story) };
    m_events.post(*m_said);
}

}
