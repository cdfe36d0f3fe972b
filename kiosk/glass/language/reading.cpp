#include "kiosk/glass/language/reading.h"

#include "kiosk/glass/language/locale.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <fmt/format.h>
#include <unicode/ucurr.h>

namespace kiosk::language {

namespace {

/// 0 to 9 for a European or an Arabic-Indic digit at `at`, and how many bytes it has; -1 for anything else.
struct Digit {
    int value = -1;
    std::size_t bytes = 0;
};

Digit digit_at(std::string_view text, std::size_t at)
{
    if (at < text.size() && text[at] >= '0' && text[at] <= '9')
        return { text[at] - '0', 1 };
    auto const byte = [&](std::size_t i) { return at + i < text.size() ? static_cast<unsigned char>(text[at + i]) : 0U; };
    if (byte(0) == 0xD9 && byte(1) >= 0xA0 && byte(1) <= 0xA9) // U+0660 to U+0669
        return { static_cast<int>(byte(1) - 0xA0), 2 };
    return {};
}

/// A number in a text: digits, with separators of thousands.
struct Figure {
    std::size_t begin = 0, end = 0;
    std::int64_t value = 0;
};

std::optional<Figure> figure_from(std::string_view text, std::size_t at)
{
    while (at < text.size() && digit_at(text, at).value < 0)
        ++at;
    if (at == text.size())
        return std::nullopt;
    Figure figure { at, at, 0 };
    auto const three_digits = [&](std::size_t from) {
        for (int i = 0; i < 3; ++i) {
            auto const digit = digit_at(text, from);
            if (digit.value < 0)
                return false;
            from += digit.bytes;
        }
        return digit_at(text, from).value < 0;
    };
    while (figure.value < 1'000'000'000'000) {
        if (auto const digit = digit_at(text, figure.end); digit.value >= 0) {
            figure.value = figure.value * 10 + digit.value;
            figure.end += digit.bytes;
            continue;
        }
        auto const rest = text.substr(figure.end);
        std::size_t const separator = rest.starts_with(',') ? 1 : rest.starts_with("٬") ? 2 : 0;
        if (separator == 0 || !three_digits(figure.end + separator))
            break;
        figure.end += separator;
    }
    return figure;
}

/// Whether a thing stands there that is counted with Korea's own numerals.
bool counted_natively(std::string_view behind)
{
    while (behind.starts_with(' '))
        behind.remove_prefix(1);
    constexpr std::array<std::string_view, 14> things { "개", "건", "글자", "명", "번째", "살", "시 ", "시간", "시까지", "시부터", "시에", "자리", "장", "통" };
    return std::ranges::any_of(things, [&](std::string_view thing) { return behind.starts_with(thing); });
}

void add_korean_figures(SecretText& out, std::string_view text)
{
    std::size_t at = 0;
    while (auto const figure = figure_from(text, at)) {
        out.append(text.substr(at, figure->begin - at));
        auto const behind = text.substr(figure->end);
        if (behind.starts_with("월") && (figure->value == 6 || figure->value == 10)) // 육월 and 십월 are said otherwise
            out.append(figure->value == 6 ? "유" : "시");
        else
            add_number(out, Language::korean, figure->value, { .counts = true, .native = counted_natively(behind) });
        // A space keeps the number from the noun, but for months that are one word with it.
        bool const point = behind.starts_with('.') && digit_at(behind, 1).value >= 0;
        if (point)
            out.append(" 점 ");
        if (!behind.empty() && !behind.starts_with(' ') && !behind.starts_with("월") && static_cast<unsigned char>(behind[0]) >= 0x80)
            out.append(' ');
        at = figure->end + (point ? 1 : 0);
    }
    out.append(text.substr(at));
}

void add_arabic_figures(SecretText& out, std::string_view text, Lexicon const& lexicon)
{
    std::size_t at = 0;
    while (auto const figure = figure_from(text, at)) {
        lexicon.add_vocalised(out, text.substr(at, figure->begin - at));
        add_number(out, Language::arabic, figure->value, {});
        at = figure->end;
        auto const behind = text.substr(at);
        if (std::size_t const point = behind.starts_with("٫") ? 2 : behind.starts_with('.') ? 1 : 0; point > 0 && digit_at(behind, point).value >= 0) {
            out.append(" فَاصِلَة ");
            at += point;
        }
    }
    lexicon.add_vocalised(out, text.substr(at));
}

std::string_view trimmed(std::string_view text)
{
    auto const blank = [](char c) { return c == ' '; };
    while (!text.empty() && blank(text.front()))
        text.remove_prefix(1);
    while (!text.empty() && blank(text.back()))
        text.remove_suffix(1);
    return text;
}

std::string_view ordinal_ending(std::int64_t day)
{
    if (day / 10 % 10 == 1)
        return "th";
    return day % 10 == 1 ? "st" : day % 10 == 2 ? "nd" : day % 10 == 3 ? "rd" : "th";
}

/// One value alone, as the eye sees it.
Pattern value_pattern(ArgumentType type, Locale const& locale)
{
    return Pattern::parse(fmt::format("{{x, {}}}", to_string(type)), locale).value();
}

}

void add_day(SecretText& out, Language language, std::string_view shown, Lexicon const& lexicon)
{
    if (language == Language::korean)
        return add_korean_figures(out, shown);
    auto const day = figure_from(shown, 0);
    auto const year = day ? figure_from(shown, day->end) : std::nullopt;
    if (!day || !year || day->value < 1 || day->value > 31)
        return language == Language::arabic ? add_arabic_figures(out, shown, lexicon) : out.append(shown);
    auto const before = trimmed(shown.substr(0, day->begin)), month = trimmed(shown.substr(day->end, year->begin - day->end)),
               behind = trimmed(shown.substr(year->end));
    if (language == Language::english) {
        out.append(before);
        out.append(before.empty() ? "the " : ", the ");
        add_number(out, language, day->value, {});
        out.append(ordinal_ending(day->value));
        out.append(" of ");
        // The second of two months of one name.
        bool const second = month.ends_with(" II"), first = month.ends_with(" I");
        out.append(month.substr(0, month.size() - (second ? 3 : first ? 2 : 0)));
        out.append(second ? " the second" : first ? " the first" : "");
        out.append(" ");
        add_number(out, language, year->value, {});
        return out.append(behind == "AH" ? ", A H" : behind);
    }
    if (!before.empty()) {
        lexicon.add_vocalised(out, before);
        out.append(before.ends_with("،") ? " " : "، ");
    }
    out.append(arabic_day(static_cast<int>(day->value)));
    out.append(" مِنْ ");
    lexicon.add_vocalised(out, month);
    out.append("، عَامَ ");
    add_number(out, language, year->value, { .oblique = true });
    if (!behind.empty())
        out.append(behind == "هـ" ? " لِلْهِجْرَة" : behind);
}

void add_hour(SecretText& out, Language language, std::string_view shown)
{
    auto const hour = figure_from(shown, 0);
    auto const minute = hour ? figure_from(shown, hour->end) : std::nullopt;
    if (!hour || !minute || hour->value < 1 || hour->value > 12 || minute->value > 59)
        return language == Language::arabic ? add_arabic_figures(out, shown, {}) : out.append(shown);
    auto const before = trimmed(shown.substr(0, hour->begin));
    auto behind = shown.substr(minute->end);
    if (behind.starts_with("\u00A0"))
        behind.remove_prefix(2);
    behind = trimmed(behind);
    switch (language) {
    case Language::english:
        out.append(before);
        add_number(out, language, hour->value, {});
        if (minute->value > 0) {
            out.append(minute->value < 10 ? " oh " : " ");
            add_number(out, language, minute->value, {});
        }
        out.append(" ");
        return out.append(behind);
    case Language::korean:
        out.append(before);
        if (!before.ends_with("\u00A0"))
            out.append(" ");
        add_number(out, language, hour->value, { .counts = true, .native = true });
        out.append(" 시");
        if (minute->value > 0) {
            out.append(" ");
            add_number(out, language, minute->value, {});
            out.append(" 분");
        }
        return out.append(behind);
    case Language::arabic:
        out.append("السَّاعَةُ ");
        out.append(arabic_hour(static_cast<int>(hour->value)));
        if (minute->value == 15 || minute->value == 30) {
            out.append(minute->value == 15 ? " وَالرُّبْعُ" : " وَالنِّصْفُ");
        } else if (minute->value == 1 || minute->value == 2) {
            out.append(minute->value == 1 ? " وَدَقِيقَةٌ وَاحِدَةٌ" : " وَدَقِيقَتَانِ");
        } else if (minute->value > 0) {
            out.append(" وَ");
            add_number(out, language, minute->value, { .counts = true, .feminine = true });
            out.append(minute->value <= 10 ? " دَقَائِقَ" : " دَقِيقَةً");
        }
        if (!behind.empty()) {
            out.append(" ");
            out.append(behind == "م" ? "مَسَاءً" : behind == "ص" ? "صَبَاحًا" : behind);
        }
        return;
    }
    std::abort();
}

SecretText Reading::shown(ArgumentType type, Argument const& argument) const
{
    auto text = value_pattern(type, m_locale).say(m_locale, { { "x", argument } });
    // FSI, LRI and PDI take three bytes each.
    SecretText inside(std::string_view(text).substr(3, text.size() - 6));
    wipe(text);
    return inside;
}

void Reading::add_shown(SecretText& out, std::string_view text) const
{
    switch (m_locale.language()) {
    case Language::arabic: return add_arabic_figures(out, text, m_lexicon);
    case Language::english: return m_lexicon.add_vocalised(out, text); // an Arabic name
    case Language::korean: return has_arabic(text) ? m_lexicon.add_vocalised(out, text) : add_korean_figures(out, text);
    }
    std::abort();
}

void Reading::add_money(SecretText& out, Money const& money) const
{
    auto const name = money.currency.code();
    UErrorCode code = U_ZERO_ERROR;
    std::array<char16_t, 4> letters { static_cast<char16_t>(name[0]), static_cast<char16_t>(name[1]), static_cast<char16_t>(name[2]), 0 };
    auto const places = std::max(0, ucurr_getDefaultFractionDigits(letters.data(), &code));
    std::int64_t unit = 1;
    for (int i = 0; i < places; ++i)
        unit *= 10;
    auto const whole = money.minor_units / unit, rest = money.minor_units % unit;
    std::string key = fmt::format("speech.money.{}", name);
    std::ranges::transform(key, key.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
    auto const whole_words = m_other(key, { { "whole", Number { whole } } });
    auto const rest_words = rest == 0 ? std::nullopt : m_other(key + ".rest", { { "rest", Number { rest < 0 ? -rest : rest } } });
    if (!whole_words || (rest != 0 && !rest_words) || (whole == 0 && money.minor_units < 0))
        return add_shown(out, shown(ArgumentType::money, Amount { money }).view());
    if (whole != 0 || rest == 0)
        out.append(whole_words->view());
    if (whole != 0 && rest != 0)
        out.append(m_locale.language() == Language::arabic ? " وَ" : m_locale.language() == Language::english ? " and " : " ");
    if (rest != 0)
        out.append(rest_words->view());
}

void Reading::add_count(SecretText& out, Number number, NumberForm form, std::string_view behind) const
{
    bool const korean = m_locale.language() == Language::korean;
    form.native = form.native || (korean && counted_natively(behind));
    add_number(out, m_locale.language(), number.value, form);
    if (korean && !behind.empty() && static_cast<unsigned char>(behind.front()) >= 0x80)
        out.append(' '); // 삼 단계, not one word
}

void Reading::add_value(SecretText& out, ArgumentType type, Argument const& argument) const
{
    auto const language = m_locale.language();
    if (auto const* amount = std::get_if<Amount>(&argument))
        add_money(out, amount->money);
    else if (std::holds_alternative<Date>(argument))
        add_day(out, language, shown(type == ArgumentType::hijri ? type : ArgumentType::date, argument).view(), m_lexicon);
    else if (std::holds_alternative<Time>(argument))
        add_hour(out, language, shown(ArgumentType::time, argument).view());
    else if (std::holds_alternative<Phone>(argument) || std::holds_alternative<Code>(argument))
        add_one_by_one(out, language, text_of(argument));
    else
        add_shown(out, text_of(argument));
}

void Reading::add_pieces(SecretText& out, std::vector<Pattern::Piece> const& pieces, Written written, Arguments const& arguments, Number const* count) const
{
    using Kind = Pattern::Piece::Kind;
    for (std::size_t i = 0; i < pieces.size(); ++i) {
        auto const& piece = pieces[i];
        auto const* argument = piece.kind == Kind::literal || piece.kind == Kind::count ? nullptr : find(arguments, piece.text);
        std::string_view const behind = i + 1 < pieces.size() && pieces[i + 1].kind == Kind::literal ? std::string_view(pieces[i + 1].text) : std::string_view();
        switch (piece.kind) {
        case Kind::literal:
            written == Written::for_the_ear ? out.append(piece.text) : add_shown(out, piece.text);
            break;
        case Kind::count:
            if (count != nullptr)
                add_count(out, *count, { .counts = true }, behind);
            break;
        case Kind::argument:
            if (argument == nullptr)
                out.append("…");
            else if (auto const* number = std::get_if<Number>(argument))
                add_count(out, *number, piece.form, behind);
            else
                add_value(out, piece.type, *argument);
            break;
        case Kind::plural:
        case Kind::select: {
            auto const* number = argument != nullptr ? std::get_if<Number>(argument) : nullptr;
            add_pieces(out, Pattern::branch_of(piece, m_locale, argument).pieces, written, arguments, number != nullptr ? number : count);
            break;
        }
        }
    }
}

SecretText Reading::read(Pattern const& pattern, Written written, Arguments const& arguments) const
{
    SecretText out;
    add_pieces(out, pattern.m_pieces, written, arguments, nullptr);
    return out;
}

std::vector<std::string> Reading::literals(Pattern const& pattern)
{
    std::vector<std::string> all;
    auto const gather = [&](auto const& self, std::vector<Pattern::Piece> const& pieces) -> void {
        for (auto const& piece : pieces) {
            if (piece.kind == Pattern::Piece::Kind::literal)
                all.push_back(piece.text);
            for (auto const& branch : piece.branches)
                self(self, branch.pieces);
        }
    };
    gather(gather, pattern.m_pieces);
    return all;
}

}
