#pragma once
/// The payment guard of the chip: payment happens in a terminal of its own, so no payment application may be opened
/// through the kiosk's reader, whoever asks.

#include "drivers/iso7816/apdu.h"

namespace drivers::iso7816 {

/// Whether `command` is a SELECT by name (7816-4 §7.1.1, P1 = 04) that could open a payment application: the
/// directories 1PAY.SYS.DDF01 and 2PAY.SYS.DDF01,
/// or an AID that begins with a registered provider (RID) of payment cards, or a name so short that a card could
/// complete it to one of these (partial names are allowed by §7.1.1). Judged whatever the class byte and channel.
[[nodiscard]] bool opens_payment(Command const& command);

}
