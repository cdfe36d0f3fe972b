#pragma once
/// UAX #9 once more, for tests: rule by rule and letter by letter as the standard's words stand, neither fast nor clever,
/// and without a line of what it judges.

#include <cstdint>
#include <string_view>
#include <vector>

namespace bidi_test {

/// The contract's `D`: how the paragraph's level is asked for.
enum class Asked { left,
    right,
    automatic };

inline constexpr int removed = -1;

/// Levels after L1 by letter, `removed` for those of X9, and the letters that stay from left to right, all on one line.
struct Resolved {
    int base = 0;
    std::vector<int> levels;
    std::vector<std::uint32_t> order;
    bool operator==(Resolved const&) const = default;
};

/// Where paragraph separators stand within the text, the first paragraph gives the level of all.
[[nodiscard]] Resolved resolve_plainly(std::u32string_view text, Asked asked);

}
