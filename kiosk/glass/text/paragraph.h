#pragma once
/// Text in, positioned glyphs out.

#include "kiosk/glass/text/layout.h"

#include <memory>
#include <string_view>

namespace kiosk::text {

/// A text that has been through the bidirectional algorithm, font fallback, shaping and line-break analysis, ready to
/// be set at any size and width.
///
/// Promises; each is held by the tests that carry its number as a tag:
///   P1  Any bytes are accepted. What is not UTF-8 counts as U+FFFD; time and memory grow with the length alone.
///   P2  lay_out() of the same fit gives the same layout, whatever was laid out before.
///   P3  A line's glyphs are those of the line shaped for itself; but where a word wider than its box is cut, its
///       letters keep the forms they have in the word.
///   P4  The text's memory is overwritten when the paragraph ends.
///
/// Newlines (also U+2028, U+2029) end a line; n of them make n + 1 lines. Breaks are those of UAX #14; in Korean, words
/// are kept together (no break within letters and digits beside Hangul) unless a word is wider than its box. A word
/// wider than its box is cut between its letters, and the layout says `overfull`. A soft hyphen allows a break and is
/// not drawn.
class Paragraph {
public:
    /// Shapes once. `fonts` must outlive the paragraph. At most the first 2^30 bytes of `utf8` count.
    Paragraph(FontStack const& fonts, std::string_view utf8, Style style);
    Paragraph(Paragraph&&) noexcept;
    Paragraph& operator=(Paragraph&&) noexcept;
    ~Paragraph();

    /// Breaks, reorders, places. Does not shape, but at a line break that cuts what the font joins.
    [[nodiscard]] Layout lay_out(Fit const& fit) const;
    /// As lay_out(), into memory that was used before.
    void lay_out(Fit const& fit, Layout& into) const;
    /// As lay_out(), in a few lines; what was cut off is shaped anew at its end.
    [[nodiscard]] Layout lay_out_listing(ListingFit const& listing) const;
    void lay_out_listing(ListingFit const& listing, Layout& into) const;

    /// Pixels of the longest line if nothing but newlines breaks it.
    [[nodiscard]] float natural_width(float capital_px) const;
    /// Pixels of the widest part that is not broken without need: the least width for this text.
    [[nodiscard]] float least_width(float capital_px) const;
    [[nodiscard]] bool right_to_left() const;
    /// Memory held, about.
    [[nodiscard]] std::size_t bytes() const;

    /// For this folder alone.
    struct Shaped;

private:
    std::unique_ptr<Shaped> m_shaped;
};

}
