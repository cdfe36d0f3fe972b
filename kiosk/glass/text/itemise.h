#pragma once
/// Which face draws which letter. For this folder alone.

#include "kiosk/glass/text/font_stack.h"
#include "kiosk/glass/text/letter.h"

#include <array>
#include <cstdint>
#include <hb.h>
#include <memory>
#include <span>
#include <vector>

namespace kiosk::text {

/// A stretch of one level, one script and one face. Indices are into the UTF-16 text.
struct ShapedRun {
    std::uint32_t start;
    std::uint32_t end;
    std::uint32_t first_glyph;
    std::uint32_t glyph_count;
    hb_script_t script;
    FaceId face;
    std::uint8_t level;
    bool plain; ///< as IdleFeatures means it
};

/// The faces of one weight by letter, found out when a letter is first asked for, and kept for those of the Basic
/// Multilingual Plane.
///
/// Threads: one at a time.
class FaceTable {
public:
    /// For a letter without others in its cluster.
    struct Choice {
        enum class Kind : std::uint8_t {
            unknown,   ///< not found out yet
            by_level,  ///< the face depends on the level alone
            blank,     ///< a space: the face of the cluster before, if that draws it
            unseen,    ///< no glyph is needed: the face of the cluster before
        };
        FaceId even {}; ///< at even levels, and where there is no cluster before
        FaceId odd {};
        Kind kind = Kind::unknown;
        bool plain = false; ///< as IdleFeatures means it
    };

    /// `fonts` as long as they are the table's.
    [[nodiscard]] Choice of(FontStack const& fonts, Weight weight, char32_t code_point, Letter const& letter)
    {
        auto const block = code_point >> 8;
        if (block < m_blocks.size() && m_blocks[block]) [[likely]] {
            if (auto const& choice = (*m_blocks[block])[code_point & 0xff]; choice.kind != Choice::Kind::unknown) [[likely]]
                return choice;
        }
        return find(fonts, weight, code_point, letter);
    }

private:
    using Block = std::array<Choice, 256>;
    Choice find(FontStack const& fonts, Weight weight, char32_t code_point, Letter const& letter);

    std::vector<std::unique_ptr<Block>> m_blocks;
};

/// Splits `text` into runs, in logical order, by level, script (UAX #24) and face; `into` is overwritten. A face is chosen
/// for a whole grapheme cluster: the first that can draw all of it, by the rules at the top of `fonts/stack`; else the
/// first that can draw its first letter. `levels` is one a code unit, or empty if all are 0.
void itemise(FontStack const& fonts, Weight weight, std::span<char16_t const> text, std::span<std::uint8_t const> levels,
    std::vector<ShapedRun>& into);

}
