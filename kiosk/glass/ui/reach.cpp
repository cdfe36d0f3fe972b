#include "kiosk/glass/ui/reach.h"

#include "kiosk/glass/ui/layout.h"

#include <algorithm>
#include <limits>
#include <vector>

namespace kiosk::ui {

namespace {

/// Targets that keys can reach. What a scroll hides is scrolled to; More and Earlier are there too, for what is only read.
std::vector<Index> focus_list(Page const& page)
{
    std::vector<Index> list;
    auto const count = static_cast<Index>(page.elements().size());
    for (Index index = 0; index < count; ++index) {
        auto const& element = page[index];
        bool const there = !element.absent || element.clip != none;
        if (element.touchable && there && on_top(page, index))
            list.push_back(index);
    }
    return list;
}

/// How far it is to `to`, seen from `from` on that side; negative if it is not on that side.
float distance(platform::Rectangle const& from, platform::Rectangle const& to, platform::Key key)
{
    auto const middle = [](int a, int b) { return static_cast<float>(a + b) / 2; };
    float const dx = middle(to.left, to.right) - middle(from.left, from.right);
    float const dy = middle(to.top, to.bottom) - middle(from.top, from.bottom);
    auto const apart = [](int a0, int a1, int b0, int b1) { return static_cast<float>(std::max({ 0, b0 - a1, a0 - b1 })); };
    bool const sideways = key == platform::Key::left || key == platform::Key::right;
    float const ahead = sideways ? (key == platform::Key::right ? dx : -dx) : (key == platform::Key::down ? dy : -dy);
    float const aside = sideways ? apart(from.top, from.bottom, to.top, to.bottom) : apart(from.left, from.right, to.left, to.right);
    bool const beyond = sideways ? apart(from.left, from.right, to.left, to.right) > 0 : apart(from.top, from.bottom, to.top, to.bottom) > 0;
    if (!beyond || ahead <= 0)
        return -1;
    return ahead + 3 * aside;
}

}

bool on_top(Page const& page, Index index)
{
    auto const top = page.overlay != none ? page.overlay : page.popup;
    return top == none || page.within(top, index);
}

Index target_at(Page const& page, float x, float y)
{
    auto const count = static_cast<Index>(page.elements().size());
    for (Index index = 0; index < count; ++index) {
        auto const& element = page[index];
        if (!element.touchable || element.absent || !element.area.contains(x, y) || !on_top(page, index))
            continue;
        if (element.clip == none || view_of(page, element.clip).contains(x, y))
            return index;
    }
    return none;
}

Index meant_at(Page const& page, float x, float y, float right_of)
{
    if (auto const target = target_at(page, x, y); target != none)
        return target;
    if (page.overlay == none && page.popup != none && !page[page.popup].area.contains(x, y))
        return page.popup_close;
    Index nearest = none;
    auto const count = static_cast<Index>(page.elements().size());
    for (Index index = 0; index < count; ++index) {
        auto const& element = page[index];
        float const past = x - static_cast<float>(element.area.right);
        bool const beside = past >= 0 && past <= right_of && y >= static_cast<float>(element.area.top) && y < static_cast<float>(element.area.bottom);
        if (!beside || !element.touchable || element.absent || !on_top(page, index) || (element.clip != none && !view_of(page, element.clip).contains(x, y)))
            continue;
        if (nearest == none || element.area.right > page[nearest].area.right)
            nearest = index;
    }
    return nearest;
}

bool near_target(Page const& page, Index target, float x, float y, float beside)
{
    auto const& element = page[target];
    if (!element.touchable || element.absent || !on_top(page, target))
        return false;
    auto area = element.area;
    if (element.clip != none) {
        auto const view = view_of(page, element.clip);
        area = { std::max(area.left, view.left), std::max(area.top, view.top), std::min(area.right, view.right), std::min(area.bottom, view.bottom) };
    }
    return x >= static_cast<float>(area.left) - beside && x < static_cast<float>(area.right) + beside && y >= static_cast<float>(area.top) - beside
        && y < static_cast<float>(area.bottom) + beside;
}

Index scroll_at(Page const& page, float x, float y)
{
    auto const count = static_cast<Index>(page.elements().size());
    for (Index index = count - 1; index >= 0; --index) {
        if (page[index].kind == Kind::scroll && on_top(page, index) && overflows(page, index) && view_of(page, index).contains(x, y))
            return index;
    }
    return none;
}

Index focus_after(Page const& page, Index from, platform::Key key, Order order)
{
    bool const sideways = key == platform::Key::left || key == platform::Key::right;
    if (order == Order::as_it_reads && sideways)
        return none;
    auto const list = focus_list(page);
    if (list.empty())
        return none;
    auto const at = std::ranges::find(list, from);
    if (at == list.end()) {
        // What the page is about comes before the tools above it.
        auto const first = std::ranges::find_if(list, [&](Index index) { return page.header == none || !page.within(page.header, index); });
        return first == list.end() ? list.front() : *first;
    }
    auto const nearest_in = [&](Index scroll) {
        Index nearest = none;
        float least = std::numeric_limits<float>::max();
        for (auto const index : list) {
            if (scroll != none && page[index].clip != scroll)
                continue;
            if (float const far = distance(page[from].area, page[index].area, key); far > 0 && far < least) {
                least = far;
                nearest = index;
            }
        }
        return nearest;
    };
    Index nearest = none;
    if (order != Order::as_it_reads) {
        // What is scrolled away lies behind the buttons below, and would be passed by: first to the end of what scrolls.
        if (page[from].clip != none)
            nearest = nearest_in(page[from].clip);
        if (nearest == none)
            nearest = nearest_in(none);
    }
    if (nearest != none || sideways)
        return nearest == none ? from : nearest;
    auto const position = at - list.begin();
    auto const size = static_cast<std::ptrdiff_t>(list.size());
    auto const step = key == platform::Key::up ? size - 1 : 1;
    return list[static_cast<std::size_t>((position + step) % size)];
}

namespace {

/// The group that `index` is in, or is; `none` if there is none.
Index group_of(Page const& page, Index index)
{
    while (index != none && !page[index].group)
        index = page[index].parent;
    return index;
}

}

Index scan_after(Page const& page, Index from)
{
    // Each group stands for what is in it.
    std::vector<Index> stops;
    for (auto const target : focus_list(page)) {
        auto const group = group_of(page, target);
        auto const stop = group == none ? target : group;
        if (stops.empty() || stops.back() != stop)
            stops.push_back(stop);
    }
    if (stops.empty())
        return none;
    auto const group = group_of(page, from);
    auto const at = std::ranges::find(stops, group == none ? from : group);
    if (at == stops.end()) {
        auto const first = std::ranges::find_if(stops, [&](Index index) { return page.header == none || !page.within(page.header, index); });
        return first == stops.end() ? stops.front() : *first;
    }
    return at + 1 == stops.end() ? stops.front() : *(at + 1);
}

Index next_in(Page const& page, Index group, Index from)
{
    auto const list = focus_list(page);
    auto const at = std::ranges::find(list, from);
    if (at == list.end() || at + 1 == list.end() || !page.within(group, *(at + 1)))
        return group;
    return *(at + 1);
}

Index first_in(Page const& page, Index box)
{
    auto const list = focus_list(page);
    auto const first = std::ranges::find_if(list, [&](Index index) { return page.within(box, index); });
    return first == list.end() ? none : *first;
}

}
