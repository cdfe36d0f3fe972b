#pragma once
/// Whether a page that reads from right to left is the mirror image of the one that reads from left to right.
///
/// Both are built by the screen itself, one in English and one in the turned language, which says the same. So that no
/// difference of the two scripts' lines comes between, the words of both are set in the same way; then each is laid out
/// in its own direction, and every rectangle must be the other's mirror image, to the pixel.

#include "kiosk/app/audit/measure.h"
#include "kiosk/app/audit/showroom.h"

#include <string>
#include <vector>

namespace kiosk::text {
class Typesetter;
}

namespace kiosk::audit {

/// Where an element is, for comparison. What is inside of something steady (a keypad), or of a box with a language of its
/// own, keeps its place in it, and the box moves as a whole.
struct Placed {
    std::string id; ///< or what it is, and its place on the page
    Rectangle area;
    int moves_with = nowhere; ///< the nearest box around it that moves as a whole
    bool touchable = false;
};

/// Builds the page anew and lays it out in the direction of the form's language, all words set as English.
[[nodiscard]] std::vector<Placed> placed_things(Showroom& room, Showroom::Build const& build, ui::Form const& form, text::Typesetter& typesetter);

/// `width` is the panel's.
void read_mirror(std::vector<Placed> const& english, std::vector<Placed> const& turned, int width, Readings& into);

}
