#include "kiosk/base/core/bitmap.h"

#include <strings.h>

#include <cstring>

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

void Dots::set_height(int height)
{
    m_height = height;
    m_bytes.resize(row_bytes() * static_cast<std::size_t>(height));
}

void Dots::wipe()
{
    if (!m_bytes.empty())
        explicit_bzero(m_bytes.data(), m_bytes.size());
}

}
