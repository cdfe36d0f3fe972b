// Which parts of the surface two frames may differ in.
//
// A pixel is made by the marks over it, one after the other. So of both lists those marks are left out that stand in
// both in the same order; a pixel under none of the rest has the same marks in both. That holds for any such pairing;
// a poor one only makes the parts larger. The pairing here follows both lists from their start, and where they part
// looks for the nearest place at which they meet again.

#include "kiosk/glass/ui/marks.h"

#include <algorithm>
#include <cstddef>

namespace kiosk::ui {

namespace {

using platform::Rectangle;

/// More rectangles than these cost more to keep apart than to draw together.
constexpr std::size_t most_parts = 8;
/// Pixels that may be drawn in vain to save a rectangle of its own: about what one more costs the X server and us.
constexpr long in_vain = 16'384;
/// How many marks may have come and gone in one place, and how many comparisons the search may take on the whole; a page
/// that has nothing in common with the one before is found out soon.
constexpr std::size_t farthest = 192;
constexpr std::size_t most_comparisons = 30'000;
/// Marks that must be equal in a row: one alone may be a chance.
constexpr std::size_t in_a_row = 3;

long pixels(Rectangle const& part) { return static_cast<long>(part.width()) * part.height(); }

Rectangle around(Rectangle const& a, Rectangle const& b)
{
    return { std::min(a.left, b.left), std::min(a.top, b.top), std::max(a.right, b.right), std::max(a.bottom, b.bottom) };
}

/// The rectangles that have been damaged, joined where that draws little in vain.
class Parts {
public:
    void add(Rectangle part)
    {
        // What joins may then touch another.
        for (auto joined = near(part); joined != m_parts.end(); joined = near(part)) {
            part = around(part, *joined);
            m_parts.erase(joined);
        }
        m_parts.push_back(part);
        if (m_parts.size() > most_parts)
            join_cheapest();
    }
    [[nodiscard]] std::vector<Rectangle> take() { return std::move(m_parts); }

private:
    static long waste(Rectangle const& a, Rectangle const& b) { return pixels(around(a, b)) - pixels(a) - pixels(b); }

    std::vector<Rectangle>::iterator near(Rectangle const& part)
    {
        return std::ranges::find_if(m_parts, [&](Rectangle const& other) { return waste(part, other) <= in_vain; });
    }

    void join_cheapest()
    {
        std::size_t first = 0, second = 1;
        for (std::size_t a = 0; a < m_parts.size(); ++a) {
            for (std::size_t b = a + 1; b < m_parts.size(); ++b) {
                if (waste(m_parts[a], m_parts[b]) < waste(m_parts[first], m_parts[second]))
                    first = a, second = b;
            }
        }
        auto const joined = around(m_parts[first], m_parts[second]);
        m_parts.erase(m_parts.begin() + static_cast<std::ptrdiff_t>(second));
        m_parts.erase(m_parts.begin() + static_cast<std::ptrdiff_t>(first));
        add(joined);
    }

    std::vector<Rectangle> m_parts;
};

/// Equal marks make equal pixels; not so pictures, which are borrowed and may have changed, and triangles, which are elsewhere.
bool same(Mark const& a, Mark const& b)
{
    return a == b && (a.kind == Mark::Kind::plain || a.kind == Mark::Kind::coverage);
}

class Comparison {
public:
    Comparison(std::span<Mark const> before, std::span<Mark const> now) : m_before(before), m_now(now) { }

    std::vector<Rectangle> parts()
    {
        while (!m_before.empty() && !m_now.empty() && same(m_before.back(), m_now.back())) {
            m_before = m_before.first(m_before.size() - 1);
            m_now = m_now.first(m_now.size() - 1);
        }
        while (!m_before.empty() && !m_now.empty()) {
            if (same(m_before.front(), m_now.front()))
                leave_out(1, 1);
            else if (!meet_again())
                break;
        }
        damage(m_before.size(), m_now.size());
        return m_parts.take();
    }

private:
    void leave_out(std::size_t before, std::size_t now)
    {
        m_before = m_before.subspan(before);
        m_now = m_now.subspan(now);
    }

    void damage(std::size_t before, std::size_t now)
    {
        for (auto const& marks : { m_before.first(before), m_now.first(now) }) {
            for (auto const& mark : marks)
                m_parts.add({ mark.seen.left, mark.seen.top, mark.seen.right, mark.seen.bottom });
        }
        leave_out(before, now);
    }

    [[nodiscard]] bool meet_at(std::size_t before, std::size_t now)
    {
        ++m_comparisons;
        auto const length = std::min({ in_a_row, m_before.size() - before, m_now.size() - now });
        return length > 0 && std::ranges::equal(m_before.subspan(before, length), m_now.subspan(now, length), same);
    }

    /// Skips as few marks of both as it takes. False if they do not meet, or nobody knows.
    bool meet_again()
    {
        auto const most = std::min(farthest, m_before.size() + m_now.size());
        for (std::size_t skipped = 1; skipped <= most && m_comparisons < most_comparisons; ++skipped) {
            auto const least = skipped > m_now.size() ? skipped - m_now.size() : 0;
            for (std::size_t before = least; before <= std::min(skipped, m_before.size()); ++before) {
                if (meet_at(before, skipped - before)) {
                    damage(before, skipped - before);
                    return true;
                }
            }
        }
        return false;
    }

    std::span<Mark const> m_before;
    std::span<Mark const> m_now;
    Parts m_parts;
    std::size_t m_comparisons = 0;
};

}

std::vector<Rectangle> Marks::changed_parts(Marks const& before, Marks const& now)
{
    auto const whole = now.whole();
    if (before.whole() != whole || before.m_generation != now.m_generation || before.all().empty())
        return whole.empty() ? std::vector<Rectangle>() : std::vector { whole };
    return Comparison(before.all(), now.all()).parts();
}

}
