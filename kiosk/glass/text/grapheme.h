#pragma once
/// What a citizen takes for one letter. For this folder alone.

#include "kiosk/glass/text/boundaries.h"
#include "kiosk/glass/text/letter.h"

#include <cstdint>
#include <span>

namespace kiosk::text {

/// Extended grapheme clusters: UAX #29 of Unicode 15.0, rules GB1 to GB999, with no tailoring.
///
/// Text is UTF-16. A lone surrogate is a cluster of its own (it counts as a control, GB4 and GB5). Time grows with the
/// text alone, whatever its letters are; no memory is asked for but `into`'s, once it has grown.
void find_graphemes(LetterTable& letters, std::span<char16_t const> text, Boundaries& into);

/// The end of the cluster that begins at `start`: find_graphemes() a step at a time, without memory. `start` is less
/// than the text's length and a boundary (0, or what this function has answered); else the end of the part of a cluster
/// that begins there.
[[nodiscard]] std::uint32_t end_of_grapheme(LetterTable& letters, std::span<char16_t const> text, std::uint32_t start);

}
