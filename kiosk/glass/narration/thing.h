#pragma once
/// A thing on the glass, for the ear: its name, role, state and place.

#include "kiosk/base/core/ids.h"
#include "kiosk/base/core/secret.h"
#include "kiosk/glass/speech/speaker.h"

#include <cstddef>
#include <optional>

namespace kiosk::narration {

using speech::Privacy;

enum class Role { text, heading, button, choice, field, key, picture, progress, group };

/// What stands in a field, or how far something is.
struct Value {
    enum class Entry {
        shown,
        masked, ///< never said: only how many letters there are
    };
    /// In spoken form: digits one by one (language::SpokenMessages).
    SecretText words {};
    Entry entry = Entry::shown;
    std::size_t letters = 0; ///< of a masked entry
    Privacy privacy = Privacy::open;
};

/// The third of five: for what stands among its equals.
struct Place {
    int index = 1;
    int of = 1;
};

struct Thing {
    enum class Choice { none, chosen, not_chosen };
    enum class Use {
        none,     ///< is only read
        possible, ///< a press does something now
        not_now,  ///< a press would do something at another time
    };

    Role role = Role::text;
    /// What is written on it or what it shows, in spoken form.
    SecretText name {};
    /// Of the name; the page's if none.
    std::optional<Language> language {};
    Privacy privacy = Privacy::open; ///< of the name
    std::optional<Value> value {};
    Choice choice = Choice::none;
    Use use = Use::none;
    std::optional<Place> place {};
    /// Why it is not accepted as it is, in spoken form; empty if it is.
    SecretText fault {};
};

}
