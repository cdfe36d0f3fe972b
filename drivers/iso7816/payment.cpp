#include "drivers/iso7816/payment.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace drivers::iso7816 {

namespace {

using Rid = std::array<std::uint8_t, 5>;

// ISO/IEC 7816-5 registered application providers that issue payment applications.
constexpr Rid payment_providers[] = {
    { 0xA0, 0x00, 0x00, 0x00, 0x03 }, // Visa
    { 0xA0, 0x00, 0x00, 0x00, 0x04 }, // Mastercard
    { 0xA0, 0x00, 0x00, 0x00, 0x25 }, // American Express
    { 0xA0, 0x00, 0x00, 0x00, 0x65 }, // JCB
    { 0xA0, 0x00, 0x00, 0x00, 0x98 }, // Visa, debit of the United States
    { 0xA0, 0x00, 0x00, 0x01, 0x52 }, // Discover, Diners Club
    { 0xA0, 0x00, 0x00, 0x03, 0x24 }, // Discover
    { 0xA0, 0x00, 0x00, 0x03, 0x33 }, // UnionPay
};
constexpr std::string_view payment_directories[] = { "1PAY.SYS.DDF01", "2PAY.SYS.DDF01" };

/// One of them begins with the other.
template <typename Known>
bool could_be(Bytes const& name, Known const& known)
{
    auto const count = std::min<std::size_t>(name.size(), std::size(known));
    return std::equal(name.begin(), name.begin() + static_cast<std::ptrdiff_t>(count), std::begin(known),
        [](std::uint8_t one, auto other) { return one == static_cast<std::uint8_t>(other); });
}

}

bool opens_payment(Command const& command)
{
    constexpr std::uint8_t select = 0xA4;
    constexpr std::uint8_t by_name = 0x04;
    if (command.ins != select || command.p1 != by_name)
        return false;
    auto const fits = [&](auto const& known) { return could_be(command.data, known); };
    return std::ranges::any_of(payment_providers, fits) || std::ranges::any_of(payment_directories, fits);
}

}
