#include "kiosk/base/command/configuration.h"
#include "kiosk/base/core/result.h"

#include <cstddef>
#include <cstdint>

using namespace kiosk;

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* bytes, std::size_t size)
{
    auto const surroundings = [](std::string_view) { return std::optional<std::string>("/state"); };
    auto const loaded = command::parse({ reinterpret_cast<char const*>(bytes), size }, "kiosk.toml", "/etc", surroundings);
    if (loaded) {
        // Whatever was read, what is written from it is a good configuration.
        auto const text = command::write(loaded->configuration);
        auto const again = command::parse(text, "written", "/etc", surroundings);
        verify(again && command::write(again->configuration) == text, "a written configuration reads back the same");
    }
    return 0;
}
