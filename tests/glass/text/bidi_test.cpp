#include "kiosk/glass/text/bidi.h"

#include "kiosk/glass/text/letter.h"
#include "tests/glass/text/bidi_cases.h"

#include <catch2/catch.hpp>
#include <cstdlib>
#include <fstream>
#include <new>
#include <unicode/uchar.h>

using namespace kiosk::text;
using bidi_test::Ours;

namespace {

std::size_t allocations = 0;

using Levels = std::vector<std::uint8_t>;

/// The levels of `text`, 0 written out.
Levels levels_of(std::u16string_view text, BaseDirection direction)
{
    Ours ours;
    Levels levels;
    ours.levels(text, direction, levels);
    if (levels.empty())
        levels.resize(text.size());
    return levels;
}

}

// Counted, for U3.
void* operator new(std::size_t size)
{
    ++allocations;
    if (auto* const memory = std::malloc(size))
        return memory;
    throw std::bad_alloc();
}
void* operator new(std::size_t size, std::nothrow_t const&) noexcept { return std::malloc(size); }
void operator delete(void* memory) noexcept { std::free(memory); }
void operator delete(void* memory, std::size_t) noexcept { std::free(memory); }

TEST_CASE("text that runs from left to right has no levels to keep", "[text]")
{
    Ours ours;
    Levels levels { 7 };
    CHECK(ours.levels(u"Fee: 15.00 EUR (\u2018paid\u2019) \U0001f600 \ud55c\uad6d\uc5b4", BaseDirection::left_to_right, levels) == 0);
    CHECK(levels.empty());
    CHECK(ours.levels(u"123", BaseDirection::automatic, levels) == 0);
    CHECK(levels.empty());
    CHECK(ours.levels(u"abc", BaseDirection::automatic_else_right_to_left, levels) == 0);
    CHECK(levels.empty());
    CHECK(ours.levels(u"", BaseDirection::right_to_left, levels) == 1);
    CHECK(levels.empty());
}

TEST_CASE("no letter that can turn a text is passed over", "[text]")
{
    LetterTable letters;
    Ours ours;
    Levels levels;
    auto const turns = [&](UCharDirection direction) {
        return direction != U_LEFT_TO_RIGHT && direction != U_POP_DIRECTIONAL_FORMAT && direction != U_POP_DIRECTIONAL_ISOLATE
            && (direction == U_RIGHT_TO_LEFT || direction == U_RIGHT_TO_LEFT_ARABIC || direction == U_ARABIC_NUMBER
                || (direction >= U_LEFT_TO_RIGHT_EMBEDDING && direction <= U_RIGHT_TO_LEFT_OVERRIDE) || direction >= U_FIRST_STRONG_ISOLATE);
    };
    std::size_t turning = 0;
    std::size_t wrong = 0;
    for (char32_t letter = 0; letter < 0x110000; ++letter) {
        if (!turns(u_charDirection(static_cast<UChar32>(letter))))
            continue;
        std::u16string text = u"ab";
        if (letter >= 0x10000)
            text.insert(1, { static_cast<char16_t>(0xd7c0 + (letter >> 10)), static_cast<char16_t>(0xdc00 + (letter & 0x3ff)) });
        else
            text.insert(1, 1, static_cast<char16_t>(letter));
        ++turning;
        ours.levels(text, BaseDirection::left_to_right, levels);
        wrong += levels.empty() ? 1u : 0u;
    }
    CHECK(turning > 4000);
    CHECK(wrong == 0);
}

TEST_CASE("the first strong letter of the first paragraph gives the direction of all", "[text]")
{
    Ours ours;
    Levels levels;
    CHECK(ours.levels(u"12 \u05d0 a", BaseDirection::automatic, levels) == 1);
    CHECK(ours.levels(u"12", BaseDirection::automatic_else_right_to_left, levels) == 1);
    CHECK(levels == Levels { 2, 2 });
    CHECK(ours.levels(u"1\n\u05d0", BaseDirection::automatic, levels) == 0);
    CHECK(levels == Levels { 0, 0, 1 });
    CHECK(ours.levels(u"\u2068\u05d0\u2069a", BaseDirection::automatic, levels) == 0);
    CHECK(ours.levels(u"\u2069\u05d0", BaseDirection::automatic, levels) == 1);
}

TEST_CASE("a paragraph separator ends all that was open", "[text]")
{
    // The embedding, the isolate and the bracket of the first paragraph mean nothing to the second.
    CHECK(levels_of(u"\u202b\u2067(\u05d0\u2029a)\u05d0 1", BaseDirection::left_to_right) == Levels { 0, 1, 3, 3, 0, 0, 0, 1, 1, 2 });
}

