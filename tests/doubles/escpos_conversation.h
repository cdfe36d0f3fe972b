#pragma once
/// A printer whose side of the talk is written down beforehand (script.h):
///
///     auto talk = talking({ Host { encode_ask… }, Device { from_hex("12 12 12 12") }, Unplugged {} });

#include "drivers/escpos/transport.h"
#include "tests/doubles/script.h"

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
struct Script : doubles::Script<Host, HostUntaken, HostClears, HostResets, HostResetsInVain, Device, Meanwhile, Silence, Stalls, Breaks, Unplugged> {
    int taken = 0; ///< sends that the host has not been told of
};
using Line = Script::Line;

class ScriptedTransport final : public drivers::escpos::Transport {
public:
    explicit ScriptedTransport(std::shared_ptr<Script> script) : m_script(std::move(script)) { }

    void send(View bytes) override
    {
        Bytes const said(bytes.begin(), bytes.end());
        if (m_script->unplugged || m_script->next<Unplugged>())
            return;
        if (auto const* line = m_script->next<Host>()) {
            CHECK(said == line->says);
            ++m_script->taken;
            return m_script->drop();
        }
        if (auto const* line = m_script->next<HostUntaken>()) {
            CHECK(said == line->says);
            return m_script->drop();
        }
        m_script->surprised("the host sends");
    }

    void call_back() override { m_script->taken = 0; }

    Happening wait(Deadline deadline) override
    {
        m_script->note(deadline);
        if (auto const* line = m_script->next<Meanwhile>()) {
            auto says = line->says;
            m_script->drop();
            return drivers::escpos::Came { says };
        }
        if (m_script->next<Unplugged>()) {
            m_script->drop();
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
        if (auto const* line = m_script->next<Device>()) {
            auto says = line->says;
            m_script->drop();
            return drivers::escpos::Came { says };
        }
        if (m_script->next<Stalls>()) {
            m_script->drop();
            return drivers::escpos::Stalled {};
        }
        if (m_script->next<Breaks>()) {
            m_script->drop();
            return drivers::escpos::Broken { "the bus gave up" };
        }
        if (m_script->next<Silence>())
            m_script->drop();
        else
            m_script->surprised("the host waits");
        m_script->clock.advance(deadline.left(m_script->clock));
        return drivers::escpos::Quiet {};
    }

    Result<void> clear_halts(Deadline) override
    {
        if (m_script->unplugged)
            return kiosk::failed(Failure::absent, "unplugged");
        if (!m_script->next<HostClears>()) {
            m_script->surprised("the host clears the halts");
            return {};
        }
        m_script->drop();
        return {};
    }

    Result<void> soft_reset(Deadline) override
    {
        if (m_script->unplugged)
            return kiosk::failed(Failure::absent, "unplugged");
        if (m_script->next<HostResets>()) {
            m_script->drop();
            return {};
        }
        if (m_script->next<HostResetsInVain>())
            m_script->drop();
        else
            m_script->surprised("the host asks for a reset");
        return kiosk::failed(Failure::refused, "stalled");
    }

private:
    std::shared_ptr<Script> m_script;
};

using Conversation = doubles::Conversation<Script, drivers::escpos::Transport, ScriptedTransport>;

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
