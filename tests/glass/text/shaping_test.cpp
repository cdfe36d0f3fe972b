// Glyphs against HarfBuzz asked directly: joining cannot be wrong where the numbers agree.
#include "kiosk/glass/text/paragraph.h"

#include "tests/glass/text/sample.h"

#include <catch2/catch.hpp>
#include <hb-ot.h>
#include <hb.h>

using namespace kiosk;
using namespace kiosk::text;

namespace {

struct Expected {
    std::vector<std::uint32_t> glyphs;
    std::vector<double> places; ///< ems from the left edge
};

Expected shaped_directly(std::string const& file, std::string_view text, hb_script_t script, hb_direction_t direction, char const* language)
{
    auto* const blob = hb_blob_create_from_file_or_fail((sample::fonts_folder() / file).c_str());
    REQUIRE(blob != nullptr);
    auto* const face = hb_face_create(blob, 0);
    auto* const font = hb_font_create(face);
    auto* const buffer = hb_buffer_create();
    hb_buffer_add_utf8(buffer, text.data(), static_cast<int>(text.size()), 0, static_cast<int>(text.size()));
    hb_buffer_set_script(buffer, script);
    hb_buffer_set_direction(buffer, direction);
    hb_buffer_set_language(buffer, hb_language_from_string(language, -1));
    hb_shape(font, buffer, nullptr, 0);
    unsigned count = 0;
    auto const* const infos = hb_buffer_get_glyph_infos(buffer, &count);
    auto const* const positions = hb_buffer_get_glyph_positions(buffer, &count);
    Expected expected;
    double pen = 0;
    for (unsigned i = 0; i < count; ++i) {
        expected.glyphs.push_back(infos[i].codepoint);
        expected.places.push_back((pen + positions[i].x_offset) / hb_face_get_upem(face));
        pen += positions[i].x_advance;
    }
    hb_buffer_destroy(buffer);
    hb_font_destroy(font);
    hb_face_destroy(face);
    hb_blob_destroy(blob);
    return expected;
}

void check_same(std::string_view text, Language language, Weight weight, Expected const& expected)
{
    auto const& fonts = sample::fonts();
    Paragraph const paragraph(fonts, text, { language, weight });
    auto const layout = paragraph.lay_out({ 30 });
    REQUIRE(layout.glyphs.size() == expected.glyphs.size());
    for (std::size_t i = 0; i < layout.glyphs.size(); ++i) {
        CHECK(layout.glyphs[i].glyph == expected.glyphs[i]);
        CHECK(layout.glyphs[i].x == Approx(expected.places[i] * static_cast<double>(fonts.em_px(layout.glyphs[i].face, 30))).margin(0.02));
    }
    CHECK_FALSE(layout.missing_glyphs);
}

}

TEST_CASE("Arabic letters join as the font says", "[text]")
{
    for (std::string_view const text : { "خدمات البلدية", "لا إله إلا الله", "بَيْتٌ مُدَرِّسَةٌ كِتَابٌ", "ههههه ككك ييي", "المستشفى، والمدرسة: نعم!", "پژوهش گل", "عـــربي", "أهلا\u200dو\u200cسهلا" }) {
        check_same(text, Language::arabic, Weight::regular, shaped_directly("NotoSansArabicUI-Regular.ttf", text, HB_SCRIPT_ARABIC, HB_DIRECTION_RTL, "ar"));
        check_same(text, Language::arabic, Weight::bold, shaped_directly("NotoSansArabicUI-Bold.ttf", text, HB_SCRIPT_ARABIC, HB_DIRECTION_RTL, "ar"));
    }
    // And not as letters that stand alone: joined glyphs differ from those.
    auto const joined = sample::paragraph("ببب", Language::arabic).lay_out({ 30 });
    REQUIRE(joined.glyphs.size() == 3);
    CHECK(joined.glyphs[0].glyph != joined.glyphs[1].glyph);
    CHECK(joined.glyphs[1].glyph != joined.glyphs[2].glyph);
}

TEST_CASE("Latin is kerned and Hangul composed as the font says", "[text]")
{
    for (std::string_view const text : { "AVATAR To Ty. office", "Ångström, naïve café (15.00)", "Nguye\u0302\u0303n" })
        check_same(text, Language::english, Weight::regular, shaped_directly("NotoSans-Regular.ttf", text, HB_SCRIPT_LATIN, HB_DIRECTION_LTR, "en"));
    for (std::string_view const text : { "주민등록 등본", "뷁쀍힣", "\u1112\u1161\u11ab\u1100\u1173\u11af" })
        check_same(text, Language::korean, Weight::bold, shaped_directly("NotoSansCJKkr-Bold.otf", text, HB_SCRIPT_HANGUL, HB_DIRECTION_LTR, "ko"));
}

TEST_CASE("each letter is drawn by the face that is for it", "[text]")
{
    auto const& fonts = sample::fonts();
    auto const faces = [&](std::string_view text, Language language) {
        std::string initials; // one for each run in logical order: L(atin), A(rabic), K(orean)
        auto layout = sample::paragraph(text, language).lay_out({ 20 });
        std::ranges::sort(layout.runs, {}, &LayoutRun::start);
        for (auto const& run : layout.runs) {
            auto const file = fonts.file_of(run.face);
            auto initial = 'L';
            if (file.starts_with("NotoSansArabic"))
                initial = 'A';
            if (file.starts_with("NotoSansCJK"))
                initial = 'K';
            if (initials.empty() || initials.back() != initial)
                initials += initial;
        }
        return initials;
    };
    CHECK(faces("Hello 12.50 (x)", Language::english) == "L");
    CHECK(faces("مرحبا، كيف الحال: نعم.", Language::arabic) == "A"); // spaces and punctuation stay inside of Arabic
    CHECK(faces("الطابق 12 هنا", Language::arabic) == "ALA");
    CHECK(faces("서비스 안내", Language::korean) == "K");
    CHECK(faces("서비스: 3층", Language::korean) == "KLK"); // colon and digit are Latin, the space after the colon too
    CHECK(faces("한 ا H", Language::english) == "KAL");
    CHECK(faces("٣٥", Language::english) == "A");
    CHECK(faces("\u2068\u2069", Language::arabic) == "L");
}

TEST_CASE("a mark takes the face of its letter", "[text]")
{
    auto const layout = sample::paragraph("e\u0301 ب\u064e 한\u0301", Language::english).lay_out({ 20 });
    for (auto const& run : layout.runs)
        CHECK(run.end > run.start);
    auto const lone = sample::paragraph("\u064e", Language::arabic).lay_out({ 20 });
    CHECK_FALSE(lone.missing_glyphs);
    CHECK(sample::paragraph("🦊", Language::english).lay_out({ 20 }).missing_glyphs);
}
