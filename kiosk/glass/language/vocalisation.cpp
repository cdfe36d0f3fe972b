#include "kiosk/glass/language/vocalisation.h"

#include <algorithm>
#include <array>
#include <vector>

namespace kiosk::language {

namespace {

constexpr char32_t alef = 0x627, alef_madda = 0x622, alef_wasla = 0x671, lam = 0x644, waw = 0x648, alef_maksura = 0x649, yeh = 0x64A,
                   fathatan = 0x64B, fatha = 0x64E, damma = 0x64F, kasra = 0x650, shadda = 0x651, sukun = 0x652, dagger_alef = 0x670, tatweel = 0x640;

/// The letter that begins at `at`, and how many bytes it has. Message files are UTF-8, for their reader has seen to it;
/// names may be anything, and then a byte stands for itself.
struct Letter {
    char32_t code;
    std::size_t bytes;
};

Letter letter_at(std::string_view text, std::size_t at)
{
    auto const byte = [&](std::size_t i) { return at + i < text.size() ? static_cast<unsigned char>(text[at + i]) : 0U; };
    auto const tail = [&](std::size_t i) { return (byte(i) & 0xC0U) == 0x80U; };
    auto const first = byte(0);
    if (first >= 0xC2 && first < 0xE0 && tail(1))
        return { (first & 0x1FU) << 6 | (byte(1) & 0x3FU), 2 };
    if (first >= 0xE0 && first < 0xF0 && tail(1) && tail(2))
        return { (first & 0x0FU) << 12 | (byte(1) & 0x3FU) << 6 | (byte(2) & 0x3FU), 3 };
    if (first >= 0xF0 && first < 0xF5 && tail(1) && tail(2) && tail(3))
        return { (first & 0x07U) << 18 | (byte(1) & 0x3FU) << 12 | (byte(2) & 0x3FU) << 6 | (byte(3) & 0x3FU), 4 };
    return { first, 1 };
}

bool is_arabic_letter(char32_t c) { return (c >= 0x621 && c <= 0x63A) || (c >= 0x641 && c <= yeh) || c == alef_wasla; }
bool is_arabic_mark(char32_t c) { return (c >= fathatan && c <= sukun) || c == dagger_alef; }
bool is_digit(char32_t c) { return (c >= U'0' && c <= U'9') || (c >= 0x660 && c <= 0x669); }

/// Not a letter and not a digit, as far as messages go.
bool is_punctuation(char32_t c)
{
    bool const ascii = c < 0x80 && !is_digit(c) && !(c >= U'a' && c <= U'z') && !(c >= U'A' && c <= U'Z');
    return ascii || (c >= 0x80 && c < 0xC0) || c == U'،' || c == U'؛' || c == U'؟' || (c >= 0x2000 && c <= 0x206F) || (c >= 0x3000 && c <= 0x303F);
}

struct Sign {
    char32_t letter;
    char32_t vowel;
    bool marked;
    bool dagger;
};

/// `word` holds Arabic letters and marks alone.
bool vocalised(std::vector<Sign> const& word)
{
    for (std::size_t i = 0; i + 1 < word.size(); ++i) {
        auto const& own = word[i];
        if (own.marked)
            continue;
        auto const* before = i > 0 ? &word[i - 1] : nullptr;
        auto const& next = word[i + 1];
        bool const article = own.letter == lam && before != nullptr && (before->letter == alef || (before->letter == lam && before->vowel == kasra));
        bool const short_before = before != nullptr && before->vowel != 0;
        bool const silent_alef = own.letter == alef && (before == nullptr || short_before); // with its article, its vowel or its wasl
        bool const first_alef = own.letter == alef && before == nullptr && (next.letter == lam || next.vowel == sukun);
        bool const long_vowel = before != nullptr && ((own.letter == waw && before->vowel == damma) || (own.letter == yeh && before->vowel == kasra) || (own.letter == alef_maksura && before->vowel != 0));
        if (!article && !first_alef && !(silent_alef && before != nullptr) && !long_vowel && own.letter != alef_madda)
            return false;
    }
    return true;
}

}

bool has_arabic(std::string_view text)
{
    for (std::size_t at = 0; at < text.size();) {
        auto const letter = letter_at(text, at);
        if (is_arabic_letter(letter.code))
            return true;
        at += letter.bytes;
    }
    return false;
}

std::string bare_words(std::string_view text)
{
    std::string out;
    out.reserve(text.size()); // no half-grown copy of a name stays behind
    bool space = false;
    for (std::size_t at = 0; at < text.size();) {
        auto const letter = letter_at(text, at);
        if (is_punctuation(letter.code)) {
            space = true;
        } else if (letter.code == alef_wasla || (!is_arabic_mark(letter.code) && letter.code != tatweel)) {
            if (space && !out.empty())
                out += ' ';
            space = false;
            out += letter.code == alef_wasla ? std::string_view("ا") : text.substr(at, letter.bytes);
        }
        at += letter.bytes;
    }
    return out;
}

std::optional<std::string> unvocalised_word(std::string_view text)
{
    for (std::size_t at = 0; at < text.size();) {
        std::vector<Sign> word;
        auto end = at;
        while (end < text.size()) {
            auto const letter = letter_at(text, end);
            if (is_arabic_letter(letter.code)) {
                word.push_back({ letter.code == alef_wasla ? alef : letter.code, 0, false, false });
            } else if (is_arabic_mark(letter.code) && !word.empty()) {
                word.back().marked = true;
                if (letter.code != shadda)
                    word.back().vowel = letter.code == dagger_alef ? fatha : letter.code;
            } else if (letter.code != tatweel) {
                break;
            }
            end += letter.bytes;
        }
        if (!word.empty() && !vocalised(word))
            return std::string(text.substr(at, end - at));
        at = std::max(end, at + letter_at(text, at).bytes);
    }
    return std::nullopt;
}

Lexicon::Lexicon(std::map<std::string, std::string> const& entries)
{
    for (auto const& [plain, vocal] : entries)
        m_entries.emplace(bare_words(plain), vocal);
}

void Lexicon::add_vocalised(SecretText& out, std::string_view text) const
{
    struct Word {
        std::size_t begin, end;
    };
    std::vector<Word> words; // places alone: nothing to wipe
    for (std::size_t at = 0; at < text.size();) {
        auto const letter = letter_at(text, at);
        bool const inside = is_arabic_letter(letter.code) || is_arabic_mark(letter.code);
        bool const goes_on = inside && !words.empty() && words.back().end == at;
        if (goes_on)
            words.back().end += letter.bytes;
        else if (inside)
            words.push_back({ at, at + letter.bytes });
        at += letter.bytes;
    }
    std::size_t written = 0;
    for (std::size_t i = 0; i < words.size();) {
        std::size_t taken = 1;
        for (auto count = std::min<std::size_t>(3, words.size() - i); count > 0; --count) {
            auto const last = words[i + count - 1].end;
            auto phrase = text.substr(words[i].begin, last - words[i].begin);
            auto bare = bare_words(phrase);
            auto const found = m_entries.find(bare);
            wipe(bare);
            if (found == m_entries.end())
                continue;
            out.append(text.substr(written, words[i].begin - written));
            out.append(found->second);
            written = last;
            taken = count;
            break;
        }
        i += taken;
    }
    out.append(text.substr(written));
}

}
