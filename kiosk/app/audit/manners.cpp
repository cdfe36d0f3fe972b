#include "kiosk/app/audit/reading.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace kiosk::audit {

namespace {

/// The tools of every screen, in their order.
constexpr std::array<std::string_view, 7> tools { "language.ar", "language.en", "language.ko", "text_size", "contrast", "sound", "help" };

/// One of the things that a screen asks the citizen to choose from.
bool is_choice(std::string_view id)
{
    if (id.starts_with("home.service.") || id.starts_with("review.change."))
        return true;
    return id.starts_with("step.") && id.find(".key.") == std::string_view::npos && !id.ends_with(".field");
}

void count(Readings& into, Measure measure, std::vector<Reading> faults)
{
    if (faults.empty())
        into.push_back({ measure, 0 });
    for (auto& fault : faults) {
        fault.measure = measure;
        fault.value = static_cast<double>(faults.size());
        into.push_back(std::move(fault));
    }
}

Reading fault(std::string what, Rectangle area) { return { {}, 0, std::move(what), area }; }

/// Something in shape tells this chosen target from `other`, which is not.
bool differs(Sight const& sight, std::size_t chosen, std::size_t other)
{
    auto const& a = sight.targets[chosen];
    auto const& b = sight.targets[other];
    auto const icons = [&](std::size_t target) {
        return std::ranges::count_if(sight.icons, [&](SeenIcon const& icon) { return icon.target == static_cast<int>(target); });
    };
    return a.edge.has_value() != b.edge.has_value() || a.edge_width != b.edge_width || icons(chosen) != icons(other);
}

}

void read_manners(Sight const& sight, Aspect const& aspect, Readings& into)
{
    std::vector<Reading> unnamed;
    std::vector<Reading> lone;
    std::vector<Reading> untold;
    for (std::size_t i = 0; i < sight.targets.size(); ++i) {
        auto const& target = sight.targets[i];
        bool const written = std::ranges::any_of(sight.texts, [&](SeenText const& text) { return text.target == static_cast<int>(i) && !text.ink.empty(); });
        if (target.name.empty())
            unnamed.push_back(fault(target.id, target.area));
        if (!written && target.whole)
            lone.push_back(fault(target.id, target.area));
        if (!target.chosen)
            continue;
        for (std::size_t other = 0; other < sight.targets.size(); ++other) {
            if (!sight.targets[other].chosen && sight.targets[other].role == target.role && sight.targets[other].touchable == target.touchable
                && is_choice(sight.targets[other].id) == is_choice(target.id) && !differs(sight, i, other)) {
                untold.push_back(fault(target.id + " beside " + sight.targets[other].id, target.area));
                break;
            }
        }
    }
    count(into, Measure::unnamed, unnamed);
    count(into, Measure::lone_icons, lone);
    count(into, Measure::untold_state, untold);

    if (sight.page != "rest") {
        std::vector<Reading> missing;
        auto from = sight.nodes.begin();
        for (auto const tool : tools) {
            auto const found = std::find_if(from, sight.nodes.end(), [&](ui::Node const& node) { return node.id == tool; });
            if (found == sight.nodes.end())
                missing.push_back(fault(std::string(tool), {}));
            else
                from = found + 1;
        }
        count(into, Measure::missing_tools, missing);
    }
    if (aspect.mode == Mode::easy) {
        auto const choices = std::ranges::count_if(sight.nodes, [](ui::Node const& node) { return is_choice(node.id) && node.role != ui::Role::text; });
        into.push_back({ Measure::easy_choices, static_cast<double>(choices), sight.page });
    }
    if (aspect.mode == Mode::practice && sight.page != "rest") {
        bool const marked = std::ranges::any_of(sight.nodes, [](ui::Node const& node) { return node.id == "practice.mark" && !node.words.empty(); });
        count(into, Measure::unmarked_practice, marked ? std::vector<Reading> {} : std::vector<Reading> { fault(sight.page, {}) });
    }
}

void read_heights(Sight const& sight, Aspect const& aspect, Readings& into)
{
    if (aspect.mode != Mode::low)
        return;
    auto const half = sight.panel.height_px / 2;
    auto const above_floor = [&](int y) { return sight.panel.bottom_above_floor_mm + sight.panel.millimetres(sight.panel.height_px - y); };
    for (auto const& target : sight.targets) {
        if (!target.touchable)
            continue;
        into.push_back({ Measure::low_in_upper, sight.panel.millimetres(std::max(0, half - target.area.top)), target.id, target.area });
        into.push_back({ Measure::reach_high, above_floor(target.area.top), target.id, target.area });
        into.push_back({ Measure::reach_low, above_floor(target.area.bottom), target.id, target.area });
    }
}

}
