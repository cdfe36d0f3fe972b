#include "kiosk/glass/text/paragraph.h"

#include "kiosk/glass/text/face.h"
#include "kiosk/glass/text/shaped.h"
#include "kiosk/glass/text/utf8.h"

#include <algorithm>
#include <cstring>
#include <unicode/utf16.h>

namespace kiosk::text {

Paragraph::Shaped::~Shaped()
{
    if (!text.empty())
        explicit_bzero(text.data(), text.size() * sizeof(char16_t));
}

std::pair<std::uint32_t, std::uint32_t> Paragraph::Shaped::glyphs_between(ShapedRun const& run, std::uint32_t start,
    std::uint32_t end) const
{
    if (start == run.start && end == run.end)
        return { run.first_glyph, run.glyph_count };
    auto const all = std::span(glyphs).subspan(run.first_glyph, run.glyph_count);
    auto const before = [](std::uint32_t position) { return [position](ShapedGlyph const& glyph) { return glyph.cluster < position; }; };
    auto const from = [](std::uint32_t position) { return [position](ShapedGlyph const& glyph) { return glyph.cluster >= position; }; };
    auto const backward = run.level % 2 == 1;
    auto const first = backward ? std::ranges::partition_point(all, from(end)) : std::ranges::partition_point(all, before(start));
    auto const last = backward ? std::ranges::partition_point(all, from(start)) : std::ranges::partition_point(all, before(end));
    auto const count = static_cast<std::uint32_t>(std::max(last - first, std::ptrdiff_t { 0 }));
    return { run.first_glyph + static_cast<std::uint32_t>(first - all.begin()), count };
}

bool Paragraph::Shaped::unsafe_at(ShapedRun const& run, std::uint32_t position) const
{
    if (position <= run.start || position >= run.end)
        return false;
    auto const [first, count] = glyphs_between(run, position, run.end);
    if (count == 0)
        return true;
    // The cluster that begins the stretch: its last glyphs if they run from right to left.
    auto const& glyph = glyphs[run.level % 2 == 1 ? first + count - 1 : first];
    return glyph.cluster != position || glyph.unsafe_to_break;
}

ShapeOrder Paragraph::Shaped::order_for(ShapedRun const& run, std::uint32_t start, std::uint32_t end) const
{
    auto const language = fonts->bench().language_of(run.script);
    auto const direction = run.level % 2 == 1 ? HB_DIRECTION_RTL : HB_DIRECTION_LTR;
    return { text, start, end, fonts->face(run.face).font(), run.script, language, direction };
}

std::uint32_t Paragraph::Shaped::tail_of(std::uint32_t start, std::uint32_t end) const
{
    while (end > start) {
        auto before = static_cast<std::int32_t>(end);
        UChar32 letter = 0;
        U16_PREV(text.data(), 0, before, letter);
        if (!fonts->bench().letters.of(static_cast<char32_t>(letter)).is(Letter::hangs))
            break;
        end = static_cast<std::uint32_t>(before);
    }
    return end;
}

namespace {

class Shaping {
public:
    Shaping(FontStack const& fonts, Paragraph::Shaped& into) : m_fonts(fonts), m_bench(fonts.bench()), m_into(into) { }

    void run(std::string_view utf8)
    {
        decode(utf8);
        auto const levels = find_levels();
        find_breaks();
        blank_controls();
        m_into.runs = itemise(m_fonts, m_into.style.weight, m_into.text, levels);
        shape();
        measure_breaks();
        find_line_height();
    }

private:
    std::span<char16_t const> text() const { return m_into.text; }

    void decode(std::string_view utf8)
    {
        // One allocation that is never outgrown: a grown one would leave a copy of the text in freed memory.
        m_into.text.reserve(utf8.size());
        m_into.byte_of.reserve(utf8.size() + 1);
        for (std::size_t at = 0; at < utf8.size();) {
            auto const [letter, bytes] = code_point_at(utf8, at);
            auto const byte = static_cast<std::uint32_t>(at);
            if (letter >= 0x10000) {
                m_into.text.push_back(static_cast<char16_t>(U16_LEAD(letter)));
                m_into.byte_of.push_back(byte);
                m_into.text.push_back(static_cast<char16_t>(U16_TRAIL(letter)));
            } else {
                m_into.text.push_back(static_cast<char16_t>(letter));
            }
            m_into.byte_of.push_back(byte);
            at += bytes;
        }
        m_into.byte_of.push_back(static_cast<std::uint32_t>(utf8.size()));
        m_into.ends_in_newline = !m_into.text.empty() && is_newline(m_into.text.back());
    }

