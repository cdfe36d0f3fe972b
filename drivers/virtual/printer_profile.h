#pragma once
/// What kind of receipt printer a virtual printer is: rows of data.

#include "kiosk/base/core/result.h"

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace drivers::virtuals {

struct PrinterProfile {
    std::string_view name;
    std::uint16_t vendor;
    std::uint16_t product;
    std::string_view manufacturer;
    std::string_view model;
    int dots;                   ///< across the paper
    int dots_per_inch;          ///< along the paper too
    int vertical_units;         ///< motion units an inch after ESC @, for ESC J, ESC 3 and GS V (GS P changes it)
    std::size_t receive_buffer; ///< bytes
    int rows_per_second;        ///< of the head: 250 mm/s is 2000 at 203 dpi
    std::uint8_t model_id;      ///< GS I 1
};

[[nodiscard]] std::span<PrinterProfile const> printer_profiles();
/// `absent` names the profiles there are.
[[nodiscard]] kiosk::Result<PrinterProfile> printer_profile_of(std::string_view name);

}
