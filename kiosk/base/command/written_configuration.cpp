#include "kiosk/base/command/configuration.h"

#include "kiosk/base/command/configuration_words.h"

#include <chrono>
#include <fmt/format.h>

namespace kiosk::command {

std::string in_quotes(std::string_view text)
{
    std::string line = "\"";
    for (char const c : text) {
        if (c == '"' || c == '\\')
            line += fmt::format("\\{}", c);
        else if (static_cast<unsigned char>(c) < 0x20 || c == 0x7f)
            line += fmt::format("\\u{:04X}", static_cast<unsigned>(c));
        else
            line += c;
    }
    return line + '"';
}


std::string write(Configuration const& configuration)
{
    auto const& [kiosk, city, panel, content, state, hub, idle, visit, touch] = configuration;
    auto const in_seconds = [](Duration span) { return std::chrono::duration_cast<std::chrono::seconds>(span).count(); };
    std::string name = in_quotes(city.name_key);
    if (!city.names.empty()) {
        std::vector<std::string> names;
        for (auto const& [language, text] : city.names)
            names.push_back(fmt::format("{} = {}", code_of(language), in_quotes(text)));
        name = fmt::format("{{ {} }}", fmt::join(names, ", "));
    }
    std::string text = fmt::format("[kiosk]\nnumber = {}\nname = {}\n\n", kiosk.number, in_quotes(kiosk.name));
    text += fmt::format("[city]\nname = {}\nlanguage = \"{}\"\ncountry = {}\n", name, code_of(city.language), in_quotes(city.country));
    if (city.digits)
        text += fmt::format("digits = \"{}\"\n", *city.digits == Digits::latin ? "latn" : "arab");
    if (!city.help_phone.empty())
        text += fmt::format("help_phone = {}\n", in_quotes(city.help_phone));
    if (!city.time_zone.empty())
        text += fmt::format("time_zone = {}\n", in_quotes(city.time_zone));
    text += '\n';
    text += fmt::format("[panel]\nwidth_mm = {}\nheight_mm = {}\nbottom_above_floor_mm = {}\nwidth_px = {}\nheight_px = {}\nfullscreen = {}\n\n", panel.width.value,
        panel.height.value, panel.bottom_above_floor.value, panel.width_px, panel.height_px, panel.fullscreen);
    text += fmt::format("[content]\nassets = {}\nfonts = {}\n\n[state]\ndirectory = {}\n\n", in_quotes(content.assets.string()), in_quotes(content.fonts.string()), in_quotes(state.directory.string()));
    if (!hub.url.empty() || !hub.key_file.empty()) {
        text += "[hub]\n";
        if (!hub.url.empty())
            text += fmt::format("url = {}\n", in_quotes(hub.url));
        if (!hub.key_file.empty())
            text += fmt::format("key_file = {}\n", in_quotes(hub.key_file.string()));
        text += '\n';
    }
    text += fmt::format("[idle]\nwarn_seconds = {}\nreact_seconds = {}\nwarn_unhurried_seconds = {}\ndone_seconds = {}\n\n", in_seconds(idle.warn),
        in_seconds(idle.react), in_seconds(idle.warn_unhurried), in_seconds(idle.done));
    auto const word = [](auto const& words, auto value) { return words[static_cast<std::size_t>(value)]; };
    text += fmt::format("[visit]\ntext_size = \"{}\"\ncontrast = \"{}\"\npace = \"{}\"\nreach = \"{}\"\n\n", word(text_sizes, visit.text_size),
        word(contrasts, visit.contrast), word(paces, visit.pace), word(reaches, visit.reach));
    auto const in_milliseconds = [](Duration span) { return std::chrono::duration_cast<std::chrono::milliseconds>(span).count(); };
    return text + fmt::format("[touch]\nleast_press_ms = {}\nrebound_ms = {}\nlong_press_ms = {}\ntremble_mm = {}\nbeside_mm = {}\nright_of_mm = {}\n", in_milliseconds(touch.least_press),
        in_milliseconds(touch.rebound), in_milliseconds(touch.long_press), touch.tremble.value, touch.beside.value, touch.right_of.value);
}

}
