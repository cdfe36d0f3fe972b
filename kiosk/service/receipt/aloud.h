#pragma once
/// A receipt for the ear: all that the paper says, in the order in which it says it.

#include "kiosk/base/core/secret.h"
#include "kiosk/glass/language/spoken_messages.h"
#include "kiosk/service/receipt/receipt.h"

#include <vector>

namespace kiosk::receipt {

/// In spoken form. Every value is the citizen's own.
struct Aloud {
    SecretText label;
    SecretText value;
};

/// In the visit's language: service, day and hour, number, private code, what was asked, the cost, what happens next.
[[nodiscard]] std::vector<Aloud> aloud(Receipt const& receipt, language::SpokenMessages const& messages);

}
