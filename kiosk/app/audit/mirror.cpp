#include "kiosk/app/audit/mirror.h"

#include "kiosk/glass/text/typesetter.h"
#include "kiosk/glass/ui/canvas.h"
#include "kiosk/glass/ui/layout.h"
#include "kiosk/glass/ui/lettering.h"
#include "kiosk/glass/ui/page.h"

#include <fmt/format.h>

namespace kiosk::audit {

namespace {

using ui::Index;
using ui::none;

std::string described(Placed const& one)
{
    return fmt::format("{} [{} {} {} {}]", one.id, one.area.left, one.area.top, one.area.right, one.area.bottom);
}

}

std::vector<Placed> placed_things(Showroom& room, Showroom::Build const& build, ui::Form const& form, text::Typesetter& typesetter)
{
    auto const& panel = room.panel();
    ui::Page page;
    page.width = panel.millimetres(panel.width_px);
    page.height = panel.millimetres(panel.height_px);
    ui::Measures const measures = room.presenter().lettering().measures();
    ui::Canvas canvas(page, measures, form, room.messages(), {});
    build(canvas);
    for (auto& element : page.elements())
        element.words.language = Language::english;
    typesetter.begin_frame();
    ui::Lettering lettering(typesetter, measures);
    ui::Offsets offsets;
    ui::lay_out(page, lettering, offsets, form.language);
    std::vector<Placed> all;
    auto const count = static_cast<Index>(page.elements().size());
    for (Index index = 0; index < count; ++index) {
        auto const& element = page[index];
        Placed standing { element.id.empty() ? fmt::format("{}", index) : element.id, element.area, nowhere, element.touchable };
        for (Index box = element.parent; box != none; box = page[box].parent) {
            if (page[box].steady || page[box].language) {
                standing.moves_with = static_cast<int>(box);
                break;
            }
        }
        // What the layout has no use for stands nowhere in either.
        if (element.absent && element.clip == none)
            standing.area = {};
        all.push_back(std::move(standing));
    }
    return all;
}

void read_mirror(std::vector<Placed> const& english, std::vector<Placed> const& turned, int width, Readings& into)
{
    std::vector<Reading> off;
    std::vector<Reading> disordered;
    if (english.size() != turned.size())
        off.push_back({ Measure::off_mirror, 0, fmt::format("{} things on the English page, {} on the turned one", english.size(), turned.size()), {} });
    for (std::size_t i = 0; i < std::min(english.size(), turned.size()); ++i) {
        auto const& e = english[i];
        auto const& t = turned[i];
        if (e.touchable != t.touchable || (e.touchable && e.id != t.id))
            disordered.push_back({ Measure::out_of_order, 0, e.id + " where the turned page has " + t.id, t.area });
        Rectangle expected { width - e.area.right, e.area.top, width - e.area.left, e.area.bottom };
        if (e.moves_with != nowhere) {
            auto const& box = english[static_cast<std::size_t>(e.moves_with)].area;
            auto const& to = turned[static_cast<std::size_t>(e.moves_with)].area;
            auto const by = to.left - box.left;
            expected = { e.area.left + by, e.area.top, e.area.right + by, e.area.bottom };
        }
        if (e.area.empty() ? t.area.empty() : t.area == expected)
            continue;
        off.push_back({ Measure::off_mirror, 0, fmt::format("{}, where the English page has {}", described(t), described(e)), t.area });
    }
    for (auto* const faults : { &off, &disordered }) {
        auto const measure = faults == &off ? Measure::off_mirror : Measure::out_of_order;
        if (faults->empty())
            into.push_back({ measure, 0 });
        for (auto& fault : *faults) {
            fault.value = static_cast<double>(faults->size());
            into.push_back(std::move(fault));
        }
    }
}

}
