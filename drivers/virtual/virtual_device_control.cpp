/// The parts of VirtualDevice that are not about bulk and interrupt pipes: armed faults and control requests.

#include "drivers/virtual/virtual_device.h"

#include "kiosk/base/core/result.h"

#include <algorithm>
#include <utility>

namespace drivers::virtuals {

namespace {

bool is_in(std::uint8_t endpoint) { return (endpoint & 0x80) != 0; }

/// Bits 5 and 6 of bmRequestType (USB 2.0, table 9-2).
bool is_standard(std::array<std::uint8_t, 8> const& setup) { return (setup[0] & 0x60) == 0; }

std::uint16_t word(std::array<std::uint8_t, 8> const& setup, std::size_t at)
{
    return static_cast<std::uint16_t>(setup[at] | setup[at + 1] << 8);
}

}

void VirtualDevice::arm(Fault fault)
{
    Turn const turn(*this);
    m_faults.push_back(fault);
}

void VirtualDevice::disarm()
{
    Turn const turn(*this);
    m_faults.clear();
    m_next_in.reset();
    release_held();
    for (auto& [address, port] : m_ports) {
        port.busy_for_ever = false;
        pump(port);
    }
}

std::optional<FaultKind> VirtualDevice::due_at_transfer()
{
    ++m_counters.transfers;
    std::optional<FaultKind> due;
    for (auto fault = m_faults.begin(); fault != m_faults.end();) {
        auto const counts = fault->unit == Fault::Unit::transfer;
        if (counts && fault->at <= 1 && !due) {
            due = fault->kind;
            fault = m_faults.erase(fault);
            ++m_counters.faults_fired;
            continue;
        }
        if (counts && fault->at > 1)
            --fault->at;
        ++fault;
    }
    return due;
}

std::optional<FaultKind> VirtualDevice::due_at_byte()
{
    auto const found = std::ranges::find_if(m_faults, [](Fault const& fault) { return fault.unit == Fault::Unit::byte && fault.at == 0; });
    if (found == m_faults.end())
        return std::nullopt;
    auto const kind = found->kind;
    m_faults.erase(found);
    ++m_counters.faults_fired;
    return kind;
}

std::size_t VirtualDevice::bytes_before_fault() const
{
    std::size_t least = SIZE_MAX;
    for (auto const& fault : m_faults) {
        if (fault.unit == Fault::Unit::byte)
            least = std::min<std::size_t>(least, fault.at);
    }
    return least;
}

void VirtualDevice::do_control(TransferPointer const& transfer)
{
    auto const& setup = transfer->setup;
    auto const asked = std::min<std::size_t>(word(setup, 6), transfer->buffer.size());
    auto const in = is_in(setup[0]);
    ControlAnswer answer;
    if (is_standard(setup)) {
        answer = standard_request(setup);
    } else {
        release_held();
        auto const due = due_at_transfer();
        if (due == FaultKind::power_cycle || due == FaultKind::unplug) {
            go(due == FaultKind::unplug ? Power::pulled : Power::cycled);
            end(transfer, TransferStatus::unplugged);
            return;
        }
        if (due == FaultKind::babble || due == FaultKind::late || due == FaultKind::duplicate)
            m_next_in = due;
        if (due != FaultKind::stall) {
            auto const begin = transfer->buffer.begin();
            answer = control(setup, in ? Bytes() : Bytes(begin, begin + static_cast<std::ptrdiff_t>(asked)));
        }
        if (due == FaultKind::cut_short)
            answer.bytes.resize(answer.bytes.size() / 2);
    }
    if (answer.stalled) {
        end(transfer, TransferStatus::stalled);
        return;
    }
    transfer->actual = asked;
    if (in) {
        transfer->actual = std::min(asked, answer.bytes.size());
        std::copy_n(answer.bytes.begin(), transfer->actual, transfer->buffer.begin());
    }
    end(transfer, TransferStatus::done);
}

VirtualDevice::ControlAnswer VirtualDevice::standard_request(std::array<std::uint8_t, 8> const& setup)
{
    enum : std::uint8_t { get_status = 0, clear_feature = 1, get_descriptor = 6, get_configuration = 8, get_interface = 10 };
    enum : std::uint8_t { device_descriptor = 1, configuration_descriptor = 2, string_descriptor = 3 };
    constexpr std::uint8_t to_endpoint = 2;
    auto const good = [](Bytes bytes) { return ControlAnswer { false, std::move(bytes) }; };
    auto const recipient = setup[0] & 0x1f;
    auto const index = setup[2];
    switch (setup[1]) {
    case get_status: {
        auto const* const at = recipient == to_endpoint ? port(setup[4]) : nullptr;
        return good({ static_cast<std::uint8_t>(at && at->halted ? 1 : 0), 0 });
    }
    case clear_feature: {
        auto* const at = recipient == to_endpoint ? port(setup[4]) : nullptr;
        if (!at)
            return {};
        at->halted = false;
        return good({});
    }
    case get_configuration: return good({ m_descriptors.configuration.at(5) });
    case get_interface: return good({ 0 });
    case get_descriptor:
        if (setup[3] == device_descriptor)
            return good(m_descriptors.device);
        if (setup[3] == configuration_descriptor && index == 0)
            return good(m_descriptors.configuration);
        if (setup[3] == string_descriptor && index == 0)
            return good({ 4, string_descriptor, 0x09, 0x04 }); // English (United States)
        if (setup[3] == string_descriptor && index <= m_descriptors.strings.size()) {
            auto const& text = m_descriptors.strings[index - 1U];
            Bytes bytes { static_cast<std::uint8_t>(2 + 2 * text.size()), string_descriptor };
            for (char const letter : text)
                bytes.insert(bytes.end(), { static_cast<std::uint8_t>(letter), 0 });
            return good(std::move(bytes));
        }
        return {};
    default: return {};
    }
}

}
