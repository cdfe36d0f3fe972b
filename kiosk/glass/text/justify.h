#pragma once
/// Lines as wide as their box. For this folder alone.

#include "kiosk/glass/text/paragraph.h"

namespace kiosk::text {

/// Widens the spaces (U+0020, U+00A0) of every line of `layout`, which was laid out of `shaped` to the start, as
/// Align::justify says. Glyphs, advances, runs and the lines' own x and width follow; what hangs stays as wide as it is.
void justify(Paragraph::Shaped const& shaped, Layout& layout);

}
