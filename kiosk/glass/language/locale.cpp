#include "kiosk/glass/language/locale.h"

#include <cstdlib>
#include <fmt/format.h>
#include <mutex>
#include <unicode/calendar.h>
#include <unicode/dtfmtsym.h>
#include <unicode/numberformatter.h>
#include <unicode/plurrule.h>
#include <unicode/smpdtfmt.h>
#include <unicode/timezone.h>
#include <unicode/ucurr.h>

namespace kiosk::language {

namespace {

std::string utf8(icu::UnicodeString const& text)
{
    std::string out;
    text.toUTF8String(out);
    return out;
}

/// In ICU's own notation: reading a language tag first loads all aliases of the world, which takes 12 ms of the start.
char const* name_of(Language language, Digits digits)
{
    switch (language) {
    case Language::arabic: return digits == Digits::arabic_indic ? "ar_EG@numbers=arab" : "ar_EG@numbers=latn";
    case Language::english: return "en_GB";
    case Language::korean: return "ko_KR";
    }
    std::abort();
}

/// Month and weekday names of one calendar.
struct CalendarNames {
    std::unique_ptr<icu::Calendar> calendar; ///< cloned for each use: a Calendar has a moment in it
    std::vector<std::string> months, weekdays, eras, halves;

    CalendarNames(icu::Locale const& locale, char const* kind)
    {
        UErrorCode code = U_ZERO_ERROR;
        icu::Locale named(locale);
        named.setKeywordValue("calendar", kind, code);
        calendar.reset(icu::Calendar::createInstance(*icu::TimeZone::getGMT(), named, code));
        verify(U_SUCCESS(code), "ICU has the calendars of the glass");
        // Only a date format knows the month names of a calendar other than the locale's own.
        icu::SimpleDateFormat const format(icu::UnicodeString(u"d"), named, code);
        verify(U_SUCCESS(code), "ICU has the names of the calendars of the glass");
        auto const& symbols = *format.getDateFormatSymbols();
        int32_t count = 0;
        auto const take = [&count](std::vector<std::string>& into, icu::UnicodeString const* names) {
            for (int32_t i = 0; i < count; ++i)
                into.push_back(utf8(names[i]));
        };
        // FORMAT, not STANDALONE: the form that stands beside a day.
        take(months, symbols.getMonths(count, icu::DateFormatSymbols::FORMAT, icu::DateFormatSymbols::WIDE));
        take(weekdays, symbols.getWeekdays(count, icu::DateFormatSymbols::STANDALONE, icu::DateFormatSymbols::WIDE));
        take(eras, symbols.getEras(count));
        take(halves, symbols.getAmPmStrings(count));
    }
};

struct Day {
    int year, weekday;
    std::string const& month_name;
    int month, day, hour, minute;
};

}

struct Locale::Tables {
    Language language;
    Digits digits;
    Zone const* zone;
    icu::Locale locale;

    std::once_flag numbers_once, plurals_once, gregorian_once, hijri_once;
    std::unique_ptr<icu::number::LocalizedNumberFormatter> numbers;
    std::unique_ptr<icu::PluralRules> plurals;
    std::vector<std::string> forms;
    std::unique_ptr<CalendarNames> gregorian, hijri;

    /// Digits of a number without grouping: years, days, hours, and every count below a thousand.
    [[nodiscard]] std::string plain(std::int64_t value) const
    {
        auto const european = fmt::to_string(value);
        if (language != Language::arabic || digits == Digits::european)
            return european;
        std::string out;
        for (char const c : european) {
            if (c >= '0' && c <= '9') { // U+0660 to U+0669
                out += '\xD9';
                out += static_cast<char>(0xA0 + (c - '0'));
            } else {
                out += c;
            }
        }
        return out;
    }

    [[nodiscard]] icu::number::LocalizedNumberFormatter const& number_formatter()
    {
        std::call_once(numbers_once, [&] {
            numbers = std::make_unique<icu::number::LocalizedNumberFormatter>(icu::number::NumberFormatter::withLocale(locale));
        });
        return *numbers;
    }

    [[nodiscard]] icu::PluralRules const& plural_rules()
    {
        std::call_once(plurals_once, [&] {
            UErrorCode code = U_ZERO_ERROR;
            plurals.reset(icu::PluralRules::forLocale(locale, code));
            verify(U_SUCCESS(code), "ICU has the plural rules of the glass");
            std::unique_ptr<icu::StringEnumeration> const names(plurals->getKeywords(code));
            while (auto const* name = names->snext(code))
                forms.push_back(utf8(*name));
        });
        return *plurals;
    }

    [[nodiscard]] Day day(CalendarNames const& names, WallTime moment) const
    {
        UErrorCode code = U_ZERO_ERROR;
        std::unique_ptr<icu::Calendar> const calendar(names.calendar->clone());
        calendar->setTime(static_cast<UDate>(zone->local(moment).time_since_epoch().count()), code);
        auto const field = [&](UCalendarDateFields name) { return calendar->get(name, code); };
        auto const month = field(UCAL_MONTH);
        Day const day { field(UCAL_YEAR), field(UCAL_DAY_OF_WEEK), names.months.at(static_cast<std::size_t>(month)), month + 1,
            field(UCAL_DATE), field(UCAL_HOUR_OF_DAY), field(UCAL_MINUTE) };
        verify(U_SUCCESS(code), "every moment has a day");
        return day;
    }

