#include "kiosk/glass/text/shape.h"

#include "kiosk/glass/text/face.h"
#include "kiosk/glass/text/utf8.h"
#include "kiosk/glass/text/workbench.h"

#include <algorithm>
#include <fmt/format.h>
#include <iterator>

namespace kiosk::text {

namespace {

/// The parts of `list` between its commas, without blanks around them and without empty ones.
std::vector<std::string_view> parts_of(std::string_view list)
{
    constexpr auto blanks = " \t\r\n";
    std::vector<std::string_view> parts;
    for (std::size_t at = 0; at <= list.size();) {
        auto const end = std::min(list.find(',', at), list.size());
        auto part = list.substr(at, end - at);
        part.remove_prefix(std::min(part.find_first_not_of(blanks), part.size()));
        part = part.substr(0, part.find_last_not_of(blanks) + 1);
        if (!part.empty())
            parts.push_back(part);
        at = end + 1;
    }
    return parts;
}

std::unexpected<Error> no(std::string_view what, std::string_view word, std::string_view example)
{
    return failed(Failure::malformed, fmt::format("'{}' is no {}; write it as {}", word, what, example));
}

Result<hb_direction_t> direction_of(std::string const& word)
{
    if (word.empty())
        return HB_DIRECTION_INVALID;
    // HarfBuzz looks at the first letter only; a slip of the finger is better told.
    for (std::string_view const known : { "ltr", "rtl", "ttb", "btt" }) {
        if (word == known)
            return hb_direction_from_string(word.c_str(), -1);
    }
    return no("direction", word, "ltr, rtl, ttb or btt");
}

Result<hb_script_t> script_of(std::string const& word)
{
    if (word.empty())
        return HB_SCRIPT_INVALID;
    auto const letter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); };
    if (word.size() != 4 || !std::ranges::all_of(word, letter))
        return no("script", word, "the four letters of ISO 15924: Arab");
    return hb_script_from_string(word.c_str(), -1);
}

template <typename Setting>
Result<std::vector<Setting>> settings_of(std::string_view list, std::string_view what, std::string_view example,
    hb_bool_t (*parse)(char const*, int, Setting*))
{
    std::vector<Setting> settings;
    for (auto const part : parts_of(list)) {
        Setting setting {};
        if (!parse(part.data(), static_cast<int>(part.size()), &setting))
            return no(what, part, example);
        settings.push_back(setting);
    }
    return settings;
}

}

struct LoneFont::Open {
    FontFile file;
    Workbench bench;
    hb_script_t script = HB_SCRIPT_INVALID;
    hb_language_t language = HB_LANGUAGE_INVALID;
    hb_direction_t direction = HB_DIRECTION_INVALID;
    std::vector<hb_feature_t> features; ///< their ranges count code points

    // Of the text at hand.
    std::vector<char16_t> text;
    std::vector<std::uint32_t> unit_of; ///< the code unit at which each code point begins, and the end
    std::vector<hb_feature_t> ranged;   ///< the same features, counted in code units
    Scratch<ShapedGlyph> shaped;
    std::vector<LoneGlyph> glyphs;

    void decode(std::string_view utf8);
    [[nodiscard]] std::uint32_t units(unsigned code_points) const
    {
        // Behind the end, and HB_FEATURE_GLOBAL_END above all, stays behind the end.
        return code_points < unit_of.size() ? unit_of[code_points] : HB_FEATURE_GLOBAL_END;
    }
};

void LoneFont::Open::decode(std::string_view utf8)
{
    constexpr char32_t replacement = 0xfffd;
    text.clear();
    unit_of.clear();
    auto const add = [&](char32_t letter) {
        unit_of.push_back(static_cast<std::uint32_t>(text.size()));
        if (letter >= 0x10000) {
            text.push_back(static_cast<char16_t>(0xd7c0 + (letter >> 10)));
            text.push_back(static_cast<char16_t>(0xdc00 | (letter & 0x3ff)));
        } else {
            text.push_back(static_cast<char16_t>(letter));
        }
    };
    for (std::size_t at = 0; at < utf8.size();) {
        auto const [letter, bytes] = code_point_at(utf8, at);
        auto const malformed = letter == replacement && utf8.substr(at, bytes) != "\xef\xbf\xbd";
        for (std::size_t i = 0; i < (malformed ? bytes : 1); ++i)
            add(letter);
        at += bytes;
    }
    unit_of.push_back(static_cast<std::uint32_t>(text.size()));
}

LoneFont::LoneFont(std::unique_ptr<Open> open) : m_open(std::move(open)) { }
LoneFont::LoneFont(LoneFont&&) noexcept = default;
LoneFont& LoneFont::operator=(LoneFont&&) noexcept = default;
LoneFont::~LoneFont() = default;

Result<LoneFont> LoneFont::open(std::filesystem::path const& file, unsigned index)
{
    auto open = std::make_unique<Open>();
    open->file = TRY(open_font(file, index));
    return LoneFont(std::move(open));
}

Result<void> LoneFont::set(ShapeWords const& words)
{
    auto const direction = TRY(direction_of(words.direction));
    auto const script = TRY(script_of(words.script));
    auto features = TRY(settings_of<hb_feature_t>(words.features, "feature", "kern=0 or liga[3:5]", hb_feature_from_string));
    auto const variations = TRY(settings_of<hb_variation_t>(words.variations, "variation", "wght=700", hb_variation_from_string));
    m_open->direction = direction;
    m_open->script = script;
    m_open->language = words.language.empty() ? HB_LANGUAGE_INVALID : hb_language_from_string(words.language.c_str(), -1);
    m_open->features = std::move(features);
    hb_font_set_variations(m_open->file.font.get(), variations.data(), static_cast<unsigned>(variations.size()));
    return {};
}

std::span<LoneGlyph const> LoneFont::shape(std::string_view utf8)
{
    auto& open = *m_open;
    // More than this many code units do not fit HarfBuzz's lengths.
    open.decode(utf8.substr(0, std::size_t { 1 } << 30));
    open.ranged = open.features;
    for (auto& feature : open.ranged) {
        feature.start = open.units(feature.start);
        feature.end = open.units(feature.end);
    }
    open.shaped.clear();
    auto const length = static_cast<std::uint32_t>(open.text.size());
    open.bench.shape({ open.text, 0, length, open.file.font.get(), open.script, open.language, open.direction, open.ranged }, open.shaped);
    open.bench.wipe();

    open.glyphs.clear();
    auto const vertical = HB_DIRECTION_IS_VERTICAL(open.direction);
    for (auto const& glyph : open.shaped) {
        auto const code_point = std::ranges::lower_bound(open.unit_of, glyph.cluster) - open.unit_of.begin();
        open.glyphs.push_back({ glyph.glyph, static_cast<std::uint32_t>(code_point), glyph.x_offset, glyph.y_offset,
            vertical ? 0 : glyph.advance, vertical ? glyph.advance : 0 });
    }
    return open.glyphs;
}

std::string to_line(std::span<LoneGlyph const> glyphs)
{
    std::string line;
    auto const out = std::back_inserter(line);
    for (auto const& glyph : glyphs) {
        fmt::format_to(out, "{}{}={}", line.empty() ? '[' : '|', glyph.glyph, glyph.cluster);
        if (glyph.x_offset != 0 || glyph.y_offset != 0)
            fmt::format_to(out, "@{},{}", glyph.x_offset, glyph.y_offset);
        fmt::format_to(out, "+{}", glyph.x_advance);
        if (glyph.y_advance != 0)
            fmt::format_to(out, ",{}", glyph.y_advance);
    }
    if (!line.empty())
        line += ']';
    return line;
}

}
