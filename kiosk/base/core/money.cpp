#include "kiosk/base/core/money.h"

#include <algorithm>
#include <fmt/format.h>

namespace kiosk {

Result<Currency> Currency::of(std::string_view code)
{
    if (code.size() != 3 || !std::ranges::all_of(code, [](char c) { return c >= 'A' && c <= 'Z'; }))
        return failed(Failure::malformed, fmt::format("'{}' is not a currency: expected three capital letters as in ISO 4217", code));
    return Currency({ code[0], code[1], code[2] });
}

}
