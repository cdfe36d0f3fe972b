#include "kiosk/glass/language/pattern.h"

#include "kiosk/glass/language/locale.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <fmt/format.h>
#include <unicode/messagepattern.h>
#include <unicode/unistr.h>

namespace kiosk::language {

std::string_view text_of(Argument const& argument)
{
    if (auto const* name = std::get_if<Name>(&argument))
        return name->text.view();
    if (auto const* plain = std::get_if<Plain>(&argument))
        return plain->text.view();
    if (auto const* phone = std::get_if<Phone>(&argument))
        return phone->text.view();
    if (auto const* code = std::get_if<Code>(&argument))
        return code->text.view();
    return {};
}

Argument const* find(Arguments const& arguments, std::string_view name)
{
    auto const found = std::ranges::find(arguments, name, &Arguments::value_type::first);
    return found == arguments.end() ? nullptr : &found->second;
}

namespace {

constexpr std::string_view first_strong_isolate = "\u2068", left_to_right_isolate = "\u2066", pop_isolate = "\u2069";

std::string utf8(icu::UnicodeString const& text)
{
    std::string out;
    text.toUTF8String(out);
    return out;
}

/// How long the letter at `at` is if a value must not carry it (L1): a bidi control could end the isolate around
/// the value, a line or paragraph separator could end the paragraph; 0 for every other letter.
std::size_t forbidden(std::string_view text, std::size_t at)
{
    auto const byte = [&](std::size_t i) { return at + i < text.size() ? static_cast<unsigned char>(text[at + i]) : 0u; };
    if (byte(0) < 0x20 || byte(0) == 0x7F)
        return 1;
    if (byte(0) == 0xC2 && byte(1) >= 0x80 && byte(1) <= 0x9F) // C1 controls, NEL among them
        return 2;
    if (byte(0) == 0xE2 && byte(1) == 0x80 && byte(2) >= 0xA8 && byte(2) <= 0xAE) // U+2028 to U+202E
        return 3;
    if (byte(0) == 0xE2 && byte(1) == 0x81 && byte(2) >= 0xA6 && byte(2) <= 0xA9) // U+2066 to U+2069
        return 3;
    return 0;
}

/// How long the space at `at` is where a line may be broken (UAX #14, SP and BA): U+0020, U+2000 to U+200A but U+2007,
/// U+205F, U+3000; 0 for every other letter.
std::size_t breaking_space(std::string_view text, std::size_t at)
{
    auto const rest = text.substr(at);
    if (rest.starts_with(' '))
        return 1;
    auto const last = rest.size() >= 3 ? static_cast<unsigned char>(rest[2]) : 0u;
    bool const of_width = rest.starts_with("\xE2\x80") && last >= 0x80 && last <= 0x8A && last != 0x87;
    return of_width || rest.starts_with("\u205F") || rest.starts_with("\u3000") ? 3 : 0;
}

enum class Spaces { as_given, held };

void append_isolated(std::string& out, std::string_view isolate, std::string_view value, Spaces spaces = Spaces::as_given)
{
    out += isolate;
    for (std::size_t i = 0; i < value.size();) {
        if (auto const length = forbidden(value, i); length > 0) {
            i += length;
        } else if (auto const space = spaces == Spaces::held ? breaking_space(value, i) : 0; space > 0) {
            out += "\u00A0";
            i += space;
        } else {
            out += value[i++];
        }
    }
    out += pop_isolate;
}

/// What `write` puts at the end of `out`, between isolates.
void append_written(std::string& out, auto const& write)
{
    out += first_strong_isolate;
    write();
    out += pop_isolate;
}

/// The value decides how it is written; the message chooses between the calendars, and between words and sign.
void append_argument(std::string& out, ArgumentType type, Argument const& argument, Locale const& locale)
{
    if (auto const* number = std::get_if<Number>(&argument))
        append_written(out, [&] { locale.write_number(out, number->value); });
    else if (auto const* amount = std::get_if<Amount>(&argument))
        append_written(out, [&] { type == ArgumentType::price ? locale.write_price(out, amount->money) : locale.write_money(out, amount->money); });
    else if (auto const* date = std::get_if<Date>(&argument))
        append_written(out, [&] { type == ArgumentType::hijri ? locale.write_hijri(out, date->moment) : locale.write_date(out, date->moment); });
    else if (auto const* time = std::get_if<Time>(&argument))
        append_written(out, [&] { locale.write_time(out, time->moment); });
    else if (std::holds_alternative<Phone>(argument) || std::holds_alternative<Code>(argument))
        append_isolated(out, left_to_right_isolate, text_of(argument), Spaces::held);
    else
        append_isolated(out, first_strong_isolate, text_of(argument));
}

constexpr std::array all_types { ArgumentType::text, ArgumentType::number, ArgumentType::money, ArgumentType::price, ArgumentType::date,
    ArgumentType::hijri, ArgumentType::time, ArgumentType::phone, ArgumentType::code };
constexpr std::string_view known_types = "text, number, money, price, date, hijri, time, phone, code, plural or select";

}

std::string_view to_string(ArgumentType type)
{
    switch (type) {
    case ArgumentType::text: return "text";
    case ArgumentType::number: return "number";
    case ArgumentType::money: return "money";
    case ArgumentType::price: return "price";
    case ArgumentType::date: return "date";
    case ArgumentType::hijri: return "hijri";
    case ArgumentType::time: return "time";
    case ArgumentType::phone: return "phone";
    case ArgumentType::code: return "code";
    }
    std::abort();
}

ArgumentType value_of(ArgumentType type)
{
    switch (type) {
    case ArgumentType::hijri: return ArgumentType::date;
    case ArgumentType::price: return ArgumentType::money;
    default: return type;
    }
}

/// ICU's parser finds the parts; this turns them into pieces and refuses what the kiosk does not write.
class PatternParser {
public:
    PatternParser(icu::MessagePattern const& parts, Locale const& locale, Written written) : m_parts(parts), m_locale(locale), m_written(written) { }

