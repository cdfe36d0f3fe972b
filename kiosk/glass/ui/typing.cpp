#include "kiosk/glass/ui/typing.h"

#include "kiosk/base/core/result.h"
#include "kiosk/glass/text/utf8.h"

#include <algorithm>
#include <deque>
#include <utility>

namespace kiosk::ui {

namespace {

/// Of the known keyboards the field offers, in its order.
std::vector<Keyboard const*> offered(Keyboards const& keyboards, Typing const& typing)
{
    std::vector<Keyboard const*> known;
    for (auto const& id : typing.keyboards) {
        if (auto const* keyboard = keyboards.find(id))
            known.push_back(keyboard);
    }
    return known;
}

Struck struck(Edited edited)
{
    switch (edited) {
    case Edited::yes:
        return Struck::changed;
    case Edited::nothing:
        return Struck::nothing;
    case Edited::full:
        return Struck::full;
    case Edited::not_taken:
        return Struck::not_taken;
    }
    return Struck::nothing;
}

/// One letter was typed: what was meant for one letter ends.
void end_turn(Typing& typing)
{
    if (typing.shift == Typing::Shift::once)
        typing.shift = Typing::Shift::off;
    typing.wants_variants = false;
    typing.open.clear();
}

}

std::string typed_by(Keyboard const& keyboard, Typing const& typing, std::string_view text)
{
    bool const native = keyboard.numerals == Keyboard::Numerals::city && typing.digits == language::Digits::arabic_indic && keyboard.language == Language::arabic;
    if (!native)
        return std::string(text);
    std::string typed;
    for (char const c : text) {
        if (c >= '0' && c <= '9')
            typed.append({ '\xD9', static_cast<char>(0xA0 + (c - '0')) }); // U+0660 and on
        else
            typed += c;
    }
    return typed;
}

Keyboard const* shown_keyboard(Keyboards const& keyboards, Typing const& typing)
{
    auto const known = offered(keyboards, typing);
    return known.empty() ? nullptr : known[typing.keyboard < known.size() ? typing.keyboard : 0];
}

Level const& shown_level(Keyboard const& keyboard, Typing const& typing)
{
    return keyboard.levels[typing.level < keyboard.levels.size() ? typing.level : 0];
}

Key::Case shown_case(Typing const& typing) { return typing.shift == Typing::Shift::off ? Key::Case::plain : Key::Case::shifted; }

Keyboard const* next_keyboard(Keyboards const& keyboards, Typing const& typing)
{
    auto const known = offered(keyboards, typing);
    if (known.size() < 2)
        return nullptr;
    return known[(typing.keyboard < known.size() ? typing.keyboard + 1 : 1) % known.size()];
}

Struck Typist::yield(Typing& typing, Yield const& yield)
{
    auto const& keyboard = *shown_keyboard(m_keyboards, typing);
    auto const text = typed_by(keyboard, typing, yield.types);
    auto const edited = keyboard.composition == Keyboard::Composition::hangul ? m_editor.compose(typing.entry, text) : m_editor.type(typing.entry, text);
    end_turn(typing);
    return struck(edited);
}

Struck Typist::press(Typing& typing, Key const& key)
{
    using Does = Key::Does;
    auto const which = shown_case(typing);
    switch (key.does) {
    case Does::types:
        if (typing.wants_variants && !key.variants_of(which).empty()) {
            typing.open = key.id;
            return Struck::moved;
        }
        return yield(typing, key.yield(which));
    case Does::shift:
        typing.shift = typing.shift == Typing::Shift::off ? Typing::Shift::once : typing.shift == Typing::Shift::once ? Typing::Shift::locked : Typing::Shift::off;
        return Struck::moved;
    case Does::rub_out:
        return struck(m_editor.rub_out(typing.entry));
    case Does::clear:
        return struck(m_editor.clear(typing.entry));
    case Does::level:
        typing.level = key.level;
        typing.shift = Typing::Shift::off;
        typing.wants_variants = false;
        return Struck::moved;
    case Does::next_layout: {
        auto const known = offered(m_keyboards, typing).size();
        if (known < 2)
            return Struck::nothing;
        m_editor.end_composing(typing.entry);
        typing.keyboard = (typing.keyboard < known ? typing.keyboard + 1 : 1) % known;
        typing.level = 0;
        typing.shift = Typing::Shift::off;
        typing.wants_variants = false;
        return Struck::moved;
    }
    case Does::variants:
        typing.wants_variants = !typing.wants_variants;
        return Struck::moved;
    case Does::caret_left:
    case Does::caret_right: {
        // Left is back where the keyboard's language runs to the right, and on where it runs to the left.
        bool const rtl = typing.entry.rules().letters == EntryRules::Letters::any && language::right_to_left(shown_keyboard(m_keyboards, typing)->language);
        m_editor.step(typing.entry, (key.does == Does::caret_left) != rtl ? Editor::Step::back : Editor::Step::on);
        return Struck::moved;
    }
    case Does::done:
        m_editor.end_composing(typing.entry);
        return Struck::done;
    case Does::room:
        break;
    }
    return Struck::nothing;
}

Struck Typist::apply(Typing& typing, Stroke const& stroke)
{
    auto const* const keyboard = shown_keyboard(m_keyboards, typing);
    auto const* const level = keyboard == nullptr ? nullptr : &shown_level(*keyboard, typing);
    auto const which = shown_case(typing);
    switch (stroke.kind) {
    case Stroke::Kind::key: {
        auto const* const key = level == nullptr ? nullptr : level->find(stroke.key);
        return key == nullptr ? Struck::nothing : press(typing, *key);
    }
    case Stroke::Kind::variants: {
        auto const* const key = level == nullptr ? nullptr : level->find(stroke.key);
        if (key == nullptr || key->does != Key::Does::types || key->variants_of(which).empty())
            return Struck::nothing;
        typing.open = key->id;
        return Struck::moved;
    }
    case Stroke::Kind::variant: {
        auto const* const key = level == nullptr ? nullptr : level->find(typing.open);
        if (key == nullptr || stroke.variant >= key->variants_of(which).size())
            return Struck::nothing;
        return yield(typing, key->variants_of(which)[stroke.variant]);
    }
    case Stroke::Kind::close:
        if (typing.open.empty())
            return Struck::nothing;
        typing.open.clear();
        typing.wants_variants = false;
        return Struck::moved;
    case Stroke::Kind::place:
        m_editor.place(typing.entry, stroke.from.value_or(stroke.at));
        if (stroke.from)
            m_editor.place(typing.entry, stroke.at, Extend::yes);
        return Struck::moved;
    case Stroke::Kind::choose_word:
        m_editor.choose_word(typing.entry, stroke.at);
        return Struck::moved;
    case Stroke::Kind::clear:
        return struck(m_editor.clear(typing.entry));
    case Stroke::Kind::show:
        typing.shown = typing.shown == Typing::Shown::masked ? Typing::Shown::plain : Typing::Shown::masked;
        return Struck::moved;
    }
    return Struck::nothing;
}

std::string node_of(Keyboards const& keyboards, Typing const& typing, Stroke const& stroke)
{
    switch (stroke.kind) {
    case Stroke::Kind::key:
    case Stroke::Kind::variants:
        return "key." + stroke.key;
    case Stroke::Kind::variant: {
        auto const* const keyboard = shown_keyboard(keyboards, typing);
        auto const* const key = keyboard == nullptr ? nullptr : shown_level(*keyboard, typing).find(typing.open);
        if (key == nullptr || stroke.variant >= key->variants_of(shown_case(typing)).size())
            return {};
        return "variant." + key->variants_of(shown_case(typing))[stroke.variant].types;
    }
    case Stroke::Kind::close:
        return "variants.close";
    case Stroke::Kind::clear:
        return "clear";
    case Stroke::Kind::show:
        return "show";
    case Stroke::Kind::place:
    case Stroke::Kind::choose_word:
        break;
    }
    return {};
}

/// Looks for the strokes that type what is still to be typed.
struct Typist::Find {
    Typist& typist;

