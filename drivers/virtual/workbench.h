#pragma once
/// A virtual reader and a virtual printer on a testbed, and whoever gives orders to them.

#include "drivers/virtual/card_reader.h"
#include "drivers/virtual/order.h"
#include "drivers/virtual/receipt_printer.h"
#include "drivers/virtual/testbed.h"
#include "kiosk/base/json/json.h"

namespace drivers::virtuals {

/// Threads: obey() and answer() from any.
class Workbench {
public:
    /// Both are plugged in: the reader at port 1-1, the printer at 1-2, held by the kernel's usblp as on a real machine.
    [[nodiscard]] static kiosk::Result<Workbench> open(ReaderProfile const& reader, PrinterProfile const& printer, kiosk::Clock const& clock);

    /// Returns when it has taken effect; null, or the status that was asked for.
    [[nodiscard]] kiosk::Result<kiosk::json::Value> obey(Order const& order);

    /// One line of the socket: an order as order.h writes it, to an answer in one line without its end:
    /// `{"ok":true}`, `{"ok":true,"status":{…}}`, `{"ok":false,"kind":"malformed","story":"…"}`.
    [[nodiscard]] std::string answer(std::string_view line);

    /// `{"bytes_received","dots_on_paper","underruns","transfers","faults_fired","card","paper","cover",
    /// "reader":{…},"printer":{…}}`; bytes_received are the printer's, transfers and faults those of both.
    [[nodiscard]] kiosk::json::Value status() const;

    [[nodiscard]] Testbed& testbed() { return m_testbed; }
    [[nodiscard]] CardReader& reader() { return *m_reader; }
    [[nodiscard]] ReceiptPrinter& printer() { return *m_printer; }

private:
    Workbench(Testbed testbed, std::shared_ptr<CardReader> reader, std::shared_ptr<ReceiptPrinter> printer);
    [[nodiscard]] kiosk::Result<void> plug(DeviceWord device);
    [[nodiscard]] kiosk::Result<void> unplug(DeviceWord device);
    [[nodiscard]] kiosk::Result<void> save_paper(std::string const& file);
    [[nodiscard]] VirtualDevice& device(DeviceWord device);

    std::shared_ptr<CardReader> m_reader; // shared with the testbed, which drops them when they are unplugged
    std::shared_ptr<ReceiptPrinter> m_printer;
    Testbed m_testbed;
};

}
