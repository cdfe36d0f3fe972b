#include "kiosk/glass/speech/arabic.h"

#include <algorithm>
#include <array>
#include <optional>
#include <span>
#include <utility>

namespace kiosk::speech {

namespace {

constexpr char32_t hamza = 0x621, alef_madda = 0x622, alef_hamza = 0x623, waw_hamza = 0x624, alef_hamza_below = 0x625, yeh_hamza = 0x626,
                   alef = 0x627, teh_marbuta = 0x629, lam = 0x644, noon = 0x646, waw = 0x648, alef_maksura = 0x649, yeh = 0x64A,
                   fathatan = 0x64B, dammatan = 0x64C, kasratan = 0x64D, fatha = 0x64E, damma = 0x64F, kasra = 0x650, shadda = 0x651,
                   sukun = 0x652, dagger_alef = 0x670, alef_wasla = 0x671, tatweel = 0x640;

bool is_letter(char32_t c) { return (c >= hamza && c <= 0x63A) || (c >= 0x641 && c <= yeh) || c == alef_wasla; }
bool is_mark(char32_t c) { return (c >= fathatan && c <= sukun) || c == dagger_alef; }
bool is_word(char32_t c) { return is_letter(c) || is_mark(c) || c == tatweel; }
bool is_space(char32_t c) { return c == U' '; }

/// espeak-ng's names of the consonants in its Arabic voice.
constexpr std::array<std::pair<char32_t, std::string_view>, 29> consonants { {
    { hamza, "?" }, { 0x628, "b" }, { 0x62A, "t" }, { 0x62B, "T" }, { 0x62C, "dZ" }, { 0x62D, "H" }, { 0x62E, "X" }, { 0x62F, "d" },
    { 0x630, "D" }, { 0x631, "R" }, { 0x632, "z" }, { 0x633, "s" }, { 0x634, "S" }, { 0x635, "s[" }, { 0x636, "dH" }, { 0x637, "t[" },
    { 0x638, "Z" }, { 0x639, "A" }, { 0x63A, "gH" }, { 0x641, "f" }, { 0x642, "q" }, { 0x643, "k" }, { lam, "l" }, { 0x645, "m" },
    { noon, "n" }, { 0x647, "h" }, { waw, "w" }, { yeh, "j" }, { teh_marbuta, "t" },
} };

std::string_view name_of(char32_t consonant)
{
    auto const found = std::ranges::find(consonants, consonant, &std::pair<char32_t, std::string_view>::first);
    return found == consonants.end() ? std::string_view() : found->second;
}

/// ص ض ط ظ darken the vowel behind them.
bool is_thick(char32_t consonant) { return consonant >= 0x635 && consonant <= 0x638; }

/// A letter with its marks.
struct Sign {
    char32_t letter = 0;
    char32_t vowel = 0; ///< fatha to kasra, fathatan to kasratan, sukun; 0 for none
    bool doubled = false;
    bool dagger = false;
    [[nodiscard]] bool bare() const { return vowel == 0 && !doubled && !dagger; }
    [[nodiscard]] bool closed() const { return vowel == 0 || vowel == sukun; }
};
using Signs = SecretVector<Sign>;

Signs signs_of(std::span<char32_t const> word)
{
    Signs signs;
    for (char32_t c : word) {
        if (is_letter(c)) {
            signs.push_back({ c == alef_wasla ? alef : c, 0, false, false });
        } else if (!signs.empty()) {
            if (c == shadda)
                signs.back().doubled = true;
            else if (c == dagger_alef)
                signs.back().dagger = true;
            else if (is_mark(c))
                signs.back().vowel = c;
        }
    }
    return signs;
}

/// Whether all the vowels are there: of the letters that need a mark at most one in four has none, the last one and long
/// vowels aside.
bool vocalised(Signs const& signs)
{
    std::size_t needed = 0, missing = 0;
    for (std::size_t i = 0; i + 1 < signs.size(); ++i) {
        auto const& sign = signs[i];
        bool const may_be_bare = sign.letter == alef || sign.letter == alef_madda || sign.letter == alef_maksura || sign.letter == waw
            || sign.letter == yeh || (sign.letter == lam && i > 0 && signs[i - 1].letter == alef);
        needed += may_be_bare ? 0 : 1;
        missing += !may_be_bare && sign.bare() ? 1 : 0;
    }
    bool const marked = std::ranges::any_of(signs, [](Sign const& sign) { return !sign.bare() || sign.letter == alef_madda; });
    return marked && missing * 4 <= needed;
}

/// The few words that are commonly written without their dagger alef: هَذَا, هَذِهِ, هَؤُلَاءِ, ذَلِكَ, لَكِنْ, اللَّه.
void restore_dagger(Signs& signs)
{
    auto const stands = [&](std::size_t at, std::initializer_list<char32_t> letters) {
        return at + letters.size() <= signs.size() && std::ranges::equal(letters, std::span(signs).subspan(at, letters.size()), {}, {}, &Sign::letter);
    };
    for (std::size_t at = 0; at + 1 < signs.size(); ++at) {
        if (signs[at].vowel != fatha)
            continue;
        bool const demonstrative = stands(at, { 0x647, 0x630 }) || stands(at, { 0x647, waw_hamza, lam }) || stands(at, { 0x630, lam, 0x643 });
        bool const but = stands(at, { lam, 0x643, noon }) && signs[at + 1].vowel == kasra;
        bool const god = signs[at].doubled && at > 0 && stands(at, { lam, 0x647 }) && at + 2 == signs.size();
        if (at < 2 && (demonstrative || but))
            signs[at].dagger = true;
        if (god)
            signs[at].dagger = true;
    }
}

/// One sound. Vowels are a, i, u.
struct Phone {
    char32_t consonant = 0; ///< 0 for a vowel
    char vowel = 0;
    bool is_long = false;
    bool is_dark = false;
};
using Phones = SecretVector<Phone>;

/// A word as it sounds by itself.
struct Spoken {
    Phones phones;
    std::size_t stem = 0; ///< behind the article, which is never stressed
    /// Begins with a hamzat al-wasl, which falls when speech runs on.
    bool joins = false;
    std::optional<std::size_t> stress;
};

class Reader {
public:
    explicit Reader(Signs const& signs) : m_signs(signs) { }

