#pragma once
/// What a printer does with commands: it moves paper and puts dots on it.
///
/// Printing stops at the very row where the paper ends, and goes on with that row when there is paper again: nothing is
/// lost and nothing printed twice. Images stand where ESC a and GS L put them. Letters appear as hollow boxes: this
/// printer has no font, and a receipt that prints letters has forgotten that printers cannot shape them.
///
/// Source: Epson ESC/POS command reference. Not understood, and left out with their bytes: page mode, bar and QR codes,
/// stored graphics, macros, user-defined characters.
///
/// Threads: none of its own.

#include "drivers/virtual/command_scanner.h"
#include "drivers/virtual/paper.h"
#include "drivers/virtual/printer_profile.h"
#include "kiosk/base/core/time.h"

#include <deque>
#include <functional>
#include <string>

namespace drivers::virtuals {

class PrintStation final : public CommandSink {
public:
    using Bytes = std::vector<std::uint8_t>;

    /// `reply` is called with what the printer sends to the host. `clock` must outlive the station.
    PrintStation(PrinterProfile const& profile, kiosk::Clock const& clock, std::function<void(Bytes)> reply);

    /// True while everything asked for so far is on paper. While it is not, push nothing: call work() when there is paper.
    [[nodiscard]] bool idle() const { return m_jobs.empty(); }
    /// Prints what waits, as far as the paper goes. `ready` is false while the cover is open.
    void work();
    void set_ready(bool ready);
    /// Forgets what waits and what stands in the line.
    void clear();
    /// As after power-on.
    void restart();

    [[nodiscard]] Paper& paper() { return m_paper; }
    [[nodiscard]] Paper const& paper() const { return m_paper; }
    /// GS a: which changes the host wants to be told.
    [[nodiscard]] std::uint8_t automatic_status() const { return m_automatic_status; }
    /// How often the head would have stood still for want of bytes in the middle of a sheet, had it run at its own speed.
    [[nodiscard]] std::uint64_t underruns() const { return m_underruns; }
    [[nodiscard]] std::uint64_t unknown_commands() const { return m_unknown; }
    /// Called when GS a has set the above, as that asks for a first report.
    std::function<void()> on_automatic_status;

    void text(std::uint8_t letter) override;
    void command(std::span<std::uint8_t const> bytes) override;
    void real_time(std::span<std::uint8_t const>) override { }
    void raster_begins(std::uint8_t mode, std::size_t row_bytes, std::size_t rows) override;
    void raster_row(std::span<std::uint8_t const> row) override;
    void unknown(std::span<std::uint8_t const>) override { ++m_unknown; }

private:
    struct Job {
        enum class Kind { row, feed, cut } kind = Kind::row;
        Bytes dots;
        std::uint64_t rows = 0;
    };
    struct Modes {
        std::uint64_t line_spacing = 0; ///< rows
        int vertical_units = 0;
        int horizontal_units = 0;
        std::uint8_t justification = 0;
        int left_margin = 0; ///< dots
    };

    void initialize();
    void escape(std::span<std::uint8_t const> bytes);
    void group(std::span<std::uint8_t const> bytes);
    void identify(std::uint8_t what);
    void extended(std::span<std::uint8_t const> bytes);
    void cut(std::span<std::uint8_t const> bytes);
    void bit_image(std::span<std::uint8_t const> bytes);
    void print_line(std::uint64_t at_least);
    void feed(std::uint64_t rows);
    void put_row(Bytes row);
    [[nodiscard]] Bytes placed(std::span<std::uint8_t const> dots, int width) const;
    [[nodiscard]] bool print(std::span<std::uint8_t const> dots);
    [[nodiscard]] std::uint64_t rows_of_units(std::uint64_t units) const;

    PrinterProfile const m_profile;
    kiosk::Clock const& m_clock;
    std::function<void(Bytes)> m_reply;
    Paper m_paper;
    bool m_ready = true;
    std::deque<Job> m_jobs;
    Modes m_modes;
    std::string m_line; ///< letters that wait for a line feed
    std::uint8_t m_raster_mode = 0;
    std::uint8_t m_automatic_status = 0;
    bool m_moving = false; ///< a sheet has begun
    kiosk::Instant m_head_free {};
    std::uint64_t m_underruns = 0;
    std::uint64_t m_unknown = 0;
};

}