TEST_CASE("what X9 removes never cuts a run", "[text]")
{
    // Zero-width joiner and non-joiner, soft hyphen, and an embedding that ends where it begins.
    CHECK(levels_of(u"\u0645\u06cc\u200c\u062e\u200d a\u00adb", BaseDirection::left_to_right) == Levels { 1, 1, 1, 1, 1, 0, 0, 0, 0 });
    CHECK(levels_of(u"\u05d0\u202a\u202c\u05d0", BaseDirection::left_to_right) == Levels { 1, 1, 1, 1 });
    // A joiner behind the last letter stays with it, behind the space with the space.
    CHECK(levels_of(u"\u0647\u200d \u200d", BaseDirection::left_to_right) == Levels { 1, 1, 0, 0 });
}

TEST_CASE("both halves of a pair have its level, and a lone surrogate is a letter", "[text]")
{
    CHECK(levels_of(u"\U0001ee00 \U00010400", BaseDirection::left_to_right) == Levels { 1, 1, 0, 0, 0 });
    std::u16string const lone { u'\u05d0', 0xd83b, u'\u05d0', 0xde00, u'\u05d0', 0xd83b };
    CHECK(levels_of(lone, BaseDirection::right_to_left) == Levels { 1, 2, 1, 2, 1, 2 });
}

TEST_CASE("brackets pair as Unicode lists them, canonically equivalent ones too", "[text]")
{
    std::ifstream file("/usr/share/unicode/BidiBrackets.txt");
    REQUIRE(file); // of Debian's package unicode-data
    std::size_t pairs = 0;
    for (std::string line; std::getline(file, line);) {
        char32_t code = 0;
        char32_t other = 0;
        char kind = 0;
        if (std::sscanf(line.c_str(), "%x; %x; %c", reinterpret_cast<unsigned*>(&code), reinterpret_cast<unsigned*>(&other), &kind) != 3 || kind != 'o')
            continue;
        ++pairs;
        CHECK(opening_bracket(code) == opening_bracket(other));
        // In a left-to-right text what is in brackets keeps them beside it: N0 b. Unpaired they would turn.
        std::u16string text = u"\u05d0(a)\u05d0";
        text[1] = static_cast<char16_t>(code);
        text[3] = static_cast<char16_t>(other);
        CHECK(levels_of(text, BaseDirection::left_to_right) == Levels { 1, 0, 0, 0, 1 });
    }
    CHECK(pairs == 64);
    CHECK(levels_of(u"\u05d0\u2329\u05d0a\u3009\u05d0", BaseDirection::left_to_right) == Levels { 1, 0, 1, 0, 0, 1 });
    CHECK(levels_of(u"\u05d0(\u05d0a]\u05d0", BaseDirection::left_to_right) == Levels { 1, 1, 1, 0, 0, 1 });
}

TEST_CASE("hostile texts cost no more than their length", "[text][U2]")
{
    // Whatever walked through one of these again at each letter would outlast the time that this program is given.
    std::u16string_view const patterns[] = { u"\u2067", u"\u2067a", u"\u2068", u"\u2068(", u"\u2068\u2069", u"\u202b", u"\u202e\u202c", u"(\u05d0", u"()",
        u"(a)[\u05d0]", u"#\u0300", u"1#\u0300", u"1,", u"\u0300", u"\u200d", u"\u202c", u"\u2069", u" ", u"!", u"\n", u"\u05d0\n", u"\u2067\n", u"a\u05d0",
        u"\u2067\u2069\u202a\u202c", u"\U0001ee00" };
    Ours ours;
    Levels levels;
    for (auto const pattern : patterns) {
        std::u16string text;
        while (text.size() < 300'000)
            text += pattern;
        for (auto const end : { u"", u"a", u"\u05d0", u"\u2069", u")" }) {
            ours.levels(text + end, BaseDirection::automatic, levels);
            auto const sound = levels.empty() || (levels.size() == text.size() + std::u16string_view(end).size() && *std::ranges::max_element(levels) <= 126);
            CHECK(sound);
        }
    }
}

TEST_CASE("what was seen once allocates nothing the next time, and a giant leaves nothing behind", "[text][U3]")
{
    Bidi bidi;
    LetterTable letters;
    Levels levels;
    auto const* const text = u"\u0645\u0631\u062d\u0628\u0627 \u2068Maria (B-12)\u2069, 15.00 [\u05d0] \u202bx\u202c";
    auto const find = [&](std::u16string_view some) {
        auto const before = allocations;
        bidi.levels(some, BaseDirection::right_to_left, letters, levels);
        return allocations - before;
    };
    CHECK(find(text) > 0);
    CHECK(find(text) == 0);
    CHECK(find(u"\u0645\u0631\u062d\u0628\u0627 a") == 0);
    std::u16string const giant(Bidi::most_kept + 1, u'(');
    CHECK(find(giant) > 0);
    CHECK(find(giant) > 0); // its memory was given back
}
