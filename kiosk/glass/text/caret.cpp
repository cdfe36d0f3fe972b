#include "kiosk/glass/text/caret.h"

#include "kiosk/glass/text/caret_building.h"

#include <algorithm>
#include <cstring>

namespace kiosk::text {

Carets::Carets(FontStack const& fonts, std::string_view utf8, Layout const& layout)
{
    Building(fonts, utf8, layout, *this).run();
}

Carets& Carets::operator=(Carets&& other) noexcept
{
    std::swap(m_lines, other.m_lines);
    std::swap(m_cells, other.m_cells);
    std::swap(m_edges, other.m_edges);
    std::swap(m_spans, other.m_spans);
    std::swap(m_stops, other.m_stops);
    std::swap(m_clusters, other.m_clusters);
    std::swap(m_segments, other.m_segments);
    m_size = other.m_size;
    m_kept = other.m_kept;
    m_line_height = other.m_line_height;
    m_base_level = other.m_base_level;
    return *this;
}

Carets::~Carets()
{
    if (!m_edges.empty())
        explicit_bzero(m_edges.data(), m_edges.size() * sizeof(float));
    if (!m_stops.empty())
        explicit_bzero(m_stops.data(), m_stops.size() * sizeof(Stop));
}

// Where a position is.

/// The cluster that holds a byte; one more than the last at the text's end.
std::size_t Carets::cluster_of(std::uint32_t position) const
{
    if (position >= m_size)
        return m_clusters.size();
    auto const behind = std::ranges::upper_bound(m_clusters, position, {}, &Cluster::start);
    return static_cast<std::size_t>(behind - m_clusters.begin()) - 1;
}

std::uint32_t Carets::cluster_end(std::size_t index) const
{
    return index + 1 < m_clusters.size() ? m_clusters[index + 1].start : m_size;
}

std::uint32_t Carets::snapped(std::uint32_t position) const
{
    if (position >= m_size)
        return m_size;
    return std::min(m_clusters[cluster_of(position)].start, m_kept);
}

std::size_t Carets::line_of(Place place) const
{
    auto const position = snapped(place.position);
    auto const behind = std::ranges::upper_bound(m_lines, position, {}, &LineOfCells::start);
    auto const line = static_cast<std::size_t>(behind - m_lines.begin()) - 1;
    auto const at_break = line > 0 && position == m_lines[line].start && m_lines[line - 1].is_broken;
    return at_break && place.affinity == Affinity::upstream ? line - 1 : line;
}

/// The cell of a line that holds a byte of it, counted from the left.
std::uint32_t Carets::cell_of(LineOfCells const& line, std::uint32_t position) const
{
    auto const spans = std::span(m_spans).subspan(line.first_span, line.span_count);
    auto const& span = *std::prev(std::ranges::upper_bound(spans, position, {}, &Span::start));
    auto const cells = std::span(m_cells).subspan(span.first_cell, span.cell_count);
    auto const found = span.backward
        ? std::ranges::partition_point(cells, [&](Cell const& cell) { return cell.start > position; })
        : std::prev(std::ranges::upper_bound(cells, position, {}, &Cell::start));
    return span.first_cell - line.first_cell + static_cast<std::uint32_t>(found - cells.begin());
}

std::pair<Carets::Edge, Carets::Edge> Carets::edges_at(LineOfCells const& line, std::uint32_t position) const
{
    auto const rtl = m_base_level == 1;
    Edge before { rtl ? line.cell_count : 0, m_base_level };
    Edge behind { rtl ? 0 : line.cell_count, m_base_level };
    if (position > line.start && line.cell_count > 0) {
        auto const cell = cell_of(line, position - 1);
        auto const level = m_cells[line.first_cell + cell].level;
        before = { level % 2 == 0 ? cell + 1 : cell, level };
    }
    if (position < line.end) {
        auto const cell = cell_of(line, position);
        auto const level = m_cells[line.first_cell + cell].level;
        behind = { level % 2 == 0 ? cell : cell + 1, level };
    }
    return { before, behind };
}

Caret Carets::caret(Place place) const
{
    auto const index = line_of(place);
    auto const& line = m_lines[index];
    auto const position = std::clamp(snapped(place.position), line.start, line.end);
    auto [primary, secondary] = edges_at(line, position);
    if (primary.level > secondary.level)
        std::swap(primary, secondary);
    auto const top = static_cast<float>(index) * m_line_height;
    auto const upright = [&](Edge edge) { return CaretLine { x_of(line, edge), top, top + m_line_height, edge.level % 2 == 1 }; };
    Caret caret { upright(primary), std::nullopt };
    if (x_of(line, secondary) != caret.primary.x)
        caret.secondary = upright(secondary);
    return caret;
}

// Stops.

std::span<Carets::Stop const> Carets::stops_of(LineOfCells const& line) const
{
    return std::span(m_stops).subspan(line.first_stop, line.stop_count);
}

Place Carets::stop_at(std::size_t line, std::size_t index) const
{
    auto const position = stops_of(m_lines[line])[index].position;
    auto const at_break = m_lines[line].is_broken && position == m_lines[line].end;
    return { position, at_break ? Affinity::upstream : Affinity::downstream };
}

std::size_t Carets::nearest(LineOfCells const& line, float x) const
{
    auto const stops = stops_of(line);
    // The first that is not on the left of x, or the one before it.
    auto const right = std::ranges::partition_point(stops, [&](Stop const& stop) { return stop.x < x; });
    if (right == stops.begin())
        return 0;
    auto const left = std::prev(right);
    auto const nearer = right == stops.end() || x - left->x < right->x - x ? left : right;
    return static_cast<std::size_t>(nearer - stops.begin());
}

Place Carets::hit(float x, float y) const
{
    auto const last = m_lines.size() - 1;
    auto const row = m_line_height > 0 ? y / m_line_height : 0.f;
    // Written so that NaN is on the first line.
    auto line = std::size_t { 0 };
    if (row >= static_cast<float>(last))
        line = last;
    else if (row > 0)
        line = static_cast<std::size_t>(row);
    return stop_at(line, nearest(m_lines[line], x));
}

std::size_t Carets::stop_index(std::size_t index, std::uint32_t position) const
{
    auto const& line = m_lines[index];
    auto [primary, secondary] = edges_at(line, std::clamp(position, line.start, line.end));
    return nearest(line, x_of(line, primary.level > secondary.level ? secondary : primary));
}

Place Carets::stop(Place place) const
{
    auto const line = line_of(place);
    return stop_at(line, stop_index(line, snapped(place.position)));
}

Place Carets::end_of(std::size_t line, Along along) const
{
    auto const leftmost = (along == Along::start) == (m_base_level == 0);
    return stop_at(line, leftmost ? 0 : m_lines[line].stop_count - 1);
}

Place Carets::beside(Place place, Side side) const
{
    auto const line = line_of(place);
    auto const at = stop_index(line, snapped(place.position));
    auto const count = m_lines[line].stop_count;
    auto const onward = (side == Side::right) == (m_base_level == 0);
    auto const step = [&](std::size_t index) { return side == Side::right ? index + 1 : index - 1; };
    auto const has_next = [&](std::size_t index) { return side == Side::right ? index + 1 < count : index > 0; };
    if (has_next(at)) {
        auto const next = stop_at(line, step(at));
        // At a soft break the next line's begin stands for both.
        if (next.affinity == Affinity::upstream && end_of(line + 1, Along::start).position == next.position)
            return end_of(line + 1, Along::start);
        return next;
    }
    if (onward ? line + 1 == m_lines.size() : line == 0)
        return stop_at(line, at);
    auto const next_line = onward ? line + 1 : line - 1;
    auto const next = end_of(next_line, onward ? Along::start : Along::end);
    if (next.position != stop_at(line, at).position)
        return next;
    return beside({ next.position, onward ? Affinity::downstream : Affinity::upstream }, side);
}

Place Carets::up(Place place, float goal_x) const
{
    auto const line = line_of(place);
    return line == 0 ? stop(place) : stop_at(line - 1, nearest(m_lines[line - 1], goal_x));
}

Place Carets::down(Place place, float goal_x) const
{
    auto const line = line_of(place);
    return line + 1 == m_lines.size() ? stop(place) : stop_at(line + 1, nearest(m_lines[line + 1], goal_x));
}

Place Carets::line_start(Place place) const { return end_of(line_of(place), Along::start); }
Place Carets::line_end(Place place) const { return end_of(line_of(place), Along::end); }
Place Carets::paragraph_start(Place place) const { return end_of(m_lines[line_of(place)].first_of_paragraph, Along::start); }
Place Carets::paragraph_end(Place place) const { return end_of(m_lines[line_of(place)].last_of_paragraph, Along::end); }
Place Carets::text_start() const { return end_of(0, Along::start); }
Place Carets::text_end() const { return end_of(m_lines.size() - 1, Along::end); }

TextRange Carets::line_at(Place place) const
{
    auto const& line = m_lines[line_of(place)];
    return { line.start, line.end };
}

// Words.

TextRange Carets::segment(std::size_t index) const
{
    return { m_segments[index].start, index + 1 < m_segments.size() ? m_segments[index + 1].start : m_size };
}

std::size_t Carets::segment_of(std::uint32_t position) const
{
    auto const behind = std::ranges::upper_bound(m_segments, position, {}, &Segment::start);
    return static_cast<std::size_t>(behind - m_segments.begin()) - 1;
}

Place Carets::word_start(Place place) const
{
    auto const from = stop(place).position;
    for (auto i = from == 0 ? 0 : segment_of(from - 1) + 1; i-- > 0;) {
        if (!m_segments[i].is_word)
            continue;
        // A word without any width has the same stop at both ends.
        if (auto const found = stop({ m_segments[i].start }); found.position < from)
            return found;
    }
    return text_start();
}

Place Carets::word_end(Place place) const
{
    auto const from = stop(place).position;
    for (auto i = from >= m_size ? m_segments.size() : segment_of(from); i < m_segments.size(); ++i) {
        if (!m_segments[i].is_word)
            continue;
        if (auto const found = stop({ segment(i).end, Affinity::upstream }); found.position > from)
            return found;
    }
    return text_end();
}

TextRange Carets::word_at(std::uint32_t position) const
{
    if (m_segments.empty())
        return {};
    auto const here = segment_of(std::min(position, m_size - 1));
    auto const before = position == 0 ? here : segment_of(std::min(position, m_size) - 1);
    return segment(m_segments[here].is_word || !m_segments[before].is_word ? here : before);
}

// Erasing.

TextRange Carets::erased_before(std::uint32_t position) const
{
    auto const end = snapped(position);
    auto index = cluster_of(end);
    if (index == 0)
        return { end, end };
    --index;
    while (index > 0 && m_clusters[index].has_no_width)
        --index;
    return { m_clusters[index].last_mark, end };
}

TextRange Carets::erased_behind(std::uint32_t position) const
{
    auto const start = snapped(position);
    auto index = cluster_of(start);
    while (index + 1 < m_clusters.size() && m_clusters[index].has_no_width)
        ++index;
    return { start, index < m_clusters.size() ? cluster_end(index) : m_size };
}

// Selection.

void Carets::selection(TextRange range, std::vector<SelectionBox>& into) const
{
    into.clear();
    auto const start = snapped(range.start);
    auto end = snapped(range.end);
    if (end < std::min(range.end, m_size))
        end = end >= m_kept ? m_size : cluster_end(cluster_of(end));
    if (range.start >= range.end || start >= end)
        return;
    for (auto index = line_of({ start }); index < m_lines.size() && m_lines[index].start < end; ++index) {
        auto const& line = m_lines[index];
        auto const top = static_cast<float>(index) * m_line_height;
        auto may_grow = false;
        for (std::uint32_t i = 0; i < line.cell_count; ++i) {
            auto const& cell = m_cells[line.first_cell + i];
            auto const left = m_edges[line.first_edge + i];
            auto const right = m_edges[line.first_edge + i + 1];
            if (cell.start < start || cell.end > end) {
                may_grow = may_grow && left == right;
            } else if (may_grow) {
                into.back().width = right - into.back().x;
            } else if (left < right) {
                into.push_back({ left, top, right - left, m_line_height });
                may_grow = true;
            }
        }
    }
}

std::vector<SelectionBox> Carets::selection(TextRange range) const
{
    std::vector<SelectionBox> boxes;
    selection(range, boxes);
    return boxes;
}

}
