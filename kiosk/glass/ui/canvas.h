#pragma once
/// What a screen draws on.
///
/// A screen function builds its page anew on every frame, top to bottom, in logical start and end; where things land
/// is decided afterwards, from the page as a whole, and an Arabic page is mirrored as a whole. So a screen never says
/// left, right, x, y or a pixel.
///
///     canvas.page("fee");
///     canvas.header([&] { … });
///     canvas.body([&] {
///         canvas.text(canvas.say("fee.question"), { .type = Type::title });
///         if (canvas.button("fee.card", canvas.say("fee.by_card"), { .look = Look::primary, .icon = "credit-card" }))
///             intent = FeeIntent::pay_by_card;
///     });
///     canvas.footer([&] { … });
///
/// What can be touched returns true on the one frame after it was pressed (down and up in the same target, or chosen
/// with the keypad). A frame is built again as long as presses wait, so the page the citizen sees is always the one
/// after the intent.
///
/// Ids are stable names ("home.service.digital-class"), unique on the page, never made of a translated text. They are
/// what journeys touch, what focus and scroll positions hang on, and what tests look for. What cannot be touched needs
/// none.
///
/// Nothing that a citizen reads is ever clipped or shortened: text wraps, rows break into lines, and a body that is too high for the panel scrolls, with
/// the buttons "More" (ID.more) and "Earlier" (ID.earlier) beside dragging. The page's own body has the id "body".
///
/// Messages the canvas itself uses: those of the part `ui`.
///
/// While speech is on, everything that is read or touched carries what is said of it; while it is off none of that is made.
///
/// Threads: the glass thread. Lifetime: the call of the screen function.

#include "kiosk/base/core/bitmap.h"
#include "kiosk/glass/language/messages.h"
#include "kiosk/glass/language/spoken_messages.h"
#include "kiosk/glass/ui/form.h"
#include "kiosk/glass/ui/listing.h"
#include "kiosk/glass/ui/measures.h"
#include "kiosk/glass/ui/theme.h"
#include "kiosk/glass/ui/typing.h"
#include "kiosk/glass/ui/words.h"

#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace kiosk::ui {

class Page;

/// What a target looks like.
enum class Look {
    primary, ///< filled: the one next step of the screen
    normal,  ///< outlined
    quiet,   ///< words alone, for the header's tools
    danger,  ///< filled in the colour of what cannot be undone
};

enum class Enabled { no, yes };
enum class Chosen { no, yes };

/// Along the line that a row or column runs: where children stand if there is room left. `apart` puts the first at the
/// start, the last at the end, and the room between them.
enum class Along { start, centre, end, apart };
/// Across that line: `fill` makes every child as wide (in a column) or high (in a row) as the others.
enum class Across { start, centre, end, fill };
enum class Align { start, centre, end };
/// The direction of a text as a whole.
enum class Flow {
    page,          ///< that of the language it is in
    content,       ///< that of its first strong letter: names, which may be in any script
    left_to_right, ///< digits, codes, phone numbers, e-mail
};
enum class Weight { regular, bold };

struct TextStyle {
    Type type = Type::body;
    /// Titles and headings are bold where this says nothing.
    std::optional<Weight> weight = std::nullopt;
    Token colour = Token::ink;
    Align align = Align::start;
    /// A name by which a journey can find this text; usually none is needed.
    std::string_view id = {};
};

struct ListingStyle {
    Type type = Type::note;
    Token colour = Token::ink;
    /// What needs more ends in "…". At least 1.
    unsigned most_lines = 1;
    std::string_view id = {};
};

struct ButtonStyle {
    Look look = Look::normal;
    /// A name in assets/icons; none if empty. Icons are never alone: the words stand beside them.
    std::string_view icon = {};
    /// The same words in the city's language, smaller, under the first.
    Words second = {};
    Enabled enabled = Enabled::yes;
    Chosen chosen = Chosen::no;
    /// The icon stands after the words (Next), not before them.
    bool icon_last = false;
    /// The icon points on or back and turns round with the language.
    bool icon_turns = false;
    /// Large and high, for the one thing a screen is about: pay, confirm, the next step.
    bool large = false;
    /// In small type: a tool that stands on every screen.
    bool tool = false;
    /// Takes a share of the room that is left in its row.
    float grow = 0;
};

struct TileStyle {
    std::string_view icon = {};
    Words second = {};
    /// One more line, read and not touched: what the service gives, when the class is.
    Words note = {};
    Enabled enabled = Enabled::yes;
    Chosen chosen = Chosen::no;
    /// High, with a large picture: where few tiles are all a screen is about.
    bool large = false;
};

