#pragma once
/// What happened and what happens next: the request's number in large figures, what became of the receipt (as the
/// printer told it, never as hoped), and the seconds until the screen leaves by itself.
///
/// After practice it says that nothing was sent, shows no number and offers to do it for real.
///
/// Nodes: done.finish    end the visit
///        done.hear      all of the receipt aloud; while the kiosk speaks
///        done.for_real  after practice: the same service, and now it counts

#include "kiosk/base/core/ids.h"
#include "kiosk/glass/screens/frame.h"

namespace kiosk::screens {

/// Only `printed` says printed.
enum class ReceiptOutcome { printed, not_printed, unknown };

/// Why a receipt was not printed.
enum class NotPrinted { none, no_paper, cover_open, paper_jam, printer_gone, printer_fault };

/// Whether the citizen's card is still in the slot: the screen then asks first to take it.
enum class CardPresence { not_present, present };

struct DoneView {
    FrameView frame;
    /// What happens next is the message `service.<service>.next`.
    std::string service;
    ReceiptNumber number = ReceiptNumber::of(0, 0);
    ReceiptOutcome receipt = ReceiptOutcome::unknown;
    NotPrinted reason = NotPrinted::none;
    CardPresence card = CardPresence::not_present;
    /// Until the screen leaves: 30 at first. The stage counts.
    int seconds_left = 30;
};

struct DoneIntent {
    enum class Kind { nothing, finish, hear, for_real };
    Kind kind = Kind::nothing;
    FrameIntent frame;

    bool operator==(DoneIntent const&) const = default;
};

[[nodiscard]] DoneIntent draw(DoneView const& view, ui::Canvas& canvas);

}