    [[nodiscard]] CalendarNames const& gregorian_names()
    {
        std::call_once(gregorian_once, [&] { gregorian = std::make_unique<CalendarNames>(locale, "gregorian"); });
        return *gregorian;
    }
    [[nodiscard]] CalendarNames const& hijri_names()
    {
        std::call_once(hijri_once, [&] { hijri = std::make_unique<CalendarNames>(locale, "islamic-umalqura"); });
        return *hijri;
    }
};

Locale::Locale(Language language, Digits digits, Zone const& zone)
    : m_tables(new Tables { language, digits, &zone, icu::Locale(name_of(language, digits)), {}, {}, {}, {}, {}, {}, {}, {}, {} })
{
}
Locale::Locale(Locale&&) noexcept = default;
Locale& Locale::operator=(Locale&&) noexcept = default;
Locale::~Locale() = default;

Language Locale::language() const
{
    return m_tables->language;
}

std::string Locale::number(std::int64_t value) const
{
    if (value >= 0 && value < 1000)
        return m_tables->plain(value);
    UErrorCode code = U_ZERO_ERROR;
    auto const formatted = m_tables->number_formatter().formatInt(value, code).toString(code);
    verify(U_SUCCESS(code), "ICU writes every number");
    return utf8(formatted);
}

std::string Locale::money(Money const& money) const
{
    UErrorCode code = U_ZERO_ERROR;
    auto const name = money.currency.code();
    icu::UnicodeString currency_code(name.data(), static_cast<int32_t>(name.size()), US_INV);
    auto const digits = ucurr_getDefaultFractionDigits(currency_code.getTerminatedBuffer(), &code);
    // Exact: the decimal point is put between the digits.
    bool const negative = money.minor_units < 0;
    auto amount = fmt::to_string(negative ? 0 - static_cast<std::uint64_t>(money.minor_units) : static_cast<std::uint64_t>(money.minor_units));
    if (digits > 0) {
        auto const places = static_cast<std::size_t>(digits);
        if (amount.size() <= places)
            amount.insert(0, places + 1 - amount.size(), '0');
        amount.insert(amount.size() - places, ".");
    }
    if (negative)
        amount.insert(0, "-");

    // The currency's whole name: its sign may be unknown to the reader, or missing in a font. Koreans write their own
    // money as a number with 원 behind it.
    bool const won = m_tables->language == Language::korean && name == "KRW";
    auto formatter = icu::number::NumberFormatter::withLocale(m_tables->locale)
                         .precision(icu::number::Precision::fixedFraction(digits).trailingZeroDisplay(UNUM_TRAILING_ZERO_HIDE_IF_WHOLE));
    if (!won)
        formatter = formatter.unit(icu::CurrencyUnit(currency_code.getTerminatedBuffer(), code)).unitWidth(UNUM_UNIT_WIDTH_FULL_NAME);
    auto const formatted = formatter.formatDecimal({ amount.data(), static_cast<int32_t>(amount.size()) }, code).toString(code);
    verify(U_SUCCESS(code), "ICU writes every amount");
    return utf8(formatted) + (won ? "원" : "");
}

std::string Locale::date(WallTime moment) const
{
    auto const& names = m_tables->gregorian_names();
    auto const day = m_tables->day(names, moment);
    auto const& weekday = names.weekdays.at(static_cast<std::size_t>(day.weekday));
    auto const digits = [&](int value) { return m_tables->plain(value); };
    switch (m_tables->language) {
    case Language::arabic: return fmt::format("{}، {} {} {}", weekday, digits(day.day), day.month_name, digits(day.year));
    case Language::english: return fmt::format("{} {} {} {}", weekday, day.day, day.month_name, day.year);
    case Language::korean: return fmt::format("{}년 {}월 {}일 {}", day.year, day.month, day.day, weekday);
    }
    std::abort();
}

std::string Locale::hijri(WallTime moment) const
{
    auto const& names = m_tables->hijri_names();
    auto const day = m_tables->day(names, moment);
    auto const digits = [&](int value) { return m_tables->plain(value); };
    switch (m_tables->language) {
    case Language::arabic: return fmt::format("{} {} {} {}", digits(day.day), day.month_name, digits(day.year), names.eras.at(0));
    case Language::english: return fmt::format("{} {} {} AH", day.day, day.month_name, day.year);
    case Language::korean: return fmt::format("이슬람력 {}년 {}월 {}일", day.year, day.month, day.day);
    }
    std::abort();
}

std::string Locale::time(WallTime moment) const
{
    auto const& names = m_tables->gregorian_names();
    auto const day = m_tables->day(names, moment);
    auto const& half = names.halves.at(day.hour < 12 ? 0 : 1);
    auto const hour = m_tables->plain(day.hour % 12 == 0 ? 12 : day.hour % 12);
    auto const minute = (day.minute < 10 ? m_tables->plain(0) : std::string()) + m_tables->plain(day.minute);
    // With a no-break space: an hour is never torn from its half of the day.
    if (m_tables->language == Language::korean)
        return fmt::format("{}\u00A0{}:{}", half, hour, minute);
    return fmt::format("{}:{}\u00A0{}", hour, minute, half);
}

std::string Locale::plural_form(std::int64_t count) const
{
    return utf8(m_tables->plural_rules().select(static_cast<double>(count)));
}

std::vector<std::string> const& Locale::plural_forms() const
{
    (void)m_tables->plural_rules();
    return m_tables->forms;
}

}
