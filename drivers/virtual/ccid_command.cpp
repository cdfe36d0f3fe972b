#include "drivers/virtual/ccid_command.h"

#include "drivers/virtual/descriptors.h"

#include <algorithm>

namespace drivers::virtuals::ccid {

namespace {

std::size_t body_length(Bytes const& header)
{
    return static_cast<std::size_t>(header[1]) | static_cast<std::size_t>(header[2]) << 8 | static_cast<std::size_t>(header[3]) << 16
        | static_cast<std::size_t>(header[4]) << 24;
}

}

std::optional<Command> CommandStream::push(std::span<std::uint8_t const> packet)
{
    if (m_complete)
        return std::nullopt;
    auto const room = m_most > m_bytes.size() ? m_most - m_bytes.size() : 0;
    auto const kept = packet.first(std::min(packet.size(), room));
    m_bytes.insert(m_bytes.end(), kept.begin(), kept.end());
    if (m_bytes.size() < header_bytes)
        return std::nullopt;
    auto const length = body_length(m_bytes);
    if (length > m_most - header_bytes || m_bytes.size() < header_bytes + length)
        return std::nullopt;
    m_complete = true;
    auto const body = m_bytes.begin() + header_bytes;
    return Command { m_bytes[0], m_bytes[5], m_bytes[6], { m_bytes[7], m_bytes[8], m_bytes[9] },
        Bytes(body, body + static_cast<std::ptrdiff_t>(length)) };
}

std::optional<CommandStream::Cut> CommandStream::end_of_transfer()
{
    std::optional<Cut> cut;
    if (!m_complete && m_bytes.size() >= header_bytes)
        cut = Cut { m_bytes[0], m_bytes[5], m_bytes[6] };
    clear();
    return cut;
}

void CommandStream::clear()
{
    std::ranges::fill(m_bytes, std::uint8_t { 0 });
    m_bytes.clear();
    m_complete = false;
}

Bytes encode_answer(std::uint8_t type, std::uint8_t slot, std::uint8_t sequence, Outcome outcome, std::span<std::uint8_t const> body)
{
    Bytes bytes { type };
    put(bytes, body.size(), 4);
    bytes.insert(bytes.end(), { slot, sequence, outcome.status, outcome.error, outcome.specific });
    bytes.insert(bytes.end(), body.begin(), body.end());
    return bytes;
}

std::uint8_t answer_type(std::uint8_t command_type)
{
    switch (command_type) {
    case icc_power_on:
    case xfr_block:
    case secure: return data_block;
    case get_parameters:
    case reset_parameters:
    case set_parameters: return parameters;
    case escape: return escape_answer;
    case set_data_rate_and_clock_frequency: return data_rate_and_clock_frequency;
    default: return slot_status;
    }
}

}
