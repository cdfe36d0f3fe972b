#pragma once
/// The paper in a virtual printer: a roll that comes out, row by row, and is cut.
///
/// Threads: none of its own.

#include "kiosk/base/core/bitmap.h"

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace drivers::virtuals {

class Paper {
public:
    /// `width` in dots.
    explicit Paper(int width) : m_hanging(width, 0) { }

    /// What the sensors see.
    enum class Supply { full, low, out };
    [[nodiscard]] Supply supply() const { return m_supply; }
    /// Taking paper out or putting some in; a planned end is forgotten.
    void set_supply(Supply supply);
    /// The paper ends when so many more rows have come out.
    void end_after(std::uint64_t rows);

    /// Brings out one row; `dots` as Dots keeps a row, missing bytes are blank. False, and nothing happens, if there is
    /// no paper under the head.
    [[nodiscard]] bool print(std::span<std::uint8_t const> dots);
    /// What hangs out becomes a sheet of its own; nothing happens if nothing hangs out.
    void cut();

    [[nodiscard]] kiosk::Dots hanging() const;
    [[nodiscard]] std::vector<kiosk::Dots> const& sheets() const { return m_sheets; }
    /// What a person would pick up: what hangs out if there are dots on it, else the sheet that was cut last.
    [[nodiscard]] kiosk::Dots newest() const;

    [[nodiscard]] std::uint64_t dots() const { return m_dots; } ///< inked, since the start
    [[nodiscard]] std::uint64_t rows() const { return m_rows; } ///< brought out, since the start
    [[nodiscard]] std::uint64_t cuts() const { return m_cuts; }

private:
    kiosk::Dots m_hanging; ///< with spare rows below
    std::uint64_t m_hanging_dots = 0;
    int m_hanging_rows = 0;
    std::vector<kiosk::Dots> m_sheets; ///< the last few
    Supply m_supply = Supply::full;
    std::optional<std::uint64_t> m_rows_left;
    std::uint64_t m_dots = 0;
    std::uint64_t m_rows = 0;
    std::uint64_t m_cuts = 0;
};

}