    Spoken read()
    {
        for (m_at = 0; m_at < m_signs.size(); ++m_at)
            letter();
        return std::move(m_spoken);
    }

private:
    [[nodiscard]] Sign const* sign(std::size_t i) const { return i < m_signs.size() ? &m_signs[i] : nullptr; }
    [[nodiscard]] char32_t vowel_before() const { return m_at == 0 ? 0 : m_signs[m_at - 1].vowel; }

    void consonant(char32_t letter)
    {
        auto& phones = m_spoken.phones;
        if (letter == 0x628 && !phones.empty() && phones.back().consonant == noon)
            phones.back().consonant = 0x645; // n before b is said as m
        phones.push_back({ letter, 0, false, false });
    }
    void vowel(char name, bool is_long)
    {
        auto& phones = m_spoken.phones;
        phones.push_back({ 0, name, is_long, !phones.empty() && is_thick(phones.back().consonant) });
    }
    void lengthen()
    {
        if (!m_spoken.phones.empty() && m_spoken.phones.back().consonant == 0)
            m_spoken.phones.back().is_long = true;
    }

    void vowel_of(Sign const& sign)
    {
        switch (sign.vowel) {
        case fatha: vowel('a', sign.dagger); return;
        case damma: vowel('u', false); return;
        case kasra: vowel('i', false); return;
        case fathatan: vowel('a', false); return consonant(noon);
        case dammatan: vowel('u', false); return consonant(noon);
        case kasratan: vowel('i', false); return consonant(noon);
        default:
            if (sign.dagger)
                vowel('a', true);
        }
    }

    void voiced(char32_t letter, Sign const& sign)
    {
        consonant(letter);
        if (sign.doubled)
            consonant(letter);
        vowel_of(sign);
    }

    /// ا without a mark, or with the vowel of a hamzat al-wasl.
    void plain_alef()
    {
        auto const& own = m_signs[m_at];
        bool const at_start = m_at == 0;
        if (own.vowel == fathatan || vowel_before() == fathatan)
            return own.vowel == fathatan ? vowel_of(own) : void();
        bool const prefixed = !at_start && m_at <= 2 && std::ranges::all_of(m_signs.begin(), m_signs.begin() + static_cast<std::ptrdiff_t>(m_at), [](Sign const& sign) {
            return (sign.letter == waw || sign.letter == 0x641 || sign.letter == 0x628 || sign.letter == 0x643 || sign.letter == lam)
                && (sign.vowel == fatha || sign.vowel == kasra);
        });
        bool const of_article = own.vowel == 0 || own.vowel == fatha; // not the kasra of اِلْمِسُوا
        if ((at_start || prefixed) && of_article && article_follows()) {
            if (at_start)
                begin_with('a');
            return article();
        }
        if (at_start)
            return begin_with(own.vowel == damma ? 'u' : own.vowel == fatha ? 'a' : 'i');
        auto const* next = sign(m_at + 1);
        bool const before_closed = next != nullptr && next->vowel == sukun && !next->doubled && m_at + 2 < m_signs.size();
        if (vowel_before() == fatha && !before_closed)
            return lengthen();
        // Silent: a hamzat al-wasl behind a prefix, or the alef of ـوا.
    }

