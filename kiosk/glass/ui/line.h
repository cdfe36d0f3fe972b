#pragma once
/// The one line of a text field on the glass: where its letters stand, its caret, what is chosen. Inner part of the page.
///
/// The line is as long as its letters. If that is longer than its box, it stands moved, so that the caret is in sight;
/// how far is a length that the presenter keeps between frames, like the offset of a scroll.
///
/// Lives for one layout, one drawing or one touch. Pixels of the surface.

#include "kiosk/glass/text/caret.h"
#include "kiosk/glass/ui/lettering.h"
#include "kiosk/glass/ui/page.h"

#include <optional>

namespace kiosk::ui {

class Line {
public:
    /// `element` is of Kind::line and has its area. `shift`: how far the line stands moved (millimetres), as it was left
    /// the last time; nothing if it was not.
    Line(Lettering& lettering, Element const& element, std::optional<float> shift);

    /// As it has to be, with the caret in sight.
    [[nodiscard]] float shift() const;

    [[nodiscard]] text::Layout const& layout() const { return m_layout; }
    /// The corner of the layout's box.
    [[nodiscard]] float left() const { return m_left; }
    [[nodiscard]] float top() const { return m_top; }

    /// Nearest to the point.
    [[nodiscard]] std::size_t position_at(float x) const;

    /// The caret; where two directions meet also where a letter of the other one would stand.
    struct CaretLines {
        platform::Rectangle first;
        std::optional<platform::Rectangle> second;
    };
    [[nodiscard]] CaretLines caret() const;
    /// What stands behind these letters, one rectangle for each run.
    [[nodiscard]] std::vector<platform::Rectangle> behind(Entry::Range range) const;
    /// The line under them.
    [[nodiscard]] std::vector<platform::Rectangle> under(Entry::Range range) const;

    /// How wide a caret is.
    [[nodiscard]] static float caret_width(Measures const& measures);

private:
    [[nodiscard]] int whole(float x) const;

    Measures const& m_measures;
    Element const& m_element;
    text::Layout const& m_layout;
    text::Carets m_carets;
    float m_caret_width;
    float m_left = 0;
    float m_top = 0;
    float m_shift = 0;
};

}
