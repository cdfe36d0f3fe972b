#pragma once
/// How an element's words become a paragraph: language, direction, weight, size; and how much room they take.

#include "kiosk/glass/text/typesetter.h"
#include "kiosk/glass/ui/measures.h"
#include "kiosk/glass/ui/page.h"

namespace kiosk::ui {

/// Lives for one layout or one drawing; `typesetter` must outlive it.
class Lettering {
public:
    Lettering(text::Typesetter& typesetter, Measures measures, Language page) : m_typesetter(typesetter), m_measures(measures), m_page(page) { }

    /// Millimetres.
    [[nodiscard]] float natural_width(Element const& element);
    [[nodiscard]] float least_width(Element const& element);
    [[nodiscard]] float height(Element const& element, float width);

    /// The words set into `width_px`, aligned as the page reads: valid until the typesetter's next frame.
    [[nodiscard]] text::Layout const& set(Element const& element, float width_px);

    [[nodiscard]] Measures const& measures() const { return m_measures; }
    [[nodiscard]] bool page_right_to_left() const;

private:
    [[nodiscard]] text::Style style(Element const& element) const;
    [[nodiscard]] float capital_px(Element const& element) const;
    [[nodiscard]] static text::Keeping keeping(Element const& element);

    text::Typesetter& m_typesetter;
    Measures m_measures;
    Language m_page;
};

}
