#include "kiosk/glass/ui/entry.h"

#include "kiosk/base/core/result.h"
#include "kiosk/glass/text/utf8.h"

#include <algorithm>
#include <optional>

namespace kiosk::ui {

namespace {

/// A letter with marks piled up takes no more than this on average.
constexpr std::size_t most_bytes_a_letter = 32;

/// What a field shows and stores: no controls, no line ends, nothing that turns the direction around.
bool is_readable(char32_t c)
{
    bool const control = c < 0x20 || (c >= 0x7F && c < 0xA0) || c == 0xFFFD || c == 0xFEFF;
    bool const steering = c == 0x061C || c == 0x200B || c == 0x200E || c == 0x200F || (c >= 0x2028 && c <= 0x202E) || (c >= 0x2060 && c <= 0x206F);
    bool const noncharacter = (c >= 0xFDD0 && c <= 0xFDEF) || (c & 0xFFFE) == 0xFFFE;
    bool const private_use = (c >= 0xE000 && c <= 0xF8FF) || c >= 0xF0000;
    bool const tag = c >= 0xE0000 && c <= 0xE0FFF;
    return !control && !steering && !noncharacter && !private_use && !tag;
}

/// The digit as ASCII, for those of Arabic script too; nothing for all else.
std::optional<char> digit(char32_t c)
{
    for (char32_t const zero : { U'0', U'\u0660', U'\u06F0' }) {
        if (c >= zero && c < zero + 10)
            return static_cast<char>('0' + (c - zero));
    }
    return std::nullopt;
}

/// What the rules make of one letter; empty if they do not take it.
std::optional<char> narrow(EntryRules::Letters letters, char32_t c)
{
    using Letters = EntryRules::Letters;
    if (auto const number = digit(c))
        return number;
    switch (letters) {
    case Letters::any:
    case Letters::digits:
        return std::nullopt;
    case Letters::phone:
        return c == '+' ? std::optional('+') : std::nullopt;
    case Letters::code:
        if (c >= 'a' && c <= 'z')
            return static_cast<char>(c - 'a' + 'A');
        return (c >= 'A' && c <= 'Z') || c == '-' ? std::optional(static_cast<char>(c)) : std::nullopt;
    case Letters::e_mail:
        return c > 0x20 && c < 0x7F ? std::optional(static_cast<char>(c)) : std::nullopt;
    }
    return std::nullopt;
}

}

Editor::Taken Editor::as_taken(EntryRules const& rules, std::string_view text)
{
    Taken taken;
    for (std::size_t at = 0; at < text.size();) {
        auto const letter = text::code_point_at(text, at);
        auto const bytes = text.substr(at, letter.bytes);
        at += letter.bytes;
        if (rules.letters == EntryRules::Letters::any) {
            // U+FFFD also stands for bytes that are none, so neither is taken.
            if (is_readable(letter.value))
                taken.text.replace(taken.text.size(), 0, bytes);
            else
                taken.all_taken = false;
        } else if (auto const narrowed = narrow(rules.letters, letter.value)) {
            taken.text.append(*narrowed);
        } else {
            taken.all_taken = false;
        }
    }
    return taken;
}

Entry Editor::begin(EntryRules rules, std::string_view text)
{
    Entry entry(rules);
    auto const taken = as_taken(rules, text);
    auto const all = taken.text.view();
    // Letter by letter, as far as there is room.
    for (std::size_t at = 0; at < all.size();) {
        auto const end = m_stepper.next(all, at);
        if (type(entry, all.substr(at, end - at)) == Edited::full)
            break;
        at = end;
    }
    return entry;
}

void Editor::settle(Entry& entry, std::size_t caret) const
{
    auto const text = entry.text();
    entry.m_caret = entry.m_anchor = m_stepper.is_boundary(text, caret) ? caret : m_stepper.next(text, caret);
}

Edited Editor::put(Entry& entry, Entry::Range where, std::string_view text, Entry::Range composing)
{
    SecretText changed = entry.m_text;
    changed.replace(where.start, where.size(), text);
    bool const grows = !text.empty();
    if (grows && (changed.size() > entry.m_rules.most * most_bytes_a_letter || m_stepper.count(changed.view()) > entry.m_rules.most))
        return Edited::full;
    // A plus says that the country comes first; anywhere else it means nothing.
    if (entry.m_rules.letters == EntryRules::Letters::phone && changed.view().find('+', 1) != std::string_view::npos)
        return Edited::not_taken;
    entry.m_text = std::move(changed);
    entry.m_composing = composing;
    settle(entry, where.start + text.size());
    return Edited::yes;
}

Edited Editor::type(Entry& entry, std::string_view text)
{
    auto const taken = as_taken(entry.m_rules, text);
    if (!taken.all_taken || taken.text.empty())
        return taken.all_taken ? Edited::nothing : Edited::not_taken;
    auto const edited = put(entry, entry.chosen(), taken.text.view(), {});
    if (edited == Edited::yes)
        entry.m_keys = SecretText();
    return edited;
}

Edited Editor::compose(Entry& entry, std::string_view jamo)
{
    auto const key = HangulComposer::key_of(jamo);
    if (!key || entry.m_rules.letters != EntryRules::Letters::any)
        return type(entry, jamo);
    // A caret that was moved away ends the syllable; so does a choice, which the key replaces.
    bool const goes_on = !entry.m_composing.empty() && entry.chosen().empty() && !entry.m_keys.empty();
    SecretText keys = goes_on ? entry.m_keys : SecretText();
    keys.append(*key);
    auto const outcome = m_hangul.compose(keys.view());
    auto const where = goes_on ? entry.m_composing : entry.chosen();
    SecretText both = outcome.finished;
    both.replace(both.size(), 0, outcome.composing.view());
    auto const from = where.start + outcome.finished.size();
    auto const edited = put(entry, where, both.view(), { from, from + outcome.composing.size() });
    if (edited == Edited::yes)
        entry.m_keys = SecretText(keys.view().substr(keys.size() - outcome.kept));
    return edited;
}

void Editor::end_composing(Entry& entry)
{
    entry.m_composing = {};
    entry.m_keys = SecretText();
}

Edited Editor::rub_out(Entry& entry)
{
    if (!entry.chosen().empty()) {
        end_composing(entry);
        return put(entry, entry.chosen(), {}, {});
    }
    if (!entry.m_composing.empty() && !entry.m_keys.empty()) {
        SecretText const keys(entry.m_keys.view().substr(0, entry.m_keys.size() - 1));
        auto const outcome = m_hangul.compose(keys.view());
        auto const where = entry.m_composing;
        SecretText both = outcome.finished;
        both.replace(both.size(), 0, outcome.composing.view());
        auto const edited = put(entry, where, both.view(), { where.start, where.start + both.size() });
        entry.m_keys = keys;
        if (both.empty())
            end_composing(entry);
        return edited;
    }
    end_composing(entry);
    if (entry.m_caret == 0)
        return Edited::nothing;
    return put(entry, { m_stepper.erased_before(entry.text(), entry.m_caret), entry.m_caret }, {}, {});
}

Edited Editor::rub_out_word(Entry& entry)
{
    end_composing(entry);
    if (!entry.chosen().empty())
        return put(entry, entry.chosen(), {}, {});
    if (entry.m_caret == 0)
        return Edited::nothing;
    return put(entry, { m_stepper.word_before(entry.text(), entry.m_caret), entry.m_caret }, {}, {});
}

Edited Editor::clear(Entry& entry)
{
    end_composing(entry);
    return entry.empty() ? Edited::nothing : put(entry, { 0, entry.text().size() }, {}, {});
}

void Editor::place(Entry& entry, std::size_t at, Extend extend)
{
    end_composing(entry);
    auto const text = entry.text();
    at = std::min(at, text.size());
    entry.m_caret = m_stepper.is_boundary(text, at) ? at : m_stepper.previous(text, at);
    if (extend == Extend::no)
        entry.m_anchor = entry.m_caret;
}

void Editor::step(Entry& entry, Step step, Extend extend)
{
    end_composing(entry);
    auto const text = entry.text();
    if (extend == Extend::no && !entry.chosen().empty()) {
        entry.m_caret = entry.m_anchor = step == Step::back ? entry.chosen().start : entry.chosen().end;
        return;
    }
    entry.m_caret = step == Step::back ? m_stepper.previous(text, entry.m_caret) : m_stepper.next(text, entry.m_caret);
    if (extend == Extend::no)
        entry.m_anchor = entry.m_caret;
}

void Editor::choose_all(Entry& entry)
{
    end_composing(entry);
    entry.m_anchor = 0;
    entry.m_caret = entry.text().size();
}

void Editor::choose_word(Entry& entry, std::size_t at)
{
    end_composing(entry);
    auto const text = entry.text();
    auto const word = m_stepper.word_at(text, std::min(at, text.size()));
    place(entry, word.start);
    place(entry, word.end, Extend::yes);
}

}