    /// `at` is the part that begins a message; behind the call, the one that ends it.
    Result<std::vector<Pattern::Piece>> message(int& at)
    {
        std::vector<Pattern::Piece> pieces;
        auto const literal = [&](std::string const& text) {
            if (text.empty())
                return;
            if (pieces.empty() || pieces.back().kind != Pattern::Piece::Kind::literal)
                pieces.push_back({ Pattern::Piece::Kind::literal, {}, {}, {} });
            pieces.back().text += m_locale.in_its_digits(text);
        };
        auto previous = m_parts.getPart(at).getLimit();
        for (++at;; ++at) {
            auto const& part = m_parts.getPart(at);
            literal(utf8(m_parts.getPatternString().tempSubStringBetween(previous, part.getIndex())));
            previous = part.getLimit();
            switch (part.getType()) {
            case UMSGPAT_PART_TYPE_MSG_LIMIT: return pieces;
            case UMSGPAT_PART_TYPE_REPLACE_NUMBER: pieces.push_back({ Pattern::Piece::Kind::count, {}, ArgumentType::number, {} }); break;
            case UMSGPAT_PART_TYPE_ARG_START: {
                auto const limit = m_parts.getLimitPartIndex(at);
                pieces.push_back(TRY(argument(at, limit)));
                at = limit;
                previous = m_parts.getPart(limit).getLimit();
                break;
            }
            default: break; // syntax that is no text, such as an apostrophe that only quotes
            }
        }
    }

    std::map<std::string, ArgumentType, std::less<>> take_arguments() { return std::move(m_arguments); }

private:
    std::string text(int part) const { return utf8(m_parts.getSubstring(m_parts.getPart(part))); }

    static std::string_view trimmed(std::string_view text)
    {
        auto const from = std::min(text.find_first_not_of(' '), text.size());
        return text.substr(from, text.find_last_not_of(' ') + 1 - from);
    }

    static std::unexpected<Error> refuse(std::string_view expected, std::string_view saw)
    {
        return failed(Failure::malformed, fmt::format("expected {}, saw {}", expected, saw));
    }

