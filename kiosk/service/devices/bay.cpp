#include "kiosk/service/devices/bay.h"

#include <algorithm>

namespace kiosk::devices {

namespace {
constexpr auto retry_opening = std::chrono::seconds(10);
}

void Bay::arrived(drivers::usb::Device const& device)
{
    if (!m_kind.fits(device.description()))
        return;
    auto const port_of = [](drivers::usb::Device const& other) -> auto const& { return other.description().identity.port; };
    m_plugged_in.insert(std::ranges::upper_bound(m_plugged_in, port_of(device), {}, port_of), device);
    if (!m_in_use)
        choose();
}

void Bay::departed(drivers::usb::Identity const& identity)
{
    std::erase_if(m_plugged_in, [&](drivers::usb::Device const& device) { return device.description().identity.port == identity.port; });
    if (!m_in_use || m_in_use->port != identity.port)
        return;
    m_in_use.reset();
    m_kind.let_go();
    if (!m_plugged_in.empty())
        choose();
}

void Bay::choose()
{
    if (m_in_use)
        return;
    drivers::usb::Device const* best = nullptr;
    std::optional<Error> why;
    for (auto const& device : m_plugged_in) {
        auto taken = m_kind.take(device);
        if (taken) {
            m_in_use = device.description().identity;
            return;
        }
        if (!best) {
            best = &device;
            why = std::move(taken.error());
        }
    }
    m_kind.none(best, std::move(why));
}

Deadline BayKeeper::next_look() const
{
    // A device that is not there has no look of its own that could come first.
    return m_bay.worth_a_retry() ? Deadline::at(m_last_try + retry_opening) : m_device.next_look();
}

void BayKeeper::look()
{
    if (!m_bay.worth_a_retry())
        return m_device.look();
    m_bay.choose();
    m_last_try = m_clock.now();
}

}
