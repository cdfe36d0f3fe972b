#include "kiosk/base/core/bitmap.h"

#include <strings.h>

#include <cstring>
#include <utility>

namespace kiosk {

Dots::Dots(int width, int height) : m_width(width), m_height(height)
{
    verify(width >= 0 && height >= 0, "a bitmap has no negative side");
    m_bytes.resize(row_bytes() * static_cast<std::size_t>(height));
}

bool Dots::at(int x, int y) const
{
    return (row(y)[static_cast<std::size_t>(x) / 8] >> (7 - x % 8) & 1) != 0;
}

void Dots::ink(int x, int y)
{
    auto& byte = row(y)[static_cast<std::size_t>(x) / 8];
    byte = static_cast<std::uint8_t>(byte | 0x80 >> (x % 8));
}

Dots::Dots(Dots&& other) noexcept
    : m_width(std::exchange(other.m_width, 0)), m_height(std::exchange(other.m_height, 0)), m_bytes(std::move(other.m_bytes))
{
}

Dots& Dots::operator=(Dots other) noexcept
{
    std::swap(m_width, other.m_width);
    std::swap(m_height, other.m_height);
    m_bytes.swap(other.m_bytes);
    return *this; // `other` now holds the old dots and wipes them
}

void Dots::set_height(int height)
{
    verify(height >= 0, "a bitmap has no negative side");
    auto const size = row_bytes() * static_cast<std::size_t>(height);
    if (size < m_bytes.size())
        explicit_bzero(m_bytes.data() + size, m_bytes.size() - size);
    if (size > m_bytes.capacity()) {
        std::vector<std::uint8_t> larger;
        larger.reserve(size);
        larger.assign(m_bytes.begin(), m_bytes.end());
        larger.swap(m_bytes);
        if (!larger.empty())
            explicit_bzero(larger.data(), larger.size());
    }
    m_bytes.resize(size);
    m_height = height;
}

void Dots::wipe()
{
    if (!m_bytes.empty())
        explicit_bzero(m_bytes.data(), m_bytes.size());
}

}