    struct Way {
        Typing typing;
        std::vector<Stroke> strokes;
        std::size_t typed; ///< bytes of what is to be typed
    };

    /// What the key yields, as text that is to be typed.
    [[nodiscard]] static bool begins(std::string_view rest, Keyboard const& keyboard, Typing const& typing, Yield const& yield, std::size_t& bytes)
    {
        auto const typed = typed_by(keyboard, typing, yield.types);
        bytes = typed.size();
        return !typed.empty() && rest.starts_with(typed);
    }

    /// The keyboards' states that differ, so that none is looked at twice.
    [[nodiscard]] static bool same_keys(Typing const& a, Typing const& b)
    {
        return a.keyboard == b.keyboard && a.level == b.level && a.shift == b.shift && a.open == b.open && a.wants_variants == b.wants_variants;
    }

    /// The fewest strokes that type something of `rest`, and of those the ones that type most.
    [[nodiscard]] std::optional<Way> next(Typing const& from, std::string_view rest) const
    {
        std::deque<Way> open;
        open.push_back({ from, {}, 0 });
        std::vector<Typing> seen { from };
        std::optional<Way> best;
        while (!open.empty()) {
            auto const way = std::move(open.front());
            open.pop_front();
            if (best && way.strokes.size() + 1 > best->strokes.size())
                break;
            auto const* const keyboard = shown_keyboard(typist.m_keyboards, way.typing);
            if (keyboard == nullptr)
                return std::nullopt;
            auto const which = shown_case(way.typing);
            auto const consider = [&](Stroke stroke, std::size_t typed) {
                Way further = way;
                auto const came_of_it = typist.apply(further.typing, stroke);
                further.strokes.push_back(std::move(stroke));
                further.typed = typed;
                if (typed > 0) {
                    if (came_of_it == Struck::changed && (!best || further.strokes.size() < best->strokes.size() || typed > best->typed))
                        best = std::move(further);
                } else if (came_of_it == Struck::moved && std::ranges::none_of(seen, [&](Typing const& each) { return same_keys(each, further.typing); })) {
                    seen.push_back(further.typing);
                    open.push_back(std::move(further));
                }
            };
            auto const& level = shown_level(*keyboard, way.typing);
            std::size_t bytes = 0;
            if (!way.typing.open.empty()) {
                auto const* const key = level.find(way.typing.open);
                for (std::size_t i = 0; key != nullptr && i < key->variants_of(which).size(); ++i) {
                    if (begins(rest, *keyboard, way.typing, key->variants_of(which)[i], bytes))
                        consider({ .kind = Stroke::Kind::variant, .variant = i }, bytes);
                }
                continue;
            }
            for (auto const& row : level.rows) {
                for (auto const& key : row)
                    look_at(key, way, rest, *keyboard, consider);
            }
        }
        return best;
    }

