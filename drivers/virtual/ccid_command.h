#pragma once
/// CCID messages as a reader meets them: bytes of bulk OUT to commands, answers to bytes.
///
/// Source: USB CCID 1.1, section 6 (6.1 commands, 6.2 answers, 6.3 notifications).

#include "drivers/virtual/transfer.h"

#include <array>
#include <optional>
#include <span>

namespace drivers::virtuals::ccid {

inline constexpr std::size_t header_bytes = 10;

enum MessageType : std::uint8_t {
    icc_power_on = 0x62,
    icc_power_off = 0x63,
    get_slot_status = 0x65,
    secure = 0x69,
    t0_apdu = 0x6a,
    escape = 0x6b,
    get_parameters = 0x6c,
    reset_parameters = 0x6d,
    icc_clock = 0x6e,
    xfr_block = 0x6f,
    mechanical = 0x71,
    abort = 0x72,
    set_data_rate_and_clock_frequency = 0x73,
    set_parameters = 0x61,

    data_block = 0x80,
    slot_status = 0x81,
    parameters = 0x82,
    escape_answer = 0x83,
    data_rate_and_clock_frequency = 0x84,

    notify_slot_change = 0x50,
};

struct Command {
    std::uint8_t type = 0;
    std::uint8_t slot = 0;
    std::uint8_t sequence = 0;
    std::array<std::uint8_t, 3> specific {};
    Bytes body;
};

/// Cuts what arrives into commands.
///
/// Threads: none of its own.
class CommandStream {
public:
    /// `most` is dwMaxCCIDMessageLength, header included.
    explicit CommandStream(std::size_t most) : m_most(most) { }

    /// Bytes of one packet. Returns a command when it is complete; what follows it in the same transfer is ignored.
    [[nodiscard]] std::optional<Command> push(std::span<std::uint8_t const> packet);

    struct Cut {
        std::uint8_t type = 0;
        std::uint8_t slot = 0;
        std::uint8_t sequence = 0;
    };
    /// The transfer has ended. If its message has not, or claimed to be longer than any message, this names it, as far
    /// as its header came; the message is dropped.
    [[nodiscard]] std::optional<Cut> end_of_transfer();

    void clear();

private:
    std::size_t m_most;
    Bytes m_bytes;
    bool m_complete = false;
};

/// An answer's three fields after its sequence number: bStatus, bError, and the one that depends on the type.
struct Outcome {
    std::uint8_t status = 0;
    std::uint8_t error = 0;
    std::uint8_t specific = 0;
};

[[nodiscard]] Bytes encode_answer(std::uint8_t type, std::uint8_t slot, std::uint8_t sequence, Outcome outcome, std::span<std::uint8_t const> body);

/// The type of answer that a command of this type gets; slot_status for unknown ones.
[[nodiscard]] std::uint8_t answer_type(std::uint8_t command_type);

}
