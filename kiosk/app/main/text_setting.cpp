/// `shubbak text lines` and `shubbak text picture`: paragraphs as the glass sets them.
#include "kiosk/app/main/settings.h"
#include "kiosk/app/main/text_commands.h"
#include "kiosk/base/core/file.h"
#include "kiosk/base/json/json.h"
#include "kiosk/glass/pictures/png.h"
#include "kiosk/glass/text/paragraph.h"
#include "kiosk/glass/text/print.h"
#include "kiosk/glass/ui/themes.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <iterator>
#include <optional>

namespace kiosk::app {

namespace {

using command::Exit;
using command::Output;
using command::Request;

struct Setting {
    text::Style style;
    text::Fit fit; ///< in millimetres
};

Result<Setting> setting_of(SettingWords const& words)
{
    Setting setting;
    setting.style.language = TRY(language_of(words.language));
    setting.style.weight = words.weight == "bold" ? text::Weight::bold : text::Weight::regular;
    if (!words.direction.empty())
        setting.style.direction = words.direction == "ltr" ? text::Direction::left_to_right
            : words.direction == "rtl"                     ? text::Direction::right_to_left
                                                           : text::Direction::automatic;
    constexpr double most_size = 1000;
    constexpr double most_width = 100'000;
    if (!(words.size_mm > 0 && words.size_mm <= most_size))
        return failed(Failure::malformed, fmt::format("--size-mm: expected more than 0 and at most {}, saw {}", most_size, words.size_mm));
    if (!(words.width_mm > 0 && words.width_mm <= most_width))
        return failed(Failure::malformed, fmt::format("--width-mm: expected more than 0 and at most {}, saw {}", most_width, words.width_mm));
    setting.fit = { static_cast<float>(words.size_mm), static_cast<float>(words.width_mm) };
    return setting;
}

/// A line that came from a file of another system ends in a carriage return, which is no part of the paragraph.
std::string_view without_return(std::string_view line)
{
    return line.ends_with('\r') ? line.substr(0, line.size() - 1) : line;
}

/// Millimetres to a ten-thousandth, without zeros behind them.
void append_mm(double value, std::string& out)
{
    constexpr std::int64_t parts = 10'000;
    auto const rounded = std::llround(value * static_cast<double>(parts));
    auto const size = rounded < 0 ? -rounded : rounded;
    fmt::format_to(std::back_inserter(out), "{}{}", rounded < 0 ? "-" : "", size / parts);
    if (auto const rest = size % parts; rest != 0) {
        fmt::format_to(std::back_inserter(out), ".{:04}", rest);
        out.resize(out.find_last_not_of('0') + 1);
    }
}

void append_member(std::string_view name, double mm, std::string& out)
{
    fmt::format_to(std::back_inserter(out), R"(,"{}":)", name);
    append_mm(mm, out);
}

/// Writes layouts as the objects of `text lines`.
class LineObjects {
public:
    explicit LineObjects(text::FontStack const& fonts)
    {
        for (std::size_t face = 0; face < fonts.face_count(); ++face)
            m_names.push_back(json::write(fonts.file_of(static_cast<text::FaceId>(face))));
    }

