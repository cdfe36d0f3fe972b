#include "tests/bench/setter.h"

#include "kiosk/glass/text/paragraph.h"

#include <fmt/format.h>
#include <hb-ot.h>
#include <hb.h>

namespace bench {

namespace {

using kiosk::failed;
using kiosk::Failure;
using kiosk::Result;
using kiosk::text::FaceId;

class HbShape : public Setter {
public:
    static Result<std::unique_ptr<Setter>> open(Fonts const& fonts)
    {
        auto opened = std::make_unique<HbShape>(fonts);
        for (std::size_t i = 0; i < fonts.stack.face_count(); ++i) {
            auto const file = (fonts.folder / fonts.stack.file_of(static_cast<FaceId>(i))).string();
            auto* const blob = hb_blob_create_from_file_or_fail(file.c_str());
            if (blob == nullptr)
                return failed(Failure::absent, fmt::format("{}: cannot open the font", file));
            auto* const face = hb_face_create(blob, 0);
            auto* const font = hb_font_create(face);
            auto const em = static_cast<int>(hb_face_get_upem(face));
            hb_font_set_scale(font, em, em);
            hb_ot_font_set_funcs(font);
            opened->m_fonts.push_back(font);
            hb_face_destroy(face);
            hb_blob_destroy(blob);
        }
        return opened;
    }

    explicit HbShape(Fonts const& fonts) : m_stack(fonts.stack) { }
    HbShape(HbShape const&) = delete;
    HbShape& operator=(HbShape const&) = delete;
    ~HbShape() override
    {
        for (auto* const font : m_fonts)
            hb_font_destroy(font);
        hb_buffer_destroy(m_buffer);
    }

    std::string name() const override { return "hb_shape"; }

    Result<void> take(std::vector<Asked> const& texts) override
    {
        m_texts = &texts;
        m_runs.clear();
        for (auto const& asked : texts) {
            kiosk::text::Paragraph const paragraph(m_stack, asked.text, { asked.language, asked.weight });
            auto& runs = m_runs.emplace_back();
            for (auto const& run : paragraph.lay_out({ asked.capital_px }).runs)
                runs.push_back({ run.start, static_cast<int>(run.end - run.start), m_fonts[static_cast<std::size_t>(run.face)],
                    run.level % 2 == 1 ? HB_DIRECTION_RTL : HB_DIRECTION_LTR, script_of(asked.text, run) });
        }
        return {};
    }

    std::size_t set(std::size_t i) override
    {
        auto const& text = (*m_texts)[i].text;
        std::size_t glyphs = 0;
        for (auto const& run : m_runs[i]) {
            hb_buffer_clear_contents(m_buffer);
            hb_buffer_add_utf8(m_buffer, text.data(), static_cast<int>(text.size()), run.start, run.length);
            hb_buffer_set_direction(m_buffer, run.direction);
            hb_buffer_set_script(m_buffer, run.script);
            hb_buffer_set_language(m_buffer, language_of(run.script));
            hb_shape(run.font, m_buffer, nullptr, 0);
            glyphs += hb_buffer_get_length(m_buffer);
        }
        return glyphs;
    }

private:
    struct Run {
        unsigned start;
        int length;
        hb_font_t* font;
        hb_direction_t direction;
        hb_script_t script;
    };

    hb_language_t language_of(hb_script_t script) const
    {
        if (script == HB_SCRIPT_ARABIC)
            return m_arabic;
        return script == HB_SCRIPT_HANGUL ? m_korean : m_english;
    }

    /// Of the first letter that has one; else that of the face.
    static hb_script_t script_of(std::string const& text, kiosk::text::LayoutRun const& run)
    {
        auto* const buffer = hb_buffer_create();
        hb_buffer_add_utf8(buffer, text.data(), static_cast<int>(text.size()), run.start, static_cast<int>(run.end - run.start));
        hb_buffer_guess_segment_properties(buffer);
        auto script = hb_buffer_get_script(buffer);
        hb_buffer_destroy(buffer);
        constexpr std::size_t faces_of_a_weight = 3;
        constexpr hb_script_t of_face[faces_of_a_weight] { HB_SCRIPT_LATIN, HB_SCRIPT_ARABIC, HB_SCRIPT_HANGUL };
        return script == HB_SCRIPT_INVALID ? of_face[static_cast<std::size_t>(run.face) % faces_of_a_weight] : script;
    }

    kiosk::text::FontStack const& m_stack;
    std::vector<hb_font_t*> m_fonts;
    hb_buffer_t* m_buffer = hb_buffer_create();
    hb_language_t m_arabic = hb_language_from_string("ar", -1);
    hb_language_t m_english = hb_language_from_string("en", -1);
    hb_language_t m_korean = hb_language_from_string("ko", -1);
    std::vector<Asked> const* m_texts = nullptr;
    std::vector<std::vector<Run>> m_runs;
};

}

Result<std::unique_ptr<Setter>> open_hb_shape(Fonts const& fonts) { return HbShape::open(fonts); }

}
