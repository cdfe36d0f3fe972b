#include "kiosk/glass/text/shaped.h"

#include "kiosk/glass/text/face.h"

#include <algorithm>
#include <cstring>
#include <memory>
#include <unicode/utf16.h>

namespace kiosk::text {

namespace {

/// Plain values behind one another in one piece of memory, whose alignment falls.
class Packing {
public:
    explicit Packing(std::byte* at) : m_at(at) { }

    template <typename T>
    std::span<T> take(std::size_t count)
    {
        auto* const begin = reinterpret_cast<T*>(m_at);
        std::uninitialized_default_construct_n(begin, count);
        m_at += count * sizeof(T);
        return { begin, count };
    }
    template <typename T>
    std::span<T> copy(std::span<T const> values)
    {
        auto const taken = take<T>(values.size());
        std::ranges::copy(values, taken.begin());
        return taken;
    }

private:
    std::byte* m_at;
};

}

ShapeOrder shape_order(FontStack const& fonts, ShapedRun const& run, std::span<char16_t const> text, std::uint32_t start, std::uint32_t end)
{
    auto const& face = fonts.face(run.face);
    auto const language = fonts.bench().language_of(run.script);
    auto const direction = run.level % 2 == 1 ? HB_DIRECTION_RTL : HB_DIRECTION_LTR;
    auto const features = run.plain ? face.idle_features(run.script, language, direction) : std::span<hb_feature_t const> {};
    return { text, start, end, face.font(), run.script, language, direction, features };
}

std::unique_ptr<Paragraph::Shaped> Paragraph::Shaped::of(Draft const& draft, FontStack const& stack, Style how)
{
    static_assert(alignof(Shaped) >= alignof(BreakPoint) && alignof(BreakPoint) >= alignof(ShapedRun) && alignof(ShapedRun) >= alignof(ShapedGlyph)
        && alignof(ShapedGlyph) >= alignof(std::uint32_t));
    auto const breaks_count = std::max<std::size_t>(1, draft.breaks.size());
    auto const held = breaks_count * sizeof(BreakPoint) + draft.runs.size() * sizeof(ShapedRun) + draft.glyphs.size() * sizeof(ShapedGlyph)
        + draft.byte_of.size() * sizeof(std::uint32_t) + draft.text.size() * sizeof(char16_t);
    auto* const memory = static_cast<std::byte*>(::operator new(sizeof(Shaped) + held));
    std::unique_ptr<Shaped> shaped(::new (memory) Shaped(stack, how));
    Packing packing(memory + sizeof(Shaped));
    shaped->bytes = held;
    shaped->breaks = packing.take<BreakPoint>(breaks_count);
    shaped->runs = packing.copy(std::span(std::as_const(draft.runs)));
    shaped->glyphs = packing.copy(std::span(std::as_const(draft.glyphs)));
    shaped->byte_of = packing.copy(std::span(std::as_const(draft.byte_of)));
    shaped->text = packing.copy(std::span(std::as_const(draft.text)));
    return shaped;
}

Paragraph::Shaped::~Shaped() { explicit_bzero(static_cast<void*>(this + 1), bytes); }

ShapeOrder Paragraph::Shaped::order_for(ShapedRun const& run, std::uint32_t start, std::uint32_t end) const
{
    return shape_order(*fonts, run, text, start, end);
}

std::uint32_t Paragraph::Shaped::tail_of(std::uint32_t start, std::uint32_t end) const
{
    auto& letters = fonts->bench().letters;
    while (end > start) {
        auto before = static_cast<std::int32_t>(end);
        UChar32 letter = 0;
        U16_PREV(text.data(), 0, before, letter);
        if (!letters.of(static_cast<char32_t>(letter)).is(Letter::hangs))
            break;
        end = static_cast<std::uint32_t>(before);
    }
    return end;
}

Cut Paragraph::Shaped::cut_at(std::uint32_t position) const
{
    auto const found = std::ranges::partition_point(runs, [&](ShapedRun const& run) { return run.end <= position; });
    auto const number = static_cast<std::uint32_t>(found - runs.begin());
    if (found == runs.end())
        return { position, number, 0, false };
    auto const all = std::span(glyphs).subspan(found->first_glyph, found->glyph_count);
    auto const backward = found->level % 2 == 1;
    auto const on_left = [&](ShapedGlyph const& glyph) { return (glyph.cluster < position) != backward; };
    auto const glyph = found->first_glyph + static_cast<std::uint32_t>(std::ranges::partition_point(all, on_left) - all.begin());
    return { position, number, glyph, position != found->start && is_unsafe(*found, position, glyph) };
}

bool Paragraph::Shaped::is_unsafe(ShapedRun const& run, std::uint32_t position, std::uint32_t glyph) const
{
    // The cluster that begins behind the cut: its last glyphs if they run from right to left.
    auto const backward = run.level % 2 == 1;
    if (glyph == (backward ? run.first_glyph : run.first_glyph + run.glyph_count))
        return true;
    auto const& behind = glyphs[backward ? glyph - 1 : glyph];
    return behind.cluster != position || behind.unsafe_to_break;
}

std::pair<std::uint32_t, std::uint32_t> Paragraph::Shaped::glyphs_between(std::uint32_t number, Cut const& start, Cut const& end) const
{
    auto const& run = runs[number];
    auto const backward = run.level % 2 == 1;
    auto const& left = backward ? end : start;
    auto const& right = backward ? start : end;
    auto const first = number == left.run ? left.glyph : run.first_glyph;
    auto const last = number == right.run ? right.glyph : run.first_glyph + run.glyph_count;
    return { first, last > first ? last - first : 0 };
}

}
