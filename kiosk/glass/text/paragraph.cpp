#include "kiosk/glass/text/paragraph.h"

#include "kiosk/glass/text/face.h"
#include "kiosk/glass/text/shaped.h"
#include "kiosk/glass/text/utf8.h"

#include <algorithm>
#include <memory>
#include <unicode/utf16.h>

namespace kiosk::text {

namespace {

BaseDirection base_direction(Style style)
{
    auto const arabic = style.language == Language::arabic;
    switch (style.direction) {
    case Direction::by_language: return arabic ? BaseDirection::right_to_left : BaseDirection::left_to_right;
    case Direction::automatic: return arabic ? BaseDirection::automatic_else_right_to_left : BaseDirection::automatic;
    case Direction::left_to_right: return BaseDirection::left_to_right;
    case Direction::right_to_left: return BaseDirection::right_to_left;
    }
    return BaseDirection::left_to_right;
}

void decode(std::string_view utf8, Draft& draft)
{
    auto* const text = draft.text.room_for(utf8.size());
    auto* const byte_of = draft.byte_of.room_for(utf8.size() + 1);
    std::size_t units = 0;
    for (std::size_t at = 0; at < utf8.size();) {
        auto const lead = static_cast<std::uint8_t>(utf8[at]);
        byte_of[units] = static_cast<std::uint32_t>(at);
        if (lead < 0x80) {
            text[units++] = lead;
            ++at;
            continue;
        }
        auto const [letter, bytes] = code_point_at(utf8, at);
        if (letter >= 0x10000) {
            text[units++] = static_cast<char16_t>(U16_LEAD(letter));
            byte_of[units] = static_cast<std::uint32_t>(at);
            text[units++] = static_cast<char16_t>(U16_TRAIL(letter));
        } else {
            text[units++] = static_cast<char16_t>(letter);
        }
        at += bytes;
    }
    byte_of[units] = static_cast<std::uint32_t>(utf8.size());
    draft.text.add(units);
    draft.byte_of.add(units + 1);
}

/// Bidi and breaks have seen them; fonts have no glyph for them. A tab is as wide as a space.
void blank_controls(std::span<char16_t> text)
{
    auto const is_control = [](char16_t unit) { return unit < 0x20 || (unit >= 0x7f && unit < 0xa0) || (unit & 0xfffe) == 0x2028; };
    unsigned controls = 0;
    for (auto const unit : text)
        controls |= is_control(unit) ? 1 : 0;
    if (controls == 0)
        return;
    // No ink, a cluster of its own, and no letter joins across it: the forms of a line do not hang on the next one.
    constexpr char16_t pop_isolate = 0x2069;
    for (auto& unit : text) {
        if (is_control(unit))
            unit = unit == '\t' ? u' ' : pop_isolate;
    }
}

/// The places of breaks, with the letters before them summed up in one walk through all glyphs.
class Measuring {
public:
    Measuring(Paragraph::Shaped& shaped, std::span<LineBreak const> found) : m_shaped(shaped), m_found(found) { }

    void run()
    {
        if (m_found.empty()) {
            m_shaped.breaks[0].kind = LineBreak::Kind::hard;
            return;
        }
        double before = 0;
        for (std::uint32_t i = 0; i < m_shaped.runs.size(); ++i) {
            auto const& run = m_shaped.runs[i];
            auto const scale = m_shaped.capitals(run, 1);
            auto const units = run.level % 2 == 1 ? walk<-1>(i, before, scale) : walk<1>(i, before, scale);
            before += static_cast<double>(units) * scale;
        }
    }

private:
    /// Through the glyphs of one run in logical order; the font units they advance.
    template <int step>
    std::int64_t walk(std::uint32_t number, double before, double scale)
    {
        auto const& run = m_shaped.runs[number];
        auto const* glyph = m_shaped.glyphs.data() + run.first_glyph + (step < 0 ? run.glyph_count : 0);
        auto const* const end = m_shaped.glyphs.data() + run.first_glyph + (step < 0 ? 0 : run.glyph_count);
        auto const next = [&]() -> ShapedGlyph const& { return step < 0 ? glyph[-1] : glyph[0]; };
        std::int64_t units = 0;
        auto const sum_to = [&](std::uint32_t position) {
            while (glyph != end && next().cluster < position) {
                units += next().advance;
                glyph += step;
            }
            return before + static_cast<double>(units) * scale;
        };
        for (; m_next < m_found.size(); ++m_next) {
            auto const& found = m_found[m_next];
            auto& point = m_shaped.breaks[m_next];
            if (!m_has_tail) {
                if (found.tail > run.end)
                    break;
                // Where all since the last break hangs, its tail begins before that break.
                auto const known = m_next > 0 && found.tail <= m_found[m_next - 1].position;
                point.before_tail = known ? m_shaped.breaks[m_next - 1].before_tail : sum_to(found.tail);
                point.tail = found.tail;
                point.kind = found.kind;
                m_has_tail = true;
            }
            if (found.position > run.end)
                break;
            point.before = sum_to(found.position);
            point.position = found.position;
            m_has_tail = false;
            if (found.position == run.end) {
                cut_behind(number, point);
            } else {
                point.run = number;
                point.glyph = static_cast<std::uint32_t>(glyph - m_shaped.glyphs.data());
                point.unsafe = m_shaped.is_unsafe(run, point.position, point.glyph);
            }
        }
        while (glyph != end) {
            units += next().advance;
            glyph += step;
        }
        return units;
    }