    /// `between` stands between two objects.
    void append(text::Layout const& layout, std::uint64_t paragraph, char between, std::string& out) const
    {
        for (std::size_t i = 0; i < layout.lines.size(); ++i) {
            auto const& line = layout.lines[i];
            if (i > 0)
                out += between;
            fmt::format_to(std::back_inserter(out), R"({{"paragraph":{},"line":{},"start":{},"end":{})", paragraph, i, line.start, line.end);
            append_member("advance_mm", static_cast<double>(line.width), out);
            append_member("hanging_mm", static_cast<double>(line.hanging), out);
            append_member("x_mm", static_cast<double>(line.x), out);
            append_member("baseline_mm", static_cast<double>(line.baseline), out);
            out += R"(,"runs":[)";
            for (auto const& run : layout.runs_of(line))
                append(layout, run, out);
            out += "]}";
        }
    }

private:
    void append(text::Layout const& layout, text::LayoutRun const& run, std::string& out) const
    {
        fmt::format_to(std::back_inserter(out), R"({}{{"start":{},"end":{},"level":{},"font":{},"glyphs":[)", out.back() == '[' ? "" : ",", run.start,
            run.end, run.level, m_names[static_cast<std::size_t>(run.face)]);
        for (auto const& glyph : std::span(layout.glyphs).subspan(run.first_glyph, run.glyph_count)) {
            fmt::format_to(std::back_inserter(out), "{}[{},{},", out.back() == '[' ? "" : ",", glyph.glyph, glyph.cluster);
            append_mm(static_cast<double>(glyph.x), out);
            out += ',';
            append_mm(static_cast<double>(glyph.y), out);
            out += ']';
        }
        out += "]}";
    }

    std::vector<std::string> m_names; ///< of the font files, as JSON
};

/// One paragraph below the other, until they would be more than a picture can hold.
class Column {
public:
    Column(double width_px, double gap_px) : m_width(width_px), m_gap(gap_px) { }

    Result<void> add(text::Layout layout)
    {
        m_height += static_cast<double>(layout.height) + (m_layouts.empty() ? 0 : m_gap);
        m_lines += layout.lines.size();
        m_layouts.push_back(std::move(layout));
        if (height() > most_side || width() > most_side || height() * width() > most_pixels)
            return failed(Failure::exhausted, fmt::format("more than {:.0f} x {:.0f} pixels, the most that one picture holds", most_side, most_side));
        return {};
    }

    [[nodiscard]] Coverage draw(text::FontStack const& fonts) const
    {
        Coverage coverage(static_cast<int>(width()), static_cast<int>(height()));
        auto top = m_gap;
        for (auto const& layout : m_layouts) {
            text::paint(fonts, layout, coverage, static_cast<float>(m_gap), static_cast<float>(top));
            top += static_cast<double>(layout.height) + m_gap;
        }
        return coverage;
    }

    [[nodiscard]] std::size_t lines() const { return m_lines; }
    [[nodiscard]] bool any(bool text::Layout::* trouble) const { return std::ranges::any_of(m_layouts, trouble); }

private:
    static constexpr double most_side = 16'384;
    static constexpr double most_pixels = 64.0 * 1024 * 1024;
    [[nodiscard]] double width() const { return std::ceil(m_width + 2 * m_gap); }
    [[nodiscard]] double height() const { return std::ceil(m_height + 2 * m_gap); }

