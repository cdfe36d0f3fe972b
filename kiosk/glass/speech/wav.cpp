#include "kiosk/glass/speech/wav.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstring>
#include <optional>
#include <string_view>

namespace kiosk::speech {

namespace {

std::uint32_t number(std::span<std::uint8_t const> bytes, std::size_t at, std::size_t size)
{
    std::uint32_t value = 0;
    for (std::size_t i = size; i > 0; --i)
        value = value << 8 | bytes[at + i - 1];
    return value;
}

bool stands(std::span<std::uint8_t const> bytes, std::size_t at, std::string_view name)
{
    return bytes.size() >= at + name.size() && std::memcmp(bytes.data() + at, name.data(), name.size()) == 0;
}

/// The rate, if the format is one that we read.
Result<int> rate_of(std::span<std::uint8_t const> format)
{
    if (format.size() < 16)
        return failed(Failure::malformed, fmt::format("a WAVE format of {} bytes", format.size()));
    auto const kind = number(format, 0, 2), channels = number(format, 2, 2), rate = number(format, 4, 4), bits = number(format, 14, 2);
    if (kind != 1 || channels != 1 || bits != 16)
        return failed(Failure::malformed, fmt::format("expected one channel of 16-bit samples, saw format {} with {} channels of {} bits", kind, channels, bits));
    if (rate < 4'000 || rate > 48'000)
        return failed(Failure::malformed, fmt::format("expected 4,000 to 48,000 samples a second, saw {}", rate));
    return static_cast<int>(rate);
}

}

Result<Sound> decode_wav(std::span<std::uint8_t const> bytes)
{
    if (!stands(bytes, 0, "RIFF") || !stands(bytes, 8, "WAVE"))
        return failed(Failure::malformed, fmt::format("expected a WAVE file, saw {} bytes of something else", bytes.size()));
    std::optional<int> rate;
    for (std::size_t at = 12; at + 8 <= bytes.size();) {
        auto const content = bytes.subspan(at + 8);
        std::size_t const size = number(bytes, at + 4, 4);
        if (stands(bytes, at, "fmt ")) {
            rate = TRY(rate_of(content.first(std::min(size, content.size()))));
        } else if (stands(bytes, at, "data")) {
            if (!rate)
                return failed(Failure::malformed, "a WAVE file with samples before their format");
            Sound sound { *rate, {} };
            sound.samples.resize(std::min(size, content.size()) / 2);
            for (std::size_t i = 0; i < sound.samples.size(); ++i)
                sound.samples[i] = static_cast<std::int16_t>(number(content, i * 2, 2));
            return sound;
        }
        if (size > content.size())
            break;
        at += 8 + size + size % 2; // chunks begin at even places
    }
    return failed(Failure::malformed, "a WAVE file without samples");
}

}
