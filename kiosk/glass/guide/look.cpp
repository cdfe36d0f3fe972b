#include "kiosk/glass/guide/look.h"

#include <algorithm>

namespace kiosk::guide {

namespace {

narration::Role role_of(ui::Role role)
{
    switch (role) {
    case ui::Role::text: return narration::Role::text;
    case ui::Role::heading: return narration::Role::heading;
    case ui::Role::button: return narration::Role::button;
    case ui::Role::choice: return narration::Role::choice;
    case ui::Role::field: return narration::Role::field;
    case ui::Role::key: return narration::Role::key;
    case ui::Role::icon:
    case ui::Role::picture: return narration::Role::picture;
    case ui::Role::progress: return narration::Role::progress;
    case ui::Role::group: return narration::Role::group;
    }
    return narration::Role::text;
}

narration::Privacy privacy_of(ui::Words const& words)
{
    return words.privacy == ui::Privacy::personal ? narration::Privacy::personal : narration::Privacy::open;
}

bool in_place(ui::Node const& node, Layer layer)
{
    return layer == Layer::panel ? node.part == ui::Part::overlay : node.part == ui::Part::body || node.part == ui::Part::footer;
}

}

SecretText without_digits(std::string_view text)
{
    SecretText rest;
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (text[at] >= '0' && text[at] <= '9')
            continue;
        // U+0660 to U+0669
        auto const next = at + 1 < text.size() ? static_cast<unsigned char>(text[at + 1]) : 0;
        if (static_cast<unsigned char>(text[at]) == 0xD9 && next >= 0xA0 && next <= 0xA9) {
            ++at;
            continue;
        }
        rest.append(text[at]);
    }
    return rest;
}

Look Look::at(Sight const& sight)
{
    Look look;
    look.page = sight.page;
    look.language = sight.language;
    // The variants of a key lie over the page, too, and are no place of their own.
    auto const is_panel = [](ui::Node const& node) { return node.part == ui::Part::overlay && node.role == ui::Role::heading; };
    look.layer = std::ranges::any_of(sight.nodes, is_panel) ? Layer::panel : Layer::page;
    for (auto const& node : sight.nodes) {
        if (node.focused) {
            look.focus = node.id;
            look.focus_words = SecretText(node.words.text);
            look.focus_chosen = node.chosen;
        }
        if (node.role == ui::Role::field)
            look.fields.push_back({ node.id, SecretText(node.value.text), node.letters, SecretText(node.fault.text) });
        if (!is_read(node, look.layer) || node.part == ui::Part::footer)
            continue;
        if (node.role == ui::Role::heading)
            look.headings.push_back(without_digits(node.words.text));
        else if (node.role != ui::Role::field)
            look.texts.push_back(without_digits(node.words.text));
    }
    return look;
}

bool Look::same_place(Look const& other) const
{
    return page == other.page && language == other.language && layer == other.layer && headings == other.headings;
}

narration::Thing thing_of(ui::Node const& node, std::span<ui::Node const> all)
{
    narration::Thing thing;
    thing.role = role_of(node.role);
    thing.name = node.words.spoken;
    thing.language = node.words.language;
    thing.privacy = privacy_of(node.words);
    thing.fault = node.fault.spoken;
    if (node.role == ui::Role::field) {
        thing.value = narration::Value { node.value.spoken, node.secrecy == ui::Secrecy::masked ? narration::Value::Entry::masked : narration::Value::Entry::shown,
            node.letters, privacy_of(node.value) };
        // Its words are label, value and complaint together; what is said of it is the label, which is nobody's.
        thing.privacy = narration::Privacy::open;
    }
    if (node.role == ui::Role::choice)
        thing.choice = node.chosen ? narration::Thing::Choice::chosen : narration::Thing::Choice::not_chosen;
    else if (node.chosen)
        thing.choice = narration::Thing::Choice::chosen;
    bool const target = node.role == ui::Role::button || node.role == ui::Role::choice || node.role == ui::Role::key;
    if (node.usable)
        thing.use = narration::Thing::Use::possible;
    else if (target)
        thing.use = narration::Thing::Use::not_now;
    if (node.role == ui::Role::choice) {
        narration::Place place { 0, 0 };
        for (auto const& other : all) {
            if (other.role != ui::Role::choice || other.part != node.part)
                continue;
            ++place.of;
            if (&other <= &node)
                ++place.index;
        }
        thing.place = place;
    }
    return thing;
}

bool is_read(ui::Node const& node, Layer layer)
{
    if (!in_place(node, layer) || node.usable)
        return false;
    switch (node.role) {
    case ui::Role::text:
    case ui::Role::heading:
    case ui::Role::field:
    case ui::Role::picture:
    case ui::Role::progress: return !node.words.empty();
    default: return false;
    }
}

bool is_used(ui::Node const& node, Layer layer) { return in_place(node, layer) && node.usable && node.role != ui::Role::group; }

}
