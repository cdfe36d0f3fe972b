#include "kiosk/app/audit/aspect.h"

#include "kiosk/glass/ui/themes.h"

#include <fmt/format.h>

namespace kiosk::audit {

std::string_view name_of(Voice voice)
{
    constexpr std::array names { "ar", "en", "ko", "stretched", "turned" };
    return names[static_cast<std::size_t>(voice)];
}

std::string_view name_of(Mode mode)
{
    constexpr std::array names { "usual", "easy", "low-screen", "practice" };
    return names[static_cast<std::size_t>(mode)];
}

std::string_view name_of(ui::TextSize size)
{
    constexpr std::array names { "small", "standard", "large", "largest" };
    return names[static_cast<std::size_t>(size)];
}

std::string name_of(Aspect const& aspect)
{
    return fmt::format("{} {} {} {} {}", panels[aspect.panel].name, name_of(aspect.voice), name_of(aspect.text_size), ui::name_of(aspect.contrast),
        name_of(aspect.mode));
}

Language language_of(Voice voice)
{
    switch (voice) {
    case Voice::arabic:
    case Voice::turned:
        return Language::arabic;
    case Voice::english:
    case Voice::stretched:
        return Language::english;
    case Voice::korean:
        return Language::korean;
    }
    verify(false, "a voice takes a language's place");
    return {};
}

ui::Form Aspect::form() const
{
    return { .language = language_of(voice),
        .text_size = text_size,
        .contrast = contrast,
        .pace = mode == Mode::easy ? ui::Pace::easy : ui::Pace::usual,
        .reach = mode == Mode::low ? ui::Reach::low : ui::Reach::whole,
        .motion = ui::Motion::still };
}

bool offered(Aspect const& aspect)
{
    return aspect.mode != Mode::low || panels[aspect.panel].portrait() || aspect.text_size != ui::TextSize::largest;
}

}
