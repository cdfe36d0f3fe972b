#pragma once
/// Languages that nobody speaks, made of the English messages, to see what a page does with other words.
///
/// `stretched` stands where English does: about 40 % longer, with marks above and below its letters. What still fits and
/// can still be drawn leaves room for a translation.
/// `turned` stands where Arabic does: the English words on a page that reads from right to left, so that the page must
/// be the mirror image of the English one.

#include <string>
#include <string_view>

namespace kiosk::language {

enum class Pseudo { stretched, turned };

/// Each vowel twice, the second with a mark; some consonants with one. Everything else as it is.
[[nodiscard]] std::string stretched(std::string_view text);

}
