/// How the carets of a layout are found: clusters of the text, their edges on the glass, and which edges are stops.
#include "kiosk/glass/text/caret_building.h"

#include "kiosk/glass/text/face.h"
#include "kiosk/glass/text/grapheme.h"
#include "kiosk/glass/text/utf8.h"
#include "kiosk/glass/text/word_breaks.h"
#include "kiosk/glass/text/workbench.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <hb-ot.h>

namespace kiosk::text {

namespace {

/// The text once more in UTF-16, for as long as its clusters and words are looked for.
class Decoded {
public:
    explicit Decoded(std::string_view utf8)
    {
        // One allocation that is never outgrown: a grown one would leave a copy of the text in freed memory.
        m_units.reserve(utf8.size());
        m_byte_of.reserve(utf8.size() + 1);
        for (std::size_t at = 0; at < utf8.size();) {
            auto const [letter, bytes] = code_point_at(utf8, at);
            m_byte_of.push_back(static_cast<std::uint32_t>(at));
            if (letter >= 0x10000) {
                m_units.push_back(static_cast<char16_t>(0xd7c0 + (letter >> 10)));
                m_units.push_back(static_cast<char16_t>(0xdc00 | (letter & 0x3ff)));
                m_byte_of.push_back(static_cast<std::uint32_t>(at));
            } else {
                m_units.push_back(static_cast<char16_t>(letter));
            }
            at += bytes;
        }
        m_byte_of.push_back(static_cast<std::uint32_t>(utf8.size()));
    }
    ~Decoded()
    {
        if (!m_units.empty())
            explicit_bzero(m_units.data(), m_units.size() * sizeof(char16_t));
    }
    Decoded(Decoded const&) = delete;
    Decoded& operator=(Decoded const&) = delete;

