#pragma once
/// A citizen at the keys: which keyboard is shown, on which level, with which key's variants open, and the entry they
/// change.
///
///     Canvas::keyboard() and text_field() --> Stroke --> Typist::apply() --> the Typing of the next frame
///
/// A Typing is a value: a stage keeps one for the field that is being filled, a view holds a copy. A Stroke names what
/// was touched and not what it means; a stroke for what is not there any more does nothing.
///
/// Threads: one at a time.

#include "kiosk/glass/language/messages.h"
#include "kiosk/glass/ui/entry.h"
#include "kiosk/glass/ui/keyboard.h"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kiosk::ui {

/// What was done on the keys or in the field.
struct Stroke {
    enum class Kind {
        key,         ///< `key` was pressed
        variants,    ///< `key` was pressed for long: its variants open
        variant,     ///< of the open key, number `variant`
        close,       ///< the variants close again
        place,       ///< the field was touched at byte `at`; chosen from `from` if a finger drew
        choose_word, ///< the field was touched for long at byte `at`
        clear,       ///< the field's own button
        show,        ///< what is masked is shown, or masked again
    };
    Kind kind = Kind::key;
    std::string key {};
    std::size_t variant = 0;
    std::size_t at = 0;
    std::optional<std::size_t> from = std::nullopt;

    bool operator==(Stroke const&) const = default;
};

/// What came of a stroke.
enum class Struck {
    nothing,
    changed,   ///< the text is another
    moved,     ///< caret, choice, keyboard or level
    full,      ///< no room for the letter
    not_taken, ///< a letter that may not stand here
    done,      ///< the citizen has finished with this field
};

struct Typing {
    enum class Shift { off, once, locked };
    enum class Shown { masked, plain };

    Entry entry {};
    /// Ids of keyboards that the field offers, not empty; the key "next layout" goes through them.
    std::vector<std::string> keyboards {};
    /// The city's, for keyboards that ask for them.
    language::Digits digits = language::Digits::european;
    Shown shown = Shown::masked; ///< of a masked field

    std::size_t keyboard = 0;
    std::size_t level = 0;
    Shift shift = Shift::off;
    /// The key whose variants are open; empty if none.
    std::string open {};
    /// The next key shows its variants instead of typing.
    bool wants_variants = false;

    bool operator==(Typing const&) const = default;
};

/// The text of a yield as this keyboard types it: with the city's digits where it asks for them.
[[nodiscard]] std::string typed_by(Keyboard const& keyboard, Typing const& typing, std::string_view text);

class Typist {
public:
    /// `keyboards` must outlive the typist. Ids of a Typing that are not among them are as if they were not there; the
    /// first of those that are is shown.
    explicit Typist(Keyboards const& keyboards) : m_keyboards(keyboards) { }

    [[nodiscard]] Struck apply(Typing& typing, Stroke const& stroke);

    /// The strokes that type `text` at the caret from where the keys stand now, as few as there are: what a journey
    /// types. Nothing if these keyboards cannot.
    [[nodiscard]] std::optional<std::vector<Stroke>> strokes(Typing const& typing, std::string_view text);

    [[nodiscard]] Editor& editor() { return m_editor; }
    [[nodiscard]] Keyboards const& keyboards() const { return m_keyboards; }

private:
    [[nodiscard]] Struck press(Typing& typing, Key const& key);
    [[nodiscard]] Struck yield(Typing& typing, Yield const& yield);
    struct Find;

    Keyboards const& m_keyboards;
    Editor m_editor;
};

/// The keyboard that is shown; null if none of the ids is known.
[[nodiscard]] Keyboard const* shown_keyboard(Keyboards const& keyboards, Typing const& typing);
/// Its level that is shown.
[[nodiscard]] Level const& shown_level(Keyboard const& keyboard, Typing const& typing);
[[nodiscard]] Key::Case shown_case(Typing const& typing);
/// The keyboard that the key "next layout" leads to; null if there is no other.
[[nodiscard]] Keyboard const* next_keyboard(Keyboards const& keyboards, Typing const& typing);

/// The last part of the node's id on the page: "key.ض", "variant.à", "clear". Empty for a touch in the field itself.
[[nodiscard]] std::string node_of(Keyboards const& keyboards, Typing const& typing, Stroke const& stroke);

}
