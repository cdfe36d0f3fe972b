#pragma once
/// How visits wait and begin, out of the configuration.

#include "kiosk/base/command/configuration.h"
#include "kiosk/service/visit/visit.h"

namespace kiosk::app {

[[nodiscard]] inline visit::Manners manners_of(command::Configuration const& configuration)
{
    auto const& [text_size, contrast, pace, reach] = configuration.visit;
    auto const& idle = configuration.idle;
    return { idle.warn, idle.warn_unhurried, idle.react, idle.done,
        { configuration.city.language, static_cast<visit::TextSize>(text_size), static_cast<visit::Contrast>(contrast),
            static_cast<visit::Pace>(pace), static_cast<visit::Reach>(reach) } };
}

}
