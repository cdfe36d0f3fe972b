#pragma once
/// One message, taken apart once and written many times. Inner part of this folder.

#include "kiosk/base/core/ids.h"
#include "kiosk/base/core/result.h"
#include "kiosk/glass/language/argument.h"

#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace kiosk::language {

class Locale;

enum class ArgumentType { text, number, money, price, date, hijri, time, phone, code };
[[nodiscard]] std::string_view to_string(ArgumentType type);
/// The type of the value: a hijri is a date, a price is money; each other is its own.
[[nodiscard]] ArgumentType value_of(ArgumentType type);

class Pattern {
public:
    /// `malformed` with "expected …, saw …" (no file and line: the caller knows them).
    /// Plurals must have each form of `locale`'s language. Digits that the message itself has become those of `locale`.
    [[nodiscard]] static Result<Pattern> parse(std::string_view message, Locale const& locale);

    [[nodiscard]] std::string say(Locale const& locale, Arguments const& arguments) const;

    /// Everything the message says itself, in all its forms one after the other, without what is inserted.
    [[nodiscard]] std::string letters() const;

    /// What is inserted, by name: types of values.
    [[nodiscard]] std::map<std::string, ArgumentType, std::less<>> const& arguments() const { return m_arguments; }

private:
    struct Branch;
    struct Piece {
        enum class Kind { literal, argument, count, plural, select } kind;
        std::string text; ///< the literal, or the argument's name
        ArgumentType type = ArgumentType::text;
        std::vector<Branch> branches;
    };
    struct Branch {
        std::string selector;
        std::vector<Piece> pieces;
    };
    friend class PatternParser;

    void append(std::string& out, std::vector<Piece> const& pieces, Locale const& locale, Arguments const& arguments, Number const* count) const;

    std::vector<Piece> m_pieces;
    std::map<std::string, ArgumentType, std::less<>> m_arguments;
};

}
