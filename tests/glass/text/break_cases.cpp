#include "tests/glass/text/break_cases.h"

#include "kiosk/glass/text/utf8.h"
#include "tests/glass/text/unicode_file.h"

#include <algorithm>
#include <fmt/format.h>
#include <map>
#include <sstream>
#include <tuple>

namespace breaks_test {

std::vector<Case> cases_of(std::string const& name)
{
    auto file = open_unicode_file("auxiliary/" + name);
    std::vector<Case> cases;
    std::size_t number = 0;
    for (std::string line; std::getline(file, line);) {
        ++number;
        std::istringstream words(line.substr(0, line.find('#')));
        Case one { number, {}, {} };
        for (std::string word; words >> word;) {
            if (word == "÷")
                one.breaks.push_back(static_cast<std::uint32_t>(one.text.size()));
            else if (word != "×")
                append(one.text, static_cast<char32_t>(std::stoul(word, nullptr, 16)));
        }
        if (!one.text.empty())
            cases.push_back(one);
    }
    return cases;
}

std::string named(std::u16string_view text)
{
    std::string names;
    for (std::size_t at = 0; at < text.size(); ++at) {
        char32_t letter = text[at];
        if (U16_IS_LEAD(letter) && at + 1 < text.size() && U16_IS_TRAIL(text[at + 1]))
            letter = static_cast<char32_t>(U16_GET_SUPPLEMENTARY(letter, text[++at]));
        names += fmt::format("{}U+{:04X}", names.empty() ? "" : " ", static_cast<std::uint32_t>(letter));
    }
    return names;
}

std::u16string to_utf16(std::string_view utf8)
{
    std::u16string text;
    for (std::size_t at = 0; at < utf8.size();) {
        auto const [letter, bytes] = kiosk::text::code_point_at(utf8, at);
        append(text, letter);
        at += bytes;
    }
    return text;
}

void append(std::u16string& text, char32_t letter)
{
    if (letter >= 0x10000) {
        text += static_cast<char16_t>(U16_LEAD(letter));
        text += static_cast<char16_t>(U16_TRAIL(letter));
    } else {
        text += static_cast<char16_t>(letter);
    }
}

std::string marked(std::u16string_view text, std::vector<Place> const& places)
{
    std::string all;
    std::int32_t at = 0;
    auto const length = static_cast<std::int32_t>(text.size());
    while (at < length) {
        auto const place = std::ranges::find(places, static_cast<std::uint32_t>(at), &Place::position);
        if (at != 0 && place != places.end())
            all += place->mark;
        UChar32 letter = 0;
        U16_NEXT(text.data(), at, length, letter);
        char bytes[U8_MAX_LENGTH];
        std::size_t count = 0;
        U8_APPEND_UNSAFE(bytes, count, letter);
        all.append(bytes, count);
    }
    return all;
}

Icu::Icu(UBreakIteratorType type)
{
    UErrorCode error = U_ZERO_ERROR;
    m_breaks.reset(ubrk_open(type, "en", nullptr, 0, &error));
    if (U_FAILURE(error))
        throw std::runtime_error(u_errorName(error));
}

std::vector<std::uint32_t> Icu::breaks(std::u16string_view text)
{
    UErrorCode error = U_ZERO_ERROR;
    ubrk_setText(m_breaks.get(), text.data(), static_cast<std::int32_t>(text.size()), &error);
    std::vector<std::uint32_t> found;
    for (auto at = ubrk_first(m_breaks.get()); at != UBRK_DONE; at = ubrk_next(m_breaks.get()))
        found.push_back(static_cast<std::uint32_t>(at));
    return found;
}

RandomText::RandomText(UProperty property, bool (*leaves_out)(char32_t), unsigned seed) : m_random(seed)
{
    using Kind = std::tuple<int, int, bool, bool>;
    std::map<Kind, std::vector<char32_t>> kinds;
    constexpr UChar32 ideographs = 0x20000; // from there on no kind is new but that of the tags
    constexpr UChar32 tags = 0xe0000;
    for (UChar32 letter = 0; letter < tags + 0x200; letter = letter + 1 == ideographs ? tags : letter + 1) {
        if (U_IS_SURROGATE(letter) || leaves_out(static_cast<char32_t>(letter)))
            continue;
        Kind const kind { u_getIntPropertyValue(letter, property), u_getIntPropertyValue(letter, UCHAR_EAST_ASIAN_WIDTH),
            u_hasBinaryProperty(letter, UCHAR_EXTENDED_PICTOGRAPHIC) != 0, u_charType(letter) == U_UNASSIGNED };
        // The first of its kind, and some from all over the code.
        auto& letters = kinds[kind];
        if (letters.size() < 2 || (letters.size() < 12 && below(40) == 0))
            letters.push_back(static_cast<char32_t>(letter));
    }
    for (auto const& [kind, letters] : kinds)
        m_letters.push_back(letters);
}

std::u16string RandomText::make(std::size_t letters)
{
    std::u16string text;
    for (std::size_t i = 0; i < letters; ++i) {
        auto const& kind = m_letters[below(m_letters.size())];
        append(text, kind[below(kind.size())]);
    }
    return text;
}

void each_long_text(std::function<void(std::u16string const&)> const& visit)
{
    constexpr std::size_t length = 100'000;
    struct Made {
        std::u16string_view first;
        std::u16string_view part;
    };
    constexpr Made all[] = {
        { u"", u"a" }, { u"", u" " }, { u"(", u" " }, { u"\u201c", u" " }, { u"\u2014", u" " }, { u"", u"\u2014 " }, { u"", u"\u0301" }, { u"$(", u"\u0301" },
        { u"a.", u"\u0301" }, { u"1", u"\u0301" }, { u" .", u"\u0301" }, { u"\U0001f600", u"\u0301" }, { u"", u"\u200d" }, { u"\U0001f600", u"\u200d" },
        { u"", u"\U0001f600\u200d" }, { u"", u"\U0001f1e9" }, { u"a", u"\U0001f1e9" }, { u"", u"\U0001f1e9\u0301" }, { u"", u"\"" }, { u"", u"'" }, { u"א", u"\"" },
        { u"", u"א\"" }, { u"", u"a." }, { u"", u"1." }, { u"1", u"." }, { u"", u"(" }, { u"", u")" }, { u"", u"$(" }, { u"", u"-" }, { u"", u" -" }, { u"", u"/" },
        { u"한", u"\u2068" }, { u"", u"\u2069" }, { u" ", u"\u2069" }, { u"", u"\u2068한" }, { u"", u" \u2069" }, { u"", u"\u200b" }, { u"", u"\n" }, { u"", u"\r" },
        { u"", u"한" }, { u"", u"\u1100" }, { u"", u"\u3042" }, { u"", u"\u0600" }, { u"", u"\xd83d" }, { u"", u"\xde00" },
    };
    for (auto const& [first, part] : all) {
        std::u16string text(first);
        while (text.size() < length)
            text += part;
        visit(text);
    }
}

}
