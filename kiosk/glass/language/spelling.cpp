#include "kiosk/glass/language/spelling.h"

#include "kiosk/base/core/result.h"

#include <fmt/format.h>
#include <unicode/normalizer2.h>
#include <unicode/unistr.h>

namespace kiosk::language {

namespace {

bool is_mark_of_direction(char32_t letter)
{
    return letter == 0x61C || letter == 0x200E || letter == 0x200F || (letter >= 0x202A && letter <= 0x202E) || (letter >= 0x2066 && letter <= 0x2069);
}

bool is_unreadable(char32_t letter)
{
    return (letter < 0x20 && letter != '\n') || (letter >= 0x7F && letter <= 0x9F) || letter == 0x2028 || letter == 0x2029 || letter == 0xFEFF || letter == 0xFFFD;
}

/// Forms for compatibility with older codes. The ornate parentheses U+FD3E and U+FD3F among them are letters of their own.
bool is_form(char32_t letter)
{
    return (letter >= 0xFB50 && letter <= 0xFDFF && letter != 0xFD3E && letter != 0xFD3F) || (letter >= 0xFE70 && letter <= 0xFEFE) || (letter >= 0xFF01 && letter <= 0xFFEE);
}

}

std::vector<Flaw> flaws_of(std::string_view message)
{
    std::string marks, unreadable, forms;
    auto const text = icu::UnicodeString::fromUTF8({ message.data(), static_cast<int32_t>(message.size()) });
    for (int32_t at = 0; at < text.length(); at = text.moveIndex32(at, 1)) {
        auto const letter = static_cast<char32_t>(text.char32At(at));
        auto const note = [&](std::string& where) { where += fmt::format("{}U+{:04X}", where.empty() ? "" : ", ", static_cast<std::uint32_t>(letter)); };
        if (is_mark_of_direction(letter))
            note(marks);
        else if (is_unreadable(letter))
            note(unreadable);
        else if (is_form(letter))
            note(forms);
    }
    std::vector<Flaw> flaws;
    if (!marks.empty())
        flaws.push_back({ "a message without marks of direction, for the kiosk isolates every value", marks });
    if (!unreadable.empty())
        flaws.push_back({ "letters that can be read", unreadable });
    if (!forms.empty())
        flaws.push_back({ "letters as they are typed, not their presentation forms", forms });

    UErrorCode code = U_ZERO_ERROR;
    auto const& composed = *icu::Normalizer2::getNFCInstance(code);
    auto const good = composed.spanQuickCheckYes(text, code);
    auto const whole = composed.isNormalized(text, code);
    verify(U_SUCCESS(code), "ICU has the rules of composition");
    if (!whole)
        flaws.push_back({ "composed letters (Unicode's NFC)", fmt::format("U+{:04X} apart from what it belongs to", static_cast<std::uint32_t>(text.char32At(good))) });
    for (std::string_view const ellipsis : { "...", "…" }) {
        if (message.find(ellipsis) != message.npos) {
            flaws.push_back({ "whole sentences, for no text of a citizen is ever cut", fmt::format("\"{}\"", ellipsis) });
            break;
        }
    }
    return flaws;
}

}
