#include "kiosk/glass/speech/stretch.h"
#include "kiosk/glass/speech/wav.h"

#include <cstddef>
#include <cstdint>

/// What is read as sound has no more samples than there were bytes for, and can be played slower.
extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* bytes, std::size_t size)
{
    using namespace kiosk;
    auto const sound = speech::decode_wav({ bytes, size });
    if (!sound) {
        verify(sound.error().kind == Failure::malformed, "what is no sound is malformed");
        return 0;
    }
    verify(sound->samples.size() * 2 + 44 <= size + 8 && sound->rate >= 4'000 && sound->rate <= 48'000, "a sound is made of its bytes");
    verify(speech::stretched(*sound, 1.5).rate == sound->rate, "a stretched sound keeps its rate");
    return 0;
}
