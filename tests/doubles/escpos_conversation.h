#pragma once
/// A printer whose side of the talk is written down beforehand:
///
///     auto talk = talking({ Host { encode_ask… }, Device { from_hex("12 12 12 12") }, Unplugged {} });
///
/// The host must say exactly what the script says, in that order; a script that is not played to its end fails.

#include "drivers/escpos/transport.h"
#include "tests/doubles/clock.h"

#include <catch2/catch.hpp>
#include <deque>
#include <memory>
#include <variant>

namespace doubles::escpos {

using drivers::escpos::Bytes;
using drivers::escpos::Happening;
using drivers::escpos::View;
using kiosk::Deadline;
using kiosk::Failure;
using kiosk::Result;

struct Host { Bytes says; };             ///< the host sends this, and the printer takes it at once
struct HostUntaken { Bytes says; };      ///< the host sends this, and the printer does not take it
struct HostClears { };                   ///< the host clears the halts
struct HostResets { };                   ///< the host asks for a SOFT_RESET, and gets it
struct HostResetsInVain { };             ///< the host asks for a SOFT_RESET, and is refused
struct Device { Bytes says; };           ///< the host waits and receives this
struct Meanwhile { Bytes says; };        ///< the printer said this while nobody waited
struct Silence { };                      ///< the host waits until its deadline
struct Stalls { };                       ///< the host waits and learns of a halted pipe
struct Breaks { };                       ///< the host waits and learns that the bus gave up
struct Unplugged { };                    ///< from here on the printer is gone; ends the script
using Line = std::variant<Host, HostUntaken, HostClears, HostResets, HostResetsInVain, Device, Meanwhile, Silence, Stalls, Breaks, Unplugged>;

struct Script {
    std::deque<Line> lines;
    AdvanceableClock clock;
    std::optional<kiosk::Instant> latest_deadline;
    int taken = 0; ///< sends that the host has not been told of
    bool unplugged = false;
};

class ScriptedTransport final : public drivers::escpos::Transport {
public:
    explicit ScriptedTransport(std::shared_ptr<Script> script) : m_script(std::move(script)) { }

    void send(View bytes) override
    {
        Bytes const said(bytes.begin(), bytes.end());
        if (m_script->unplugged || next<Unplugged>())
            return;
        if (auto const* line = next<Host>()) {
            CHECK(said == line->says);
            ++m_script->taken;
            return drop();
        }
        if (auto const* line = next<HostUntaken>()) {
            CHECK(said == line->says);
            return drop();
        }
        surprised("the host sends");
    }

    void call_back() override { m_script->taken = 0; }

    Happening wait(Deadline deadline) override
    {
        m_script->latest_deadline = std::max(m_script->latest_deadline.value_or(deadline.moment()), deadline.moment());
        if (auto const* line = next<Meanwhile>()) {
            auto says = line->says;
            drop();
            return drivers::escpos::Came { says };
        }
        if (next<Unplugged>()) {
            drop();
            m_script->unplugged = true;
        }
        if (m_script->unplugged)
            return drivers::escpos::Gone {};
        if (m_script->taken > 0) {
            --m_script->taken;
            return drivers::escpos::Taken {};
        }
        if (deadline.passed(m_script->clock))
            return drivers::escpos::Quiet {};
        if (auto const* line = next<Device>()) {
            auto says = line->says;
            drop();
            return drivers::escpos::Came { says };
        }
        if (next<Stalls>()) {
            drop();
            return drivers::escpos::Stalled {};
        }
        if (next<Breaks>()) {
            drop();
            return drivers::escpos::Broken { "the bus gave up" };
        }
        if (next<Silence>())
            drop();
        else
            surprised("the host waits");
        m_script->clock.advance(deadline.left(m_script->clock));
        return drivers::escpos::Quiet {};
    }

    Result<void> clear_halts(Deadline) override
    {
        if (m_script->unplugged)
            return kiosk::failed(Failure::absent, "unplugged");
        if (!next<HostClears>()) {
            surprised("the host clears the halts");
            return {};
        }
        drop();
        return {};
    }

    Result<void> soft_reset(Deadline) override
    {
        if (m_script->unplugged)
            return kiosk::failed(Failure::absent, "unplugged");
        if (next<HostResets>()) {
            drop();
            return {};
        }
        if (next<HostResetsInVain>())
            drop();
        else
            surprised("the host asks for a reset");
        return kiosk::failed(Failure::refused, "stalled");
    }

private:
    template <typename Kind>
    Kind* next()
    {
        return m_script->lines.empty() ? nullptr : std::get_if<Kind>(&m_script->lines.front());
    }
    void drop() { m_script->lines.pop_front(); }
    void surprised(char const* what) { FAIL_CHECK("the script, with " << m_script->lines.size() << " lines left, does not say that " << what); }

    std::shared_ptr<Script> m_script;
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
    [[nodiscard]] Script& script() { return *m_script; }
    [[nodiscard]] std::unique_ptr<drivers::escpos::Transport> transport() { return std::make_unique<ScriptedTransport>(m_script); }
    [[nodiscard]] Deadline in(kiosk::Duration span) { return Deadline::after(m_script->clock, span); }

private:
    std::shared_ptr<Script> m_script; // shared with the transport, which lives as long as its printer
};

inline Conversation talking(std::deque<Line> lines)
{
    return Conversation(std::move(lines));
}

// What a printer says.

/// The answers to DLE EOT 1, 2, 3 and 4 of a printer that is well.
inline Bytes well() { return { 0x12, 0x12, 0x12, 0x12 }; }
inline Bytes well_but_paper_out() { return { 0x1A, 0x32, 0x12, 0x72 }; }
inline Bytes well_but_cover_open() { return { 0x1A, 0x16, 0x12, 0x12 }; }
inline Bytes state_well() { return { 0x10, 0x00, 0x00, 0x00 }; }
inline Bytes state_paper_low() { return { 0x10, 0x00, 0x03, 0x00 }; }
inline Bytes state_paper_out() { return { 0x18, 0x00, 0x0F, 0x00 }; }
inline Bytes state_cover_open() { return { 0x38, 0x00, 0x00, 0x00 }; }
inline Bytes state_cutter() { return { 0x18, 0x08, 0x00, 0x00 }; }
/// The answer to GS r 1.
inline Bytes sensor_well() { return { 0x00 }; }

}
