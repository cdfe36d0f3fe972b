#pragma once
/// Which features of a font have nothing to do in plain text. For this folder alone.

#include <hb.h>
#include <memory>
#include <span>
#include <vector>

namespace kiosk::text {

/// A font's `ccmp`, `mark` and their like put letters and combining marks together. HarfBuzz runs them over all text; over
/// text without marks they change nothing and take a third of its time. Which of them that holds for is read from the
/// font, not taken for granted.
///
/// Text is plain if the font has a glyph for each of its letters (but for what is ignored), and none of them is a combining
/// mark (General_Category M) or U+2044 FRACTION SLASH, which HarfBuzz makes fractions of. Shaped with these features off it is what it is with them on;
/// a test compares both.
class IdleFeatures {
public:
    /// Of `font`'s plain text, which must stay. Found out at the first call for each script, and valid as long as this.
    [[nodiscard]] std::span<hb_feature_t const> of(hb_font_t* font, hb_script_t script, hb_language_t language, hb_direction_t direction);

private:
    struct Answer {
        hb_segment_properties_t asked;
        std::vector<hb_feature_t> idle;
    };
    std::vector<std::unique_ptr<Answer>> m_answers;
};

}
