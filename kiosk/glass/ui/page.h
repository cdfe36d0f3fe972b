#pragma once
/// The page as a tree, as the canvas builds it and the layout fills it in.
///
/// Few kinds make everything: what is touched is a box with a role; a button, a tile, a keypad are boxes with texts
/// and icons in them. The tree lies in one vector in reading order, so that walking it is walking the page.
///
/// Lengths are millimetres until the layout; `area` is pixels, logical until mirror() and true after it.

#include "kiosk/base/core/bitmap.h"
#include "kiosk/glass/platform/glass.h"
#include "kiosk/glass/ui/canvas.h"
#include "kiosk/glass/ui/entry.h"
#include "kiosk/glass/ui/node.h"
#include "kiosk/glass/ui/typing.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kiosk::ui {

enum class Kind {
    column,
    row,    ///< breaks into lines
    band,   ///< a row that never breaks: an icon and its words
    grid,
    scroll, ///< two children: what scrolls, and the bar with More and Earlier
    text,
    icon,
    picture,
    dots,
    keys,   ///< a row of a keyboard: its children stand on columns of equal width
    line,   ///< the one line of a text field, as long as it is: it moves sideways behind its box
    space,  ///< a length, or with `grow` what is left
    rule,
};

/// The place of an element in the page's vector.
using Index = int;
inline constexpr Index none = -1;

/// What a field's line shows beside its letters. Positions are bytes of the words that are shown.
struct LineMarks {
    std::size_t caret = 0;
    Entry::Range chosen {};
    Entry::Range composing {};
    bool active = false; ///< the keys type here: the caret is shown
};

struct Element {
    Kind kind = Kind::column;
    std::string id;
    Index parent = none;
    Index first = none;
    Index last = none;
    Index next = none;

    // How it stands.
    float gap = 0;
    float pad_along_text = 0; ///< at the start and at the end side
    float pad_top = 0;        ///< above and below
    float least_width = 0;
    float least_height = 0;
    std::optional<float> most_width = std::nullopt;
    float grow = 0;
    Along along = Along::start;
    Across across = Across::fill;
    float least_column = 0;
    int most_columns = 1;
    float columns = 1;      ///< of a row of keys; what a key or a room takes of them is its `grow`
    float highest_line = 0; ///< of a grid that grows
    std::optional<Language> language = std::nullopt; ///< of what is in it, where that is not the box's around it
    bool steady = false; ///< its inside is never mirrored: keypads, pictures
    bool whole = false;    ///< in a scroll it is seen whole or not at all
    bool floating = false; ///< takes no room in its box: it stands over the page, beside Page::popup_anchor

    // How it looks.
    std::optional<Token> surface = std::nullopt;
    std::optional<Token> surface_pressed = std::nullopt;
    std::optional<Token> edge = std::nullopt;
    float edge_width = 0;
    float radius = 0;
    Token colour = Token::ink; ///< of words and icons

    // What it says. On a target: what its children say together, for nodes() and speech; only a text is drawn.
    Words words = {};
    Words value = {}; ///< of a field
    Words fault = {}; ///< of a field
    Secrecy secrecy = Secrecy::shown;
    std::size_t letters = 0; ///< of what is masked
    Type type = Type::body;
    Weight weight = Weight::regular;
    Align align = Align::start;
    unsigned most_lines = 0; ///< of a technician's list: shortened beyond; 0 is whole
    Flow flow = Flow::page;
    std::optional<LineMarks> marks = std::nullopt;
    std::string icon;
    bool turns = false;
    float side = 0; ///< of an icon, a picture (its width), dots, a space
    Picture const* picture = nullptr;
    Dots const* dots = nullptr;

    // What it is.
    std::optional<Role> role = std::nullopt; ///< a node of its own; what is inside belongs to it
    bool touchable = false;
    bool chosen = false;
    bool long_press = false; ///< holding it means something of its own
    bool group = false;      ///< switches come to it first, and to what is in it after it was chosen
    int scroll_by = 0; ///< More is 1, Earlier is -1: the presenter's own targets

    // Where it is: filled in by lay_out().
    Language reading = Language::english; ///< its own language, or that of the box around it, or the page's
    float x = 0;
    float y = 0;
    float width = 0;
    float height = 0;
    platform::Rectangle area;
    Index clip = none;  ///< the scroll it moves with
    bool absent = false; ///< the layout had no use for it, or it is not wholly in sight

    // What the layout remembers while it measures; negative is not measured.
    float natural = -1;
    float least = -1;
    float measured_width = -1;
    float measured_height = -1;
};

class Page {
public:
    /// Empties it; memory is kept, personal words are overwritten.
    void clear();

    /// A child of the box that is open. `verify`s that no other element has this id.
    Element& add(Kind kind, std::string_view id = {});
    /// As add(); what is added until close() goes into it.
    Element& open(Kind kind, std::string_view id = {});
    void close();

    [[nodiscard]] std::vector<Element>& elements() { return m_elements; }
    [[nodiscard]] std::vector<Element> const& elements() const { return m_elements; }
    [[nodiscard]] Element& operator[](Index index) { return m_elements[static_cast<std::size_t>(index)]; }
    [[nodiscard]] Element const& operator[](Index index) const { return m_elements[static_cast<std::size_t>(index)]; }
    [[nodiscard]] Index find(std::string_view id) const;
    /// Whether `index` is in `box`, or is it.
    [[nodiscard]] bool within(Index box, Index index) const;
    [[nodiscard]] Index index_of(Element const& element) const { return static_cast<Index>(&element - m_elements.data()); }

    std::string id;
    /// Of the panel.
    float width = 0;
    float height = 0;
    /// Nothing is touched above this line, in millimetres from the top: what is out of reach, and in low-screen mode the
    /// upper half. What a body only shows may stand above it (`shown`), the rest stands below.
    float reach_line = 0;
    /// Behind everything, where nothing stands; nothing if empty.
    Words watermark = {};
    /// How often what moves has moved, and whether anything on this page does.
    unsigned moment = 0;
    bool moves = false;
    Index header = none;
    Index shown = none; ///< a scroll that takes from the body what is above the line
    Index body = none;
    Index footer = none;
    Index tools = none; ///< under the footer
    Index overlay = none;
    Index popup = none;        ///< variants of a key
    Index popup_anchor = none; ///< that key
    Index popup_close = none;  ///< what a touch beside the popup presses

    /// What is typed into, and the start of its keys' ids, for who wants to know which keys type a text.
    std::string typing_id;
    std::optional<Typing> typing;

private:
    std::vector<Element> m_elements;
    Index m_open = none;
};

}
