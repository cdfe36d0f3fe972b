#include "drivers/virtual/reader_profile.h"

#include "drivers/virtual/descriptors.h"
#include "kiosk/base/core/file.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <limits>

namespace drivers::virtuals {

using kiosk::Failure;
using kiosk::failed;
using kiosk::Result;

namespace {

constexpr std::array<std::string_view, 27> columns {
    "file", "vendor_id", "product_id", "bcd_device", "interface", "interface_class", "endpoints", "bcd_ccid",
    "max_slot_index", "voltage_support", "protocols", "default_clock_khz", "maximum_clock_khz", "data_rate",
    "max_data_rate", "max_ifsd", "synch_protocols", "mechanical", "features", "max_message_length",
    "class_get_response", "class_envelope", "lcd_layout", "pin_support", "max_busy_slots", "manufacturer", "product",
};

/// RFC 4180, one record without line breaks.
std::vector<std::string> split_row(std::string_view row)
{
    std::vector<std::string> fields(1);
    bool quoted = false;
    for (std::size_t i = 0; i < row.size(); ++i) {
        char const letter = row[i];
        if (letter == '"' && quoted && i + 1 < row.size() && row[i + 1] == '"')
            fields.back() += row[++i];
        else if (letter == '"')
            quoted = !quoted;
        else if (letter == ',' && !quoted)
            fields.emplace_back();
        else if (letter != '\r' && letter != '\n')
            fields.back() += letter;
    }
    return fields;
}

/// Columns by name, with the first that made no sense.
class Row {
public:
    explicit Row(std::vector<std::string> fields) : m_fields(std::move(fields)) { }

    template <typename Number>
    void read(std::string_view column, Number& into)
    {
        auto const& text = at(column);
        auto const hexadecimal = text.starts_with("0x") || text.starts_with("0X");
        auto const digits = std::string_view(text).substr(hexadecimal ? 2 : 0);
        std::uint64_t value = 0;
        auto const [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value, hexadecimal ? 16 : 10);
        if (error != std::errc() || end != digits.data() + digits.size() || value > std::numeric_limits<Number>::max())
            blame(column, text);
        else
            into = static_cast<Number>(value);
    }

    /// `1.10` stands for 0x0110.
    void read_bcd(std::string_view column, std::uint16_t& into)
    {
        std::string digits = at(column);
        auto const dot = digits.find('.');
        if (dot == std::string::npos || digits.size() != dot + 3) {
            blame(column, digits);
            return;
        }
        digits.erase(dot, 1);
        auto const [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), into, 16);
        if (error != std::errc() || end != digits.data() + digits.size())
            blame(column, at(column));
    }

    /// USB strings of ours are ASCII; what is not becomes a question mark.
    void read(std::string_view column, std::string& into)
    {
        into = at(column);
        for (char& letter : into) {
            if (letter < ' ' || letter > '~')
                letter = '?';
        }
        constexpr std::size_t most_letters_in_a_string_descriptor = 126;
        into.resize(std::min(into.size(), most_letters_in_a_string_descriptor));
    }

    [[nodiscard]] std::string const& blamed() const { return m_blamed; }
    void blame(std::string_view column, std::string_view seen)
    {
        if (m_blamed.empty())
            m_blamed = fmt::format("column {}: saw \"{}\"", column, seen);
    }

private:
    [[nodiscard]] std::string const& at(std::string_view column) const
    {
        std::size_t index = 0;
        while (columns[index] != column)
            ++index;
        return m_fields[index];
    }
    std::vector<std::string> m_fields;
    std::string m_blamed;
};

}

ReaderProfile::Exchange ReaderProfile::exchange() const
{
    // CCID 1.1, 5.1, dwFeatures.
    switch (features >> 16 & 7) {
    case 1: return Exchange::tpdu;
    case 2: return Exchange::short_apdu;
    case 4: return Exchange::extended_apdu;
    default: return Exchange::character;
    }
}

