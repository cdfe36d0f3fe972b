#include "kiosk/glass/ui/layout.h"

#include "kiosk/glass/ui/line.h"
#include "kiosk/glass/ui/plan.h"
#include "kiosk/glass/ui/scrolling.h"

#include <algorithm>
#include <cmath>

namespace kiosk::ui {

namespace {

/// What a scroll keeps at least of a page before the header scrolls with the body.
constexpr float least_body_share = 0.45F;

}

void Plan::place(Index index, float x, float y, float width, float tall)
{
    auto& element = m_page[index];
    if (element.most_width && width > *element.most_width) {
        float const left_over = width - *element.most_width;
        bool const centred = element.kind != Kind::text || element.align == Align::centre;
        x += centred ? left_over / 2 : element.align == Align::end ? left_over : 0;
        width = *element.most_width;
    }
    element.x = x;
    element.y = y;
    element.width = width;
    element.height = tall;
    float const pad = element.pad_along_text;
    float const top = element.pad_top;
    switch (element.kind) {
    case Kind::column:
        return place_column(index, x + pad, y + top, width - 2 * pad, tall - 2 * top);
    case Kind::row:
    case Kind::band:
        return place_row(index, x + pad, y + top, width - 2 * pad, tall - 2 * top);
    case Kind::grid:
        return place_grid(index, x + pad, y + top, width - 2 * pad, tall - 2 * top);
    case Kind::keys:
        return place_keys(index, x + pad, y + top, width - 2 * pad, tall - 2 * top);
    case Kind::scroll:
        return place_scroll(index, x + pad, y + top, width - 2 * pad, tall - 2 * top);
    case Kind::icon:
    case Kind::picture:
    case Kind::dots: {
        float const own = height_inside(index, width);
        element.x += std::max(0.0F, (width - element.side) / 2);
        element.y += std::max(0.0F, (tall - own) / 2);
        element.width = element.side;
        element.height = own;
        return;
    }
    default:
        return;
    }
}

void Plan::place_column(Index index, float x, float y, float width, float tall)
{
    auto const& box = m_page[index];
    float used = 0;
    float grow = 0;
    Index before = none;
    each_child(box, [&](Index child) {
        used += gap_before(box, child, before) + height(child, across_width(box, child, width));
        grow += m_page[child].grow;
        before = child;
    });
    float room = std::max(0.0F, tall - used);
    float pen = y;
    int const count = [&] { int n = 0; each_child(box, [&](Index) { ++n; }); return n; }();
    float extra_gap = 0;
    if (grow <= 0) {
        if (box.along == Along::centre)
            pen += room / 2;
        else if (box.along == Along::end)
            pen += room;
        else if (box.along == Along::apart && count > 1)
            extra_gap = room / static_cast<float>(count - 1);
        room = 0;
    }
    before = none;
    each_child(box, [&](Index child) {
        float const child_width = across_width(box, child, width);
        float const child_height = height(child, child_width) + (grow > 0 ? room * m_page[child].grow / grow : 0);
        pen += gap_before(box, child, before);
        float const shift = box.across == Across::centre ? (width - child_width) / 2 : box.across == Across::end ? width - child_width : 0;
        place(child, x + shift, pen, child_width, child_height);
        pen += child_height + extra_gap;
        before = child;
    });
}

void Plan::place_row(Index index, float x, float y, float width, float tall)
{
    auto const& box = m_page[index];
    auto const all = lines(box, width);
    float used = box.gap * static_cast<float>(std::max<std::size_t>(all.size(), 1) - 1);
    for (auto const& line : all)
        used += line_height(line);
    float const extra = std::max(0.0F, tall - used);
    // More room than needed: one line takes it, several stay together in the middle.
    float pen_y = all.size() == 1 ? y : y + (box.across == Across::centre ? extra / 2 : 0);
    for (auto const& line : all) {
        float const high = all.size() == 1 ? std::max(tall, line_height(line)) : line_height(line);
        float taken = 0;
        for (std::size_t i = 0; i < line.size(); ++i)
            taken += line[i].width + (i == 0 ? 0 : gap_before(box, line[i].index, line[i - 1].index));
        float const room = std::max(0.0F, width - taken);
        float pen = x;
        float extra_gap = 0;
        // What stands at the end of its line also does so on a line of its own.
        bool const last_alone = box.along == Along::apart && line.size() == 1 && &line != &all.front();
        if (box.along == Along::centre)
            pen += room / 2;
        else if (box.along == Along::end || last_alone)
            pen += room;
        else if (box.along == Along::apart && line.size() > 1)
            extra_gap = room / static_cast<float>(line.size() - 1);
        for (std::size_t i = 0; i < line.size(); ++i) {
            auto const& piece = line[i];
            pen += i == 0 ? 0 : gap_before(box, piece.index, line[i - 1].index) + extra_gap;
            float const own = is_space(piece.index) ? 0 : height(piece.index, piece.width);
            float const child_height = box.across == Across::fill ? high : own;
            float const down = box.across == Across::centre ? (high - own) / 2 : box.across == Across::end ? high - own : 0;
            place(piece.index, pen, pen_y + down, piece.width, child_height);
            pen += piece.width;
        }
        pen_y += high + box.gap;
    }
}

void Plan::place_grid(Index index, float x, float y, float width, float tall)
{
    auto const& box = m_page[index];
    int const across = columns(box, width);
    float const column = (width - box.gap * static_cast<float>(across - 1)) / static_cast<float>(across);
    float cell = cell_height(box, column);
    if (box.grow > 0) {
        int count = 0;
        each_child(box, [&](Index) { ++count; });
        int const lines = (count + across - 1) / across;
        auto const down = static_cast<float>(lines);
        cell = std::max(cell, std::min((tall - box.gap * (down - 1)) / down, box.highest_line));
    }
    int i = 0;
    each_child(box, [&](Index child) {
        int const line = i / across;
        place(child, x + static_cast<float>(i % across) * (column + box.gap), y + static_cast<float>(line) * (cell + box.gap), column, cell);
        ++i;
    });
}

void Plan::place_keys(Index index, float x, float y, float width, float tall)
{
    auto const& row = m_page[index];
    auto const widths = key_widths(row, width);
    float used = -row.gap;
    for (float const each : widths)
        used += each + row.gap;
    // A shorter row stands in the middle, as on every keyboard.
    float pen = x + (row.along == Along::centre ? std::max(0.0F, width - used) / 2 : 0);
    std::size_t i = 0;
    each_child(row, [&](Index child) {
        place(child, pen, y, std::max(0.0F, widths[i]), tall);
        pen += widths[i] + row.gap;
        ++i;
    });
}

void Plan::place_scroll(Index index, float x, float y, float width, float tall)
{
    Index const content = m_page[index].first;
    Index const bar = m_page[content].next;
    float const full = height(content, width);
    auto& offset = m_offsets[m_page[index].id];
    if (full <= tall + tiny) {
        offset = 0;
        place(content, x, y, width, tall);
        mark_absent(bar);
        return;
    }
    float const bar_height = height(bar, width);
    float const view = std::max(0.0F, tall - bar_height);
    offset = std::clamp(offset, 0.0F, std::max(0.0F, full - view));
    place(content, x, y - offset, width, full);
    mark_present(bar); // a box that is placed again, and lower, may not have needed it
    place(bar, x, y + view, width, bar_height);
    // Of Earlier and More only those that lead somewhere, and not to the empty margin under the last; each keeps its place,
    // so that a finger can stay where it is.
    float const end = full - m_page[content].pad_top;
    Index const ways = m_page[m_page[bar].first].next; // under the rule
    each_child(m_page[ways], [&](Index button) {
        int const by = m_page[button].scroll_by;
        if ((by < 0 && offset <= tiny) || (by > 0 && offset >= end - view - tiny))
            mark_absent(button);
    });
}

void Plan::mark_absent(Index index)
{
    m_page[index].absent = true;
    each_child(m_page[index], [&](Index child) { mark_absent(child); });
}

void Plan::mark_present(Index index)
{
    m_page[index].absent = false;
    each_child(m_page[index], [&](Index child) { mark_present(child); });
}

void Plan::move_header_into_body()
{
    auto& header = m_page[m_page.header];
    auto& content = m_page[m_page[m_page.body].first];
    header.parent = m_page[m_page.body].first;
    header.next = content.first;
    content.first = m_page.header;
    header.pad_along_text = header.pad_top = 0;
    header.surface.reset();
    for (auto& element : m_page.elements())
        element.natural = element.least = element.measured_height = -1;
}

void Plan::place_page()
{
    float const width = m_page.width;
    float header = m_page.header == none ? 0 : height(m_page.header, width);
    float const tools = m_page.tools == none ? 0 : height(m_page.tools, width);
    float const footer = m_page.footer == none ? 0 : height(m_page.footer, width);
    float const bottom = m_page.height - tools - footer;
    // A page that is laid out again may have its header in its body already.
    bool const moved = m_page.header != none && m_page[m_page.header].parent != none;
    bool const too_high = m_page.reach_line <= 0 && header + footer > (1 - least_body_share) * m_page.height;
    if (moved || (m_page.header != none && m_page.body != none && too_high)) {
        if (!moved)
            move_header_into_body();
        header = 0;
    } else if (m_page.header != none) {
        place(m_page.header, 0, 0, width, header);
    }
    if (m_page.footer != none)
        place(m_page.footer, 0, bottom, width, footer);
    if (m_page.tools != none)
        place(m_page.tools, 0, m_page.height - tools, width, tools);
    if (m_page.shown != none)
        place_parted(header, bottom);
    else if (m_page.body != none)
        place(m_page.body, 0, header, width, std::max(0.0F, bottom - header));
    if (m_page.overlay != none)
        place_overlay();
    if (m_page.popup != none) {
        float const box = std::min(natural(m_page.popup), width - 2 * Measures::key_gap.value);
        place(m_page.popup, 0, 0, box, height(m_page.popup, box));
    }
}

namespace {

/// Beside its key and inside of the panel: above it, below it where there is no room above.
void place_popup(Page& page, int width, int height, int gap)
{
    auto const count = static_cast<Index>(page.elements().size());
    auto const box = page[page.popup].area;
    platform::Rectangle const all { 0, 0, width, height };
    auto const anchor = page.popup_anchor == none ? all : page[page.popup_anchor].area;
    int const left = std::clamp((anchor.left + anchor.right - box.width()) / 2, gap, std::max(gap, width - gap - box.width()));
    int const above = anchor.top - gap - box.height();
    int const top = above >= gap ? above : std::min(anchor.bottom + gap, std::max(gap, height - gap - box.height()));
    for (Index index = page.popup; index < count; ++index) {
        if (!page.within(page.popup, index))
            continue;
        auto& element = page[index];
        element.area = { element.area.left + left - box.left, element.area.top + top - box.top, element.area.right + left - box.left, element.area.bottom + top - box.top };
        element.clip = none;
        element.absent = false;
    }
}

/// A field's line is moved as it was left, and as far further as its caret needs.
void place_lines(Page const& page, Lettering& lettering, Offsets& offsets)
{
    for (auto const& element : page.elements()) {
        if (element.kind != Kind::line || element.absent)
            continue;
        auto const name = page[element.parent].id + ".line";
        auto const known = offsets.find(name);
        offsets[name] = Line(lettering, element, known == offsets.end() ? std::nullopt : std::optional(known->second)).shift();
    }
}

}

void lay_out(Page& page, Lettering& lettering, Offsets& offsets, Language language, std::string_view dragged)
{
    for (auto& element : page.elements()) {
        element.absent = false;
        element.reading = element.language.value_or(element.parent == none ? language : page[element.parent].reading);
    }
    Plan(page, lettering, offsets).place_page();
    mark_scrolled(page, dragged);
    auto const density = lettering.measures().density();
    auto const pixels = [&](float length) { return static_cast<int>(std::lround(density.pixels({ length }))); };
    for (auto& element : page.elements())
        element.area = { pixels(element.x), pixels(element.y), pixels(element.x + element.width), pixels(element.y + element.height) };
    if (language::right_to_left(language))
        mirror(page, none, 0, pixels(page.width));
    for (auto const& box : page.elements()) {
        auto const around = box.parent == none ? language : page[box.parent].reading;
        if (language::right_to_left(box.reading) != language::right_to_left(around))
            mirror(page, page.index_of(box), box.area.left, box.area.right);
    }
    if (page.popup != none)
        place_popup(page, pixels(page.width), pixels(page.height), pixels(Measures::key_gap.value));
    place_lines(page, lettering, offsets);
}

}
