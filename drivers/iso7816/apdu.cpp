#include "drivers/iso7816/apdu.h"

#include <fmt/format.h>

namespace drivers::iso7816 {

namespace {

constexpr std::uint32_t most_expected = 65536;
constexpr std::size_t most_data = 65535;

std::uint8_t low(std::size_t value) { return static_cast<std::uint8_t>(value & 0xFF); }
std::uint8_t high(std::size_t value) { return static_cast<std::uint8_t>((value >> 8) & 0xFF); }

Result<void> check_lengths(Command const& command)
{
    if (command.data.size() > most_data)
        return kiosk::failed(Failure::refused, fmt::format("a command carries at most {} bytes, not {}", most_data, command.data.size()));
    if (command.expected && (*command.expected == 0 || *command.expected > most_expected))
        return kiosk::failed(Failure::refused, fmt::format("a command may expect 1 to {} bytes, not {}", most_expected, *command.expected));
    return {};
}

}

Form form_of(Command const& command)
{
    return command.data.size() > 255 || command.expected.value_or(1) > 256 ? Form::extended : Form::short_form;
}

Result<Bytes> encode_short(Command const& command)
{
    TRY(check_lengths(command));
    if (form_of(command) == Form::extended)
        return kiosk::failed(Failure::refused, "the command needs extended lengths");
    Bytes bytes { command.cla, command.ins, command.p1, command.p2 };
    if (!command.data.empty()) {
        bytes.push_back(low(command.data.size()));
        bytes.insert(bytes.end(), command.data.begin(), command.data.end());
    }
    if (command.expected)
        bytes.push_back(low(*command.expected)); // 256 is written 00
    return bytes;
}

Result<Bytes> encode_extended(Command const& command)
{
    TRY(check_lengths(command));
    Bytes bytes { command.cla, command.ins, command.p1, command.p2 };
    if (!command.data.empty()) {
        bytes.insert(bytes.end(), { 0, high(command.data.size()), low(command.data.size()) });
        bytes.insert(bytes.end(), command.data.begin(), command.data.end());
    } else if (command.expected) {
        bytes.push_back(0);
    }
    if (command.expected)
        bytes.insert(bytes.end(), { high(*command.expected), low(*command.expected) }); // 65536 is written 0000
    return bytes;
}

Result<Command> decode_command(View bytes)
{
    if (bytes.size() < 4)
        return kiosk::failed(Failure::malformed, fmt::format("a command has a header of 4 bytes, saw {}", bytes.size()));
    Command command { .cla = bytes[0], .ins = bytes[1], .p1 = bytes[2], .p2 = bytes[3] };
    auto const body = bytes.subspan(4);
    auto const short_expected = [](std::uint8_t le) { return le == 0 ? 256u : static_cast<std::uint32_t>(le); };
    auto const extended_number = [&](std::size_t at) { return static_cast<std::uint32_t>(body[at] << 8 | body[at + 1]); };
    auto const extended_expected = [&](std::size_t at) { return extended_number(at) == 0 ? most_expected : extended_number(at); };
    auto const wrong = [&] {
        return kiosk::failed(Failure::malformed, fmt::format("command offset 4: the lengths do not fit a body of {} bytes", body.size()));
    };

    if (body.empty())
        return command; // case 1
    if (body.size() == 1) { // case 2S
        command.expected = short_expected(body[0]);
        return command;
    }
    if (body[0] != 0) { // cases 3S and 4S
        auto const count = static_cast<std::size_t>(body[0]);
        if (body.size() != 1 + count && body.size() != 2 + count)
            return wrong();
        command.data.assign(body.begin() + 1, body.begin() + 1 + static_cast<std::ptrdiff_t>(count));
        if (body.size() == 2 + count)
            command.expected = short_expected(body.back());
        return command;
    }
    if (body.size() == 3) { // case 2E
        command.expected = extended_expected(1);
        return command;
    }
    if (body.size() < 3)
        return wrong();
    auto const count = static_cast<std::size_t>(extended_number(1)); // cases 3E and 4E
    if (count == 0 || (body.size() != 3 + count && body.size() != 5 + count))
        return wrong();
    command.data.assign(body.begin() + 3, body.begin() + 3 + static_cast<std::ptrdiff_t>(count));
    if (body.size() == 5 + count)
        command.expected = extended_expected(3 + count);
    return command;
}

Result<Response> decode_response(View bytes)
{
    if (bytes.size() < 2 || bytes.size() > most_expected + 2)
        return kiosk::failed(Failure::malformed, fmt::format("a response has 2 to {} bytes, saw {}", most_expected + 2, bytes.size()));
    Response response;
    response.data.assign(bytes.begin(), bytes.end() - 2);
    response.status.value = static_cast<std::uint16_t>(bytes[bytes.size() - 2] << 8 | bytes.back());
    return response;
}

Command select_by_name(View name)
{
    kiosk::verify(name.size() >= 5 && name.size() <= 16, "an application identifier has 5 to 16 bytes");
    return { .cla = 0x00, .ins = 0xA4, .p1 = 0x04, .p2 = 0x00, .data = Bytes(name.begin(), name.end()), .expected = 256 };
}

Command read_binary(std::uint16_t offset, std::uint32_t count)
{
    kiosk::verify(offset <= 0x7FFF, "READ BINARY reaches the first 32768 bytes");
    return { .cla = 0x00, .ins = 0xB0, .p1 = high(offset), .p2 = low(offset), .expected = count };
}

}
