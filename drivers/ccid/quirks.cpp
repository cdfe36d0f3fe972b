#include "drivers/ccid/quirks.h"

#include <algorithm>

namespace drivers::ccid {

namespace {
using namespace std::chrono_literals;

constexpr Quirk table[] = {
    { 0x072F, 0x2200, 0x0000, 0xFFFF, 2000ms, "slow slot status: 0.35 to 1 s", "field measurements of the ACS ACR122U" },
    { 0x072F, 0x90CC, 0x0100, 0x0100, 2000ms, "slow slot status: 0.35 to 1 s", "an ACR122U under the product id of the ACR38" },
    { 0x04E6, 0x5790, 0x0000, 0xFFFF, 2000ms, "slow slot status: 0.35 to 1 s", "field measurements of the Identiv uTrust 3700 F" },
};
}

std::span<Quirk const> all_quirks()
{
    return table;
}

Quirk const* quirk_of(std::uint16_t vendor, std::uint16_t product, std::uint16_t release)
{
    auto const* const row = std::ranges::find_if(table, [&](Quirk const& quirk) {
        return quirk.vendor == vendor && quirk.product == product && release >= quirk.first_release && release <= quirk.last_release;
    });
    return row == std::ranges::end(table) ? nullptr : row;
}

}
