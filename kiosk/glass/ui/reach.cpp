#include "kiosk/glass/ui/reach.h"

#include "kiosk/glass/ui/layout.h"

#include <algorithm>
#include <limits>
#include <vector>

namespace kiosk::ui {

namespace {

bool within(Page const& page, Index box, Index index)
{
    for (; index != none; index = page[index].parent) {
        if (index == box)
            return true;
    }
    return false;
}

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

bool on_top(Page const& page, Index index) { return page.overlay == none || within(page, page.overlay, index); }

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

Index scroll_at(Page const& page, float x, float y)
{
    auto const count = static_cast<Index>(page.elements().size());
    for (Index index = count - 1; index >= 0; --index) {
        if (page[index].kind == Kind::scroll && on_top(page, index) && overflows(page, index) && view_of(page, index).contains(x, y))
            return index;
    }
    return none;
}

Index focus_after(Page const& page, Index from, platform::Key key)
{
    auto const list = focus_list(page);
    if (list.empty())
        return none;
    auto const at = std::ranges::find(list, from);
    if (at == list.end()) {
        // What the page is about comes before the tools above it.
        auto const first = std::ranges::find_if(list, [&](Index index) { return page.header == none || !within(page, page.header, index); });
        return first == list.end() ? list.front() : *first;
    }
    if (key != platform::Key::next) {
        Index nearest = none;
        float least = std::numeric_limits<float>::max();
        for (auto const index : list) {
            if (float const far = distance(page[from].area, page[index].area, key); far > 0 && far < least) {
                least = far;
                nearest = index;
            }
        }
        if (nearest != none || key == platform::Key::left || key == platform::Key::right)
            return nearest == none ? from : nearest;
    }
    auto const position = at - list.begin();
    auto const size = static_cast<std::ptrdiff_t>(list.size());
    auto const step = key == platform::Key::up ? size - 1 : 1;
    return list[static_cast<std::size_t>((position + step) % size)];
}

}
