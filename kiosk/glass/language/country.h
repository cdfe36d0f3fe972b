#pragma once
/// What a country writes in its own way. Inner part of this folder.

#include "kiosk/base/core/result.h"
#include "kiosk/glass/language/messages.h"

#include <string>
#include <string_view>

namespace kiosk::language {

/// From ICU's copy of the Common Locale Data Repository, so that every country is one, and none is written down here.
struct Country {
    std::string code;     ///< ISO 3166-1, two capital letters
    Digits arabic_digits; ///< of running text in Arabic: Arabic-Indic in Egypt, European in the Emirates
    bool hijri;           ///< whether days are told in the Hijri calendar too

    /// `absent` if there is no such country.
    [[nodiscard]] static Result<Country> of(std::string_view code);
};

}
