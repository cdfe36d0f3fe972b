#include "kiosk/glass/ui/layout.h"

#include "kiosk/glass/ui/scrolling.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>

namespace kiosk::ui {

namespace {

/// What a scroll keeps at least of a page before the header scrolls with the body.
constexpr float least_body_share = 0.45F;
/// For comparing sums of lengths.
constexpr float tiny = 0.01F;

class Plan {
public:
    Plan(Page& page, Lettering& lettering, Offsets& offsets) : m_page(page), m_lettering(lettering), m_offsets(offsets) { }

    void place_page();

private:
    /// One child in a line of a row: between `least` and `natural` wide, and wider if it grows.
    struct Piece {
        Index index;
        float least;
        float natural;
        float width;
    };
    using Pieces = std::vector<Piece>;

    [[nodiscard]] float natural(Index index);
    [[nodiscard]] float least(Index index);
    [[nodiscard]] float height(Index index, float width);
    void place(Index index, float x, float y, float width, float height);

    [[nodiscard]] float natural_inside(Element const& element);
    [[nodiscard]] float least_inside(Element const& element);
    [[nodiscard]] float height_inside(Index index, float inner);
    void place_column(Index index, float x, float y, float width, float height);
    void place_row(Index index, float x, float y, float width, float height);
    void place_grid(Index index, float x, float y, float width, float height);
    void place_scroll(Index index, float x, float y, float width, float height);

    [[nodiscard]] std::vector<Pieces> lines(Element const& row, float inner);
    static void share_out(Page const& page, Pieces& line, float room);
    [[nodiscard]] float line_height(Pieces const& line);
    [[nodiscard]] int columns(Element const& grid, float inner);
    [[nodiscard]] float cell_height(Element const& grid, float column_width);
    [[nodiscard]] float across_width(Element const& box, Index child, float inner);
    [[nodiscard]] bool is_space(Index index) const { return m_page[index].kind == Kind::space; }
    [[nodiscard]] float gap_before(Element const& box, Index child, Index before) const;
    void move_header_into_body();
    void mark_absent(Index index);

    template <typename Visit>
    void each_child(Element const& element, Visit visit)
    {
        for (Index child = element.first; child != none; child = m_page[child].next)
            visit(child);
    }

