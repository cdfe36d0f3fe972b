#include "drivers/virtual/printer_profile.h"

#include <array>

namespace drivers::virtuals {

namespace {

constexpr std::array rows {
    //               name     vendor  product manufacturer model               dots dpi  units buffer rows/s id
    PrinterProfile { "80mm", 0x1209, 0x5c02, "Shubbak", "Virtual printer 80", 576, 203, 203, 4096, 2000, 0x20 },
    PrinterProfile { "58mm", 0x1209, 0x5c03, "Shubbak", "Virtual printer 58", 384, 203, 203, 4096, 1000, 0x20 },
    // Heads of 180 dots an inch whose motion unit is half a dot, as Epson's TM-T88 family has them.
    PrinterProfile { "180dpi", 0x1209, 0x5c04, "Shubbak", "Virtual printer 180", 512, 180, 360, 4096, 2100, 0x20 },
    PrinterProfile { "large-buffer", 0x1209, 0x5c05, "Shubbak", "Virtual printer 64K", 576, 203, 203, 65536, 2000, 0x20 },
};

}

std::span<PrinterProfile const> printer_profiles() { return rows; }

kiosk::Result<PrinterProfile> printer_profile_of(std::string_view name)
{
    std::string known;
    for (auto const& row : rows) {
        if (row.name == name)
            return row;
        known += std::string(known.empty() ? "" : ", ") + std::string(row.name);
    }
    return kiosk::failed(kiosk::Failure::absent, "--printer " + std::string(name) + ": expected one of " + known);
}

}
