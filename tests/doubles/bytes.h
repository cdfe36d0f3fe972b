#pragma once
/// Bytes as the standards print them: `from_hex("3B 81 80 01")`.

#include "drivers/iso7816/bytes.h"

#include <cctype>
#include <string>
#include <string_view>

namespace doubles {

inline drivers::iso7816::Bytes from_hex(std::string_view text)
{
    drivers::iso7816::Bytes bytes;
    std::string digits;
    for (auto const c : text) {
        if (std::isxdigit(static_cast<unsigned char>(c)))
            digits += c;
    }
    kiosk::verify(digits.size() % 2 == 0, "bytes are written with two digits each");
    for (std::size_t i = 0; i < digits.size(); i += 2)
        bytes.push_back(static_cast<std::uint8_t>(std::stoi(digits.substr(i, 2), nullptr, 16)));
    return bytes;
}

}
