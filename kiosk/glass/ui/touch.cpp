#include "kiosk/glass/ui/touch.h"

#include "kiosk/glass/ui/reach.h"

#include <cmath>
#include <utility>

namespace kiosk::ui {

namespace {

/// How far a finger trembles or rolls without meaning it.
constexpr Millimetres tremble { 6 };

}

Touch::Asked Touch::take(platform::Finger const& finger, Instant now, Page const& page, Offsets const& offsets, Density density)
{
    // A second finger is not seen; the same one going down again had its up lost on the way.
    bool const other = m_finger && finger.id != *m_finger;
    if (other && (finger.phase != platform::Finger::Phase::down || now - m_since < longest_hold))
        return {};
    switch (finger.phase) {
    case platform::Finger::Phase::down:
        return down(finger, now, page, offsets);
    case platform::Finger::Phase::move:
        return m_finger ? move(finger, page, density) : Asked {};
    case platform::Finger::Phase::up:
        return m_finger ? up(finger, page) : Asked {};
    }
    return {};
}

Touch::Asked Touch::down(platform::Finger const& finger, Instant now, Page const& page, Offsets const& offsets)
{
    bool const showed = !pressed().empty();
    drop();
    m_finger = finger.id;
    m_since = now;
    m_start_y = finger.y;
    if (auto const target = target_at(page, finger.x, finger.y); target != none) {
        m_target = page[target].id;
        m_inside = true;
    }
    if (auto const scroll = scroll_at(page, finger.x, finger.y); scroll != none) {
        m_scroll = page[scroll].id;
        auto const offset = offsets.find(m_scroll);
        m_start_offset = offset == offsets.end() ? 0 : offset->second;
    }
    return { .redraw = showed || m_inside };
}

bool Touch::in_target(platform::Finger const& finger, Page const& page) const
{
    auto const target = target_at(page, finger.x, finger.y);
    return target != none && !m_target.empty() && page[target].id == m_target;
}

Touch::Asked Touch::move(platform::Finger const& finger, Page const& page, Density density)
{
    float const way = finger.y - m_start_y;
    if (!m_dragging && !m_scroll.empty() && std::abs(way) > density.pixels(tremble)) {
        m_dragging = true;
        m_inside = false;
        m_target.clear();
    }
    if (m_dragging)
        return { .redraw = true, .scroll = m_scroll, .offset = m_start_offset - way / density.pixels_per_mm };
    bool const was = std::exchange(m_inside, in_target(finger, page));
    return { .redraw = was != m_inside };
}

Touch::Asked Touch::up(platform::Finger const& finger, Page const& page)
{
    Asked asked;
    if (m_dragging) {
        asked = { .redraw = true, .scroll = m_scroll, .settle = true };
    } else {
        asked.redraw = m_inside;
        if (in_target(finger, page)) {
            asked.redraw = true;
            asked.press = m_target;
        }
    }
    forget();
    return asked;
}

void Touch::drop()
{
    m_target.clear();
    m_scroll.clear();
    m_inside = false;
    m_dragging = false;
}

void Touch::forget()
{
    drop();
    m_finger.reset();
}

}
