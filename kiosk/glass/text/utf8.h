#pragma once
/// UTF-8 in, code points out, whatever the bytes are.

#include <cstddef>
#include <string_view>

namespace kiosk::text {

/// The code point that begins at `at`, and how many bytes it takes. Malformed bytes are U+FFFD, one for each maximal
/// part of a sequence (Unicode 15, 3.9, "U+FFFD Substitution of Maximal Subparts"); encoded surrogates are malformed.
struct CodePoint {
    char32_t value;
    std::size_t bytes;
};
[[nodiscard]] CodePoint code_point_at(std::string_view utf8, std::size_t at);

}
