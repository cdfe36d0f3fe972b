#pragma once
/// Numbers as text. Inner part of this folder.

#include <string>

namespace kiosk::json {

/// ECMAScript's Number::toString (ECMA-262, 6.1.6.1.20), which RFC 8785 section 3.2.2.3 names. `value` is finite.
[[nodiscard]] std::string ecmascript_number(double value);

}
