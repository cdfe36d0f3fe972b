#pragma once
/// What is measured, and what each number is held to.
///
/// `floor` is what must never be broken, `ours` what we build to; a value that stays behind `ours` but keeps the floor is
/// short. Counts of faults are held to 0. A value may miss its limit by `slack`: a pixel's edge is a third of a
/// millimetre, and heights are read to a part of it.
///
/// Source of the numbers: VVSG 2.0, EN 301 549 V3.2.1, WCAG 2.2, Section 508, AAMI HE75, the Korean kiosk notice of 2025;
/// which number is whose stands in clauses.cpp.

#include "kiosk/app/audit/sight.h"

#include <array>
#include <cstddef>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kiosk::audit {

enum class Measure {
    letters,           ///< mm: every capital, at every size of text
    letters_standard,  ///< mm: what is read and touched, at the standard size
    letters_largest,   ///< mm: what is read and touched, at the largest size
    notes_largest,     ///< mm: the smallest of all letters, at the largest size
    target_side,       ///< mm: the shorter side
    target_gap,        ///< mm: to the next target
    easy_side,         ///< mm: in easy mode
    decisive_side,     ///< mm: of what sends a request or pays
    key_side,          ///< mm: of a key of an on-screen keyboard
    key_gap,           ///< mm
    tokens,            ///< contrast of a text's two tokens, default and dark theme
    tokens_high,       ///< the same in the theme of high contrast
    tokens_low,        ///< in the theme of low contrast
    tokens_low_most,   ///< the highest in the theme of low contrast
    pixels,            ///< contrast by the pixels, default and dark theme
    pixels_high,
    pixels_low,
    icons,             ///< contrast of icons by the pixels, but in the theme of low contrast
    edges,             ///< contrast of what shows where a target ends
    clipped,           ///< texts that are cut off
    cut_words,         ///< words that were cut because their box was too narrow
    overlapping,       ///< things that lie over one another
    missing_glyphs,    ///< texts with a letter that no face has
    off_panel,         ///< things that are not wholly on the panel
    never_seen,        ///< things that no screenful shows wholly
    off_mirror,        ///< rectangles that are not the mirror image of the English page's
    out_of_order,      ///< targets that come in another order than in English
    keys_unreached,    ///< targets that five keys do not reach
    switches_unreached, ///< targets that two switches do not reach
    focus_hidden,      ///< targets on which the focus cannot be seen
    focus_ring,        ///< mm: how wide the focus is drawn
    unnamed,           ///< targets without words
    unsaid,            ///< things that speech says nothing of: name, role, state
    unexplained,       ///< targets that speech does not say the use of
    unvocalised,       ///< Arabic sentences that speech says without vowels
    untold_state,      ///< chosen ones that differ by colour alone
    lone_icons,        ///< targets of a picture without words
    missing_tools,     ///< of the tools of every screen, those that are not there, or not in their order
    low_in_upper,      ///< mm: of targets that stand in the upper half in low-screen mode
    reach_high,        ///< mm above the floor: the highest target in low-screen mode
    reach_low,         ///< mm above the floor: the lowest target in low-screen mode
    line_length,       ///< letters in the longest line
    easy_choices,      ///< choices on one screen in easy mode
    unmarked_practice, ///< practice pages that do not say so
    idle_warning,      ///< s until the warning
    idle_answer,       ///< s to answer it
    idle_easy,         ///< s until the warning in easy mode
};
inline constexpr std::size_t measure_count = static_cast<std::size_t>(Measure::idle_easy) + 1;

enum class Sense { at_least, at_most };

struct Scale {
    std::string_view name; ///< `target-side`
    std::string_view unit; ///< `mm`, `letters`, `s`; empty for a count or a ratio
    Sense sense = Sense::at_most;
    double floor = 0;
    double ours = 0;
    double slack = 0;
    std::string_view says; ///< what it is, for the report
};
[[nodiscard]] Scale const& scale_of(Measure measure);

enum class Verdict { good, short_of_ours, broken };
/// A small panel is held to the floors alone.
[[nodiscard]] Verdict judge(Measure measure, double value, Held held);
/// Below 0 is broken; the less, the worse. Comparable within one measure.
[[nodiscard]] double margin(Measure measure, double value);

/// One value, and what it was read off.
struct Reading {
    Measure measure = Measure::letters;
    double value = 0;
    std::string what = {}; ///< the node, and what is wrong with it
    Rectangle area = {};   ///< where on the picture
};
using Readings = std::vector<Reading>;

}
