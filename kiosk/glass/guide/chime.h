#pragma once
/// The sound that goes with the idle warning when nobody speaks. Inner part of this folder.

#include "kiosk/base/core/sound.h"

namespace kiosk::guide {

/// Two soft notes, under a second long: shorter than the three seconds that sound without speech may last.
///
/// Source: VVSG 2.0 7.1-K; EN 301 549 5.1.3.
[[nodiscard]] Sound chime();

}