    Result<Pattern::Piece> argument(int at, int limit)
    {
        auto const kind = m_parts.getPart(at).getArgType();
        auto const name = text(at + 1);
        if (m_parts.getPartType(at + 1) != UMSGPAT_PART_TYPE_ARG_NAME)
            return refuse("a name in braces", fmt::format("the number {{{}}}", name));
        Pattern::Piece piece { Pattern::Piece::Kind::argument, name, ArgumentType::text, {} };
        switch (kind) {
        case UMSGPAT_ARG_TYPE_NONE: break;
        case UMSGPAT_ARG_TYPE_SIMPLE:
            piece.type = TRY(simple(at + 2, limit));
            if (at + 3 < limit) // a style, which the parser keeps as it was typed
                piece.form = TRY(number_form_of(trimmed(text(at + 3))));
            break;
        case UMSGPAT_ARG_TYPE_PLURAL:
            piece.kind = Pattern::Piece::Kind::plural;
            piece.type = ArgumentType::number;
            TRY(branches(piece, at + 2, limit));
            TRY(check_forms(piece));
            break;
        case UMSGPAT_ARG_TYPE_SELECT:
            piece.kind = Pattern::Piece::Kind::select;
            TRY(branches(piece, at + 2, limit));
            break;
        default: return refuse(known_types, fmt::format("another kind for {{{}}}", name));
        }
        auto const type = value_of(piece.type);
        auto const [known, fresh] = m_arguments.emplace(name, type);
        if (!fresh && known->second != type)
            return refuse(fmt::format("{{{}}} as one type", name), fmt::format("{} and {}", to_string(known->second), to_string(type)));
        return piece;
    }

    Result<ArgumentType> simple(int at, int limit)
    {
        auto const word = text(at);
        bool const styled = m_written == Written::for_the_ear && word == "number";
        if (at + 1 < limit && !styled)
            return refuse(fmt::format("nothing behind \"{}\"", word), text(at + 1));
        auto const type = std::ranges::find(all_types, word, to_string);
        if (type != all_types.end())
            return *type;
        return refuse(known_types, fmt::format("\"{}\"", word));
    }

    Result<void> branches(Pattern::Piece& piece, int at, int limit)
    {
        while (at < limit) {
            auto const& part = m_parts.getPart(at);
            if (part.getType() != UMSGPAT_PART_TYPE_ARG_SELECTOR)
                return refuse("plural forms without \"offset\"", fmt::format("an offset in {{{}}}", piece.text));
            auto selector = text(at);
            if (std::ranges::find(piece.branches, selector, &Pattern::Branch::selector) != piece.branches.end())
                return refuse("each form once", fmt::format("\"{}\" again in {{{}}}", selector, piece.text));
            ++at;
            if (m_parts.getPartType(at) != UMSGPAT_PART_TYPE_MSG_START)
                ++at; // the value of an explicit `=1`
            auto pieces = TRY(message(at));
            ++at;
            piece.branches.push_back({ std::move(selector), std::move(pieces) });
        }
        return {};
    }

    Result<void> check_forms(Pattern::Piece const& piece)
    {
        auto const has = [&](std::string_view selector) {
            return std::ranges::find(piece.branches, selector, &Pattern::Branch::selector) != piece.branches.end();
        };
        auto const& forms = m_locale.plural_forms();
        std::string expected;
        bool complete = true;
        for (auto const& form : forms) {
            expected.append(expected.empty() ? "" : ", ").append(form);
            bool const exact = (form == "zero" && has("=0")) || (form == "one" && has("=1")) || (form == "two" && has("=2"));
            complete = complete && (exact || has(form));
        }
        std::string seen;
        for (auto const& branch : piece.branches) {
            seen.append(seen.empty() ? "" : ", ").append(branch.selector);
            bool const known = branch.selector.front() == '=' || std::ranges::find(forms, branch.selector) != forms.end();
            complete = complete && known;
        }
        if (!complete)
            return refuse(fmt::format("the plural forms {} of {{{}}}", expected, piece.text), seen);
        return {};
    }

