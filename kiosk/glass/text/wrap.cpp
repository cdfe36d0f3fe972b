/// Where the glyphs of lines stand: what does depend on size and width.
#include "kiosk/glass/text/face.h"
#include "kiosk/glass/text/filling.h"
#include "kiosk/glass/text/justify.h"
#include "kiosk/glass/text/shaped.h"

#include <algorithm>
#include <cmath>
#include <cstring>

namespace kiosk::text {

namespace {

using Shaped = Paragraph::Shaped;

/// Makes room for exactly `count` glyphs, without moving those of before.
void make_room(SecretVector<PlacedGlyph>& glyphs, std::size_t count)
{
    if (glyphs.capacity() < count)
        glyphs.clear();
    glyphs.resize(count);
}

/// Puts the pieces and glyphs of each line where they are seen.
class Placing {
public:
    Placing(Shaped const& shaped, Fit const& fit, WrapScratch& scratch, Layout& into)
        : m_shaped(shaped), m_fit(fit), m_scratch(scratch), m_into(into)
    {
    }

    void run()
    {
        auto const capital = static_cast<double>(m_fit.capital_px);
        auto const& lines = m_scratch.lines;
        double widest = 0;
        for (auto const& line : lines)
            widest = std::max(widest, line.width);
        m_into.width = static_cast<float>(widest * capital);
        m_into.box_width = m_fit.width_px == unbounded ? m_into.width : m_fit.width_px;
        auto const line_height = m_shaped.line_height * capital;
        m_into.line_height = static_cast<float>(line_height);
        m_into.height = static_cast<float>(line_height * static_cast<double>(lines.size()));

        m_scratch.pieces.clear();
        std::size_t glyphs = 0;
        m_into.lines.resize(lines.size());
        for (std::size_t i = 0; i < lines.size(); ++i) {
            auto const first = m_scratch.pieces.size();
            glyphs += collect_pieces(lines[i]);
            auto const pieces = std::span(m_scratch.pieces).subspan(first);
            // UAX #9, L2: inside of a piece the glyphs are in visual order already.
            if (pieces.size() > 1 || m_shaped.base_level == 1)
                reorder(pieces, [](Piece const& piece) { return piece.level; });
            m_into.lines[i].first_run = static_cast<std::uint32_t>(first);
            m_into.lines[i].run_count = static_cast<std::uint32_t>(pieces.size());
        }
        make_room(m_into.glyphs, glyphs);
        m_into.runs.resize(m_scratch.pieces.size());
        double top = 0;
        for (std::size_t i = 0; i < lines.size(); ++i) {
            // The capital stands in the middle of its line.
            place(lines[i], m_into.lines[i], top + (line_height + capital) / 2);
            top += line_height;
        }
    }

private:
    void place(LineRange const& range, Line& line, double baseline)
    {
        auto const capital = static_cast<double>(m_fit.capital_px);
        auto const backward = m_shaped.base_level == 1;
        auto const room = static_cast<double>(m_into.box_width) - range.width * capital;
        auto const at_right = (m_fit.align == Align::end) != backward;
        auto x = at_right ? room : 0;
        if (m_fit.align == Align::centre)
            x = room / 2;

        line.start = m_shaped.byte_of[range.start.position];
        line.end = m_shaped.byte_of[range.end.position];
        line.first_glyph = m_glyph;
        line.x = static_cast<float>(x);
        line.width = static_cast<float>(range.width * capital);
        line.hanging = static_cast<float>(range.hanging * capital);
        line.baseline = static_cast<float>(baseline);
        // The space that hangs at the end of a right-to-left line is the leftmost of it.
        auto pen = backward ? x - range.hanging * capital : x;
        for (auto i = line.first_run; i < line.first_run + line.run_count; ++i)
            pen = place(m_scratch.pieces[i], m_into.runs[i], pen, baseline);
        line.glyph_count = m_glyph - line.first_glyph;
    }

