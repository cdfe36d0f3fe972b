#include "kiosk/glass/text/ellipsis.h"

#include "kiosk/glass/text/bidi.h"
#include "kiosk/glass/text/face.h"
#include "kiosk/glass/text/filling.h"
#include "kiosk/glass/text/grapheme.h"
#include "kiosk/glass/text/shaped.h"

#include <algorithm>
#include <string_view>

namespace kiosk::text {

namespace {

using Shaped = Paragraph::Shaped;

/// How much wider letters may be that were measured as the line's middle and stand at its end, in capitals.
constexpr double leeway = 2;

constexpr char16_t ellipsis_letter[] = { u'…' };

class Shortening {
public:
    Shortening(Shaped const& shaped, ListingFit const& listing, Layout& into)
        : m_shaped(shaped), m_fit(listing.fit), m_bench(shaped.fonts->bench()), m_into(into), m_line(into.lines[listing.most_lines - 1]), m_glyphs(m_bench.wrapping.reshaped)
    {
        m_into.lines.resize(listing.most_lines - 1);
        m_into.glyphs.resize(m_line.first_glyph);
        m_into.runs.resize(m_line.first_run);
    }
    ~Shortening() { m_bench.wipe(); }
    Shortening(Shortening const&) = delete;
    Shortening& operator=(Shortening const&) = delete;

    void run()
    {
        auto const start = m_shaped.unit_at(m_line.start);
        auto const line_end = m_shaped.unit_at(m_line.end);
        auto const text_end = static_cast<std::uint32_t>(m_shaped.text.size());
        m_into.shortened = can_be_seen(line_end, text_end);
        find_ends(start, m_into.shortened ? text_end : line_end);
        place(m_into.shortened ? cut(start) : set(start, *without_space(m_ends.end() - 1)));
    }

private:
    [[nodiscard]] bool can_be_seen(std::uint32_t start, std::uint32_t end) const
    {
        auto const text = std::u16string_view(m_shaped.text.data(), end).substr(start);
        return std::ranges::any_of(text, [&](char16_t unit) {
            auto const& letter = m_bench.letters.of(unit);
            return !letter.is(Letter::hangs) && !letter.is(Letter::ignorable); // half of a pair is neither
        });
    }

    /// Where the line may be cut: up to the newline, or as far as letters can find room.
    void find_ends(std::uint32_t start, std::uint32_t end)
    {
        auto point = std::ranges::upper_bound(m_shaped.breaks, start, {}, &BreakPoint::position);
        while (point != m_shaped.breaks.end() && point->kind != BreakPoint::Kind::hard && point->position < end)
            ++point;
        auto const limit = point == m_shaped.breaks.end() ? end : std::min(point->position, end);
        m_ends = { start };
        auto run = m_shaped.cut_at(start).run;
        double sum = 0;
        for (auto at = start; at < limit && sum <= room() + leeway;) {
            auto const next = std::min(end_of_grapheme(m_bench.letters, m_shaped.text, at), limit);
            double width = 0;
            auto has_glyphs = false;
            auto const here = m_shaped.cut_at(at);
            auto const there = m_shaped.cut_at(next);
            for (; run < m_shaped.runs.size() && m_shaped.runs[run].start < next; ++run) {
                auto const glyphs = glyphs_in(run, here, there);
                has_glyphs = has_glyphs || !glyphs.empty();
                width += width_of(glyphs, m_shaped.runs[run].face);
                if (m_shaped.runs[run].end > next)
                    break;
            }
            // What has no width is no place of its own; space is, and what shares a glyph with the letter before.
            if (has_glyphs && width == 0 && m_ends.size() > 1 && m_shaped.tail_of(at, next) > at)
                m_ends.back() = next;
            else
                m_ends.push_back(next);
            sum += width;
            at = next;
        }
    }

    [[nodiscard]] double room() const { return static_cast<double>(m_fit.width_px) / static_cast<double>(m_fit.capital_px); }

