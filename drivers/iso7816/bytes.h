#pragma once
/// The bytes that card protocols are made of.

#include "kiosk/base/core/result.h"
#include "kiosk/base/core/secret.h"

#include <cstdint>
#include <initializer_list>
#include <span>

namespace drivers::iso7816 {

using kiosk::Failure;
using kiosk::Result;

/// What goes to a card or comes from it. It may hold a person's details, so its memory is wiped when it is let go.
using Bytes = kiosk::SecretBytes;
/// Borrowed bytes: valid for the call only.
using View = std::span<std::uint8_t const>;

}