    void begin_with(char name)
    {
        consonant(hamza);
        vowel(name, false);
        m_spoken.joins = true;
    }

    /// Whether ل of the article stands behind the alef here: without a vowel of its own, doubled (الذي), or with the helping
    /// vowel before a second hamzat al-wasl (الاسم).
    [[nodiscard]] bool article_follows() const
    {
        auto const *first = sign(m_at + 1), *second = sign(m_at + 2), *third = sign(m_at + 3);
        if (first == nullptr || first->letter != lam || second == nullptr)
            return false;
        return first->closed() || first->doubled || (first->vowel == kasra && second->letter == alef && third != nullptr && third->vowel == sukun);
    }

    /// Reads the ل, and what hangs on it.
    void article()
    {
        ++m_at;
        auto const& own = m_signs[m_at];
        auto const& next = m_signs[m_at + 1];
        auto const* third = sign(m_at + 2);
        if (own.doubled)
            return voiced(lam, own);
        if (own.vowel == kasra || !next.doubled)
            consonant(lam);
        m_spoken.stem = m_spoken.phones.size();
        if (next.letter == alef && third != nullptr && third->vowel == sukun) { // الاسم, which has two of them
            vowel('i', false);
            ++m_at;
        }
    }

    void letter()
    {
        auto const& own = m_signs[m_at];
        switch (own.letter) {
        case alef: return plain_alef();
        case alef_maksura:
            if (vowel_before() == fatha || vowel_before() == kasra)
                lengthen();
            return;
        case alef_madda:
            consonant(hamza);
            return vowel('a', true);
        case alef_hamza_below:
            consonant(hamza);
            return own.vowel == 0 ? vowel('i', false) : vowel_of(own);
        case hamza:
        case alef_hamza:
        case waw_hamza:
        case yeh_hamza: return voiced(hamza, own);
        case teh_marbuta:
            return own.closed() ? void() : voiced(teh_marbuta, own);
        case waw:
            return own.closed() && !own.doubled && vowel_before() == damma ? lengthen() : voiced(waw, own);
        case yeh:
            return own.closed() && !own.doubled && !own.dagger && vowel_before() == kasra ? lengthen() : voiced(yeh, own);
        case lam: {
            // للشمس, للقمر: the article behind the preposition.
            auto const* next = sign(m_at + 1);
            bool const of_article = own.closed() && !own.doubled && (m_at == 1 || m_at == 2) && m_signs[m_at - 1].letter == lam && m_signs[m_at - 1].vowel == kasra;
            if (!of_article || next == nullptr)
                return voiced(lam, own);
            if (!next->doubled)
                consonant(lam);
            m_spoken.stem = m_spoken.phones.size();
            return;
        }
        default:
            if (!name_of(own.letter).empty())
                voiced(own.letter, own);
        }
    }

