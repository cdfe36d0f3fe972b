#include "kiosk/glass/speech/letters.h"

namespace kiosk::speech {

Letters letters_of(std::string_view text)
{
    Letters letters;
    letters.reserve(text.size());
    for (std::size_t at = 0; at < text.size();) {
        auto const byte = [&](std::size_t i) { return at + i < text.size() ? static_cast<unsigned char>(text[at + i]) : 0U; };
        auto const first = byte(0);
        std::size_t const length = first < 0x80 ? 1 : first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2;
        char32_t letter = length == 1 ? first : length == 2 ? first & 0x1FU : length == 3 ? first & 0x0FU : first & 0x07U;
        bool whole = first < 0x80 || (first >= 0xC2 && first <= 0xF4);
        for (std::size_t i = 1; i < length; ++i) {
            whole = whole && (byte(i) & 0xC0U) == 0x80U;
            letter = letter << 6 | (byte(i) & 0x3FU);
        }
        // Overlong forms, surrogates and what lies beyond Unicode.
        whole = whole && !(length == 3 && (letter < 0x800 || (letter >= 0xD800 && letter <= 0xDFFF))) && !(length == 4 && (letter < 0x10000 || letter > 0x10FFFF));
        letters.push_back(whole ? letter : U'\uFFFD');
        at += whole ? length : 1;
    }
    return letters;
}

void Script::add(char32_t letter)
{
    auto const byte = [&](char32_t value) { m_bytes.push_back(static_cast<char>(static_cast<unsigned char>(value))); };
    if (letter < 0x80) {
        byte(letter);
    } else if (letter < 0x800) {
        byte(0xC0 | letter >> 6);
        byte(0x80 | (letter & 0x3F));
    } else {
        if (letter < 0x10000) {
            byte(0xE0 | letter >> 12);
        } else {
            byte(0xF0 | letter >> 18);
            byte(0x80 | (letter >> 12 & 0x3F));
        }
        byte(0x80 | (letter >> 6 & 0x3F));
        byte(0x80 | (letter & 0x3F));
    }
}

void Script::add(std::string_view text) { m_bytes.insert(m_bytes.end(), text.begin(), text.end()); }

}
