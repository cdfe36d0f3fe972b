#pragma once
/// What is inserted into a message, by meaning. The meaning decides how the value is written (digits, calendar,
/// currency) and how it is kept apart from the text around it.

#include "kiosk/base/core/money.h"
#include "kiosk/base/core/secret.h"
#include "kiosk/base/core/time.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace kiosk::language {

/// A text value; its memory is wiped when it ends, because most such values are a citizen's.
struct TextValue {
    explicit TextValue(std::string_view value) : text(value) { }
    SecretText text;
};

/// The name of a person, in any script. `{x}` or `{x, text}` in a message.
struct Name : TextValue {
    using TextValue::TextValue;
};
/// Any other words: a street, the title of a class. `{x}`, `{x, text}` or `{x, select, …}`.
struct Plain : TextValue {
    using TextValue::TextValue;
};
/// A telephone number, always left to right in European digits as given, never torn at its spaces. `{x, phone}`.
struct Phone : TextValue {
    using TextValue::TextValue;
};
/// A receipt number, a secret, an address of mail: left to right as given, never torn at its spaces. `{x, code}`.
struct Code : TextValue {
    using TextValue::TextValue;
};
/// A whole number in the language's digits. `{x, number}` or `{x, plural, …}`.
struct Number {
    std::int64_t value;
};
/// `{x, money}`: "12.50 Egyptian pounds"; `{x, price}`: "EGP 12.50".
struct Amount {
    Money money;
};
/// The day of a moment, at the city's place. `{x, date}` is Gregorian with the weekday, `{x, hijri}` of the Umm al-Qura calendar.
struct Date {
    WallTime moment;
};
/// The hour and minute of a moment, at the city's place. `{x, time}`.
struct Time {
    WallTime moment;
};

using Argument = std::variant<Name, Plain, Phone, Code, Number, Amount, Date, Time>;
using Arguments = std::vector<std::pair<std::string, Argument>>;

}
