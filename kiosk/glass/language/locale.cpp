#include "kiosk/glass/language/locale.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <fmt/format.h>
#include <mutex>
#include <unicode/calendar.h>
#include <unicode/dcfmtsym.h>
#include <unicode/dtfmtsym.h>
#include <unicode/plurrule.h>
#include <unicode/smpdtfmt.h>
#include <unicode/timezone.h>
#include <unicode/ucurr.h>

namespace kiosk::language {

namespace {

constexpr std::string_view no_break_space = "\u00A0", right_to_left_mark = "\u200F";

std::string utf8(icu::UnicodeString const& text)
{
    std::string out;
    text.toUTF8String(out);
    return out;
}

/// In ICU's own notation: reading a language tag first loads all aliases of the world, which takes 12 ms of the start.
std::string name_of(Language language, Country const& country)
{
    switch (language) {
    case Language::arabic: return fmt::format("ar_{}@numbers={}", country.code, country.arabic_digits == Digits::arabic_indic ? "arab" : "latn");
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

/// Of a number that is no count of hours or days.
struct Signs {
    std::string minus, group, point;

    explicit Signs(icu::Locale const& locale)
    {
        UErrorCode code = U_ZERO_ERROR;
        icu::DecimalFormatSymbols const symbols(locale, code);
        verify(U_SUCCESS(code), "ICU has the signs of the languages of the glass");
        minus = utf8(symbols.getConstSymbol(icu::DecimalFormatSymbols::kMinusSignSymbol));
        group = utf8(symbols.getConstSymbol(icu::DecimalFormatSymbols::kGroupingSeparatorSymbol));
        point = utf8(symbols.getConstSymbol(icu::DecimalFormatSymbols::kDecimalSeparatorSymbol));
    }
};

constexpr std::uint64_t distance_from_zero(std::int64_t value)
{
    return value < 0 ? 0 - static_cast<std::uint64_t>(value) : static_cast<std::uint64_t>(value);
}

/// An amount of money in its parts.
struct Amounts {
    std::array<char16_t, 4> currency;
    bool negative;
    std::uint64_t whole, rest;
    int places; ///< digits of `rest`

    explicit Amounts(Money const& money) : currency { 0 }, negative(money.minor_units < 0)
    {
        std::ranges::copy(money.currency.code(), currency.begin());
        currency[3] = 0;
        UErrorCode code = U_ZERO_ERROR;
        places = std::max(0, ucurr_getDefaultFractionDigits(currency.data(), &code));
        verify(U_SUCCESS(code), "ICU has minor units for every code of three letters");
        std::uint64_t unit = 1;
        for (int i = 0; i < places; ++i)
            unit *= 10;
        auto const all = distance_from_zero(money.minor_units);
        whole = all / unit;
        rest = all % unit;
    }
};

}

struct Locale::Tables {
    Language language;
    bool arabic_indic;
    Zone const* zone;
    icu::Locale locale;

    std::once_flag signs_once {}, plurals_once {}, gregorian_once {}, hijri_once {};
    std::unique_ptr<Signs> signs_found {};
    std::unique_ptr<icu::PluralRules> plurals {};
    std::vector<std::string> forms {};
    std::unique_ptr<CalendarNames> gregorian {}, hijri {};

    void write_digit(std::string& out, unsigned digit) const
    {
        if (arabic_indic) // U+0660 to U+0669
            out.append({ '\xD9', static_cast<char>(0xA0 + digit) });
        else
            out += static_cast<char>('0' + digit);
    }

    /// Without grouping, with at least `least` digits: years, days, hours, minutes.
    void write_plain(std::string& out, std::uint64_t value, int least = 1) const
    {
        std::uint64_t place = 1;
        for (int digits = 1; digits < least || value / place >= 10; ++digits)
            place *= 10;
        for (; place > 0; place /= 10)
            write_digit(out, static_cast<unsigned>(value / place % 10));
    }

    void write_grouped(std::string& out, std::uint64_t value)
    {
        int digits = 1;
        std::uint64_t place = 1;
        for (; value / place >= 10; ++digits)
            place *= 10;
        for (; place > 0; place /= 10, --digits) {
            write_digit(out, static_cast<unsigned>(value / place % 10));
            if (digits > 1 && digits % 3 == 1)
                out += signs().group;
        }
    }

    void write_amount(std::string& out, Amounts const& amount)
    {
        write_grouped(out, amount.whole);
        if (amount.rest == 0)
            return;
        out += signs().point;
        write_plain(out, amount.rest, amount.places);
    }

    [[nodiscard]] Signs const& signs()
    {
        std::call_once(signs_once, [&] { signs_found = std::make_unique<Signs>(locale); });
        return *signs_found;
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
            constexpr std::array<std::string_view, 6> order { "zero", "one", "two", "few", "many", "other" };
            std::ranges::sort(forms, {}, [&](std::string const& form) { return std::ranges::find(order, form) - order.begin(); });
        });
        return *plurals;
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

Locale::Locale(Language language, Country const& country, Zone const& zone)
    : m_tables(new Tables { .language = language, .arabic_indic = language == Language::arabic && country.arabic_digits == Digits::arabic_indic, .zone = &zone, .locale = icu::Locale(name_of(language, country).c_str()) })
{
}
Locale::Locale(Locale&&) noexcept = default;
Locale& Locale::operator=(Locale&&) noexcept = default;
Locale::~Locale() = default;

Language Locale::language() const
{
    return m_tables->language;
}

void Locale::write_number(std::string& out, std::int64_t value) const
{
    if (value < 0)
        out += m_tables->signs().minus;
    m_tables->write_grouped(out, distance_from_zero(value));
}

void Locale::write_money(std::string& out, Money const& money) const
{
    auto& tables = *m_tables;
    Amounts const amount(money);
    if (amount.negative)
        out += tables.signs().minus;
    tables.write_amount(out, amount);
    // Koreans write their own money as a number with 원 behind it.
    if (tables.language == Language::korean && money.currency.code() == "KRW") {
        out += "원";
        return;
    }
    // The currency's whole name: its sign may be unknown to the reader. The number is never torn from it. An amount
    // with a fraction has the form "other" in every language of the glass.
    UErrorCode code = U_ZERO_ERROR;
    auto const form = amount.rest == 0 ? plural_form(static_cast<std::int64_t>(amount.whole)) : std::string("other");
    int32_t length = 0;
    auto const* name = ucurr_getPluralName(amount.currency.data(), tables.locale.getName(), nullptr, form.c_str(), &length, &code);
    verify(U_SUCCESS(code), "ICU has a name for every currency");
    out += no_break_space;
    icu::UnicodeString(false, name, length).toUTF8String(out);
}

void Locale::write_price(std::string& out, Money const& money) const
{
    auto& tables = *m_tables;
    Amounts const amount(money);
    UErrorCode code = U_ZERO_ERROR;
    int32_t length = 0;
    auto const* found = ucurr_getName(amount.currency.data(), tables.locale.getName(), UCURR_SYMBOL_NAME, nullptr, &length, &code);
    verify(U_SUCCESS(code), "ICU has a sign for every currency");
    auto const sign = utf8(icu::UnicodeString(false, found, length));
    if (tables.language == Language::arabic) {
        // The mark makes the isolate around it one from right to left also where the sign is no Arabic letter.
        out += right_to_left_mark;
        if (amount.negative)
            out += tables.signs().minus;
        tables.write_amount(out, amount);
        out.append(no_break_space).append(sign);
        return;
    }
    if (amount.negative)
        out += tables.signs().minus;
    bool const letters = sign.back() >= 'A' && sign.back() <= 'Z';
    out.append(sign).append(letters ? no_break_space : "");
    tables.write_amount(out, amount);
}

void Locale::write_date(std::string& out, WallTime moment) const
{
    auto const& tables = *m_tables;
    auto const& names = m_tables->gregorian_names();
    auto const day = std::chrono::floor<std::chrono::days>(tables.zone->local(moment));
    std::chrono::year_month_day const date(day);
    auto const& weekday = names.weekdays.at(std::chrono::weekday(day).c_encoding() + 1);
    auto const& month = names.months.at(static_cast<unsigned>(date.month()) - 1);
    auto const year = static_cast<std::uint64_t>(std::max(0, static_cast<int>(date.year())));
    auto const digits = [&](std::uint64_t value) { tables.write_plain(out, value); };
    if (tables.language == Language::korean) {
        digits(year);
        out += "년 ";
        digits(static_cast<unsigned>(date.month()));
        out += "월 ";
        digits(static_cast<unsigned>(date.day()));
        out.append("일 ").append(weekday);
        return;
    }
    out.append(weekday).append(tables.language == Language::arabic ? "، " : " ");
    digits(static_cast<unsigned>(date.day()));
    out.append(" ").append(month).append(" ");
    digits(year);
}

void Locale::write_hijri(std::string& out, WallTime moment) const
{
    auto const& tables = *m_tables;
    auto const& names = m_tables->hijri_names();
    UErrorCode code = U_ZERO_ERROR;
    std::unique_ptr<icu::Calendar> const calendar(names.calendar->clone());
    calendar->setTime(static_cast<UDate>(tables.zone->local(moment).time_since_epoch().count()), code);
    auto const year = static_cast<std::uint64_t>(std::max(0, calendar->get(UCAL_YEAR, code)));
    auto const month = static_cast<std::size_t>(calendar->get(UCAL_MONTH, code));
    auto const day = static_cast<std::uint64_t>(calendar->get(UCAL_DATE, code));
    calendar->setTime(0, code); // forgets the day
    (void)calendar->get(UCAL_YEAR, code);
    verify(U_SUCCESS(code), "every moment has a day");
    auto const digits = [&](std::uint64_t value) { tables.write_plain(out, value); };
    if (tables.language == Language::korean) {
        out += "이슬람력 ";
        digits(year);
        out += "년 ";
        digits(month + 1);
        out += "월 ";
        digits(day);
        out += "일";
        return;
    }
    digits(day);
    out.append(" ").append(names.months.at(month)).append(" ");
    digits(year);
    out.append(" ").append(tables.language == Language::arabic ? names.eras.at(0) : "AH");
}

void Locale::write_time(std::string& out, WallTime moment) const
{
    auto const& tables = *m_tables;
    auto const local = tables.zone->local(moment);
    auto const minutes = std::chrono::floor<std::chrono::minutes>(local - std::chrono::floor<std::chrono::days>(local)).count();
    auto const hour = static_cast<std::uint64_t>(minutes / 60), minute = static_cast<std::uint64_t>(minutes % 60);
    auto const& half = m_tables->gregorian_names().halves.at(hour < 12 ? 0 : 1);
    // With a no-break space: an hour is never torn from its half of the day.
    if (tables.language == Language::korean)
        out.append(half).append(no_break_space);
    tables.write_plain(out, hour % 12 == 0 ? 12 : hour % 12);
    out += ':';
    tables.write_plain(out, minute, 2);
    if (tables.language != Language::korean)
        out.append(no_break_space).append(half);
}

std::string Locale::in_its_digits(std::string_view text) const
{
    if (m_tables->language != Language::arabic)
        return std::string(text);
    std::string out;
    for (std::size_t at = 0; at < text.size(); ++at) {
        auto const byte = static_cast<unsigned char>(text[at]);
        auto const next = at + 1 < text.size() ? static_cast<unsigned char>(text[at + 1]) : 0u;
        if (byte >= '0' && byte <= '9') {
            m_tables->write_digit(out, byte - '0');
        } else if (byte == 0xD9 && next >= 0xA0 && next <= 0xA9) {
            m_tables->write_digit(out, next - 0xA0);
            ++at;
        } else {
            out += text[at];
        }
    }
    return out;
}

std::string Locale::plural_form(std::int64_t count) const
{
    // The forms go by the last digits, which a large count would lose on its way to a double.
    auto const all = distance_from_zero(count);
    return utf8(m_tables->plural_rules().select(static_cast<double>(all < 1'000'000 ? all : 1'000'000 + all % 1'000'000)));
}

std::vector<std::string> const& Locale::plural_forms() const
{
    (void)m_tables->plural_rules();
    return m_tables->forms;
}

}
