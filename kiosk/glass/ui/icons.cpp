#include "kiosk/glass/ui/icons.h"

namespace kiosk::ui {

text::Slot Icons::slot(text::Atlas& atlas, std::string_view name, int side, Turned turned)
{
    auto known = m_known.find(name);
    if (known == m_known.end()) {
        auto icon = pictures::Icon::load(name == "city" ? m_logo : m_folder / (std::string(name) + ".svg"));
        if (!icon)
            m_missing.push_back(icon.error());
        auto const number = static_cast<std::uint64_t>(m_known.size());
        known = m_known.emplace(name, Known { icon ? std::optional(*std::move(icon)) : std::nullopt, number }).first;
    }
    if (!known->second.icon || side < 1)
        return {};
    // The brush's discs have keys of kind 1, icons of kind 2.
    auto const key = std::uint64_t { 2 } << 56 | known->second.number << 24 | static_cast<std::uint64_t>(side) << 1 | (turned == Turned::yes ? 1U : 0U);
    if (auto const found = atlas.find(key))
        return *found;
    auto const& icon = *known->second.icon;
    return atlas.place(key, turned == Turned::yes ? icon.draw_mirrored(side) : icon.draw(side));
}

}
