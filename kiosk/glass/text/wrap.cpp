/// Lines, and where their glyphs stand: everything that does depend on size and width.
#include "kiosk/glass/text/face.h"
#include "kiosk/glass/text/justify.h"
#include "kiosk/glass/text/shaped.h"

#include <algorithm>
#include <optional>
#include <tuple>

namespace kiosk::text {

namespace {

using Shaped = Paragraph::Shaped;

/// What rounding may add to a line that was measured to fit, in capitals.
constexpr double slack = 1e-4;

std::size_t run_at(Shaped const& shaped, std::uint32_t position)
{
    auto const found = std::ranges::partition_point(shaped.runs, [&](ShapedRun const& run) { return run.end <= position; });
    return static_cast<std::size_t>(found - shaped.runs.begin());
}

/// Greedy filling. Widths are sums of what was shaped once; a line that begins or ends where the font forbids a cut is
/// measured by shaping it for itself.
class Filling {
public:
    Filling(Shaped const& shaped, double width, WrapScratch& scratch) : m_shaped(shaped), m_width(width), m_scratch(scratch) { }

    /// Whether a word had to be cut.
    bool run()
    {
        auto& lines = m_scratch.lines;
        lines.clear();
        auto const& breaks = m_shaped.breaks;
        for (m_next = 0; m_next < breaks.size();) {
            auto const& point = breaks[m_next];
            if (point.before_tail - m_start_before <= m_width + slack) {
                if (point.kind == BreakPoint::Kind::hard)
                    end_line(m_next);
                else
                    (point.kind == BreakPoint::Kind::soft ? m_soft : m_held) = m_next++;
            } else if (auto const fitting = m_soft ? m_soft : m_held) {
                end_line(*fitting);
            } else {
                cut(point);
            }
        }
        if (m_shaped.ends_in_newline)
            lines.push_back({ m_start, m_start, m_start, 0, 0 });
        return m_cut;
    }

private:
    double width_of(std::uint32_t start, std::uint32_t end)
    {
        double width = 0;
        for (auto i = run_at(m_shaped, start); i < m_shaped.runs.size() && m_shaped.runs[i].start < end; ++i) {
            auto const& run = m_shaped.runs[i];
            auto const from = std::max(start, run.start);
            auto const to = std::min(end, run.end);
            std::int64_t units = 0;
            if (m_shaped.unsafe_at(run, from) || m_shaped.unsafe_at(run, to)) {
                m_scratch.reshaped.clear();
                m_shaped.fonts->bench().shape(m_shaped.order_for(run, from, to), m_scratch.reshaped);
                for (auto const& glyph : m_scratch.reshaped)
                    units += glyph.advance;
            } else {
                auto const [first, count] = m_shaped.glyphs_between(run, from, to);
                for (auto j = first; j < first + count; ++j)
                    units += m_shaped.glyphs[j].advance;
            }
            width += m_shaped.capitals(run, units);
        }
        return width;
    }

    LineRange line_to(std::uint32_t end, std::uint32_t tail, double before_end, double before_tail, bool unsafe_end)
    {
        tail = std::clamp(tail, m_start, end);
        if (!m_start_unsafe && !unsafe_end)
            return { m_start, end, tail, std::max(0.0, before_tail - m_start_before), before_end - std::max(before_tail, m_start_before) };
        auto const all = width_of(m_start, end);
        auto const hanging = tail == end ? 0 : before_end - std::max(before_tail, m_start_before);
        return { m_start, end, tail, std::max(0.0, all - hanging), hanging };
    }

    void begin_after(LineRange const& line, double before, bool unsafe)
    {
        m_scratch.lines.push_back(line);
        m_start = line.end;
        m_start_before = before;
        m_start_unsafe = unsafe;
        m_soft.reset();
        m_held.reset();
    }

    /// Ends the line at a break that fits by sums; at one before it if, shaped for itself, it does not.
    void end_line(std::size_t index)
    {
        auto const& breaks = m_shaped.breaks;
        auto const kind = breaks[index].kind;
        for (;;) {
            auto const& point = breaks[index];
            auto const line = line_to(point.position, point.tail, point.before, point.before_tail, point.unsafe);
            auto earlier = index;
            if (line.width > m_width + slack) {
                while (earlier > 0 && breaks[earlier - 1].position > m_start) {
                    --earlier;
                    if (breaks[earlier].kind == BreakPoint::Kind::soft || breaks[earlier].kind == kind)
                        break;
                }
            }
            if (earlier == index) {
                begin_after(line, point.before, point.unsafe);
                m_next = index + 1;
                return;
            }
            index = earlier;
        }
    }

