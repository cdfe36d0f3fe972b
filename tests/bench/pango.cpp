#include "tests/bench/setter.h"

#include <algorithm>
#include <array>
#include <fmt/format.h>
#include <fontconfig/fontconfig.h>
#include <optional>
#include <pango/pangofc-fontmap.h>
#include <pango/pangoft2.h>

namespace bench {

namespace {

using kiosk::failed;
using kiosk::Failure;
using kiosk::Language;
using kiosk::Result;
using kiosk::text::FaceId;
using kiosk::text::Weight;

struct Release {
    void operator()(FcConfig* config) const { FcConfigDestroy(config); }
    void operator()(FcPattern* pattern) const { FcPatternDestroy(pattern); }
    void operator()(PangoFontMap* map) const { g_object_unref(map); }
    void operator()(PangoContext* context) const { g_object_unref(context); }
    void operator()(PangoLayout* layout) const { g_object_unref(layout); }
    void operator()(PangoFontDescription* description) const { pango_font_description_free(description); }
};
template <typename T>
using Owned = std::unique_ptr<T, Release>;

unsigned char const* fc(std::string const& text) { return reinterpret_cast<unsigned char const*>(text.c_str()); }

std::optional<std::string> family_of(std::string const& file)
{
    int count = 0;
    Owned<FcPattern> const pattern(FcFreeTypeQuery(fc(file), 0, nullptr, &count));
    FcChar8* family = nullptr;
    if (!pattern || FcPatternGetString(pattern.get(), FC_FAMILY, 0, &family) != FcResultMatch)
        return std::nullopt;
    return reinterpret_cast<char const*>(family);
}

class Pango : public WrappingSetter {
public:
    static Result<std::unique_ptr<WrappingSetter>> open(Fonts const& fonts)
    {
        auto opened = std::make_unique<Pango>(fonts);
        auto* const config = opened->m_config.get();
        // Sizes relative to the first face, so that an em is everywhere what it is with us.
        std::string rules = "<fontconfig><match target=\"font\"><edit name=\"hinting\" mode=\"assign\"><bool>false</bool></edit>"
                            "<edit name=\"hintstyle\" mode=\"assign\"><const>hintnone</const></edit></match>";
        for (std::size_t i = 0; i < fonts.stack.face_count(); ++i) {
            auto const file = (fonts.folder / fonts.stack.file_of(static_cast<FaceId>(i))).string();
            auto const family = family_of(file);
            if (!family || !FcConfigAppFontAddFile(config, fc(file)))
                return failed(Failure::malformed, fmt::format("{}: fontconfig cannot read it", file));
            if (std::ranges::find(opened->m_families, *family) == opened->m_families.end())
                opened->m_families.push_back(*family);
            auto const factor = fonts.stack.em_px(static_cast<FaceId>(i), 1) / fonts.stack.em_px(FaceId {}, 1);
            rules += fmt::format("<match target=\"font\"><test name=\"file\"><string>{}</string></test><edit name=\"pixelsize\" mode=\"assign\">"
                                 "<times><name>pixelsize</name><double>{}</double></times></edit></match>",
                file, factor);
        }
        rules += "</fontconfig>";
        if (!FcConfigParseAndLoadFromMemory(config, fc(rules), FcTrue) || !FcConfigBuildFonts(config))
            return failed(Failure::malformed, "fontconfig does not take the sizes of the faces");
        pango_fc_font_map_set_config(PANGO_FC_FONT_MAP(opened->m_map.get()), config);
        pango_ft2_font_map_set_resolution(PANGO_FT2_FONT_MAP(opened->m_map.get()), 72, 72);
        for (auto const language : kiosk::all_languages) {
            auto& context = opened->m_contexts[static_cast<std::size_t>(language)];
            context.reset(pango_font_map_create_context(opened->m_map.get()));
            pango_context_set_base_dir(context.get(), language == Language::arabic ? PANGO_DIRECTION_RTL : PANGO_DIRECTION_LTR);
            pango_context_set_language(context.get(), pango_language_from_string(std::string(kiosk::code_of(language)).c_str()));
            pango_context_set_round_glyph_positions(context.get(), FALSE);
        }
        return opened;
    }

