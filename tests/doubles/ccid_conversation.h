#pragma once
/// A reader whose side of the talk is written down beforehand (script.h):
///
///     auto talk = talking({ Host { encode_get_slot_status({ 0, 0 }) }, Device { status_reply(…) }, Unplugged {} });
///     auto reader = open_reader(talk, …);

#include "drivers/ccid/transport.h"
#include "tests/doubles/script.h"

namespace doubles::ccid {

using drivers::ccid::Address;
using drivers::iso7816::Bytes;
using drivers::iso7816::View;
using kiosk::Deadline;
using kiosk::Failure;
using kiosk::Result;

struct Host { Bytes says; };                 ///< the host sends this message
struct HostStalled { Bytes says; };          ///< the host sends this message and finds the pipe halted
struct HostAborts { Address address; };      ///< the host asks for an abort on the control pipe
struct HostClears { };                       ///< the host clears the halts
struct Device { Bytes says; };               ///< the host receives this message
struct Silence { };                          ///< the host waits for a message until its deadline
struct Stalled { };                          ///< the host waits for a message and finds the pipe halted
struct Passes { kiosk::Duration span; };     ///< time goes by
struct Unplugged { };                        ///< from here on the reader is gone; ends the script
using Script = doubles::Script<Host, HostStalled, HostAborts, HostClears, Device, Silence, Stalled, Passes, Unplugged>;
using Line = Script::Line;

class ScriptedTransport final : public drivers::ccid::Transport {
public:
    explicit ScriptedTransport(std::shared_ptr<Script> script) : m_script(std::move(script)) { }

    Result<void> send(View message, Deadline deadline) override
    {
        if (passing(deadline))
            return kiosk::failed(Failure::absent, "unplugged");
        Bytes const said(message.begin(), message.end());
        if (auto const* line = m_script->next<Host>()) {
            CHECK(said == line->says);
            m_script->drop();
            return {};
        }
        if (auto const* line = m_script->next<HostStalled>()) {
            CHECK(said == line->says);
            m_script->drop();
            return kiosk::failed(Failure::refused, "halted");
        }
        return surprised("the host sends a message");
    }

    Result<Bytes> receive(Deadline deadline) override
    {
        if (passing(deadline))
            return kiosk::failed(Failure::absent, "unplugged");
        if (deadline.passed(m_script->clock))
            return kiosk::failed(Failure::unreachable, "deadline passed");
        if (auto* line = m_script->next<Device>()) {
            auto says = line->says;
            m_script->drop();
            return says;
        }
        if (m_script->next<Silence>()) {
            m_script->drop();
            m_script->clock.advance(deadline.left(m_script->clock));
            return kiosk::failed(Failure::unreachable, "deadline passed");
        }
        if (m_script->next<Stalled>()) {
            m_script->drop();
            return kiosk::failed(Failure::refused, "halted");
        }
        return std::unexpected(surprised("the host waits for a message").error());
    }

    Result<void> request_abort(Address address, Deadline deadline) override
    {
        if (passing(deadline))
            return kiosk::failed(Failure::absent, "unplugged");
        auto const* line = m_script->next<HostAborts>();
        if (!line)
            return surprised("the host asks for an abort");
        CHECK(address == line->address);
        m_script->drop();
        return {};
    }

    Result<void> clear_halts(Deadline deadline) override
    {
        if (passing(deadline))
            return kiosk::failed(Failure::absent, "unplugged");
        if (!m_script->next<HostClears>())
            return surprised("the host clears the halts");
        m_script->drop();
        return {};
    }

private:
    /// Lets time pass where the script says so; true once the reader is gone.
    bool passing(Deadline deadline)
    {
        m_script->note(deadline);
        while (auto const* line = m_script->next<Passes>()) {
            m_script->clock.advance(line->span);
            m_script->drop();
        }
        if (m_script->next<Unplugged>()) {
            m_script->drop();
            m_script->unplugged = true;
        }
        return m_script->unplugged;
    }
    Result<void> surprised(char const* what)
    {
        m_script->surprised(what);
        return kiosk::failed(Failure::absent, "off the script");
    }

    std::shared_ptr<Script> m_script;
};

using Conversation = doubles::Conversation<Script, drivers::ccid::Transport, ScriptedTransport>;

inline Conversation talking(std::deque<Line> lines)
{
    return Conversation(std::move(lines));
}

// What a device says.

inline Bytes reply(std::uint8_t type, Address address, std::uint8_t status, std::uint8_t error, std::uint8_t specific, Bytes const& payload)
{
    Bytes bytes { type, static_cast<std::uint8_t>(payload.size() & 0xFF), static_cast<std::uint8_t>(payload.size() >> 8), 0, 0,
        address.slot, address.sequence, status, error, specific };
    bytes.insert(bytes.end(), payload.begin(), payload.end());
    return bytes;
}
inline Bytes bytes_block(std::uint8_t sequence, Bytes const& payload, std::uint8_t chain = 0) { return reply(0x80, { 0, sequence }, 0x00, 0, chain, payload); }
inline Bytes failed_block(std::uint8_t sequence, std::uint8_t power, std::uint8_t error) { return reply(0x80, { 0, sequence }, static_cast<std::uint8_t>(0x40 | power), error, 0, {}); }
inline Bytes time_extension(std::uint8_t sequence) { return reply(0x80, { 0, sequence }, 0x80, 1, 0, {}); }
inline Bytes slot_status(std::uint8_t sequence, std::uint8_t power) { return reply(0x81, { 0, sequence }, power, 0, 0, {}); }

}
