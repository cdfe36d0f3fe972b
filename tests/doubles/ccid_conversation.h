#pragma once
/// A reader whose side of the talk is written down beforehand:
///
///     auto talk = talking({ Host { encode_get_slot_status({ 0, 0 }) }, Device { status_reply(…) }, Unplugged {} });
///     auto reader = open_reader(talk, …);
///
/// The host must say exactly what the script says, in that order; a script that is not played to its end fails.

#include "drivers/ccid/transport.h"
#include "tests/doubles/clock.h"

#include <catch2/catch.hpp>
#include <deque>
#include <memory>
#include <variant>

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
using Line = std::variant<Host, HostStalled, HostAborts, HostClears, Device, Silence, Stalled, Passes, Unplugged>;

/// What is left of the script; shared by the transport (which the reader owns) and the test.
struct Script {
    std::deque<Line> lines;
    AdvanceableClock clock;
    /// The latest deadline that any call brought with it.
    std::optional<kiosk::Instant> latest_deadline;
    bool unplugged = false;
};

class Conversation {
public:
    explicit Conversation(std::deque<Line> lines) : m_script(std::make_shared<Script>()) { m_script->lines = std::move(lines); }
    Conversation(Conversation&&) = default;
    ~Conversation()
    {
        if (m_script)
            CHECK(m_script->lines.empty()); // the script was played to its end
    }

    [[nodiscard]] AdvanceableClock& clock() { return m_script->clock; }
    [[nodiscard]] std::shared_ptr<Script> script() { return m_script; }
    [[nodiscard]] std::unique_ptr<drivers::ccid::Transport> transport();
    [[nodiscard]] Deadline in(kiosk::Duration span) { return Deadline::after(m_script->clock, span); }

private:
    std::shared_ptr<Script> m_script; // shared with the transport, which lives as long as its reader
};

class ScriptedTransport final : public drivers::ccid::Transport {
public:
    explicit ScriptedTransport(std::shared_ptr<Script> script) : m_script(std::move(script)) { }

    Result<void> send(View message, Deadline deadline) override
    {
        if (passing(deadline))
            return kiosk::failed(Failure::absent, "unplugged");
        Bytes const said(message.begin(), message.end());
        if (auto const* line = next<Host>()) {
            CHECK(said == line->says);
            drop();
            return {};
        }
        if (auto const* line = next<HostStalled>()) {
            CHECK(said == line->says);
            drop();
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
        if (auto* line = next<Device>()) {
            auto says = line->says;
            drop();
            return says;
        }
        if (next<Silence>()) {
            drop();
            m_script->clock.advance(deadline.left(m_script->clock));
            return kiosk::failed(Failure::unreachable, "deadline passed");
        }
        if (next<Stalled>()) {
            drop();
            return kiosk::failed(Failure::refused, "halted");
        }
        return std::unexpected(surprised("the host waits for a message").error());
    }

    Result<void> request_abort(Address address, Deadline deadline) override
    {
        if (passing(deadline))
            return kiosk::failed(Failure::absent, "unplugged");
        auto const* line = next<HostAborts>();
        if (!line)
            return surprised("the host asks for an abort");
        CHECK(address == line->address);
        drop();
        return {};
    }

    Result<void> clear_halts(Deadline deadline) override
    {
        if (passing(deadline))
            return kiosk::failed(Failure::absent, "unplugged");
        if (!next<HostClears>())
            return surprised("the host clears the halts");
        drop();
        return {};
    }

private:
    /// Lets time pass where the script says so; true once the reader is gone.
    bool passing(Deadline deadline)
    {
        m_script->latest_deadline = std::max(m_script->latest_deadline.value_or(deadline.moment()), deadline.moment());
        while (auto const* line = next<Passes>()) {
            m_script->clock.advance(line->span);
            drop();
        }
        if (next<Unplugged>()) {
            drop();
            m_script->unplugged = true;
        }
        return m_script->unplugged;
    }
    template <typename Kind>
    Kind* next()
    {
        return m_script->lines.empty() ? nullptr : std::get_if<Kind>(&m_script->lines.front());
    }
    void drop() { m_script->lines.pop_front(); }
    Result<void> surprised(char const* what)
    {
        FAIL_CHECK("the script does not say that " << what);
        return kiosk::failed(Failure::absent, "off the script");
    }

    std::shared_ptr<Script> m_script;
};

inline std::unique_ptr<drivers::ccid::Transport> Conversation::transport()
{
    return std::make_unique<ScriptedTransport>(m_script);
}

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
