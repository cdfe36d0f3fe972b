#include "kiosk/glass/text/font_stack.h"

#include "kiosk/base/core/file.h"
#include "kiosk/glass/text/face.h"
#include "kiosk/glass/text/utf8.h"
#include "kiosk/glass/text/workbench.h"

#include <algorithm>
#include <charconv>
#include <fmt/format.h>
#include <optional>
#include <span>
#include <unicode/uchar.h>
#include <unordered_set>

namespace kiosk::text {

namespace {

std::vector<std::string_view> words_of(std::string_view line)
{
    std::vector<std::string_view> words;
    constexpr auto blanks = " \t\r";
    for (auto at = line.find_first_not_of(blanks); at != line.npos; at = line.find_first_not_of(blanks, at)) {
        auto const end = std::min(line.find_first_of(blanks, at), line.size());
        words.push_back(line.substr(at, end - at));
        at = end;
    }
    return words;
}

std::optional<char32_t> hexadecimal(std::string_view digits)
{
    std::uint32_t value = 0;
    auto const [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value, 16);
    if (error != std::errc() || end != digits.data() + digits.size() || value > 0x10ffff)
        return std::nullopt;
    return value;
}

/// `U+0041` or `U+0041-005A`
std::optional<std::pair<char32_t, char32_t>> range_of(std::string_view word)
{
    if (!word.starts_with("U+"))
        return std::nullopt;
    word.remove_prefix(2);
    auto const dash = word.find('-');
    auto const first = hexadecimal(word.substr(0, dash));
    auto const last = dash == word.npos ? first : hexadecimal(word.substr(dash + 1));
    if (!first || !last || *first > *last)
        return std::nullopt;
    return std::pair(*first, *last);
}

/// What one line of a face's block says; the story says what was expected if it says nothing known.
std::optional<std::string> read_line_into(FaceEntry& entry, std::string_view key, std::span<std::string_view const> values)
{
    auto const one = values.size() == 1 ? values[0] : std::string_view();
    if (key == "weight") {
        if (one != "regular" && one != "bold")
            return "expected weight regular or bold";
        entry.weight = one == "bold" ? Weight::bold : Weight::regular;
    } else if (key == "scripts") {
        for (auto const code : values) {
            auto const script = hb_script_from_string(code.data(), static_cast<int>(code.size()));
            if (code.size() != 4 || script == HB_SCRIPT_UNKNOWN || script == HB_SCRIPT_INVALID)
                return fmt::format("expected ISO 15924 codes of four letters, saw {}", code);
            entry.scripts.push_back(script);
        }
    } else if (key == "capital") {
        auto const range = range_of(one);
        if (!range || range->first != range->second)
            return "expected one letter as U+0048";
        entry.capital = range->first;
    } else if (key == "line-height") {
        auto const [end, error] = std::from_chars(one.data(), one.data() + one.size(), entry.line_height);
        if (error != std::errc() || end != one.data() + one.size() || !(entry.line_height >= 1 && entry.line_height <= 4))
            return "expected a line height from 1 to 4 em";
    } else if (key == "needs") {
        for (auto const word : values) {
            auto const range = range_of(word);
            if (!range)
                return fmt::format("expected code points as U+0048 or U+0041-005A, saw {}", word);
            entry.needs.push_back(*range);
        }
    } else if (key == "reason") {
        if (values.empty())
            return "expected a reason";
    } else {
        return fmt::format("expected weight, scripts, capital, line-height, needs or reason, saw {}", key);
    }
    return std::nullopt;
}

hb_script_t script_of(Language language)
{
    switch (language) {
    case Language::arabic: return HB_SCRIPT_ARABIC;
    case Language::english: return HB_SCRIPT_LATIN;
    case Language::korean: return HB_SCRIPT_HANGUL;
    }
    return HB_SCRIPT_LATIN;
}

/// The atlas keeps a face in six bits.
constexpr std::size_t most_faces = 64;

Result<std::vector<FaceEntry>> read_stack(std::filesystem::path const& file)
{
    auto const content = TRY(read_file(file, 1024 * 1024));
    auto const folder = file.parent_path();
    std::vector<FaceEntry> entries;
    std::vector<std::string_view> seen; // keys of the face at hand
    int number = 0;
    auto const malformed = [&](std::string_view story) {
        return failed(Failure::malformed, fmt::format("{}:{}: {}", file.string(), number, story));
    };
    auto const unfinished = [&]() -> std::string_view {
        if (!entries.empty()) {
            for (std::string_view const key : { "weight", "scripts", "capital", "line-height", "reason" }) {
                if (std::ranges::find(seen, key) == seen.end())
                    return key;
            }
        }
        return {};
    };
    for (std::string_view rest = content; !rest.empty();) {
        ++number;
        auto const end = std::min(rest.find('\n'), rest.size());
        auto const words = words_of(rest.substr(0, end));
        rest.remove_prefix(std::min(end + 1, rest.size()));
        if (words.empty() || words[0].starts_with('#'))
            continue;
        if (words[0] == "face") {
            if (auto const key = unfinished(); !key.empty())
                return malformed(fmt::format("expected `{}` of the face before", key));
            if (words.size() != 2)
                return malformed("expected one file name");
            if (entries.size() == most_faces)
                return malformed(fmt::format("expected at most {} faces", most_faces));
            entries.emplace_back().file = folder / words[1];
            seen.clear();
            continue;
        }
        if (entries.empty())
            return malformed(fmt::format("expected face, saw {}", words[0]));
        if (words[0] != "needs" && std::ranges::find(seen, words[0]) != seen.end())
            return malformed(fmt::format("`{}` stands here a second time", words[0]));
        seen.push_back(words[0]);
        if (auto const wrong = read_line_into(entries.back(), words[0], std::span(words).subspan(1)))
            return malformed(*wrong);
    }
    if (auto const key = unfinished(); !key.empty())
        return malformed(fmt::format("expected `{}` of the face before", key));
    for (auto const weight : { Weight::regular, Weight::bold }) {
        if (std::ranges::find(entries, weight, &FaceEntry::weight) == entries.end())
            return malformed("expected a face of each weight");
    }
    return entries;
}

}

FontStack::FontStack() : m_bench(std::make_unique<Workbench>()) { }
FontStack::FontStack(FontStack&&) noexcept = default;
FontStack::~FontStack() = default;

FontStack& FontStack::operator=(FontStack&& other) noexcept
{
    std::swap(m_bench, other.m_bench);
    std::swap(m_faces, other.m_faces);
    std::swap(m_order, other.m_order);
    return *this;
}

Result<FontStack> FontStack::load(std::filesystem::path const& stack)
{
    FontStack fonts;
    for (auto& entry : TRY(read_stack(stack))) {
        auto const weight = static_cast<std::size_t>(entry.weight);
        fonts.m_order[weight].push_back(static_cast<FaceId>(fonts.m_faces.size()));
        fonts.m_faces.push_back(TRY(Face::open(std::move(entry), fonts.m_bench->outlines())));
    }
    return fonts;
}

std::vector<char32_t> FontStack::missing(std::string_view utf8, Weight weight) const
{
    std::vector<char32_t> letters;
    std::unordered_set<char32_t> seen;
    for (std::size_t at = 0; at < utf8.size();) {
        auto const [letter, bytes] = code_point_at(utf8, at);
        at += bytes;
        if (!seen.insert(letter).second)
            continue;
        auto const c = static_cast<UChar32>(letter);
        if (u_iscntrl(c) || u_hasBinaryProperty(c, UCHAR_DEFAULT_IGNORABLE_CODE_POINT) || c == 0x2028 || c == 0x2029)
            continue;
        auto const drawn = std::ranges::any_of(faces_of(weight), [&](FaceId id) { return face(id).glyph_of(letter) != 0; });
        if (!drawn)
            letters.push_back(letter);
    }
    return letters;
}

std::size_t FontStack::face_count() const { return m_faces.size(); }

std::string FontStack::file_of(FaceId id) const { return face(id).entry().file.filename().string(); }

float FontStack::em_px(FaceId id, float capital_px) const
{
    return capital_px * static_cast<float>(face(id).em_units()) / static_cast<float>(face(id).capital_units());
}

float FontStack::line_height_px(Language language, float capital_px) const
{
    auto const& order = faces_of(Weight::regular);
    auto const found = std::ranges::find_if(order, [&](FaceId id) { return face(id).is_for(script_of(language)); });
    auto const& spoken = face(found == order.end() ? order.front() : *found);
    return em_px(order.front(), capital_px) * spoken.entry().line_height;
}

}