    /// Cuts a word that alone is wider than the box after as many of its clusters as fit, and after one at least.
    void cut(BreakPoint const& point)
    {
        m_cut = true;
        auto& cuts = m_scratch.cuts; // ends of clusters, and capitals before them
        cuts.clear();
        auto before = m_start_before;
        for (auto i = run_at(m_shaped, m_start); i < m_shaped.runs.size() && m_shaped.runs[i].start < point.position; ++i) {
            if (!collect_cuts(m_shaped.runs[i], point.position, before))
                break;
        }
        while (cuts.size() > 1 && cuts.back().second - m_start_before > m_width + slack)
            cuts.pop_back();
        for (;; cuts.pop_back()) {
            auto const [end, sum] = cuts.empty() ? std::pair(point.position, point.before) : cuts.back();
            if (end >= point.tail) // one letter is left: what follows is space, and hangs
                return end_line(m_next);
            auto const i = run_at(m_shaped, end);
            auto const unsafe = i < m_shaped.runs.size() && m_shaped.unsafe_at(m_shaped.runs[i], end);
            auto const line = line_to(end, m_shaped.tail_of(m_start, end), sum, sum, unsafe); // its tail has no width
            if (cuts.size() > 1 && line.width > m_width + slack)
                continue;
            begin_after(line, sum, unsafe);
            break;
        }
        while (m_next < m_shaped.breaks.size() && m_shaped.breaks[m_next].position <= m_start)
            ++m_next;
    }

    /// False once more than fits is collected.
    bool collect_cuts(ShapedRun const& run, std::uint32_t limit, double& before)
    {
        auto& cuts = m_scratch.cuts;
        auto const [first, count] = m_shaped.glyphs_between(run, std::max(m_start, run.start), std::min(limit, run.end));
        auto const backward = run.level % 2 == 1;
        auto const glyph_at = [&](std::uint32_t i) -> ShapedGlyph const& {
            return m_shaped.glyphs[backward ? first + count - 1 - i : first + i];
        };
        for (std::uint32_t i = 0; i < count;) {
            auto const cluster = glyph_at(i).cluster;
            std::int64_t units = 0;
            for (; i < count && glyph_at(i).cluster == cluster; ++i)
                units += glyph_at(i).advance;
            before += m_shaped.capitals(run, units);
            cuts.emplace_back(i < count ? glyph_at(i).cluster : std::min(limit, run.end), before);
            if (before - m_start_before > m_width + slack)
                return false;
        }
        return true;
    }

    Shaped const& m_shaped;
    double m_width;
    WrapScratch& m_scratch;
    std::size_t m_next = 0;
    std::uint32_t m_start = 0;
    double m_start_before = 0;
    bool m_start_unsafe = false;
    bool m_cut = false;
    std::optional<std::size_t> m_soft;
    std::optional<std::size_t> m_held;
};

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
        double widest = 0;
        for (auto const& line : m_scratch.lines)
            widest = std::max(widest, line.width);
        m_into.width = static_cast<float>(widest * capital);
        m_into.box_width = m_fit.width_px == unbounded ? m_into.width : m_fit.width_px;
        auto const line_height = m_shaped.line_height * capital;
        m_into.line_height = static_cast<float>(line_height);
        m_into.height = static_cast<float>(line_height * static_cast<double>(m_scratch.lines.size()));
        m_into.lines.reserve(m_scratch.lines.size());
        m_into.glyphs.reserve(m_shaped.glyphs.size());
        m_into.runs.reserve(m_shaped.runs.size() + m_scratch.lines.size() * 2);
        double top = 0;
        for (auto const& line : m_scratch.lines) {
            // The capital stands in the middle of its line.
            place(line, top + (line_height + capital) / 2);
            top += line_height;
        }
    }

private:
    void place(LineRange const& range, double baseline)
    {
        collect_pieces(range);
        // UAX #9, L2: inside of a piece the glyphs are in visual order already.
        reorder(std::span(m_scratch.pieces), [](Piece const& piece) { return piece.level; });
        auto const capital = static_cast<double>(m_fit.capital_px);
        auto const backward = m_shaped.base_level == 1;
        auto const room = static_cast<double>(m_into.box_width) - range.width * capital;
        auto const at_right = (m_fit.align == Align::end) != backward;
        auto x = at_right ? room : 0;
        if (m_fit.align == Align::centre)
            x = room / 2;

        Line line {};
        line.start = m_shaped.byte_of[range.start];
        line.end = m_shaped.byte_of[range.end];
        line.first_glyph = static_cast<std::uint32_t>(m_into.glyphs.size());
        line.first_run = static_cast<std::uint32_t>(m_into.runs.size());
        line.x = static_cast<float>(x);
        line.width = static_cast<float>(range.width * capital);
        line.hanging = static_cast<float>(range.hanging * capital);
        line.baseline = static_cast<float>(baseline);
        // The space that hangs at the end of a right-to-left line is the leftmost of it.
        auto pen = backward ? x - range.hanging * capital : x;
        for (auto const& piece : m_scratch.pieces)
            pen = place(piece, pen, baseline);
        line.glyph_count = static_cast<std::uint32_t>(m_into.glyphs.size()) - line.first_glyph;
        line.run_count = static_cast<std::uint32_t>(m_into.runs.size()) - line.first_run;
        m_into.lines.push_back(line);
    }

