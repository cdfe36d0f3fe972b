#pragma once
/// How fast is spoken.

#include <algorithm>
#include <array>
#include <cstddef>

namespace kiosk::speech {

/// One of eight steps from 66 to 200 percent of 122 words a minute.
///
/// A word is that of espeak-ng and of the standards: as long as an average English one. Arabic and Korean are spoken at
/// the same pace of syllables, which makes fewer of their longer words a minute (about 55 and 80 at 100 percent).
///
/// Source: VVSG 2.0 7.1-K (120 to 125 words a minute at first); EN 301 549 5.1.3.
class Rate {
public:
    static constexpr int steps = 8;

    constexpr Rate() = default;
    [[nodiscard]] static constexpr Rate slowest() { return Rate(0); }
    [[nodiscard]] static constexpr Rate fastest() { return Rate(steps - 1); }

    /// 1 is slowest, `steps` is fastest.
    [[nodiscard]] constexpr int step() const { return m_step + 1; }
    /// The fastest and the slowest stay what they are.
    [[nodiscard]] constexpr Rate faster() const { return Rate(std::min(m_step + 1, steps - 1)); }
    [[nodiscard]] constexpr Rate slower() const { return Rate(std::max(m_step - 1, 0)); }
    [[nodiscard]] constexpr int percent() const { return percents[static_cast<std::size_t>(m_step)]; }
    [[nodiscard]] constexpr int words_a_minute() const { return (122 * percent() + 50) / 100; }
    constexpr bool operator==(Rate const&) const = default;

private:
    explicit constexpr Rate(int step) : m_step(step) { }
    static constexpr std::array<int, steps> percents { 66, 80, 100, 120, 140, 160, 180, 200 };
    int m_step = 2;
};

}
