#include "kiosk/glass/speech/voice.h"

#include "kiosk/glass/speech/arabic.h"
#include "kiosk/glass/speech/letters.h"

#include <algorithm>
#include <cstdlib>
#include <utility>

namespace kiosk::speech {

namespace {

/// Marks of direction and joining, which say nothing.
bool silent(char32_t letter)
{
    return (letter >= 0x200B && letter <= 0x200F) || (letter >= 0x202A && letter <= 0x202E) || (letter >= 0x2060 && letter <= 0x206F)
        || letter == 0x00AD || letter == 0x061C || letter == 0xFEFF;
}

/// What the synthesiser would take for something else than a letter.
char32_t harmless(char32_t letter)
{
    switch (letter) {
    case U'[': // begins its own notation of phonemes
    case U']':
    case U'\u00A0':
    case U'\u2007':
    case U'\u202F': return U' ';
    case U'…': return U',';
    default: return letter < 0x20 || (letter >= 0x7F && letter < 0xA0) ? U' ' : letter;
    }
}

}

std::string_view voice_of(Language language)
{
    switch (language) {
    case Language::arabic: return "sem/ar";
    case Language::english: return "gmw/en";
    case Language::korean: return "ko";
    }
    std::abort();
}

std::vector<Part> parts_of(Language language, std::string_view sentence)
{
    auto const arabic = [](char32_t letter) { return letter >= 0x0621 && letter <= 0x06FF; };
    auto const other = [](char32_t letter) { return letter >= U'0' && letter < 0x2000 && (letter < 0x0600 || letter > 0x06FF); };
    auto const letters = letters_of(sentence);
    if (language == Language::arabic || std::ranges::none_of(letters, arabic)) {
        std::vector<Part> whole;
        whole.push_back({ language, SecretText(sentence) });
        return whole;
    }
    std::vector<Part> parts;
    Language now = language;
    Script script;
    auto const end_part = [&](Language next) {
        parts.push_back({ now, script.text() });
        script = {};
        now = next;
    };
    for (char32_t const letter : letters) {
        if (arabic(letter) && now != Language::arabic)
            end_part(Language::arabic);
        else if (now == Language::arabic && (other(letter) || letter >= 0x3000))
            end_part(language);
        script.add(letter);
    }
    end_part(language);
    return parts;
}

SecretText script_of(Language language, std::string_view sentence)
{
    Letters letters;
    letters.reserve(sentence.size());
    for (char32_t const letter : letters_of(sentence)) {
        if (!silent(letter))
            letters.push_back(harmless(letter));
    }
    if (language == Language::arabic)
        return arabic_script(letters);
    Script script;
    for (char32_t const letter : letters)
        script.add(letter);
    return script.text();
}

}
