#pragma once
/// The words that kiosk.toml is read and written with.

#include <array>
#include <string>
#include <string_view>

namespace kiosk::command {

/// As TOML writes it on one line.
[[nodiscard]] std::string in_quotes(std::string_view text);

// The words of `[visit]`, in the order of the enumerations' values.
inline constexpr std::array<std::string_view, 4> text_sizes { "small", "standard", "large", "largest" };
inline constexpr std::array<std::string_view, 4> contrasts { "usual", "high", "dark", "low" };
inline constexpr std::array<std::string_view, 2> paces { "usual", "easy" };
inline constexpr std::array<std::string_view, 2> reaches { "whole", "low" };

}
