#pragma once
/// The bytes that go to a printer. They show a citizen's receipt, so their memory is wiped when it is let go.

#include "kiosk/base/core/result.h"
#include "kiosk/base/core/secret.h"

#include <cstdint>
#include <span>

namespace drivers::escpos {

using kiosk::Failure;
using kiosk::Result;
using Bytes = kiosk::SecretBytes;
/// Borrowed bytes: valid for the call only.
using View = std::span<std::uint8_t const>;

}
