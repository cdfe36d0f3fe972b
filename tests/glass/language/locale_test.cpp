/// What the kiosk writes by itself, held against ICU's own formatters, and the city's civil clock.

#include "kiosk/glass/language/locale.h"

#include <catch2/catch.hpp>
#include <array>
#include <memory>
#include <random>
#include <unicode/numberformatter.h>
#include <unicode/smpdtfmt.h>

using namespace kiosk;
using namespace kiosk::language;

namespace {

Zone const utc = Zone::of("UTC").value();

std::string plain(icu::UnicodeString const& text)
{
    std::string out;
    text.toUTF8String(out);
    for (auto at = out.find("\u00A0"); at != out.npos; at = out.find("\u00A0"))
        out.replace(at, 2, " ");
    return out;
}
std::string plain(std::string text)
{
    return plain(icu::UnicodeString::fromUTF8(text));
}

/// A language where a city is, and ICU's name of both.
struct Tongue {
    Language language;
    char const* country;
    char const* icu;
};
constexpr std::array tongues {
    Tongue { Language::arabic, "EG", "ar_EG@numbers=arab" }, Tongue { Language::arabic, "AE", "ar_AE@numbers=latn" },
    Tongue { Language::english, "EG", "en_GB" }, Tongue { Language::korean, "KR", "ko_KR" }
};

template <typename Write>
std::string written(Write const& write)
{
    std::string out;
    write(out);
    CHECK(out.size() <= Locale::most_bytes);
    return out;
}

}

TEST_CASE("numbers and money are written as ICU writes them", "[language]")
{
    std::mt19937_64 random(20261121);
    for (auto const& tongue : tongues) {
        Locale const locale(tongue.language, Country::of(tongue.country).value(), utc);
        auto const numbers = icu::number::NumberFormatter::withLocale(icu::Locale(tongue.icu));
        for (int i = 0; i < 2000; ++i) {
            auto const value = static_cast<std::int64_t>(random()) >> (i % 64);
            UErrorCode code = U_ZERO_ERROR;
            CHECK(plain(written([&](std::string& out) { locale.write_number(out, value); })) == plain(numbers.formatInt(value, code).toString(code)));
            CHECK(locale.plural_form(value).size() > 0);
        }
        for (auto const* currency : { "EGP", "AED", "SAR", "KWD", "BHD", "OMR", "JOD", "USD", "EUR", "JPY", "BAM" }) {
            auto const name = icu::UnicodeString::fromUTF8(currency);
            UErrorCode code = U_ZERO_ERROR;
            auto const formatter = numbers.precision(icu::number::Precision::currency(UCURR_USAGE_STANDARD).trailingZeroDisplay(UNUM_TRAILING_ZERO_HIDE_IF_WHOLE))
                                       .unit(icu::CurrencyUnit(icu::UnicodeString(name).getTerminatedBuffer(), code));
            auto const words = formatter.unitWidth(UNUM_UNIT_WIDTH_FULL_NAME), sign = formatter.unitWidth(UNUM_UNIT_WIDTH_SHORT);
            int const places = std::string_view("KWD BHD OMR JOD").find(currency) != std::string_view::npos ? 3 : currency == std::string_view("JPY") ? 0 : 2;
            for (int i = 0; i < 200; ++i) {
                auto const units = static_cast<std::int64_t>(random() >> (20 + i % 44));
                auto amount = std::to_string(units);
                if (amount.size() <= static_cast<std::size_t>(places))
                    amount.insert(0, static_cast<std::size_t>(places) + 1 - amount.size(), '0');
                amount.insert(amount.size() - static_cast<std::size_t>(places), ".");
                Money const money { units, Currency::of(currency).value() };
                CHECK(plain(written([&](std::string& out) { locale.write_money(out, money); })) == plain(words.formatDecimal(amount, code).toString(code)));
                CHECK(plain(written([&](std::string& out) { locale.write_price(out, money); })) == plain(sign.formatDecimal(amount, code).toString(code)));
            }
        }
    }
}

TEST_CASE("days and hours are those that ICU tells", "[language]")
{
    for (auto const& tongue : tongues) {
        Locale const locale(tongue.language, Country::of(tongue.country).value(), utc);
        bool const korean = tongue.language == Language::korean, arabic = tongue.language == Language::arabic;
        auto const format = [&](char16_t const* pattern, char const* calendar) {
            UErrorCode code = U_ZERO_ERROR;
            icu::Locale named(tongue.icu);
            named.setKeywordValue("calendar", calendar, code);
            auto made = std::make_unique<icu::SimpleDateFormat>(icu::UnicodeString(pattern), named, code);
            made->setTimeZone(*icu::TimeZone::getGMT());
            REQUIRE(U_SUCCESS(code));
            return made;
        };
        auto const days = format(korean ? u"y년 M월 d일 EEEE" : arabic ? u"EEEE، d MMMM y" : u"EEEE d MMMM y", "gregorian");
        auto const hijri_days = format(korean ? u"'이슬람력' y년 M월 d일" : arabic ? u"d MMMM y G" : u"d MMMM y 'AH'", "islamic-umalqura");
        auto const hours = format(korean ? u"a h:mm" : u"h:mm a", "gregorian");
        // A hundred years and more, at all hours, the leap days among them.
        for (int i = 0; i < 3000; ++i) {
            auto const moment = WallTime(std::chrono::sys_days(std::chrono::year(1930) / 1 / 1)) + i * (std::chrono::days(15) + std::chrono::minutes(61));
            auto const told = [&](icu::SimpleDateFormat const& by) {
                icu::UnicodeString out;
                return plain(by.format(static_cast<UDate>(moment.time_since_epoch().count()), out));
            };
            CHECK(written([&](std::string& out) { locale.write_date(out, moment); }) == told(*days));
            CHECK(written([&](std::string& out) { locale.write_hijri(out, moment); }) == told(*hijri_days));
            CHECK(plain(written([&](std::string& out) { locale.write_time(out, moment); })) == told(*hours));
        }
    }
}

