#pragma once
/// Messages that the shipped fonts cannot draw: a citizen would read boxes.

#include "kiosk/base/core/finding.h"
#include "kiosk/glass/language/messages.h"
#include "kiosk/glass/text/font_stack.h"
#include "kiosk/service/catalogue/catalogue.h"

#include <vector>

namespace kiosk::app {

/// Takes out of `catalogue` each service with a message, in any language and form, of which a face of either weight
/// lacks a letter. Gives a finding for each such message with its FILE:LINE, also for the kiosk's own, which is shown
/// all the same: part is `service ID` or `messages`. Under 1 ms for the shipped content when all is good.
[[nodiscard]] std::vector<Finding> leave_out_undrawable(catalogue::Catalogue& catalogue, language::Messages const& messages, text::FontStack const& fonts);

}
