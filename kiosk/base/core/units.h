#pragma once
/// Lengths on the glass and on paper.

#include <compare>

namespace kiosk {

/// A length on the real panel or on paper.
struct Millimetres {
    float value = 0;
    auto operator<=>(Millimetres const&) const = default;
    friend Millimetres operator+(Millimetres a, Millimetres b) { return { a.value + b.value }; }
    friend Millimetres operator-(Millimetres a, Millimetres b) { return { a.value - b.value }; }
    friend Millimetres operator*(Millimetres a, float factor) { return { a.value * factor }; }
    friend Millimetres operator*(float factor, Millimetres a) { return a * factor; }
    friend float operator/(Millimetres a, Millimetres b) { return a.value / b.value; }
};

namespace literals {
constexpr Millimetres operator""_mm(long double value) { return { static_cast<float>(value) }; }
constexpr Millimetres operator""_mm(unsigned long long value) { return { static_cast<float>(value) }; }
}

/// How many pixels of the panel make a millimetre; measured (`[panel] width_mm`), never guessed.
struct Density {
    float pixels_per_mm = 1;
    [[nodiscard]] float pixels(Millimetres length) const { return length.value * pixels_per_mm; }
};

}
