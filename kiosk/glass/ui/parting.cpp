// What stands above the line of reach, and what below it.

#include "kiosk/glass/ui/plan.h"

#include <algorithm>

namespace kiosk::ui {

namespace {

/// What is shown above the line needs at least this to be read in, and never less than its highest text.
constexpr float least_view_share = 0.12F;

float highest_text(Page const& page, Index index)
{
    auto const& element = page[index];
    float highest = element.kind == Kind::text ? element.measured_height : 0;
    for (Index child = element.first; child != none; child = page[child].next)
        highest = std::max(highest, highest_text(page, child));
    return highest;
}

}

bool Plan::asks(Index index, bool fields) const
{
    auto const& element = m_page[index];
    if (element.touchable && (fields || element.role != Role::field))
        return true;
    for (Index child = element.first; child != none; child = m_page[child].next) {
        if (asks(child, fields))
            return true;
    }
    return false;
}

void Plan::move_into(Index child, Index before, Index box, Index to)
{
    auto& from = m_page[box];
    (before == none ? from.first : m_page[before].next) = m_page[child].next;
    if (from.last == child)
        from.last = before;
    auto& target = m_page[to];
    (target.first == none ? target.first : m_page[target.last].next) = child;
    target.last = child;
    m_page[child].next = none;
    m_page[child].parent = to;
}

/// Moves what comes before the first target of `box`; false if there is no target.
bool Plan::part(Index box, Index shown, bool fields)
{
    Index before = none;
    for (Index child = m_page[box].first; child != none;) {
        auto const next = m_page[child].next;
        if (!asks(child, fields)) {
            move_into(child, before, box, shown);
            child = next;
            continue;
        }
        auto const& element = m_page[child];
        // Columns side by side, or a column within: what it shows first goes up too.
        bool const open = (element.kind == Kind::row || element.kind == Kind::column) && !element.role && !element.surface && !element.edge;
        if (open)
            (void)part(child, shown, fields);
        return true;
    }
    return false;
}

void Plan::unpart_body()
{
    auto& shown = m_page[m_page[m_page.shown].first];
    auto const body = m_page[m_page.body].first;
    for (Index child = shown.first; child != none; child = m_page[child].next)
        m_page[child].parent = body;
    m_page[shown.last].next = m_page[body].first;
    m_page[body].first = shown.first;
    if (m_page[body].last == none)
        m_page[body].last = shown.last;
    shown.first = shown.last = none;
    measure_again();
}

void Plan::measure_again()
{
    for (auto& element : m_page.elements())
        element.natural = element.least = element.measured_width = element.measured_height = -1;
}

/// What stays in the body is to fit into `room` if it can.
void Plan::part_body(float room)
{
    auto const shown = m_page[m_page.shown].first;
    auto const content = m_page[m_page.body].first;
    if (m_page[shown].first != none) // a page that is laid out again
        return;
    for (bool const fields : { true, false }) {
        if (!asks(content, fields) || (!fields && height(content, m_page.width) <= room))
            return;
        (void)part(content, shown, fields);
        measure_again();
    }
}

/// Of what is seen whole or not at all, as scrolling has it: measured, not placed.
float Plan::tallest_unit(Index index) const
{
    auto const& element = m_page[index];
    if (element.touchable || element.steady)
        return std::max(0.0F, element.measured_height);
    float tallest = 0;
    for (Index child = element.first; child != none; child = m_page[child].next)
        tallest = std::max(tallest, tallest_unit(child));
    return tallest;
}

void Plan::place_parted(float top, float bottom)
{
    float const width = m_page.width;
    float line = std::max(top, m_page.reach_line);
    part_body(bottom - line);
    auto const shown_inside = m_page[m_page.shown].first;
    auto const body_inside = m_page[m_page.body].first;
    bool const shows = m_page[shown_inside].first != none;
    bool const asked = m_page[body_inside].first != none;
    if (!shows || !asked) {
        bool const all_shown = shows || !asks(m_page[m_page.body].first, true);
        float const from = all_shown ? top : line;
        mark_absent(shows ? m_page.body : m_page.shown);
        place(shows ? m_page.shown : m_page.body, 0, from, width, std::max(0.0F, bottom - from));
        return;
    }
    auto const bar = m_page[shown_inside].next;
    float const bar_height = height(bar, width);
    float const shown = height(shown_inside, width);
    float const wanted = height(body_inside, width);
    // Where what is asked cannot be seen whole under the line, the line gives way.
    float const tallest = tallest_unit(body_inside) + 2 * m_page[body_inside].pad_top;
    if (wanted > bottom - line)
        line = std::max(top, std::min(line, bottom - tallest - bar_height));
    // As low as what is asked lets it, and never above the line.
    float from = std::max(line, std::min(top + shown, bottom - wanted));
    // What is shown scrolls: its bar stands under the line too. The body scrolls only where it is too high for the rest.
    if (top + shown > from + tiny) {
        from = bottom - wanted >= line + bar_height ? bottom - wanted : std::min(line + bar_height, std::max(line, bottom - tallest - bar_height));
    }
    from = std::min(from, bottom);
    // The largest letters on a low page: better one body from the top than a slit of it.
    if (top + shown > from + tiny && from - top - bar_height < std::max(least_view_share * m_page.height, highest_text(m_page, shown_inside) + 2 * m_page[shown_inside].pad_top)) {
        unpart_body();
        mark_absent(m_page.shown);
        place(m_page.body, 0, top, width, std::max(0.0F, bottom - top));
        return;
    }
    place(m_page.shown, 0, top, width, from - top);
    place(m_page.body, 0, from, width, bottom - from);
}

float Plan::highest_target(Index index) const
{
    auto const& element = m_page[index];
    float highest = element.touchable && !element.absent ? element.y : m_page.height;
    for (Index child = element.first; child != none; child = m_page[child].next)
        highest = std::min(highest, highest_target(child));
    return highest;
}

void Plan::place_overlay()
{
    float const margin = 2 * Measures::margin.value;
    float const width = std::min(m_page.width - 2 * margin, m_page[m_page.overlay].most_width.value_or(m_page.width));
    float const x = (m_page.width - width) / 2;
    float const wanted = height(m_page.overlay, width);
    float const room = m_page.height - 2 * margin;
    if (m_page.reach_line <= 0) {
        float const high = std::min(wanted, room);
        place(m_page.overlay, x, (m_page.height - high) / 2, width, high);
        return;
    }
    // How far down its first target is: measured where nothing of it is scrolled away.
    auto& offset = m_offsets[m_page[m_page.overlay].id];
    float const turned_to = offset;
    place(m_page.overlay, x, 0, width, wanted);
    float const first = highest_target(m_page.overlay);
    offset = turned_to;
    // In the middle of what can be reached, or as low as it must be for its first target. What is too high for that stands
    // under the line, all of it, and scrolls there.
    float const least_margin = Measures::margin.value;
    float const lowest = m_page.height - least_margin - wanted;
    float const middle = (m_page.reach_line + m_page.height - wanted) / 2;
    float const y = std::max({ margin, std::min(middle, lowest), m_page.reach_line - first });
    if (y <= lowest + tiny)
        place(m_page.overlay, x, y, width, wanted);
    else
        place(m_page.overlay, x, m_page.reach_line, width, std::min(wanted, m_page.height - least_margin - m_page.reach_line));
}

}
