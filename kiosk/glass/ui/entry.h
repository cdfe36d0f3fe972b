#pragma once
/// One field that is being typed into: what stands in it, where the caret is, what is chosen, what is being composed.
///
/// An Entry is a value that a view may hold a copy of; an Editor changes it. Positions are bytes of the UTF-8.
///
/// Promises; each is held by the tests that carry its number as a tag:
///   E1  The text is UTF-8 of letters that its rules take, never longer than they allow.
///   E2  Caret and anchor stand on boundaries of graphemes (UAX #29).
///   E3  What is not taken or has no room changes nothing.
///   E4  Backspace takes a whole letter, but a mark on it by itself (tashkeel), and of a syllable that is being
///       composed the last key.
///   E5  Text that is replaced, moved or let go leaves no letter in memory.
///
/// Threads: one at a time.

#include "kiosk/base/core/secret.h"
#include "kiosk/glass/text/stepper.h"
#include "kiosk/glass/ui/hangul.h"

#include <cstddef>
#include <string_view>

namespace kiosk::ui {

/// What may stand in a field.
struct EntryRules {
    enum class Letters {
        any,    ///< all that can be read: names, streets
        digits, ///< 0 to 9; digits of Arabic script become these
        phone,  ///< as digits, and one + at the front
        code,   ///< A to Z, 0 to 9 and -; small letters become capitals
        e_mail, ///< ASCII without spaces
    };
    Letters letters = Letters::any;
    std::size_t most = 60; ///< graphemes

    bool operator==(EntryRules const&) const = default;
};

/// What came of an edit. What a caller tells the citizen at the field is `full` and `not_taken`.
enum class Edited {
    yes,
    nothing,   ///< there was nothing to do: a backspace at the front
    full,      ///< no room for it
    not_taken, ///< a letter that may not stand here
};

/// Whether the caret leaves the anchor where it is: what lies between them is chosen.
enum class Extend { no, yes };

class Entry {
public:
    /// Empty.
    explicit Entry(EntryRules rules = {}) : m_rules(rules) { }

    [[nodiscard]] std::string_view text() const { return m_text.view(); }
    [[nodiscard]] bool empty() const { return m_text.empty(); }
    [[nodiscard]] std::size_t caret() const { return m_caret; }

    struct Range {
        std::size_t start = 0;
        std::size_t end = 0;
        [[nodiscard]] bool empty() const { return start == end; }
        [[nodiscard]] std::size_t size() const { return end - start; }
        bool operator==(Range const&) const = default;
    };
    /// Empty, at the caret, where nothing is chosen.
    [[nodiscard]] Range chosen() const { return m_anchor < m_caret ? Range { m_anchor, m_caret } : Range { m_caret, m_anchor }; }
    /// The syllable that further keys may change, underlined on the glass; empty if there is none.
    [[nodiscard]] Range composing() const { return m_composing; }
    [[nodiscard]] EntryRules const& rules() const { return m_rules; }

    bool operator==(Entry const&) const = default;

private:
    friend class Editor;
    EntryRules m_rules;
    SecretText m_text;
    std::size_t m_caret = 0;
    std::size_t m_anchor = 0;
    Range m_composing;
    SecretText m_keys; ///< of the syllable that is being composed, for HangulComposer
};

/// Changes entries. Holds tables of Unicode and libhangul's context, and nothing of a citizen.
class Editor {
public:
    /// An entry with a text in it, the caret at its end. What the rules do not take is left out, what has no room is cut.
    [[nodiscard]] Entry begin(EntryRules rules, std::string_view text);

    /// In place of what is chosen, or at the caret. All of it or nothing.
    [[nodiscard]] Edited type(Entry& entry, std::string_view text);
    /// A key of the Hangul keyboard; what HangulComposer does not know is typed as it is.
    [[nodiscard]] Edited compose(Entry& entry, std::string_view jamo);
    /// The syllable stands as it is; the next key begins another.
    void end_composing(Entry& entry);

    /// What is chosen, or what stands before the caret.
    [[nodiscard]] Edited rub_out(Entry& entry);
    /// What is chosen, or back to where the word began.
    [[nodiscard]] Edited rub_out_word(Entry& entry);
    [[nodiscard]] Edited clear(Entry& entry);

    /// To the boundary nearest before `at`, or at it.
    void place(Entry& entry, std::size_t at, Extend extend = Extend::no);
    enum class Step { back, on };
    /// One letter, in the text's order; from a choice to its end on that side.
    void step(Entry& entry, Step step, Extend extend = Extend::no);
    void choose_all(Entry& entry);
    /// The word at this place.
    void choose_word(Entry& entry, std::size_t at);

    /// How many letters.
    [[nodiscard]] std::size_t count(Entry const& entry) const { return m_stepper.count(entry.text()); }
    /// `text` as these rules take it; false in `all_taken` if letters had to be left out.
    struct Taken {
        SecretText text;
        bool all_taken = true;
    };
    [[nodiscard]] static Taken as_taken(EntryRules const& rules, std::string_view text);

    [[nodiscard]] text::Stepper const& stepper() const { return m_stepper; }

private:
    [[nodiscard]] Edited put(Entry& entry, Entry::Range where, std::string_view text, Entry::Range composing);
    void settle(Entry& entry, std::size_t caret) const;

    text::Stepper m_stepper;
    HangulComposer m_hangul;
};

}
