#include "kiosk/app/audit/reach.h"

#include <algorithm>
#include <array>
#include <set>

namespace kiosk::audit {

namespace {

using platform::Key;
using ui::Index;
using ui::none;

/// All that is to be reached: what can be touched now, or once it is scrolled to.
std::vector<Index> targets_of(ui::Page const& page)
{
    std::vector<Index> targets;
    auto const count = static_cast<Index>(page.elements().size());
    for (Index index = 0; index < count; ++index) {
        auto const& element = page[index];
        if (element.touchable && (!element.absent || element.clip != none) && ui::on_top(page, index))
            targets.push_back(index);
    }
    return targets;
}

std::set<Index> by_five_keys(ui::Page const& page, Focus const& focus_after)
{
    constexpr std::array keys { Key::up, Key::down, Key::left, Key::right };
    std::set<Index> reached;
    std::vector<Index> open { none };
    while (!open.empty()) {
        auto const from = open.back();
        open.pop_back();
        for (auto const key : keys) {
            if (auto const to = focus_after(page, from, key); to != none && reached.insert(to).second)
                open.push_back(to);
        }
    }
    return reached;
}

/// The outer round, and in each group that a switch opens the round in it.
std::set<Index> by_two_switches(ui::Page const& page)
{
    std::set<Index> reached;
    std::set<Index> stops;
    for (auto at = ui::scan_after(page, none); at != none && stops.insert(at).second; at = ui::scan_after(page, at)) {
        reached.insert(at);
        if (page[at].touchable)
            continue;
        std::set<Index> inner;
        for (auto in = ui::next_in(page, at, at); in != none && in != at && inner.insert(in).second; in = ui::next_in(page, at, in))
            reached.insert(in);
    }
    return reached;
}

void count(Readings& into, Measure measure, ui::Page const& page, std::vector<Index> const& targets, std::set<Index> const& reached)
{
    auto const missed = std::ranges::count_if(targets, [&](Index index) { return !reached.contains(index); });
    if (missed == 0)
        into.push_back({ measure, 0 });
    for (auto const index : targets) {
        if (!reached.contains(index))
            into.push_back({ measure, static_cast<double>(missed), page[index].id, page[index].area });
    }
}

}

void read_reach(ui::Page const& page, Readings& into, Focus const& focus_after)
{
    auto const targets = targets_of(page);
    count(into, Measure::keys_unreached, page, targets, by_five_keys(page, focus_after));
    count(into, Measure::switches_unreached, page, targets, by_two_switches(page));
}

void read_reach(ui::Page const& page, Readings& into)
{
    for (auto const order : { ui::Order::as_it_stands, ui::Order::as_it_reads })
        read_reach(page, into, [order](ui::Page const& of, Index from, Key key) { return ui::focus_after(of, from, key, order); });
}

void read_focus(Picture const& before, Picture const& with, Rectangle area, std::string const& id, Panel const& panel, Readings& into)
{
    // Through the middle of each side, outward: how far the picture has changed there, and how strongly.
    auto const middle_x = (area.left + area.right) / 2;
    auto const middle_y = (area.top + area.bottom) / 2;
    auto const furthest = static_cast<int>(panel.density().pixels({ 6 }));
    double strongest = 1;
    int widest = 0;
    auto const walk = [&](int x, int y, int dx, int dy) {
        int wide = 0;
        for (int step = -furthest; step <= furthest; ++step) {
            auto const at_x = x + step * dx;
            auto const at_y = y + step * dy;
            if (at_x < 0 || at_y < 0 || at_x >= with.width() || at_y >= with.height())
                continue;
            auto const was = before.row(at_y)[static_cast<std::size_t>(at_x)] & 0xFFFFFFU;
            auto const is = with.row(at_y)[static_cast<std::size_t>(at_x)] & 0xFFFFFFU;
            if (was == is)
                continue;
            auto const differs = ui::contrast({ was }, { is });
            strongest = std::max(strongest, differs);
            if (differs >= 3)
                ++wide;
        }
        widest = std::max(widest, wide);
    };
    walk(area.left, middle_y, -1, 0);
    walk(area.right - 1, middle_y, 1, 0);
    walk(middle_x, area.top, 0, -1);
    walk(middle_x, area.bottom - 1, 0, 1);
    into.push_back({ Measure::focus_hidden, strongest < 3 ? 1.0 : 0.0, strongest < 3 ? id : std::string(), area });
    into.push_back({ Measure::focus_ring, panel.millimetres(widest), id, area });
}

}
