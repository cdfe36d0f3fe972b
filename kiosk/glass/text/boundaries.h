#pragma once
/// Where the parts of a text begin and end. For this folder alone.

#include <algorithm>
#include <cstdint>
#include <span>
#include <vector>

namespace kiosk::text {

/// The boundaries of one text, ascending: 0, ..., the text's length; none if the text is empty (UAX #29, GB1, GB2, WB1,
/// WB2). Positions are code units of UTF-16, for the text and for those who ask; any position may be asked for. Each
/// answer takes the logarithm of the number of boundaries.
///
/// Holds numbers alone, no text. Threads: one at a time.
class Boundaries {
public:
    /// The first boundary behind `at`; the text's end if there is none.
    [[nodiscard]] std::uint32_t next(std::uint32_t at) const
    {
        auto const found = std::ranges::upper_bound(m_positions, at);
        return found != m_positions.end() ? *found : end();
    }
    /// The last boundary before `at`; 0 if there is none.
    [[nodiscard]] std::uint32_t previous(std::uint32_t at) const
    {
        auto const found = std::ranges::lower_bound(m_positions, at);
        return found != m_positions.begin() ? *(found - 1) : 0;
    }
    [[nodiscard]] bool is_boundary(std::uint32_t at) const { return std::ranges::binary_search(m_positions, at); }
    [[nodiscard]] std::uint32_t end() const { return m_positions.empty() ? 0 : m_positions.back(); }
    [[nodiscard]] std::span<std::uint32_t const> all() const { return m_positions; }

    /// Forgets all; keeps the memory.
    void clear() { m_positions.clear(); }
    /// `position` is behind all that are held.
    void append(std::uint32_t position) { m_positions.push_back(position); }

private:
    std::vector<std::uint32_t> m_positions;
};

}
