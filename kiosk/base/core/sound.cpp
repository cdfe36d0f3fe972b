#include "kiosk/base/core/sound.h"

#include <cmath>

namespace kiosk {

Duration Sound::length() const
{
    verify(rate > 0, "a sound has a rate");
    return Duration(static_cast<std::int64_t>(samples.size()) * 1'000'000'000 / rate);
}

float Volume::gain() const
{
    return std::pow(10.0F, static_cast<float>(decibels()) / 20.0F);
}

}
