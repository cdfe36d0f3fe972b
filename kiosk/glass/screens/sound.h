#pragma once
/// The panel of the header's tool `sound`: what the citizen can ask of the speech. Lies over the screen that was shown, as
/// the idle warning does. And the curtain that hides the screen from everybody else while speech guides.
///
/// Nodes: sound.replay   what was said last, once more
///        sound.receipt  all of the receipt; there only once there is one
///        sound.slower  sound.faster  sound.softer  sound.louder   a step each; not touchable at the last one
///        sound.curtain  hides the screen, or shows it again
///        sound.off      ends the speech
///        sound.close    back to the page; speech goes on

#include "kiosk/glass/screens/frame.h"

namespace kiosk::screens {

enum class Curtain { open, drawn };

struct SoundView {
    /// Both from 1.
    int rate = 1;
    int rates = 1;
    int volume = 1;
    int volumes = 1;
    Curtain curtain = Curtain::open;
    Offered receipt = Offered::no;
};

enum class SoundIntent { nothing, replay, receipt, slower, faster, softer, louder, draw_curtain, open_curtain, off, close };

[[nodiscard]] SoundIntent draw(SoundView const& view, ui::Canvas& canvas);

/// A still page of its own that says who guides now, and how the screen comes back.
void draw_curtain(ui::Canvas& canvas);

}
