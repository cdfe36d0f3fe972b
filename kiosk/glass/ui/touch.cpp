#include "kiosk/glass/ui/touch.h"

#include "kiosk/base/core/secret.h"
#include "kiosk/glass/ui/reach.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace kiosk::ui {

namespace {

/// A driver that makes a mouse of a finger does so at once, and where the finger was.
constexpr Duration echo_within = std::chrono::milliseconds(700);
constexpr Millimetres echo_beside { 3 };
constexpr Duration flood_told_again = std::chrono::seconds(10);

/// Which key a finger was on tells a letter: nothing of it stays where it stood.
void keep(std::string& kept, std::string_view instead = {})
{
    wipe(kept);
    kept.assign(instead);
}

bool is_field(Page const& page, Index target)
{
    return page[target].first != none && page[page[target].first].kind == Kind::line;
}

}

Touch::Asked Touch::take(platform::Finger const& finger, Instant now, Page const& page, Offsets const& offsets, Density density)
{
    if (is_echo(finger, now, density)) {
        Asked asked;
        if (finger.phase == platform::Finger::Phase::down)
            asked.odd.push_back(Oddity::touch_echo);
        return asked;
    }
    // A second finger is not seen; the same one going down again had its up lost on the way.
    bool const other = m_finger && finger.id != *m_finger;
    if (other && (finger.phase != platform::Finger::Phase::down || now - m_since < longest_hold)) {
        Asked asked;
        if (finger.phase == platform::Finger::Phase::down) {
            count(now, asked.odd);
            if (!std::exchange(m_told_second, true))
                asked.odd.push_back(Oddity::second_finger);
        }
        return asked;
    }
    switch (finger.phase) {
    case platform::Finger::Phase::down:
        return down(finger, now, page, offsets, density);
    case platform::Finger::Phase::move:
        return m_finger ? move(finger, page, density) : Asked {};
    case platform::Finger::Phase::up:
        return m_finger ? up(finger, now, page, density) : Asked {};
    }
    return {};
}

bool Touch::is_echo(platform::Finger const& finger, Instant now, Density density)
{
    if (finger.id != platform::mouse_finger)
        return false;
    if (finger.phase == platform::Finger::Phase::down) {
        float const far = density.pixels(echo_beside);
        bool const near = std::abs(finger.x - m_before.x) <= far && std::abs(finger.y - m_before.y) <= far;
        m_in_echo = !m_before.mouse && m_before.at && now - *m_before.at < echo_within && near;
        return m_in_echo;
    }
    return finger.phase == platform::Finger::Phase::up ? std::exchange(m_in_echo, false) : m_in_echo;
}

void Touch::count(Instant now, Oddities& odd)
{
    auto& oldest = m_downs[m_next_down];
    m_next_down = (m_next_down + 1) % flood;
    bool const many = oldest && now - *oldest < std::chrono::seconds(1);
    oldest = now;
    if (many && (!m_told_flood || now - *m_told_flood >= flood_told_again)) {
        m_told_flood = now;
        odd.push_back(Oddity::touch_flood);
    }
}

Touch::Asked Touch::down(platform::Finger const& finger, Instant now, Page const& page, Offsets const& offsets, Density density)
{
    Asked asked;
    if (m_finger == finger.id)
        asked.odd.push_back(Oddity::touch_lost);
    else if (m_finger && !m_told_held)
        asked.odd.push_back(Oddity::finger_held);
    count(now, asked.odd);
    bool const showed = !pressed().empty();
    let_go();
    m_finger = finger.id;
    m_since = now;
    m_told_second = m_told_held = false;
    m_before = { now, finger.x, finger.y, finger.id == platform::mouse_finger };
    m_start_x = finger.x;
    m_start_y = finger.y;
    if (auto const target = meant_at(page, finger.x, finger.y, density.pixels(m_manners.right_of)); target != none) {
        keep(m_target, page[target].id);
        m_inside = true;
    }
    if (auto const scroll = scroll_at(page, finger.x, finger.y); scroll != none) {
        m_scroll = page[scroll].id;
        auto const offset = offsets.find(m_scroll);
        m_start_offset = offset == offsets.end() ? 0 : offset->second;
    }
    asked.redraw = showed || m_inside;
    return asked;
}

