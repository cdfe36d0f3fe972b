#pragma once
/// Unicode's own cases for UAX #9, as Debian's package `unicode-data` installs them, and what the text engine makes of such
/// a case.

#include "kiosk/glass/text/bidi.h"
#include "tests/glass/text/bidi_reference.h"

#include <cstddef>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace bidi_test {

struct Case {
    std::string file;
    std::size_t line = 0;
    std::u32string text;
    Asked asked = Asked::left;
    std::optional<int> base; ///< BidiTest does not tell it
    std::vector<int> levels;
    std::vector<std::uint32_t> order;

    [[nodiscard]] bool is_met_by(Resolved const& resolved) const;
};

using Visit = std::function<void(Case const&)>;

/// Every line of BidiTest.txt once for each direction that it is for, with letters for its classes; these change from line
/// to line, beyond U+FFFF too. Returns how many; throws, with the name of the package, if the file is not there.
std::size_t each_of_bidi_test(Visit const& visit);
std::size_t each_of_bidi_character_test(Visit const& visit);

/// The text engine's own algorithm, kept warm from text to text.
class Ours {
public:
    Ours();
    ~Ours();
    [[nodiscard]] Resolved resolve(std::u32string_view text, Asked asked);
    /// As resolve(), of any UTF-16.
    std::uint8_t levels(std::u16string_view text, kiosk::text::BaseDirection direction, std::vector<std::uint8_t>& levels);

private:
    struct Tools;
    std::unique_ptr<Tools> m_tools;
};

/// What two answers differ in, for people: nothing if they are equal. Letters as U+XXXX.
[[nodiscard]] std::optional<std::string> difference(std::u32string_view text, Asked asked, Resolved const& ours, Resolved const& expected);

[[nodiscard]] std::string to_utf8(std::u32string_view text);
[[nodiscard]] std::u32string to_utf32(std::string_view utf8);

}