    Signs const& m_signs;
    std::size_t m_at = 0;
    Spoken m_spoken;
};

/// Before a pause the last short vowel falls, and with it ن of ـٌ and ـٍ and ت of ة; ـً stays.
void pause_after(Spoken& spoken, Signs const& signs)
{
    auto& phones = spoken.phones;
    auto const& last = signs.back();
    auto const vowels = std::ranges::count(phones, char32_t { 0 }, &Phone::consonant);
    bool const pronoun = vowels == 2 && (last.letter == waw || last.letter == yeh); // هو, هي
    if (vowels < 2 || last.dagger || pronoun)
        return;
    if (last.vowel == dammatan || last.vowel == kasratan)
        phones.resize(phones.size() - 2);
    else if (last.vowel == fatha || last.vowel == damma || last.vowel == kasra)
        phones.pop_back();
    else
        return;
    if (last.letter == teh_marbuta)
        phones.pop_back();
    auto const count = phones.size();
    if (count >= 2 && phones[count - 1].consonant == yeh && phones[count - 2].vowel == 'i') { // ij is a long i
        phones.pop_back();
        phones.back().is_long = true;
    }
}

/// Where the stress stands: the index of a vowel. Small words of one syllable have none.
std::optional<std::size_t> stress_of(Spoken const& spoken)
{
    auto const& phones = spoken.phones;
    struct Syllable {
        std::size_t vowel;
        std::size_t coda;
    };
    std::vector<Syllable> syllables;
    for (auto i = spoken.stem; i < phones.size(); ++i) {
        if (phones[i].consonant == 0)
            syllables.push_back({ i, 0 });
        else if (!syllables.empty())
            ++syllables.back().coda;
    }
    if (syllables.empty() || (syllables.size() == 1 && phones.size() <= 3 && spoken.stem == 0))
        return std::nullopt;
    // Each consonant before a vowel opens its syllable.
    for (std::size_t i = 0; i + 1 < syllables.size(); ++i)
        syllables[i].coda -= std::min<std::size_t>(syllables[i].coda, 1);
    auto const weight = [&](Syllable const& syllable) { return syllable.coda + (phones[syllable.vowel].is_long ? 1 : 0); };
    auto const count = syllables.size();
    if (count == 1 || weight(syllables[count - 1]) >= 2)
        return syllables[count - 1].vowel;
    if (count == 2 || weight(syllables[count - 2]) >= 1)
        return syllables[count - 2].vowel;
    return syllables[count - 3].vowel;
}

/// The article or the helping vowel of `next` falls; what closed it now closes the word before.
void join(Spoken& before, Spoken& next)
{
    auto& phones = next.phones;
    std::size_t gone = 2; // the hamza and its vowel
    if (before.phones.empty())
        return;
    if (before.phones.back().consonant == 0)
        before.phones.back().is_long = false;
    else
        before.phones.push_back({ 0, 'i', false, false });
    // One consonant of two that begin the word now.
    if (phones.size() > 3 && phones[2].consonant != 0 && phones[3].consonant != 0) {
        before.phones.push_back(phones[2]);
        ++gone;
    }
    phones.erase(phones.begin(), phones.begin() + static_cast<std::ptrdiff_t>(gone));
    next.stem -= std::min(next.stem, gone);
    if (next.stress)
        *next.stress -= gone;
}

void write(Script& script, Spoken const& spoken)
{
    script.add("[[");
    for (std::size_t i = 0; i < spoken.phones.size(); ++i) {
        auto const& phone = spoken.phones[i];
        if (i > 0)
            script.add("|"); // or d and H would be one sound, ض
        if (spoken.stress == i)
            script.add("'");
        if (phone.consonant != 0)
            script.add(name_of(phone.consonant));
        else
            script.add(std::string_view(&phone.vowel, 1));
        if (phone.is_dark)
            script.add(".");
        if (phone.is_long)
            script.add(":");
    }
    script.add("]]");
}

/// Shadda before its vowel: espeak-ng drops the vowel otherwise.
void write_as_is(Script& script, std::span<char32_t const> word)
{
    for (std::size_t i = 0; i < word.size(); ++i) {
        if (word[i] == tatweel || (word[i] == shadda && i > 0 && is_mark(word[i - 1])))
            continue;
        if (is_mark(word[i]) && i + 1 < word.size() && word[i + 1] == shadda)
            script.add(shadda);
        script.add(word[i]);
    }
}

/// Whether speech pauses at `at`, behind a word: at the end, and at all that is neither a word nor a digit.
bool pauses(Letters const& sentence, std::size_t at)
{
    while (at < sentence.size() && is_space(sentence[at]))
        ++at;
    return at == sentence.size() || (!is_word(sentence[at]) && !(sentence[at] >= U'0' && sentence[at] <= U'9') && !(sentence[at] >= 0x660 && sentence[at] <= 0x669));
}

void write_between(Script& script, char32_t c)
{
    switch (c) {
    case U'،': return script.add(U',');
    case U'؛': return script.add(U';');
    case U'؟': return script.add(U'?');
    case U'«':
    case U'»': return script.add(U' ');
    default: script.add(c);
    }
}

}

SecretText arabic_script(Letters const& sentence)
{
    Script script;
    std::optional<Spoken> waiting; // a word that the next one may still close
    bool space = false;
    auto const flush = [&] {
        if (waiting)
            write(script, *waiting);
        waiting.reset();
        if (std::exchange(space, false))
            script.add(U' ');
    };
    for (std::size_t at = 0; at < sentence.size();) {
        if (is_space(sentence[at])) {
            space = true;
            ++at;
            continue;
        }
        if (!is_word(sentence[at])) {
            flush();
            write_between(script, sentence[at++]);
            continue;
        }
        auto end = at;
        while (end < sentence.size() && is_word(sentence[end]))
            ++end;
        std::span const word(sentence.data() + at, end - at);
        at = end;
        auto signs = signs_of(word);
        if (signs.empty() || !vocalised(signs)) {
            flush();
            write_as_is(script, word);
            continue;
        }
        restore_dagger(signs);
        auto spoken = Reader(signs).read();
        if (pauses(sentence, end))
            pause_after(spoken, signs);
        spoken.stress = stress_of(spoken);
        if (waiting && spoken.joins)
            join(*waiting, spoken);
        flush();
        waiting = std::move(spoken);
    }
    flush();
    return script.text();
}

}
