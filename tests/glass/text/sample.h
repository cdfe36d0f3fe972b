#pragma once
/// The fonts of the tree, opened once for each test program, and what tests ask of a layout.

#include "kiosk/glass/text/font_stack.h"
#include "kiosk/glass/text/paragraph.h"
#include "kiosk/glass/text/utf8.h"

#include <algorithm>
#include <cstdint>
#include <filesystem>
#include <set>
#include <string>
#include <string_view>

namespace sample {

inline std::filesystem::path fonts_folder() { return std::filesystem::path(SHUBBAK_SOURCE) / "fonts"; }

inline kiosk::text::FontStack const& fonts()
{
    static auto const stack = kiosk::text::FontStack::load(fonts_folder() / "stack").value();
    return stack;
}

inline kiosk::text::Paragraph paragraph(std::string_view utf8, kiosk::Language language, kiosk::text::Direction direction = kiosk::text::Direction::by_language)
{
    return kiosk::text::Paragraph(fonts(), utf8, { language, kiosk::text::Weight::regular, direction });
}

/// The letters of a line in the order in which they stand from left to right; brackets as they are in the text, not
/// mirrored. Letters that share a glyph stand in their reading order's direction.
inline std::string seen(kiosk::text::Layout const& layout, std::string_view utf8, std::size_t line = 0)
{
    using namespace kiosk::text;
    auto const& shown = layout.lines[line];
    std::set<std::uint32_t> starts { shown.end };
    for (auto const& glyph : layout.glyphs_of(shown))
        starts.insert(glyph.cluster);
    std::string letters;
    for (auto const& run : layout.runs_of(shown)) {
        auto last = shown.end;
        for (auto i = run.first_glyph; i < run.first_glyph + run.glyph_count; ++i) {
            auto const cluster = layout.glyphs[i].cluster;
            if (cluster == last)
                continue;
            last = cluster;
            std::string in_cluster;
            for (std::size_t at = cluster; at < std::min(*starts.upper_bound(cluster), run.end);) {
                auto const [value, bytes] = code_point_at(utf8, at);
                auto const invisible = (value >= 0x200b && value <= 0x200f) || (value >= 0x2028 && value <= 0x202e) || (value >= 0x2066 && value <= 0x2069) || value < 0x20;
                if (!invisible)
                    in_cluster.insert(run.level % 2 == 1 ? 0 : in_cluster.size(), utf8.substr(at, bytes));
                at += bytes;
            }
            letters += in_cluster;
        }
    }
    return letters;
}

}