    double place(Piece const& piece, double pen, double baseline)
    {
        auto const& run = m_shaped.runs[piece.run];
        auto const scale = static_cast<double>(m_fit.capital_px) / m_shaped.fonts->face(run.face).capital_units();
        auto const& source = piece.reshaped ? m_scratch.reshaped : m_shaped.glyphs;
        auto const first = static_cast<std::uint32_t>(m_into.glyphs.size());
        auto const left = pen;
        for (auto const& glyph : std::span(source).subspan(piece.first_glyph, piece.glyph_count)) {
            m_into.glyphs.push_back({ glyph.glyph, m_shaped.byte_of[glyph.cluster], static_cast<float>(pen + glyph.x_offset * scale),
                static_cast<float>(baseline - glyph.y_offset * scale), static_cast<float>(glyph.advance * scale), run.face });
            pen += glyph.advance * scale;
        }
        m_into.runs.push_back({ m_shaped.byte_of[piece.start], m_shaped.byte_of[piece.end], first, piece.glyph_count, static_cast<float>(left),
            static_cast<float>(pen - left), run.face, piece.level });
        return pen;
    }

    void collect_pieces(LineRange const& line)
    {
        auto& pieces = m_scratch.pieces;
        pieces.clear();
        m_scratch.reshaped.clear();
        while (m_run < m_shaped.runs.size() && m_shaped.runs[m_run].end <= line.start)
            ++m_run;
        for (auto i = m_run; i < m_shaped.runs.size() && m_shaped.runs[i].start < line.end; ++i) {
            auto const& run = m_shaped.runs[i];
            auto const start = std::max(line.start, run.start);
            auto const end = std::min(line.end, run.end);
            auto const reshape = m_shaped.unsafe_at(run, start) || m_shaped.unsafe_at(run, end);
            std::uint32_t first = 0;
            std::uint32_t count = 0;
            if (reshape) {
                first = static_cast<std::uint32_t>(m_scratch.reshaped.size());
                m_shaped.fonts->bench().shape(m_shaped.order_for(run, start, end), m_scratch.reshaped);
                count = static_cast<std::uint32_t>(m_scratch.reshaped.size()) - first;
            } else {
                std::tie(first, count) = m_shaped.glyphs_between(run, start, end);
            }
            // UAX #9, L1: trailing space has the level of the paragraph.
            auto const tail = std::clamp(line.tail, start, end);
            auto const visible = tail == end || run.level == m_shaped.base_level ? count : glyphs_before(tail, reshape, first, count);
            auto const whole = visible == count;
            Piece const piece { start, whole ? end : tail, static_cast<std::uint32_t>(i), first, count, run.level, reshape };
            if (whole && start < tail) {
                pieces.push_back(piece);
            } else if (start == tail) {
                pieces.push_back({ start, end, piece.run, first, count, m_shaped.base_level, reshape });
            } else {
                auto const backward = run.level % 2 == 1;
                pieces.push_back({ start, tail, piece.run, backward ? first + count - visible : first, visible, run.level, reshape });
                pieces.push_back({ tail, end, piece.run, backward ? first : first + visible, count - visible, m_shaped.base_level, reshape });
            }
        }
    }

    /// How many of the glyphs belong to letters before `tail`.
    std::uint32_t glyphs_before(std::uint32_t tail, bool reshaped, std::uint32_t first, std::uint32_t count) const
    {
        auto const glyphs = std::span(reshaped ? m_scratch.reshaped : m_shaped.glyphs).subspan(first, count);
        return static_cast<std::uint32_t>(std::ranges::count_if(glyphs, [&](ShapedGlyph const& glyph) { return glyph.cluster < tail; }));
    }

    Shaped const& m_shaped;
    Fit const& m_fit;
    WrapScratch& m_scratch;
    Layout& m_into;
    std::size_t m_run = 0;
};

}

void Paragraph::lay_out(Fit const& fit, Layout& into) const
{
    verify(fit.capital_px > 0, "text has a size");
    auto& scratch = m_shaped->fonts->bench().wrapping;
    auto const width = fit.width_px > 0 ? static_cast<double>(fit.width_px) / static_cast<double>(fit.capital_px) : 0.0;
    into.lines.clear();
    into.runs.clear();
    into.glyphs.clear();
    into.capital_px = fit.capital_px;
    into.right_to_left = m_shaped->base_level == 1;
    into.missing_glyphs = m_shaped->missing_glyphs;
    into.bounded = fit.width_px != unbounded;
    into.shortened = false;
    into.kept = m_shaped->byte_of.back();
    into.overfull = Filling(*m_shaped, width, scratch).run();
    Placing(*m_shaped, fit, scratch, into).run();
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
