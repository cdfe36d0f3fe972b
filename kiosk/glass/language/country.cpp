#include "kiosk/glass/language/country.h"

#include <fmt/format.h>
#include <memory>
#include <unicode/locid.h>
#include <unicode/numsys.h>
#include <unicode/ucal.h>
#include <unicode/uenum.h>

namespace kiosk::language {

Result<Country> Country::of(std::string_view code)
{
    bool const two_capitals = code.size() == 2 && code[0] >= 'A' && code[0] <= 'Z' && code[1] >= 'A' && code[1] <= 'Z';
    auto const name = two_capitals ? fmt::format("ar_{}", code) : std::string();
    icu::Locale const locale(name.c_str());
    if (!two_capitals || *locale.getISO3Country() == '\0')
        return failed(Failure::absent, fmt::format("expected a country of ISO 3166 such as EG, AE or KR, saw '{}'", code));

    UErrorCode error = U_ZERO_ERROR;
    std::unique_ptr<icu::NumberingSystem> const digits(icu::NumberingSystem::createInstance(locale, error));
    verify(U_SUCCESS(error), "ICU has the digits of every country");
    bool hijri = false;
    // Those in use there, as CLDR's calendar preferences say.
    std::unique_ptr<UEnumeration, decltype(&uenum_close)> const calendars(ucal_getKeywordValuesForLocale("calendar", name.c_str(), true, &error), &uenum_close);
    while (auto const* calendar = uenum_next(calendars.get(), nullptr, &error))
        hijri = hijri || std::string_view(calendar).starts_with("islamic");
    verify(U_SUCCESS(error), "ICU has the calendars of every country");
    return Country { std::string(code), std::string_view(digits->getName()) == "arab" ? Digits::arabic_indic : Digits::european, hijri };
}

}
