#include "kiosk/glass/ui/measures.h"

#include "kiosk/base/core/result.h"

#include <algorithm>

namespace kiosk::ui {

Millimetres capital_height(TextSize size)
{
    switch (size) {
    case TextSize::small:
        return { 4.8F };
    case TextSize::standard:
        return { 7.25F };
    case TextSize::large:
        return { 9.0F };
    case TextSize::largest:
        return { 12.0F };
    }
    verify(false, "a text size is one of four");
    return {};
}

Millimetres Measures::capital(Type type) const
{
    switch (type) {
    case Type::display:
        return m_capital * 2.2F;
    case Type::title:
        return m_capital * 1.6F;
    case Type::heading:
        return m_capital * 1.25F;
    case Type::body:
        return m_capital;
    case Type::note:
        return std::max(m_capital * 0.8F, capital_height(TextSize::small));
    }
    verify(false, "a step of type is one of five");
    return {};
}

Millimetres Measures::target(Type words) const
{
    return std::max(Millimetres { m_pace == Pace::easy ? 20.0F : 16.0F }, capital(words) * 2.6F);
}

Millimetres Measures::weighty_target() const { return std::max(Millimetres { 23 }, m_capital * 2.6F); }

Millimetres Measures::scaled(Millimetres at_standard) const
{
    return at_standard * (m_capital / capital_height(TextSize::standard));
}

Millimetres Measures::longest_line(Type type) const
{
    // A letter of the fonts we ship is 0.77 capital heights wide on average.
    return capital(type) * (45 * 0.77F);
}

}