    /// Between two runs.
    void cut_behind(std::uint32_t number, BreakPoint& point) const
    {
        point.run = number + 1;
        point.unsafe = false;
        point.glyph = 0;
        if (point.run < m_shaped.runs.size()) {
            auto const& run = m_shaped.runs[point.run];
            point.glyph = run.first_glyph + (run.level % 2 == 1 ? run.glyph_count : 0);
        }
    }

    Paragraph::Shaped& m_shaped;
    std::span<LineBreak const> m_found;
    std::size_t m_next = 0;
    bool m_has_tail = false; ///< of the next break
};

/// That of the language, or of the face in use that asks for most.
double line_height(FontStack const& fonts, Style style, std::span<ShapedRun const> runs)
{
    auto const em = fonts.em_px(fonts.faces_of(style.weight).front(), 1);
    auto most = fonts.line_height_px(style.language, 1);
    for (auto const& run : runs)
        most = std::max(most, em * fonts.face(run.face).entry().line_height);
    return most;
}

std::unique_ptr<Paragraph::Shaped> shape(FontStack const& fonts, std::string_view utf8, Style style)
{
    auto& bench = fonts.bench();
    auto& draft = bench.draft;
    decode(utf8, draft);
    std::span<char16_t> const text(draft.text.data(), draft.text.size());
    auto const ends_in_newline = !text.empty() && is_newline(text.back());
    auto const base_level = bench.bidi.levels(text, base_direction(style), bench.letters, draft.levels);
    find_line_breaks(bench.letters, text, style.language == Language::korean ? LineRules::korean : LineRules::glass, draft.breaks);
    blank_controls(text);
    itemise(fonts, style.weight, text, draft.levels, draft.runs);
    for (auto& run : draft.runs) {
        run.first_glyph = static_cast<std::uint32_t>(draft.glyphs.size());
        bench.shape(shape_order(fonts, run, text, run.start, run.end), draft.glyphs);
        run.glyph_count = static_cast<std::uint32_t>(draft.glyphs.size()) - run.first_glyph;
    }
    auto shaped = Paragraph::Shaped::of(draft, fonts, style);
    bench.wipe();
    Measuring(*shaped, draft.breaks).run();
    shaped->line_height = line_height(fonts, style, shaped->runs);
    shaped->base_level = base_level;
    shaped->ends_in_newline = ends_in_newline;
    shaped->missing_glyphs = std::ranges::any_of(shaped->glyphs, [](ShapedGlyph const& glyph) { return glyph.glyph == 0; });
    return shaped;
}

}

Paragraph::Paragraph(FontStack const& fonts, std::string_view utf8, Style style)
    : m_shaped(shape(fonts, utf8.substr(0, std::size_t { 1 } << 30), style))
{
}

Paragraph::Paragraph(Paragraph&&) noexcept = default;
Paragraph& Paragraph::operator=(Paragraph&&) noexcept = default;
Paragraph::~Paragraph() = default;

float Paragraph::natural_width(float capital_px) const
{
    double widest = 0;
    double start = 0;
    for (auto const& point : m_shaped->breaks) {
        if (point.kind != BreakPoint::Kind::hard)
            continue;
        widest = std::max(widest, point.before_tail - start);
        start = point.before;
    }
    return static_cast<float>(widest * capital_px);
}

float Paragraph::least_width(float capital_px) const
{
    double widest = 0;
    double start = 0;
    for (auto const& point : m_shaped->breaks) {
        if (point.kind == BreakPoint::Kind::held)
            continue;
        widest = std::max(widest, point.before_tail - start);
        start = point.before;
    }
    return static_cast<float>(widest * capital_px);
}

bool Paragraph::right_to_left() const { return m_shaped->base_level == 1; }

std::size_t Paragraph::bytes() const { return sizeof(Shaped) + m_shaped->bytes; }

}
