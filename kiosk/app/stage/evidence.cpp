#include "kiosk/app/stage/evidence.h"

#include <cstdlib>

namespace kiosk::stage {

visit::CardProgress progress_of(devices::CardFailure failure)
{
    switch (failure) {
    case devices::CardFailure::wrong_card: return visit::CardProgress::wrong_card;
    case devices::CardFailure::mute: return visit::CardProgress::mute;
    case devices::CardFailure::removed_while_reading: return visit::CardProgress::removed_too_early;
    case devices::CardFailure::reader_fault: return visit::CardProgress::reader_fault;
    }
    std::abort();
}

visit::PrintOutcome outcome_of(devices::PrintOutcome outcome)
{
    switch (outcome) {
    case devices::PrintOutcome::printed: return visit::PrintOutcome::printed;
    case devices::PrintOutcome::not_printed: return visit::PrintOutcome::not_printed;
    case devices::PrintOutcome::unknown: return visit::PrintOutcome::unknown;
    }
    std::abort();
}

journal::Outcome outcome_of(visit::PrintOutcome outcome)
{
    switch (outcome) {
    case visit::PrintOutcome::printed: return journal::Outcome::printed;
    case visit::PrintOutcome::not_printed: return journal::Outcome::not_printed;
    case visit::PrintOutcome::unknown: return journal::Outcome::print_unknown;
    }
    std::abort();
}

visit::PrintTrouble trouble_of(devices::PrintReason reason)
{
    switch (reason) {
    case devices::PrintReason::none: return visit::PrintTrouble::none;
    case devices::PrintReason::paper_out: return visit::PrintTrouble::no_paper;
    case devices::PrintReason::paper_jammed: return visit::PrintTrouble::paper_jam;
    case devices::PrintReason::cover_open: return visit::PrintTrouble::cover_open;
    case devices::PrintReason::no_device:
    case devices::PrintReason::unplugged: return visit::PrintTrouble::printer_gone;
    case devices::PrintReason::cutter_error:
    case devices::PrintReason::hardware_error:
    case devices::PrintReason::no_answer:
    case devices::PrintReason::late:
    case devices::PrintReason::sheet_refused: return visit::PrintTrouble::printer_fault;
    }
    std::abort();
}

}
