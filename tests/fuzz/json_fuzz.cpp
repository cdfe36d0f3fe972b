#include "kiosk/base/json/json.h"

#include <cstddef>
#include <cstdint>
#include <string_view>

/// What was read is written as text that is read as the same; the canonical form is its own canonical form.
extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* bytes, std::size_t size)
{
    using namespace kiosk;
    auto const value = json::parse({ reinterpret_cast<char const*>(bytes), size }, "input");
    if (!value) {
        verify(value.error().story.starts_with("input:"), "an error names its place");
        return 0;
    }
    auto const again = json::parse(json::write(*value), "written");
    verify(again.has_value() && json::write(*again) == json::write(*value), "what is written is read as the same");
    auto const pretty = json::parse(json::write_pretty(*value), "pretty");
    verify(pretty.has_value() && json::write(*pretty) == json::write(*value), "what is written prettily is read as the same");
    auto const canonical = json::write_canonical(*value);
    auto const canonical_again = json::parse(canonical, "canonical");
    verify(canonical_again.has_value() && json::write_canonical(*canonical_again) == canonical, "the canonical form is its own");
    return 0;
}
