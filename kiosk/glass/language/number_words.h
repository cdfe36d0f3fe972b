#pragma once
/// Numbers as words, for speech. Inner part of this folder.

#include "kiosk/base/core/ids.h"
#include "kiosk/base/core/secret.h"

#include <cstdint>
#include <string_view>

namespace kiosk::language {

/// How a number is said where it stands. A message in a speech file chooses: `{n, number, feminine oblique}`.
struct NumberForm {
    bool counts = false;   ///< a noun stands behind it: خمستْ أرقام, not خمسة
    bool feminine = false; ///< Arabic: that noun is feminine: خمس ثوانٍ
    bool oblique = false;  ///< Arabic: behind a preposition or as an object: بعد عشرين, not عشرون
    bool native = false;   ///< Korean: with the language's own numerals: 세 통, not 삼 통
    bool operator==(NumberForm const&) const = default;
};

/// Words of a style, of `feminine`, `masculine`, `oblique`, `native`; nothing with another word. A form with a style counts.
[[nodiscard]] Result<NumberForm> number_form_of(std::string_view style);

/// Adds the number in words with all vowels (Arabic), in Hangul, or as digits that an English voice reads well.
/// Beyond 999,999,999 digit by digit.
void add_number(SecretText& out, Language language, std::int64_t value, NumberForm form);

/// Adds the digits and Latin letters of a telephone number or a code one by one, with pauses where it has spaces or dashes,
/// and after every three digits of a row of more than four.
void add_one_by_one(SecretText& out, Language language, std::string_view text);

/// Arabic: "الحَادِي وَالعِشْرُونَ", the day of a month, 1 to 31.
[[nodiscard]] std::string_view arabic_day(int day);
/// Arabic: "الثَّانِيَةُ", an hour, 1 to 12.
[[nodiscard]] std::string_view arabic_hour(int hour);

}