    double place(Piece const& piece, LayoutRun& placed, double left, double baseline)
    {
        auto const& run = m_shaped.runs[piece.run];
        auto const scale = static_cast<double>(m_fit.capital_px) / m_shaped.fonts->face(run.face).capital_units();
        auto const* const source = piece.reshaped ? m_scratch.reshaped.data() : m_shaped.glyphs.data();
        auto const* const byte_of = m_shaped.byte_of.data();
        auto* into = m_into.glyphs.data() + m_glyph;
        std::int64_t units = 0;
        for (auto const& glyph : std::span(source + piece.first_glyph, piece.glyph_count)) {
            *into++ = { glyph.glyph, byte_of[glyph.cluster], static_cast<float>(left + static_cast<double>(units + glyph.x_offset) * scale),
                static_cast<float>(baseline - glyph.y_offset * scale), static_cast<float>(glyph.advance * scale), run.face };
            units += glyph.advance;
        }
        auto const width = static_cast<double>(units) * scale;
        placed = { byte_of[piece.start], byte_of[piece.end], m_glyph, piece.glyph_count, static_cast<float>(left), static_cast<float>(width),
            run.face, piece.level };
        m_glyph += piece.glyph_count;
        return left + width;
    }

    /// The number of their glyphs.
    std::size_t collect_pieces(LineRange const& line)
    {
        auto& pieces = m_scratch.pieces;
        std::size_t glyphs = 0;
        for (auto i = line.start.run; i < m_shaped.runs.size() && m_shaped.runs[i].start < line.end.position; ++i) {
            auto const& run = m_shaped.runs[i];
            auto const start = std::max(line.start.position, run.start);
            auto const end = std::min(line.end.position, run.end);
            auto const reshape = (i == line.start.run && line.start.unsafe) || (i == line.end.run && line.end.unsafe);
            auto const [first, count] = reshape ? shape_again(run, start, end) : m_shaped.glyphs_between(i, line.start, line.end);
            glyphs += count;
            // UAX #9, L1: trailing space has the level of the paragraph.
            auto const tail = std::clamp(line.tail, start, end);
            auto const visible = tail == end || run.level == m_shaped.base_level ? count : glyphs_before(tail, reshape, first, count);
            auto const whole = visible == count;
            if (whole && start < tail) {
                pieces.push_back({ start, end, i, first, count, run.level, reshape });
            } else if (start == tail) {
                pieces.push_back({ start, end, i, first, count, m_shaped.base_level, reshape });
            } else {
                auto const backward = run.level % 2 == 1;
                pieces.push_back({ start, tail, i, backward ? first + count - visible : first, visible, run.level, reshape });
                pieces.push_back({ tail, end, i, backward ? first : first + visible, count - visible, m_shaped.base_level, reshape });
            }
        }
        return glyphs;
    }

    std::pair<std::uint32_t, std::uint32_t> shape_again(ShapedRun const& run, std::uint32_t start, std::uint32_t end)
    {
        auto& reshaped = m_scratch.reshaped;
        auto const first = static_cast<std::uint32_t>(reshaped.size());
        m_shaped.fonts->bench().shape(m_shaped.order_for(run, start, end), reshaped);
        return { first, static_cast<std::uint32_t>(reshaped.size()) - first };
    }

    /// How many of the glyphs belong to letters before `tail`.
    std::uint32_t glyphs_before(std::uint32_t tail, bool reshaped, std::uint32_t first, std::uint32_t count) const
    {
        auto const* const source = reshaped ? m_scratch.reshaped.data() : m_shaped.glyphs.data();
        auto const glyphs = std::span(source + first, count);
        return static_cast<std::uint32_t>(std::ranges::count_if(glyphs, [&](ShapedGlyph const& glyph) { return glyph.cluster < tail; }));
    }

    Shaped const& m_shaped;
    Fit const& m_fit;
    WrapScratch& m_scratch;
    Layout& m_into;
    std::uint32_t m_glyph = 0; ///< the next one to be placed
};

}

void Paragraph::lay_out(Fit const& fit, Layout& into) const
{
    verify(fit.capital_px > 0 && std::isfinite(fit.capital_px) && !std::isnan(fit.width_px), "text has a size and a width");
    auto& bench = m_shaped->fonts->bench();
    auto& scratch = bench.wrapping;
    auto const width = fit.width_px > 0 ? static_cast<double>(fit.width_px) / static_cast<double>(fit.capital_px) : 0.0;
    into.capital_px = fit.capital_px;
    into.right_to_left = m_shaped->base_level == 1;
    into.missing_glyphs = m_shaped->missing_glyphs;
    into.bounded = fit.width_px != unbounded;
    into.shortened = false;
    into.kept = m_shaped->byte_of.back();
    into.overfull = fill(*m_shaped, width, scratch);
    Placing(*m_shaped, fit, scratch, into).run();
    bench.wipe();
    if (fit.align == Align::justify)
        justify(*m_shaped, into);
}

Layout Paragraph::lay_out(Fit const& fit) const
{
    Layout layout;
    lay_out(fit, layout);
    return layout;
}

}
