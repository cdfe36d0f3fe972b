// What is touched: each is a box with a role, and texts and icons in it.

#include "kiosk/glass/ui/canvas.h"
#include "kiosk/glass/ui/page.h"
#include "kiosk/glass/ui/target.h"

#include <fmt/format.h>

#include <algorithm>

namespace kiosk::ui {

/// What a box says, in the order it is read.
Words together(Words const& words, Words const& second, Words const& third)
{
    Words all;
    all.language = words.language;
    all.privacy = words.privacy;
    // In one go: a text that grows leaves its letters where it was.
    all.text.reserve(words.text.size() + second.text.size() + third.text.size() + 2);
    all.text.append(words.text);
    all.spoken = words.spoken;
    for (auto const* more : { &second, &third }) {
        if (more->empty())
            continue;
        all.text.append("\n").append(more->text);
        if (more->privacy == Privacy::personal)
            all.privacy = Privacy::personal;
        // The same in another language is for eyes that know that one better.
        if (more->spoken.empty() || (more->language && more->language != words.language))
            continue;
        all.spoken.append(". ");
        all.spoken.append(more->spoken.view());
    }
    return all;
}

Words Canvas::together(Words const& words, Words const& second, Words const& third) const
{
    auto const with_sound = [&](Words const& each) {
        Words both = each;
        both.spoken = aloud(each);
        return both;
    };
    return ui::together(with_sound(words), with_sound(second), with_sound(third));
}

void Canvas::target(std::string_view id, Target const& look, Content content)
{
    verify(!id.empty(), "what can be touched has an id");
    auto& box = m_page.open(look.kind, id);
    box.role = look.role;
    box.words = look.words;
    box.words.spoken = aloud(look.words);
    box.touchable = look.enabled == Enabled::yes;
    box.chosen = look.chosen == Chosen::yes;
    box.along = Along::centre;
    box.across = Across::centre;
    box.gap = m_measures.scaled(Measures::grid).value;
    box.pad_along_text = 1.5F * look.pad;
    box.pad_top = look.pad / 2;
    box.radius = Measures::radius.value;
    box.least_height = std::max(m_measures.target(look.type).value, look.least_height);
    box.least_width = m_measures.target(look.type).value;
    box.edge_width = look.chosen == Chosen::yes ? 3 * Measures::hairline.value : Measures::hairline.value;
    box.surface_pressed = Token::pressed;
    switch (look.look) {
    case Look::primary:
        box.surface = Token::primary;
        box.surface_pressed = Token::ink;
        break;
    case Look::danger:
        box.surface = Token::danger;
        box.surface_pressed = Token::ink;
        break;
    case Look::normal:
        box.surface = Token::raised;
        box.edge = Token::line;
        break;
    case Look::quiet:
        box.pad_along_text = look.pad;
        box.surface = Token::raised;
        box.edge = look.chosen == Chosen::yes ? Token::line : Token::hush;
        break;
    }
    if (look.enabled == Enabled::no) {
        box.surface.reset();
        box.edge = Token::hush;
    }
    content();
    m_page.close();
}

void Canvas::label(Words const& words, Words const& second, Type type, Token colour, Align align)
{
    auto& column = m_page.open(Kind::column);
    column.gap = 0;
    column.grow = align == Align::centre ? 0.0F : 1.0F;
    text(words, { .type = type, .weight = Weight::bold, .colour = colour, .align = align });
    if (!second.empty())
        text(second, { .type = Type::note, .weight = Weight::regular, .colour = colour, .align = align });
    m_page.close();
}

bool Canvas::button(std::string_view id, Words const& words, ButtonStyle const& style)
{
    bool const filled = style.enabled == Enabled::yes && (style.look == Look::primary || style.look == Look::danger);
    auto const colour = style.enabled == Enabled::no ? Token::ink2
        : !filled                                    ? Token::ink
        : style.look == Look::danger                 ? Token::on_danger
                                                     : Token::on_primary;
    float const height = style.large ? std::max(m_measures.weighty_target().value, m_measures.scaled({ 23 }).value) : 0;
    auto const draw_icon = [&] {
        if (style.icon.empty())
            return;
        icon(style.icon, style.large ? Millimetres { 13 } : style.tool ? Millimetres { 9 } : Millimetres { 10 }, colour);
        m_page.elements().back().turns = style.icon_turns;
    };
    target(id, { .words = together(words, style.second), .look = style.look, .enabled = style.enabled, .chosen = style.chosen, .least_height = height,
                   .type = style.tool ? Type::note : Type::body, .pad = Measures::grid.value * (style.large ? 1.5F : 1.0F) }, [&] {
        // What is chosen is told by a sign, not by an edge alone.
        if (style.chosen == Chosen::yes)
            icon("check", { 8 }, colour);
        if (!style.icon_last)
            draw_icon();
        label(words, style.second, style.large ? Type::heading : style.tool ? Type::note : Type::body, colour, Align::centre);
        if (style.icon_last)
            draw_icon();
    });
    m_page[m_page.find(id)].grow = style.grow;
    return pressed(id, style.enabled);
}

bool Canvas::tile(std::string_view id, Words const& words, TileStyle const& style)
{
    auto const colour = style.enabled == Enabled::yes ? Token::ink : Token::ink2;
    // A narrow tile puts the words under the picture, because the row breaks there.
    target(id, { .kind = Kind::row, .words = together(words, style.second, style.note), .enabled = style.enabled, .chosen = style.chosen,
                   .least_height = m_measures.scaled({ style.large ? 64.0F : 40.0F }).value, .pad = 2 * Measures::grid.value }, [&] {
        if (style.large)
            m_page[m_page.find(id)].gap = 2 * Measures::grid.value;
        if (!style.icon.empty()) {
            auto& plate = m_page.open(Kind::band);
            plate.surface = Token::sand;
            plate.radius = Measures::radius.value;
            plate.pad_along_text = plate.pad_top = (style.large ? 2 : 1) * Measures::grid.value;
            plate.along = Along::centre;
            plate.across = Across::centre;
            icon(style.icon, { style.large ? 30.0F : 20.0F }, Token::primary);
            m_page.close();
        }
        auto& column = m_page.open(Kind::column);
        column.gap = Measures::grid.value / 2;
        column.grow = 1;
        column.least_width = m_measures.scaled({ 48 }).value;
        auto& first = m_page.open(Kind::band);
        first.gap = Measures::grid.value;
        first.across = Across::centre;
        text(words, { .type = Type::heading, .weight = Weight::bold, .colour = colour });
        m_page.elements().back().grow = 1;
        if (style.chosen == Chosen::yes)
            icon("circle-check", { 13 }, Token::primary);
        m_page.close();
        if (!style.second.empty())
            text(style.second, { .type = Type::note, .colour = colour });
        if (!style.note.empty())
            text(style.note, { .type = Type::note, .colour = Token::ink2 });
        m_page.close();
    });
    return pressed(id, style.enabled);
}

bool Canvas::choice(std::string_view id, Words const& words, Chosen chosen, Words const& second)
{
    target(id, { .role = Role::choice, .words = together(words, second), .chosen = chosen }, [&] {
        float const side = m_measures.scaled({ 9 }).value;
        auto& sign = m_page.open(Kind::band);
        sign.least_width = sign.least_height = side;
        sign.radius = side / 2;
        sign.edge = Token::line;
        sign.edge_width = Measures::hairline.value * 2;
        sign.along = Along::centre;
        sign.across = Across::centre;
        if (chosen == Chosen::yes) {
            sign.surface = sign.edge = Token::primary;
            icon("check", { 6.5F }, Token::on_primary);
        }
        m_page.close();
        label(words, second, Type::body, Token::ink, Align::start);
    });
    return pressed(id, Enabled::yes);
}

void Canvas::field(std::string_view id, Words const& label, Words const& value, FieldStyle const& style)
{
    auto& whole = m_page.open(Kind::column, id);
    whole.gap = Measures::grid.value / 2;
    whole.role = Role::field;
    whole.words = together(label, value, style.complaint);
    whole.words.spoken = aloud(label);
    whole.value = value;
    whole.value.spoken = aloud(value);
    whole.fault = style.complaint;
    whole.fault.spoken = aloud(style.complaint);
    bool const wrong = !style.complaint.empty();
    if (!label.empty())
        text(label, { .weight = Weight::bold });
    auto& box = m_page.open(Kind::band);
    box.surface = Token::raised;
    box.edge = wrong ? Token::danger : Token::line;
    box.edge_width = Measures::hairline.value * (wrong ? 3.0F : 2.0F);
    box.radius = Measures::radius.value;
    box.pad_along_text = 1.5F * Measures::grid.value;
    box.pad_top = Measures::grid.value / 2;
    box.across = Across::centre;
    // As high as the value will be, so that the page does not jump with the first letter.
    box.least_height = m_measures.capital(Type::title).value * 2.4F;
    if (value.empty()) {
        text(style.hint, { .colour = Token::ink2 });
    } else {
        text(value, { .type = Type::title, .weight = Weight::regular });
        m_page.elements().back().flow = style.digits ? Flow::left_to_right : Flow::page;
    }
    m_page.close();
    complaint(style.complaint);
    m_page.close();
}

void Canvas::complaint(Words const& words)
{
    if (words.empty())
        return;
    auto& row = m_page.open(Kind::band);
    row.gap = Measures::grid.value / 2;
    row.across = Across::start;
    icon("circle-alert", { 9 }, Token::danger);
    text(words, { .weight = Weight::bold, .colour = Token::danger });
    m_page.close();
}

void Canvas::key(std::string const& id, Words const& words, std::string_view icon_name, Type type)
{
    // In the lower half room is short: keys are as high as their digits need.
    bool const low = m_form.reach == Reach::low;
    target(id, { .kind = Kind::column, .role = Role::key, .words = words, .type = low ? Type::note : Type::body, .pad = low ? 0 : Measures::grid.value / 2 }, [&] {
        if (!icon_name.empty())
            icon(icon_name, { 8 });
        label(words, {}, type, Token::ink, Align::centre);
    });
    m_page[m_page.find(id)].gap = 0;
}

std::optional<Canvas::Pressed> Canvas::keypad(std::string_view id)
{
    bool const low = m_form.reach == Reach::low;
    auto& pad = m_page.open(Kind::grid);
    pad.steady = true;
    pad.gap = low ? Measures::gap.value / 2 : Measures::gap.value;
    pad.most_columns = 3;
    pad.least_column = m_measures.target().value;
    pad.most_width = m_measures.scaled({ 60 }).value * 3;
    std::optional<Pressed> pressed_key;
    auto const digit = [&](char which) {
        auto const key_id = fmt::format("{}.key.{}", id, which);
        key(key_id, std::string(1, which), {}, low ? Type::heading : Type::title);
        if (pressed(key_id, Enabled::yes))
            pressed_key = Pressed { Pressed::Key::digit, which };
    };
    auto const other = [&](Pressed::Key meaning, char const* name, char const* message, char const* icon_name) {
        auto const key_id = fmt::format("{}.key.{}", id, name);
        key(key_id, say(message), low ? std::string_view() : std::string_view(icon_name), Type::note);
        if (pressed(key_id, Enabled::yes))
            pressed_key = Pressed { meaning };
    };
    for (char which = '1'; which <= '9'; ++which)
        digit(which);
    other(Pressed::Key::clear, "clear", "ui.clear", "x");
    digit('0');
    other(Pressed::Key::rub_out, "back", "ui.rub_out", "delete");
    m_page.close();
    return pressed_key;
}

}
