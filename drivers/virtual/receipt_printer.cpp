#include "drivers/virtual/receipt_printer.h"

#include "drivers/virtual/descriptors.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace drivers::virtuals {

namespace {

constexpr std::uint8_t bulk_out = 0x01;
constexpr std::uint8_t bulk_in = 0x82;

Descriptors describe_printer(PrinterProfile const& profile)
{
    constexpr std::uint8_t printer_class = 7;
    constexpr std::uint8_t printers = 1;
    constexpr std::uint8_t bidirectional = 2;
    return describe(DeviceWords { profile.vendor, profile.product, 0x0100, std::string(profile.manufacturer), std::string(profile.model), "PR000001" },
        InterfaceWords { printer_class, printers, bidirectional, {}, { { bulk_out }, { bulk_in } } });
}

// Bits of the status bytes (command reference: GS a, DLE EOT). One bit of every byte is always set, others always clear,
// so that a host can tell ASB (0xx1xx00), DLE EOT (0xx1xx10) and the rest apart.
enum AutomaticStatus : std::uint8_t { asb_fixed = 0x10, asb_offline = 0x08, asb_cover_open = 0x20, asb_near_end = 0x03, asb_end = 0x0c };
enum RealTimeStatus : std::uint8_t { eot_fixed = 0x12, eot_offline = 0x08, eot_cover_open = 0x04, eot_paper_stop = 0x20, eot_near_end = 0x0c, eot_end = 0x60 };
enum AutomaticStatusMask : std::uint8_t { tell_online = 0x02, tell_error = 0x04, tell_paper = 0x08 };

}

ReceiptPrinter::ReceiptPrinter(PrinterProfile const& profile, kiosk::Clock const& clock)
    : VirtualDevice(describe_printer(profile))
    , m_profile(profile)
    , m_station(profile, clock, [this](Bytes bytes) { reply(std::move(bytes)); })
    , m_arrivals(*this)
    , m_at_arrival(m_arrivals)
    , m_at_work(m_station)
{
    m_station.on_automatic_status = [this] {
        m_reported = automatic_status();
        if (m_station.automatic_status() != 0)
            reply(Bytes(m_reported.begin(), m_reported.end()));
    };
}

void ReceiptPrinter::started()
{
    clear_buffers();
    m_station.restart();
    m_reported = automatic_status();
}

void ReceiptPrinter::clear_buffers()
{
    m_buffer.clear();
    m_at_arrival.clear();
    m_at_work.clear();
    m_station.clear();
}

void ReceiptPrinter::reply(Bytes bytes)
{
    if (is_plugged_in())
        give(bulk_in, std::move(bytes), EndOfMessage::none);
}

bool ReceiptPrinter::offline() const { return m_cover == Cover::open || m_station.paper().supply() == Paper::Supply::out; }

std::array<std::uint8_t, 4> ReceiptPrinter::automatic_status() const
{
    auto const supply = m_station.paper().supply();
    std::uint8_t first = asb_fixed;
    if (offline())
        first |= asb_offline;
    if (m_cover == Cover::open)
        first |= asb_cover_open;
    std::uint8_t third = 0;
    if (supply != Paper::Supply::full)
        third |= asb_near_end;
    if (supply == Paper::Supply::out)
        third |= asb_end;
    return { first, 0, third, 0 };
}

void ReceiptPrinter::report_changes()
{
    auto const now = automatic_status();
    auto const wanted = m_station.automatic_status();
    auto const changed = ((wanted & tell_online) != 0 && now[0] != m_reported[0]) || ((wanted & tell_error) != 0 && now[1] != m_reported[1])
        || ((wanted & tell_paper) != 0 && now[2] != m_reported[2]);
    m_reported = now;
    if (changed)
        reply(Bytes(now.begin(), now.end()));
}

std::size_t ReceiptPrinter::take(std::uint8_t, std::span<std::uint8_t const> bytes)
{
    std::size_t taken = 0;
    for (auto const byte : bytes) {
        if (m_buffer.size() >= m_profile.receive_buffer)
            break;
        ++taken;
        m_buffer.push_back(byte);
        m_at_arrival.push(byte);
        drain();
        if (!is_plugged_in())
            break; // an answer met a fault
    }
    return taken;
}

/// From the receive buffer to the paper, a byte at a time: it ends at the very row where the paper does.
void ReceiptPrinter::drain()
{
    while (!m_buffer.empty() && !offline() && m_station.idle()) {
        auto const byte = m_buffer.front();
        m_buffer.pop_front();
        m_at_work.push(byte);
        if (offline())
            report_changes();
    }
}

void ReceiptPrinter::go_on()
{
    m_station.set_ready(m_cover == Cover::closed);
    if (!is_plugged_in())
        return; // without power nothing moves
    report_changes();
    m_station.work();
    drain();
    report_changes();
    take_more(bulk_out);
}

