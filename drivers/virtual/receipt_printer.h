#pragma once
/// A USB receipt printer that is not there: Printer Class 1.1 outside, ESC/POS inside.
///
///                    paper out, or cover open
///          online ----------------------------> offline
///            ^                                     |
///            +-------------------------------------+
///               paper in, and cover closed: goes on with the row at which it stopped
///
/// Offline it prints nothing; what comes is kept in the receive buffer until that is full, then the host is told to wait
/// (NAK). Real-time commands (DLE EOT, DLE ENQ, DLE DC4) are obeyed as they arrive, offline too, but not in the middle
/// of another command: inside an image they are image. A change is reported at once by ASB where GS a asked for it.
/// What waits is given up by DLE ENQ 2, DLE DC4 8 (clear buffers), SOFT_RESET, or loss of power; DLE ENQ 1 goes on.
/// The manual speaks of ENQ after errors alone; printers in the field also obey it at paper end, and so does this one.
///
/// Source: USB Printer Class 1.1, section 4; Epson ESC/POS command reference.

#include "drivers/virtual/print_station.h"
#include "drivers/virtual/virtual_device.h"

#include <deque>

namespace drivers::virtuals {

class ReceiptPrinter final : public VirtualDevice {
public:
    /// `clock` must outlive the printer.
    ReceiptPrinter(PrinterProfile const& profile, kiosk::Clock const& clock);

    void set_paper(Paper::Supply supply);
    /// Paper ends when so many more rows have come out.
    void end_paper_after(std::uint64_t rows);
    enum class Cover { closed, open };
    void set_cover(Cover cover);

    [[nodiscard]] Paper::Supply paper() const;
    [[nodiscard]] Cover cover() const;
    /// What a person would pick up: see Paper::newest().
    [[nodiscard]] kiosk::Dots newest_paper() const;
    /// The sheets that were cut, at most the last 16.
    [[nodiscard]] std::vector<kiosk::Dots> sheets() const;

    struct Figures {
        std::uint64_t dots = 0;
        std::uint64_t rows = 0;
        std::uint64_t cuts = 0;
        std::uint64_t underruns = 0;
        std::uint64_t unknown_commands = 0;
        std::uint64_t waiting_bytes = 0; ///< in the receive buffer
    };
    [[nodiscard]] Figures figures() const;

private:
    /// Sees bytes when they arrive and obeys what cannot wait.
    struct Arrivals final : CommandSink {
        explicit Arrivals(ReceiptPrinter& in_printer) : printer(in_printer) { }
        void text(std::uint8_t) override { }
        void command(std::span<std::uint8_t const>) override { }
        void real_time(std::span<std::uint8_t const> bytes) override { printer.obey_now(bytes); }
        void raster_begins(std::uint8_t, std::size_t, std::size_t) override { }
        void raster_row(std::span<std::uint8_t const>) override { }
        void unknown(std::span<std::uint8_t const>) override { }
        ReceiptPrinter& printer;
    };

    void started() override;
    std::size_t take(std::uint8_t endpoint, std::span<std::uint8_t const> bytes) override;
    ControlAnswer control(std::array<std::uint8_t, 8> const& setup, Bytes const& bytes) override;

    void obey_now(std::span<std::uint8_t const> bytes);
    void reply(Bytes bytes);
    void drain();
    void go_on();
    void clear_buffers();
    [[nodiscard]] bool offline() const;
    [[nodiscard]] std::array<std::uint8_t, 4> automatic_status() const;
    void report_changes();

    PrinterProfile const m_profile;
    PrintStation m_station;
    Arrivals m_arrivals;
    CommandScanner m_at_arrival;
    CommandScanner m_at_work;
    std::deque<std::uint8_t> m_buffer;
    Cover m_cover = Cover::closed;
    std::array<std::uint8_t, 4> m_reported {};
};

}
