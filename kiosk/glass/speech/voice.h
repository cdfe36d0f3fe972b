#pragma once
/// The voice of each language, and the letters that it is given.

#include "kiosk/base/core/ids.h"
#include "kiosk/base/core/secret.h"

#include <string_view>
#include <vector>

namespace kiosk::speech {

/// The name of the voice for espeak-ng. Each is a file's name, which is found without reading all 120 voices: 4 ms less.
///
///     Arabic    sem/ar   the only one of Debian's that needs no other package
///     English   gmw/en   British, as the dates and words of the glass are
///     Korean    ko       the only one
[[nodiscard]] std::string_view voice_of(Language language);

/// A part of a sentence, and whose voice says it.
struct Part {
    Language language;
    SecretText text;
};

/// The sentence as one part, or as several where an Arabic name stands in another language: the English and the Korean voice
/// would call its letters by their names. The Arabic voice reads Latin and Hangul itself.
[[nodiscard]] std::vector<Part> parts_of(Language language, std::string_view sentence);

/// What the voice is given for a sentence: without marks of direction, without what it would take for its own notation
/// (`[[`), and in Arabic as phonemes where the words carry their vowels (see arabic.h).
[[nodiscard]] SecretText script_of(Language language, std::string_view sentence);

}
