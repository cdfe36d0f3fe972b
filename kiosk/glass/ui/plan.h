#pragma once
/// One layout at work: first how large everything is, then where it stands. Inner part of the layout.
///
/// Millimetres, logical start and end. A size asked for twice is measured once.

#include "kiosk/glass/ui/layout.h"

#include <vector>

namespace kiosk::ui {

/// Below this, sums of lengths count as equal.
inline constexpr float tiny = 0.01F;

class Plan {
public:
    Plan(Page& page, Lettering& lettering, Offsets& offsets) : m_page(page), m_lettering(lettering), m_offsets(offsets) { }

    void place_page();

private:
    /// One child in a line of a row: between `least` and `natural` wide, and wider if it grows.
    struct Piece {
        Index index;
        float least;
        float natural;
        float width;
    };
    using Pieces = std::vector<Piece>;

    [[nodiscard]] float natural(Index index);
    [[nodiscard]] float least(Index index);
    [[nodiscard]] float height(Index index, float width);
    void place(Index index, float x, float y, float width, float height);

    [[nodiscard]] float natural_inside(Element const& element);
    [[nodiscard]] float least_inside(Element const& element);
    [[nodiscard]] float height_inside(Index index, float inner);
    void place_column(Index index, float x, float y, float width, float height);
    void place_row(Index index, float x, float y, float width, float height);
    void place_grid(Index index, float x, float y, float width, float height);
    void place_keys(Index index, float x, float y, float width, float height);
    /// What a row of keys gives each of its children, one after the other: a key its columns less the gap, more if its
    /// words need it, which the others give.
    [[nodiscard]] std::vector<float> key_widths(Element const& row, float inner);
    void place_scroll(Index index, float x, float y, float width, float height);

    [[nodiscard]] std::vector<Pieces> lines(Element const& row, float inner);
    static void share_out(Page const& page, Pieces& line, float room);
    [[nodiscard]] float line_height(Pieces const& line);
    [[nodiscard]] int columns(Element const& grid, float inner);
    [[nodiscard]] float cell_height(Element const& grid, float column_width);
    [[nodiscard]] float across_width(Element const& box, Index child, float inner);
    [[nodiscard]] bool is_space(Index index) const { return m_page[index].kind == Kind::space; }
    [[nodiscard]] float gap_before(Element const& box, Index child, Index before) const;
    void move_header_into_body();
    [[nodiscard]] bool asks(Index index, bool fields) const;
    void part_body(float room);
    void unpart_body();
    void measure_again();
    [[nodiscard]] float tallest_unit(Index index) const;
    [[nodiscard]] bool part(Index box, Index shown, bool fields);
    void move_into(Index child, Index before, Index box, Index to);
    void place_parted(float top, float bottom);
    void place_overlay();
    [[nodiscard]] float highest_target(Index index) const;
    void mark_absent(Index index);
    void mark_present(Index index);

    template <typename Visit>
    void each_child(Element const& element, Visit visit)
    {
        for (Index child = element.first; child != none; child = m_page[child].next) {
            if (!m_page[child].floating)
                visit(child);
        }
    }

    Page& m_page;
    Lettering& m_lettering;
    Offsets& m_offsets;
};

}
