#pragma once
/// How an element's words become a paragraph: language, direction, weight, size; and how much room they take.

#include "kiosk/glass/text/typesetter.h"
#include "kiosk/glass/ui/measures.h"
#include "kiosk/glass/ui/page.h"

namespace kiosk::ui {

/// The language is the words' own, or else the one in which the element is read (`Element::reading`).
///
/// Lives for one layout or one drawing; `typesetter` must outlive it.
class Lettering {
public:
    Lettering(text::Typesetter& typesetter, Measures measures) : m_typesetter(typesetter), m_measures(measures) { }

    /// Millimetres.
    [[nodiscard]] float natural_width(Element const& element);
    [[nodiscard]] float least_width(Element const& element);
    [[nodiscard]] float height(Element const& element, float width);

    /// The words set into `width_px`, aligned as the box around them reads: valid until the typesetter's next frame.
    [[nodiscard]] text::Layout const& set(Element const& element, float width_px);

    /// A field's words in one line, however long it is.
    [[nodiscard]] text::Layout const& set_line(Element const& element);
    [[nodiscard]] text::FontStack const& fonts() const { return m_typesetter.fonts(); }

    [[nodiscard]] Measures const& measures() const { return m_measures; }

private:
    [[nodiscard]] text::Style style(Element const& element) const;
    [[nodiscard]] float capital_px(Element const& element) const;
    [[nodiscard]] static text::Keeping keeping(Element const& element);

    text::Typesetter& m_typesetter;
    Measures m_measures;
};

}
