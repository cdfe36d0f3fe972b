#pragma once
/// One font file and one text: what the shaper makes of them, without bidi, fallback and lines. For the eyes of a
/// technician and for judges from outside, who hold it against `hb-shape`.

#include "kiosk/base/core/result.h"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace kiosk::text {

/// How texts are shaped, in the words of hb-shape. An empty word is guessed: the script from the first letter that has
/// one, the direction from the script; no language, no feature beside those that are always on, the font as it is.
struct ShapeWords {
    std::string direction {};  ///< ltr, rtl, ttb, btt
    std::string script {};     ///< ISO 15924: Arab
    std::string language {};   ///< BCP 47: ar
    std::string features {};   ///< with commas between them: kern=0,liga[3:5]; the indices count code points
    std::string variations {}; ///< with commas between them: wght=700,wdth=75
};

/// One glyph in font units; y upward. From left to right, or from top to bottom.
struct LoneGlyph {
    std::uint32_t glyph;
    std::uint32_t cluster; ///< the code point at which its letters begin, counted from 0
    std::int32_t x_offset;
    std::int32_t y_offset;
    std::int32_t x_advance;
    std::int32_t y_advance; ///< below 0 downward
};

/// A font file by itself. Shapes by the same function as every Paragraph (Workbench::shape).
///
/// Threads: one at a time.
class LoneFont {
public:
    /// The font of `file`, or number `index` of a collection. `absent` if the file is not there; `malformed` if it is no
    /// font or cut off; the story names the file.
    [[nodiscard]] static Result<LoneFont> open(std::filesystem::path const& file, unsigned index = 0);
    LoneFont(LoneFont&&) noexcept;
    LoneFont& operator=(LoneFont&&) noexcept;
    ~LoneFont();

    /// For all texts from now on. `malformed` names the word that is not one; then what held before still holds.
    [[nodiscard]] Result<void> set(ShapeWords const& words);

    /// Any bytes are a text: each byte that is not part of UTF-8 counts as U+FFFD, as in hb-shape. (A Paragraph takes
    /// one U+FFFD for a cut-off sequence, as Unicode advises.) Valid until the next call.
    [[nodiscard]] std::span<LoneGlyph const> shape(std::string_view utf8);

private:
    struct Open;
    explicit LoneFont(std::unique_ptr<Open> open);
    std::unique_ptr<Open> m_open;
};

/// `[gid=cluster@x,y+advance|…]`, as `hb-shape --no-glyph-names` writes it; empty for no glyphs.
[[nodiscard]] std::string to_line(std::span<LoneGlyph const> glyphs);

}
