#pragma once
/// Pixels in memory: the glass (four bytes a pixel), coverage (one byte), paper (one bit).

#include "kiosk/base/core/result.h"

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace kiosk {

/// Rows of `width` pixels without padding, top to bottom. `Pixel` is the memory of one pixel.
template <typename Pixel>
class Raster {
public:
    Raster() = default;
    Raster(int width, int height, Pixel fill = {})
        : m_width(width), m_height(height), m_pixels(static_cast<std::size_t>(width) * static_cast<std::size_t>(height), fill)
    {
        verify(width >= 0 && height >= 0, "a raster has no negative side");
    }

    [[nodiscard]] int width() const { return m_width; }
    [[nodiscard]] int height() const { return m_height; }
    [[nodiscard]] bool empty() const { return m_pixels.empty(); }
    [[nodiscard]] std::span<Pixel> row(int y) { return { m_pixels.data() + offset(y), static_cast<std::size_t>(m_width) }; }
    [[nodiscard]] std::span<Pixel const> row(int y) const { return { m_pixels.data() + offset(y), static_cast<std::size_t>(m_width) }; }
    [[nodiscard]] std::span<Pixel> pixels() { return m_pixels; }
    [[nodiscard]] std::span<Pixel const> pixels() const { return m_pixels; }
    bool operator==(Raster const&) const = default;

private:
    [[nodiscard]] std::size_t offset(int y) const { return static_cast<std::size_t>(y) * static_cast<std::size_t>(m_width); }
    int m_width = 0;
    int m_height = 0;
    std::vector<Pixel> m_pixels;
};

/// 0xXXRRGGBB in the machine's byte order, as SDL's XRGB8888; the top byte is ignored.
using Picture = Raster<std::uint32_t>;
/// Coverage: 0 nothing, 255 all.
using Coverage = Raster<std::uint8_t>;

/// One bit a dot, 1 is ink, rows padded to whole bytes, leftmost dot in the highest bit: what a receipt printer eats.
/// A receipt is personal: memory that is let go is overwritten first.
class Dots {
public:
    Dots() = default;
    Dots(int width, int height);
    Dots(Dots const&) = default;
    Dots(Dots&& other) noexcept;
    Dots& operator=(Dots other) noexcept;
    ~Dots() { wipe(); }
    [[nodiscard]] int width() const { return m_width; }
    [[nodiscard]] int height() const { return m_height; }
    [[nodiscard]] std::size_t row_bytes() const { return (static_cast<std::size_t>(m_width) + 7) / 8; }
    [[nodiscard]] std::span<std::uint8_t> row(int y) { return { m_bytes.data() + row_bytes() * static_cast<std::size_t>(y), row_bytes() }; }
    [[nodiscard]] std::span<std::uint8_t const> row(int y) const { return { m_bytes.data() + row_bytes() * static_cast<std::size_t>(y), row_bytes() }; }
    [[nodiscard]] bool at(int x, int y) const;
    void ink(int x, int y);
    /// Grows or shrinks at the bottom; new rows are blank.
    void set_height(int height);
    /// Overwrites every dot with blank, in a way the compiler may not leave out.
    void wipe();
    bool operator==(Dots const&) const = default;

private:
    int m_width = 0;
    int m_height = 0;
    std::vector<std::uint8_t> m_bytes;
};

}
