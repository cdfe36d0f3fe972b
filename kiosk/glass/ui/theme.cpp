#include "kiosk/glass/ui/theme.h"

#include "kiosk/base/core/file.h"
#include "kiosk/base/json/reader.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <optional>
#include <utility>

namespace kiosk::ui {

namespace {

constexpr std::array<std::string_view, token_count> names { "paper", "raised", "sand", "ink", "ink2", "line", "hush", "primary",
    "on_primary", "danger", "on_danger", "success", "warning", "pressed", "focus", "focus_in" };

/// What informs, and what it stands on.
struct Pair {
    Token front;
    Token back;
};
constexpr std::array pairs {
    Pair { Token::ink, Token::paper }, Pair { Token::ink, Token::raised }, Pair { Token::ink, Token::sand }, Pair { Token::ink, Token::pressed },
    Pair { Token::ink2, Token::paper }, Pair { Token::ink2, Token::raised }, Pair { Token::ink2, Token::sand },
    Pair { Token::line, Token::paper }, Pair { Token::line, Token::raised }, Pair { Token::line, Token::sand },
    Pair { Token::primary, Token::paper }, Pair { Token::primary, Token::raised }, Pair { Token::primary, Token::sand },
    Pair { Token::on_primary, Token::primary }, Pair { Token::on_primary, Token::ink },
    Pair { Token::danger, Token::paper }, Pair { Token::danger, Token::raised }, Pair { Token::danger, Token::sand },
    Pair { Token::on_danger, Token::danger }, Pair { Token::on_danger, Token::ink },
    Pair { Token::success, Token::paper }, Pair { Token::success, Token::raised }, Pair { Token::success, Token::sand },
    Pair { Token::warning, Token::paper }, Pair { Token::warning, Token::raised }, Pair { Token::warning, Token::sand },
    Pair { Token::ink2, Token::pressed }, Pair { Token::line, Token::pressed }, Pair { Token::primary, Token::pressed },
    Pair { Token::focus, Token::paper }, Pair { Token::focus, Token::focus_in },
};

double linear(std::uint32_t channel)
{
    double const part = channel / 255.0;
    return part <= 0.04045 ? part / 12.92 : std::pow((part + 0.055) / 1.055, 2.4);
}

/// WCAG 2.2, "relative luminance".
double luminance(Colour colour)
{
    return 0.2126 * linear(colour.rgb >> 16 & 0xFF) + 0.7152 * linear(colour.rgb >> 8 & 0xFF) + 0.0722 * linear(colour.rgb & 0xFF);
}

}

std::optional<Colour> colour_of(std::string_view text)
{
    if (text.size() != 7 || text.front() != '#')
        return std::nullopt;
    std::uint32_t rgb = 0;
    auto const [end, error] = std::from_chars(text.data() + 1, text.data() + text.size(), rgb, 16);
    if (error != std::errc {} || end != text.data() + text.size())
        return std::nullopt;
    return Colour { rgb };
}

double contrast(Colour a, Colour b)
{
    auto const [dark, light] = std::minmax({ luminance(a), luminance(b) });
    return (light + 0.05) / (dark + 0.05);
}

std::optional<Token> token_of(std::string_view name)
{
    auto const found = std::ranges::find(names, name);
    return found == names.end() ? std::nullopt : std::optional(static_cast<Token>(found - names.begin()));
}

Bounds bounds_of(Contrast contrast)
{
    switch (contrast) {
    case Contrast::usual:
    case Contrast::dark:
        return { 10, 21 };
    case Contrast::high:
        return { 20, 21 };
    case Contrast::low:
        return { 4.5, 8 };
    }
    verify(false, "a contrast is one of four");
    return {};
}

std::string_view name_of(Token token) { return names[static_cast<std::size_t>(token)]; }

Result<Theme> Theme::load(std::filesystem::path const& file, Contrast contrast, std::vector<Repaint> const& repaints)
{
    auto const text = TRY(read_file(file, 1024 * 1024));
    return parse(text, file.string(), contrast, repaints);
}

Result<Theme> Theme::parse(std::string_view text, std::string_view name, Contrast contrast, std::vector<Repaint> const& repaints)
{
    auto const value = TRY(json::parse(text, name));
    json::Reader fields(value, name);
    Theme theme;
    TRY(fields.maybe_text("$schema"));
    theme.m_name = TRY(fields.text("name"));
    auto bounds = bounds_of(contrast);
    if (fields.has("least_contrast")) {
        auto const least = TRY(fields.number("least_contrast"));
        if (least < bounds.least || least > bounds.most)
            return fields.wrong_field("least_contrast", fmt::format("a contrast from {:g} to {:g}", bounds.least, bounds.most));
        bounds.least = least;
    }
    auto colours = TRY(fields.object("colours"));
    TRY(fields.finish());
    std::array<std::string, token_count> origins; // of each colour, FILE:LINE
    for (std::size_t i = 0; i < token_count; ++i) {
        auto const colour = colour_of(TRY(colours.text(names[i])));
        if (!colour)
            return colours.wrong_field(names[i], "a colour as \"#14212B\"");
        theme.m_colours[i] = *colour;
        origins[i] = colours.where(names[i]);
    }
    TRY(colours.finish());
    for (auto const& repaint : repaints) {
        theme.m_colours[static_cast<std::size_t>(repaint.token)] = repaint.colour;
        origins[static_cast<std::size_t>(repaint.token)] = repaint.where;
    }
    for (auto const& [front, back] : pairs) {
        auto const a = theme.colour(front);
        auto const b = theme.colour(back);
        auto const reached = ui::contrast(a, b);
        if (reached >= bounds.least && reached <= bounds.most)
            continue;
        bool const changed = std::ranges::any_of(repaints, [&](Repaint const& repaint) { return repaint.token == back; });
        return failed(Failure::malformed,
            fmt::format("{}: expected a contrast of at {} {:g} between {} #{:06X} and {} #{:06X}, saw {:.2f}",
                origins[static_cast<std::size_t>(changed ? back : front)], reached < bounds.least ? "least" : "most",
                reached < bounds.least ? bounds.least : bounds.most, name_of(front), a.rgb, name_of(back), b.rgb, reached));
    }
    return theme;
}

}
