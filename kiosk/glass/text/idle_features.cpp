#include "kiosk/glass/text/idle_features.h"

#include "kiosk/glass/text/layout_tables.h"

#include <algorithm>
#include <array>
#include <hb-ot.h>

namespace kiosk::text {

namespace {

struct Release {
    void operator()(hb_set_t* set) const { hb_set_destroy(set); }
    void operator()(hb_shape_plan_t* plan) const { hb_shape_plan_destroy(plan); }
};
using Set = std::unique_ptr<hb_set_t, Release>;
using Plan = std::unique_ptr<hb_shape_plan_t, Release>;

hb_feature_t off(hb_tag_t feature) { return { feature, 0, HB_FEATURE_GLOBAL_START, HB_FEATURE_GLOBAL_END }; }

/// The lookups that HarfBuzz runs if `features` are off.
Set lookups(hb_face_t* face, hb_segment_properties_t const& properties, hb_tag_t table, std::span<hb_feature_t const> features)
{
    Plan const plan(hb_shape_plan_create(face, &properties, features.data(), static_cast<unsigned>(features.size()), nullptr));
    Set found(hb_set_create());
    hb_ot_shape_plan_collect_lookups(plan.get(), table, found.get());
    return found;
}

bool is_mark(hb_codepoint_t letter)
{
    switch (hb_unicode_general_category(hb_unicode_funcs_get_default(), letter)) {
    case HB_UNICODE_GENERAL_CATEGORY_SPACING_MARK:
    case HB_UNICODE_GENERAL_CATEGORY_ENCLOSING_MARK:
    case HB_UNICODE_GENERAL_CATEGORY_NON_SPACING_MARK: return true;
    default: return false;
    }
}

/// All glyphs that plain text may come to, by any lookup of `substitutions`.
Set plain_glyphs(hb_font_t* font, hb_set_t const* substitutions)
{
    auto* const face = hb_font_get_face(font);
    Set const letters(hb_set_create());
    hb_face_collect_unicodes(face, letters.get());
    Set glyphs(hb_set_create());
    hb_set_add(glyphs.get(), 0); // of controls that the font does not know
    for (auto letter = HB_SET_VALUE_INVALID; hb_set_next(letters.get(), &letter) != 0;) {
        hb_codepoint_t glyph = 0;
        if (!is_mark(letter) && hb_font_get_nominal_glyph(font, letter, &glyph) != 0)
            hb_set_add(glyphs.get(), glyph);
    }
    hb_ot_layout_lookups_substitute_closure(face, substitutions, glyphs.get());
    return glyphs;
}

/// Whether the lookups that only `feature` runs do nothing to `glyphs`.
bool is_idle(hb_face_t* face, hb_segment_properties_t const& properties, hb_tag_t feature, hb_set_t const* glyphs)
{
    auto const without = off(feature);
    for (auto const table : { HB_OT_TAG_GSUB, HB_OT_TAG_GPOS }) {
        auto const own = lookups(face, properties, table, {});
        hb_set_subtract(own.get(), lookups(face, properties, table, { &without, 1 }).get());
        for (auto lookup = HB_SET_VALUE_INVALID; hb_set_next(own.get(), &lookup) != 0;) {
            if (may_apply(face, table, lookup, glyphs))
                return false;
        }
    }
    return true;
}

std::vector<hb_feature_t> idle_features(hb_font_t* font, hb_segment_properties_t const& properties)
{
    // Off without a look: HarfBuzz turns them on around U+2044 alone (hb-ot-shape's automatic fractions).
    std::vector<hb_feature_t> idle { off(HB_TAG('f', 'r', 'a', 'c')), off(HB_TAG('n', 'u', 'm', 'r')), off(HB_TAG('d', 'n', 'o', 'm')) };
    auto* const face = hb_font_get_face(font);
    auto const glyphs = plain_glyphs(font, lookups(face, properties, HB_OT_TAG_GSUB, {}).get());
    for (auto const feature : { HB_TAG('c', 'c', 'm', 'p'), HB_TAG('m', 'a', 'r', 'k'), HB_TAG('m', 'k', 'm', 'k') }) {
        if (is_idle(face, properties, feature, glyphs.get()))
            idle.push_back(off(feature));
    }
    return idle;
}

/// Scripts whose shapers do nothing with the text that depends on these features, and do not take letters apart that have
/// a glyph.
bool is_simple(hb_script_t script)
{
    constexpr std::array simple { HB_SCRIPT_LATIN, HB_SCRIPT_ARABIC, HB_SCRIPT_HANGUL, HB_SCRIPT_HAN, HB_SCRIPT_GREEK, HB_SCRIPT_CYRILLIC };
    return std::ranges::find(simple, script) != simple.end();
}

}

std::span<hb_feature_t const> IdleFeatures::of(hb_font_t* font, hb_script_t script, hb_language_t language, hb_direction_t direction)
{
    for (auto const& answer : m_answers) {
        if (answer->asked.script == script && answer->asked.language == language && answer->asked.direction == direction)
            return answer->idle;
    }
    hb_segment_properties_t properties = HB_SEGMENT_PROPERTIES_DEFAULT;
    properties.script = script;
    properties.language = language;
    properties.direction = direction;
    m_answers.push_back(std::make_unique<Answer>(properties, is_simple(script) ? idle_features(font, properties) : std::vector<hb_feature_t> {}));
    return m_answers.back()->idle;
}

}