struct BoxStyle {
    Millimetres gap = Measures::gap;
    Millimetres padding { 0 };
    Along along = Along::start;
    Across across = Across::fill;
    /// Takes a share of the room that is left along the line it stands in.
    float grow = 0;
    /// The surface under it; nothing if none.
    std::optional<Token> surface = std::nullopt;
    /// Its edge.
    std::optional<Token> edge = std::nullopt;
    Millimetres radius { 0 };
    /// Never wider than this, and centred in the room it gets.
    std::optional<Millimetres> most_width = std::nullopt;
    /// What is in it is in this language and starts where this language starts, whatever the page does: one of the
    /// three greetings side by side.
    std::optional<Language> language = std::nullopt;
    std::string_view id = {};
};

struct GridStyle {
    /// As many columns as fit with this width each; given as at the standard text size, grows with the text.
    Millimetres least_column { 72 };
    int most_columns = 4;
    Millimetres gap = Measures::gap;
    /// Takes a share of the height that is left; its lines become higher together, up to `highest` (as at the standard
    /// text size).
    float grow = 0;
    Millimetres highest { 100 };
};

struct FieldStyle {
    /// What to enter, shown while the value is empty.
    Words hint = {};
    /// What is wrong and how to mend it; shown at the field, in words, with a sign.
    Words complaint = {};
    /// Digits, codes, phone numbers: always left to right.
    bool digits = false;
};

enum class Active { no, yes };
/// Letters are dots until the citizen asks to see them, and are never spoken.
enum class Masked { no, yes };

struct TextFieldStyle {
    /// What to enter, shown while the field is empty.
    Words hint = {};
    /// What is wrong and how to mend it; shown at the field, in words, with a sign.
    Words complaint = {};
    Flow flow = Flow::content;
    Masked masked = Masked::no;
    /// The keys on the page type into this field: it shows its caret.
    Active active = Active::yes;
};

struct KeyboardStyle {
    /// Whether the keyboard's own key says that the field is finished. Where Next stands beside the keys, it does.
    enum class Done { shown, absent };
    Done done = Done::shown;
};

/// Draws the children of a box; called once, at once.
using Content = std::function<void()> const&;

class Canvas {
public:
    /// `pressed` is the press that waits, as the id of a page and of a node on it; empty if none waits.
    struct Press {
        enum class Manner { tap, held, drawn };
        std::string_view page = {};
        std::string_view node = {};
        Manner manner = Manner::tap;
        /// In a field: the byte of what is shown where the finger is, and where it began to draw.
        std::optional<std::size_t> at = std::nullopt;
        std::optional<std::size_t> from = std::nullopt;
    };
    /// `keyboards` may be null: keyboard() draws nothing then. `spoken` is null while speech is off.
    Canvas(Page& page, Measures measures, Form form, language::Messages const& messages, Press pressed, Keyboards const* keyboards = nullptr,
        language::SpokenMessages const* spoken = nullptr);

    // The words.
    [[nodiscard]] Words say(std::string_view key, language::Arguments const& arguments = {}) const { return say_in(m_form.language, key, arguments); }
    /// In a language that may be another than the page's.
    [[nodiscard]] Words say_in(Language language, std::string_view key, language::Arguments const& arguments = {}) const;
    [[nodiscard]] language::Messages const& messages() const { return m_messages; }
    [[nodiscard]] Form const& form() const { return m_form; }
    [[nodiscard]] Language language() const { return m_form.language; }
    [[nodiscard]] Measures const& measures() const { return m_measures; }
    /// Whether the panel is higher than wide.
    [[nodiscard]] bool portrait() const;
    /// Whether a part of the panel is out of reach: the header then holds nothing that is touched, and tools() stands
    /// under the footer. What the body shows before its first target stands in that part, all else below it.
    [[nodiscard]] bool parted() const;

    // The page. `id` names what is shown ("home", "step.phone"): presses, scroll positions and focus belong to it and
    // are dropped when it changes.
    void page(std::string_view id);
    void header(Content content);
    /// What is between header and footer; scrolls where it is too high. `along` places content that is lower than the room.
    void body(Content content, BoxStyle style = {});
    void footer(Content content);
    /// Under the footer, at the panel's lower edge.
    void tools(Content content);
    /// Across the page, behind everything and only where nothing stands.
    void watermark(Words const& words);
    /// Which of so many pictures of a quiet movement is to be drawn now; always the first where nothing may move. The
    /// page is drawn again for the next one (Presenter::next_movement()).
    [[nodiscard]] int movement(int pictures);
    /// Over the page, in the middle, the page dimmed: only what is in it can be touched and focused.
    void overlay(Content content);

    // Boxes.
    void column(Content content, BoxStyle style = {});
    /// Side by side; what does not fit begins a new line.
    void row(Content content, BoxStyle style = {});
    /// Columns of equal width, lines of equal height.
    void grid(Content content, GridStyle style = {});
    /// A part of the page that scrolls on its own inside a body of fixed height; prefer the page's own body.
    void scroll(std::string_view id, Content content, BoxStyle style = {});
    /// Room that takes what is left.
    void spacer();
    void space(Millimetres length);
    void rule();

