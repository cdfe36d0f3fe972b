#include "drivers/virtual/virtual_device.h"

#include "kiosk/base/core/result.h"

#include <algorithm>
#include <utility>

namespace drivers::virtuals {

static bool is_in(std::uint8_t endpoint) { return (endpoint & 0x80) != 0; }

VirtualDevice::VirtualDevice(Descriptors descriptors) : m_descriptors(std::move(descriptors))
{
    auto const& bytes = m_descriptors.configuration;
    for (std::size_t at = 0; at + 7 <= bytes.size() && bytes[at] >= 2; at += bytes[at]) {
        constexpr std::uint8_t endpoint_descriptor = 5;
        if (bytes[at + 1] != endpoint_descriptor)
            continue;
        Port port;
        port.address = bytes[at + 2];
        port.max_packet = static_cast<std::uint16_t>((bytes[at + 4] | bytes[at + 5] << 8) & 0x7ff);
        kiosk::verify(port.max_packet > 0, "an endpoint carries packets of at least one byte");
        m_ports.insert_or_assign(port.address, std::move(port));
    }
}

VirtualDevice::Turn::~Turn()
{
    auto const ended = std::exchange(m_device.m_ended, {});
    auto const power = std::exchange(m_device.m_power_change, {});
    auto const on_power = power ? m_device.m_on_power : nullptr;
    m_lock.unlock();
    for (auto const& transfer : ended)
        transfer->on_end(*transfer);
    if (on_power)
        on_power(*power);
}

VirtualDevice::Port* VirtualDevice::port(std::uint8_t endpoint)
{
    auto const found = m_ports.find(endpoint);
    return found == m_ports.end() ? nullptr : &found->second;
}

bool VirtualDevice::has_endpoint(std::uint8_t endpoint) const
{
    std::lock_guard const guard(m_mutex);
    return m_ports.contains(endpoint);
}

Counters VirtualDevice::counters() const
{
    std::lock_guard const guard(m_mutex);
    return m_counters;
}

void VirtualDevice::end(TransferPointer const& transfer, TransferStatus status)
{
    transfer->status = status;
    m_ended.push_back(transfer);
}

void VirtualDevice::start()
{
    for (auto& [address, port] : m_ports) {
        port.halted = false;
        port.busy_for_ever = false;
        port.packets.clear();
    }
    m_held.clear();
    m_next_in.reset();
    started();
}

void VirtualDevice::plugged_in(std::function<void(Power)> on_power)
{
    Turn const turn(*this);
    m_plugged_in = true;
    m_on_power = std::move(on_power);
    m_power_change.reset();
    start();
}

void VirtualDevice::unplugged()
{
    Turn const turn(*this);
    if (m_plugged_in)
        go(Power::pulled);
    m_power_change.reset(); // the transport knows
    m_on_power = nullptr;
}

void VirtualDevice::go(Power power)
{
    m_plugged_in = false;
    m_power_change = power;
    for (auto& [address, port] : m_ports) {
        port.packets.clear();
        for (auto const& transfer : std::exchange(port.waiting, {}))
            end(transfer, TransferStatus::unplugged);
    }
}

void VirtualDevice::reset()
{
    Turn const turn(*this);
    if (m_plugged_in)
        start();
}

void VirtualDevice::submit(TransferPointer const& transfer)
{
    Turn const turn(*this);
    if (!m_plugged_in) {
        end(transfer, TransferStatus::unplugged);
        return;
    }
    if (transfer->kind == TransferKind::control) {
        do_control(transfer);
        return;
    }
    auto* const at = port(transfer->endpoint);
    if (!at) {
        end(transfer, TransferStatus::no_endpoint);
        return;
    }
    if (!is_in(at->address))
        release_held();
    at->waiting.push_back(transfer);
    pump(*at);
}

bool VirtualDevice::cancel(TransferPointer const& transfer)
{
    Turn const turn(*this);
    auto* const at = port(transfer->endpoint);
    if (!at)
        return false;
    auto const found = std::ranges::find(at->waiting, transfer);
    if (found == at->waiting.end())
        return false;
    at->waiting.erase(found);
    end(transfer, TransferStatus::cancelled);
    return true;
}

bool VirtualDevice::clear_halt(std::uint8_t endpoint)
{
    Turn const turn(*this);
    auto* const at = port(endpoint);
    if (!at)
        return false;
    at->halted = false;
    pump(*at);
    return true;
}

void VirtualDevice::halt(Port& port)
{
    port.halted = true;
    port.packets.clear();
    pump(port);
}

void VirtualDevice::pump(Port& port)
{
    if (is_in(port.address))
        pump_in(port);
    else
        pump_out(port);
}

void VirtualDevice::pump_in(Port& port)
{
    while (m_plugged_in && !port.waiting.empty()) {
        auto const transfer = port.waiting.front();
        if (port.halted) {
            port.waiting.pop_front();
            end(transfer, TransferStatus::stalled);
        } else if (port.busy_for_ever || !deliver(port, *transfer)) {
            return;
        } else {
            port.waiting.pop_front();
            end(transfer, transfer->status);
        }
    }
}

/// Packets into the transfer until it is full or a short packet ends it (USB 2.0, 5.8.3). False if it waits for more.
bool VirtualDevice::deliver(Port& port, Transfer& transfer)
{
    while (!port.packets.empty()) {
        auto const packet = std::move(port.packets.front());
        port.packets.pop_front();
        auto const room = transfer.buffer.size() - transfer.actual;
        auto const fits = std::min(room, packet.bytes.size());
        std::copy_n(packet.bytes.begin(), fits, transfer.buffer.begin() + static_cast<std::ptrdiff_t>(transfer.actual));
        transfer.actual += fits;
        m_counters.bytes_in += fits;
        if (packet.babble || packet.bytes.size() > room) {
            transfer.status = TransferStatus::overflow;
            return true;
        }
        auto const full = transfer.actual == transfer.buffer.size();
        if (full || packet.bytes.size() < port.max_packet) {
            transfer.status = transfer.short_is_error && !full ? TransferStatus::too_short : TransferStatus::done;
            return true;
        }
    }
    return false;
}

void VirtualDevice::pump_out(Port& port)
{
    while (m_plugged_in && !port.waiting.empty()) {
        auto const transfer = port.waiting.front();
        if (!port.halted && !transfer->counted) {
            transfer->counted = true;
            switch (auto const due = due_at_transfer(); due.value_or(FaultKind::late)) {
            case FaultKind::stall: port.halted = true; break;
            case FaultKind::cut_short: transfer->swallowed_from = transfer->buffer.size() / 2; break;
            case FaultKind::nak: port.busy_for_ever = true; break;
            case FaultKind::power_cycle: go(Power::cycled); return;
            case FaultKind::unplug: go(Power::pulled); return;
            case FaultKind::babble:
            case FaultKind::late:
            case FaultKind::duplicate:
                if (due)
                    m_next_in = due;
                break;
            }
        }
        if (port.halted) {
            port.waiting.pop_front();
            end(transfer, TransferStatus::stalled);
            continue;
        }
        if (port.busy_for_ever)
            return;

        auto const left = transfer->buffer.size() - transfer->actual;
        auto const wanted = std::min({ left, static_cast<std::size_t>(port.max_packet), bytes_before_fault() });
        auto const packet = std::span(transfer->buffer).subspan(transfer->actual, wanted);
        std::size_t taken = wanted;
        if (transfer->actual < transfer->swallowed_from) {
            auto const real = std::min(wanted, transfer->swallowed_from - transfer->actual);
            auto const accepted = take(port.address, packet.first(real));
            if (!m_plugged_in)
                return; // what it answered met a fault
            if (accepted < real)
                taken = accepted;
        }
        transfer->actual += taken;
        m_counters.bytes_out += taken;
        for (auto& fault : m_faults) {
            if (fault.unit == Fault::Unit::byte)
                fault.at -= std::min<std::uint64_t>(fault.at, taken);
        }
        if (auto const due = due_at_byte()) {
            switch (*due) {
            case FaultKind::stall: port.halted = true; continue;
            case FaultKind::cut_short: transfer->swallowed_from = transfer->actual; break;
            case FaultKind::nak: port.busy_for_ever = true; return;
            case FaultKind::power_cycle: go(Power::cycled); return;
            case FaultKind::unplug: go(Power::pulled); return;
            case FaultKind::babble:
            case FaultKind::late:
            case FaultKind::duplicate: m_next_in = due; break;
            }
        }
        if (transfer->actual == transfer->buffer.size()) {
            port.waiting.pop_front();
            end(transfer, TransferStatus::done);
            taken_whole(port.address);
        } else if (taken < wanted) {
            return; // NAK until take_more()
        }
    }
}

void VirtualDevice::give(std::uint8_t endpoint, Bytes message, EndOfMessage end_of_message)
{
    auto* const at = port(endpoint);
    kiosk::verify(at && is_in(endpoint), "a device gives on endpoints that it has");
    auto due = due_at_transfer();
    if (!due)
        due = std::exchange(m_next_in, {});
    if (!due) {
        enqueue(*at, message, end_of_message, false);
        return;
    }
    switch (*due) {
    case FaultKind::stall: halt(*at); return;
    case FaultKind::cut_short: message.resize(message.size() / 2); break;
    case FaultKind::babble: enqueue(*at, message, end_of_message, true); return;
    case FaultKind::nak: at->busy_for_ever = true; break;
    case FaultKind::late: m_held.push_back({ endpoint, std::move(message), end_of_message }); return;
    case FaultKind::duplicate: enqueue(*at, message, end_of_message, false); break;
    case FaultKind::power_cycle: go(Power::cycled); return;
    case FaultKind::unplug: go(Power::pulled); return;
    }
    enqueue(*at, message, end_of_message, false);
}

void VirtualDevice::enqueue(Port& port, Bytes const& message, EndOfMessage end, bool babble)
{
    std::size_t at = 0;
    do {
        auto const size = std::min<std::size_t>(port.max_packet, message.size() - at);
        auto const begin = message.begin() + static_cast<std::ptrdiff_t>(at);
        port.packets.push_back({ Bytes(begin, begin + static_cast<std::ptrdiff_t>(size)), false });
        at += size;
    } while (at < message.size());
    port.packets.back().babble = babble;
    if (!babble && end == EndOfMessage::short_packet && !message.empty() && message.size() % port.max_packet == 0)
        port.packets.push_back({});
    pump_in(port);
}

void VirtualDevice::forget(std::uint8_t endpoint)
{
    if (auto* const at = port(endpoint))
        at->packets.clear();
    std::erase_if(m_held, [&](Held const& held) { return held.endpoint == endpoint; });
}

void VirtualDevice::take_more(std::uint8_t endpoint)
{
    if (auto* const at = port(endpoint))
        pump_out(*at);
}

void VirtualDevice::release_held()
{
    for (auto& held : std::exchange(m_held, {})) {
        if (auto* const at = port(held.endpoint))
            enqueue(*at, held.message, held.end, false);
    }
}

}
