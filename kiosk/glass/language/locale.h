#pragma once
/// How one language writes numbers, money, days and hours. Inner part of this folder.

#include "kiosk/base/core/ids.h"
#include "kiosk/base/core/money.h"
#include "kiosk/base/core/result.h"
#include "kiosk/base/core/time.h"
#include "kiosk/glass/language/messages.h"
#include "kiosk/glass/language/zone.h"

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace kiosk::language {

/// Threads: any. What ICU needs is loaded when it is first used, because most starts need little of it.
class Locale {
public:
    /// `zone` must outlive it.
    Locale(Language language, Digits digits, Zone const& zone);
    Locale(Locale&&) noexcept;
    Locale& operator=(Locale&&) noexcept;
    ~Locale();

    [[nodiscard]] Language language() const;
    [[nodiscard]] std::string number(std::int64_t value) const;
    [[nodiscard]] std::string money(Money const& money) const;
    /// "Saturday 21 November 2026"
    [[nodiscard]] std::string date(WallTime moment) const;
    /// "11 Jumada II 1448 AH"
    [[nodiscard]] std::string hijri(WallTime moment) const;
    /// "2:05 pm"
    [[nodiscard]] std::string time(WallTime moment) const;

    /// The plural form of a count: zero, one, two, few, many, other.
    [[nodiscard]] std::string plural_form(std::int64_t count) const;
    /// The forms this language has.
    [[nodiscard]] std::vector<std::string> const& plural_forms() const;

private:
    struct Tables;
    std::unique_ptr<Tables> m_tables;
};

}