bool Touch::in_target(platform::Finger const& finger, Page const& page, Density density) const
{
    auto const target = m_target.empty() ? none : page.find(m_target);
    if (target == none)
        return false;
    if (auto const under = target_at(page, finger.x, finger.y); under != none)
        return under == target;
    // Beside it and in no other: a finger that rolled off as it lifted, or one that came down right of it.
    float const beside = density.pixels(std::max(m_manners.beside, m_manners.right_of));
    return meant_at(page, finger.x, finger.y, 0) == target || near_target(page, target, finger.x, finger.y, beside);
}

Touch::Asked Touch::move(platform::Finger const& finger, Page const& page, Density density)
{
    Asked asked { .from_x = m_start_x, .x = finger.x };
    float const aside = finger.x - m_start_x;
    float const way = finger.y - m_start_y;
    float const tremble = density.pixels(m_manners.tremble);
    auto const target = m_target.empty() ? none : page.find(m_target);
    if (m_way == Way::held) {
        // Along the variants that the press has opened, from one to the next.
        auto const under = page.popup == none ? none : target_at(page, finger.x, finger.y);
        std::string_view const now_on = under == none ? std::string_view() : std::string_view(page[under].id);
        asked.redraw = now_on != m_target;
        keep(m_target, now_on);
        m_inside = !m_target.empty();
        return asked;
    }
    if (m_way == Way::pressing && !m_scroll.empty() && std::abs(way) > tremble) {
        m_way = Way::dragging;
        m_inside = false;
        keep(m_target);
    } else if (m_way == Way::pressing && target != none && is_field(page, target) && std::abs(aside) > tremble) {
        m_way = Way::drawing;
        m_inside = false;
    }
    if (m_way == Way::dragging) {
        asked.redraw = true;
        asked.scroll = m_scroll;
        asked.offset = m_start_offset - way / density.pixels_per_mm;
        return asked;
    }
    if (m_way == Way::drawing) {
        asked.drawn = m_target;
        return asked;
    }
    bool const was = std::exchange(m_inside, in_target(finger, page, density));
    asked.redraw = was != m_inside;
    return asked;
}

Touch::Asked Touch::up(platform::Finger const& finger, Instant now, Page const& page, Density density)
{
    Asked asked { .redraw = m_inside, .x = finger.x };
    if (m_way == Way::dragging) {
        asked.redraw = true;
        asked.scroll = m_scroll;
        asked.settle = true;
    } else if (m_way == Way::held) {
        asked.press = m_target;
    } else if (m_way == Way::pressing && in_target(finger, page, density)) {
        asked.redraw = true;
        if (now - m_since < m_manners.least_press) {
            asked.odd.push_back(Oddity::touch_brushed);
        } else if (m_last_press == m_target && m_last_press_at && m_since - *m_last_press_at < m_manners.rebound) {
            asked.odd.push_back(Oddity::touch_rebound);
        } else {
            asked.press = m_target;
            keep(m_last_press, m_target);
        }
        m_last_press_at = now;
    }
    let_go();
    m_finger.reset();
    return asked;
}

std::optional<Instant> Touch::next_alarm(Page const& page) const
{
    if (!m_finger)
        return std::nullopt;
    auto const target = m_target.empty() ? none : page.find(m_target);
    if (m_way == Way::pressing && m_inside && target != none && page[target].long_press)
        return m_since + m_manners.long_press;
    return m_told_held ? std::nullopt : std::optional(m_since + longest_hold);
}

Touch::Asked Touch::pass_time(Instant now, Page const& page)
{
    Asked asked;
    auto const due = next_alarm(page);
    if (!due || now < *due)
        return asked;
    auto const target = m_target.empty() ? none : page.find(m_target);
    asked.x = m_start_x;
    asked.redraw = m_inside;
    if (m_way == Way::pressing && m_inside && target != none && page[target].long_press) {
        asked.held = m_target;
        m_way = Way::held;
    } else {
        asked.odd.push_back(Oddity::finger_held);
        m_told_held = true;
        if (m_way == Way::pressing)
            m_way = Way::held;
    }
    keep(m_target);
    m_inside = false;
    return asked;
}

void Touch::let_go()
{
    keep(m_target);
    m_scroll.clear();
    m_inside = false;
    m_way = Way::pressing;
}

void Touch::drop()
{
    let_go();
    keep(m_last_press);
    m_last_press_at.reset();
}

void Touch::forget()
{
    drop();
    m_finger.reset();
    m_in_echo = false;
}

}