    icu::MessagePattern const& m_parts;
    Locale const& m_locale;
    Written m_written;
    std::map<std::string, ArgumentType, std::less<>> m_arguments;
};

Result<Pattern> Pattern::parse(std::string_view message, Locale const& locale, Written written)
{
    Pattern pattern;
    if (message.find_first_of("{}'") == message.npos) {
        pattern.m_pieces.push_back({ Piece::Kind::literal, locale.in_its_digits(message), {}, {} });
        return pattern;
    }
    UErrorCode code = U_ZERO_ERROR;
    UParseError where {};
    icu::MessagePattern parts(UMSGPAT_APOS_DOUBLE_OPTIONAL, code);
    parts.parse(icu::UnicodeString::fromUTF8({ message.data(), static_cast<int32_t>(message.size()) }), &where, code);
    if (U_FAILURE(code)) {
        auto const near = utf8(icu::UnicodeString(where.preContext)) + " ⟨here⟩ " + utf8(icu::UnicodeString(where.postContext));
        auto const expected = code == U_DEFAULT_KEYWORD_MISSING ? "a form \"other\"" : code == U_UNMATCHED_BRACES ? "as many } as {" : "a well-formed message";
        return failed(Failure::malformed, fmt::format("expected {}, saw \"{}\"", expected, near));
    }
    PatternParser parser(parts, locale, written);
    int at = 0;
    pattern.m_pieces = TRY(parser.message(at));
    pattern.m_arguments = parser.take_arguments();
    return pattern;
}

Pattern::Branch const& Pattern::branch_of(Piece const& piece, Locale const& locale, Argument const* argument)
{
    auto const* number = argument ? std::get_if<Number>(argument) : nullptr;
    auto const branch = [&](std::string_view selector) { return std::ranges::find(piece.branches, selector, &Branch::selector); };
    auto chosen = piece.branches.end();
    if (piece.kind == Piece::Kind::select && argument != nullptr)
        chosen = branch(text_of(*argument));
    if (piece.kind == Piece::Kind::plural && number != nullptr) {
        chosen = branch(fmt::format("={}", number->value));
        if (chosen == piece.branches.end())
            chosen = branch(locale.plural_form(number->value));
    }
    if (chosen == piece.branches.end())
        chosen = branch("other"); // ICU's parser has made sure of it
    return *chosen;
}

void Pattern::append(std::string& out, std::vector<Piece> const& pieces, Locale const& locale, Arguments const& arguments, Number const* count) const
{
    for (auto const& piece : pieces) {
        auto const* argument = piece.kind == Piece::Kind::literal || piece.kind == Piece::Kind::count ? nullptr : find(arguments, piece.text);
        switch (piece.kind) {
        case Piece::Kind::literal: out += piece.text; break;
        case Piece::Kind::count:
            if (count != nullptr)
                append_argument(out, ArgumentType::number, *count, locale);
            break;
        case Piece::Kind::argument:
            if (argument == nullptr)
                out += "…";
            else
                append_argument(out, piece.type, *argument, locale);
            break;
        case Piece::Kind::plural:
        case Piece::Kind::select: {
            auto const* number = argument ? std::get_if<Number>(argument) : nullptr;
            append(out, branch_of(piece, locale, argument).pieces, locale, arguments, number != nullptr ? number : count);
            break;
        }
        }
    }
}

std::string Pattern::letters() const
{
    std::string out;
    auto const gather = [&](auto const& self, std::vector<Piece> const& pieces) -> void {
        for (auto const& piece : pieces) {
            if (piece.kind == Piece::Kind::literal)
                out += piece.text;
            for (auto const& branch : piece.branches)
                self(self, branch.pieces);
        }
    };
    gather(gather, m_pieces);
    return out;
}

Pattern Pattern::respelt(std::function<std::string(std::string_view)> const& spell) const
{
    auto other = *this;
    auto const go = [&](auto const& self, std::vector<Piece>& pieces) -> void {
        for (auto& piece : pieces) {
            if (piece.kind == Piece::Kind::literal)
                piece.text = spell(piece.text);
            for (auto& branch : piece.branches)
                self(self, branch.pieces);
        }
    };
    go(go, other.m_pieces);
    return other;
}

std::string Pattern::say(Locale const& locale, Arguments const& arguments) const
{
    std::string out;
    if (!m_arguments.empty()) {
        // Room for all, so that no half-grown copy of a citizen's words stays behind (L3).
        std::size_t room = 0;
        auto const measure = [&](auto const& self, std::vector<Piece> const& pieces) -> void {
            for (auto const& piece : pieces) {
                room += piece.text.size() + Locale::most_bytes;
                if (auto const* argument = find(arguments, piece.text))
                    room += text_of(*argument).size() * 2; // a no-break space is longer than a space
                for (auto const& branch : piece.branches)
                    self(self, branch.pieces);
            }
        };
        measure(measure, m_pieces);
        out.reserve(room);
    }
    append(out, m_pieces, locale, arguments, nullptr);
    return out;
}

}
