#include "drivers/virtual/card_reader.h"

#include "drivers/virtual/descriptors.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace drivers::virtuals {

using kiosk::Failure;
using kiosk::failed;
using kiosk::Result;

namespace {

constexpr std::uint8_t bulk_in = 0x82;
constexpr std::uint8_t interrupt_in = 0x83;

/// bError (CCID 1.1, table 6.2-2). A small number names the byte of the command that is wrong.
enum Trouble : std::uint8_t {
    command_not_supported = 0,
    bad_length = 1,
    no_such_slot = 5,
    bad_first_parameter = 7,
    bad_level_parameter = 8,
    icc_mute = 0xfe,
    command_aborted = 0xff,
};

/// wLevelParameter and bChainParameter (CCID 1.1, 6.1.4 and 6.2.1).
enum Chain : std::uint8_t { whole = 0, begins = 1, ends = 2, continues = 3, go_on = 0x10 };

/// Table 6.2-3, T=1: Fi/Di, checksum, guard time, waiting integers, clock stop, IFSC, NAD.
constexpr std::array<std::uint8_t, 7> t1_parameters { 0x11, 0x10, 0x00, 0x45, 0x00, 0xfe, 0x00 };

}

Result<std::shared_ptr<CardReader>> CardReader::make(ReaderProfile const& profile)
{
    using Exchange = ReaderProfile::Exchange;
    if (profile.exchange() == Exchange::tpdu || profile.exchange() == Exchange::character) {
        return failed(Failure::refused,
            fmt::format("reader {}: dwFeatures {:08x} asks for TPDU or character level; the cards here speak whole commands "
                        "(short or extended APDU level)",
                profile.name, profile.features));
    }
    if (profile.max_message_length < ccid::header_bytes + 5 || profile.max_message_length > 0x20000)
        return failed(Failure::malformed, fmt::format("reader {}: dwMaxCCIDMessageLength {} makes no sense", profile.name, profile.max_message_length));
    return std::make_shared<CardReader>(profile);
}

CardReader::CardReader(ReaderProfile const& profile)
    : VirtualDevice(describe(profile))
    , m_profile(profile)
    , m_stream(profile.max_message_length)
{
}

Result<void> CardReader::insert(std::unique_ptr<Card> card, int number)
{
    Turn const turn(*this);
    if (m_card)
        return failed(Failure::refused, fmt::format("card {} is in the reader; remove it first", m_card_number));
    m_card = std::move(card);
    m_card_number = number;
    m_powered = false;
    notify();
    return {};
}

Result<void> CardReader::remove()
{
    Turn const turn(*this);
    if (!m_card)
        return failed(Failure::refused, "no card is in the reader");
    pull();
    return {};
}

void CardReader::remove_after(std::uint64_t exchanges)
{
    Turn const turn(*this);
    m_remove_after = exchanges;
    if (exchanges == 0 && m_card)
        pull();
}

std::optional<int> CardReader::card() const
{
    std::lock_guard const guard(mutex());
    return m_card ? std::optional(m_card_number) : std::nullopt;
}

std::uint64_t CardReader::exchanges() const
{
    std::lock_guard const guard(mutex());
    return m_exchanges;
}

void CardReader::pull()
{
    m_card.reset();
    m_powered = false;
    m_remove_after.reset();
    m_response.clear();
    m_command.clear();
    notify();
}

void CardReader::started()
{
    m_stream.clear();
    m_powered = false;
    m_command.clear();
    m_response.clear();
    m_aborting.reset();
    if (m_card)
        notify();
}

void CardReader::notify()
{
    if (m_profile.endpoints < 3 || !is_plugged_in())
        return;
    // CCID 1.1, 6.3.1: two bits a slot, current state and "changed"; an older notification that nobody fetched is
    // out of date.
    forget(interrupt_in);
    Bytes message { ccid::notify_slot_change };
    message.resize(1 + (2U * (m_profile.max_slot_index + 1U) + 7) / 8);
    message[1] = static_cast<std::uint8_t>(m_card ? 0b11 : 0b10);
    give(interrupt_in, std::move(message), EndOfMessage::none);
}

CardReader::Slot CardReader::slot_of(std::uint8_t slot) const
{
    if (slot != 0 || !m_card)
        return Slot::empty;
    return m_powered ? Slot::on : Slot::off;
}

std::size_t CardReader::take(std::uint8_t, std::span<std::uint8_t const> bytes)
{
    if (auto const command = m_stream.push(bytes))
        obey(*command);
    return bytes.size();
}

void CardReader::taken_whole(std::uint8_t)
{
    if (auto const cut = m_stream.end_of_transfer())
        fail(ccid::answer_type(cut->type), cut->slot, cut->sequence, bad_length);
}

void CardReader::succeed(ccid::Command const& command, std::span<std::uint8_t const> body, std::uint8_t specific)
{
    ccid::Outcome const outcome { static_cast<std::uint8_t>(slot_of(command.slot)), 0, specific };
    give(bulk_in, ccid::encode_answer(ccid::answer_type(command.type), command.slot, command.sequence, outcome, body), EndOfMessage::short_packet);
}

void CardReader::fail(std::uint8_t type, std::uint8_t slot, std::uint8_t sequence, std::uint8_t error)
{
    constexpr std::uint8_t command_failed = 0x40; // bmCommandStatus 1
    auto const status = static_cast<std::uint8_t>(command_failed | static_cast<std::uint8_t>(slot_of(slot)));
    give(bulk_in, ccid::encode_answer(type, slot, sequence, { status, error, 0 }, {}), EndOfMessage::short_packet);
}

