#include "kiosk/glass/speech/wav.h"

#include "tests/doubles/sounds.h"

#include <catch2/catch.hpp>

using namespace kiosk;
using namespace kiosk::speech;
using doubles::wav_of;

namespace {

Sound ramp()
{
    Sound sound { 22050, {} };
    for (int i = -500; i < 500; ++i)
        sound.samples.push_back(static_cast<std::int16_t>(i * 60));
    return sound;
}

std::string story_of(std::vector<std::uint8_t> const& bytes)
{
    auto const sound = decode_wav(bytes);
    REQUIRE_FALSE(sound);
    CHECK(sound.error().kind == Failure::malformed);
    return sound.error().story;
}

}

TEST_CASE("a WAVE file is read sample by sample", "[speech]")
{
    auto const sound = decode_wav(wav_of(ramp()));
    REQUIRE(sound);
    CHECK(*sound == ramp());
    CHECK(sound->length() == std::chrono::nanoseconds(45'351'473));
}

TEST_CASE("a WAVE file from a pipe promises more than it has, and ends where it ends", "[speech]")
{
    auto bytes = wav_of(ramp());
    for (std::size_t const at : { 4U, 40U }) { // as espeak-ng writes it
        bytes[at] = 0x00;
        bytes[at + 1] = 0xF0;
        bytes[at + 2] = 0xFF;
        bytes[at + 3] = 0x7F;
    }
    CHECK(decode_wav(bytes).value() == ramp());
    bytes.push_back(7); // half a sample
    CHECK(decode_wav(bytes).value() == ramp());
}

TEST_CASE("other chunks of a WAVE file are passed over", "[speech]")
{
    auto bytes = wav_of(ramp());
    std::vector<std::uint8_t> const list { 'L', 'I', 'S', 'T', 3, 0, 0, 0, 'a', 'b', 'c', 0 };
    bytes.insert(bytes.begin() + 12, list.begin(), list.end());
    CHECK(decode_wav(bytes).value() == ramp());
}

TEST_CASE("what is no speech is refused with its reason", "[speech][Y2]")
{
    CHECK(story_of({}) == "expected a WAVE file, saw 0 bytes of something else");
    CHECK(story_of(std::vector<std::uint8_t>(5000, 'x')) == "expected a WAVE file, saw 5000 bytes of something else");
    auto bytes = wav_of(ramp());
    bytes.resize(36);
    CHECK(story_of(bytes) == "a WAVE file without samples");
    bytes = wav_of(ramp());
    bytes[22] = 2;
    CHECK(story_of(bytes) == "expected one channel of 16-bit samples, saw format 1 with 2 channels of 16 bits");
    bytes = wav_of({ 96'000, { 1, 2, 3 } });
    CHECK(story_of(bytes) == "expected 4,000 to 48,000 samples a second, saw 96000");
    bytes = wav_of(ramp());
    bytes[12] = 'F'; // the format is not found
    CHECK(story_of(bytes) == "a WAVE file with samples before their format");
    bytes = wav_of(ramp());
    bytes[16] = 3;
    CHECK(story_of(bytes) == "a WAVE format of 3 bytes");
}
