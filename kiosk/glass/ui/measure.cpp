// How wide and how high everything is, and where rows break.

#include "kiosk/glass/ui/plan.h"

#include <algorithm>
#include <cmath>

namespace kiosk::ui {

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
    case Kind::keys:
        each_child(element, [&](Index child) {
            if (!is_space(child))
                width = std::max(width, (natural(child) + element.gap) / m_page[child].grow);
        });
        return width * element.columns - element.gap;
    case Kind::line:
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
    case Kind::keys: {
        // Keys may give each other room, so their sum counts; rooms take what is left.
        float columns = 0;
        each_child(element, [&](Index child) {
            columns += m_page[child].grow;
            width += is_space(child) ? 0 : least(child) + element.gap;
        });
        return std::max(0.0F, width * std::max(1.0F, element.columns / columns) - element.gap);
    }
    case Kind::line:
        return 0;
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
    case Kind::line:
        return m_lettering.set_line(element).height / m_lettering.measures().density().pixels_per_mm;
    case Kind::keys: {
        auto const widths = key_widths(element, inner);
        std::size_t i = 0;
        each_child(element, [&](Index child) {
            sum = std::max(sum, is_space(child) ? 0 : height(child, widths[i]));
            ++i;
        });
        return sum;
    }
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

std::vector<float> Plan::key_widths(Element const& row, float inner)
{
    float const pitch = (inner + row.gap) / row.columns;
    std::vector<float> widths;
    float wanting = 0;
    float spare = 0;
    each_child(row, [&](Index child) {
        float const width = m_page[child].grow * pitch - row.gap;
        float const need = is_space(child) ? -row.gap : least(child);
        wanting += std::max(0.0F, need - width);
        spare += std::max(0.0F, width - need);
        widths.push_back(width);
    });
    if (wanting <= 0)
        return widths;
    float const share = std::min(1.0F, wanting / std::max(spare, tiny));
    std::size_t i = 0;
    each_child(row, [&](Index child) {
        float const need = is_space(child) ? -row.gap : least(child);
        widths[i] = widths[i] < need ? need : widths[i] - (widths[i] - need) * share;
        ++i;
    });
    return widths;
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

}
