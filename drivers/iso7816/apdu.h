#pragma once
/// Commands to a card and its responses. ISO/IEC 7816-4:2005 §5.1, 7816-3:2006 §12.1.

#include "drivers/iso7816/bytes.h"

#include <cstdint>
#include <optional>

namespace drivers::iso7816 {

/// A command APDU (7816-4 §5.1). `expected` is Ne, the most bytes that may come back: 1 to 65536; nothing asks for none.
struct Command {
    std::uint8_t cla = 0;
    std::uint8_t ins = 0;
    std::uint8_t p1 = 0;
    std::uint8_t p2 = 0;
    Bytes data = {};
    std::optional<std::uint32_t> expected = {};
    bool operator==(Command const&) const = default;
};

/// The two bytes that end every response (7816-4 §5.1.3).
struct StatusWord {
    std::uint16_t value = 0;
    [[nodiscard]] std::uint8_t sw1() const { return static_cast<std::uint8_t>(value >> 8); }
    [[nodiscard]] std::uint8_t sw2() const { return static_cast<std::uint8_t>(value & 0xFF); }
    bool operator==(StatusWord const&) const = default;
};

/// A response APDU.
struct Response {
    Bytes data = {};
    StatusWord status;
};

/// 7816-3 §12.1.3: lengths of one byte suffice (Nc up to 255, Ne up to 256), or they need the extended form.
enum class Form { short_form, extended };
[[nodiscard]] Form form_of(Command const& command);

/// Cases 1, 2S, 3S and 4S of 7816-3 §12.1.3. `refused` if the command needs extended lengths.
[[nodiscard]] Result<Bytes> encode_short(Command const& command);

/// Cases 1, 2E, 3E and 4E of 7816-3 §12.1.3 (case 1 has no lengths, so it is the same in both forms).
/// `refused` for more than 65535 bytes of data or for an `expected` outside 1 to 65536.
[[nodiscard]] Result<Bytes> encode_extended(Command const& command);

/// All seven cases of 7816-3 §12.1.3, as a card reads them. `malformed` if the lengths do not add up.
[[nodiscard]] Result<Command> decode_command(View bytes);

/// 7816-4 §5.1: data and status word. `malformed` below 2 and above 65538 bytes.
[[nodiscard]] Result<Response> decode_response(View bytes);

// The commands of 7816-4 that the kiosk uses.

/// §7.1.1, SELECT by DF name (AID, 5 to 16 bytes), first or only occurrence, FCI wanted.
[[nodiscard]] Command select_by_name(View name);
/// §7.2.3, READ BINARY of the current file: `count` 1 to 65536 bytes from `offset` (0 to 32767).
[[nodiscard]] Command read_binary(std::uint16_t offset, std::uint32_t count);

}
