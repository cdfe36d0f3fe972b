#pragma once
/// What is sealed for the hub: the clear body of a transaction, written in memory that is wiped.
///
///     {"language":"ar","answers":{"copies":"two"},"identity":{"number":…,"latin_name":…,"native_name":…,"birth_year":…},
///      "receipt":{"number":"000100000016","secret":"ABCD3467"}}
///
/// `identity` is left out where nobody was identified.

#include "kiosk/base/core/ids.h"
#include "kiosk/base/core/secret.h"
#include "kiosk/service/visit/visit.h"

namespace kiosk::stage {

[[nodiscard]] SecretText body_of(visit::State const& state, ReceiptNumber const& number, SecretText const& secret);

}