    template <typename Consider>
    void look_at(Key const& key, Way const& way, std::string_view rest, Keyboard const& keyboard, Consider const& consider) const
    {
        using Does = Key::Does;
        auto const which = shown_case(way.typing);
        std::size_t bytes = 0;
        switch (key.does) {
        case Does::types: {
            bool const opens = way.typing.wants_variants && !key.variants_of(which).empty();
            if (!opens && begins(rest, keyboard, way.typing, key.yield(which), bytes))
                consider({ .key = key.id }, bytes);
            bool const of_use = opens && std::ranges::any_of(key.variants_of(which), [&](Yield const& each) { return begins(rest, keyboard, way.typing, each, bytes); });
            if (of_use)
                consider({ .key = key.id }, 0);
            return;
        }
        case Does::shift:
        case Does::level:
        case Does::next_layout:
        case Does::variants:
            consider({ .key = key.id }, 0);
            return;
        default:
            return;
        }
    }
};

std::optional<std::vector<Stroke>> Typist::strokes(Typing const& typing, std::string_view text)
{
    auto const taken = Editor::as_taken(typing.entry.rules(), text);
    if (!taken.all_taken)
        return std::nullopt;
    auto const all = HangulComposer::unfolded(taken.text.view());
    Find const find { *this };
    std::vector<Stroke> strokes;
    Typing now = typing;
    for (std::size_t at = 0; at < all.size();) {
        auto way = find.next(now, all.view().substr(at));
        if (!way)
            return std::nullopt;
        at += way->typed;
        now = std::move(way->typing);
        std::ranges::move(way->strokes, std::back_inserter(strokes));
    }
    // Jamo that stand alone may have run together.
    SecretText wanted(typing.entry.text());
    auto const where = typing.entry.chosen();
    wanted.replace(where.start, where.size(), taken.text.view());
    if (now.entry.text() != wanted.view())
        return std::nullopt;
    return strokes;
}

}
