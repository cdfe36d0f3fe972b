#pragma once
/// What is the same on every screen: above, the city at the start side and the tools at the end side; under it one
/// line of where I am; below, the ways on: Back at the start side, Next at the end side, Finish apart from both.
///
/// Node ids on every screen (journeys and tests rely on them; an id is there only while its action is offered):
///   language.ar  language.en  language.ko    the languages, each in its own name and script
///   text_size                                the next larger text, after the largest the smallest
///   frame.back   frame.next   frame.finish   the ways on
///
/// The ids of each screen's own nodes stand in its header. No id is made from a translated text.
///
/// Threads: every function of this folder runs on the glass thread. Every `draw` keeps no state and starts no work:
/// everything it knows is in its view, everything it wants is in the intent it returns.

#include "kiosk/base/core/ids.h"
#include "kiosk/glass/ui/measures.h"

#include <optional>
#include <string>

namespace kiosk::ui {
class Canvas;
}

namespace kiosk::screens {

/// The stage hands the size in force to the presenter; the frame names the next one.
using TextSize = ui::TextSize;

/// `small` after `largest`: one button walks through all four.
[[nodiscard]] TextSize next_after(TextSize size);

enum class Offered { no, yes };

/// Where in a service the citizen is: "step 2 of 5". Both from 1.
struct Place {
    int step = 1;
    int of = 1;
};

struct FrameView {
    Language language = Language::english;
    TextSize text_size = TextSize::standard;
    /// The service that is being done; its name stands in the line of where I am.
    std::optional<std::string> service = std::nullopt;
    std::optional<Place> place = std::nullopt;
    Offered back = Offered::no;
    Offered next = Offered::no;
    /// Finish: end my visit and forget what I entered.
    Offered finish = Offered::no;
};

struct FrameIntent {
    enum class Kind { nothing, change_language, change_text_size, back, next, finish };
    Kind kind = Kind::nothing;
    /// For change_language: which.
    Language language = Language::english;
    /// For change_text_size: which.
    TextSize text_size = TextSize::standard;

    bool operator==(FrameIntent const&) const = default;
};

}