    [[nodiscard]] std::span<char16_t const> units() const { return m_units; }
    [[nodiscard]] std::uint32_t byte(std::uint32_t unit) const { return m_byte_of[unit]; }

private:
    std::vector<char16_t> m_units;
    std::vector<std::uint32_t> m_byte_of;
};

bool is_newline(char32_t letter) { return (letter >= 0x0a && letter <= 0x0d) || letter == 0x85 || letter == 0x2028 || letter == 0x2029; }

}

void Carets::Building::run()
{
    m_into.m_size = static_cast<std::uint32_t>(m_utf8.size());
    m_into.m_kept = m_layout.kept;
    m_into.m_line_height = m_layout.line_height;
    m_into.m_base_level = m_layout.right_to_left ? 1 : 0;
    find_clusters();
    auto const cells = m_into.m_clusters.size() + m_layout.runs.size();
    m_into.m_lines.reserve(m_layout.lines.size());
    m_into.m_cells.reserve(cells);
    m_into.m_spans.reserve(m_layout.runs.size());
    // Never outgrown: the widths of letters tell something of the letters.
    m_into.m_edges.reserve(cells + m_layout.lines.size());
    m_into.m_stops.reserve(cells + m_layout.lines.size());
    for (std::size_t i = 0; i < m_layout.lines.size(); ++i)
        add_line(i);
    part_paragraphs();
}

void Carets::Building::find_clusters()
{
    Decoded const text(m_utf8);
    auto& letters = m_fonts.bench().letters;
    Boundaries boundaries;
    find_graphemes(letters, text.units(), boundaries);
    auto const all = boundaries.all();
    m_into.m_clusters.reserve(all.size() + m_layout.lines.size());
    auto line = m_layout.lines.begin();
    for (std::size_t i = 0; i + 1 < all.size(); ++i) {
        auto start = text.byte(all[i]);
        auto const end = text.byte(all[i + 1]);
        // A line may end inside of a cluster, where UAX #14 and UAX #29 differ.
        for (; line != m_layout.lines.end() && line->start < end; ++line) {
            if (line->start > start) {
                m_into.m_clusters.push_back(cluster(start, line->start));
                start = line->start;
            }
        }
        m_into.m_clusters.push_back(cluster(start, end));
    }

    Words words;
    find_words(letters, text.units(), words);
    auto const parts = words.boundaries().all();
    m_into.m_segments.reserve(parts.size());
    for (std::size_t i = 0; i + 1 < parts.size(); ++i)
        m_into.m_segments.push_back({ text.byte(parts[i]), words.segment_at(parts[i]).is_word });
}

Carets::Cluster Carets::Building::cluster(std::uint32_t start, std::uint32_t end)
{
    auto& letters = m_fonts.bench().letters;
    auto last = start;
    auto marks_alone = true; // behind the first letter
    auto has_no_width = true;
    auto last_is_mark = false;
    for (auto at = start; at < end;) {
        auto const [value, bytes] = code_point_at(m_utf8, at);
        auto const& letter = letters.of(value);
        auto const invisible = letter.is(Letter::ignorable) || letter.is(Letter::removed);
        has_no_width = has_no_width && invisible && !is_newline(value);
        last_is_mark = letter.is(Letter::combining) && !letter.is(Letter::ignorable);
        marks_alone = marks_alone && (at == start || last_is_mark);
        last = at;
        at += static_cast<std::uint32_t>(bytes);
    }
    return { start, marks_alone && last_is_mark ? last : start, has_no_width };
}

std::uint32_t Carets::Building::end_without_newline(Line const& line) const
{
    if (line.end > m_layout.kept || line.end == line.start)
        return line.end;
    // A line ends behind at most one newline, and CR LF is one cluster.
    auto const last = std::prev(std::ranges::lower_bound(m_into.m_clusters, line.end, {}, &Cluster::start));
    return is_newline(code_point_at(m_utf8, last->start).value) ? std::max(last->start, line.start) : line.end;
}

void Carets::Building::add_line(std::size_t index)
{
    auto const& line = m_layout.lines[index];
    LineOfCells cells {};
    cells.start = line.start;
    cells.end = end_without_newline(line);
    cells.first_cell = static_cast<std::uint32_t>(m_into.m_cells.size());
    cells.first_edge = static_cast<std::uint32_t>(m_into.m_edges.size());
    cells.first_span = static_cast<std::uint32_t>(m_into.m_spans.size());
    cells.first_stop = static_cast<std::uint32_t>(m_into.m_stops.size());
    cells.is_broken = index + 1 < m_layout.lines.size() && cells.end == line.end;
    auto right = line.x;
    for (auto const& run : m_layout.runs_of(line)) {
        if (run.start < cells.end && run.start < run.end)
            right = add_run(run, cells.end);
    }
    m_into.m_edges.push_back(right);
    cells.cell_count = static_cast<std::uint32_t>(m_into.m_cells.size()) - cells.first_cell;
    cells.span_count = static_cast<std::uint32_t>(m_into.m_spans.size()) - cells.first_span;
    std::ranges::sort(std::span(m_into.m_spans).subspan(cells.first_span), {}, &Span::start);
    keep_edges_in_box(cells);
    m_into.m_lines.push_back(cells);
    add_stops(m_into.m_lines.back());
}

float Carets::Building::add_run(LayoutRun const& run, std::uint32_t limit)
{
    find_widths(run);
    auto const end = std::min(run.end, limit);
    auto const backward = run.level % 2 == 1;
    auto const& clusters = m_into.m_clusters;
    m_cuts.clear();
    m_cuts.push_back({ run.start, 0 });
    auto next = static_cast<std::size_t>(std::ranges::upper_bound(clusters, run.start, {}, &Cluster::start) - clusters.begin());
    double before = 0;
    for (std::size_t i = 0; i < m_shares.size() && m_shares[i].start < end; ++i) {
        auto const& share = m_shares[i];
        auto const share_end = i + 1 < m_shares.size() ? m_shares[i + 1].start : run.end;
        // The boundaries inside of these glyphs, and the one at their end.
        auto const first = next;
        while (next < clusters.size() && clusters[next].start < std::min(share_end, m_layout.kept))
            ++next;
        for (auto j = first; j < next && clusters[j].start < end; ++j)
            m_cuts.push_back({ clusters[j].start, before + part_of(run, share, j - first, next - first) });
        before += share.width;
        if (share_end < end && next < clusters.size() && clusters[next].start == share_end) {
            m_cuts.push_back({ share_end, before });
            ++next;
        }
    }
    auto const width = end < run.end ? before : static_cast<double>(run.width);

    m_into.m_spans.push_back({ run.start, end, static_cast<std::uint32_t>(m_into.m_cells.size()), static_cast<std::uint32_t>(m_cuts.size()), backward });
    auto const left = static_cast<double>(run.x);
    auto const whole = static_cast<double>(run.width);
    for (std::size_t i = 0; i < m_cuts.size(); ++i) {
        auto const at = backward ? m_cuts.size() - 1 - i : i;
        auto const last = at + 1 == m_cuts.size();
        m_into.m_cells.push_back({ m_cuts[at].position, last ? end : m_cuts[at + 1].position, run.level });
        auto const near = m_cuts[at].before;
        auto const far = last ? width : m_cuts[at + 1].before;
        m_into.m_edges.push_back(static_cast<float>(left + (backward ? whole - far : near)));
    }
    return static_cast<float>(left + (backward ? whole : width));
}

/// The widths of what HarfBuzz made of the run, cluster by cluster, in the text's order.
void Carets::Building::find_widths(LayoutRun const& run)
{
    m_shares.clear();
    auto const glyphs = std::span(m_layout.glyphs).subspan(run.first_glyph, run.glyph_count);
    for (auto const& glyph : glyphs) {
        if (m_shares.empty() || m_shares.back().start != glyph.cluster)
            m_shares.push_back({ glyph.cluster, 0, &glyph });
        auto& share = m_shares.back();
        share.width += static_cast<double>(glyph.advance);
        if (glyph.advance > share.widest->advance)
            share.widest = &glyph;
    }
    // By the glyphs and not by the level: trailing space has the level of the paragraph (L1), however it was shaped.
    if (m_shares.size() > 1 && m_shares.front().start > m_shares.back().start)
        std::ranges::reverse(m_shares);
}

/// How far from the begin of `share` the boundary `index` of the `count` inside of it is.
double Carets::Building::part_of(LayoutRun const& run, Share const& share, std::size_t index, std::size_t count)
{
    if (index == 0)
        find_ligature_carets(run, share, count);
    if (m_ligature_carets.size() == count)
        return m_ligature_carets[index];
    return share.width * static_cast<double>(index + 1) / static_cast<double>(count + 1);
}

/// Empty if the font does not say where exactly these `count` carets are.
void Carets::Building::find_ligature_carets(LayoutRun const& run, Share const& share, std::size_t count)
{
    m_ligature_carets.clear();
    std::array<hb_position_t, 8> units {};
    auto held = static_cast<unsigned>(units.size());
    auto const& face = m_fonts.face(run.face);
    auto const all = hb_ot_layout_get_ligature_carets(face.font(), HB_DIRECTION_LTR, share.widest->glyph, 0, &held, units.data());
    if (all != count || count > units.size())
        return;
    auto const carets = std::span(units).first(count);
    std::ranges::sort(carets);
    auto const backward = run.level % 2 == 1;
    auto const scale = static_cast<double>(m_layout.capital_px) / face.capital_units();
    // From the left edge of the glyph, marks beside it left out: it alone has a width worth the name.
    for (std::size_t i = 0; i < count; ++i) {
        auto const from_left = static_cast<double>(backward ? carets[count - 1 - i] : carets[i]) * scale;
        auto const part = backward ? static_cast<double>(share.widest->advance) - from_left : from_left;
        m_ligature_carets.push_back(part);
    }
    auto const inside = [&](double part) { return part > 0 && part < share.width; };
    if (!std::ranges::all_of(m_ligature_carets, inside) || !std::ranges::is_sorted(m_ligature_carets))
        m_ligature_carets.clear();
}

/// A font may let a glyph step back; then the edge stands still.
void Carets::Building::keep_edges_in_box(LineOfCells const& line)
{
    auto before = -std::numeric_limits<float>::infinity();
    for (auto& edge : std::span(m_into.m_edges).subspan(line.first_edge, line.cell_count + 1)) {
        if (m_layout.bounded)
            edge = std::clamp(edge, 0.f, std::max(m_layout.box_width, 0.f));
        edge = std::max(edge, before);
        before = edge;
    }
}

/// The position that a place between two cells belongs to: that of the lower level's edge, so that of all positions of
/// the line each has one place, and each place one position.
Carets::Building::Owner Carets::Building::owner_of(LineOfCells const& line, std::uint32_t edge) const
{
    auto const base = m_into.m_base_level;
    auto const* const left = edge > 0 ? &m_into.m_cells[line.first_cell + edge - 1] : nullptr;
    auto const* const right = edge < line.cell_count ? &m_into.m_cells[line.first_cell + edge] : nullptr;
    auto const left_level = left != nullptr ? left->level : base;
    auto const right_level = right != nullptr ? right->level : base;
    if (left_level <= right_level) {
        if (left == nullptr)
            return { base == 0 ? line.start : line.end, base };
        return { left_level % 2 == 0 ? left->end : left->start, left_level };
    }
    if (right == nullptr)
        return { base == 0 ? line.end : line.start, base };
    return { right_level % 2 == 0 ? right->start : right->end, right_level };
}

void Carets::Building::add_stops(LineOfCells& line)
{
    auto& stops = m_into.m_stops;
    for (std::uint32_t edge = 0; edge <= line.cell_count;) {
        auto const x = m_into.m_edges[line.first_edge + edge];
        // Of the positions that meet here, those of the lowest level have only what has no width between them.
        std::optional<Owner> first;
        Owner last {};
        for (; edge <= line.cell_count && m_into.m_edges[line.first_edge + edge] == x; ++edge) {
            auto const owner = owner_of(line, edge);
            if (m_into.snapped(owner.position) != owner.position)
                continue; // inside of a cluster that two faces or levels share
            if (!first || owner.level < first->level) {
                first = last = owner;
            } else if (owner.level == first->level) {
                first->position = std::min(first->position, owner.position);
                last.position = std::max(last.position, owner.position);
            }
        }
        if (first)
            stops.push_back({ line.is_broken && last.position == line.end ? first->position : last.position, x });
    }
    line.stop_count = static_cast<std::uint32_t>(stops.size()) - line.first_stop;
}

void Carets::Building::part_paragraphs()
{
    auto& lines = m_into.m_lines;
    for (std::uint32_t first = 0; first < lines.size();) {
        auto last = first;
        while (lines[last].is_broken)
            ++last;
        for (auto i = first; i <= last; ++i) {
            lines[i].first_of_paragraph = first;
            lines[i].last_of_paragraph = last;
        }
        first = last + 1;
    }
}

}
