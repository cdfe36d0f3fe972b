#include "kiosk/glass/ui/line.h"

#include <algorithm>
#include <cmath>

namespace kiosk::ui {

namespace {

text::Place place(std::size_t at) { return { .position = static_cast<std::uint32_t>(at) }; }

}

float Line::caret_width(Measures const& measures)
{
    // A stroke of the letters' own weight and a half: seen, and not taken for a letter.
    return std::max(2.0F, measures.density().pixels(measures.capital(Type::title) * 0.1F));
}

Line::Line(Lettering& lettering, Element const& element, std::optional<float> shift)
    : m_measures(lettering.measures())
    , m_element(element)
    , m_layout(lettering.set_line(element))
    , m_carets(lettering.fonts(), element.words.text, m_layout)
    , m_caret_width(caret_width(m_measures))
{
    // All of it that can be seen, carets at its ends included: space at the end has no ink and is typed all the same.
    auto const& ends = { m_carets.caret(m_carets.text_start()).primary.x, m_carets.caret(m_carets.text_end()).primary.x };
    float const low = std::min({ 0.0F, m_layout.lines.front().x, std::min(ends) });
    float const high = std::max({ m_layout.lines.front().x + m_layout.lines.front().width, std::max(ends) });
    float const room = static_cast<float>(element.area.width()) - 2 * m_caret_width; // a caret stands beside its letter
    float const over = std::max(0.0F, high - low - room);
    // Letters stand where their own direction starts, digits and codes where the page does.
    bool const from_right = element.flow == Flow::content && !element.words.empty() ? m_layout.right_to_left : language::right_to_left(element.reading);
    auto const density = m_measures.density();
    if (over <= 0) {
        m_left = from_right ? static_cast<float>(element.area.right) - m_caret_width - high : static_cast<float>(element.area.left) + m_caret_width - low;
    } else {
        m_shift = std::clamp(shift ? density.pixels({ *shift }) : from_right ? over : 0.0F, 0.0F, over);
        // The caret and a few letters beside it stay in sight.
        float const air = std::min(room / 4, density.pixels(m_measures.capital(Type::title)));
        float const caret = m_carets.caret(place(element.marks->caret)).primary.x - low;
        m_shift = std::clamp(m_shift, caret + air - room, std::max(caret + air - room, caret - air));
        m_shift = std::clamp(m_shift, 0.0F, over);
        m_left = static_cast<float>(element.area.left) + m_caret_width - low - m_shift;
    }
    m_top = static_cast<float>(element.area.top) + (static_cast<float>(element.area.height()) - m_layout.height) / 2;
}

float Line::shift() const { return m_shift / m_measures.density().pixels_per_mm; }

int Line::whole(float x) const { return static_cast<int>(std::lround(x)); }

std::size_t Line::position_at(float x) const { return m_carets.hit(x - m_left, m_layout.height / 2).position; }

Line::CaretLines Line::caret() const
{
    auto const caret = m_carets.caret(place(m_element.marks->caret));
    // As high as letters and their marks are, not as the whole line with its air.
    float const capital = m_layout.capital_px;
    float const baseline = m_layout.lines.front().baseline;
    auto const at = [&](text::CaretLine const& line, float top, float bottom) {
        int const left = whole(m_left + line.x - (line.right_to_left ? m_caret_width : 0));
        return platform::Rectangle { left, whole(m_top + top), left + whole(m_caret_width), whole(m_top + bottom) };
    };
    CaretLines lines { at(caret.primary, baseline - 1.25F * capital, baseline + 0.35F * capital), std::nullopt };
    if (caret.secondary)
        lines.second = at(*caret.secondary, baseline - 1.25F * capital, baseline - 0.5F * capital);
    return lines;
}

std::vector<platform::Rectangle> Line::behind(Entry::Range range) const
{
    std::vector<platform::Rectangle> areas;
    if (range.empty())
        return areas;
    for (auto const& box : m_carets.selection({ static_cast<std::uint32_t>(range.start), static_cast<std::uint32_t>(range.end) }))
        areas.push_back({ whole(m_left + box.x), whole(m_top + box.top), whole(m_left + box.x + box.width), whole(m_top + box.top + box.height) });
    return areas;
}

std::vector<platform::Rectangle> Line::under(Entry::Range range) const
{
    auto areas = behind(range);
    float const capital = m_layout.capital_px;
    float const top = m_top + m_layout.lines.front().baseline + 0.2F * capital;
    for (auto& area : areas) {
        area.top = whole(top);
        area.bottom = whole(top + std::max(2.0F, 0.09F * capital));
    }
    return areas;
}

}
