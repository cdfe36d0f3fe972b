#pragma once
/// What speech says of a page: whether each thing has a name, a role and, where it has one, a state; whether what can be
/// used is explained; whether Arabic is said with its vowels.

#include "kiosk/app/audit/measure.h"
#include "kiosk/app/audit/showroom.h"

namespace kiosk::audit {

void read_voiced(Showroom& room, Readings& into);

}
