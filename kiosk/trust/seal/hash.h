#pragma once
/// SHA-256 (FIPS 180-4).

#include <array>
#include <compare>
#include <cstddef>
#include <initializer_list>
#include <string>
#include <string_view>

namespace kiosk::seal {

struct Hash {
    std::array<std::byte, 32> bytes {};
    auto operator<=>(Hash const&) const = default;
    /// 64 lower-case hexadecimal digits.
    [[nodiscard]] std::string text() const;
    /// The 32 bytes as a database keeps them.
    [[nodiscard]] std::string_view view() const;
};

[[nodiscard]] Hash sha256(std::string_view bytes);
/// Of the parts one after the other, without putting them together first.
[[nodiscard]] Hash sha256(std::initializer_list<std::string_view> parts);

}
