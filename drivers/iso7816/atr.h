#pragma once
/// Answer to reset: what a card says of itself when it is given power. ISO/IEC 7816-3:2006, clause 8.

#include "drivers/iso7816/bytes.h"

#include <cstdint>
#include <optional>
#include <vector>

namespace drivers::iso7816 {

/// 7816-3 §8.1: how the first character TS says that bits stand on the wire.
enum class Convention { direct, inverse };

/// 7816-3 §11.4.4: how blocks of T=1 are protected.
enum class BlockCheck { lrc, crc };

/// An answer to reset, taken apart. Values that the card did not give hold the defaults of the standard.
struct Atr {
    Convention convention = Convention::direct;

    /// §8.2.3: the transmission protocols, in the order of offering; the first offered is the default. Never empty
    /// (T=0 if none is named) and without T=15, which is no protocol.
    std::vector<std::uint8_t> protocols;
    /// §8.3: TA2 was there: the card works in this protocol and no other, and allows no PPS.
    std::optional<std::uint8_t> specific_protocol;

    // §8.3, global interface bytes.
    std::uint8_t fi_di = 0x11;            ///< TA1: Fi and Di as indices of tables 7 and 8
    std::uint8_t extra_guard_time = 0;    ///< TC1: N, 0 to 255
    std::uint8_t class_indicator = 0x01;  ///< first TA for T=15: bits 1 to 6 classes A, B, C; default class A only
    std::uint8_t waiting_integer = 10;    ///< TC2 (§10.2): WI of T=0

    // §11.4, specific interface bytes of T=1.
    std::uint8_t ifsc = 32;               ///< first TA for T=1: what the card can receive in one block, 1 to 254
    std::uint8_t block_waiting = 4;       ///< first TB for T=1, high half: BWI
    std::uint8_t character_waiting = 13;  ///< first TB for T=1, low half: CWI
    BlockCheck block_check = BlockCheck::lrc; ///< first TC for T=1

    /// §8.2.4: at most 15 bytes; who made the card, never who holds it.
    std::vector<std::uint8_t> historical;

    [[nodiscard]] bool offers(std::uint8_t protocol) const;
};

/// §8.2 of 7816-3. `malformed`, with the offset of the byte, for: a first character other than 3B or 3F, an end
/// before the interface or historical bytes that were announced, more than 32 bytes after TS, a wrong or missing
/// check byte TCK (§8.2.5), bytes after the end, T=15 offered first, an IFSC of 0 or 255.
[[nodiscard]] Result<Atr> parse_atr(View bytes);

}
