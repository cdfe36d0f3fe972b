#include "kiosk/glass/ui/hangul.h"

#include "kiosk/base/core/result.h"
#include "kiosk/glass/text/utf8.h"

#include <algorithm>
#include <array>
#include <hangul.h>
#include <utility>

namespace kiosk::ui {

namespace {

struct JamoKey {
    std::string_view jamo;
    char key;
};

constexpr std::array<JamoKey, 33> jamo_keys { {
    { "ㅂ", 'q' }, { "ㅈ", 'w' }, { "ㄷ", 'e' }, { "ㄱ", 'r' }, { "ㅅ", 't' }, { "ㅛ", 'y' }, { "ㅕ", 'u' }, { "ㅑ", 'i' }, { "ㅐ", 'o' }, { "ㅔ", 'p' },
    { "ㅁ", 'a' }, { "ㄴ", 's' }, { "ㅇ", 'd' }, { "ㄹ", 'f' }, { "ㅎ", 'g' }, { "ㅗ", 'h' }, { "ㅓ", 'j' }, { "ㅏ", 'k' }, { "ㅣ", 'l' },
    { "ㅋ", 'z' }, { "ㅌ", 'x' }, { "ㅊ", 'c' }, { "ㅍ", 'v' }, { "ㅠ", 'b' }, { "ㅜ", 'n' }, { "ㅡ", 'm' },
    { "ㅃ", 'Q' }, { "ㅉ", 'W' }, { "ㄸ", 'E' }, { "ㄲ", 'R' }, { "ㅆ", 'T' }, { "ㅒ", 'O' }, { "ㅖ", 'P' },
} };

// In the order of Unicode 15.0, 3.12: what is typed for each part of a syllable.
constexpr std::array<std::string_view, 19> leading { "ㄱ", "ㄲ", "ㄴ", "ㄷ", "ㄸ", "ㄹ", "ㅁ", "ㅂ", "ㅃ", "ㅅ", "ㅆ", "ㅇ", "ㅈ", "ㅉ", "ㅊ", "ㅋ", "ㅌ", "ㅍ", "ㅎ" };
constexpr std::array<std::string_view, 21> vowel { "ㅏ", "ㅐ", "ㅑ", "ㅒ", "ㅓ", "ㅔ", "ㅕ", "ㅖ", "ㅗ", "ㅗㅏ", "ㅗㅐ", "ㅗㅣ", "ㅛ", "ㅜ", "ㅜㅓ", "ㅜㅔ", "ㅜㅣ", "ㅠ", "ㅡ", "ㅡㅣ", "ㅣ" };
constexpr std::array<std::string_view, 28> trailing { "", "ㄱ", "ㄲ", "ㄱㅅ", "ㄴ", "ㄴㅈ", "ㄴㅎ", "ㄷ", "ㄹ", "ㄹㄱ", "ㄹㅁ", "ㄹㅂ", "ㄹㅅ", "ㄹㅌ", "ㄹㅍ", "ㄹㅎ", "ㅁ", "ㅂ", "ㅂㅅ", "ㅅ",
    "ㅆ", "ㅇ", "ㅈ", "ㅊ", "ㅋ", "ㅌ", "ㅍ", "ㅎ" };

void append(SecretText& text, ucschar const* letters)
{
    for (; letters != nullptr && *letters != 0; ++letters) {
        auto const c = *letters;
        std::array<char, 3> const bytes { static_cast<char>(0xE0 | (c >> 12)), static_cast<char>(0x80 | ((c >> 6) & 0x3F)), static_cast<char>(0x80 | (c & 0x3F)) };
        verify(c >= 0x800 && c <= 0xFFFF, "libhangul answers with jamo and syllables");
        text.replace(text.size(), 0, { bytes.data(), bytes.size() });
    }
}

void append(SecretText& text, std::string_view more) { text.replace(text.size(), 0, more); }

}

struct HangulComposer::Context {
    struct Delete {
        void operator()(HangulInputContext* context) const { hangul_ic_delete(context); }
    };
    std::unique_ptr<HangulInputContext, Delete> input { hangul_ic_new("2") };

    /// Its strings hold two letters at most, its stack those of one syllable: other letters in their place, then none.
    void forget()
    {
        for (char const key : { 'd', 'k', 'd', 'd', 'k', 'd' })
            hangul_ic_process(input.get(), key);
        (void)hangul_ic_flush(input.get());
        hangul_ic_reset(input.get());
    }
    [[nodiscard]] Outcome run(std::string_view keys)
    {
        hangul_ic_reset(input.get());
        Outcome outcome;
        for (char const key : keys) {
            hangul_ic_process(input.get(), key);
            append(outcome.finished, hangul_ic_get_commit_string(input.get()));
        }
        append(outcome.composing, hangul_ic_get_preedit_string(input.get()));
        return outcome;
    }
};

HangulComposer::HangulComposer() : m_context(std::make_unique<Context>())
{
    verify(m_context->input != nullptr, "libhangul has the standard's keyboard built in");
}
HangulComposer::HangulComposer(HangulComposer&&) noexcept = default;
HangulComposer& HangulComposer::operator=(HangulComposer&&) noexcept = default;
HangulComposer::~HangulComposer() = default;

std::optional<char> HangulComposer::key_of(std::string_view jamo)
{
    auto const found = std::ranges::find(jamo_keys, jamo, &JamoKey::jamo);
    return found == jamo_keys.end() ? std::nullopt : std::optional(found->key);
}

SecretText HangulComposer::unfolded(std::string_view text)
{
    SecretText all;
    for (std::size_t at = 0; at < text.size();) {
        auto const letter = text::code_point_at(text, at);
        if (letter.value >= 0xAC00 && letter.value <= 0xD7A3) {
            auto const number = letter.value - 0xAC00;
            append(all, leading[number / (21 * 28)]);
            append(all, vowel[number / 28 % 21]);
            append(all, trailing[number % 28]);
        } else {
            append(all, text.substr(at, letter.bytes));
        }
        at += letter.bytes;
    }
    return all;
}

HangulComposer::Outcome HangulComposer::compose(std::string_view keys)
{
    auto outcome = m_context->run(keys);
    // A vowel takes the last consonant with it: the keys that remain are the fewest which give the same.
    while (!outcome.composing.empty() && outcome.kept < keys.size()) {
        ++outcome.kept;
        auto const rest = m_context->run(keys.substr(keys.size() - outcome.kept));
        if (rest.finished.empty() && rest.composing == outcome.composing)
            break;
    }
    m_context->forget();
    return outcome;
}

}