    [[nodiscard]] std::span<ShapedGlyph const> glyphs_in(std::uint32_t run, Cut const& start, Cut const& end) const
    {
        auto const [first, count] = m_shaped.glyphs_between(run, start, end);
        return m_shaped.glyphs.subspan(first, count);
    }

    /// Capitals.
    [[nodiscard]] double width_of(std::span<ShapedGlyph const> glyphs, FaceId face) const
    {
        std::int64_t units = 0;
        for (auto const& glyph : glyphs)
            units += glyph.advance;
        return static_cast<double>(units) / m_shaped.fonts->face(face).capital_units();
    }

    /// The longest begin of the line that leaves room for "…"; the width of both.
    double cut(std::uint32_t start)
    {
        for (auto end = m_ends.end() - 1;; --end) {
            end = without_space(end);
            auto const width = set(start, *end);
            if (width <= room() + slack || end == m_ends.begin())
                return width;
        }
    }

    /// Where the space in front of `end` begins, clusters kept whole.
    [[nodiscard]] std::vector<std::uint32_t>::iterator without_space(std::vector<std::uint32_t>::iterator end)
    {
        return std::lower_bound(m_ends.begin(), end, m_shaped.tail_of(m_ends.front(), *end));
    }

    /// Makes pieces of [start, end), shaped as if nothing stood behind it, and of "…" if there is one. Capitals.
    double set(std::uint32_t start, std::uint32_t end)
    {
        m_kept = end;
        m_pieces.clear();
        m_glyphs.clear();
        double width = 0;
        auto const here = m_shaped.cut_at(start);
        auto const there = m_shaped.cut_at(end);
        for (auto i = here.run; i < m_shaped.runs.size() && m_shaped.runs[i].start < end; ++i) {
            auto const& run = m_shaped.runs[i];
            auto const from = std::max(start, run.start);
            auto const to = std::min(end, run.end);
            Part part { m_shaped.byte_of[from], m_shaped.byte_of[to], m_glyphs.size(), 0, run.face, run.level };
            if (to == end || (i == here.run && here.unsafe)) {
                auto order = m_shaped.order_for(run, from, to);
                order.text = order.text.first(end);
                m_bench.shape(order, m_glyphs);
            } else {
                auto const glyphs = glyphs_in(i, here, there);
                std::ranges::copy(glyphs, m_glyphs.room_for(glyphs.size()));
                m_glyphs.add(glyphs.size());
            }
            width += add(part);
        }
        auto const text_end = m_shaped.byte_of.back();
        Part rest { m_shaped.byte_of[end], text_end, m_glyphs.size(), 0, m_shaped.fonts->faces_of(m_shaped.style.weight).front(), m_shaped.base_level };
        if (m_into.shortened)
            shape_ellipsis(rest);
        if (m_into.shortened || rest.start < rest.end)
            width += add(rest);
        return width;
    }

    struct Part {
        std::uint32_t start; ///< bytes
        std::uint32_t end;
        std::size_t first_glyph;
        std::size_t glyph_count;
        FaceId face;
        std::uint8_t level;
    };

    double add(Part part)
    {
        part.glyph_count = m_glyphs.size() - part.first_glyph;
        m_pieces.push_back(part);
        return width_of(std::span(std::as_const(m_glyphs)).subspan(part.first_glyph), part.face);
    }

    /// In the face that has it, as if it stood in the paragraph's own direction.
    void shape_ellipsis(Part& rest)
    {
        std::uint8_t const level = m_shaped.base_level;
        std::vector<ShapedRun> runs;
        itemise(*m_shaped.fonts, m_shaped.style.weight, ellipsis_letter, { &level, 1 }, runs);
        auto const& run = runs.front();
        rest.face = run.face;
        auto order = m_shaped.order_for(run, 0, 1);
        order.text = ellipsis_letter;
        m_bench.shape(order, m_glyphs);
        for (auto& glyph : std::span(m_glyphs.data(), m_glyphs.size()).subspan(rest.first_glyph)) {
            glyph.cluster = m_kept;
            m_into.missing_glyphs = m_into.missing_glyphs || glyph.glyph == 0;
        }
    }

