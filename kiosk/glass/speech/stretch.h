#pragma once
/// Slower speech than a synthesiser gives, at the same pitch.

#include "kiosk/base/core/sound.h"

namespace kiosk::speech {

/// The sound `factor` times as long, 1 to 2. Too short a sound (below 60 ms) stays as it is.
///
/// Overlapping pieces of 40 ms are laid out farther apart than they were; each is taken from where it continues the one
/// before it best, within 10 ms of its place (WSOLA: Verhelst and Roelands, ICASSP 1993).
[[nodiscard]] Sound stretched(Sound const& sound, double factor);

}
