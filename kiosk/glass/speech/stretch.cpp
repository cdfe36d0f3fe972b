#include "kiosk/glass/speech/stretch.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>
#include <numbers>

namespace kiosk::speech {

namespace {

/// How alike `count` samples at both places are, by every `stride`th.
double likeness(Samples const& samples, std::size_t a, std::size_t b, std::size_t count, std::size_t stride)
{
    double product = 0, energy = 1;
    for (std::size_t i = 0; i < count; i += stride) {
        double const x = samples[a + i], y = samples[b + i];
        product += x * y;
        energy += y * y;
    }
    return product / std::sqrt(energy);
}

/// The place from `first` to `last` that is most like `natural`, roughly at first.
std::size_t most_alike(Samples const& samples, std::size_t natural, std::size_t first, std::size_t last, std::size_t count)
{
    constexpr std::size_t rough = 4;
    auto const best_of = [&](std::size_t from, std::size_t to, std::size_t stride) {
        std::size_t best = from;
        double most = -std::numeric_limits<double>::infinity();
        for (auto at = from; at <= to; at += stride) {
            if (auto const found = likeness(samples, natural, at, count, stride); found > most) {
                most = found;
                best = at;
            }
        }
        return best;
    };
    auto const near = best_of(first, last, rough);
    return best_of(std::max(near, first + rough) - rough, std::min(near + rough, last), 1);
}

}

Sound stretched(Sound const& sound, double factor)
{
    verify(factor >= 1 && factor <= 2, "speech is stretched to at most twice its length");
    auto const& samples = sound.samples;
    auto const step = static_cast<std::size_t>(sound.rate) / 50; // half a piece, 20 ms
    auto const reach = step / 2;
    if (factor == 1 || samples.size() < 3 * step)
        return sound;

    Sound out { sound.rate, Samples(static_cast<std::size_t>(std::llround(static_cast<double>(samples.size()) * factor)), 0) };
    // Rising half of the window; the falling half is the rest to one, so that overlapping pieces add up to the sound.
    auto const rise = [&](std::size_t i) { return 0.5 - 0.5 * std::cos(std::numbers::pi * (static_cast<double>(i) + 0.5) / static_cast<double>(step)); };

    std::size_t from = 0; // where the last piece was taken
    std::copy_n(samples.begin(), step, out.samples.begin());
    for (std::size_t to = step; to < out.samples.size(); to += step) {
        auto const last = samples.size() - step; // where a piece can begin
        auto const natural = std::min(from + step, last);
        auto const place = std::min(static_cast<std::size_t>(static_cast<double>(to) / factor), last);
        auto const best = most_alike(samples, natural, std::max(place, reach) - reach, std::min(place + reach, last), step);
        // The end of the piece before fades out over the beginning of this one.
        for (std::size_t i = 0; i < step && to + i < out.samples.size(); ++i) {
            auto const weight = rise(i);
            out.samples[to + i] = static_cast<std::int16_t>(std::lround(weight * samples[best + i] + (1 - weight) * samples[natural + i]));
        }
        from = best;
    }
    return out;
}

}
