#pragma once
/// What a synthesiser writes, as sound.

#include "kiosk/base/core/result.h"
#include "kiosk/base/core/sound.h"

#include <cstdint>
#include <span>

namespace kiosk::speech {

/// Reads a RIFF WAVE file of one channel of 16-bit samples, 4,000 to 48,000 a second. A program that writes into a pipe
/// does not know the length when it writes the header: then the samples go to the end of the bytes.
/// `malformed` for everything else.
///
/// Source: Multimedia Programming Interface and Data Specifications 1.0, "Waveform Audio File Format".
[[nodiscard]] Result<Sound> decode_wav(std::span<std::uint8_t const> bytes);

}