    /// One level a code unit, valid until the next paragraph; empty if all are 0.
    std::span<std::uint8_t const> find_levels()
    {
        m_into.base_level = m_bench.bidi.levels(text(), base_direction(), m_bench.letters, m_bench.levels);
        return m_bench.levels;
    }

    BaseDirection base_direction() const
    {
        auto const arabic = m_into.style.language == Language::arabic;
        switch (m_into.style.direction) {
        case Direction::by_language: return arabic ? BaseDirection::right_to_left : BaseDirection::left_to_right;
        case Direction::automatic: return arabic ? BaseDirection::automatic_else_right_to_left : BaseDirection::automatic;
        case Direction::left_to_right: return BaseDirection::left_to_right;
        case Direction::right_to_left: return BaseDirection::right_to_left;
        }
        return BaseDirection::left_to_right;
    }

    void find_breaks()
    {
        auto const rules = m_into.style.language == Language::korean ? LineRules::korean : LineRules::glass;
        find_line_breaks(m_bench.letters, text(), rules, m_bench.breaks);
        m_into.breaks.reserve(std::max<std::size_t>(1, m_bench.breaks.size()));
        for (auto const& found : m_bench.breaks)
            m_into.breaks.push_back({ found.position, found.tail, 0, 0, found.kind, false });
        if (m_into.breaks.empty())
            m_into.breaks.push_back({ 0, 0, 0, 0, LineBreak::Kind::hard, false });
    }

    /// Bidi and breaks have seen them; fonts have no glyph for them. A tab is as wide as a space.
    void blank_controls()
    {
        constexpr char16_t zero_width_space = 0x200b;
        for (auto& unit : m_into.text) {
            if (unit == '\t')
                unit = ' ';
            else if (unit < 0x20 || (unit >= 0x7f && unit < 0xa0) || unit == 0x2028 || unit == 0x2029)
                unit = zero_width_space;
        }
    }

    void shape()
    {
        m_into.glyphs.reserve(m_into.text.size() + m_into.text.size() / 8);
        for (auto& run : m_into.runs) {
            run.first_glyph = static_cast<std::uint32_t>(m_into.glyphs.size());
            m_bench.shape(m_into.order_for(run, run.start, run.end), m_into.glyphs);
            run.glyph_count = static_cast<std::uint32_t>(m_into.glyphs.size()) - run.first_glyph;
        }
        m_into.missing_glyphs = std::ranges::any_of(m_into.glyphs, [](ShapedGlyph const& glyph) { return glyph.glyph == 0; });
    }

    void measure_breaks()
    {
        // Capitals from the begin to each cluster; what lies inside of a cluster counts as its end.
        std::vector<double> before(m_into.text.size() + 1);
        for (auto const& run : m_into.runs) {
            auto const scale = m_into.capitals(run, 1);
            for (auto i = run.first_glyph; i < run.first_glyph + run.glyph_count; ++i)
                before[m_into.glyphs[i].cluster] += m_into.glyphs[i].advance * scale;
        }
        double sum = 0;
        for (auto& place : before)
            sum += std::exchange(place, sum);

        auto run = m_into.runs.begin();
        for (auto& point : m_into.breaks) {
            point.before = before[point.position];
            point.before_tail = before[point.tail];
            while (run != m_into.runs.end() && run->end <= point.position)
                ++run;
            point.unsafe = run != m_into.runs.end() && m_into.unsafe_at(*run, point.position);
        }
    }

    /// That of the language, or of the face in use that asks for most.
    void find_line_height()
    {
        auto const& order = m_fonts.faces_of(m_into.style.weight);
        auto const em = m_fonts.em_px(order.front(), 1);
        auto most = m_fonts.line_height_px(m_into.style.language, 1);
        for (auto const& run : m_into.runs)
            most = std::max(most, em * m_fonts.face(run.face).entry().line_height);
        m_into.line_height = most;
    }

    FontStack const& m_fonts;
    Workbench& m_bench;
    Paragraph::Shaped& m_into;
};

}

Paragraph::Paragraph(FontStack const& fonts, std::string_view utf8, Style style)
    : m_shaped(std::make_unique<Shaped>(fonts, style))
{
    Shaping(fonts, *m_shaped).run(utf8.substr(0, std::size_t { 1 } << 30));
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

std::size_t Paragraph::bytes() const
{
    auto const& s = *m_shaped;
    auto const held = [](auto const& vector) { return vector.capacity() * sizeof(vector[0]); };
    return sizeof(Shaped) + held(s.text) + held(s.byte_of) + held(s.runs) + held(s.glyphs) + held(s.breaks);
}

}
