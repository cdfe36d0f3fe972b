#include "kiosk/glass/text/idle_features.h"

#include "kiosk/glass/text/face.h"
#include "kiosk/glass/text/layout_tables.h"
#include "kiosk/glass/text/shaped.h"
#include "tests/glass/text/sample.h"

#include <catch2/catch.hpp>
#include <cstring>
#include <hb-ot.h>
#include <random>
#include <string>
#include <vector>

using namespace kiosk;
using namespace kiosk::text;

namespace {

/// The font file as HarfBuzz reads it by itself.
Owned<hb_font_t> untouched(Face const& face)
{
    Owned<hb_blob_t> const blob(hb_blob_create_from_file_or_fail(face.entry().file.c_str()));
    REQUIRE(blob != nullptr);
    Owned<hb_face_t> const opened(hb_face_create(blob.get(), 0));
    Owned<hb_font_t> font(hb_font_create(opened.get()));
    hb_ot_font_set_funcs(font.get());
    hb_font_set_scale(font.get(), face.em_units(), face.em_units());
    return font;
}

std::vector<char16_t> letters_of(Face const& face)
{
    hb_set_t* const all = hb_set_create();
    hb_face_collect_unicodes(hb_font_get_face(face.font()), all);
    std::vector<char16_t> letters;
    for (auto letter = HB_SET_VALUE_INVALID; hb_set_next(all, &letter) != 0;) {
        if (letter >= 0x20 && letter < 0xffff)
            letters.push_back(static_cast<char16_t>(letter));
    }
    hb_set_destroy(all);
    return letters;
}

bool same(Scratch<ShapedGlyph> const& some, Scratch<ShapedGlyph> const& others)
{
    return std::ranges::equal(some, others, [](ShapedGlyph const& a, ShapedGlyph const& b) {
        return a.glyph == b.glyph && a.cluster == b.cluster && a.advance == b.advance && a.x_offset == b.x_offset && a.y_offset == b.y_offset
            && a.unsafe_to_break == b.unsafe_to_break;
    });
}

/// As paragraphs shape it, and as HarfBuzz does with everything on and its own look at the font.
struct Both {
    explicit Both(std::u16string_view text, Weight weight = Weight::regular)
    {
        auto const& fonts = sample::fonts();
        std::vector<ShapedRun> runs;
        itemise(fonts, weight, text, {}, runs);
        for (auto& run : runs) {
            if (run.script == HB_SCRIPT_ARABIC)
                run.level = 1;
            auto order = shape_order(fonts, run, text, run.start, run.end);
            fonts.bench().shape(order, ours);
            plain_runs += run.plain ? 1 : 0;
            auto const font = untouched(fonts.face(run.face));
            order.font = font.get();
            order.features = {};
            fonts.bench().shape(order, theirs);
        }
        count = runs.size();
    }
    Scratch<ShapedGlyph> ours;
    Scratch<ShapedGlyph> theirs;
    std::size_t plain_runs = 0;
    std::size_t count = 0;
};

hb_feature_t off(char const* feature) { return { hb_tag_from_string(feature, 4), 0, HB_FEATURE_GLOBAL_START, HB_FEATURE_GLOBAL_END }; }

}

TEST_CASE("text shaped without what is idle is as HarfBuzz shapes it with everything", "[text][P3]")
{
    auto const& fonts = sample::fonts();
    std::mt19937 random(20261122);
    std::size_t plain = 0;
    std::size_t all = 0;
    for (std::size_t i = 0; i < fonts.face_count(); ++i) {
        auto const& face = fonts.face(static_cast<FaceId>(i));
        auto const letters = letters_of(face);
        for (int round = 0; round < 250; ++round) {
            std::u16string text;
            for (auto length = 2 + random() % 20; length > 0; --length)
                text += random() % 6 == 0 ? u' ' : letters[random() % letters.size()];
            Both const both(text, face.entry().weight);
            CHECK(same(both.ours, both.theirs));
            plain += both.plain_runs;
            all += both.count;
        }
    }
    CHECK(plain > 1000);
    CHECK(plain < all);
}

