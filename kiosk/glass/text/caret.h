#pragma once
/// Where a caret may stand in a text, what a finger touches, what a selection covers.
///
///     Carets carets(fonts, text, layout);          // once, when the text or its layout has changed
///     place = carets.hit(x, y);                    // a touch
///     draw(carets.caret(place));                   // one line or two
///     place = carets.left(place);                  // a key
///     text.erase(carets.erased_before(place));     // backspace
///
/// Positions are bytes of the UTF-8, pixels are those of the layout's box.

#include "kiosk/glass/text/layout.h"

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

namespace kiosk::text {

/// Where a line was broken without a newline, one position is two places: the end of a line (upstream) and the begin of
/// the next (downstream). Everywhere else it says nothing.
enum class Affinity : std::uint8_t { downstream,
    upstream };

struct Place {
    std::uint32_t position = 0;
    Affinity affinity = Affinity::downstream;
    bool operator==(Place const&) const = default;
};

struct TextRange {
    std::uint32_t start = 0;
    std::uint32_t end = 0;
    bool operator==(TextRange const&) const = default;
};

/// An upright line: all of the height of a line of text.
struct CaretLine {
    float x = 0;
    float top = 0;
    float bottom = 0;
    bool right_to_left = false; ///< a letter of this direction, typed here, would stand at `x`
};

/// Where the direction changes, letters of one direction would stand here and those of the other there.
struct Caret {
    CaretLine primary;                  ///< for letters of the direction around: that of the lower level (UAX #9)
    std::optional<CaretLine> secondary; ///< for those of the other direction, if they would stand elsewhere on the line
};

struct SelectionBox {
    float x;
    float top;
    float width;
    float height;
};

/// The carets of one layout.
///
/// Caret stops are the boundaries of extended grapheme clusters (UAX #29): a mark stands with its letter. Letters that
/// share a glyph are parted where the font says (its ligature carets), or else evenly. In front of a newline is a stop,
/// inside of CR LF is none. Positions that would show the same caret are one stop: what has no width (controls of
/// direction, joiners) belongs to the letter before it; so does space that hangs beyond the box, for a caret stays inside
/// of a box that has a width. At the end of a broken line the stop is in front of such space, else behind it. What a "…"
/// stands for is one letter.
///
/// Each stop of a line has a place of its own on the glass. Where the direction changes, two positions meet in one place;
/// it belongs to the one beside the letter of the lower level, and the other is found at the other end of the turn.
///
/// Promises; each is held by the tests that carry its number as a tag:
///   C1  hit() of a stop's primary caret is that stop.
///   C2  Every cluster boundary has a caret, and is a stop unless another shows the same caret.
///   C3  right() from one end of the text to the other, and left() back, visit every stop once, a soft line break
///       counted as one.
///   C4  down() undoes up() and the other way round, as long as the goal is kept and there is a line.
///   C5  The boxes of a selection are as wide as the letters in it (as far as they are inside of the box), and do not
///       overlap.
///   C6  Any position and any point have an answer. A position inside of a cluster counts as its begin.
///   C7  Building takes time and memory by the length of the text, asking by the logarithm of it (selection() by the
///       length of its lines). Asking allocates nothing; no byte of the text is kept, and the widths are overwritten.
///
/// A value: it borrows nothing, and is void when the text or the layout is another. Threads: built where `fonts` lives.
class Carets {
public:
    /// `layout` is one of a Paragraph of `utf8` and `fonts`.
    Carets(FontStack const& fonts, std::string_view utf8, Layout const& layout);
    Carets(Carets&&) noexcept = default;
    Carets& operator=(Carets&& other) noexcept;
    ~Carets();

    [[nodiscard]] Caret caret(Place place) const;
    /// The stop that is nearest to a point, on the line that is nearest to it.
    [[nodiscard]] Place hit(float x, float y) const;
    /// The stop that shows the same caret as `place`.
    [[nodiscard]] Place stop(Place place) const;

    // On the glass, a stop at a time, over the ends of lines. At the end of the text: the same place.
    [[nodiscard]] Place left(Place place) const { return beside(place, Side::left); }
    [[nodiscard]] Place right(Place place) const { return beside(place, Side::right); }
    /// The stop of the line above that is nearest to `goal_x`: the primary caret's x where the first of several such steps
    /// began. On the first line: the same place.
    [[nodiscard]] Place up(Place place, float goal_x) const;
    [[nodiscard]] Place down(Place place, float goal_x) const;

    // In the text's own order. Words are those of UAX #29; what stands between them is passed over.
    /// The begin of the word in front of `place`; the text's if there is none.
    [[nodiscard]] Place word_start(Place place) const;
    /// The end of the word behind `place`; the text's if there is none.
    [[nodiscard]] Place word_end(Place place) const;
    [[nodiscard]] Place line_start(Place place) const;
    [[nodiscard]] Place line_end(Place place) const;
    /// Paragraphs are parted by newlines.
    [[nodiscard]] Place paragraph_start(Place place) const;
    [[nodiscard]] Place paragraph_end(Place place) const;
    [[nodiscard]] Place text_start() const;
    [[nodiscard]] Place text_end() const;

