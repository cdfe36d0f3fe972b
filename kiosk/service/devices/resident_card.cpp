#include "kiosk/service/devices/resident_card.h"

#include "drivers/iso7816/status.h"
#include "drivers/iso7816/tlv.h"

#include <algorithm>
#include <fmt/format.h>

namespace kiosk::devices {

using drivers::iso7816::Bytes;
using drivers::iso7816::Meaning;
using drivers::iso7816::View;

namespace {

constexpr std::uint8_t application[] = { 0xF0, 0x53, 0x48, 0x55, 0x42, 0x42, 0x41, 0x4B, 0x01 };
/// Fits every reader at short-APDU level with room to spare (ICAO readers begin with the same).
constexpr std::uint32_t bytes_a_read = 224;
constexpr std::size_t longest_name = 120;

enum Tag : std::uint32_t { file_template = 0x70, number = 0xC1, latin_name = 0xC2, native_name = 0xC3, birth_year = 0xC4 };

bool is_digits(View text, std::size_t count)
{
    return text.size() == count && std::ranges::all_of(text, [](auto c) { return c >= '0' && c <= '9'; });
}

/// Well-formed UTF-8 (Unicode 15, table 3-7) without control characters.
bool is_plain_utf8(View text)
{
    for (std::size_t i = 0; i < text.size();) {
        auto const lead = text[i];
        std::size_t const length = lead < 0x80 ? 1 : lead >= 0xC2 && lead < 0xE0 ? 2 : lead >= 0xE0 && lead < 0xF0 ? 3 : lead >= 0xF0 && lead < 0xF5 ? 4 : 0;
        if (length == 0 || length > text.size() - i || lead < 0x20 || lead == 0x7F)
            return false;
        for (std::size_t k = 1; k < length; ++k) {
            if ((text[i + k] & 0xC0) != 0x80)
                return false;
        }
        if (length > 1) {
            auto const second = text[i + 1];
            auto const too_long = (lead == 0xE0 && second < 0xA0) || (lead == 0xF0 && second < 0x90);
            auto const beyond = (lead == 0xED && second > 0x9F) || (lead == 0xF4 && second > 0x8F);
            auto const control = lead == 0xC2 && second < 0xA0;
            if (too_long || beyond || control)
                return false;
        }
        i += length;
    }
    return true;
}

SecretText secret(View text)
{
    return SecretText(std::string_view(reinterpret_cast<char const*>(text.data()), text.size()));
}

std::unexpected<Error> wrong(std::uint32_t tag, char const* what)
{
    return failed(Failure::malformed, fmt::format("resident file, data object {:02X}: {}", tag, what));
}

Result<View> value_of(View row, std::uint32_t tag)
{
    auto const object = drivers::iso7816::find_tlv(row, tag);
    if (!object)
        return failed(Failure::malformed, fmt::format("resident file, data object {:02X}: {}", tag, object.error().story));
    return object->value;
}

Result<SecretText> name_in(View row, std::uint32_t tag)
{
    auto const name = TRY(value_of(row, tag));
    if (name.empty() || name.size() > longest_name)
        return wrong(tag, "expected a name of 1 to 120 bytes");
    if (!is_plain_utf8(name))
        return wrong(tag, "expected UTF-8 without control characters");
    return secret(name);
}

/// A status that means the card works and is not ours, or the file is not what it should be.
std::unexpected<Error> not_ours(char const* what, drivers::iso7816::StatusWord status)
{
    return failed(Failure::refused, fmt::format("{} was answered with {}", what, story_of(status)));
}

}

Result<ResidentCard> decode_resident_file(View file)
{
    auto const row = TRY(value_of(file, file_template));
    auto const number_bytes = TRY(value_of(row, number));
    if (!is_digits(number_bytes, 10))
        return wrong(number, "expected 10 digits");
    auto const year = TRY(value_of(row, birth_year));
    if (!is_digits(year, 4) || year[0] == '0')
        return wrong(birth_year, "expected a year of 4 digits");
    return ResidentCard {
        .number = secret(number_bytes),
        .latin_name = TRY(name_in(row, latin_name)),
        .native_name = TRY(name_in(row, native_name)),
        .birth_year = (year[0] - '0') * 1000 + (year[1] - '0') * 100 + (year[2] - '0') * 10 + (year[3] - '0'),
    };
}

Result<ResidentCard> read_resident_card(drivers::ccid::Reader& reader, Deadline deadline)
{
    auto const selected = TRY(reader.transmit(drivers::iso7816::select_by_name(application), deadline));
    if (auto const meaning = meaning_of(selected.status); meaning != Meaning::done && meaning != Meaning::warning)
        return not_ours("SELECT of the resident application", selected.status);

    Bytes file;
    std::size_t length = most_file_bytes; // until the first bytes tell it
    while (file.size() < length) {
        auto const count = static_cast<std::uint32_t>(std::min<std::size_t>(bytes_a_read, length - file.size()));
        auto const part = TRY(reader.transmit(drivers::iso7816::read_binary(static_cast<std::uint16_t>(file.size()), count), deadline));
        auto const meaning = meaning_of(part.status);
        if (meaning != Meaning::done && meaning != Meaning::warning)
            return not_ours("READ BINARY", part.status);
        if (part.data.empty())
            break; // the file ends before its template does; decoding says so
        file.insert(file.end(), part.data.begin(), part.data.end());
        if (auto const told = TRY(drivers::iso7816::length_of_first(file)))
            length = *told;
        if (length > most_file_bytes)
            return failed(Failure::malformed, fmt::format("resident file: {} bytes, at most {} expected", length, most_file_bytes));
    }
    return decode_resident_file(View(file).first(std::min(file.size(), length)));
}

}