    Page& m_page;
    Lettering& m_lettering;
    Offsets& m_offsets;
};

float Plan::gap_before(Element const& box, Index child, Index before) const
{
    // A space adds to the one gap between its neighbours.
    (void)child;
    return before == none || is_space(before) ? 0 : box.gap;
}

float Plan::natural(Index index)
{
    auto& element = m_page[index];
    if (element.natural < 0) {
        float width = std::max(natural_inside(element) + 2 * element.pad_along_text, element.least_width);
        if (element.most_width)
            width = std::min(width, *element.most_width);
        element.natural = std::max(width, least(index));
    }
    return element.natural;
}

float Plan::natural_inside(Element const& element)
{
    float width = 0;
    int count = 0;
    Index before = none;
    switch (element.kind) {
    case Kind::text:
        return m_lettering.natural_width(element);
    case Kind::icon:
    case Kind::picture:
    case Kind::dots:
        return element.side;
    case Kind::row:
    case Kind::band:
        each_child(element, [&](Index child) {
            width += gap_before(element, child, before) + (is_space(child) ? m_page[child].side : natural(child));
            before = child;
        });
        return width;
    case Kind::grid:
        each_child(element, [&](Index child) {
            width = std::max(width, natural(child));
            ++count;
        });
        count = std::clamp(count, 1, element.most_columns);
        width = std::max(width, element.least_column);
        return width * static_cast<float>(count) + element.gap * static_cast<float>(count - 1);
    case Kind::column:
    case Kind::scroll:
        each_child(element, [&](Index child) { width = std::max(width, is_space(child) ? 0 : natural(child)); });
        return width;
    case Kind::space:
    case Kind::rule:
        return 0;
    }
    return 0;
}

float Plan::least(Index index)
{
    auto& element = m_page[index];
    if (element.least < 0)
        element.least = std::max(least_inside(element) + 2 * element.pad_along_text, element.least_width);
    return element.least;
}

float Plan::least_inside(Element const& element)
{
    float width = 0;
    Index before = none;
    switch (element.kind) {
    case Kind::text:
        return m_lettering.least_width(element);
    case Kind::icon:
    case Kind::picture:
    case Kind::dots:
        return element.side;
    case Kind::band:
        each_child(element, [&](Index child) {
            width += gap_before(element, child, before) + (is_space(child) ? m_page[child].side : least(child));
            before = child;
        });
        return width;
    default:
        each_child(element, [&](Index child) { width = std::max(width, is_space(child) ? 0 : least(child)); });
        return width;
    }
}

float Plan::height(Index index, float width)
{
    auto& element = m_page[index];
    if (element.measured_height >= 0 && std::abs(element.measured_width - width) < tiny / 10)
        return element.measured_height;
    float const capped = element.most_width ? std::min(width, *element.most_width) : width;
    float const inside = height_inside(index, capped - 2 * element.pad_along_text) + 2 * element.pad_top;
    auto& again = m_page[index];
    again.measured_width = width;
    again.measured_height = std::max(inside, again.least_height);
    return again.measured_height;
}

float Plan::height_inside(Index index, float inner)
{
    auto const& element = m_page[index];
    float sum = 0;
    Index before = none;
    switch (element.kind) {
    case Kind::text:
        return m_lettering.height(element, inner);
    case Kind::icon:
    case Kind::rule:
        return element.side;
    case Kind::dots:
        return element.dots->width() == 0 ? 0 : element.side * static_cast<float>(element.dots->height()) / static_cast<float>(element.dots->width());
    case Kind::picture:
        return element.picture->width() == 0 ? 0 : element.side * static_cast<float>(element.picture->height()) / static_cast<float>(element.picture->width());
    case Kind::space:
        return element.side;
    case Kind::column:
        each_child(element, [&](Index child) {
            sum += gap_before(element, child, before) + height(child, across_width(element, child, inner));
            before = child;
        });
        return sum;
    case Kind::row:
    case Kind::band: {
        auto const all = lines(element, inner);
        for (auto const& line : all)
            sum += line_height(line);
        return sum + element.gap * static_cast<float>(std::max<std::size_t>(all.size(), 1) - 1);
    }
    case Kind::grid: {
        int const across = columns(element, inner);
        int count = 0;
        each_child(element, [&](Index) { ++count; });
        int const down = (count + across - 1) / across;
        float const column_width = (inner - element.gap * static_cast<float>(across - 1)) / static_cast<float>(across);
        return down == 0 ? 0 : cell_height(element, column_width) * static_cast<float>(down) + element.gap * static_cast<float>(down - 1);
    }
    case Kind::scroll:
        return height(element.first, inner);
    }
    return 0;
}

float Plan::across_width(Element const& box, Index child, float inner)
{
    return box.across == Across::fill ? inner : std::min(natural(child), inner);
}

std::vector<Plan::Pieces> Plan::lines(Element const& row, float inner)
{
    std::vector<Pieces> all(1);
    float used = 0;
    each_child(row, [&](Index child) {
        auto const& element = m_page[child];
        Piece piece { child, 0, 0, 0 };
        if (element.kind == Kind::space) {
            piece.least = piece.natural = element.side;
        } else {
            piece.natural = std::min(natural(child), inner);
            // What holds words may become narrower before the line breaks; a target keeps its words on one line.
            bool const gives_way = row.kind == Kind::band || element.grow > 0 || element.kind == Kind::text || element.kind == Kind::column;
            piece.least = gives_way ? std::max(std::min(least(child), inner), row.kind == Kind::band ? 0 : std::min(piece.natural, 0.4F * inner)) : piece.natural;
        }
        piece.width = piece.least;
        auto& line = all.back();
        float const gap = line.empty() ? 0 : gap_before(row, child, line.back().index);
        if (row.kind == Kind::row && !line.empty() && used + gap + piece.least > inner + tiny) {
            all.push_back({ piece });
            used = piece.least;
        } else {
            line.push_back(piece);
            used += gap + piece.least;
        }
    });
    for (auto& line : all) {
        float room = inner;
        for (std::size_t i = 0; i < line.size(); ++i)
            room -= line[i].least + (i == 0 ? 0 : gap_before(row, line[i].index, line[i - 1].index));
        share_out(m_page, line, std::max(room, 0.0F));
    }
    return all;
}

void Plan::share_out(Page const& page, Pieces& line, float room)
{
    // First what was squeezed gets its natural width back, then what grows takes the rest.
    float wanted = 0;
    for (auto const& piece : line)
        wanted += piece.natural - piece.least;
    float const share = wanted > 0 ? std::min(room / wanted, 1.0F) : 0;
    float grow = 0;
    for (auto& piece : line) {
        piece.width += (piece.natural - piece.least) * share;
        grow += page[piece.index].grow;
    }
    room -= wanted * share;
    if (grow <= 0 || room <= 0)
        return;
    // Those that grow end up as wide as their weights say where that is possible: bars of a chart, columns of a form.
    float grown = room;
    for (auto const& piece : line) {
        if (page[piece.index].grow > 0)
            grown += piece.width;
    }
    bool const fits = std::ranges::all_of(line, [&](Piece const& piece) {
        float const weight = page[piece.index].grow;
        return weight <= 0 || grown * weight / grow + tiny >= piece.width;
    });
    for (auto& piece : line) {
        float const weight = page[piece.index].grow;
        if (weight > 0)
            piece.width = fits ? grown * weight / grow : piece.width + room * weight / grow;
    }
}

float Plan::line_height(Pieces const& line)
{
    float tallest = 0;
    for (auto const& piece : line) {
        if (!is_space(piece.index))
            tallest = std::max(tallest, height(piece.index, piece.width));
    }
    return tallest;
}

int Plan::columns(Element const& grid, float inner)
{
    float column = grid.least_column;
    int count = 0;
    each_child(grid, [&](Index child) {
        column = std::max(column, least(child));
        ++count;
    });
    if (grid.steady)
        return grid.most_columns;
    int const fit = static_cast<int>((inner + grid.gap + tiny) / (column + grid.gap));
    return std::clamp(std::min(fit, count), 1, grid.most_columns);
}

float Plan::cell_height(Element const& grid, float column_width)
{
    float tallest = 0;
    each_child(grid, [&](Index child) { tallest = std::max(tallest, height(child, column_width)); });
    return tallest;
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
        if (box.along == Along::centre)
            pen += room / 2;
        else if (box.along == Along::end)
            pen += room;
        else if (box.along == Along::apart && line.size() > 1)
            extra_gap = room / static_cast<float>(line.size() - 1);
        else if (box.along == Along::apart && &line != &all.front())
            pen += room; // what stands at the end of its line also does so on a line of its own
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
        auto const down = static_cast<float>((count + across - 1) / across);
        cell = std::max(cell, std::min((tall - box.gap * (down - 1)) / down, box.highest_line));
    }
    int i = 0;
    each_child(box, [&](Index child) {
        place(child, x + static_cast<float>(i % across) * (column + box.gap), y + static_cast<float>(i / across) * (cell + box.gap), column, cell);
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
    place(bar, x, y + view, width, bar_height);
    // Of Earlier and More only those that lead somewhere; each keeps its place, so that a finger can stay where it is.
    each_child(m_page[m_page[bar].last], [&](Index button) {
        int const by = m_page[button].scroll_by;
        if ((by < 0 && offset <= tiny) || (by > 0 && offset >= full - view - tiny))
            mark_absent(button);
    });
}

void Plan::mark_absent(Index index)
{
    m_page[index].absent = true;
    each_child(m_page[index], [&](Index child) { mark_absent(child); });
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
    float const footer = m_page.footer == none ? 0 : height(m_page.footer, width);
    if (m_page.header != none && m_page.body != none && header + footer > (1 - least_body_share) * m_page.height) {
        move_header_into_body();
        header = 0;
    } else if (m_page.header != none) {
        place(m_page.header, 0, 0, width, header);
    }
    if (m_page.footer != none)
        place(m_page.footer, 0, m_page.height - footer, width, footer);
    if (m_page.body != none)
        place(m_page.body, 0, header, width, std::max(0.0F, m_page.height - header - footer));
    if (m_page.overlay != none) {
        float const margin = 2 * Measures::margin.value;
        float const room = m_page.height - 2 * margin;
        float const box = std::min(width - 2 * margin, m_page[m_page.overlay].most_width.value_or(width));
        float const high = std::min(height(m_page.overlay, box), room);
        place(m_page.overlay, (width - box) / 2, (m_page.height - high) / 2, box, high);
    }
}

}

void lay_out(Page& page, Lettering& lettering, Offsets& offsets, Language language, std::string_view dragged)
{
    for (auto& element : page.elements())
        element.reading = element.language.value_or(element.parent == none ? language : page[element.parent].reading);
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
}

}
