#include "kiosk/app/audit/measure.h"

namespace kiosk::audit {

namespace {

constexpr double third_of_a_pixel = 0.11; ///< mm, on the coarsest of the panels (0.37 mm a pixel)
/// Two edges, each kept to a whole pixel of the coarsest panel.
constexpr double two_edges = 0.37;
/// Two places of a ratio, as the standards print them.
constexpr double ratio = 0.005;

constexpr std::array<Scale, measure_count> scales { {
    { "letters", "mm", Sense::at_least, 4.8, 4.8, third_of_a_pixel, "the height of a capital, of an alef, of a syllable" },
    { "letters-standard", "mm", Sense::at_least, 4.8, 7.25, third_of_a_pixel, "what is read and touched, at the standard size" },
    { "letters-largest", "mm", Sense::at_least, 8.5, 12, third_of_a_pixel, "what is read and touched, at the largest size" },
    { "notes-largest", "mm", Sense::at_least, 8.5, 8.5, third_of_a_pixel, "the smallest letters of all, at the largest size" },
    { "target-side", "mm", Sense::at_least, 12.7, 16, two_edges, "the shorter side of a target" },
    { "target-gap", "mm", Sense::at_least, 2.54, 6, two_edges * 1.5, "from one target to the next" },
    { "easy-side", "mm", Sense::at_least, 12.7, 20, two_edges, "the shorter side of a target in easy mode" },
    { "decisive-side", "mm", Sense::at_least, 12.7, 23, two_edges, "the shorter side of what pays or confirms" },
    { "key-side", "mm", Sense::at_least, 12.7, 12.7, two_edges, "the shorter side of a key of a keyboard on the glass" },
    { "key-gap", "mm", Sense::at_least, 2.54, 2.54, two_edges, "from one key to the next" },
    { "contrast-tokens", "", Sense::at_least, 10, 10, ratio, "a text's colour and its surface's, in the default and the dark theme" },
    { "contrast-tokens-high", "", Sense::at_least, 20, 20, ratio, "the same in the theme of high contrast" },
    { "contrast-tokens-low", "", Sense::at_least, 4.5, 4.5, ratio, "the same in the theme of low contrast" },
    { "contrast-tokens-low-most", "", Sense::at_most, 8, 8, ratio, "the highest in the theme of low contrast" },
    { "contrast-pixels", "", Sense::at_least, 10, 10, ratio, "the strongest and the most frequent colour where letters stand, default and dark" },
    { "contrast-pixels-high", "", Sense::at_least, 20, 20, ratio, "the same in the theme of high contrast" },
    { "contrast-pixels-low", "", Sense::at_least, 4.5, 4.5, ratio, "the same in the theme of low contrast" },
    { "contrast-icons", "", Sense::at_least, 10, 10, ratio, "the same where icons stand, but in the theme of low contrast" },
    { "contrast-edges", "", Sense::at_least, 3, 3, ratio, "an edge that informs, and what it lies on" },
    { "clipped", "", Sense::at_most, 0, 0, 0, "texts that are cut off or shortened" },
    { "cut-words", "", Sense::at_most, 0, 0, 0, "words cut because their box is too narrow" },
    { "overlapping", "", Sense::at_most, 0, 0, 0, "things that lie over one another" },
    { "missing-glyphs", "", Sense::at_most, 0, 0, 0, "texts with a letter that no face can draw" },
    { "off-panel", "", Sense::at_most, 0, 0, 0, "things that are not wholly on the panel" },
    { "never-seen", "", Sense::at_most, 0, 0, 0, "things that no screenful shows wholly" },
    { "off-mirror", "", Sense::at_most, 0, 0, 0, "rectangles that are not the mirror image of the English page's" },
    { "out-of-order", "", Sense::at_most, 0, 0, 0, "targets that come in another order than on the English page" },
    { "keys-unreached", "", Sense::at_most, 0, 0, 0, "targets that the five keys do not reach" },
    { "switches-unreached", "", Sense::at_most, 0, 0, 0, "targets that the two switches do not reach" },
    { "focus-hidden", "", Sense::at_most, 0, 0, 0, "targets on which the focus cannot be seen" },
    { "focus-ring", "mm", Sense::at_least, 0.6, 2, two_edges, "how wide the focus is drawn" },
    { "unnamed", "", Sense::at_most, 0, 0, 0, "targets without words" },
    { "unsaid", "", Sense::at_most, 0, 0, 0, "things of which speech does not say name, role and state" },
    { "unexplained", "", Sense::at_most, 0, 0, 0, "targets, keys of a keyboard apart, whose use speech does not say" },
    { "unvocalised", "", Sense::at_most, 0, 0, 0, "Arabic sentences that speech says without their vowels" },
    { "untold-state", "", Sense::at_most, 0, 0, 0, "chosen things that differ from the others by colour alone" },
    { "lone-icons", "", Sense::at_most, 0, 0, 0, "targets with a picture and no words" },
    { "missing-tools", "", Sense::at_most, 0, 0, 0, "tools of every screen that are not there, or not in their order" },
    { "low-in-upper", "mm", Sense::at_most, 0, 0, two_edges, "how far targets stand in the upper half in low-screen mode" },
    { "reach-high", "mm", Sense::at_most, 1220, 1220, 1, "the height above the floor of the highest target in low-screen mode" },
    { "reach-low", "mm", Sense::at_least, 380, 380, 1, "the height above the floor of the lowest target" },
    { "line-length", "letters", Sense::at_most, 80, 80, 0, "letters in a line" },
    { "easy-choices", "", Sense::at_most, 4, 4, 0, "choices on one screen in easy mode" },
    { "unmarked-practice", "", Sense::at_most, 0, 0, 0, "pages of practice that do not say so" },
    { "idle-warning", "s", Sense::at_least, 120, 120, 0, "without a touch until the warning" },
    { "idle-answer", "s", Sense::at_least, 20, 45, 0, "to answer the warning" },
    { "idle-easy", "s", Sense::at_least, 120, 300, 0, "without a touch until the warning in easy mode" },
} };

bool keeps(Scale const& scale, double value, double limit)
{
    return scale.sense == Sense::at_least ? value >= limit - scale.slack : value <= limit + scale.slack;
}

}

Scale const& scale_of(Measure measure) { return scales[static_cast<std::size_t>(measure)]; }

Verdict judge(Measure measure, double value, Held held)
{
    auto const& scale = scale_of(measure);
    if (!keeps(scale, value, scale.floor))
        return Verdict::broken;
    return held == Held::to_floors || keeps(scale, value, scale.ours) ? Verdict::good : Verdict::short_of_ours;
}

double margin(Measure measure, double value)
{
    auto const& scale = scale_of(measure);
    return scale.sense == Sense::at_least ? value - scale.floor : scale.floor - value;
}

}