void ReceiptPrinter::obey_now(std::span<std::uint8_t const> bytes)
{
    enum : std::uint8_t { eot = 0x04, enq = 0x05, dc4 = 0x14 };
    auto const n = bytes[2];
    // Obeyed means gone: it takes no room in the buffer if all of it still stands there.
    if (m_buffer.size() >= bytes.size() && std::equal(bytes.begin(), bytes.end(), m_buffer.end() - static_cast<std::ptrdiff_t>(bytes.size())))
        m_buffer.erase(m_buffer.end() - static_cast<std::ptrdiff_t>(bytes.size()), m_buffer.end());

    auto const supply = m_station.paper().supply();
    if (bytes[1] == eot) {
        std::uint8_t status = eot_fixed;
        switch (n) {
        case 1:
            if (offline())
                status |= eot_offline;
            break;
        case 2:
            if (m_cover == Cover::open)
                status |= eot_cover_open;
            if (supply == Paper::Supply::out)
                status |= eot_paper_stop;
            break;
        case 3: break; // nothing here breaks yet: no cutter, no head that grows hot
        case 4:
            if (supply != Paper::Supply::full)
                status |= eot_near_end;
            if (supply == Paper::Supply::out)
                status |= eot_end;
            break;
        default: return;
        }
        reply({ status });
    } else if (bytes[1] == enq && n == 1) {
        m_station.work();
    } else if (bytes[1] == enq && n == 2) {
        clear_buffers();
    } else if (bytes[1] == dc4 && n == 8) {
        constexpr std::array<std::uint8_t, 7> clear { 1, 3, 20, 1, 6, 2, 8 };
        if (std::ranges::equal(bytes.subspan(3), clear)) {
            clear_buffers();
            reply({ 0x37, 0x25, 0x00 });
        }
    }
}

VirtualDevice::ControlAnswer ReceiptPrinter::control(std::array<std::uint8_t, 8> const& setup, Bytes const&)
{
    // Printer Class 1.1, 4.2. SOFT_RESET went to "other" in version 1.0 and goes to the interface since 1.1.
    enum : std::uint8_t { get_device_id = 0, get_port_status = 1, soft_reset = 2 };
    if (setup[0] == 0xa1 && setup[1] == get_device_id) {
        auto const text = fmt::format("MFG:{};CMD:ESC/POS;MDL:{};CLS:PRINTER;DES:{} {};", m_profile.manufacturer, m_profile.model, m_profile.manufacturer, m_profile.model);
        auto const length = text.size() + 2; // counts itself, highest byte first
        Bytes bytes { static_cast<std::uint8_t>(length >> 8), static_cast<std::uint8_t>(length & 0xff) };
        bytes.insert(bytes.end(), text.begin(), text.end());
        return { false, std::move(bytes) };
    }
    if (setup[0] == 0xa1 && setup[1] == get_port_status) {
        enum : std::uint8_t { no_error = 0x08, selected = 0x10, paper_empty = 0x20 };
        std::uint8_t status = 0;
        if (m_cover == Cover::closed)
            status |= no_error;
        if (!offline())
            status |= selected;
        if (m_station.paper().supply() == Paper::Supply::out)
            status |= paper_empty;
        return { false, { status } };
    }
    if ((setup[0] == 0x21 || setup[0] == 0x23) && setup[1] == soft_reset) {
        clear_buffers();
        m_station.restart();
        forget(bulk_in);
        take_more(bulk_out);
        return { false, {} };
    }
    return {};
}

void ReceiptPrinter::set_paper(Paper::Supply supply)
{
    Turn const turn(*this);
    m_station.paper().set_supply(supply);
    go_on();
}

void ReceiptPrinter::end_paper_after(std::uint64_t rows)
{
    Turn const turn(*this);
    m_station.paper().end_after(rows);
    go_on();
}

void ReceiptPrinter::set_cover(Cover cover)
{
    Turn const turn(*this);
    m_cover = cover;
    go_on();
}

Paper::Supply ReceiptPrinter::paper() const
{
    std::lock_guard const guard(mutex());
    return m_station.paper().supply();
}

ReceiptPrinter::Cover ReceiptPrinter::cover() const
{
    std::lock_guard const guard(mutex());
    return m_cover;
}

kiosk::Dots ReceiptPrinter::newest_paper() const
{
    std::lock_guard const guard(mutex());
    return m_station.paper().newest();
}

std::vector<kiosk::Dots> ReceiptPrinter::sheets() const
{
    std::lock_guard const guard(mutex());
    return m_station.paper().sheets();
}

ReceiptPrinter::Figures ReceiptPrinter::figures() const
{
    std::lock_guard const guard(mutex());
    auto const& paper = m_station.paper();
    return { paper.dots(), paper.rows(), paper.cuts(), m_station.underruns(), m_station.unknown_commands(), m_buffer.size() };
}

}