    void place(double width)
    {
        reorder(std::span(m_pieces), [](Part const& part) { return part.level; });
        auto const capital = static_cast<double>(m_fit.capital_px);
        m_line.end = m_shaped.byte_of.back();
        m_line.width = static_cast<float>(width * capital);
        m_line.hanging = 0;
        shrink_box();
        m_line.x = (m_into.box_width - m_line.width) * start_share();
        auto pen = static_cast<double>(m_line.x);
        for (auto const& part : m_pieces)
            pen = place(part, pen);
        m_line.glyph_count = static_cast<std::uint32_t>(m_into.glyphs.size()) - m_line.first_glyph;
        m_line.run_count = static_cast<std::uint32_t>(m_into.runs.size()) - m_line.first_run;
        m_into.lines.push_back(m_line);
        m_into.kept = m_shaped.byte_of[m_kept];
        m_into.height = static_cast<float>(static_cast<double>(m_into.line_height) * static_cast<double>(m_into.lines.size()));
    }

    double place(Part const& part, double pen)
    {
        auto const scale = static_cast<double>(m_fit.capital_px) / m_shaped.fonts->face(part.face).capital_units();
        auto const first = static_cast<std::uint32_t>(m_into.glyphs.size());
        auto const left = pen;
        for (auto const& glyph : std::span(std::as_const(m_glyphs)).subspan(part.first_glyph, part.glyph_count)) {
            m_into.glyphs.push_back({ glyph.glyph, m_shaped.byte_of[glyph.cluster], static_cast<float>(pen + glyph.x_offset * scale),
                static_cast<float>(static_cast<double>(m_line.baseline) - glyph.y_offset * scale), static_cast<float>(glyph.advance * scale), part.face });
            pen += glyph.advance * scale;
        }
        m_into.runs.push_back({ part.start, part.end, first, static_cast<std::uint32_t>(part.glyph_count), static_cast<float>(left),
            static_cast<float>(pen - left), part.face, part.level });
        return pen;
    }

    /// How much of the room beside a line is on its left.
    [[nodiscard]] float start_share() const
    {
        if (m_fit.align == Align::centre)
            return 0.5f;
        return (m_fit.align == Align::end) != (m_shaped.base_level == 1) ? 1.f : 0.f;
    }

    /// The widest line may be gone, or have got the "…"; then a box without a width of its own is another one.
    void shrink_box()
    {
        m_into.width = m_line.width;
        for (auto const& line : m_into.lines)
            m_into.width = std::max(m_into.width, line.width);
        if (m_into.bounded)
            return;
        auto const by = (m_into.width - m_into.box_width) * start_share();
        m_into.box_width = m_into.width;
        for (auto& line : m_into.lines)
            line.x += by;
        for (auto& run : m_into.runs)
            run.x += by;
        for (auto& glyph : m_into.glyphs)
            glyph.x += by;
    }

    Shaped const& m_shaped;
    Fit const& m_fit;
    Workbench& m_bench;
    Layout& m_into;
    Line m_line;
    std::uint32_t m_kept = 0;          ///< where the "…" begins
    std::vector<std::uint32_t> m_ends; ///< of the clusters that may stand on the line; the first is the line's begin
    std::vector<Part> m_pieces;
    Scratch<ShapedGlyph>& m_glyphs;
};

}

void shorten(Paragraph::Shaped const& shaped, ListingFit const& listing, Layout& layout)
{
    Shortening(shaped, listing, layout).run();
}

void Paragraph::lay_out_listing(ListingFit const& listing, Layout& into) const
{
    verify(listing.most_lines > 0, "a list shows a line at least");
    lay_out(listing.fit, into);
    if (into.lines.size() > listing.most_lines)
        shorten(*m_shaped, listing, into);
}

Layout Paragraph::lay_out_listing(ListingFit const& listing) const
{
    Layout layout;
    lay_out_listing(listing, layout);
    return layout;
}

}
