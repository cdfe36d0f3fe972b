#pragma once
/// From a visit to the sheet that is printed.

#include "kiosk/base/core/bitmap.h"
#include "kiosk/base/core/result.h"
#include "kiosk/service/receipt/receipt.h"
#include "kiosk/service/visit/visit.h"

namespace kiosk::language {
class Messages;
}
namespace kiosk::text {
class FontStack;
}

namespace kiosk::stage {

struct PaperParts {
    catalogue::Catalogue const& catalogue;
    language::Messages const& messages;
    text::FontStack const& fonts;
    receipt::Letterhead const& letterhead;
    int width_dots;
};

/// What the paper says of a committed visit.
[[nodiscard]] receipt::Receipt receipt_of(visit::State const& state, catalogue::Catalogue const& catalogue);

/// The receipt of a committed visit, in the visit's language and the city's.
[[nodiscard]] Result<Dots> sheet_of(visit::State const& state, PaperParts const& parts);

}