    // What is read.
    void text(Words const& words, TextStyle style = {});
    void title(Words const& words) { text(words, { .type = Type::title }); }
    void heading(Words const& words) { text(words, { .type = Type::heading }); }
    void body_text(Words const& words) { text(words); }
    void note(Words const& words) { text(words, { .type = Type::note, .colour = Token::ink2 }); }
    /// A line of a technician's list, shortened where it is too long; what stands in nodes() is whole. Words for citizens
    /// never are: they do not become a Listing.
    void listing(Listing const& listing, ListingStyle style = {});
    /// `name` as in assets/icons; side given as at the standard text size.
    void icon(std::string_view name, Millimetres side = { 14 }, Token colour = Token::ink);
    /// A picture, never mirrored. `alternative` is what it shows, for those who cannot see it. Borrowed: must live
    /// until the frame is drawn.
    void picture(Picture const& picture, Millimetres width, Words const& alternative);
    /// Ink on white, as a QR code; each dot the same whole number of pixels. Borrowed as picture().
    void code(Dots const& dots, Millimetres width, Words const& alternative);
    /// `done` from 0 to 1; the words say the same and stand above it.
    void progress(float done, Words const& words);
    /// "Step 2 of 5" as dots; the words beside them are the screen's.
    void steps(int step, int of);

    // What is touched: true on the frame after it was pressed.
    [[nodiscard]] bool button(std::string_view id, Words const& words, ButtonStyle const& style = {});
    [[nodiscard]] bool tile(std::string_view id, Words const& words, TileStyle const& style = {});
    /// One line of a list to choose from; a sign and a thicker edge tell the chosen one.
    [[nodiscard]] bool choice(std::string_view id, Words const& words, Chosen chosen, Words const& second = {});
    /// A labelled value. Its keys stand elsewhere (keypad).
    void field(std::string_view id, Words const& label, Words const& value, FieldStyle const& style = {});
    /// What a key of keypad() means: a digit as '0' to '9'.
    struct Pressed {
        enum class Key { digit, rub_out, clear };
        Key key = Key::digit;
        char digit = '0';
    };
    /// Digits in the telephone's order, never mirrored. Nodes: ID.key.0 to ID.key.9, ID.key.back, ID.key.clear.
    [[nodiscard]] std::optional<Pressed> keypad(std::string_view id);

    /// A field that is typed into: caret, choice, what is being composed underlined; longer than its box it moves
    /// sideways. A touch places the caret, drawing chooses, a long press chooses a word. Letters stand at the side where their
    /// own direction starts. Apply the stroke to `typing` (Typist). Nodes: ID.field, ID.clear while there is something to clear, ID.show of a masked field.
    [[nodiscard]] std::optional<Stroke> text_field(std::string_view id, Words const& label, Typing const& typing, TextFieldStyle const& style = {});
    /// The keys of the keyboard that `typing` shows; never mirrored, at least Measures::key high and wide. Apply the
    /// stroke to `typing`. Once on a page, best in its footer. Nodes: ID.key.<key>; while variants are open
    /// ID.variant.<letters> and ID.variants.close.
    [[nodiscard]] std::optional<Stroke> keyboard(std::string_view id, Typing const& typing, KeyboardStyle const& style = {});

private:
    [[nodiscard]] bool pressed(std::string_view id, Enabled enabled) const;
    /// What is said of words; empty while speech is off.
    [[nodiscard]] SecretText aloud(Words const& words) const;
    /// What a box says, in the order it is read.
    [[nodiscard]] Words together(Words const& words, Words const& second, Words const& third = {}) const;
    struct Target;
    /// What keys and letters on them are high.
    struct KeySize {
        Millimetres high;
        Type letters;
    };
    [[nodiscard]] KeySize key_size(Level const& level) const;
    [[nodiscard]] std::optional<Stroke> key_of(std::string_view id, Key const& key, Keyboard const& keyboard, Typing const& typing, KeySize size);
    [[nodiscard]] std::optional<Stroke> variants(std::string_view id, Key const& key, Keyboard const& keyboard, Typing const& typing, KeySize size);
    void complaint(Words const& words);
    void target(std::string_view id, Target const& look, Content content);
    void label(Words const& words, Words const& second, Type type, Token colour, Align align);
    void key(std::string const& id, Words const& words, std::string_view icon, Type type);

    Page& m_page;
    Measures m_measures;
    Form m_form;
    language::Messages const& m_messages;
    Press m_pressed;
    Keyboards const* m_keyboards;
    language::SpokenMessages const* m_spoken;
    bool m_answers = false; ///< the press is of the page that is being built
};

}
