#pragma once
/// One message, taken apart once and written many times. Inner part of this folder.

#include "kiosk/base/core/ids.h"
#include "kiosk/base/core/result.h"
#include "kiosk/glass/language/argument.h"
#include "kiosk/glass/language/number_words.h"

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

/// The text of a name, a plain text, a phone or a code; empty for a value that is none of these. Lives in the argument.
[[nodiscard]] std::string_view text_of(Argument const& argument);
/// Null if no argument has this name.
[[nodiscard]] Argument const* find(Arguments const& arguments, std::string_view name);

/// Whether a text was written for the eye, or for a voice.
enum class Written { for_the_eye, for_the_ear };

class Pattern {
public:
    /// `malformed` with "expected …, saw …" (no file and line: the caller knows them).
    /// Plurals must have each form of `locale`'s language. Digits that the message itself has become those of `locale`.
    /// Only a message for the ear tells how a number is said: `{n, number, feminine oblique}`.
    [[nodiscard]] static Result<Pattern> parse(std::string_view message, Locale const& locale, Written written = Written::for_the_eye);

    [[nodiscard]] std::string say(Locale const& locale, Arguments const& arguments) const;

    /// Everything the message says itself, in all its forms one after the other, without what is inserted.
    [[nodiscard]] std::string letters() const;

    /// The same message with each stretch of its own letters put through `spell`.
    [[nodiscard]] Pattern respelt(std::function<std::string(std::string_view)> const& spell) const;

    /// What is inserted, by name: types of values.
    [[nodiscard]] std::map<std::string, ArgumentType, std::less<>> const& arguments() const { return m_arguments; }

private:
    struct Branch;
    struct Piece {
        enum class Kind { literal, argument, count, plural, select } kind;
        std::string text; ///< the literal, or the argument's name
        ArgumentType type = ArgumentType::text;
        std::vector<Branch> branches;
        NumberForm form {}; ///< of a number; only speech tells forms apart
    };
    struct Branch {
        std::string selector;
        std::vector<Piece> pieces;
    };
    friend class PatternParser;
    friend class Reading;

    /// Of a plural or a select: the one for this argument, which may be missing.
    [[nodiscard]] static Branch const& branch_of(Piece const& piece, Locale const& locale, Argument const* argument);
    void append(std::string& out, std::vector<Piece> const& pieces, Locale const& locale, Arguments const& arguments, Number const* count) const;

    std::vector<Piece> m_pieces;
    std::map<std::string, ArgumentType, std::less<>> m_arguments;
};

}
