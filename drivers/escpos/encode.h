#pragma once
/// A sheet of dots as ESC/POS bytes. Pure. Command names and sections are those of Epson's ESC/POS reference.

#include "drivers/escpos/bytes.h"
#include "drivers/escpos/profile.h"
#include "kiosk/base/core/bitmap.h"

#include <array>
#include <vector>

namespace drivers::escpos {

/// Whole commands: between two pieces the printer stands at a command boundary.
struct Piece {
    Bytes bytes;
    bool ink = false; ///< puts dots on paper; a feed does not
};

/// A sheet, ready to be sent piece by piece.
struct Plan {
    std::vector<Piece> pieces;
    /// The longest raster command in it: so many zeros complete any half-sent one.
    std::size_t longest = 0;
};

/// Blank rows, from this many on, become a feed.
inline constexpr int least_feed_rows = 8;
/// More rows than any receipt has: 4 m of paper at 203 dpi.
inline constexpr int most_rows = 32000;

/// The sheet as bands of GS v 0 (`profile.band_rows` rows at most, without the blank bytes at their right) and feeds of
/// ESC J. `refused` if it is wider than the paper, empty, or longer than `most_rows`.
[[nodiscard]] Result<Plan> encode_sheet(kiosk::Dots const& sheet, Profile const& profile);

/// ESC @: back to the modes of power-on. It also ends ASB (GS a).
[[nodiscard]] Bytes encode_initialize();
/// ESC @, GS P (a feed unit is a dot row) and, where the profile has it, GS a: how every job begins.
[[nodiscard]] Bytes encode_job_start(Profile const& profile);
/// ESC @, the cut, then as every job: for a printer that may have a part of somebody's receipt hanging out. The cut
/// keeps it from the next citizen; it waits in the printer while there is no paper.
[[nodiscard]] Bytes encode_fresh_start(Profile const& profile);
/// GS a: tell drawer-less changes by themselves (online, errors, paper), and tell the state now.
[[nodiscard]] Bytes encode_enable_asb();
/// GS V function B; nothing if the profile has no cutter.
[[nodiscard]] Bytes encode_cut(Profile const& profile);
/// DLE EOT n: 1 printer, 2 offline cause, 3 error cause, 4 roll paper. Answered at once, even while offline.
[[nodiscard]] Bytes encode_ask_status(std::uint8_t n);
/// GS r 1: the paper sensor, answered when its turn comes.
[[nodiscard]] Bytes encode_ask_paper_sensor();

/// What GS ( H carries and gives back. Letters A to O only: none of them can be taken for the beginning of an ASB.
using ProcessId = std::array<std::uint8_t, 4>;
[[nodiscard]] ProcessId process_id_of(std::uint32_t number);
/// GS ( H fn 48.
[[nodiscard]] Bytes encode_ask_process_id(ProcessId const& id);

/// After a job that broke off: zeros enough to complete a half-sent command of `longest` bytes (a zero between commands
/// does nothing), ESC @, the cut, and DLE ENQ 2 (recover, and clear the buffers), then ESC @ again, because DLE ENQ acts
/// before what waits in the buffer. With `longest` 0 nothing was printed, and nothing is cut.
[[nodiscard]] Bytes encode_recovery(Profile const& profile, std::size_t longest);

}
