#include "kiosk/glass/ui/page.h"

#include <algorithm>

namespace kiosk::ui {

void Page::clear()
{
    m_elements.clear();
    m_open = none;
    header = shown = body = footer = tools = overlay = popup = popup_anchor = popup_close = none;
    id.clear();
    watermark = {};
    moves = false;
    typing_id.clear();
    typing.reset();
}

Element& Page::add(Kind kind, std::string_view the_id)
{
    verify(the_id.empty() || find(the_id) == none, "node ids are unique on a page");
    auto const index = static_cast<Index>(m_elements.size());
    auto& element = m_elements.emplace_back();
    element.kind = kind;
    element.id = the_id;
    element.parent = m_open;
    if (m_open != none) {
        auto& parent = (*this)[m_open];
        if (parent.last == none)
            parent.first = index;
        else
            (*this)[parent.last].next = index;
        parent.last = index;
    }
    return element;
}

Element& Page::open(Kind kind, std::string_view the_id)
{
    auto& element = add(kind, the_id);
    m_open = index_of(element);
    return element;
}

void Page::close()
{
    verify(m_open != none, "a box that is closed was opened");
    m_open = (*this)[m_open].parent;
}

Index Page::find(std::string_view the_id) const
{
    auto const found = std::ranges::find(m_elements, the_id, &Element::id);
    return found == m_elements.end() ? none : static_cast<Index>(found - m_elements.begin());
}

bool Page::within(Index box, Index index) const
{
    while (index != none && index != box)
        index = (*this)[index].parent;
    return index != none;
}

}
