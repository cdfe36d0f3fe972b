#include "drivers/virtual/paper.h"

#include <algorithm>
#include <bit>
#include <utility>

namespace drivers::virtuals {

using kiosk::Dots;

constexpr std::size_t kept_sheets = 16;
/// 20 m at 8 rows a millimetre: a printer that is fed for ever must not eat the memory.
constexpr int longest_hanging = 160'000;

void Paper::set_supply(Supply supply)
{
    m_supply = supply;
    m_rows_left.reset();
}

void Paper::end_after(std::uint64_t rows)
{
    m_rows_left = rows;
    if (rows == 0)
        m_supply = Supply::out;
}

bool Paper::print(std::span<std::uint8_t const> dots)
{
    if (m_supply == Supply::out)
        return false;
    if (m_hanging_rows == longest_hanging)
        cut();
    if (m_hanging_rows == m_hanging.height())
        m_hanging.set_height(std::max(256, m_hanging.height() * 2));
    auto const row = m_hanging.row(m_hanging_rows++);
    std::copy_n(dots.begin(), std::min(dots.size(), row.size()), row.begin());
    // The last byte may reach over the edge of the paper.
    if (auto const over = static_cast<int>(row.size()) * 8 - m_hanging.width(); over > 0)
        row.back() = static_cast<std::uint8_t>(row.back() & (0xff << over));
    std::uint64_t inked = 0;
    for (auto const byte : row)
        inked += static_cast<std::uint64_t>(std::popcount(byte));
    m_hanging_dots += inked;
    m_dots += inked;
    ++m_rows;
    if (m_rows_left && --*m_rows_left == 0) {
        m_rows_left.reset();
        m_supply = Supply::out;
    }
    return true;
}

void Paper::cut()
{
    if (m_hanging_rows == 0)
        return;
    m_hanging.set_height(m_hanging_rows);
    if (m_sheets.size() == kept_sheets)
        m_sheets.erase(m_sheets.begin());
    auto const width = m_hanging.width();
    m_sheets.push_back(std::move(m_hanging));
    m_hanging = Dots(width, 0);
    m_hanging_rows = 0;
    m_hanging_dots = 0;
    ++m_cuts;
}

Dots Paper::hanging() const
{
    auto copy = m_hanging;
    copy.set_height(m_hanging_rows);
    return copy;
}

Dots Paper::newest() const
{
    if (m_hanging_dots > 0 || m_sheets.empty())
        return hanging();
    return m_sheets.back();
}

}
