#include "kiosk/app/main/text_input.h"

#include <algorithm>
#include <cstdlib>

namespace {

using namespace kiosk;
using namespace kiosk::app;

void require(bool holds)
{
    if (!holds)
        std::abort();
}

bool is_text(std::u32string const& text)
{
    return std::ranges::all_of(text, [](char32_t letter) { return letter <= 0x10ffff && (letter < 0xd800 || letter > 0xdfff); });
}

/// A reason fits one line of any terminal.
template <typename T>
bool is_told(Result<T> const& read)
{
    auto const printable = [](unsigned char c) { return c >= ' ' && c != 0x7f; };
    return read || (!read.error().story.empty() && read.error().story.size() < 200 && std::ranges::all_of(read.error().story, printable));
}

}

/// Any bytes are a question about a text, or are none for a reason. What was read is the same when it is written down.
extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* bytes, std::size_t size)
{
    std::string_view const line(reinterpret_cast<char const*>(bytes), size);
    BidiQuestion question;
    auto const asked = read_question(line, question);
    require(is_told(asked));
    require(!asked || (is_text(question.text) && question.direction >= 0 && question.direction <= 2));

    std::u32string text;
    auto const read = read_code_points(line, text);
    require(is_told(read));
    if (read) {
        require(is_text(text));
        std::string written;
        for (auto const letter : text) {
            constexpr std::string_view digits = "0123456789ABCDEF";
            for (int shift = 20; shift >= 0; shift -= 4)
                written += digits[letter >> shift & 0xf];
            written += ' ';
        }
        std::u32string again;
        require(read_code_points(written, again).has_value() && again == text);
    }
    require(is_told(read_unicodes(line)));
    require(legible(line).size() <= 24 * 4 + 3);
    return 0;
}
