#pragma once
/// Lengths that follow from the visit's text size S, the capital height on the real panel.
///
/// Everything that holds text grows with it; gaps and margins are the panel's and do not. `scaled()` is for lengths
/// that a screen names itself: it takes the length at the standard size.
///
/// Source: VVSG 2.0 7.1-G and 7.2-I, EN 301 549 5.1.4, Section 508 402.4, the Korean kiosk notice of 2025.

#include "kiosk/base/core/units.h"
#include "kiosk/glass/ui/form.h"

namespace kiosk::ui {

[[nodiscard]] Millimetres capital_height(TextSize size);

/// The steps of type, as factors of S.
enum class Type {
    display, ///< 2.2 S: the rest screen's greeting, a number to be read from afar
    title,   ///< 1.6 S: the one question of a screen
    heading, ///< 1.25 S
    body,    ///< S: read, and touched
    note,    ///< 0.8 S, never below 4.8 mm
};

class Measures {
public:
    Measures(TextSize size, Density density, Pace pace = Pace::usual) : m_capital(capital_height(size)), m_density(density), m_pace(pace) { }

    /// The height of a capital in this step of type.
    [[nodiscard]] Millimetres capital(Type type) const;
    /// The least side of what can be touched: 16 mm, in easy mode 20 mm, and at least 2.6 capitals of its words.
    [[nodiscard]] Millimetres target(Type words = Type::body) const;
    /// The least side of what pays or confirms: 23 mm, and at least 2.6 S.
    [[nodiscard]] Millimetres weighty_target() const;
    /// A length that holds text, given as at the standard size.
    [[nodiscard]] Millimetres scaled(Millimetres at_standard) const;
    /// Lines of at most 45 letters.
    [[nodiscard]] Millimetres longest_line(Type type) const;
    [[nodiscard]] Millimetres icon() const { return scaled({ 11 }); }
    [[nodiscard]] Density density() const { return m_density; }

    static constexpr Millimetres margin { 12 }; ///< from the panel's edge to what stands on the page
    static constexpr Millimetres gap { 6 };     ///< between two targets
    static constexpr Millimetres key { 12.7F };     ///< the least side of a key of a keyboard
    static constexpr Millimetres key_gap { 2.54F }; ///< between two of them
    static constexpr Millimetres grid { 4 };
    static constexpr Millimetres radius { 4 };
    static constexpr Millimetres hairline { 0.5F };
    static constexpr Millimetres focus { 2 };
    static constexpr Millimetres pressed_edge { 1.5F };

private:
    Millimetres m_capital;
    Density m_density;
    Pace m_pace;
};

}
