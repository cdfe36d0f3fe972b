#include "drivers/escpos/profile.h"

#include <algorithm>

namespace drivers::escpos {

namespace {

// From the particular to the general; the first that fits counts.
constexpr Profile table[] = {
    { "epson-tm-t20", 0x04B8, 0x0E03, 576, 203, 128, 4, Barrier::paper_sensor, Asb::yes, Cut::partial,
        "Epson TM-T20 technical reference: 80 mm paper, 203 dpi, GS r, GS a, GS V 66" },
    { "epson-tm-t88v", 0x04B8, 0x0202, 512, 180, 128, 4, Barrier::process_id, Asb::yes, Cut::partial,
        "Epson TM-T88V technical reference: 512 dots at 180 dpi, GS ( H process id response" },
    { "virtual-58mm", 0x1209, 0x5C03, 384, 203, 128, 4, Barrier::paper_sensor, Asb::yes, Cut::partial,
        "drivers/virtual/printer_profile.cpp: the virtual printer for 58 mm paper" },
    { "virtual-180dpi", 0x1209, 0x5C04, 512, 180, 128, 4, Barrier::process_id, Asb::yes, Cut::partial,
        "drivers/virtual/printer_profile.cpp: the virtual printer with a head of 180 dpi" },
    { "general-80mm", 0, 0, 576, 203, 128, 4, Barrier::paper_sensor, Asb::yes, Cut::partial,
        "what ESC/POS printers for 80 mm paper have in common: 576 dots at 203 dpi, GS v 0, GS r, GS a, GS V 66" },
};

}

std::span<Profile const> all_profiles()
{
    return table;
}

Profile const& profile_of(std::uint16_t vendor, std::uint16_t product)
{
    return *std::ranges::find_if(table, [&](Profile const& row) {
        return (row.vendor == 0 || row.vendor == vendor) && (row.product == 0 || row.product == product);
    });
}

Profile const* profile_named(std::string_view name)
{
    auto const* const row = std::ranges::find(table, name, &Profile::name);
    return row == std::ranges::end(table) ? nullptr : row;
}

}
