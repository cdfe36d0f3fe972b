#include "tests/bench/setter.h"

#include "kiosk/glass/text/paragraph.h"

#include <fmt/format.h>
#include <ft2build.h>
#include <raqm.h>
#include FT_FREETYPE_H

namespace bench {

namespace {

using kiosk::failed;
using kiosk::Failure;
using kiosk::Result;
using kiosk::text::FaceId;

class Raqm : public Setter {
public:
    static Result<std::unique_ptr<Setter>> open(Fonts const& fonts)
    {
        auto opened = std::make_unique<Raqm>(fonts);
        if (FT_Init_FreeType(&opened->m_library) != 0)
            return failed(Failure::exhausted, "FreeType has no memory to begin");
        for (std::size_t i = 0; i < fonts.stack.face_count(); ++i) {
            auto const file = (fonts.folder / fonts.stack.file_of(static_cast<FaceId>(i))).string();
            FT_Face face = nullptr;
            if (FT_New_Face(opened->m_library, file.c_str(), 0, &face) != 0)
                return failed(Failure::absent, fmt::format("{}: cannot open the font", file));
            opened->m_faces.push_back(face);
        }
        return opened;
    }

    explicit Raqm(Fonts const& fonts) : m_stack(fonts.stack) { }
    Raqm(Raqm const&) = delete;
    Raqm& operator=(Raqm const&) = delete;
    ~Raqm() override
    {
        for (auto* const face : m_faces)
            FT_Done_Face(face);
        FT_Done_FreeType(m_library);
    }

    std::string name() const override { return "raqm"; }

    Result<void> take(std::vector<Asked> const& texts) override
    {
        m_texts = &texts;
        m_runs.clear();
        for (std::size_t i = 0; i < m_faces.size(); ++i) {
            auto const em = m_stack.em_px(static_cast<FaceId>(i), texts.front().capital_px);
            if (FT_Set_Char_Size(m_faces[i], 0, static_cast<FT_F26Dot6>(em * 64), 72, 72) != 0)
                return failed(Failure::malformed, "a font has no such size");
        }
        for (auto const& asked : texts) {
            kiosk::text::Paragraph const paragraph(m_stack, asked.text, { asked.language, asked.weight });
            auto& runs = m_runs.emplace_back();
            for (auto const& run : paragraph.lay_out({ asked.capital_px }).runs)
                runs.push_back({ run.start, run.end - run.start, m_faces[static_cast<std::size_t>(run.face)] });
        }
        return {};
    }

    std::size_t set(std::size_t i) override
    {
        auto const& asked = (*m_texts)[i];
        auto* const raqm = raqm_create();
        raqm_set_text_utf8(raqm, asked.text.data(), asked.text.size());
        raqm_set_par_direction(raqm, asked.language == kiosk::Language::arabic ? RAQM_DIRECTION_RTL : RAQM_DIRECTION_LTR);
        if (m_runs[i].size() == 1) {
            raqm_set_freetype_face(raqm, m_runs[i].front().face);
        } else {
            for (auto const& run : m_runs[i])
                raqm_set_freetype_face_range(raqm, run.face, run.start, run.length);
        }
        raqm_set_freetype_load_flags(raqm, FT_LOAD_NO_HINTING);
        std::size_t glyphs = 0;
        if (!raqm_layout(raqm) || raqm_get_glyphs(raqm, &glyphs) == nullptr)
            glyphs = 0;
        raqm_destroy(raqm);
        return glyphs;
    }

private:
    struct Run {
        std::size_t start;
        std::size_t length;
        FT_Face face;
    };
    kiosk::text::FontStack const& m_stack;
    FT_Library m_library = nullptr;
    std::vector<FT_Face> m_faces;
    std::vector<Asked> const* m_texts = nullptr;
    std::vector<std::vector<Run>> m_runs;
};

}

Result<std::unique_ptr<Setter>> open_raqm(Fonts const& fonts) { return Raqm::open(fonts); }

}
