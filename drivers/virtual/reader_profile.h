#pragma once
/// What kind of card reader a virtual reader is: the fields of its descriptors.

#include "drivers/virtual/virtual_device.h"
#include "kiosk/base/core/result.h"

#include <string_view>

namespace drivers::virtuals {

/// Source: USB CCID 1.1, section 5.1 (names in comments are the specification's).
struct ReaderProfile {
    std::string name = "default";
    std::uint16_t vendor = 0x1209; ///< the community's vendor number for projects without one
    std::uint16_t product = 0x5c01;
    std::uint16_t release = 0x0100;
    std::string manufacturer = "Shubbak";
    std::string product_name = "Virtual card reader";
    std::uint8_t interface_class = 0x0b;
    int endpoints = 3; ///< 2: no interrupt endpoint, the host polls
    std::uint16_t bcd_ccid = 0x0110;
    std::uint8_t max_slot_index = 0;
    std::uint8_t voltage_support = 7;
    std::uint32_t protocols = 3;
    std::uint32_t default_clock_khz = 3580;
    std::uint32_t maximum_clock_khz = 3580;
    std::uint32_t data_rate = 9600;
    std::uint32_t max_data_rate = 9600;
    std::uint32_t max_ifsd = 254;
    std::uint32_t synch_protocols = 0;
    std::uint32_t mechanical = 0;
    /// dwFeatures: automatic ATR parameters, activation, voltage, clock, rate, PPS; short APDU level.
    std::uint32_t features = 0x000200be;
    std::uint32_t max_message_length = 271;
    std::uint8_t class_get_response = 0;
    std::uint8_t class_envelope = 0;
    std::uint16_t lcd_layout = 0;
    std::uint8_t pin_support = 0;
    std::uint8_t max_busy_slots = 1;

    enum class Exchange { character, tpdu, short_apdu, extended_apdu };
    [[nodiscard]] Exchange exchange() const;
};

/// One line in the columns of a reader collection (file, vendor_id, … product; 27 of them, CSV with double quotes).
/// `malformed` names the column.
[[nodiscard]] kiosk::Result<ReaderProfile> reader_profile_from_row(std::string_view row);

/// What `--reader` takes: such a row itself, or `FILE.csv:NAME` for the row of that file whose first column is NAME.
[[nodiscard]] kiosk::Result<ReaderProfile> reader_profile_from_option(std::string_view option);

/// 64-byte packets, OUT 01, IN 82, interrupt 83.
[[nodiscard]] Descriptors describe(ReaderProfile const& profile);

}
