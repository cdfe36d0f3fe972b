#include "tests/glass/text/bidi_cases.h"

#include <cstdio>
#include <cstdlib>

/// Any letters have the levels and the order that the plain reference finds. The first byte is the direction; each further
/// one is a letter of those that UAX #9 tells apart, or says that the next three are a code point.
extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* bytes, std::size_t size)
{
    using namespace bidi_test;
    static Ours ours;
    constexpr std::u32string_view letters = U"ab\u05d0\u05d1\u0627\u06281\u06f1+-#%\u0661\u0662,:\u2029\n\t\u001f \u2028!&\u0300\u064b\u200b\u00ad"
                                            U"\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\u061c()[]{}\u2329\u232a\u3008\u3009"
                                            U"\U00010400\U00010840\U0001ee00\U0001d7ce\U00010e60\U0001e8d0\U000e0001\U0001f600";
    constexpr std::size_t most = 300; // the reference is not quick about long ones
    if (size == 0)
        return 0;
    auto const asked = static_cast<Asked>(bytes[0] % 3);
    std::u32string text;
    for (std::size_t i = 1; i < size && text.size() < most; ++i) {
        if (bytes[i] < 240 || i + 3 >= size) {
            text += letters[bytes[i] % letters.size()];
            continue;
        }
        auto const letter = static_cast<char32_t>((bytes[i + 1] << 16 | bytes[i + 2] << 8 | bytes[i + 3]) % 0x110000);
        auto const trails = letter >= 0xdc00 && letter <= 0xdfff && !text.empty() && text.back() >= 0xd800 && text.back() <= 0xdbff;
        text += trails ? U'x' : letter;
        i += 3;
    }
    if (auto const what = difference(text, asked, ours.resolve(text, asked), resolve_plainly(text, asked))) {
        std::fprintf(stderr, "%s\n", what->c_str());
        std::abort();
    }
    return 0;
}
