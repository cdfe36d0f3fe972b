#include "kiosk/glass/ui/lettering.h"

#include <algorithm>

namespace kiosk::ui {

namespace {

/// A paragraph set into exactly its natural width must not break for a rounding error.
constexpr float slack_px = 0.25F;

/// Room for a few letters and the dots, in capitals: a listing that is narrower says nothing.
constexpr float least_listing = 6;

}

text::Style Lettering::style(Element const& element) const
{
    return { element.words.language.value_or(element.reading), element.weight == Weight::bold ? text::Weight::bold : text::Weight::regular,
        element.flow == Flow::left_to_right ? text::Direction::left_to_right : element.flow == Flow::content ? text::Direction::automatic : text::Direction::by_language };
}

float Lettering::capital_px(Element const& element) const
{
    return m_measures.density().pixels(m_measures.capital(element.type));
}

text::Keeping Lettering::keeping(Element const& element)
{
    return element.words.privacy == Privacy::personal ? text::Keeping::personal : text::Keeping::house;
}

text::Layout const& Lettering::set_line(Element const& element)
{
    return m_typesetter.set(element.words.text, style(element), { .capital_px = capital_px(element) }, keeping(element));
}

float Lettering::natural_width(Element const& element)
{
    auto const& paragraph = m_typesetter.paragraph(element.words.text, style(element), keeping(element));
    return (paragraph.natural_width(capital_px(element)) + 2 * slack_px) / m_measures.density().pixels_per_mm;
}

float Lettering::least_width(Element const& element)
{
    auto const& paragraph = m_typesetter.paragraph(element.words.text, style(element), keeping(element));
    auto least = paragraph.least_width(capital_px(element));
    if (element.most_lines > 0)
        least = std::min(least, least_listing * capital_px(element));
    return (least + 2 * slack_px) / m_measures.density().pixels_per_mm;
}

float Lettering::height(Element const& element, float width)
{
    return set(element, m_measures.density().pixels({ width })).height / m_measures.density().pixels_per_mm;
}

text::Layout const& Lettering::set(Element const& element, float width_px)
{
    auto const text_style = style(element);
    bool const rtl = text_style.direction == text::Direction::by_language && language::right_to_left(text_style.language);
    auto align = element.align == Align::start ? text::Align::start : element.align == Align::centre ? text::Align::centre : text::Align::end;
    // Start and end are those of the box around it; the paragraph knows only its own.
    if (rtl != language::right_to_left(element.reading) && align != text::Align::centre)
        align = align == text::Align::start ? text::Align::end : text::Align::start;
    text::Fit const fit { capital_px(element), width_px + slack_px, align };
    if (element.most_lines > 0) {
        verify(element.words.privacy == Privacy::open, "a technician's list holds nothing of a citizen");
        return m_typesetter.set_listing(element.words.text, text_style, { fit, element.most_lines });
    }
    return m_typesetter.set(element.words.text, text_style, fit, keeping(element));
}

}
