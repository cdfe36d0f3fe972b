#pragma once
/// What is the same on every screen: above, the city at the start side and the tools at the end side; under it one
/// line of where I am; below, the ways on: Back at the start side, Next at the end side, Finish apart from both.
///
/// Node ids on every screen (journeys and tests rely on them; an id is there only while its action is offered):
///   language.ar  language.en  language.ko    the languages, each in its own name and script
///   text_size                                the next larger text, after the largest the smallest
///   contrast                                 the next of the four themes
///   sound                                    speech on and off; there only where there is something to hear it by
///   help                                     opens the panel of help
///   help.close  help.staff  help.easy  help.low  help.practise     in the panel: close it, call somebody, easy mode,
///                                            low-screen mode, practice (or, in practice, for real)
///   frame.back   frame.next   frame.finish   the ways on
///   frame.undo                               takes back the last answer
///   frame.more   frame.earlier               the next and the previous choices, where only some are in sight
///
/// The ids of each screen's own nodes stand in its header. No id is made from a translated text.
///
/// Threads: every function of this folder runs on the glass thread. Every `draw` keeps no state and starts no work:
/// everything it knows is in its view, everything it wants is in the intent it returns.

#include "kiosk/base/core/ids.h"
#include "kiosk/glass/ui/form.h"

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
/// `usual` after `low`: one button walks through all four.
[[nodiscard]] ui::Contrast next_after(ui::Contrast contrast);

enum class Offered { no, yes };

/// Where in a service the citizen is: "step 2 of 5". Both from 1.
struct Place {
    int step = 1;
    int of = 1;
};

/// Whether the kiosk speaks now.
enum class Sound { off, on };

/// Whether this is only practice: then every screen says so.
enum class Practice { no, yes };

/// How a call for somebody who can help stands. Each but `none` has words of its own in three languages, and none says
/// more than what is known.
enum class Call {
    none,
    calling, ///< it is on its way
    told,    ///< it was shown to staff
    seen,    ///< staff have answered that they saw it
    lost,    ///< staff were told or have answered, and cannot be asked now
    nobody,  ///< nobody can be told now
};

/// The panel of help, over the page.
struct HelpView {
    Offered open = Offered::no;
    Call call = Call::none;
    /// The city's telephone for citizens, digits and spaces as it is written; empty if it has none.
    std::string telephone = {};
    /// Practice can begin here, or, in practice, end.
    Offered practise = Offered::no;
};

struct FrameView {
    /// What the visit has set; language and text size among it.
    ui::Form form = { .language = Language::english };
    /// The service that is being done; its name stands in the line of where I am.
    std::optional<std::string> service = std::nullopt;
    std::optional<Place> place = std::nullopt;
    Offered back = Offered::no;
    Offered next = Offered::no;
    /// Finish: end my visit and forget what I entered.
    Offered finish = Offered::no;
    /// There is an answer to take back.
    Offered undo = Offered::no;
    /// In easy mode only some of the choices are in the view: there are more after them, or earlier ones.
    Offered more = Offered::no;
    Offered earlier = Offered::no;
    /// There is something to hear speech by.
    Offered sound = Offered::no;
    Sound speaks = Sound::off;
    Offered help = Offered::yes;
    HelpView help_panel = {};
    Practice practice = Practice::no;
};

struct FrameIntent {
    enum class Kind {
        nothing, change_language, change_text_size, change_contrast, change_pace, change_reach, change_sound, open_help, close_help,
        call_staff, practise, for_real, undo, more, earlier, back, next, finish
    };
    Kind kind = Kind::nothing;
    /// For change_…: to what.
    Language language = Language::english;
    TextSize text_size = TextSize::standard;
    ui::Contrast contrast = ui::Contrast::usual;
    ui::Pace pace = ui::Pace::usual;
    ui::Reach reach = ui::Reach::whole;
    Sound sound = Sound::off;

    bool operator==(FrameIntent const&) const = default;
};

}
