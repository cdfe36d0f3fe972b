// The keys of an on-screen keyboard, and the variants beside one of them.

#include "kiosk/glass/ui/canvas.h"
#include "kiosk/glass/ui/target.h"

#include <algorithm>
#include <fmt/format.h>
#include <utility>

namespace kiosk::ui {

namespace {

/// Wider than this a key gains nothing, and the way from one to the next grows; as at the standard text size.
constexpr Millimetres widest_letter { 30 };
constexpr Millimetres widest_digit { 60 };
/// Up to so many columns it is a keypad, for one finger that does not move far.
constexpr float keypad_columns = 4;
constexpr std::size_t variants_in_a_row = 6;
/// Keys are as high as letters with much air, in multiples of the text's size, as long as all of them take no more than
/// this share of the panel; with little air below. Fingers of people over 65 err less the larger a key is, up to 23 mm
/// (AAMI HE75).
constexpr float much_air = 3.2F;
constexpr float little_air = 2.1F;
constexpr float most_share = 0.4F;
constexpr Millimetres least_high { 16 };
/// From here on a letter of the next step of type fits, with marks above and below.
constexpr float heading_from = 2.85F;
constexpr float heading_from_width = 1.85F;

std::string_view icon_of(Key::Does does)
{
    switch (does) {
    case Key::Does::shift:
        return "arrow-big-up";
    case Key::Does::rub_out:
        return "delete";
    case Key::Does::clear:
        return "x";
    case Key::Does::next_layout:
        return "globe";
    case Key::Does::caret_left:
        return "arrow-left";
    case Key::Does::caret_right:
        return "arrow-right";
    case Key::Does::done:
        return "check";
    default:
        return {};
    }
}

}

Canvas::KeySize Canvas::key_size(Level const& level) const
{
    auto const rows = level.rows.size();
    auto const size = m_measures.capital(Type::body);
    Millimetres const room { most_share * m_page.height / static_cast<float>(rows) - Measures::key_gap.value };
    auto const high = std::max({ least_high, size * little_air, std::min(size * much_air, room) });
    Millimetres const wide { (m_page.width - 2 * Measures::margin.value + Measures::key_gap.value) / level.columns - Measures::key_gap.value };
    bool const fits = high >= size * heading_from && wide >= size * heading_from_width;
    return { high, fits ? Type::heading : Type::body };
}

std::optional<Stroke> Canvas::key_of(std::string_view id, Key const& key, Keyboard const& keyboard, Typing const& typing, KeySize size)
{
    using Does = Key::Does;
    if (key.does == Does::room) {
        auto& room = m_page.add(Kind::space);
        room.grow = key.wide;
        return std::nullopt;
    }
    auto const node = fmt::format("{}.key.{}", id, key.id);
    auto const& yield = key.yield(shown_case(typing));
    auto const& variants = key.variants_of(shown_case(typing));
    auto const* const next = key.does == Does::next_layout ? next_keyboard(*m_keyboards, typing) : nullptr;
    bool const types = key.does == Does::types;
    bool const is_space = types && key.plain.types == " ";

    // What is heard, and what stands on the key: the letter itself, or the words of what it does.
    auto const& message = types ? yield.says : key.says;
    Words const face = next ? Words(next->name, next->language) : Words(types || !yield.shows.empty() ? typed_by(keyboard, typing, yield.face()) : say(message).text, types ? keyboard.language : m_form.language);
    Words const spoken = next ? Words(say(message, { { "name", language::Plain { next->name } } })) : message.empty() ? face : Words(say(message));
    bool const in_words = is_space || (!types && yield.shows.empty() && !next);

    auto look = Look::normal;
    auto chosen = Chosen::no;
    if (key.does == Does::shift && typing.shift != Typing::Shift::off) {
        look = typing.shift == Typing::Shift::locked ? Look::primary : Look::normal;
        chosen = Chosen::yes;
    }
    bool const opens = types && !variants.empty() && typing.wants_variants;
    if (typing.open.empty() ? opens || (key.does == Does::variants && typing.wants_variants) : types && typing.open == key.id)
        chosen = Chosen::yes;
    auto const enabled = key.does == Does::next_layout && next == nullptr ? Enabled::no : Enabled::yes;

    auto const index = static_cast<Index>(m_page.elements().size());
    target(node, { .kind = Kind::column, .role = Role::key, .words = spoken, .look = look, .enabled = enabled, .chosen = chosen, .pad = 1 }, [&] {
        auto const colour = enabled == Enabled::no ? Token::ink2 : look == Look::primary ? Token::on_primary : Token::ink;
        if (auto const name = icon_of(key.does); !name.empty())
            icon(name, { 8 }, colour);
        auto const word = is_space ? Words(say(message)) : face;
        text(word, { .type = in_words || !icon_of(key.does).empty() ? Type::note : types ? size.letters : Type::body, .weight = Weight::bold, .colour = colour, .align = Align::centre });
        m_page.elements().back().role.reset();
    });
    auto& box = m_page[index];
    box.grow = key.wide;
    box.gap = 0;
    box.least_width = Measures::key.value;
    box.least_height = size.high.value;
    box.long_press = types && !variants.empty();
    if (!typing.open.empty() && typing.open == key.id)
        m_page.popup_anchor = index;
    if (!pressed(node, enabled))
        return std::nullopt;
    return Stroke { .kind = m_pressed.manner == Press::Manner::held && box.long_press ? Stroke::Kind::variants : Stroke::Kind::key, .key = key.id };
}

std::optional<Stroke> Canvas::variants(std::string_view id, Key const& key, Keyboard const& keyboard, Typing const& typing, KeySize size)
{
    std::optional<Stroke> stroke;
    auto const& all = key.variants_of(shown_case(typing));
    auto const index = static_cast<Index>(m_page.elements().size());
    auto& box = m_page.open(Kind::column, fmt::format("{}.variants", id));
    box.floating = true;
    box.steady = true;
    box.surface = Token::sand;
    box.edge = Token::line;
    box.edge_width = 2 * Measures::hairline.value;
    box.radius = Measures::radius.value;
    box.gap = Measures::key_gap.value;
    box.pad_along_text = box.pad_top = Measures::grid.value;
    m_page.popup = index;
    auto const across = std::min(all.size() + 1, variants_in_a_row);
    auto const finish_key = [&](Index at) {
        m_page[at].grow = 1;
        m_page[at].gap = 0;
        m_page[at].least_height = size.high.value;
    };
    for (std::size_t i = 0; i <= all.size(); ++i) {
        if (i % across == 0) {
            auto& row = m_page.open(Kind::keys, fmt::format("{}.variants.{}", id, i / across));
            row.columns = static_cast<float>(across);
            row.gap = Measures::key_gap.value;
        }
        auto const at = static_cast<Index>(m_page.elements().size());
        if (i < all.size()) {
            auto const node = fmt::format("{}.variant.{}", id, all[i].types);
            Words const face(all[i].face(), keyboard.language);
            target(node, { .kind = Kind::column, .role = Role::key, .words = all[i].says.empty() ? face : Words(say(all[i].says)), .pad = 1 }, [&] {
                // A mark is small beside its carrier.
                text(face, { .type = all[i].shows.empty() ? Type::heading : Type::title, .weight = Weight::bold, .align = Align::centre });
                m_page.elements().back().role.reset();
            });
            if (pressed(node, Enabled::yes))
                stroke = Stroke { .kind = Stroke::Kind::variant, .variant = i };
        } else {
            auto const node = fmt::format("{}.variants.close", id);
            auto const close = say("ui.key.close");
            m_page.popup_close = at;
            target(node, { .kind = Kind::column, .role = Role::key, .words = close, .pad = 1 }, [&] {
                icon("x", { 8 });
                text(close, { .type = Type::note, .weight = Weight::bold, .align = Align::centre });
                m_page.elements().back().role.reset();
            });
            if (pressed(node, Enabled::yes))
                stroke = Stroke { .kind = Stroke::Kind::close };
        }
        finish_key(at);
        if (i % across == across - 1 || i == all.size())
            m_page.close();
    }
    m_page.close();
    return stroke;
}

std::optional<Stroke> Canvas::keyboard(std::string_view id, Typing const& typing, KeyboardStyle const& style)
{
    auto const* const keyboard = m_keyboards == nullptr ? nullptr : shown_keyboard(*m_keyboards, typing);
    if (keyboard == nullptr)
        return std::nullopt;
    verify(!m_page.typing, "a page has one keyboard");
    m_page.typing_id = id;
    m_page.typing = typing;
    auto const& level = shown_level(*keyboard, typing);
    auto const size = key_size(level);
    std::optional<Stroke> stroke;
    auto& board = m_page.open(Kind::column, fmt::format("{}.keyboard", id));
    auto const widest = m_measures.scaled(level.columns <= keypad_columns ? widest_digit : widest_letter);
    board.steady = true;
    board.gap = Measures::key_gap.value;
    board.most_width = widest.value * level.columns;
    for (std::size_t i = 0; i < level.rows.size(); ++i) {
        auto& row = m_page.open(Kind::keys, fmt::format("{}.row.{}", id, i));
        row.columns = level.columns;
        row.gap = Measures::key_gap.value;
        row.group = level.columns > keypad_columns;
        row.along = Along::centre;
        if (row.group) {
            row.role = Role::group;
            row.words = say("ui.key.row", { { "number", language::Number { static_cast<std::int64_t>(i) + 1 } } });
        }
        float spare = 0;
        for (auto const& key : level.rows[i])
            spare += key.does == Key::Does::done && style.done == KeyboardStyle::Done::absent ? key.wide : 0;
        for (auto const& key : level.rows[i]) {
            if (key.does == Key::Does::done && style.done == KeyboardStyle::Done::absent)
                continue;
            auto const index = static_cast<Index>(m_page.elements().size());
            if (auto const struck = key_of(id, key, *keyboard, typing, size))
                stroke = struck;
            // The space bar takes the room of what is left out; without one the row stands narrower in the middle.
            bool const takes = key.does == Key::Does::types && key.plain.types == " ";
            if (takes)
                m_page[index].grow += std::exchange(spare, 0.0F);
        }
        m_page.close();
    }
    if (auto const* const open = typing.open.empty() ? nullptr : level.find(typing.open)) {
        if (auto const struck = variants(id, *open, *keyboard, typing, size))
            stroke = struck;
    }
    m_page.close();
    return stroke;
}

}