    /// The word at a position, or before it if none begins there; between words, what stands there: for a double touch.
    [[nodiscard]] TextRange word_at(std::uint32_t position) const;
    /// Without its newline.
    [[nodiscard]] TextRange line_at(Place place) const;

    /// What backspace takes away: the last mark of a letter alone (of `بَّ` the fatha), else the whole cluster in front (a
    /// syllable of Hangul, an emoji of many parts, CR LF), and what has no width behind it. Empty at the text's begin.
    [[nodiscard]] TextRange erased_before(std::uint32_t position) const;
    /// What delete takes away: the whole cluster behind, and what has no width in front of it. Empty at the text's end.
    [[nodiscard]] TextRange erased_behind(std::uint32_t position) const;

    /// Boxes from top to bottom and from left to right; those that touch are one. `range` is widened to whole clusters.
    [[nodiscard]] std::vector<SelectionBox> selection(TextRange range) const;
    /// As selection(), into memory that was used before.
    void selection(TextRange range, std::vector<SelectionBox>& into) const;

    // All stops, for tests and for those who draw them.
    [[nodiscard]] std::size_t line_count() const { return m_lines.size(); }
    [[nodiscard]] std::size_t stop_count(std::size_t line) const { return m_lines[line].stop_count; }
    /// From left to right.
    [[nodiscard]] Place stop_at(std::size_t line, std::size_t index) const;

private:
    enum class Side : std::uint8_t { left,
        right };
    enum class Along : std::uint8_t { start,
        end };

    /// A cluster, or the part of one that is inside of one run. In each line from left to right.
    struct Cell {
        std::uint32_t start;
        std::uint32_t end;
        std::uint8_t level;
    };
    /// The cells of one run. In each line by their place in the text.
    struct Span {
        std::uint32_t start;
        std::uint32_t end;
        std::uint32_t first_cell;
        std::uint32_t cell_count;
        bool backward;
    };
    struct Stop {
        std::uint32_t position;
        float x;
    };
    struct LineOfCells {
        std::uint32_t start;
        std::uint32_t end; ///< without its newline
        std::uint32_t first_cell;
        std::uint32_t cell_count;
        std::uint32_t first_edge; ///< one more than cells
        std::uint32_t first_span;
        std::uint32_t span_count;
        std::uint32_t first_stop;
        std::uint32_t stop_count;
        std::uint32_t first_of_paragraph; ///< lines
        std::uint32_t last_of_paragraph;
        bool is_broken; ///< the next line goes on without a newline
    };
    struct Cluster {
        std::uint32_t start;
        std::uint32_t last_mark; ///< what backspace takes first; the start if it takes all
        bool has_no_width;
    };
    struct Segment {
        std::uint32_t start;
        bool is_word;
    };
    /// One end of a cell, or the margin of its line.
    struct Edge {
        std::uint32_t index; ///< of the line's edges, from left to right
        std::uint8_t level;
    };
    class Building;

    [[nodiscard]] std::uint32_t snapped(std::uint32_t position) const;
    [[nodiscard]] std::size_t cluster_of(std::uint32_t position) const;
    [[nodiscard]] std::uint32_t cluster_end(std::size_t index) const;
    [[nodiscard]] std::size_t line_of(Place place) const;
    [[nodiscard]] std::uint32_t cell_of(LineOfCells const& line, std::uint32_t position) const;
    /// The edges where `position` is, on the side of what stands before it and of what stands behind it.
    [[nodiscard]] std::pair<Edge, Edge> edges_at(LineOfCells const& line, std::uint32_t position) const;
    [[nodiscard]] float x_of(LineOfCells const& line, Edge edge) const { return m_edges[line.first_edge + edge.index]; }
    [[nodiscard]] std::span<Stop const> stops_of(LineOfCells const& line) const;
    [[nodiscard]] std::size_t nearest(LineOfCells const& line, float x) const;
    [[nodiscard]] std::size_t stop_index(std::size_t line, std::uint32_t position) const;
    [[nodiscard]] Place beside(Place place, Side side) const;
    [[nodiscard]] Place end_of(std::size_t line, Along along) const;
    [[nodiscard]] TextRange segment(std::size_t index) const;
    [[nodiscard]] std::size_t segment_of(std::uint32_t position) const;

    std::vector<LineOfCells> m_lines;
    std::vector<Cell> m_cells;
    std::vector<float> m_edges; ///< x; of each line one more than cells; ascending in a line
    std::vector<Span> m_spans;
    std::vector<Stop> m_stops;
    std::vector<Cluster> m_clusters; ///< ascending
    std::vector<Segment> m_segments; ///< ascending
    std::uint32_t m_size = 0;
    std::uint32_t m_kept = 0; ///< as Layout::kept
    float m_line_height = 0;
    std::uint8_t m_base_level = 0;
};

}
