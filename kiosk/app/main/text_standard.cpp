/// `shubbak text bidi` and `shubbak text breaks`: Unicode's algorithms, as the glass has them.
#include "kiosk/app/main/text_commands.h"
#include "kiosk/glass/text/anatomy.h"

#include <algorithm>
#include <array>
#include <fmt/format.h>
#include <iterator>

namespace kiosk::app {

namespace {

using command::Exit;
using command::Output;
using command::Request;

/// Numbers with `between` between them.
template <typename Numbers>
void append_numbers(Numbers const& numbers, char between, std::string& out)
{
    auto first = true;
    for (auto const number : numbers) {
        if (!std::exchange(first, false))
            out += between;
        fmt::format_to(std::back_inserter(out), "{}", number);
    }
}

void append_levels(std::span<std::int16_t const> levels, char between, std::string_view removed, std::string& out)
{
    auto first = true;
    for (auto const level : levels) {
        if (!std::exchange(first, false))
            out += between;
        if (level == text::BidiAnatomy::removed)
            out += removed;
        else
            fmt::format_to(std::back_inserter(out), "{}", level);
    }
}

void append(text::BidiAnatomy const& found, Output output, std::string& out)
{
    if (output == Output::json) {
        fmt::format_to(std::back_inserter(out), R"({{"paragraph_level":{},"levels":[)", found.paragraph_level);
        append_levels(found.levels, ',', "null", out);
        out += R"(],"order":[)";
        append_numbers(found.order, ',', out);
        out += "]}";
        return;
    }
    fmt::format_to(std::back_inserter(out), "{};", found.paragraph_level);
    append_levels(found.levels, ' ', "x", out);
    out += ';';
    append_numbers(found.order, ' ', out);
}

text::Direction direction_of(int word)
{
    switch (word) {
    case 0: return text::Direction::left_to_right;
    case 1: return text::Direction::right_to_left;
    default: return text::Direction::automatic;
    }
}

/// The first subtag of a BCP 47 tag in lower case; empty if it is none.
std::string primary_of(std::string_view tag)
{
    std::string primary(tag.substr(0, tag.find('-')));
    auto const letter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); };
    if (primary.size() < 2 || primary.size() > 8 || !std::ranges::all_of(primary, letter))
        return {};
    for (auto& c : primary)
        c = static_cast<char>(c | 0x20);
    return primary;
}

}

Exit text_bidi(Request const& request, Streams const& streams)
{
    auto const fonts = fonts_for(request, {});
    if (!fonts)
        return give_up(fonts.error(), streams);
    text::Anatomy anatomy(*fonts);
    BidiQuestion question;
    return answer_lines(streams, request.output, [&](std::string_view line, std::string& out) -> Result<void> {
        TRY(read_question(line, question));
        append(anatomy.bidi(question.text, direction_of(question.direction)), request.output, out);
        return {};
    });
}

Exit text_breaks(Request const& request, BreaksWords const& words, Streams const& streams)
{
    auto const language = primary_of(words.language);
    if (language.empty())
        return give_up({ Failure::malformed, fmt::format("text breaks: '{}' is no language; write it as und or ko", legible(words.language)) }, streams, Exit::usage);
    auto const fonts = fonts_for(request, {});
    if (!fonts)
        return give_up(fonts.error(), streams);
    auto const kind = words.kind == "line" ? text::Boundary::line : words.kind == "word" ? text::Boundary::word : text::Boundary::grapheme;
    auto const rules = language == "ko" ? text::BoundaryRules::keep_all : text::BoundaryRules::unicode;
    text::Anatomy anatomy(*fonts);
    std::u32string text;
    return answer_lines(streams, request.output, [&](std::string_view line, std::string& out) -> Result<void> {
        TRY(read_code_points(line, text));
        auto const json = request.output == Output::json;
        out += json ? "[" : "";
        append_numbers(anatomy.boundaries(text, kind, rules), json ? ',' : ' ', out);
        out += json ? "]" : "";
        return {};
    });
}

}
