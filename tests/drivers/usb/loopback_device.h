#pragma once
/// A USB device that sends back what it is sent: bulk OUT 01 to bulk IN 82, and interrupt IN 83 on demand.

#include "drivers/virtual/descriptors.h"
#include "drivers/virtual/virtual_device.h"

#include <algorithm>
#include <utility>

namespace doubles {

class LoopbackDevice final : public drivers::virtuals::VirtualDevice {
public:
    using Bytes = drivers::virtuals::Bytes;

    explicit LoopbackDevice(std::string serial = "LB0001")
        : VirtualDevice(drivers::virtuals::describe(
              { 0x1209, 0x5cff, 0x0123, "Shubbak", "Loopback", std::move(serial) },
              { 0xff, 1, 2, { 5, 0x24, 0xaa, 0xbb, 0xcc },
                  { { 0x01 }, { 0x82 }, { 0x83, drivers::virtuals::TransferKind::interrupt, 8, 16 } } }))
    {
    }

    /// From now on so many bytes are taken, then the device is busy.
    void takes_only(std::size_t bytes)
    {
        Turn const turn(*this);
        m_credit = bytes;
        take_more(0x01);
    }
    void says(std::uint8_t endpoint, Bytes message)
    {
        Turn const turn(*this);
        give(endpoint, std::move(message), EndOfMessage::none);
    }
    [[nodiscard]] Bytes written() const
    {
        std::lock_guard const guard(mutex());
        return m_written;
    }

private:
    void started() override { m_echo.clear(); }
    std::size_t take(std::uint8_t, std::span<std::uint8_t const> bytes) override
    {
        auto const taken = std::min(bytes.size(), m_credit);
        if (m_credit != SIZE_MAX)
            m_credit -= taken;
        m_echo.insert(m_echo.end(), bytes.begin(), bytes.begin() + static_cast<std::ptrdiff_t>(taken));
        return taken;
    }
    void taken_whole(std::uint8_t) override { give(0x82, std::exchange(m_echo, {}), EndOfMessage::short_packet); }
    /// Vendor request 1 writes, 2 reads back; everything else is refused.
    ControlAnswer control(std::array<std::uint8_t, 8> const& setup, Bytes const& bytes) override
    {
        if (setup[0] == 0x40 && setup[1] == 1) {
            m_written = bytes;
            return { false, {} };
        }
        if (setup[0] == 0xc0 && setup[1] == 2)
            return { false, m_written };
        return {};
    }

    std::size_t m_credit = SIZE_MAX;
    Bytes m_echo;
    Bytes m_written;
};

}
