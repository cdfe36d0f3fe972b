#pragma once
/// What is wrong with what stands in a field, and the words that say so and how to mend it.
///
/// Checked when the citizen wants to go on, and when a key was not taken; shown at the field
/// (TextFieldStyle::complaint), and part of what it says to who hears it.
///
/// Sources: E.164 (a telephone number has at most 15 digits), RFC 5321 4.1.2 (the shape of a mailbox, as far as a typing
/// error shows in it; whether it exists only a letter to it tells).

#include "kiosk/glass/ui/canvas.h"
#include "kiosk/glass/ui/typing.h"

#include <cstddef>

namespace kiosk::ui {

enum class Complaint {
    none,
    empty,
    too_short,
    full,      ///< no room for one more
    not_taken, ///< a letter that may not stand here
    no_phone,  ///< fewer digits than any number has, or more
    no_e_mail, ///< no @, or nothing that could be an address before and after it
};

/// When the citizen wants to go on. `least`: how many letters it takes at least; 0 if the field may stay empty.
[[nodiscard]] Complaint complaint_about(Editor const& editor, Entry const& entry, std::size_t least);
/// When a key was pressed.
[[nodiscard]] Complaint complaint_about(Struck struck);

/// In the page's language; empty for none.
[[nodiscard]] Words words_for(Complaint complaint, EntryRules const& rules, std::size_t least, Canvas const& canvas);

}
