#include "kiosk/glass/ui/focus.h"

#include "kiosk/base/core/secret.h"

#include <utility>

namespace kiosk::ui {

namespace {

constexpr Duration flood_told_again = std::chrono::seconds(10);

}

Focus::Asked Focus::take(platform::KeyPress const& key, Instant now, Page const& page, Order order)
{
    Oddities odd;
    count(now, odd);
    Asked asked;
    if (key.key == platform::Key::select)
        asked = select(page);
    else if (key.key != platform::Key::back)
        asked = move(key.key, page, order);
    asked.odd = std::move(odd);
    return asked;
}

void Focus::count(Instant now, Oddities& odd)
{
    auto const oldest = std::exchange(m_times[m_next_time], now);
    m_next_time = (m_next_time + 1) % flood;
    bool const many = oldest && now - *oldest < std::chrono::seconds(1);
    if (many && (!m_told_flood || now - *m_told_flood >= flood_told_again)) {
        m_told_flood = now;
        odd.push_back(Oddity::key_flood);
    }
}

Focus::Asked Focus::select(Page const& page)
{
    auto const at = m_id.empty() ? none : page.find(m_id);
    if (at == none || !on_top(page, at))
        return {};
    if (page[at].group) {
        m_entered = m_id;
        if (auto const first = first_in(page, at); first != none)
            m_id = page[first].id;
        return { .redraw = true };
    }
    if (!page[at].touchable || page[at].absent)
        return {};
    Asked asked { .redraw = true, .press = m_id };
    if (m_scanning && !m_entered.empty() && page.find(m_entered) != none)
        m_id = std::exchange(m_entered, {});
    return asked;
}

Focus::Asked Focus::move(platform::Key key, Page const& page, Order order)
{
    auto const at = m_id.empty() ? none : page.find(m_id);
    m_scanning = key == platform::Key::next;
    auto const group = m_scanning && !m_entered.empty() ? page.find(m_entered) : none;
    auto next = none;
    if (group != none && at != none && page.within(group, at)) {
        next = next_in(page, group, at);
        if (next == group)
            m_entered.clear();
    } else {
        m_entered.clear();
        bool const in_group = at != none && page[at].group;
        next = m_scanning ? scan_after(page, at) : focus_after(page, in_group ? first_in(page, at) : at, key, order);
    }
    if (next == none)
        return {};
    m_id = page[next].id;
    return { .redraw = true, .reveal = next };
}

void Focus::follow(Page const& page, std::string_view anchor_before)
{
    if (m_id.empty())
        return;
    auto const at = page.find(m_id);
    auto const go_to = [&](Index index) {
        m_entered.clear();
        m_id = index == none ? std::string() : page[index].id;
    };
    if (page.popup != none && (at == none || !page.within(page.popup, at))) {
        go_to(first_in(page, page.popup));
    } else if (page.popup == none && at == none) {
        auto const back = anchor_before.empty() ? none : page.find(anchor_before);
        auto const keys = page.typing ? page.find(page.typing_id + ".keyboard") : none;
        auto const row = m_scanning && keys != none ? page.find(page.typing_id + ".row.0") : none;
        go_to(back != none ? back : row != none && page[row].group ? row : keys != none ? first_in(page, keys) : none);
    }
}

void Focus::clear()
{
    // Which key has the focus tells a letter.
    wipe(m_id);
    wipe(m_entered);
    m_id.clear();
    m_entered.clear();
}

}