Result<ReaderProfile> reader_profile_from_row(std::string_view text)
{
    auto fields = split_row(text);
    if (fields.size() != columns.size())
        return failed(Failure::malformed, fmt::format("reader row: expected {} columns, saw {}", columns.size(), fields.size()));
    Row row(std::move(fields));
    ReaderProfile profile;
    row.read("file", profile.name);
    row.read("vendor_id", profile.vendor);
    row.read("product_id", profile.product);
    row.read_bcd("bcd_device", profile.release);
    row.read("interface_class", profile.interface_class);
    row.read("endpoints", profile.endpoints);
    row.read_bcd("bcd_ccid", profile.bcd_ccid);
    row.read("max_slot_index", profile.max_slot_index);
    row.read("voltage_support", profile.voltage_support);
    row.read("protocols", profile.protocols);
    row.read("default_clock_khz", profile.default_clock_khz);
    row.read("maximum_clock_khz", profile.maximum_clock_khz);
    row.read("data_rate", profile.data_rate);
    row.read("max_data_rate", profile.max_data_rate);
    row.read("max_ifsd", profile.max_ifsd);
    row.read("synch_protocols", profile.synch_protocols);
    row.read("mechanical", profile.mechanical);
    row.read("features", profile.features);
    row.read("max_message_length", profile.max_message_length);
    row.read("class_get_response", profile.class_get_response);
    row.read("class_envelope", profile.class_envelope);
    row.read("lcd_layout", profile.lcd_layout);
    row.read("pin_support", profile.pin_support);
    row.read("max_busy_slots", profile.max_busy_slots);
    row.read("manufacturer", profile.manufacturer);
    row.read("product", profile.product_name);
    if (profile.endpoints < 2 || profile.endpoints > 3)
        row.blame("endpoints", fmt::format("{}, where a CCID reader has 2 or 3 (with fewer it is an ICC token)", profile.endpoints));
    if (!row.blamed().empty())
        return failed(Failure::malformed, fmt::format("reader row {}: {}", profile.name, row.blamed()));
    return profile;
}

Result<ReaderProfile> reader_profile_from_option(std::string_view option)
{
    if (option.find(',') != std::string_view::npos)
        return reader_profile_from_row(option);
    auto const colon = option.rfind(".csv:");
    if (colon == std::string_view::npos)
        return failed(Failure::malformed, fmt::format("--reader {}: expected a row of {} columns, or FILE.csv:NAME", option, columns.size()));
    auto const file = option.substr(0, colon + 4);
    auto const name = option.substr(colon + 5);
    auto const text = TRY(kiosk::read_file(file));
    for (std::size_t begin = 0; begin < text.size();) {
        auto const end = std::min(text.find('\n', begin), text.size());
        auto const line = std::string_view(text).substr(begin, end - begin);
        if (line.starts_with(name) && line.substr(name.size()).starts_with(','))
            return reader_profile_from_row(line);
        begin = end + 1;
    }
    return failed(Failure::absent, fmt::format("{}: no row begins with \"{},\"", file, name));
}

Descriptors describe(ReaderProfile const& profile)
{
    // CCID 1.1, table 5.1-1.
    Bytes ccid { 54, 0x21 };
    put(ccid, profile.bcd_ccid, 2);
    put(ccid, profile.max_slot_index, 1);
    put(ccid, profile.voltage_support, 1);
    put(ccid, profile.protocols, 4);
    put(ccid, profile.default_clock_khz, 4);
    put(ccid, profile.maximum_clock_khz, 4);
    put(ccid, 0, 1); // bNumClockSupported: all between
    put(ccid, profile.data_rate, 4);
    put(ccid, profile.max_data_rate, 4);
    put(ccid, 0, 1); // bNumDataRatesSupported: all between
    put(ccid, profile.max_ifsd, 4);
    put(ccid, profile.synch_protocols, 4);
    put(ccid, profile.mechanical, 4);
    put(ccid, profile.features, 4);
    put(ccid, profile.max_message_length, 4);
    put(ccid, profile.class_get_response, 1);
    put(ccid, profile.class_envelope, 1);
    put(ccid, profile.lcd_layout, 2);
    put(ccid, profile.pin_support, 1);
    put(ccid, profile.max_busy_slots, 1);

    InterfaceWords interface { profile.interface_class, 0, 0, std::move(ccid), { { 0x01 }, { 0x82 } } };
    if (profile.endpoints >= 3)
        interface.endpoints.push_back({ 0x83, TransferKind::interrupt, 8, 16 });
    return describe(DeviceWords { profile.vendor, profile.product, profile.release, profile.manufacturer, profile.product_name, "CR000001" }, interface);
}

}
