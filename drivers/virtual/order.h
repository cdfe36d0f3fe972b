#pragma once
/// What people ask of virtual devices, in words: the lines of `shubbak-devices do` and of its socket.
///
///     card insert N            N 1 to 5: three residents, another application's card, a mute one
///     card remove [after N]    after N: once the card has answered N more commands
///     paper out [after N]      after N: once N more dot rows have come out
///     paper low | in
///     paper save FILE.png      what a person would pick up now
///     cover open | close
///     fault [reader|printer] KIND at transfer N | at byte N
///                              KIND: stall, short, babble, nak, late, duplicate, power-cycle, unplug
///     fault clear
///     plug reader | printer
///     unplug reader | printer
///     status
///
/// Pure, and safe on any bytes.

#include "drivers/virtual/fault.h"
#include "drivers/virtual/paper.h"
#include "kiosk/base/core/result.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

namespace drivers::virtuals {

enum class DeviceWord { reader, printer };
[[nodiscard]] std::string_view to_string(DeviceWord device);

namespace order {
struct InsertCard {
    int number = 0;
};
struct RemoveCard {
    std::optional<std::uint64_t> after_exchanges;
};
struct SetPaper {
    Paper::Supply supply = Paper::Supply::full;
};
struct EndPaper {
    std::uint64_t after_rows = 0;
};
struct SavePaper {
    std::string file;
};
struct SetCover {
    bool open = false;
};
/// Without a device both wait for it, each counting for itself.
struct ArmFault {
    std::optional<DeviceWord> device;
    Fault fault;
};
struct ClearFaults { };
struct Plug {
    DeviceWord device = DeviceWord::reader;
};
struct Unplug {
    DeviceWord device = DeviceWord::reader;
};
struct AskStatus { };
}

using Order = std::variant<order::InsertCard, order::RemoveCard, order::SetPaper, order::EndPaper, order::SavePaper, order::SetCover,
    order::ArmFault, order::ClearFaults, order::Plug, order::Unplug, order::AskStatus>;

/// `malformed` says what was expected in place of what.
[[nodiscard]] kiosk::Result<Order> parse_order(std::string_view line);

}
