#pragma once
/// A host that hands transfers to a virtual device without anything between.

#include "drivers/virtual/virtual_device.h"

#include <optional>

namespace doubles {

class DirectHost {
public:
    using Bytes = drivers::virtuals::Bytes;
    using Transfer = drivers::virtuals::Transfer;
    using TransferKind = drivers::virtuals::TransferKind;
    using TransferStatus = drivers::virtuals::TransferStatus;

    explicit DirectHost(drivers::virtuals::VirtualDevice& device) : m_device(device) { plug(); }
    ~DirectHost() { m_device.unplugged(); }

    void plug()
    {
        m_device.plugged_in([this](drivers::virtuals::VirtualDevice::Power power) { power_change = power; });
    }
    /// Starts a transfer; it may be pending when this returns.
    drivers::virtuals::TransferPointer start(std::uint8_t endpoint, Bytes buffer, TransferKind kind = TransferKind::bulk)
    {
        auto transfer = std::make_shared<Transfer>();
        transfer->endpoint = endpoint;
        transfer->kind = kind;
        transfer->buffer = std::move(buffer);
        transfer->on_end = [](Transfer&) { };
        m_device.submit(transfer);
        return transfer;
    }
    /// Sends; the status says whether the device took it all at once.
    TransferStatus send(Bytes bytes) { return start(0x01, std::move(bytes))->status; }
    /// Everything the device has to say on this endpoint now.
    Bytes read(std::uint8_t endpoint = 0x82, TransferKind kind = TransferKind::bulk)
    {
        Bytes all;
        for (;;) {
            auto const transfer = start(endpoint, Bytes(64), kind);
            if (transfer->status == TransferStatus::pending)
                m_device.cancel(transfer);
            last_status = transfer->status;
            auto const count = static_cast<std::ptrdiff_t>(transfer->actual);
            all.insert(all.end(), transfer->buffer.begin(), transfer->buffer.begin() + count);
            if (transfer->status != TransferStatus::done)
                return all;
        }
    }
    /// Nothing if the device refused.
    std::optional<Bytes> control(std::array<std::uint8_t, 8> setup)
    {
        auto const transfer = std::make_shared<Transfer>();
        transfer->kind = TransferKind::control;
        transfer->setup = setup;
        transfer->buffer.resize(static_cast<std::size_t>(setup[6] | setup[7] << 8));
        transfer->on_end = [](Transfer&) { };
        m_device.submit(transfer);
        if (transfer->status != TransferStatus::done)
            return std::nullopt;
        transfer->buffer.resize(transfer->actual);
        return transfer->buffer;
    }

    std::optional<drivers::virtuals::VirtualDevice::Power> power_change;
    TransferStatus last_status = TransferStatus::pending;

private:
    drivers::virtuals::VirtualDevice& m_device;
};

}
