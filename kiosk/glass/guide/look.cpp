#include "kiosk/glass/guide/look.h"

#include <algorithm>
#include <array>

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

/// A second less is not news, nor is what the guide answers itself as it is set.
constexpr std::array<std::string_view, 4> never_news { "done.leaves", "idle.seconds", "sound.rate", "sound.volume" };

/// The keys of assets/keyboards and of the keypad that type nothing; what is not among them keeps its name to itself.
constexpr std::array<std::string_view, 11> keys_without_a_letter { "back", "clear", "digits", "done", "left", "letters", "next", "right", "shift", "signs", "variants" };

bool leads_to_others(ui::Node const& node) { return node.id == "frame.more" || node.id == "frame.earlier"; }

bool in_place(ui::Node const& node, Layer layer)
{
    return layer == Layer::panel ? node.part == ui::Part::overlay : node.part == ui::Part::body || node.part == ui::Part::footer;
}

}

SecretText news_of(ui::Node const& node)
{
    return SecretText(std::ranges::find(never_news, node.id) == never_news.end() ? node.words.text : node.id);
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
        if (is_news(node, look.layer))
            look.texts.push_back(news_of(node));
        else if (node.role == ui::Role::heading && is_read(node, look.layer))
            look.headings.push_back(news_of(node));
    }
    if (std::ranges::any_of(sight.nodes, leads_to_others)) {
        for (auto const& node : sight.nodes) {
            if (node.part == ui::Part::body && (node.role == ui::Role::button || node.role == ui::Role::choice) && !leads_to_others(node))
                look.choices.push_back(node.id);
        }
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

bool is_news(ui::Node const& node, Layer layer)
{
    if (node.part == ui::Part::header)
        return node.id == call_id;
    return is_read(node, layer) && node.part != ui::Part::footer && node.role != ui::Role::field && node.role != ui::Role::heading;
}

bool tells_letter(ui::Node const& node)
{
    if (node.role == ui::Role::group || node.id.find(".variant.") != std::string::npos)
        return true;
    auto const at = node.role == ui::Role::key ? node.id.rfind(".key.") : std::string::npos;
    if (at == std::string::npos)
        return false;
    auto const name = std::string_view(node.id).substr(at + std::string_view(".key.").size());
    return std::ranges::find(keys_without_a_letter, name) == keys_without_a_letter.end();
}

bool takes_private(std::span<ui::Node const> nodes)
{
    return std::ranges::any_of(nodes, [](ui::Node const& node) {
        return node.role == ui::Role::field && (node.secrecy == ui::Secrecy::masked || node.value.privacy == ui::Privacy::personal);
    });
}

bool is_used(ui::Node const& node, Layer layer) { return in_place(node, layer) && node.usable && node.role != ui::Role::group; }

}
