#include "kiosk/glass/ui/paint.h"

#include "kiosk/glass/ui/layout.h"
#include "kiosk/glass/ui/line.h"
#include "kiosk/glass/ui/reach.h"

#include <algorithm>
#include <cmath>

namespace kiosk::ui {

namespace {

/// How dark a page is under an overlay, of 255.
constexpr int dimmed = 150;

class Painter {
public:
    Painter(Page const& page, std::string_view pressed, Paints paints) : m_page(page), m_pressed(pressed), m_paints(paints) { }

    void element(Index index);
    void ring(Index index);
    void watermark();
    [[nodiscard]] int pixels(float length) const
    {
        return static_cast<int>(std::lround(m_paints.lettering.measures().density().pixels({ length })));
    }

private:
    void box(Element const& element);
    void words(Element const& element);
    void line(Element const& element);
    void letters(text::Layout const& layout, float left, float top, Colour ink);
    void icon(Element const& element);
    [[nodiscard]] Colour colour(Token token) const { return m_paints.theme.colour(token); }

    Page const& m_page;
    std::string_view m_pressed;
    Paints m_paints;
};

void Painter::element(Index index)
{
    auto const& element = m_page[index];
    if (element.absent || element.area.empty())
        return;
    if (element.clip != none)
        m_paints.brush.clip(view_of(m_page, element.clip));
    box(element);
    switch (element.kind) {
    case Kind::text:
        words(element);
        break;
    case Kind::line:
        line(element);
        break;
    case Kind::icon:
        icon(element);
        break;
    case Kind::rule: {
        auto area = element.area;
        area.bottom = std::max(area.bottom, area.top + 1);
        m_paints.brush.fill(area, colour(element.colour));
        break;
    }
    case Kind::picture:
        m_paints.brush.picture(*element.picture, element.area);
        break;
    case Kind::dots:
        // Codes are read by machines: black on white whatever the theme is.
        m_paints.brush.fill(element.area, { 0xFFFFFF });
        m_paints.brush.dots(*element.dots, element.area, { 0x000000 });
        break;
    default:
        break;
    }
    if (element.clip != none)
        m_paints.brush.unclip();
}

void Painter::box(Element const& element)
{
    bool const pressed = element.touchable && !m_pressed.empty() && element.id == m_pressed;
    auto const surface = pressed ? element.surface_pressed : element.surface;
    int const radius = pixels(element.radius);
    if (surface)
        m_paints.brush.fill_rounded(element.area, radius, colour(*surface));
    if (element.edge)
        m_paints.brush.ring(element.area, radius, std::max(1, pixels(element.edge_width)), colour(*element.edge));
    // Where colours say nothing, the edge does: it grows inwards under a finger.
    if (pressed)
        m_paints.brush.ring(element.area, radius, pixels(Measures::pressed_edge.value), colour(element.surface == Token::raised || !element.surface ? Token::ink : Token::on_primary));
}

void Painter::words(Element const& element)
{
    if (element.words.empty())
        return;
    auto const& layout = m_paints.lettering.set(element, m_paints.lettering.measures().density().pixels({ element.width }));
    letters(layout, static_cast<float>(element.area.left), static_cast<float>(element.area.top), colour(element.colour));
}

void Painter::line(Element const& element)
{
    auto const left_at = m_paints.offsets.find(m_page[element.parent].id + ".line");
    Line const set(m_paints.lettering, element, left_at == m_paints.offsets.end() ? std::nullopt : std::optional(left_at->second));
    auto const& marks = *element.marks;
    m_paints.brush.clip(element.area);
    for (auto const& area : set.behind(marks.chosen))
        m_paints.brush.fill(area, colour(Token::pressed));
    letters(set.layout(), set.left(), set.top(), colour(element.colour));
    for (auto const& area : set.under(marks.composing))
        m_paints.brush.fill(area, colour(Token::primary));
    if (marks.active) {
        auto const caret = set.caret();
        m_paints.brush.fill(caret.first, colour(Token::primary));
        if (caret.second)
            m_paints.brush.fill(*caret.second, colour(Token::ink2));
    }
    m_paints.brush.unclip();
}

void Painter::letters(text::Layout const& layout, float left, float top, Colour ink)
{
    for (auto const& glyph : layout.glyphs) {
        auto const stamp = m_paints.atlas.stamp(layout, glyph, left, top);
        m_paints.brush.stamp(stamp.slot, stamp.x, stamp.y, ink);
    }
}

void Painter::icon(Element const& element)
{
    auto const turned = element.turns && language::right_to_left(element.reading) ? Turned::yes : Turned::no;
    auto const slot = m_paints.icons.slot(m_paints.atlas, element.icon, std::min(element.area.width(), element.area.height()), turned);
    m_paints.brush.stamp(slot, element.area.left, element.area.top, colour(element.colour));
}

void Painter::ring(Index index)
{
    auto const& element = m_page[index];
    if (element.absent)
        return;
    int const outer = pixels(Measures::focus.value);
    int const inner = pixels(Measures::focus.value / 2);
    auto area = element.area;
    area = { area.left - inner - outer, area.top - inner - outer, area.right + inner + outer, area.bottom + inner + outer };
    int const radius = pixels(element.radius) + inner + outer;
    m_paints.brush.ring(area, radius, outer, colour(Token::focus));
    area = { area.left + outer, area.top + outer, area.right - outer, area.bottom - outer };
    m_paints.brush.ring(area, radius - outer, inner, colour(Token::focus_in));
}

/// A quarter of `colour` on `ground`.
Colour mixed(Colour colour, Colour ground)
{
    auto const channel = [&](int shift) { return ((((colour.rgb >> shift) & 0xFFU) + 3 * ((ground.rgb >> shift) & 0xFFU)) / 4) << shift; };
    return { channel(16) | channel(8) | channel(0) };
}

/// The watermark's words again and again, behind everything and where nothing stands, so that no letter has a less quiet
/// ground than the theme gives it.
void Painter::watermark()
{
    if (m_page.watermark.empty())
        return;
    Element word;
    word.kind = Kind::text;
    word.words = m_page.watermark;
    word.type = Type::title;
    word.weight = Weight::bold;
    auto const& lettering = m_paints.lettering;
    float const width = m_paints.lettering.natural_width(word);
    auto const& layout = m_paints.lettering.set(word, lettering.measures().density().pixels({ width }));
    int const wide = pixels(width), high = static_cast<int>(std::ceil(layout.height)), air = pixels(Measures::grid.value);
    auto const free = [&](platform::Rectangle const& spot) {
        return std::ranges::none_of(m_page.elements(), [&](Element const& element) {
            bool const stands = element.kind == Kind::text || element.kind == Kind::line || element.kind == Kind::icon || element.kind == Kind::picture
                || element.kind == Kind::dots || element.kind == Kind::rule || element.surface || element.edge || element.touchable;
            auto const& area = element.area;
            return stands && !element.absent && area.left < spot.right + air && spot.left - air < area.right && area.top < spot.bottom + air
                && spot.top - air < area.bottom;
        });
    };
    int const right = pixels(m_page.width) - pixels(Measures::margin.value), bottom = pixels(m_page.height);
    // Where nothing is hushed (high contrast), a quarter of it: the words say less than all that stands before them.
    auto const hush = colour(Token::hush), paper = colour(Token::paper);
    auto const quiet = hush == colour(Token::ink) ? mixed(hush, paper) : hush;
    int row = 0;
    for (int top = air; top + high <= bottom; top += high + air, ++row) {
        for (int left = pixels(Measures::margin.value) + (row % 2) * wide / 2; left + wide <= right; left += wide + 4 * air) {
            if (free({ left, top, left + wide, top + high }))
                letters(layout, static_cast<float>(left), static_cast<float>(top), quiet);
        }
    }
}

}

void paint(Page const& page, std::string_view pressed, std::string_view focused, Paints paints)
{
    Painter painter(page, pressed, paints);
    platform::Rectangle const all { 0, 0, painter.pixels(page.width), painter.pixels(page.height) };
    paints.brush.fill(all, paints.theme.colour(Token::paper));
    painter.watermark();
    auto const count = static_cast<Index>(page.elements().size());
    for (Index index = 0; index < count; ++index) {
        bool const later = (page.overlay != none && page.within(page.overlay, index)) || (page.popup != none && page.within(page.popup, index));
        if (!later)
            painter.element(index);
    }
    // The variants of a key lie over what the page has after it.
    for (Index index = page.popup; index != none && index < count; ++index) {
        if (page.within(page.popup, index))
            painter.element(index);
    }
    if (page.overlay != none) {
        paints.brush.fill(all, paints.theme.colour(Token::ink), dimmed);
        for (Index index = page.overlay; index < count; ++index) {
            if (on_top(page, index))
                painter.element(index);
        }
    }
    if (auto const focus = focused.empty() ? none : page.find(focused); focus != none)
        painter.ring(focus);
}

}
