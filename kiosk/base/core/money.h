#pragma once
/// An amount in the smallest unit of its currency: exact, never a floating-point number.

#include "kiosk/base/core/result.h"

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace kiosk {

/// An ISO 4217 code: three capital letters.
class Currency {
public:
    [[nodiscard]] static Result<Currency> of(std::string_view code);
    [[nodiscard]] std::string_view code() const { return { m_code.data(), m_code.size() }; }
    bool operator==(Currency const&) const = default;

private:
    explicit Currency(std::array<char, 3> code) : m_code(code) { }
    std::array<char, 3> m_code;
};

struct Money {
    std::int64_t minor_units;
    Currency currency;
    bool operator==(Money const&) const = default;
};

}