TEST_CASE("sentences shaped without what is idle are as HarfBuzz shapes them with everything", "[text][P3]")
{
    for (std::u16string_view const text : { u"Please have your resident card ready: office, first, AVATAR, To. (12/34)", u"1\u20442 + 3\u20444, 1/2",
             u"i\u0301j\u0307 a\u0328o\u0302 e\u0323\u0302", u"لا إله إلا الله، والحمد لله ١٢٣٫٤", u"مُحَمَّدٌ رسولٌ، أهلًا وسهلًا", u"주민등록등본을 2026년 신청합니다", u"한글 ㅎㅏ",
             u"a\u200db\u200cc\u00ad\u2066d\u2069", u"x\U0001f600y", u"\u0915\u094d\u0937" }) {
        Both const both(text);
        CHECK(same(both.ours, both.theirs));
    }
}

TEST_CASE("letters alone are plain, marks and fractions are not", "[text]")
{
    auto const plain = [](std::u16string_view text) {
        Both const both(text);
        return both.plain_runs == both.count;
    };
    CHECK(plain(u"Hello, world: é ü (3)"));
    CHECK(plain(u"أهلا وسهلا بكم"));
    CHECK(plain(u"안녕하세요 여러분"));
    CHECK(plain(u"a\u2068b\u2069"));
    CHECK_FALSE(plain(u"e\u0301"));
    CHECK_FALSE(plain(u"أهلًا"));
    CHECK_FALSE(plain(u"1\u20442"));
    CHECK_FALSE(plain(u"\U0001f600"));
}

TEST_CASE("our fonts' marks are idle in plain text, and what is not idle shows", "[text]")
{
    auto const& fonts = sample::fonts();
    auto& bench = fonts.bench();
    auto const features = [&](std::size_t face, hb_script_t script, hb_direction_t direction) {
        auto const idle = fonts.face(static_cast<FaceId>(face)).idle_features(script, bench.language_of(script), direction);
        std::string names;
        for (auto const& feature : idle) {
            char name[5] {};
            hb_tag_to_string(feature.tag, name);
            names.append(name).append(feature.value == 0 ? " " : "! ");
        }
        return names;
    };
    CHECK(features(0, HB_SCRIPT_LATIN, HB_DIRECTION_LTR) == "frac numr dnom ccmp mark mkmk ");
    CHECK(features(1, HB_SCRIPT_ARABIC, HB_DIRECTION_RTL) == "frac numr dnom ccmp mark mkmk ");
    CHECK(features(0, HB_SCRIPT_DEVANAGARI, HB_DIRECTION_LTR).empty());

    // Were kern and liga taken for idle, the comparison above would see it.
    for (auto const* const feature : { "kern", "liga", "mark", "ccmp" }) {
        std::u16string_view const text = u"office AVATAR i\u030b x\u0323 a\u0328";
        std::vector<ShapedRun> runs;
        itemise(fonts, Weight::regular, text, {}, runs);
        REQUIRE(runs.size() == 1);
        auto order = shape_order(fonts, runs[0], text, 0, runs[0].end);
        Scratch<ShapedGlyph> with;
        Scratch<ShapedGlyph> without;
        bench.shape(order, with);
        auto const switched = off(feature);
        order.features = { &switched, 1 };
        bench.shape(order, without);
        INFO(feature);
        CHECK_FALSE(same(with, without));
    }
}

TEST_CASE("a lookup of a table that is cut off may do anything", "[text]")
{
    auto const font = untouched(sample::fonts().face(FaceId {}));
    auto* const face = hb_font_get_face(font.get());
    hb_set_t* const nothing = hb_set_create();
    for (auto const table : { HB_OT_TAG_GSUB, HB_OT_TAG_GPOS }) {
        Owned<hb_blob_t> const whole(hb_face_reference_table(face, table));
        auto const count = table == HB_OT_TAG_GSUB ? 19u : 9u;
        for (unsigned lookup = 0; lookup < count; ++lookup)
            CHECK_FALSE(may_apply(face, table, lookup, nothing));
        CHECK(may_apply(face, table, 60000, nothing));

        unsigned length = 0;
        auto const* const bytes = hb_blob_get_data(whole.get(), &length);
        for (unsigned cut = 0; cut < length; cut += 1 + cut / 16) {
            Owned<hb_face_t> const builder(hb_face_builder_create());
            std::vector<char> const head(bytes, bytes + cut);
            Owned<hb_blob_t> const part(hb_blob_create(head.data(), cut, HB_MEMORY_MODE_READONLY, nullptr, nullptr));
            hb_face_builder_add_table(builder.get(), table, part.get());
            int possible = 0;
            for (unsigned lookup = 0; lookup < count; ++lookup)
                possible += may_apply(builder.get(), table, lookup, nothing) ? 1 : 0;
            CHECK(possible > 0);
        }
    }
    hb_set_destroy(nothing);
}
