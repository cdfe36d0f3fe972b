#pragma once
/// Sounds that a test makes by itself.

#include "kiosk/base/core/sound.h"

#include <cmath>
#include <cstdint>
#include <numbers>
#include <string_view>
#include <vector>

namespace doubles {

/// The WAVE file of a sound.
inline std::vector<std::uint8_t> wav_of(kiosk::Sound const& sound)
{
    std::vector<std::uint8_t> bytes;
    auto const name = [&](std::string_view letters) { bytes.insert(bytes.end(), letters.begin(), letters.end()); };
    auto const number = [&](std::size_t value, int size) {
        for (int i = 0; i < size; ++i)
            bytes.push_back(static_cast<std::uint8_t>(value >> (8 * i) & 0xFF));
    };
    auto const rate = static_cast<std::size_t>(sound.rate);
    name("RIFF"), number(36 + sound.samples.size() * 2, 4), name("WAVE");
    name("fmt "), number(16, 4), number(1, 2), number(1, 2), number(rate, 4), number(rate * 2, 4), number(2, 2), number(16, 2);
    name("data"), number(sound.samples.size() * 2, 4);
    for (auto const sample : sound.samples)
        number(static_cast<std::uint16_t>(sample), 2);
    return bytes;
}

/// A tone of `hertz` at 22,050 samples a second.
inline kiosk::Sound hum(double hertz, std::size_t samples, double height = 8000)
{
    kiosk::Sound sound;
    for (std::size_t i = 0; i < samples; ++i)
        sound.samples.push_back(static_cast<std::int16_t>(std::lround(height * std::sin(2 * std::numbers::pi * hertz * static_cast<double>(i) / sound.rate))));
    return sound;
}

/// How often a second a sound rises through zero: its pitch, if it is a tone.
inline double pitch_of(kiosk::Sound const& sound)
{
    int rises = 0;
    for (std::size_t i = 1; i < sound.samples.size(); ++i)
        rises += sound.samples[i - 1] < 0 && sound.samples[i] >= 0 ? 1 : 0;
    return rises * static_cast<double>(sound.rate) / static_cast<double>(sound.samples.size());
}

inline double seconds_of(kiosk::Sound const& sound) { return static_cast<double>(sound.samples.size()) / sound.rate; }

}
