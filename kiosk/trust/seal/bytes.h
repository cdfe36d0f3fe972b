#pragma once
/// Bytes as text: hexadecimal and base64, in one spelling each, so that equal bytes always give equal text.

#include "kiosk/base/core/result.h"

#include <string>
#include <string_view>

namespace kiosk::seal {

/// Lower-case digits, two a byte.
[[nodiscard]] std::string to_hex(std::string_view bytes);
/// `malformed` for anything to_hex() would not have written.
[[nodiscard]] Result<std::string> from_hex(std::string_view text);

/// RFC 4648 section 4: the standard alphabet, padded, no line breaks.
[[nodiscard]] std::string to_base64(std::string_view bytes);
/// `malformed` for anything to_base64() would not have written.
[[nodiscard]] Result<std::string> from_base64(std::string_view text);

}
