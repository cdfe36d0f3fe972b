#include "tests/glass/text/break_promises.h"

#include <cstdint>
#include <iterator>
#include <string>

namespace {

/// A byte is a letter that some rule looks at, or the two that follow it are a code unit.
std::u16string text_of(std::uint8_t const* bytes, std::size_t size)
{
    constexpr char32_t letters[] = { 'a', 'b', '1', '2', ' ', ' ', '\t', '\n', '\r', 0x0b, 0x85, 0x2028, '-', 0x2010, '/', '.', ',', ':', '\'', '"', '(', ')', '[', '!', '%', '$', '_',
        0xa0, 0xad, 0xb4, 0x300, 0x5d0, 0x627, 0x64e, 0x661, 0x600, 0x903, 0xe01, 0x1100, 0x1161, 0x11a8, 0xac00, 0xac01, 0x2014, 0x2024, 0x200b, 0x200d, 0x2060, 0x202a, 0x202b, 0x202c,
        0x202e, 0x2066, 0x2067, 0x2068, 0x2069, 0x201c, 0x2764, 0x3001, 0x3008, 0x3009, 0x3041, 0x30a2, 0x6f22, 0xfe0f, 0xfffc, 0xd83d, 0xde00, 0x1f1e9, 0x1f1ea, 0x1f3fb, 0x1f466, 0x1f600,
        0x1f8ff, 0xe0020, 0x10ffff };
    std::u16string text;
    for (std::size_t at = 0; at < size; ++at) {
        auto const letter = bytes[at] < std::size(letters) ? letters[bytes[at]]
            : at + 2 < size                                ? static_cast<char32_t>(bytes[at + 1] << 8 | bytes[at + 2])
                                                           : U'x';
        if (bytes[at] >= std::size(letters))
            at += 2;
        if (letter >= 0x10000) {
            text += static_cast<char16_t>(0xd7c0 + (letter >> 10));
            text += static_cast<char16_t>(0xdc00 + (letter & 0x3ff));
        } else {
            text += static_cast<char16_t>(letter);
        }
    }
    return text;
}

}

/// Any text is parted into lines, words and graphemes, and the same way from wherever one begins. The first byte says
/// where the text is cut.
extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* bytes, std::size_t size)
{
    if (size != 0)
        breaks_test::require_promises(text_of(bytes + 1, size - 1), bytes[0]);
    return 0;
}
