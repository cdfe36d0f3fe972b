#include "tests/glass/text/bidi_cases.h"

#include "kiosk/glass/text/letter.h"
#include "kiosk/glass/text/utf8.h"
#include "tests/glass/text/unicode_file.h"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <map>
#include <sstream>

namespace bidi_test {

using namespace kiosk::text;

namespace {

/// Letters of each class, for BidiTest; no brackets.
std::map<std::string, std::u32string_view> const letters_of_class {
    { "L", U"a\ud55c\u200e\U00010400" }, { "R", U"\u05d0\u200f\u07c0\U00010840" }, { "AL", U"\u0627\ufe8e\u061c\U0001ee00" },
    { "EN", U"1\u06f2\u00b2\U0001d7ce" }, { "ES", U"-+\uff0d" }, { "ET", U"#\u066a\u00b0\u20ac" }, { "AN", U"\u0663\u06dd\U00010e60" },
    { "CS", U",:.\u00a0" }, { "B", U"\u2029\n\u001c" }, { "S", U"\t\u001f\u000b" }, { "WS", U" \u3000\u2028\f" },
    { "ON", U"!\u2026\ufffc\U0001f600" }, { "NSM", U"\u0300\u064b\ufe0f\U0001e8d0" }, { "BN", U"\u00ad\u200b\u200d\U000e0001" },
    { "LRE", U"\u202a" }, { "RLE", U"\u202b" }, { "PDF", U"\u202c" }, { "LRO", U"\u202d" }, { "RLO", U"\u202e" },
    { "LRI", U"\u2066" }, { "RLI", U"\u2067" }, { "FSI", U"\u2068" }, { "PDI", U"\u2069" }
};

/// `-1` for x.
std::vector<int> levels_of(std::string const& words)
{
    std::vector<int> levels;
    std::istringstream in(words);
    for (std::string word; in >> word;)
        levels.push_back(word == "x" ? removed : std::stoi(word));
    return levels;
}

std::vector<std::uint32_t> order_of(std::string const& words)
{
    std::istringstream in(words);
    return { std::istream_iterator<std::uint32_t>(in), {} };
}

std::vector<std::string> fields_of(std::string const& line)
{
    std::vector<std::string> fields;
    std::istringstream in(line);
    for (std::string field; std::getline(in, field, ';');)
        fields.push_back(field);
    return fields;
}

BaseDirection direction_of(Asked asked)
{
    switch (asked) {
    case Asked::left: return BaseDirection::left_to_right;
    case Asked::right: return BaseDirection::right_to_left;
    case Asked::automatic: return BaseDirection::automatic;
    }
    return BaseDirection::automatic;
}

std::string in_words(std::vector<int> const& levels)
{
    std::string words;
    for (auto const level : levels)
        words += level == removed ? "x " : fmt::format("{} ", level);
    return words;
}

}

bool Case::is_met_by(Resolved const& resolved) const
{
    return levels == resolved.levels && order == resolved.order && base.value_or(resolved.base) == resolved.base;
}

std::size_t each_of_bidi_test(Visit const& visit)
{
    auto file = open_unicode_file("BidiTest.txt");
    std::size_t count = 0;
    std::size_t turn = 0;
    Case one { .file = "BidiTest.txt", .line = 0, .text = {}, .asked = {}, .base = {}, .levels = {}, .order = {} };
    for (std::string line; std::getline(file, line);) {
        ++one.line;
        if (line.starts_with("@Levels:"))
            one.levels = levels_of(line.substr(8));
        else if (line.starts_with("@Reorder:"))
            one.order = order_of(line.substr(9));
        if (line.empty() || line[0] == '#' || line[0] == '@')
            continue;
        auto const fields = fields_of(line);
        one.text.clear();
        std::istringstream classes(fields.at(0));
        for (std::string name; classes >> name;) {
            auto const letters = letters_of_class.at(name);
            one.text += letters[turn++ % letters.size()];
        }
        auto const directions = std::stoul(fields.at(1), nullptr, 16);
        for (auto const& [bit, asked] : { std::pair(1UL, Asked::automatic), std::pair(2UL, Asked::left), std::pair(4UL, Asked::right) }) {
            if ((directions & bit) == 0)
                continue;
            one.asked = asked;
            visit(one);
            ++count;
        }
    }
    return count;
}

std::size_t each_of_bidi_character_test(Visit const& visit)
{
    auto file = open_unicode_file("BidiCharacterTest.txt");
    std::size_t count = 0;
    Case one { .file = "BidiCharacterTest.txt", .line = 0, .text = {}, .asked = {}, .base = {}, .levels = {}, .order = {} };
    for (std::string line; std::getline(file, line);) {
        ++one.line;
        if (line.empty() || line[0] == '#')
            continue;
        auto const fields = fields_of(line);
        one.text.clear();
        std::istringstream letters(fields.at(0));
        for (std::string letter; letters >> letter;)
            one.text += static_cast<char32_t>(std::stoul(letter, nullptr, 16));
        one.asked = static_cast<Asked>(std::stoi(fields.at(1)));
        one.base = std::stoi(fields.at(2));
        one.levels = levels_of(fields.at(3));
        one.order = order_of(fields.size() > 4 ? fields[4] : "");
        visit(one);
        ++count;
    }
    return count;
}

struct Ours::Tools {
    Bidi bidi;
    LetterTable letters;
    std::u16string text;
    std::vector<std::uint8_t> levels;
};

Ours::Ours() : m_tools(std::make_unique<Tools>()) { }
Ours::~Ours() = default;

std::uint8_t Ours::levels(std::u16string_view text, BaseDirection direction, std::vector<std::uint8_t>& levels)
{
    return m_tools->bidi.levels(text, direction, m_tools->letters, levels);
}

Resolved Ours::resolve(std::u32string_view text, Asked asked)
{
    auto& [bidi, letters, units, levels] = *m_tools;
    units.clear();
    for (auto const letter : text) {
        if (letter >= 0x10000) {
            units += static_cast<char16_t>(0xd7c0 + (letter >> 10));
            units += static_cast<char16_t>(0xdc00 + (letter & 0x3ff));
        } else {
            units += static_cast<char16_t>(letter);
        }
    }
    Resolved resolved;
    resolved.base = bidi.levels(units, direction_of(asked), letters, levels);
    if (levels.empty())
        levels.resize(units.size());
    std::vector<std::pair<std::uint32_t, std::uint8_t>> line;
    std::size_t unit = 0;
    for (std::uint32_t i = 0; i < text.size(); ++i) {
        auto const level = levels.at(unit++);
        if (text[i] >= 0x10000 && levels.at(unit++) != level)
            throw std::logic_error("the halves of a pair have two levels");
        auto const stays = !letters.of(text[i]).is(Letter::removed);
        resolved.levels.push_back(stays ? level : removed);
        if (stays)
            line.emplace_back(i, level);
    }
    reorder(std::span(line), [](auto const& letter) { return letter.second; });
    for (auto const& letter : line)
        resolved.order.push_back(letter.first);
    return resolved;
}

std::optional<std::string> difference(std::u32string_view text, Asked asked, Resolved const& ours, Resolved const& expected)
{
    if (ours == expected)
        return {};
    std::string letters;
    for (auto const letter : text)
        letters += fmt::format("{:04X} ", static_cast<std::uint32_t>(letter));
    return fmt::format("{}; asked {}\n  ours:     {}; {}; {}\n  expected: {}; {}; {}", letters, static_cast<int>(asked), ours.base, in_words(ours.levels),
        fmt::join(ours.order, " "), expected.base, in_words(expected.levels), fmt::join(expected.order, " "));
}

std::string to_utf8(std::u32string_view text)
{
    std::string utf8;
    auto const add = [&](char32_t byte) { utf8 += static_cast<char>(byte); };
    for (auto const letter : text) {
        if (letter < 0x80) {
            add(letter);
            continue;
        }
        if (letter < 0x800) {
            add(0xc0 | letter >> 6);
        } else {
            if (letter < 0x10000) {
                add(0xe0 | letter >> 12);
            } else {
                add(0xf0 | letter >> 18);
                add(0x80 | (letter >> 12 & 0x3f));
            }
            add(0x80 | (letter >> 6 & 0x3f));
        }
        add(0x80 | (letter & 0x3f));
    }
    return utf8;
}

std::u32string to_utf32(std::string_view utf8)
{
    std::u32string text;
    for (std::size_t at = 0; at < utf8.size();) {
        auto const [letter, bytes] = code_point_at(utf8, at);
        text += letter;
        at += bytes;
    }
    return text;
}

}