    double m_width;
    double m_gap;        ///< around and between the paragraphs
    double m_height = 0; ///< of the paragraphs and the gaps between them
    std::size_t m_lines = 0;
    std::vector<text::Layout> m_layouts;
};

std::uint32_t blend(std::uint32_t paper, std::uint32_t ink, std::uint32_t coverage)
{
    std::uint32_t mixed = 0;
    for (int shift = 0; shift < 24; shift += 8) {
        auto const channel = ((paper >> shift & 0xff) * (255 - coverage) + (ink >> shift & 0xff) * coverage + 127) / 255;
        mixed |= channel << shift;
    }
    return mixed;
}

Picture coloured(Coverage const& coverage, ui::Theme const& theme)
{
    auto const paper = theme.colour(ui::Token::paper).rgb;
    auto const ink = theme.colour(ui::Token::ink).rgb;
    Picture picture(coverage.width(), coverage.height());
    std::ranges::transform(coverage.pixels(), picture.pixels().begin(), [&](std::uint8_t covered) { return blend(paper, ink, covered); });
    return picture;
}

/// A name is looked for among the city's themes, a path is taken as it is.
Result<ui::Theme> theme_for(Request const& request, std::string const& word)
{
    // Its contrast is judged as the theme's of that name, and any other's as the default theme's.
    auto const contrast_of = [](std::string const& name) {
        for (int i = 0; i < ui::contrast_count; ++i) {
            if (ui::name_of(static_cast<ui::Contrast>(i)) == name)
                return static_cast<ui::Contrast>(i);
        }
        return ui::Contrast::usual;
    };
    if (word.find('/') != word.npos || word.ends_with(".json"))
        return ui::Theme::load(word, contrast_of(std::filesystem::path(word).stem().string()));
    auto const settings = TRY(settings_for(request));
    return ui::Theme::load(settings.configuration.content.assets / "themes" / (word + ".json"), contrast_of(word));
}

Exit usage(std::string_view command, Error const& error, Streams const& streams)
{
    return give_up({ error.kind, fmt::format("text {}: {}", command, error.story) }, streams, Exit::usage);
}

}

Exit text_lines(Request const& request, SettingWords const& words, Streams const& streams)
{
    auto const setting = setting_of(words);
    if (!setting)
        return usage("lines", setting.error(), streams);
    auto const fonts = fonts_for(request, words.font_stack);
    if (!fonts)
        return give_up(fonts.error(), streams);
    LineObjects const objects(*fonts);
    auto const between = request.output == Output::json ? ',' : '\n';
    text::Layout layout;
    std::uint64_t number = 0;
    return answer_lines(streams, request.output, [&](std::string_view line, std::string& out) -> Result<void> {
        text::Paragraph const paragraph(*fonts, without_return(line), setting->style);
        paragraph.lay_out(setting->fit, layout);
        objects.append(layout, number++, between, out);
        return {};
    });
}

Exit text_picture(Request const& request, PictureWords const& words, Streams const& streams)
{
    auto setting = setting_of(words.setting);
    if (!setting)
        return usage("picture", setting.error(), streams);
    constexpr double most_density = 100;
    if (!(words.pixels_per_mm > 0 && words.pixels_per_mm <= most_density))
        return usage("picture", { Failure::malformed, fmt::format("--px-per-mm: expected more than 0 and at most {}, saw {}", most_density, words.pixels_per_mm) }, streams);
    auto const theme = theme_for(request, words.theme);
    if (!theme)
        return give_up(theme.error(), streams);
    auto const fonts = fonts_for(request, words.setting.font_stack);
    if (!fonts)
        return give_up(fonts.error(), streams);

    auto const density = static_cast<float>(words.pixels_per_mm);
    setting->fit.capital_px *= density;
    setting->fit.width_px *= density;
    Column column(static_cast<double>(setting->fit.width_px), static_cast<double>(setting->fit.capital_px));
    std::optional<Error> too_much;
    auto const read = read_all_lines(streams, [&](std::string_view line) {
        if (too_much)
            return;
        text::Paragraph const paragraph(*fonts, without_return(line), setting->style);
        if (auto const added = column.add(paragraph.lay_out(setting->fit)); !added)
            too_much = added.error();
    });
    if (!read || too_much)
        return give_up(read ? *too_much : read.error(), streams);

    auto const picture = coloured(column.draw(*fonts), *theme);
    if (auto const written = replace_file(words.out, pictures::encode_png(picture, pictures::Effort::small)); !written)
        return give_up(written.error(), streams);
    auto const missing = column.any(&text::Layout::missing_glyphs);
    auto const overfull = column.any(&text::Layout::overfull);
    auto const told = request.output == Output::json
        ? json::write(json::Value::Object { { "file", words.out.string() }, { "width_px", picture.width() }, { "height_px", picture.height() },
              { "lines", column.lines() }, { "missing_glyphs", missing }, { "overfull", overfull } })
        : fmt::format("{}: {} x {} pixels, {} lines{}{}", words.out.string(), picture.width(), picture.height(), column.lines(),
              missing ? "; some letter has no glyph in any font" : "", overfull ? "; some word is wider than the box" : "");
    if (auto const said = write_all(streams.out, told + "\n"); !said)
        return give_up(said.error(), streams);
    return Exit::good;
}

}
