#pragma once
/// The four themes of a release, with what the city has made its own in `themes/city.json`:
///
///     { "$schema": "../schemas/city.json",
///       "name": { "ar": "…", "en": "Al Waha Municipality", "ko": "…" },
///       "logo": "logo.svg",
///       "colours": { "default": { "primary": "#00384A" }, "dark": { … } } }
///
/// Every member may be left out, and so may the file.
///
/// Promises; each is held by the tests that carry its number as a tag:
///   C1  Whatever the files say, there is a theme for each Contrast, and each keeps its contrast: a file that cannot be
///       read or misses it gives way to the theme that the program was made with, and colours of the city that make one
///       miss it are left out. Each is a finding with file, line and the two colours.

#include "kiosk/base/core/finding.h"
#include "kiosk/base/core/ids.h"
#include "kiosk/glass/ui/form.h"
#include "kiosk/glass/ui/theme.h"

#include <array>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace kiosk::ui {

/// default, high-contrast, dark, low-contrast: its file is `themes/NAME.json`.
[[nodiscard]] std::string_view name_of(Contrast contrast);

/// What a city shows of itself.
struct City {
    /// In the languages that the file names it in; otherwise the message `city.name` says it.
    std::map<Language, std::string> names {};
    /// Its mark, an SVG in the manner of the icons; empty for the one that comes with the program.
    std::filesystem::path logo {};
};

class Themes {
public:
    struct Loaded;
    /// Never fails (C1). `folder` is assets/themes.
    [[nodiscard]] static Loaded load(std::filesystem::path const& folder);
    /// Those that the program was made with.
    [[nodiscard]] static Themes built_in();

    [[nodiscard]] Theme const& of(Contrast contrast) const { return m_themes[static_cast<std::size_t>(contrast)]; }

private:
    explicit Themes(std::array<Theme, contrast_count> themes) : m_themes(std::move(themes)) { }
    std::array<Theme, contrast_count> m_themes;
};

struct Themes::Loaded {
    Themes themes;
    City city;
    std::vector<Finding> findings; ///< part is `theme`
};

}
