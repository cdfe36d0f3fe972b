#pragma once
/// How a message may be written: what an author pastes in from elsewhere, and a reader cannot see. Inner part of this folder.

#include <string>
#include <string_view>
#include <vector>

namespace kiosk::language {

/// Something in a message that a kiosk should not show.
struct Flaw {
    std::string expected; ///< English, for the author
    std::string seen;
    bool operator==(Flaw const&) const = default;
};

/// Each kind once, in the order in which they stand here:
///   - marks of direction (UAX #9): the kiosk isolates every value itself, and a mark of one's own breaks that;
///   - control characters other than a new line, and U+FFFD, which is left of letters that were lost;
///   - presentation forms of Arabic and half-width forms: the letters of old registers, which no search finds and no font joins;
///   - letters that are not composed (UAX #15, NFC): two spellings that look the same;
///   - an ellipsis: what a citizen reads is never cut, and "…" says that it was.
[[nodiscard]] std::vector<Flaw> flaws_of(std::string_view message);

}
