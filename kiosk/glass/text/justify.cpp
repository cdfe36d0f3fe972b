#include "kiosk/glass/text/justify.h"

#include "kiosk/glass/text/shaped.h"

#include <algorithm>
#include <span>

namespace kiosk::text {

namespace {

using Shaped = Paragraph::Shaped;

/// The code units of a line: begin, where its trailing space begins, and end.
struct Stretch {
    std::uint32_t start;
    std::uint32_t tail;
    std::uint32_t end;
};

bool ends_the_paragraph(Shaped const& shaped, std::uint32_t end)
{
    auto const point = std::ranges::lower_bound(shaped.breaks, end, {}, &BreakPoint::position);
    return point != shaped.breaks.end() && point->position == end && point->kind == BreakPoint::Kind::hard;
}

/// Whether the glyphs from `glyph` on are those of a space that widens, and not of one that hangs.
bool widens(Shaped const& shaped, Stretch const& line, PlacedGlyph const& glyph)
{
    auto const unit = shaped.unit_at(glyph.cluster);
    constexpr char16_t no_break_space = 0xa0;
    return unit >= line.start && unit < line.tail && (shaped.text[unit] == u' ' || shaped.text[unit] == no_break_space);
}

/// One cluster, so that a mark on a space stays on it.
std::size_t end_of_cluster(std::span<PlacedGlyph const> glyphs, std::size_t at)
{
    auto const cluster = glyphs[at].cluster;
    while (at < glyphs.size() && glyphs[at].cluster == cluster)
        ++at;
    return at;
}

void widen(Shaped const& shaped, Layout& layout, Line& line)
{
    auto const glyphs = std::span(layout.glyphs).subspan(line.first_glyph, line.glyph_count);
    Stretch stretch { shaped.unit_at(line.start), 0, shaped.unit_at(line.end) };
    stretch.tail = shaped.tail_of(stretch.start, stretch.end);
    auto const room = layout.box_width - line.width;
    std::size_t spaces = 0;
    for (std::size_t i = 0; i < glyphs.size(); i = end_of_cluster(glyphs, i))
        spaces += widens(shaped, stretch, glyphs[i]) ? 1 : 0;
    if (spaces == 0 || room <= 0)
        return;

    // From left to right: each glyph moves by the share of the spaces on its left. What stood at the right end of the
    // box, as a right-to-left line does, begins at its left end now.
    auto const share = static_cast<double>(room) / static_cast<double>(spaces);
    auto moved = -static_cast<double>(line.x);
    for (auto& run : std::span(layout.runs).subspan(line.first_run, line.run_count)) {
        auto const in_run = std::span(layout.glyphs).subspan(run.first_glyph, run.glyph_count);
        auto const moved_before = moved;
        for (std::size_t i = 0; i < in_run.size();) {
            auto const end = end_of_cluster(in_run, i);
            auto const wider = widens(shaped, stretch, in_run[i]);
            for (auto& glyph : in_run.subspan(i, end - i))
                glyph.x = static_cast<float>(static_cast<double>(glyph.x) + moved);
            if (wider) {
                in_run[end - 1].advance = static_cast<float>(static_cast<double>(in_run[end - 1].advance) + share);
                moved += share;
            }
            i = end;
        }
        run.x = static_cast<float>(static_cast<double>(run.x) + moved_before);
        run.width = static_cast<float>(static_cast<double>(run.width) + moved - moved_before);
    }
    line.x = 0;
    line.width = layout.box_width;
}

}

void justify(Shaped const& shaped, Layout& layout)
{
    // The last line ends the text, whatever of it is shown.
    for (std::size_t i = 0; i + 1 < layout.lines.size(); ++i) {
        if (!ends_the_paragraph(shaped, shaped.unit_at(layout.lines[i].end)))
            widen(shaped, layout, layout.lines[i]);
    }
    for (auto const& line : layout.lines)
        layout.width = std::max(layout.width, line.width);
}

}
