#include "kiosk/glass/text/layout_tables.h"

#include "kiosk/glass/text/face.h"

#include <cstddef>
#include <cstdint>
#include <hb-ot.h>
#include <optional>
#include <span>

namespace kiosk::text {

namespace {

/// Big-endian numbers and the offsets between them; empty where something points behind the table's end.
class Bytes {
public:
    explicit Bytes(std::span<std::uint8_t const> bytes) : m_bytes(bytes) { }

    std::optional<unsigned> number(std::size_t at) const
    {
        if (at + 2 > m_bytes.size())
            return std::nullopt;
        return static_cast<unsigned>(m_bytes[at] << 8 | m_bytes[at + 1]);
    }
    std::optional<std::size_t> long_number(std::size_t at) const
    {
        auto const high = number(at);
        auto const low = number(at + 2);
        if (!high || !low)
            return std::nullopt;
        return std::size_t { *high } << 16 | *low;
    }
    std::optional<Bytes> from(std::optional<std::size_t> offset) const
    {
        if (!offset || *offset > m_bytes.size())
            return std::nullopt;
        return Bytes(m_bytes.subspan(*offset));
    }
    /// Where the 16-bit offset at `at` points.
    std::optional<Bytes> follow(std::size_t at) const { return from(number(at)); }

private:
    std::span<std::uint8_t const> m_bytes;
};

bool has_any(hb_set_t const* glyphs, unsigned first, unsigned last)
{
    auto glyph = first == 0 ? HB_SET_VALUE_INVALID : first - 1;
    return hb_set_next(glyphs, &glyph) != 0 && glyph <= last;
}

/// Calls `visit(index, first glyph, last glyph)` for the stretches of a coverage table until one is true. True as well if
/// the table is not well formed.
template <typename Visit>
bool any_covered(std::optional<Bytes> const& coverage, Visit const& visit)
{
    auto const format = coverage ? coverage->number(0) : std::nullopt;
    auto const count = coverage ? coverage->number(2) : std::nullopt;
    if (!format || !count || *format < 1 || *format > 2)
        return true;
    for (unsigned i = 0; i < *count; ++i) {
        if (*format == 1) {
            auto const glyph = coverage->number(4 + std::size_t { i } * 2);
            if (!glyph || visit(i, *glyph, *glyph))
                return true;
        } else {
            auto const at = 4 + std::size_t { i } * 6;
            auto const first = coverage->number(at);
            auto const last = coverage->number(at + 2);
            auto const index = coverage->number(at + 4);
            if (!first || !last || !index || visit(*index, *first, *last))
                return true;
        }
    }
    return false;
}

bool covers_any(std::optional<Bytes> const& coverage, hb_set_t const* glyphs)
{
    return any_covered(coverage, [&](unsigned, unsigned first, unsigned last) { return has_any(glyphs, first, last); });
}

/// Whether all components of one of a set's ligatures are there.
bool has_ligature(std::optional<Bytes> const& set, hb_set_t const* glyphs)
{
    auto const count = set ? set->number(0) : std::nullopt;
    if (!count)
        return true;
    for (unsigned i = 0; i < *count; ++i) {
        auto const ligature = set->follow(2 + std::size_t { i } * 2);
        auto const components = ligature ? ligature->number(2) : std::nullopt;
        if (!components)
            return true;
        bool all = true;
        for (unsigned j = 1; j < *components && all; ++j) {
            auto const glyph = ligature->number(2 + std::size_t { j } * 2);
            all = !glyph || hb_set_has(glyphs, *glyph) != 0;
        }
        if (all)
            return true;
    }
    return false;
}

/// LigatureSubstFormat1
bool may_join(Bytes const& subtable, hb_set_t const* glyphs)
{
    return any_covered(subtable.follow(2), [&](unsigned index, unsigned first, unsigned last) {
        for (auto glyph = first; glyph <= last; ++glyph) {
            if (hb_set_has(glyphs, glyph) != 0 && has_ligature(subtable.follow(6 + std::size_t { index + glyph - first } * 2), glyphs))
                return true;
        }
        return false;
    });
}

/// Coverage tables behind one another, counted at `at`; `at` moves behind them. True if each may find something.
bool each_covers(Bytes const& subtable, std::size_t& at, hb_set_t const* glyphs)
{
    auto const count = subtable.number(at);
    at += 2;
    bool each = true;
    for (unsigned i = 0; i < count.value_or(0) && each; ++i)
        each = covers_any(subtable.follow(at + std::size_t { i } * 2), glyphs);
    at += std::size_t { count.value_or(0) } * 2;
    return each;
}

bool subtable_may_apply(bool substitutes, unsigned type, Bytes const& subtable, hb_set_t const* glyphs)
{
    auto const format = subtable.number(0);
    // Extension, GSUB 7 and GPOS 9
    if (type == (substitutes ? 7u : 9u)) {
        auto const inner = subtable.from(subtable.long_number(4));
        auto const inner_type = subtable.number(2);
        return !inner || !inner_type || *inner_type == type || subtable_may_apply(substitutes, *inner_type, *inner, glyphs);
    }
    if (substitutes && type == 4 && format == 1u)
        return may_join(subtable, glyphs);
    // Chained contexts by coverage, GSUB 6 and GPOS 8: what stands before, within and behind.
    if (type == (substitutes ? 6u : 8u) && format == 3u) {
        std::size_t at = 2;
        return each_covers(subtable, at, glyphs) && each_covers(subtable, at, glyphs) && each_covers(subtable, at, glyphs);
    }
    // Contexts by coverage, GSUB 5 and GPOS 7, begin with the coverage of their first letter behind two counts.
    if (type == (substitutes ? 5u : 7u) && format == 3u)
        return covers_any(subtable.follow(6), glyphs);
    // All others begin with the coverage of what they apply to: of attachments (GPOS 4 to 6) that is the mark.
    return covers_any(subtable.follow(2), glyphs);
}

}

bool may_apply(hb_face_t* face, hb_tag_t table, unsigned index, hb_set_t const* glyphs)
{
    Owned<hb_blob_t> const blob(hb_face_reference_table(face, table));
    unsigned length = 0;
    auto const* const data = hb_blob_get_data(blob.get(), &length);
    Bytes const all(std::span(reinterpret_cast<std::uint8_t const*>(data), length));
    auto const lookups = all.follow(8);
    auto const lookup = lookups ? lookups->follow(2 + std::size_t { index } * 2) : std::nullopt;
    auto const type = lookup ? lookup->number(0) : std::nullopt;
    auto const count = lookup ? lookup->number(4) : std::nullopt;
    if (!type || !count)
        return true;
    for (unsigned i = 0; i < *count; ++i) {
        auto const subtable = lookup->follow(6 + std::size_t { i } * 2);
        if (!subtable || subtable_may_apply(table == HB_OT_TAG_GSUB, *type, *subtable, glyphs))
            return true;
    }
    return false;
}

}
