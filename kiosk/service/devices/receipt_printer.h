#pragma once
/// The printer of receipts, in the kiosk's words.
///
/// It tells its state when it changes: by itself where the printer does (ASB), and found by a verifying poll (every 10 s
/// at most, but for a few after it fell silent). Jobs are done one after the other; each ends with exactly one PrintEnded.

#include "drivers/escpos/printer.h"
#include "kiosk/service/devices/events.h"
#include "kiosk/service/devices/strand.h"

#include <memory>
#include <optional>
#include <string>

namespace kiosk::devices {

struct PrinterTimes {
    Duration greet = std::chrono::seconds(3);
    Duration ask = std::chrono::seconds(3);
    Duration verify = std::chrono::seconds(15);       ///< between polls
    Duration verify_trouble = std::chrono::seconds(10); ///< between polls while it cannot print
    Duration retry = std::chrono::seconds(1);         ///< before the first polls after it fell silent
    int retries = 3;                                  ///< how many those are
};

/// Threads: one, that of its strand; health() from any.
class ReceiptPrinter final : public Tended {
public:
    /// `events` and `clock` must outlive the printer.
    ReceiptPrinter(Mailbox<Event>& events, Clock const& clock, PrinterTimes const& times = {});

    /// `name` is for the technician.
    void printer_arrived(std::unique_ptr<drivers::escpos::Printer> printer, std::string name);
    /// No printer, or one that cannot be driven: then `error` says why.
    void printer_missing(std::string name, std::optional<Error> error);
    /// The printer in use was unplugged.
    void printer_left();
    [[nodiscard]] bool has_printer() const { return m_printer != nullptr; }

    /// Prints, posts PrintEnded, and wipes the sheet. Returns at the latest at the job's deadline.
    void print(PrintJob job);

    /// The printer has said something by itself.
    void attend();

    /// The verifying poll.
    void look() override;
    [[nodiscard]] Deadline next_look() const override;
    void leave() override;

    [[nodiscard]] Health health() const { return m_health.get(); }

private:
    void tell_state();
    void say(DeviceStatus status, Paper paper, ErrorAction action, std::string story, std::string remedy);
    [[nodiscard]] Deadline in(Duration span) const { return Deadline::after(m_clock, span); }

    Mailbox<Event>& m_events;
    Clock const& m_clock;
    PrinterTimes m_times;
    std::unique_ptr<drivers::escpos::Printer> m_printer;
    std::string m_name;
    Deadline m_next_look;
    int m_silent_looks = 0;
    std::optional<PrinterChanged> m_said;
    Latest<Health> m_health;
};

}