    explicit Pango(Fonts const& fonts) : m_stack(fonts.stack) { }

    std::string name() const override { return "pango"; }

    Result<void> take(std::vector<Asked> const& texts) override
    {
        m_texts = &texts;
        m_used.clear();
        m_styles.clear();
        m_kept.clear();
        for (auto const& asked : texts) {
            auto const of_style = [&](StyleLayout const& one) { return one.language == asked.language && one.weight == asked.weight && one.width_px == asked.width_px; };
            auto found = std::ranges::find_if(m_styles, of_style);
            if (found == m_styles.end())
                found = m_styles.insert(found, { asked.language, asked.weight, asked.width_px, layout_for(asked) });
            m_used.push_back(static_cast<std::size_t>(found - m_styles.begin()));
            auto* const layout = found->layout.get();
            pango_layout_set_text(layout, asked.text.data(), static_cast<int>(asked.text.size()));
            if (pango_layout_get_unknown_glyphs_count(layout) != 0)
                return failed(Failure::malformed, "Pango does not find the letters of these texts");
        }
        return {};
    }

    std::size_t set(std::size_t i) override
    {
        auto* const layout = m_styles[m_used[i]].layout.get();
        auto const& text = (*m_texts)[i].text;
        pango_layout_set_text(layout, text.data(), static_cast<int>(text.size()));
        return static_cast<std::size_t>(pango_layout_get_line_count(layout));
    }

    void keep() override
    {
        m_kept.clear();
        for (auto const& asked : *m_texts) {
            m_kept.push_back(layout_for(asked));
            pango_layout_set_text(m_kept.back().get(), asked.text.data(), static_cast<int>(asked.text.size()));
            pango_layout_get_line_count(m_kept.back().get());
        }
    }

    std::size_t rewrap(std::size_t i, float width_px) override
    {
        pango_layout_set_width(m_kept[i].get(), static_cast<int>(width_px * PANGO_SCALE));
        return static_cast<std::size_t>(pango_layout_get_line_count(m_kept[i].get()));
    }

    std::size_t kept(std::size_t i) override { return static_cast<std::size_t>(pango_layout_get_line_count(m_kept[i].get())); }

private:
    struct StyleLayout {
        Language language;
        Weight weight;
        float width_px;
        Owned<PangoLayout> layout;
    };

    Owned<PangoLayout> layout_for(Asked const& asked) const
    {
        // The language's own face first, as ours takes punctuation inside of right-to-left text; then the stack's order.
        auto families = m_families;
        if (asked.language == Language::arabic)
            std::swap(families[0], families[1]);
        Owned<PangoFontDescription> const description(pango_font_description_new());
        pango_font_description_set_family(description.get(), fmt::format("{}", fmt::join(families, ", ")).c_str());
        pango_font_description_set_weight(description.get(), asked.weight == Weight::bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
        pango_font_description_set_absolute_size(description.get(), static_cast<double>(m_stack.em_px(FaceId {}, asked.capital_px)) * PANGO_SCALE);
        Owned<PangoLayout> layout(pango_layout_new(m_contexts[static_cast<std::size_t>(asked.language)].get()));
        pango_layout_set_font_description(layout.get(), description.get());
        pango_layout_set_auto_dir(layout.get(), FALSE);
        pango_layout_set_wrap(layout.get(), PANGO_WRAP_WORD_CHAR);
        pango_layout_set_width(layout.get(), static_cast<int>(asked.width_px * PANGO_SCALE));
        return layout;
    }

    kiosk::text::FontStack const& m_stack;
    Owned<FcConfig> m_config { FcConfigCreate() };
    std::vector<std::string> m_families;
    Owned<PangoFontMap> m_map { pango_ft2_font_map_new() };
    std::array<Owned<PangoContext>, kiosk::all_languages.size()> m_contexts;
    std::vector<Asked> const* m_texts = nullptr;
    std::vector<StyleLayout> m_styles;
    std::vector<std::size_t> m_used;
    std::vector<Owned<PangoLayout>> m_kept;
};

}

Result<std::unique_ptr<WrappingSetter>> open_pango(Fonts const& fonts) { return Pango::open(fonts); }

}
