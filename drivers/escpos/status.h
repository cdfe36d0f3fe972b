#pragma once
/// What a printer sends back, taken apart. Everything comes on one pipe without frames: an ASB of four bytes may stand
/// between, or inside, answers to questions, and some bytes mean different things by what was asked. Pure.
///
/// First bytes (Epson's ESC/POS reference, "transmission status"; x any bit):
///
///     0xx1xx00   ASB (GS a), followed by three bytes 0xx0xxxx
///     0xx1xx10   answer to DLE EOT n; n is what was asked longest ago
///     0xx0xxxx   answer to GS r, unless inside an ASB
///     0x5F       text, up to 00 (GS I 65 to 69)
///     0x37       block, up to 00: 22 and a process id (GS ( H), 25 buffers cleared (DLE DC4 8)
///     0x11 0x13  XON, XOFF: passed over

#include "drivers/escpos/bytes.h"
#include "drivers/escpos/encode.h"

#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace drivers::escpos {

/// The state of a printer, as an ASB tells it whole and the four DLE EOT answers tell it in parts.
struct Facts {
    bool offline = false;
    bool cover_open = false;
    bool feeding = false; ///< somebody holds the feed button
    bool paper_low = false;
    bool paper_out = false;
    bool mechanical_error = false; ///< recoverable: a jam, something blocks the carriage
    bool cutter_error = false;
    bool fatal_error = false; ///< unrecoverable: a part is broken
    bool overheated = false;  ///< it goes on by itself when it has cooled down
    bool operator==(Facts const&) const = default;
};

/// Why nothing can be printed now; the first that fits, from what staff can mend to what they cannot.
enum class Trouble { none, cover_open, paper_out, cutter_error, mechanical_error, fatal_error };
[[nodiscard]] Trouble trouble_of(Facts const& facts);

/// ASB, all four bytes.
struct StateReport {
    Facts facts;
};
/// One answer to DLE EOT `n`.
struct RealTimeReport {
    std::uint8_t n;
    std::uint8_t bits;
};
/// The answer to GS r 1: everything sent before it has been done.
struct PaperSensorReport {
    bool low = false;
    bool out = false;
};
/// The answer to GS ( H: everything sent before that id has been done.
struct ProcessReport {
    ProcessId id;
};
/// The answer to GS I 65 to 69.
struct TextReport {
    std::string text;
};
using Report = std::variant<StateReport, RealTimeReport, PaperSensorReport, ProcessReport, TextReport>;

/// Brings `facts` up to date.
void take_in(Facts& facts, Report const& report);

/// Cuts the stream into reports. Whatever comes, it holds at most one unfinished answer of `longest_block` bytes.
class StatusParser {
public:
    static constexpr std::size_t longest_block = 80;

    /// Questions that are on their way, so that their answers are known when they come.
    void expect_status(std::uint8_t n) { m_asked_status.push_back(n); }
    void expect_paper_sensor() { ++m_asked_sensor; }
    /// The printer was cleared: nothing asked before will be answered, and a half answer stays half.
    void forget();

    [[nodiscard]] std::vector<Report> feed(View bytes);

    /// Bytes that answered nothing.
    [[nodiscard]] int strays() const { return m_strays; }

private:
    void begin(std::uint8_t byte, std::vector<Report>& reports);
    void go_on_with_state(std::uint8_t byte, std::vector<Report>& reports);
    void go_on_with_block(std::uint8_t byte, std::vector<Report>& reports);
    void end_block(std::vector<Report>& reports);
    bool answers_status(std::uint8_t byte, std::vector<Report>& reports);

    std::deque<std::uint8_t> m_asked_status;
    int m_asked_sensor = 0;
    Bytes m_state; ///< an ASB that is not whole yet
    Bytes m_block; ///< a text or block that is not whole yet; an ASB may stand inside it
    int m_strays = 0;
};

}
