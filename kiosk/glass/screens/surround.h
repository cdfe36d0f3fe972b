#pragma once
/// The frame drawn round a screen's own content, and the few pieces that several screens are made of. Inner part of
/// this folder.

#include "kiosk/glass/language/argument.h"
#include "kiosk/glass/screens/frame.h"
#include "kiosk/glass/screens/rest.h"
#include "kiosk/glass/ui/canvas.h"

#include <functional>
#include <span>
#include <string>
#include <string_view>

namespace kiosk::screens {

/// A screen's own first button, where Next would stand.
struct Ahead {
    std::string_view id;
    std::string_view message;
    std::string_view icon;
    /// The icon points on and turns with the language.
    bool turns = false;
};

/// What draw_surround() draws round a screen's content.
struct Surround {
    std::string_view page;
    FrameView const& view;
    /// Where content stands that is lower than the room.
    ui::Along along = ui::Along::start;
    Ahead const* ahead = nullptr;
    /// What else stands above the ways on, always in sight.
    std::function<void()> above_ways {};
};

struct SurroundIntent {
    FrameIntent frame;
    /// `ahead` was pressed.
    bool ahead = false;
};

/// The whole page: header, `content` as its body, ways on.
[[nodiscard]] SurroundIntent draw_surround(Surround const& surround, ui::Canvas& canvas, std::function<void()> const& content);

/// The tools, always in this order: in the header at its end, or under the footer.
[[nodiscard]] FrameIntent draw_tools(FrameView const& view, ui::Canvas& canvas);
/// How a call for help stands, if there is one.
void draw_call(FrameView const& view, ui::Canvas& canvas);
/// The panel of help over the page, if it is open; what `page` is for is the message `help.about.PAGE`, up to a dot.
[[nodiscard]] FrameIntent draw_help(FrameView const& view, std::string_view page, ui::Canvas& canvas);
/// City, tools (unless they stand under the footer), where I am, what is to be known everywhere.
[[nodiscard]] FrameIntent draw_header(FrameView const& view, ui::Canvas& canvas);

/// City mark and name.
void draw_city(ui::Canvas& canvas);

/// In the language of the page.
[[nodiscard]] ui::Words say(ui::Canvas const& canvas, std::string_view key, language::Arguments const& arguments = {});
/// `service.<service>.<key>`, `service.<service>.<step>.<key>`.
[[nodiscard]] ui::Words say_of(ui::Canvas const& canvas, std::string_view service, std::string_view key);
[[nodiscard]] ui::Words say_of(ui::Canvas const& canvas, std::string_view service, std::string_view step, std::string_view key);

enum class Tone { calm, good, careful, bad };

/// A sign and words on a quiet surface: what to know, what went well, what to mind.
void notice(ui::Canvas& canvas, Tone tone, ui::Words const& words);

/// One thing to know: its picture, its name, and what is to be said about it.
void fact(ui::Canvas& canvas, std::string_view icon, ui::Words const& label, ui::Words const& words);

/// The one question of a screen, as large as there is room for.
void question(ui::Canvas& canvas, ui::Words const& words);

/// What the screen shows, then what it asks: under each other, or side by side where the panel is wide.
void two_sides(ui::Canvas& canvas, std::function<void()> const& shown, std::function<void()> const& asked);

/// A title with the sign of how things stand.
void headline(ui::Canvas& canvas, Tone tone, ui::Words const& words);

/// The sign of a tone in its colour.
void sign(ui::Canvas& canvas, Tone tone, Millimetres side);

[[nodiscard]] std::string_view message_of(Shortage shortage);

}