TEST_CASE("countries are what ICU's data says, and no others are known", "[language][bad-input]")
{
    auto const of = [](std::string_view code) { return Country::of(code).value(); };
    CHECK(of("EG").arabic_digits == Digits::arabic_indic);
    CHECK(of("AE").arabic_digits == Digits::european);
    CHECK(of("EG").hijri);
    CHECK(of("AE").hijri);
    CHECK_FALSE(of("KR").hijri);
    for (auto const* wrong : { "", "E", "eg", "EGY", "XX", "E@", "..", "E\0" })
        CHECK(Country::of(wrong).error().kind == Failure::absent);
}

TEST_CASE("Cairo's clocks go forward on the last Friday of April and back on the last Friday of October", "[language]")
{
    auto const cairo = Zone::of("Africa/Cairo").value();
    auto const ahead = [&](std::chrono::sys_seconds moment) { return cairo.local(moment) - WallTime(moment); };
    using namespace std::chrono_literals;
    for (int year = 2023; year <= 2060; ++year) {
        // At midnight of winter's time, and at midnight of summer's time that begins the Friday.
        auto const spring = std::chrono::sys_days(std::chrono::year(year) / 4 / std::chrono::Friday[std::chrono::last]) - 2h;
        auto const autumn = std::chrono::sys_days(std::chrono::year(year) / 10 / std::chrono::Thursday[std::chrono::last]) + 24h - 3h;
        INFO(year);
        CHECK(ahead(spring - 1s) == 2h);
        CHECK(ahead(spring) == 3h);
        CHECK(ahead(autumn - 1s) == 3h);
        CHECK(ahead(autumn) == 2h);
    }
    // None in 2020, and until 2022.
    CHECK(ahead(std::chrono::sys_days(std::chrono::year(2020) / 7 / 1)) == 2h);
    // Half past ten in the evening of Greenwich is the next day in Cairo.
    Locale const english(Language::english, Country::of("EG").value(), cairo);
    auto const late = WallTime(std::chrono::sys_days(std::chrono::year(2026) / 11 / 21)) + 22h + 30min;
    CHECK(written([&](std::string& out) { english.write_date(out, late); }) == "Sunday 22 November 2026");
    CHECK(plain(written([&](std::string& out) { english.write_time(out, late); })) == "12:30 am");
}

TEST_CASE("a rule tells summer and winter in the years to come", "[language]")
{
    using namespace std::chrono_literals;
    auto const ahead = [](char const* rule, int year, unsigned month, unsigned day) {
        return ZoneRule::parse(rule).value().ahead_at(std::chrono::sys_days(std::chrono::year(year) / static_cast<int>(month) / static_cast<int>(day)) + 12h);
    };
    CHECK(ahead("<+04>-4", 2050, 7, 1) == 4h);
    CHECK(ahead("KST-9", 2050, 7, 1) == 9h);
    CHECK(ahead("NST3:30NDT,M3.2.0,M11.1.0", 2050, 1, 1) == -(3h + 30min));
    CHECK(ahead("NST3:30NDT,M3.2.0,M11.1.0", 2050, 7, 1) == -(2h + 30min));
    // South of the equator summer goes over the year's end.
    CHECK(ahead("AEST-10AEDT,M10.1.0,M4.1.0/3", 2050, 1, 1) == 11h);
    CHECK(ahead("AEST-10AEDT,M10.1.0,M4.1.0/3", 2050, 7, 1) == 10h);
    // Days by number; of a leap year, the one counts the 29th of February and the other does not.
    CHECK(ahead("AAA0BBB-2,J60,J300", 2048, 2, 29) == 0h);
    CHECK(ahead("AAA0BBB-2,J60,J300", 2048, 3, 1) == 2h);
    CHECK(ahead("AAA0BBB-2,59,300", 2048, 2, 29) == 2h);
    for (auto const* wrong : { "", "EE-2", "EET", "EET-25", "EET-2EEST", "EET-2EEST,", "EET-2EEST,M4.5.5", "EET-2EEST,M13.5.5,M1.1.1", "EET-2EEST,M4.0.5,M1.1.1",
             "EET-2EEST,M4.6.5,M1.1.1", "EET-2EEST,M4.5.7,M1.1.1", "EET-2EEST,J0,J1", "EET-2EEST,366,1", "EET-2EEST,M4.5.5/168,M1.1.1", "<+04-4", "EET-2 ",
             "EET-2EEST,M4.5.5/0,M10.5.4/24x", "EET-99999999999999999999" })
        CHECK(ZoneRule::parse(wrong).error().kind == Failure::malformed);
}
