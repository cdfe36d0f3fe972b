#include "kiosk/glass/ui/themes.h"

#include "kiosk/base/core/file.h"
#include "kiosk/base/json/reader.h"
#include "kiosk/glass/pictures/icon.h"
#include "kiosk/glass/ui/built_in_themes.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace kiosk::ui {

namespace {

constexpr std::array<std::string_view, contrast_count> names { "default", "high-contrast", "dark", "low-contrast" };

using Repaints = std::array<std::vector<Repaint>, contrast_count>;

Theme built_in(Contrast contrast)
{
    auto theme = Theme::parse(built_in_theme(contrast), name_of(contrast), contrast);
    verify(theme.has_value(), "the themes that the program was made with keep their contrast");
    return *std::move(theme);
}

/// An error's story is `FILE:LINE: expected …, saw …`.
Finding finding_of(Error const& error, std::filesystem::path const& file, std::string remedy)
{
    auto const& story = error.story;
    auto const cut = story.find(": expected ");
    auto const saw = story.find(", saw ", cut == story.npos ? 0 : cut);
    if (cut == story.npos || saw == story.npos)
        return { "theme", false, file.string(), "a theme that can be read", story, std::move(remedy) };
    return { "theme", false, story.substr(0, cut), story.substr(cut + 11, saw - cut - 11), story.substr(saw + 6), std::move(remedy) };
}

Result<std::vector<Repaint>> read_repaints(json::Reader& colours)
{
    std::vector<Repaint> repaints;
    for (auto const& [key, value] : colours.value().as_object()) {
        auto const token = token_of(key);
        if (!token)
            return json::wrong(colours.name(), value, "the name of a colour, as in default.json", fmt::format("\"{}\"", key));
        auto const colour = value.is_text() ? colour_of(value.as_text()) : std::nullopt;
        if (!colour)
            return json::wrong(colours.name(), value, "a colour as \"#14212B\"");
        repaints.push_back({ *token, *colour, colours.where(key) });
    }
    return repaints;
}

struct CityFile {
    City city;
    Repaints repaints;
};

Result<CityFile> read_city(std::filesystem::path const& file)
{
    auto const text = TRY(read_file(file, 1024 * 1024));
    auto const value = TRY(json::parse(text, file.string()));
    json::Reader fields(value, file.string());
    CityFile read;
    TRY(fields.maybe_text("$schema"));
    if (auto spoken = TRY(fields.maybe_object("name"))) {
        for (auto const language : all_languages) {
            auto name = TRY(spoken->maybe_text(code_of(language)));
            if (!name)
                continue;
            constexpr std::size_t longest = 120;
            if (name->empty() || name->size() > longest || std::ranges::any_of(*name, [](char c) { return static_cast<unsigned char>(c) < 0x20; }))
                return spoken->wrong_field(code_of(language), "the city's name on one line");
            read.city.names.emplace(language, *std::move(name));
        }
        TRY(spoken->finish());
    }
    if (auto const logo = TRY(fields.maybe_text("logo"))) {
        auto const path = file.parent_path() / *logo;
        if (logo->empty() || std::filesystem::path(*logo).has_parent_path() || path.extension() != ".svg")
            return fields.wrong_field("logo", "the name of an SVG beside this file");
        if (auto const icon = pictures::Icon::load(path); !icon)
            return fields.wrong_field("logo", fmt::format("a mark drawn as the icons are ({})", icon.error().story));
        read.city.logo = path;
    }
    if (auto colours = TRY(fields.maybe_object("colours"))) {
        for (std::size_t i = 0; i < names.size(); ++i) {
            if (auto of_theme = TRY(colours->maybe_object(names[i])))
                read.repaints[i] = TRY(read_repaints(*of_theme));
        }
        TRY(colours->finish());
    }
    TRY(fields.finish());
    return read;
}

}

std::string_view name_of(Contrast contrast) { return names[static_cast<std::size_t>(contrast)]; }

Themes Themes::built_in()
{
    return Themes({ ui::built_in(Contrast::usual), ui::built_in(Contrast::high), ui::built_in(Contrast::dark), ui::built_in(Contrast::low) });
}

Themes::Loaded Themes::load(std::filesystem::path const& folder)
{
    Loaded loaded { built_in(), {}, {} };
    Repaints repaints;
    auto const city_file = folder / "city.json";
    std::error_code code;
    if (std::filesystem::exists(city_file, code)) {
        if (auto read = read_city(city_file)) {
            loaded.city = std::move(read->city);
            repaints = std::move(read->repaints);
        } else {
            loaded.findings.push_back(finding_of(read.error(), city_file, "mend the city's file; the release's own look is shown"));
        }
    }
    for (std::size_t i = 0; i < names.size(); ++i) {
        auto const contrast = static_cast<Contrast>(i);
        auto const file = folder / fmt::format("{}.json", names[i]);
        auto plain = Theme::load(file, contrast);
        if (!plain) {
            loaded.findings.push_back(finding_of(plain.error(), file, "mend the theme; the program's own is shown"));
            continue;
        }
        if (!repaints[i].empty()) {
            if (auto painted = Theme::load(file, contrast, repaints[i])) {
                loaded.themes.m_themes[i] = *std::move(painted);
                continue;
            } else {
                loaded.findings.push_back(finding_of(painted.error(), city_file, "choose another colour; the release's own are shown"));
            }
        }
        loaded.themes.m_themes[i] = *std::move(plain);
    }
    return loaded;
}

}
