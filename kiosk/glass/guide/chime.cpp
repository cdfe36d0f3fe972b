#include "kiosk/glass/guide/chime.h"

#include <cmath>
#include <numbers>

namespace kiosk::guide {

namespace {

void add_note(Sound& sound, double hertz, double seconds)
{
    auto const count = static_cast<int>(seconds * sound.rate);
    for (int i = 0; i < count; ++i) {
        double const at = static_cast<double>(i) / sound.rate;
        // It swells in a hundredth of a second and dies away, so that it neither clicks nor alarms.
        double const shape = std::min(1.0, at / 0.01) * std::exp(-5.0 * at / seconds);
        sound.samples.push_back(static_cast<std::int16_t>(9000 * shape * std::sin(2 * std::numbers::pi * hertz * at)));
    }
}

}

Sound chime()
{
    Sound sound;
    sound.samples.reserve(static_cast<std::size_t>(sound.rate));
    add_note(sound, 659.26, 0.3); // e''
    add_note(sound, 523.25, 0.5); // c''
    return sound;
}

}
