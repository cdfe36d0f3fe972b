#include "tests/glass/text/bidi_strings.h"

#include <array>
#include <string_view>

namespace bidi_test {

namespace {

/// SplitMix64: a good sequence from any number, without a large state to fill.
class Random {
public:
    explicit Random(std::uint64_t seed) : m_state(seed * 0x9e3779b97f4a7c15) { }
    std::uint64_t below(std::uint64_t limit)
    {
        m_state += 0x9e3779b97f4a7c15;
        auto z = m_state;
        z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9;
        z = (z ^ z >> 27) * 0x94d049bb133111eb;
        return (z ^ z >> 31) % limit;
    }
    char32_t one_of(std::u32string_view letters) { return letters[below(letters.size())]; }

private:
    std::uint64_t m_state;
};

// A letter stands once for each time it is wanted more often; alphabets of one kind of trouble each.
constexpr std::u32string_view strong = U"ab\ud55c\u200e\U00010400\u05d0\u05d1\u200f\u07c0\U00010840\u0627\u0628\u061c\U0001ee00";
constexpr std::u32string_view numbers = U"1290\u06f1\u00b2\U0001d7ce+-\uff0d#%\u066a\u00b0\u20ac\u0661\u0662\u06dd\U00010e60,.:/\u00a0";
constexpr std::u32string_view neutral = U" \u3000\u2028\f\t\u001f\v!\u2026&*\ufffc\U0001f600\u2029\n\r\u001c\u0085";
constexpr std::u32string_view marks = U"\u0300\u064b\u0331\ufe0f\U0001e8d0\u00ad\u200b\u200d\u2060\ufeff\U000e0001\u0000";
constexpr std::u32string_view brackets = U"(((([[[{<\u2329\u2329\u3008\u3008\u2045\u0f3a\uff5f\u300c\uff08\u2983))))]]]}>\u232a\u232a\u3009\u3009\u2046\u0f3b\uff60\u300d\uff09\u2984";
constexpr std::u32string_view isolates = U"\u2066\u2067\u2068\u2068\u2069\u2069\u2069";
constexpr std::u32string_view embeddings = U"\u202a\u202b\u202d\u202e\u202c\u202c\u202c";

/// What a string is made of: each alphabet with its share.
struct Recipe {
    std::array<unsigned, 7> shares; ///< strong, numbers, neutral, marks, brackets, isolates, embeddings
};
constexpr std::array recipes {
    Recipe { { 4, 4, 3, 3, 4, 3, 3 } },
    Recipe { { 4, 12, 1, 3, 0, 0, 0 } },
    Recipe { { 4, 3, 1, 4, 10, 0, 0 } },
    Recipe { { 4, 1, 1, 3, 8, 3, 3 } },
    Recipe { { 6, 2, 4, 1, 0, 6, 6 } },
    Recipe { { 6, 4, 6, 1, 2, 4, 0 } },
    Recipe { { 2, 1, 6, 1, 1, 3, 3 } },
};

char32_t letter_of(Recipe const& recipe, Random& random)
{
    constexpr std::array alphabets { strong, numbers, neutral, marks, brackets, isolates, embeddings };
    unsigned all = 0;
    for (auto const share : recipe.shares)
        all += share;
    auto pick = random.below(all);
    std::size_t i = 0;
    while (pick >= recipe.shares[i])
        pick -= recipe.shares[i++];
    return random.one_of(alphabets[i]);
}

/// About as many as fit, and sometimes one of another kind between.
std::u32string nested(Random& random)
{
    std::u32string text;
    if (random.below(2) == 0)
        text += random.one_of(strong);
    auto const kind = random.below(3);
    auto const opening = kind == 0 ? U"([{\u2329\u3008" : kind == 1 ? U"\u2066\u2067\u2068"
                                                                    : U"\u202a\u202b\u202d\u202e\u2067";
    auto const depth = kind == 0 ? 55 + random.below(16) : 50 + random.below(90);
    auto const only = random.below(2) == 0 ? random.one_of(opening) : char32_t { 0 };
    for (std::uint64_t i = 0; i < depth; ++i) {
        text += only != 0 ? only : random.one_of(opening);
        if (random.below(24) == 0)
            text += random.one_of(strong);
    }
    return text;
}

}

std::u32string string_of(std::uint64_t number)
{
    Random random(number);
    std::u32string text;
    if (random.below(50) == 0)
        text = nested(random);
    auto const& recipe = recipes[random.below(recipes.size())];
    auto const few = random.below(4) != 0;
    for (auto length = random.below(few ? 12 : 40) + text.size() / 2 + 1; length > 0; --length) {
        if (random.below(64) == 0) {
            auto const any = static_cast<char32_t>(random.below(4) == 0 ? 0xd800 + random.below(0x800) : random.below(0x110000));
            auto const pairs = any >= 0xdc00 && any <= 0xdfff && !text.empty() && text.back() >= 0xd800 && text.back() <= 0xdbff;
            text += pairs ? U'x' : any;
        } else {
            text += letter_of(recipe, random);
        }
        // A bracket that was opened is often closed, or pairs would be rare.
        if (random.below(16) == 0) {
            constexpr std::u32string_view openings = U"([{\u2329\u3008";
            constexpr std::u32string_view closings = U")]}\u3009\u232a";
            for (auto at = text.size(); at-- > 0;) {
                if (auto const kind = openings.find(text[at]); kind != openings.npos) {
                    text += closings[kind];
                    break;
                }
            }
        }
    }
    return text;
}

}
