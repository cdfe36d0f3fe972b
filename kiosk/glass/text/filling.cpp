#include "kiosk/glass/text/filling.h"

#include <algorithm>

namespace kiosk::text {

namespace {

using Shaped = Paragraph::Shaped;

/// Widths are sums of what was shaped once; a line that begins or ends where the font forbids a cut is measured by
/// shaping it for itself.
class Filling {
public:
    Filling(Shaped const& shaped, double width, WrapScratch& scratch)
        : m_shaped(shaped), m_width(width + slack), m_scratch(scratch), m_start(shaped.cut_at(0))
    {
    }

    /// Whether a word had to be cut.
    bool run()
    {
        auto& lines = m_scratch.lines;
        lines.clear();
        auto const breaks = m_shaped.breaks;
        for (m_next = 0; m_next < breaks.size();) {
            auto const& point = breaks[m_next];
            if (point.before_tail - m_start_before <= m_width) [[likely]] {
                if (point.kind == LineBreak::Kind::hard)
                    end_line(m_next);
                else
                    (point.kind == LineBreak::Kind::soft ? m_soft : m_held) = m_next++;
            } else if (m_soft != none || m_held != none) {
                end_line(m_soft != none ? m_soft : m_held);
            } else {
                cut(point);
            }
        }
        if (m_shaped.ends_in_newline)
            lines.push_back({ m_start, m_start, m_start.position, 0, 0 });
        return m_cut;
    }

private:
    static constexpr std::size_t none = static_cast<std::size_t>(-1);

    /// Capitals of the line from m_start to `end`, shaped for itself.
    double width_to(Cut const& end)
    {
        double width = 0;
        for (auto i = m_start.run; i < m_shaped.runs.size() && m_shaped.runs[i].start < end.position; ++i) {
            auto const& run = m_shaped.runs[i];
            auto const from = std::max(m_start.position, run.start);
            auto const to = std::min(end.position, run.end);
            std::int64_t units = 0;
            if ((i == m_start.run && m_start.unsafe) || (i == end.run && end.unsafe)) {
                auto& reshaped = m_scratch.reshaped;
                reshaped.clear();
                m_shaped.fonts->bench().shape(m_shaped.order_for(run, from, to), reshaped);
                for (auto const& glyph : reshaped)
                    units += glyph.advance;
                reshaped.clear();
            } else {
                auto const [first, count] = m_shaped.glyphs_between(i, m_start, end);
                for (auto const& glyph : m_shaped.glyphs.subspan(first, count))
                    units += glyph.advance;
            }
            width += m_shaped.capitals(run, units);
        }
        return width;
    }

    LineRange line_to(Cut const& end, std::uint32_t tail, double before_end, double before_tail)
    {
        tail = std::clamp(tail, m_start.position, end.position);
        if (!m_start.unsafe && !end.unsafe)
            return { m_start, end, tail, std::max(0.0, before_tail - m_start_before), before_end - std::max(before_tail, m_start_before) };
        auto const all = width_to(end);
        auto const hanging = tail == end.position ? 0 : before_end - std::max(before_tail, m_start_before);
        return { m_start, end, tail, std::max(0.0, all - hanging), hanging };
    }

    void begin_after(LineRange const& line, double before)
    {
        m_scratch.lines.push_back(line);
        m_start = line.end;
        m_start_before = before;
        m_soft = none;
        m_held = none;
    }

    /// Ends the line at a break that fits by sums; at one before it if, shaped for itself, it does not.
    void end_line(std::size_t index)
    {
        auto const breaks = m_shaped.breaks;
        auto const kind = breaks[index].kind;
        for (;;) {
            auto const& point = breaks[index];
            auto const line = line_to(point, point.tail, point.before, point.before_tail);
            auto earlier = index;
            if (line.width > m_width) {
                while (earlier > 0 && breaks[earlier - 1].position > m_start.position) {
                    --earlier;
                    if (breaks[earlier].kind == LineBreak::Kind::soft || breaks[earlier].kind == kind)
                        break;
                }
            }
            if (earlier == index) {
                begin_after(line, point.before);
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
        for (auto i = m_start.run; i < m_shaped.runs.size() && m_shaped.runs[i].start < point.position; ++i) {
            if (!collect_cuts(i, point, before))
                break;
        }
        while (cuts.size() > 1 && cuts.back().second - m_start_before > m_width)
            cuts.pop_back();
        for (;; cuts.pop_back()) {
            auto const [end, sum] = cuts.empty() ? std::pair(point.position, point.before) : cuts.back();
            if (end >= point.tail) // one letter is left: what follows is space, and hangs
                return end_line(m_next);
            auto const line = line_to(m_shaped.cut_at(end), m_shaped.tail_of(m_start.position, end), sum, sum); // its tail has no width
            if (cuts.size() > 1 && line.width > m_width)
                continue;
            begin_after(line, sum);
            break;
        }
        while (m_next < m_shaped.breaks.size() && m_shaped.breaks[m_next].position <= m_start.position)
            ++m_next;
    }

    /// False once more than fits is collected.
    bool collect_cuts(std::uint32_t number, BreakPoint const& limit, double& before)
    {
        auto& cuts = m_scratch.cuts;
        auto const& run = m_shaped.runs[number];
        auto const [first, count] = m_shaped.glyphs_between(number, m_start, limit);
        auto const backward = run.level % 2 == 1;
        auto const glyph_at = [&, from = first, glyphs = count](std::uint32_t i) -> ShapedGlyph const& {
            return m_shaped.glyphs[backward ? from + glyphs - 1 - i : from + i];
        };
        for (std::uint32_t i = 0; i < count;) {
            auto const cluster = glyph_at(i).cluster;
            std::int64_t units = 0;
            for (; i < count && glyph_at(i).cluster == cluster; ++i)
                units += glyph_at(i).advance;
            before += m_shaped.capitals(run, units);
            cuts.emplace_back(i < count ? glyph_at(i).cluster : std::min(limit.position, run.end), before);
            if (before - m_start_before > m_width)
                return false;
        }
        return true;
    }

    Shaped const& m_shaped;
    double m_width; ///< with the slack
    WrapScratch& m_scratch;
    std::size_t m_next = 0;
    Cut m_start;
    double m_start_before = 0;
    bool m_cut = false;
    std::size_t m_soft = none;
    std::size_t m_held = none;
};

}

bool fill(Shaped const& shaped, double width, WrapScratch& scratch) { return Filling(shaped, width, scratch).run(); }

}
