#pragma once
/// The last line of what was too long, and "…". For this folder alone.

#include "kiosk/glass/text/paragraph.h"

namespace kiosk::text {

/// Takes away the lines of `layout` beyond `listing.most_lines`, of which there are some, and sets the last that stays anew,
/// as ListingFit says. `layout` was laid out of `shaped` by `listing.fit`.
void shorten(Paragraph::Shaped const& shaped, ListingFit const& listing, Layout& layout);

}
