#pragma once
/// The keys of an on-screen keyboard, as a file of assets/keyboards describes them.
///
/// A keyboard has levels (letters, signs), a level has rows, a row has keys; no code knows a letter. A key's id is
/// what it types without shift, or its own word ("space"); the node on the page is ID.key.<id>. Keyboards never mirror.
///
/// What a file promises once it is read: every level can be left and done is not needed to leave it; ids are unique in
/// a level; no row is wider than its level; everything typed is printable UTF-8; a keyboard that composes Hangul types
/// jamo that libhangul knows. Schema: assets/schemas/keyboard.json.
///
/// Threads: plain values.

#include "kiosk/base/core/finding.h"
#include "kiosk/base/core/ids.h"
#include "kiosk/base/core/result.h"
#include "kiosk/glass/language/messages.h"

#include <cstddef>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kiosk::ui {

/// One thing that a key yields.
struct Yield {
    std::string types; ///< one letter or more: lam-alef types two
    std::string shows; ///< on the key, where that is not what it types: a mark on its carrier
    std::string says;  ///< the message with its name, for who hears it; the letter itself if empty

    [[nodiscard]] std::string const& face() const { return shows.empty() ? types : shows; }
    bool operator==(Yield const&) const = default;
};

struct Key {
    enum class Does {
        types,
        shift,       ///< capitals, double consonants: for one letter; touched twice, until it is touched again
        rub_out,
        clear,
        level,       ///< to the level `level`
        next_layout, ///< to the next keyboard that the field offers
        variants,    ///< the next key shows its variants: the way to them without a long press
        caret_left,
        caret_right,
        done,
        room,        ///< no key: what moves the row in
    };
    std::string id;
    Does does = Does::types;
    Yield plain {};
    std::optional<Yield> shifted = std::nullopt; ///< as plain if none
    std::vector<Yield> variants {};
    std::vector<Yield> shifted_variants {};      ///< as variants if empty
    std::string says {};  ///< the message with the words of a key that does not type
    std::size_t level = 0;
    float wide = 1;       ///< in columns

    enum class Case { plain, shifted };
    [[nodiscard]] Yield const& yield(Case which) const { return which == Case::shifted && shifted ? *shifted : plain; }
    [[nodiscard]] std::vector<Yield> const& variants_of(Case which) const
    {
        return which == Case::shifted && !shifted_variants.empty() ? shifted_variants : variants;
    }
};

struct Level {
    std::string id;
    /// How many keys of width 1 stand side by side.
    float columns = 1;
    std::vector<std::vector<Key>> rows;

    [[nodiscard]] Key const* find(std::string_view key) const;
};

struct Keyboard {
    enum class Composition { none, hangul };
    /// Of the digits it types: as ASCII, or as the city writes them on pages of the keyboard's language.
    enum class Numerals { european, city };

    std::string id;
    Language language = Language::english;
    std::string name; ///< on the key that leads to it: "عربي"
    Composition composition = Composition::none;
    Numerals numerals = Numerals::european;
    std::vector<Level> levels; ///< the first is shown first

    /// What has to be in the messages for it.
    [[nodiscard]] std::vector<std::string> needed_messages() const;
};

/// `name` stands for the file in error stories, which name the line: `malformed`.
[[nodiscard]] Result<Keyboard> parse_keyboard(std::string_view text, std::string_view name);

/// The keyboards of a release.
class Keyboards {
public:
    Keyboards() = default;
    /// All of `assets`/keyboards. One with a fault, or with a name that `messages` do not have, is left out and becomes a
    /// finding.
    struct Loaded;
    [[nodiscard]] static Loaded load(std::filesystem::path const& assets, language::Messages const& messages);

    [[nodiscard]] Keyboard const* find(std::string_view id) const;
    [[nodiscard]] std::vector<Keyboard> const& all() const { return m_all; }
    /// False if there is one of this id already.
    bool add(Keyboard keyboard);

private:
    std::vector<Keyboard> m_all;
};

struct Keyboards::Loaded {
    Keyboards keyboards;
    std::vector<Finding> findings;
};

}
