#pragma once
/// What a visit sets about the glass and the next visit does not inherit: in which words, how large, in which colours,
/// how fast, how high, and whether anything may move. Each is told to screens with every page (Canvas::form()).

#include "kiosk/base/core/ids.h"

namespace kiosk::ui {

/// Capital heights of 4.8, 7.25, 9 and 12 mm.
enum class TextSize { small, standard, large, largest };

/// Which of the release's four themes.
enum class Contrast { usual, high, dark, low };
inline constexpr int contrast_count = 4;

/// `easy`: at most four choices a screen, larger targets, plain words, more time.
enum class Pace { usual, easy };

/// `low`: all that is touched stands in the lower half of the panel; the upper half shows and does not ask.
enum class Reach { whole, low };

/// `still`: nothing on the glass moves by itself.
enum class Motion { gentle, still };

struct Form {
    Language language = Language::arabic;
    TextSize text_size = TextSize::standard;
    Contrast contrast = Contrast::usual;
    Pace pace = Pace::usual;
    Reach reach = Reach::whole;
    Motion motion = Motion::gentle;
    bool operator==(Form const&) const = default;
};

}
