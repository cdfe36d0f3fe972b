#include "kiosk/glass/ui/canvas.h"

#include "kiosk/glass/ui/page.h"

#include <algorithm>

namespace kiosk::ui {

namespace {

void dress(Element& box, BoxStyle const& style)
{
    box.gap = style.gap.value;
    box.pad_along_text = box.pad_top = style.padding.value;
    box.along = style.along;
    box.across = style.across;
    box.grow = style.grow;
    box.surface = style.surface;
    box.edge = style.edge;
    if (style.surface == Token::sand && !style.edge)
        box.edge = Token::hush;
    box.edge_width = Measures::hairline.value;
    box.radius = style.radius.value;
    box.language = style.language;
    if (style.most_width)
        box.most_width = style.most_width->value;
}

}

Canvas::Canvas(Page& page, Measures measures, Form form, language::Messages const& messages, Press pressed, Keyboards const* keyboards,
    language::SpokenMessages const* spoken)
    : m_page(page), m_measures(measures), m_form(form), m_messages(messages), m_pressed(pressed), m_keyboards(keyboards), m_spoken(spoken)
{
}

Words Canvas::say_in(Language language, std::string_view key, language::Arguments const& arguments) const
{
    // In easy mode the plainer of two messages is said, on the glass and aloud.
    std::string plain;
    if (m_form.pace == Pace::easy && m_messages.has(plain = std::string(key).append(".plain")))
        key = plain;
    Words words(m_messages.say(language, key, arguments));
    if (language != m_form.language)
        words.language = language;
    if (m_spoken != nullptr)
        words.spoken = m_spoken->say_aloud(language, key, arguments);
    return words;
}

SecretText Canvas::aloud(Words const& words) const
{
    if (m_spoken == nullptr || !words.spoken.empty() || words.empty())
        return words.spoken;
    return m_spoken->say_words(words.language.value_or(m_form.language), words.text);
}

bool Canvas::portrait() const { return m_page.height > m_page.width; }

bool Canvas::pressed(std::string_view id, Enabled enabled) const
{
    return m_answers && enabled == Enabled::yes && id == m_pressed.node;
}

void Canvas::page(std::string_view id)
{
    verify(m_page.elements().empty() && !id.empty(), "a page is named once, before anything is drawn on it");
    m_page.id = id;
    m_answers = id == m_pressed.page;
}

void Canvas::header(Content content)
{
    auto& box = m_page.open(Kind::column, "header");
    m_page.header = m_page.index_of(box);
    box.gap = Measures::grid.value;
    box.pad_along_text = Measures::margin.value;
    box.pad_top = 2 * Measures::grid.value;
    box.surface = Token::sand;
    content();
    m_page.close();
}

void Canvas::body(Content content, BoxStyle style)
{
    style.grow = 1;
    auto const zone = [&](std::string_view id, Content inside, BoxStyle const& its_style) {
        auto const index = static_cast<Index>(m_page.elements().size());
        scroll(id, [&] {
            auto& inner = m_page.elements().back();
            inner.pad_along_text = Measures::margin.value;
            inner.pad_top = parted() ? 1.5F * Measures::grid.value : Measures::margin.value;
            inside();
        }, its_style);
        return index;
    };
    if (parted()) {
        auto shown_style = style;
        shown_style.along = Along::centre;
        m_page.shown = zone("shown", [] {}, shown_style);
    }
    m_page.body = zone("body", content, style);
}

void Canvas::tools(Content content)
{
    auto& box = m_page.open(Kind::column, "tools");
    m_page.tools = m_page.index_of(box);
    box.gap = Measures::gap.value;
    box.pad_along_text = Measures::margin.value;
    box.pad_top = 1.5F * Measures::grid.value;
    box.surface = Token::sand;
    content();
    m_page.close();
}

void Canvas::watermark(Words const& words) { m_page.watermark = words; }

int Canvas::movement(int pictures)
{
    if (m_form.motion == Motion::still)
        return 0;
    m_page.moves = true;
    return static_cast<int>(m_page.moment % static_cast<unsigned>(std::max(pictures, 1)));
}

bool Canvas::parted() const { return m_page.reach_line > 0; }

void Canvas::footer(Content content)
{
    auto& box = m_page.open(Kind::column, "footer");
    m_page.footer = m_page.index_of(box);
    box.gap = Measures::grid.value;
    box.pad_along_text = Measures::margin.value;
    box.pad_top = 2 * Measures::grid.value;
    content();
    m_page.close();
}

void Canvas::overlay(Content content)
{
    auto const index = static_cast<Index>(m_page.elements().size());
    scroll("overlay", [&] {
        auto& inner = m_page.elements().back();
        inner.pad_along_text = inner.pad_top = Measures::margin.value;
        content();
    }, { .surface = Token::raised, .edge = Token::line, .radius = 1.5F * Measures::radius });
    m_page[index].most_width = m_measures.longest_line(Type::body).value + 2 * Measures::margin.value;
    m_page.overlay = index;
}

void Canvas::column(Content content, BoxStyle style)
{
    dress(m_page.open(Kind::column, style.id), style);
    content();
    m_page.close();
}

void Canvas::row(Content content, BoxStyle style)
{
    dress(m_page.open(Kind::row, style.id), style);
    content();
    m_page.close();
}

void Canvas::grid(Content content, GridStyle style)
{
    auto& box = m_page.open(Kind::grid);
    box.gap = style.gap.value;
    box.least_column = m_measures.scaled(style.least_column).value;
    box.most_columns = std::max(1, style.most_columns);
    box.grow = style.grow;
    box.highest_line = m_measures.scaled(style.highest).value;
    content();
    m_page.close();
}

void Canvas::scroll(std::string_view id, Content content, BoxStyle style)
{
    std::string const name(id);
    auto& box = m_page.open(Kind::scroll, id);
    dress(box, { .grow = style.grow, .surface = style.surface, .edge = style.edge, .radius = style.radius });
    style.surface.reset();
    style.edge.reset();
    dress(m_page.open(Kind::column), style);
    content();
    m_page.close();

    auto& bar = m_page.open(Kind::column);
    bar.gap = Measures::gap.value;
    rule();
    auto& ways = m_page.open(Kind::band);
    ways.gap = Measures::gap.value;
    ways.pad_along_text = Measures::margin.value;
    struct Way {
        char const* suffix;
        char const* key;
        char const* icon;
        int by;
    };
    for (auto const& way : { Way { ".earlier", "ui.earlier", "chevron-up", -1 }, Way { ".more", "ui.more", "chevron-down", 1 } }) {
        auto const button_id = name + way.suffix;
        (void)button(button_id, say(way.key), { .icon = way.icon });
        auto& element = m_page[m_page.find(button_id)];
        element.scroll_by = way.by;
        element.grow = 1;
    }
    m_page.close();
    if (name == "overlay" || name == "shown") // under the others stands a footer, which keeps away by itself
        space(Measures::gap);
    m_page.close();
    m_page.close();
}

void Canvas::spacer() { m_page.add(Kind::space).grow = 1; }

void Canvas::space(Millimetres length) { m_page.add(Kind::space).side = length.value; }

void Canvas::rule()
{
    auto& element = m_page.add(Kind::rule);
    element.colour = Token::hush;
    element.side = Measures::hairline.value;
}

void Canvas::text(Words const& words, TextStyle style)
{
    auto& element = m_page.add(Kind::text, style.id);
    bool const large = style.type == Type::title || style.type == Type::heading || style.type == Type::display;
    element.words = words;
    element.words.spoken = aloud(words);
    element.type = style.type;
    element.weight = style.weight.value_or(large ? Weight::bold : Weight::regular);
    element.colour = style.colour;
    element.align = style.align;
    element.most_width = m_measures.longest_line(style.type).value;
    element.role = large ? Role::heading : Role::text;
}

void Canvas::listing(Listing const& listing, ListingStyle style)
{
    verify(style.most_lines > 0, "a list shows a line at least");
    auto& element = m_page.add(Kind::text, style.id);
    element.words = Words(listing.text(), Language::english);
    element.type = style.type;
    element.colour = style.colour;
    element.most_lines = style.most_lines;
    element.role = Role::text;
}

void Canvas::icon(std::string_view name, Millimetres side, Token colour)
{
    auto& element = m_page.add(Kind::icon);
    element.icon = name;
    element.side = m_measures.scaled(side).value;
    element.colour = colour;
}

void Canvas::picture(Picture const& picture, Millimetres width, Words const& alternative)
{
    auto& element = m_page.add(Kind::picture);
    element.picture = &picture;
    element.side = width.value;
    element.steady = true;
    element.role = Role::picture;
    element.words = alternative;
    element.words.spoken = aloud(alternative);
}

void Canvas::code(Dots const& dots, Millimetres width, Words const& alternative)
{
    auto& element = m_page.add(Kind::dots);
    element.dots = &dots;
    element.side = width.value;
    element.steady = true;
    element.role = Role::picture;
    element.words = alternative;
    element.words.spoken = aloud(alternative);
}

void Canvas::progress(float done, Words const& words)
{
    auto& whole = m_page.open(Kind::column);
    whole.gap = Measures::grid.value;
    whole.role = Role::progress;
    whole.words = words;
    whole.words.spoken = aloud(words);
    text(words);
    float const height = m_measures.scaled({ 6 }).value;
    auto& track = m_page.open(Kind::band);
    track.least_height = height;
    track.surface = Token::raised;
    track.edge = Token::line;
    track.edge_width = Measures::hairline.value;
    track.radius = height / 2;
    float const part = std::clamp(done, 0.0F, 1.0F);
    auto& bar = m_page.add(Kind::column);
    bar.surface = Token::primary;
    bar.radius = height / 2;
    bar.least_width = part > 0 ? height : 0;
    bar.grow = part;
    m_page.add(Kind::column).grow = 1 - part;
    m_page.close();
    m_page.close();
}

void Canvas::steps(int step, int of)
{
    auto& row = m_page.open(Kind::row);
    float const side = Measures::grid.value;
    row.gap = side / 2;
    row.across = Across::centre;
    for (int i = 1; i <= of; ++i) {
        auto& dot = m_page.add(Kind::column);
        dot.least_width = i == step ? 3 * side : side;
        dot.least_height = side;
        dot.radius = side / 2;
        if (i <= step)
            dot.surface = Token::primary;
        dot.edge = i <= step ? Token::primary : Token::line;
        dot.edge_width = Measures::hairline.value;
    }
    m_page.close();
}

}
