#include "kiosk/glass/speech/stretch.h"

#include "tests/doubles/sounds.h"

#include <catch2/catch.hpp>

using namespace kiosk;
using namespace kiosk::speech;
using doubles::hum;
using doubles::pitch_of;

TEST_CASE("a stretched sound is longer at the same pitch and the same height", "[speech]")
{
    for (double const hertz : { 110.0, 237.0, 1000.0 }) {
        auto const sound = hum(hertz, 22050);
        for (double const factor : { 1.1, 1.5, 2.0 }) {
            auto const longer = stretched(sound, factor);
            INFO(hertz << " Hz, " << factor << " times as long");
            CHECK(doubles::seconds_of(longer) == Approx(factor).epsilon(0.001));
            CHECK(pitch_of(longer) == Approx(hertz).epsilon(0.02));
            auto const [low, high] = std::ranges::minmax(longer.samples);
            CHECK(high == Approx(8000).epsilon(0.03));
            CHECK(low == Approx(-8000).epsilon(0.03));
        }
    }
}

TEST_CASE("pauses stay where they are between the words", "[speech]")
{
    auto sound = hum(200, 11025);
    sound.samples.insert(sound.samples.end(), 11025, 0);
    auto const word = hum(300, 11025);
    sound.samples.insert(sound.samples.end(), word.samples.begin(), word.samples.end());
    auto const longer = stretched(sound, 1.5);
    auto const loudest = [&](double from, double to) {
        auto const at = [&](double second) { return longer.samples.begin() + static_cast<std::ptrdiff_t>(second * 22050); };
        return std::abs(*std::max_element(at(from), at(to), [](int a, int b) { return std::abs(a) < std::abs(b); }));
    };
    CHECK(loudest(0.1, 0.7) > 7000);
    CHECK(loudest(0.8, 1.45) == 0);
    CHECK(loudest(1.55, 2.2) > 7000);
}

TEST_CASE("what cannot be stretched stays as it is", "[speech]")
{
    CHECK(stretched({}, 1.5).empty());
    CHECK(stretched(hum(100, 1000), 1.5) == hum(100, 1000));
    CHECK(stretched(hum(100, 22050), 1) == hum(100, 22050));
    CHECK(stretched({ 4000, Samples(241, 5) }, 2).samples.size() == 482);
}
