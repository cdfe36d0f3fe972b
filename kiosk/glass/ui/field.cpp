// A field that is typed into.

#include "kiosk/glass/text/stepper.h"
#include "kiosk/glass/ui/canvas.h"
#include "kiosk/glass/ui/target.h"

#include <fmt/format.h>

namespace kiosk::ui {

namespace {

constexpr std::string_view dot = "•";

/// Between the letters of an entry and the dots that stand for them.
class Dots {
public:
    explicit Dots(std::string_view text) : m_text(text) { }

    [[nodiscard]] SecretText all() const
    {
        SecretText dots;
        for (std::size_t i = 0; i < m_stepper.count(m_text); ++i)
            dots.replace(dots.size(), 0, dot);
        return dots;
    }
    /// The byte of the dots for a byte of the text.
    [[nodiscard]] std::size_t shown(std::size_t at) const { return m_stepper.count(m_text.substr(0, at)) * dot.size(); }
    [[nodiscard]] std::size_t typed(std::size_t shown_at) const
    {
        std::size_t at = 0;
        for (auto dots = shown_at / dot.size(); dots > 0; --dots)
            at = m_stepper.next(m_text, at);
        return at;
    }

private:
    std::string_view m_text;
    text::Stepper m_stepper;
};

}

std::optional<Stroke> Canvas::text_field(std::string_view id, Words const& label, Typing const& typing, TextFieldStyle const& style)
{
    auto const& entry = typing.entry;
    bool const hidden = style.masked == Masked::yes && typing.shown == Typing::Shown::masked;
    std::optional<Dots> const dots = hidden ? std::optional<Dots>(std::in_place, entry.text()) : std::nullopt;
    auto const shown_at = [&](std::size_t at) { return dots ? dots->shown(at) : at; };
    auto const typed_at = [&](std::size_t at) { return dots ? dots->typed(at) : at; };
    auto const name = fmt::format("{}.field", id);
    bool const wrong = !style.complaint.empty();

    // What is wrong stands at its field; where both do not fit in sight at once, each is seen whole.
    m_page.open(Kind::column).gap = Measures::gap.value;
    auto& whole = m_page.open(Kind::column);
    whole.gap = Measures::gap.value;
    whole.whole = true;
    std::optional<Stroke> stroke;
    auto& row = m_page.open(Kind::band);
    row.gap = Measures::gap.value;
    row.across = Across::centre;
    // As high with its buttons as without, so that the page does not jump with the first letter.
    row.least_height = m_measures.target().value;
    if (label.empty()) {
        spacer();
    } else {
        text(label, { .weight = Weight::bold });
        m_page.elements().back().role.reset(); // the field says it
        m_page.elements().back().grow = 1;
    }
    if (style.masked == Masked::yes) {
        bool const plain = typing.shown == Typing::Shown::plain;
        if (button(fmt::format("{}.show", id), say(plain ? "ui.field.hide" : "ui.field.show"), { .look = Look::quiet, .icon = plain ? "eye-off" : "eye" }))
            stroke = Stroke { .kind = Stroke::Kind::show };
    }
    if (!entry.empty() && style.active == Active::yes) {
        if (button(fmt::format("{}.clear", id), say("ui.clear"), { .look = Look::quiet, .icon = "x" }))
            stroke = Stroke { .kind = Stroke::Kind::clear };
    }
    m_page.close();

    // What is hidden is not said either: how many letters there are is.
    auto const value = entry.empty() ? style.hint
        : style.masked == Masked::yes ? say("ui.field.hidden", { { "count", language::Number { static_cast<std::int64_t>(text::Stepper().count(entry.text())) } } })
                                      : Words::personal(entry.text());
    auto const index = static_cast<Index>(m_page.elements().size());
    target(name, { .role = Role::field, .words = together(label, value, style.complaint), .pad = Measures::grid.value }, [&] {
        auto& line = m_page.add(Kind::line);
        if (dots)
            line.words = Words::personal(dots->all().view());
        else
            line.words = Words::personal(entry.text());
        line.type = Type::title;
        line.flow = style.masked == Masked::yes ? Flow::left_to_right : style.flow;
        line.grow = entry.empty() && !style.hint.empty() ? 0.0F : 1.0F;
        line.marks = LineMarks { .caret = shown_at(entry.caret()), .chosen = { shown_at(entry.chosen().start), shown_at(entry.chosen().end) }, .active = style.active == Active::yes };
        if (!hidden)
            line.marks->composing = entry.composing();
        if (entry.empty() && !style.hint.empty()) {
            text(style.hint, { .colour = Token::ink2 });
            m_page.elements().back().grow = 1;
        }
    });
    auto& box = m_page[index];
    box.words.spoken = aloud(label);
    if (!entry.empty())
        box.value = value;
    box.value.spoken = aloud(box.value);
    box.fault = style.complaint;
    box.fault.spoken = aloud(style.complaint);
    if (style.masked == Masked::yes) {
        box.secrecy = Secrecy::masked;
        box.letters = text::Stepper().count(entry.text());
    }
    box.along = Along::start;
    box.gap = Measures::grid.value / 2;
    box.edge = wrong ? Token::danger : style.active == Active::yes ? Token::primary : Token::line;
    box.edge_width = Measures::hairline.value * (wrong || style.active == Active::yes ? 3.0F : 2.0F);
    box.surface_pressed = Token::raised;
    box.long_press = !entry.empty();
    // As high as the value will be, so that the page does not jump with the first letter.
    box.least_height = m_measures.capital(Type::title).value * 2.65F;

    if (pressed(name, Enabled::yes)) {
        if (m_pressed.manner == Press::Manner::held)
            stroke = Stroke { .kind = Stroke::Kind::choose_word, .at = m_pressed.at ? typed_at(*m_pressed.at) : entry.caret() };
        else
            stroke = Stroke { .kind = Stroke::Kind::place,
                .at = m_pressed.at ? typed_at(*m_pressed.at) : entry.caret(),
                .from = m_pressed.manner == Press::Manner::drawn && m_pressed.from ? std::optional(typed_at(*m_pressed.from)) : std::nullopt };
    }
    m_page.close();
    auto const complaint_at = static_cast<Index>(m_page.elements().size());
    complaint(style.complaint);
    if (wrong) {
        m_page[complaint_at].whole = true;
        m_page.elements().back().role.reset(); // the field says it
    }
    m_page.close();
    return stroke;
}

}
