#include "kiosk/glass/narration/narration.h"

#include <array>
#include <optional>
#include <utility>

namespace kiosk::narration {

namespace {

using speech::Sentence;

std::string_view key_of(Role role)
{
    switch (role) {
    case Role::text: return {};
    case Role::heading: return "role.heading";
    case Role::button: return "role.button";
    case Role::choice: return "role.choice";
    case Role::field: return "role.field";
    case Role::key: return "role.key";
    case Role::picture: return "role.picture";
    case Role::progress: return "role.progress";
    case Role::group: return "role.group";
    }
    return {};
}

std::string_view hint_of(Thing const& thing)
{
    if (thing.use != Thing::Use::possible)
        return {};
    switch (thing.role) {
    case Role::button: return "hint.button";
    case Role::choice: return "hint.choice";
    case Role::field: return "hint.field";
    default: return {};
    }
}

bool ends_a_sentence(std::string_view text)
{
    constexpr std::array<std::string_view, 6> ends { ".", "?", "!", ":", "؟", "…" };
    return std::ranges::any_of(ends, [&](std::string_view end) { return text.ends_with(end); });
}

/// `more` behind `out`, with a short pause between.
void join(SecretText& out, Language language, std::string_view more)
{
    if (more.empty())
        return;
    if (!out.empty())
        out.append(ends_a_sentence(out.view()) ? " " : language == Language::arabic ? "، " : ", ");
    out.append(more);
}

void add(Utterance& utterance, Language language, SecretText text, Privacy privacy = Privacy::open)
{
    if (text.empty())
        return;
    if (!ends_a_sentence(text.view()))
        text.append('.');
    utterance.push_back({ language, std::move(text), privacy });
}

constexpr std::array<std::string_view, 32> all_keys { "role.heading", "role.button", "role.choice", "role.field", "role.key", "role.picture", "role.progress", "role.group",
    "state.chosen", "state.not_chosen", "state.unavailable", "state.empty", "state.hidden", "place", "hint.button", "hint.choice", "hint.field", "hint.move",
    "page", "on", "off", "rate", "volume", "private", "curtain.closed", "curtain.open", "entered", "deleted", "all_deleted", "wrong", "receipt.begins", "receipt.ends" };

}

SecretText Narration::words(Language language, std::string_view key, language::Arguments const& arguments) const
{
    return m_messages.say_aloud(language, "speech." + std::string(key), arguments);
}

void Narration::add_state(SecretText& out, Language language, Thing const& thing) const
{
    if (thing.choice != Thing::Choice::none)
        join(out, language, words(language, thing.choice == Thing::Choice::chosen ? "state.chosen" : "state.not_chosen").view());
    if (thing.use == Thing::Use::not_now)
        join(out, language, words(language, "state.unavailable").view());
    if (thing.place && thing.place->of > 1)
        join(out, language, words(language, "place", { { "index", language::Number { thing.place->index } }, { "of", language::Number { thing.place->of } } }).view());
}

Utterance Narration::thing(Language page, Thing const& thing, Detail detail) const
{
    Utterance utterance;
    SecretText open; // what is said in the page's language and may be heard by everybody
    auto const language = thing.language.value_or(page);
    if (language == page && thing.privacy == Privacy::open)
        join(open, page, thing.name.view());
    else
        add(utterance, language, thing.name, thing.privacy);
    if (auto const role = key_of(thing.role); !role.empty())
        join(open, page, words(page, role).view());

    if (auto const& value = thing.value) {
        if (value->entry == Value::Entry::masked) {
            join(open, page, words(page, "state.hidden", { { "count", language::Number { static_cast<std::int64_t>(value->letters) } } }).view());
        } else if (value->words.empty()) {
            join(open, page, words(page, "state.empty").view());
        } else if (value->privacy == Privacy::open) {
            join(open, page, value->words.view());
        } else {
            add(utterance, page, std::exchange(open, {}));
            add(utterance, page, value->words, Privacy::personal);
        }
    }
    add_state(open, page, thing);
    add(utterance, page, std::move(open));
    if (!thing.fault.empty()) {
        add(utterance, page, words(page, "wrong"));
        add(utterance, page, thing.fault);
    }
    if (auto const hint = hint_of(thing); detail == Detail::with_hints && !hint.empty())
        add(utterance, page, words(page, hint));
    return utterance;
}

Utterance Narration::page(Language language, SecretText const& title, SecretText const& where, int usable_things, Detail detail) const
{
    Utterance utterance;
    add(utterance, language, title);
    add(utterance, language, where);
    if (usable_things > 0)
        add(utterance, language, words(language, "page", { { "count", language::Number { usable_things } } }));
    if (usable_things > 1 && detail == Detail::with_hints)
        add(utterance, language, words(language, "hint.move"));
    return utterance;
}

Utterance Narration::receipt(Language language, std::span<ReceiptLine const> lines) const
{
    auto utterance = say(language, "receipt.begins");
    for (auto const& line : lines) {
        if (line.privacy == Privacy::personal) {
            add(utterance, language, line.label);
            add(utterance, language, line.value, Privacy::personal);
            continue;
        }
        SecretText both = line.label;
        both.append(": ");
        both.append(line.value.view());
        add(utterance, language, std::move(both));
    }
    add(utterance, language, words(language, "receipt.ends"));
    return utterance;
}

Utterance Narration::say(Language language, std::string_view key) const
{
    Utterance utterance;
    add(utterance, language, words(language, key));
    return utterance;
}

Utterance Narration::rate(Language language, Rate rate) const
{
    Utterance utterance;
    add(utterance, language, words(language, "rate", { { "step", language::Number { rate.step() } }, { "of", language::Number { Rate::steps } } }));
    return utterance;
}

Utterance Narration::volume(Language language, Volume volume) const
{
    Utterance utterance;
    add(utterance, language, words(language, "volume", { { "level", language::Number { volume.level() } }, { "of", language::Number { Volume::levels } } }));
    return utterance;
}

std::array<std::string, all_languages.size()> Narration::refusals() const
{
    std::array<std::string, all_languages.size()> all;
    for (auto const language : all_languages)
        all[static_cast<std::size_t>(language)] = words(language, "private").view();
    return all;
}

std::vector<std::string> Narration::keys()
{
    std::vector<std::string> all;
    for (auto const key : all_keys)
        all.push_back("speech." + std::string(key));
    return all;
}

}
