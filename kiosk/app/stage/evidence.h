#pragma once
/// What devices and journal say, in the visit's words. Inner part of this folder.

#include "kiosk/service/devices/events.h"
#include "kiosk/service/visit/visit.h"
#include "kiosk/trust/journal/journal.h"

namespace kiosk::stage {

[[nodiscard]] visit::CardProgress progress_of(devices::CardFailure failure);
[[nodiscard]] visit::PrintOutcome outcome_of(devices::PrintOutcome outcome);
[[nodiscard]] journal::Outcome outcome_of(visit::PrintOutcome outcome);
[[nodiscard]] visit::PrintTrouble trouble_of(devices::PrintReason reason);

}
