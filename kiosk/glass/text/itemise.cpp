#include "kiosk/glass/text/itemise.h"

#include "kiosk/glass/text/face.h"

#include <algorithm>
#include <array>
#include <optional>
#include <unicode/uchar.h>
#include <unicode/utf16.h>

namespace kiosk::text {

namespace {

/// A grapheme cluster, as far as font fallback needs one.
struct Cluster {
    std::uint32_t end;
    char32_t base;
    std::array<char32_t, 8> followers; ///< that need a glyph; more than these do not change the choice
    std::size_t follower_count;
};

bool needs_no_glyph(char32_t letter)
{
    return u_hasBinaryProperty(static_cast<UChar32>(letter), UCHAR_DEFAULT_IGNORABLE_CODE_POINT) != 0;
}

Cluster cluster_at(std::span<char16_t const> text, std::uint32_t at)
{
    auto const length = static_cast<std::int32_t>(text.size());
    auto i = static_cast<std::int32_t>(at);
    UChar32 letter = 0;
    U16_NEXT(text.data(), i, length, letter);
    Cluster cluster { static_cast<std::uint32_t>(i), static_cast<char32_t>(letter), {}, 0 };
    bool joined = false;
    auto before = letter;
    while (i < length && (text[static_cast<std::size_t>(i)] >= 0x300 || joined)) {
        auto next = i;
        U16_NEXT(text.data(), next, length, letter);
        auto const kind = u_getIntPropertyValue(letter, UCHAR_GRAPHEME_CLUSTER_BREAK);
        // UAX #29, GB6 to GB13; ZWJ holds what follows it whatever it is.
        auto const kind_before = u_getIntPropertyValue(before, UCHAR_GRAPHEME_CLUSTER_BREAK);
        auto const follows = joined || kind == U_GCB_EXTEND || kind == U_GCB_ZWJ || kind == U_GCB_SPACING_MARK
            || (kind == U_GCB_V && (kind_before == U_GCB_L || kind_before == U_GCB_V || kind_before == U_GCB_LV))
            || (kind == U_GCB_T && (kind_before == U_GCB_V || kind_before == U_GCB_T || kind_before == U_GCB_LV || kind_before == U_GCB_LVT))
            || (kind == U_GCB_REGIONAL_INDICATOR && kind_before == U_GCB_REGIONAL_INDICATOR);
        if (!follows)
            break;
        joined = kind == U_GCB_ZWJ;
        if (cluster.follower_count < cluster.followers.size() && !needs_no_glyph(static_cast<char32_t>(letter)))
            cluster.followers[cluster.follower_count++] = static_cast<char32_t>(letter);
        before = letter;
        i = next;
        cluster.end = static_cast<std::uint32_t>(i);
    }
    return cluster;
}

class Choice {
public:
    Choice(FontStack const& fonts, Weight weight) : m_fonts(fonts), m_order(fonts.faces_of(weight)) { }

    /// `script` is HB_SCRIPT_COMMON for what belongs to none; `before` the face of the cluster before.
    FaceId face_for(Cluster const& cluster, hb_script_t script, std::uint8_t level, std::optional<FaceId> before) const
    {
        if (needs_no_glyph(cluster.base) && cluster.follower_count == 0)
            return before.value_or(m_order.front());
        if (auto const first = preferred(cluster.base, script, level, before); draws_all(first, cluster))
            return first;
        for (auto const id : m_order) {
            if (draws_all(id, cluster))
                return id;
        }
        for (auto const id : m_order) {
            if (m_fonts.face(id).glyph_of(cluster.base) != 0)
                return id;
        }
        return m_order.front();
    }

private:
    FaceId preferred(char32_t base, hb_script_t script, std::uint8_t level, std::optional<FaceId> before) const
    {
        if (script != HB_SCRIPT_COMMON && script != HB_SCRIPT_INHERITED)
            return face_of(script);
        if (base == ' ' || base == 0xa0)
            return before.value_or(m_order.front());
        // An odd level is inside of right-to-left text; digits never are.
        return level % 2 == 1 ? face_of(HB_SCRIPT_ARABIC) : m_order.front();
    }

    FaceId face_of(hb_script_t script) const
    {
        auto const found = std::ranges::find_if(m_order, [&](FaceId id) { return m_fonts.face(id).is_for(script); });
        return found == m_order.end() ? m_order.front() : *found;
    }

    bool draws_all(FaceId id, Cluster const& cluster) const
    {
        auto const& face = m_fonts.face(id);
        auto const followers = std::span(cluster.followers).first(cluster.follower_count);
        return face.glyph_of(cluster.base) != 0
            && std::ranges::all_of(followers, [&](char32_t letter) { return face.glyph_of(letter) != 0; });
    }

    FontStack const& m_fonts;
    std::vector<FaceId> const& m_order;
};

bool belongs_to_none(hb_script_t script)
{
    return script == HB_SCRIPT_COMMON || script == HB_SCRIPT_INHERITED || script == HB_SCRIPT_UNKNOWN;
}

/// What the shaper is told of a cluster without a script of its own: that of the letters before, if the face is for it.
hb_script_t script_for(hb_script_t own, hb_script_t before, Face const& face)
{
    if (!belongs_to_none(own))
        return own;
    if (face.is_for(before))
        return before;
    auto const& scripts = face.entry().scripts;
    return scripts.empty() ? HB_SCRIPT_LATIN : scripts.front();
}

}

std::vector<ShapedRun> itemise(FontStack const& fonts, Weight weight, std::span<char16_t const> text,
    std::span<std::uint8_t const> levels)
{
    std::vector<ShapedRun> runs;
    Choice const choice(fonts, weight);
    auto* const unicode = hb_unicode_funcs_get_default();
    std::optional<FaceId> face_before;
    auto script_before = HB_SCRIPT_COMMON;
    for (std::uint32_t at = 0; at < text.size();) {
        auto const cluster = cluster_at(text, at);
        auto const level = levels.empty() ? std::uint8_t { 0 } : levels[at];
        auto own = hb_unicode_script(unicode, cluster.base);
        if (belongs_to_none(own))
            own = HB_SCRIPT_COMMON;
        auto const face = choice.face_for(cluster, own, level, face_before);
        auto const script = script_for(own, script_before, fonts.face(face));
        // A cluster may lie across levels only by override characters; then the cut is at the level.
        auto end = at + 1;
        while (end < cluster.end && (levels.empty() || levels[end] == level))
            ++end;
        if (!runs.empty() && runs.back().level == level && runs.back().face == face && runs.back().script == script)
            runs.back().end = end;
        else
            runs.push_back({ at, end, 0, 0, script, face, level });
        face_before = face;
        script_before = script;
        at = end;
    }
    return runs;
}

}
