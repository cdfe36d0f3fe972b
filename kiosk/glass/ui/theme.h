#pragma once
/// The city's colours. A theme is a file; the check decides whether it can be read on the glass.
///
/// Source of the bounds: VVSG 2.0 7.1-C and -D (10:1; high contrast 20:1; low contrast 4.5:1 to 8:1), EN 301 549; contrast
/// as WCAG 2.2 computes it.

#include "kiosk/base/core/result.h"
#include "kiosk/glass/ui/form.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kiosk::ui {

/// 0xRRGGBB.
struct Colour {
    std::uint32_t rgb = 0;
    bool operator==(Colour const&) const = default;
};

/// 1 (the same) to 21 (black and white), by relative luminance.
[[nodiscard]] double contrast(Colour a, Colour b);

/// What every pair of colours that informs keeps to.
struct Bounds {
    double least;
    double most;
};
/// 10 and more; of the high-contrast theme 20 and more; of the low-contrast theme 4.5 to 8.
[[nodiscard]] Bounds bounds_of(Contrast contrast);

/// What a colour is for. The names are those of the theme file.
enum class Token {
    paper,      ///< the page
    raised,     ///< what lies on the page: tiles, outlined buttons, fields
    sand,       ///< quiet surfaces: header, panels
    ink,        ///< what is read and touched
    ink2,       ///< what is read second
    line,       ///< edges that inform
    hush,       ///< edges of quiet surfaces, and shades that nothing depends on
    primary,    ///< the one next step
    on_primary, ///< what stands on it
    danger,
    on_danger,
    success,
    warning,
    pressed,    ///< the surface under a finger
    focus,      ///< the ring's outer edge
    focus_in,   ///< its inner edge
};
inline constexpr std::size_t token_count = 16;

[[nodiscard]] std::string_view name_of(Token token);

/// One colour that takes the place of a theme's own.
struct Repaint {
    Token token;
    Colour colour;
    std::string where; ///< `FILE:LINE` that says so
};

class Theme {
public:
    /// Reads a theme file. `malformed` with file and line for a missing, unknown or badly written colour, and for a
    /// pair of colours out of the bounds of its kind, or below the file's own `least_contrast`: the story names the two
    /// colours and what they reach.
    [[nodiscard]] static Result<Theme> load(std::filesystem::path const& file, Contrast contrast, std::vector<Repaint> const& repaints = {});
    /// `name` stands for the file in error stories.
    [[nodiscard]] static Result<Theme> parse(
        std::string_view text, std::string_view name, Contrast contrast, std::vector<Repaint> const& repaints = {});

    [[nodiscard]] Colour colour(Token token) const { return m_colours[static_cast<std::size_t>(token)]; }
    [[nodiscard]] std::string const& name() const { return m_name; }

private:
    Theme() = default;
    std::string m_name;
    std::array<Colour, token_count> m_colours {};
};

/// "#14212B"; nothing if it is not written so.
[[nodiscard]] std::optional<Colour> colour_of(std::string_view text);
/// Nothing if there is no such token.
[[nodiscard]] std::optional<Token> token_of(std::string_view name);

}
