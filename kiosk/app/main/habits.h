#pragma once
/// The city's habits, out of the configuration.

#include "kiosk/base/command/configuration.h"
#include "kiosk/glass/language/messages.h"

namespace kiosk::app {

[[nodiscard]] inline language::Habits habits_of(command::Configuration::City const& city)
{
    language::Habits habits { .country = city.country, .time_zone = city.time_zone };
    if (city.digits)
        habits.arabic_digits = *city.digits == command::Digits::arabic_indic ? language::Digits::arabic_indic : language::Digits::european;
    return habits;
}

}
