#pragma once
/// The messages of USB CCID 1.1, chapter 6: commands on bulk OUT, replies on bulk IN, notices on the interrupt pipe.
/// Pure: bytes in, values out. Transfers are elsewhere (transport.h).

#include "drivers/iso7816/bytes.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace drivers::ccid {

using iso7816::Bytes;
using iso7816::View;
using kiosk::Failure;
using kiosk::Result;

/// Every message begins with a header of this size (§6.1, §6.2).
inline constexpr std::size_t header_size = 10;

/// bSlot and bSeq: a reply carries those of its command. Nothing else tells which command it answers.
struct Address {
    std::uint8_t slot = 0;
    std::uint8_t sequence = 0;
    bool operator==(Address const&) const = default;
};

/// §6.1.1, bPowerSelect.
enum class Voltage : std::uint8_t { automatic = 0, volts_5 = 1, volts_3 = 2, volts_1_8 = 3 };

/// §6.1.4 and §6.2.1, wLevelParameter and bChainParameter of readers at extended-APDU level: where these bytes stand
/// in the whole APDU.
enum class Chain : std::uint8_t {
    whole = 0x00,
    begins = 0x01,
    ends = 0x02,
    continues = 0x03,
    /// In a command: no bytes, the reader shall go on with its response. In a reply: the same, asked of the host.
    go_on = 0x10,
};

// Commands, PC_to_RDR_*.
[[nodiscard]] Bytes encode_power_on(Address address, Voltage voltage);                ///< §6.1.1 IccPowerOn
[[nodiscard]] Bytes encode_power_off(Address address);                                ///< §6.1.2 IccPowerOff
[[nodiscard]] Bytes encode_get_slot_status(Address address);                          ///< §6.1.3 GetSlotStatus
[[nodiscard]] Bytes encode_transfer(Address address, Chain chain, View bytes);        ///< §6.1.4 XfrBlock, bBWI 0
[[nodiscard]] Bytes encode_abort(Address address);                                    ///< §6.1.13 Abort

/// The bMessageType of a command; the reply to each has one type (chapter 6, table 6.1-1).
enum class CommandType : std::uint8_t { power_on = 0x62, power_off = 0x63, get_slot_status = 0x65, transfer = 0x6F, abort = 0x72 };
enum class ReplyType : std::uint8_t { bytes = 0x80, slot_status = 0x81, parameters = 0x82, escape = 0x83, rate_and_clock = 0x84 };
[[nodiscard]] ReplyType reply_to(CommandType command);
[[nodiscard]] std::string_view to_string(CommandType command);

/// §6.2.6, bmICCStatus.
enum class CardPower : std::uint8_t { active = 0, inactive = 1, absent = 2 };
/// §6.2.6, bmCommandStatus.
enum class CommandStatus : std::uint8_t { done = 0, failed = 1, wants_time = 2 };

/// One RDR_to_PC message (§6.2.1 to §6.2.5).
struct Reply {
    ReplyType type;
    Address address;
    CardPower power;
    CommandStatus status;
    /// bError (§6.2.6): a slot error code when failed, the factor of the waiting time when `wants_time`.
    std::uint8_t error = 0;
    /// The tenth byte: bChainParameter of §6.2.1, bClockStatus of §6.2.2, bProtocolNum of §6.2.3, …
    std::uint8_t specific = 0;
    Bytes payload = {};

    [[nodiscard]] Chain chain() const { return static_cast<Chain>(specific); }
};

/// `malformed` with the offset: too short for a header, not a reply, a dwLength other than what came, a reserved status.
[[nodiscard]] Result<Reply> decode_reply(View bytes);

/// §6.2.6, tables 6.2-2: a code of bError as words for the technician: `FE ICC_MUTE`.
[[nodiscard]] std::string story_of_slot_error(std::uint8_t code);

/// Codes of bError that a caller tells apart (§6.2.6, table 6.2-2).
namespace slot_error {
inline constexpr std::uint8_t card_mute = 0xFE;
inline constexpr std::uint8_t parity = 0xFD;
inline constexpr std::uint8_t hardware = 0xFB;
inline constexpr std::uint8_t bad_atr_ts = 0xF8;
inline constexpr std::uint8_t bad_atr_tck = 0xF7;
inline constexpr std::uint8_t protocol_not_supported = 0xF6;
inline constexpr std::uint8_t class_not_supported = 0xF5;
inline constexpr std::uint8_t busy_with_sequence = 0xF2;
inline constexpr std::uint8_t slot_busy = 0xE0;
inline constexpr std::uint8_t command_not_supported = 0x00;
inline constexpr std::uint8_t slot_does_not_exist = 0x05;
inline constexpr std::uint8_t command_aborted = 0xFF;
}

/// One slot as RDR_to_PC_NotifySlotChange tells it (§6.3.1).
struct SlotNotice {
    bool present = false;
    bool changed = false;
    bool operator==(SlotNotice const&) const = default;
};

/// §6.3.1, one entry for each slot that the bytes speak of (four to a byte). Empty for other notices: §6.3.2
/// HardwareError and everything unknown is passed over, the verifying poll tells. `malformed` if nothing follows the type.
[[nodiscard]] Result<std::vector<SlotNotice>> decode_notice(View bytes);

}
