#include "deploy/hub/calls.h"

#include <algorithm>

namespace deploy::hub {

using Standing = wire::HelpAnswer::Standing;

wire::HelpAnswer Calls::hear(wire::KioskNumber kiosk, wire::HelpCall const& said)
{
    forget_silent();
    auto const held = m_calls.find(kiosk);
    bool const same = held != m_calls.end() && held->second.open.call == said.call;
    if (said.standing == wire::HelpCall::Standing::ended) {
        if (same)
            m_calls.erase(held);
        return { said.call, Standing::ended };
    }
    if (same) {
        held->second.heard = m_clock.now();
        return { said.call, held->second.open.standing };
    }
    m_calls.insert_or_assign(kiosk, Call { { kiosk, said.call, m_clock.wall() }, m_clock.now() });
    return { said.call, Standing::kept };
}

OpenCall* Calls::find(wire::KioskNumber kiosk, std::optional<kiosk::CallId> call)
{
    forget_silent();
    auto const held = m_calls.find(kiosk);
    bool const stands = held != m_calls.end() && (!call || *call == held->second.open.call);
    return stands ? &held->second.open : nullptr;
}

bool Calls::answer(wire::KioskNumber kiosk, std::optional<kiosk::CallId> call)
{
    auto* const open = find(kiosk, call);
    if (open != nullptr)
        open->standing = Standing::seen;
    return open != nullptr;
}

bool Calls::shown(wire::KioskNumber kiosk, std::optional<kiosk::CallId> call)
{
    auto* const open = find(kiosk, call);
    if (open != nullptr && open->standing == Standing::kept)
        open->standing = Standing::shown;
    return open != nullptr;
}

std::vector<OpenCall> Calls::open()
{
    forget_silent();
    std::vector<OpenCall> open;
    for (auto const& [kiosk, call] : m_calls)
        open.push_back(call.open);
    std::ranges::sort(open, {}, &OpenCall::since);
    return open;
}

void Calls::forget_silent()
{
    std::erase_if(m_calls, [&](auto const& each) { return m_clock.now() - each.second.heard > silence; });
}

}
