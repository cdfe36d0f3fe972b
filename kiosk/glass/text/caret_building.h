#pragma once
/// How the carets of a layout are found. For this folder alone.

#include "kiosk/glass/text/caret.h"

#include <string_view>
#include <vector>

namespace kiosk::text {

/// Fills in a Carets, line by line, from left to right.
class Carets::Building {
public:
    Building(FontStack const& fonts, std::string_view utf8, Layout const& layout, Carets& into)
        : m_fonts(fonts), m_utf8(utf8), m_layout(layout), m_into(into)
    {
    }

    void run();

private:
    /// What HarfBuzz made of some letters together: one glyph or several.
    struct Share {
        std::uint32_t start;
        double width;
        PlacedGlyph const* widest;
    };
    /// The begin of a cell, and how far it is from the begin of its run.
    struct Cut {
        std::uint32_t position;
        double before;
    };
    /// Whose place something between two cells is: a position, and the level of the letter beside it.
    struct Owner {
        std::uint32_t position;
        std::uint8_t level;
    };

    void find_clusters();
    [[nodiscard]] Cluster cluster(std::uint32_t start, std::uint32_t end);
    [[nodiscard]] std::uint32_t end_without_newline(Line const& line) const;
    void add_line(std::size_t index);
    /// Answers the right edge of what it added.
    float add_run(LayoutRun const& run, std::uint32_t limit);
    void find_widths(LayoutRun const& run);
    [[nodiscard]] double part_of(LayoutRun const& run, Share const& share, std::size_t index, std::size_t count);
    void find_ligature_carets(LayoutRun const& run, Share const& share, std::size_t count);
    void keep_edges_in_box(LineOfCells const& line);
    [[nodiscard]] Owner owner_of(LineOfCells const& line, std::uint32_t edge) const;
    void add_stops(LineOfCells& line);
    void part_paragraphs();

    FontStack const& m_fonts;
    std::string_view m_utf8;
    Layout const& m_layout;
    Carets& m_into;
    std::vector<Share> m_shares;
    std::vector<Cut> m_cuts;
    std::vector<double> m_ligature_carets;
};

}
