#include "drivers/ccid/message.h"

#include <fmt/format.h>

namespace drivers::ccid {

namespace {

Bytes header(CommandType type, Address address, std::size_t payload_size)
{
    return {
        static_cast<std::uint8_t>(type),
        static_cast<std::uint8_t>(payload_size & 0xFF),
        static_cast<std::uint8_t>((payload_size >> 8) & 0xFF),
        static_cast<std::uint8_t>((payload_size >> 16) & 0xFF),
        static_cast<std::uint8_t>((payload_size >> 24) & 0xFF),
        address.slot, address.sequence, 0, 0, 0
    };
}

}

Bytes encode_power_on(Address address, Voltage voltage)
{
    auto message = header(CommandType::power_on, address, 0);
    message[7] = static_cast<std::uint8_t>(voltage);
    return message;
}

Bytes encode_power_off(Address address)
{
    return header(CommandType::power_off, address, 0);
}

Bytes encode_get_slot_status(Address address)
{
    return header(CommandType::get_slot_status, address, 0);
}

Bytes encode_transfer(Address address, Chain chain, View bytes)
{
    auto message = header(CommandType::transfer, address, bytes.size());
    message[8] = static_cast<std::uint8_t>(chain); // wLevelParameter, low byte; byte 7 is bBWI
    message.insert(message.end(), bytes.begin(), bytes.end());
    return message;
}

Bytes encode_abort(Address address)
{
    return header(CommandType::abort, address, 0);
}

ReplyType reply_to(CommandType command)
{
    switch (command) {
    case CommandType::power_on:
    case CommandType::transfer:
        return ReplyType::bytes;
    case CommandType::power_off:
    case CommandType::get_slot_status:
    case CommandType::abort:
        return ReplyType::slot_status;
    }
    kiosk::verify(false, "every command has a reply");
    return ReplyType::slot_status;
}

std::string_view to_string(CommandType command)
{
    switch (command) {
    case CommandType::power_on: return "IccPowerOn";
    case CommandType::power_off: return "IccPowerOff";
    case CommandType::get_slot_status: return "GetSlotStatus";
    case CommandType::transfer: return "XfrBlock";
    case CommandType::abort: return "Abort";
    }
    kiosk::verify(false, "every command has a name");
    return {};
}

Result<Reply> decode_reply(View bytes)
{
    auto const wrong = [](std::size_t offset, std::string const& what) {
        return kiosk::failed(Failure::malformed, fmt::format("CCID reply offset {}: {}", offset, what));
    };
    if (bytes.size() < header_size)
        return wrong(0, fmt::format("expected a header of {} bytes, saw {}", header_size, bytes.size()));
    if (bytes[0] < 0x80 || bytes[0] > 0x84)
        return wrong(0, fmt::format("expected a reply type 80 to 84, saw {:02X}", bytes[0]));
    auto const length = static_cast<std::uint64_t>(bytes[1]) | static_cast<std::uint64_t>(bytes[2]) << 8
        | static_cast<std::uint64_t>(bytes[3]) << 16 | static_cast<std::uint64_t>(bytes[4]) << 24;
    auto const payload = bytes.subspan(header_size);
    if (length != payload.size())
        return wrong(1, fmt::format("dwLength says {} bytes, {} came", length, payload.size()));
    auto const power = bytes[7] & 0x03;
    auto const status = bytes[7] >> 6;
    if (power == 3 || status == 3)
        return wrong(7, fmt::format("bStatus {:02X} is reserved", bytes[7]));
    return Reply {
        .type = static_cast<ReplyType>(bytes[0]),
        .address = { bytes[5], bytes[6] },
        .power = static_cast<CardPower>(power),
        .status = static_cast<CommandStatus>(status),
        .error = bytes[8],
        .specific = bytes[9],
        .payload = Bytes(payload.begin(), payload.end()),
    };
}

std::string story_of_slot_error(std::uint8_t code)
{
    auto const name = [&]() -> std::string_view {
        switch (code) {
        case slot_error::command_aborted: return "CMD_ABORTED";
        case slot_error::card_mute: return "ICC_MUTE";
        case slot_error::parity: return "XFR_PARITY_ERROR";
        case 0xFC: return "XFR_OVERRUN";
        case slot_error::hardware: return "HW_ERROR";
        case slot_error::bad_atr_ts: return "BAD_ATR_TS";
        case slot_error::bad_atr_tck: return "BAD_ATR_TCK";
        case slot_error::protocol_not_supported: return "ICC_PROTOCOL_NOT_SUPPORTED";
        case slot_error::class_not_supported: return "ICC_CLASS_NOT_SUPPORTED";
        case 0xF4: return "PROCEDURE_BYTE_CONFLICT";
        case 0xF3: return "DEACTIVATED_PROTOCOL";
        case slot_error::busy_with_sequence: return "BUSY_WITH_AUTO_SEQUENCE";
        case 0xF0: return "PIN_TIMEOUT";
        case 0xEF: return "PIN_CANCELLED";
        case slot_error::slot_busy: return "CMD_SLOT_BUSY";
        case slot_error::command_not_supported: return "command not supported";
        case slot_error::slot_does_not_exist: return "slot does not exist";
        default: break;
        }
        if (code <= 0x7F)
            return "the byte of the command at this offset is wrong";
        if (code >= 0x81 && code <= 0xC0)
            return "defined by the maker";
        return "reserved";
    }();
    return fmt::format("{:02X} {}", code, name);
}

Result<std::vector<SlotNotice>> decode_notice(View bytes)
{
    constexpr std::uint8_t notify_slot_change = 0x50;
    std::vector<SlotNotice> slots;
    if (bytes.empty() || bytes[0] != notify_slot_change)
        return slots;
    if (bytes.size() == 1)
        return kiosk::failed(Failure::malformed, "CCID notice offset 1: NotifySlotChange without slots");
    for (auto const byte : bytes.subspan(1)) {
        for (int shift = 0; shift < 8; shift += 2)
            slots.push_back({ .present = ((byte >> shift) & 1) != 0, .changed = ((byte >> shift) & 2) != 0 });
    }
    return slots;
}

}