void CardReader::fail(ccid::Command const& command, std::uint8_t error)
{
    fail(ccid::answer_type(command.type), command.slot, command.sequence, error);
}

void CardReader::obey(ccid::Command const& command)
{
    if (command.slot > m_profile.max_slot_index) {
        fail(command, no_such_slot);
        return;
    }
    // CCID 1.1, 5.3.1: after the control half everything fails until the bulk half with the same number.
    if (m_aborting && !(command.type == ccid::abort && command.sequence == *m_aborting)) {
        fail(command, command_aborted);
        return;
    }
    switch (command.type) {
    case ccid::icc_power_on: power_on(command); return;
    case ccid::icc_power_off:
        m_powered = false;
        m_response.clear();
        succeed(command);
        return;
    case ccid::get_slot_status: succeed(command); return;
    case ccid::xfr_block: transfer(command); return;
    case ccid::get_parameters:
    case ccid::reset_parameters:
    case ccid::set_parameters:
        if (slot_of(command.slot) != Slot::on)
            fail(command, icc_mute);
        else if (command.type == ccid::set_parameters && (command.specific[0] != 1 || command.body.size() != t1_parameters.size()))
            fail(command, bad_first_parameter); // the cards here speak T=1
        else
            succeed(command, t1_parameters, 1);
        return;
    case ccid::icc_clock: succeed(command); return;
    case ccid::abort:
        m_aborting.reset();
        m_command.clear();
        m_response.clear();
        succeed(command);
        return;
    case ccid::set_data_rate_and_clock_frequency: {
        Bytes rates;
        put(rates, m_profile.default_clock_khz, 4);
        put(rates, m_profile.data_rate, 4);
        succeed(command, rates);
        return;
    }
    default: fail(command, command_not_supported); return;
    }
}

void CardReader::power_on(ccid::Command const& command)
{
    // bPowerSelect: 0 automatic, 1 5 V, 2 3 V, 3 1.8 V; bVoltageSupport has a bit for each in that order.
    auto const select = command.specific[0];
    constexpr std::uint32_t automatic_voltage = 0x08;
    auto const possible = select == 0 ? (m_profile.features & automatic_voltage) != 0
                                      : select <= 3 && (m_profile.voltage_support >> (select - 1) & 1) != 0;
    if (!possible) {
        fail(command, bad_first_parameter);
        return;
    }
    m_powered = false;
    m_response.clear();
    if (slot_of(command.slot) == Slot::empty) {
        fail(command, icc_mute);
        return;
    }
    auto const atr = m_card->reset();
    if (atr.empty()) {
        fail(command, icc_mute);
        return;
    }
    m_powered = true;
    succeed(command, atr);
}

void CardReader::transfer(ccid::Command const& command)
{
    if (slot_of(command.slot) != Slot::on) {
        fail(command, icc_mute);
        return;
    }
    auto const extended = m_profile.exchange() == ReaderProfile::Exchange::extended_apdu;
    auto const level = extended ? command.specific[1] : std::uint8_t { whole };
    if (level == go_on && command.body.empty() && !m_response.empty()) {
        give_response(command);
        return;
    }
    constexpr std::size_t longest_short_command = 5 + 255 + 1;
    if (!extended && command.body.size() > longest_short_command) {
        fail(command, bad_length);
        return;
    }
    constexpr std::size_t longest_extended_command = 4 + 3 + 65535 + 2;
    auto const starts = level == whole || level == begins;
    if (level > continues || (!starts && m_command.empty()) || m_command.size() + command.body.size() > longest_extended_command) {
        m_command.clear();
        fail(command, bad_level_parameter);
        return;
    }
    if (starts)
        m_command.clear();
    m_command.insert(m_command.end(), command.body.begin(), command.body.end());
    if (level == begins || level == continues) {
        succeed(command, {}, go_on);
        return;
    }
    m_response = m_card->exchange(m_command);
    m_command.clear();
    ++m_exchanges;
    give_response(command);
    if (m_remove_after && *m_remove_after > 0 && --*m_remove_after == 0)
        pull();
}

void CardReader::give_response(ccid::Command const& command)
{
    auto const room = m_profile.max_message_length - ccid::header_bytes;
    auto const first = command.specific[1] != go_on;
    auto const part = std::min<std::size_t>(room, m_response.size());
    auto const last = part == m_response.size();
    Bytes const body(m_response.begin(), m_response.begin() + static_cast<std::ptrdiff_t>(part));
    m_response.erase(m_response.begin(), m_response.begin() + static_cast<std::ptrdiff_t>(part));
    auto const chain = last ? (first ? whole : ends) : (first ? begins : continues);
    succeed(command, body, chain);
}

VirtualDevice::ControlAnswer CardReader::control(std::array<std::uint8_t, 8> const& setup, Bytes const&)
{
    // CCID 1.1, table 5.3-1.
    enum : std::uint8_t { to_interface_out = 0x21, to_interface_in = 0xa1 };
    enum : std::uint8_t { abort_request = 1, get_clock_frequencies = 2, get_data_rates = 3 };
    if (setup[0] == to_interface_out && setup[1] == abort_request) {
        if (setup[2] > m_profile.max_slot_index)
            return {};
        m_aborting = setup[3]; // answers given before stay: a host must drop them by their numbers
        return { false, {} };
    }
    Bytes list;
    if (setup[0] == to_interface_in && setup[1] == get_clock_frequencies)
        put(list, m_profile.default_clock_khz, 4);
    else if (setup[0] == to_interface_in && setup[1] == get_data_rates)
        put(list, m_profile.data_rate, 4);
    else
        return {};
    return { false, list };
}

}
