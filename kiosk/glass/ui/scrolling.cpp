#include "kiosk/glass/ui/scrolling.h"

#include "kiosk/glass/ui/plan.h"

#include <algorithm>
#include <cmath>

namespace kiosk::ui {

namespace {

/// Air that stays above what a scroll turned to, as far as there is room for it.
constexpr float most_air = Measures::gap.value;

struct View {
    float top;
    float bottom;
    [[nodiscard]] float height() const { return bottom - top; }
};

float air_above(Element const& element, View const& seen) { return std::clamp(seen.height() - element.height, 0.0F, most_air); }

Index bar_of(Page const& page, Index scroll) { return page[page[scroll].first].next; }

View view(Page const& page, Index scroll)
{
    auto const& element = page[scroll];
    auto const& bar = page[bar_of(page, scroll)];
    return { element.y + element.pad_top, bar.absent ? element.y + element.height - element.pad_top : bar.y };
}

/// The scroll whose inside this is; its bar is not its inside.
Index scroll_around(Page const& page, Index index)
{
    Index child = index;
    for (Index parent = page[index].parent; parent != none; child = parent, parent = page[parent].parent) {
        if (page[parent].kind == Kind::scroll && child == page[parent].first)
            return parent;
    }
    return none;
}

/// What is seen whole or not at all: also a keypad, of which half is no use, and a panel, which says one thing, unless
/// it is higher than the `room` there is to see it in.
bool is_unit(Element const& element, float room)
{
    bool const panel = (element.surface || element.edge) && element.height <= room + tiny;
    return element.role || element.steady || element.whole || panel || element.kind == Kind::icon || element.kind == Kind::picture || element.kind == Kind::dots;
}

/// Calls `visit` for each unit inside that is not part of another.
template <typename Visit>
void each_unit(Page const& page, Index box, float room, Visit visit)
{
    for (Index child = page[box].first; child != none; child = page[child].next) {
        if (is_unit(page[child], room))
            visit(child);
        else
            each_unit(page, child, room, visit);
    }
}

void hide(Page& page, Index index)
{
    page[index].absent = true;
    for (Index child = page[index].first; child != none; child = page[child].next)
        hide(page, child);
}

float furthest(Page const& page, Index scroll)
{
    auto const seen = view(page, scroll);
    return std::max(0.0F, page[page[scroll].first].height - seen.height());
}

}

void mark_scrolled(Page& page, std::string_view dragged)
{
    auto const count = static_cast<Index>(page.elements().size());
    for (Index index = 0; index < count; ++index)
        page[index].clip = scroll_around(page, index);
    for (Index index = 0; index < count; ++index) {
        if (page[index].kind != Kind::scroll || !overflows(page, index))
            continue;
        auto const seen = view(page, index);
        bool const whole = page[index].id != dragged;
        each_unit(page, page[index].first, seen.height(), [&](Index unit) {
            auto const& element = page[unit];
            float const top = element.y;
            float const bottom = element.y + element.height;
            bool const outside = bottom <= seen.top + tiny || top >= seen.bottom - tiny;
            bool const cut = top < seen.top - tiny || bottom > seen.bottom + tiny;
            if (outside || (cut && whole && element.height <= seen.height() + tiny))
                hide(page, unit);
        });
    }
}

bool overflows(Page const& page, Index scroll) { return !page[bar_of(page, scroll)].absent; }

platform::Rectangle view_of(Page const& page, Index scroll)
{
    auto area = page[scroll].area;
    auto const& bar = page[bar_of(page, scroll)];
    if (!bar.absent)
        area.bottom = bar.area.top;
    return area;
}

float turned(Page const& page, Index scroll, float offset, int by)
{
    auto const seen = view(page, scroll);
    // What is higher than the view is read in steps of nearly one view; else the first that is not wholly in sight
    // comes to the near edge.
    float const step = 0.85F * seen.height();
    float nearest = furthest(page, scroll) + seen.height();
    bool within_high = false;
    each_unit(page, page[scroll].first, seen.height(), [&](Index unit) {
        float const top = page[unit].y;
        float const bottom = top + page[unit].height;
        float const air = air_above(page[unit], seen);
        if (by > 0 && bottom > seen.bottom + tiny) {
            if (top > seen.top + air + tiny)
                nearest = std::min(nearest, top - seen.top - air);
            else
                within_high = true;
        }
        if (by < 0 && top < seen.top - tiny) {
            if (bottom < seen.bottom - air - tiny)
                nearest = std::min(nearest, seen.bottom - air - bottom);
            else
                within_high = true;
        }
    });
    return std::clamp(offset + static_cast<float>(by) * (within_high ? std::min(step, nearest) : nearest), 0.0F, furthest(page, scroll));
}

float settled(Page const& page, Index scroll, float offset)
{
    auto const seen = view(page, scroll);
    float const most = furthest(page, scroll);
    float best = offset < most / 2 ? 0 : most;
    each_unit(page, page[scroll].first, seen.height(), [&](Index unit) {
        float const to = std::clamp(offset + page[unit].y - seen.top - air_above(page[unit], seen), 0.0F, most);
        if (std::abs(to - offset) < std::abs(best - offset))
            best = to;
    });
    return best;
}

float revealing(Page const& page, Index scroll, float offset, Index index)
{
    auto const seen = view(page, scroll);
    // What is seen whole or not at all comes into sight as a whole.
    Index unit = index;
    for (Index around = page[index].parent; around != none && around != scroll; around = page[around].parent) {
        if (is_unit(page[around], seen.height()) && page[around].height <= seen.height() + tiny)
            unit = around;
    }
    auto const& element = page[unit];
    if (element.y < seen.top)
        offset += element.y - seen.top - air_above(element, seen);
    else if (element.y + element.height > seen.bottom)
        offset += element.y + element.height - seen.bottom + air_above(element, seen);
    return std::clamp(offset, 0.0F, furthest(page, scroll));
}

void mirror(Page& page, Index box, int left, int right)
{
    auto const count = static_cast<Index>(page.elements().size());
    for (Index index = 0; index < count; ++index) {
        // The outermost steady box in `box` moves, and takes its inside along.
        Index steady = none;
        Index around = page[index].parent;
        for (; around != none && around != box; around = page[around].parent) {
            if (page[around].steady)
                steady = around;
        }
        if (around != box || index == box)
            continue;
        auto& area = page[index].area;
        int const width = area.width();
        if (steady == none) {
            area.left = left + right - area.right;
        } else {
            auto const& whole = page[steady].area; // turned over already: a box stands before what is in it
            area.left += whole.left - (left + right - whole.right);
        }
        area.right = area.left + width;
    }
}

}
