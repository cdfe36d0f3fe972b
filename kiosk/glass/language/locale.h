#pragma once
/// How one language writes numbers, money, days and hours. Inner part of this folder.

#include "kiosk/base/core/ids.h"
#include "kiosk/base/core/money.h"
#include "kiosk/base/core/time.h"
#include "kiosk/glass/language/country.h"
#include "kiosk/glass/language/zone.h"

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace kiosk::language {

/// What it writes goes straight to the end of `out`, from tables that hold names and signs alone: ICU's own formatters
/// would leave a citizen's values behind in memory that nobody wipes (L3). The tests hold each form against ICU's.
///
/// Threads: any. What ICU needs is loaded when it is first used, because most starts need little of it.
class Locale {
public:
    /// `zone` must outlive it. `country` decides the Arabic names of months.
    Locale(Language language, Country const& country, Zone const& zone);
    Locale(Locale&&) noexcept;
    Locale& operator=(Locale&&) noexcept;
    ~Locale();

    [[nodiscard]] Language language() const;

    /// The most bytes that any of these adds.
    static constexpr std::size_t most_bytes = 256;
    /// "1,234"
    void write_number(std::string& out, std::int64_t value) const;
    /// "12.50 Egyptian pounds"; whole amounts without their zeros.
    void write_money(std::string& out, Money const& money) const;
    /// "EGP 12.50"
    void write_price(std::string& out, Money const& money) const;
    /// "Saturday 21 November 2026"
    void write_date(std::string& out, WallTime moment) const;
    /// "11 Jumada II 1448 AH"
    void write_hijri(std::string& out, WallTime moment) const;
    /// "2:05 pm"
    void write_time(std::string& out, WallTime moment) const;
    /// `text` with each digit, European or Arabic-Indic, as this language writes digits in this country.
    [[nodiscard]] std::string in_its_digits(std::string_view text) const;

    /// The plural form of a count: zero, one, two, few, many, other.
    [[nodiscard]] std::string plural_form(std::int64_t count) const;
    /// The forms this language has, in that order.
    [[nodiscard]] std::vector<std::string> const& plural_forms() const;

private:
    struct Tables;
    std::unique_ptr<Tables> m_tables;
};

}
