#pragma once
/// Between a page and the glass: takes touches and keys, has the page built, lays it out, draws it, shows it.
///
///     while (!quit) {
///         auto event = glass.wait(next_deadline);
///         for (; event; event = glass.poll())
///             presenter.handle(*event);
///         …mailboxes; presenter.invalidate() if the view changed…
///         if (presenter.needs_frame())
///             presenter.frame([&](ui::Canvas& canvas) { stage.act(screens::draw(stage.view(), canvas)); });
///     }
///
/// Promises; each is held by the tests that carry its number as a tag:
///   U1  A press counts when it begins and ends in the same target of the page that was shown; a second finger is not seen.
///   U2  A burst of events is one present.
///   U3  Without a reason nothing is built and nothing presented; of a page that was built again, only the parts that
///       look different are drawn and presented.
///   U4  A mirrored page is the exact mirror image of its rectangles.
///   U5  After forget() no personal text is left in nodes, paragraphs or pixels.
///
/// Threads: the glass thread.

#include "kiosk/base/core/bitmap.h"
#include "kiosk/base/core/ids.h"
#include "kiosk/base/core/units.h"
#include "kiosk/glass/platform/event.h"
#include "kiosk/glass/ui/canvas.h"
#include "kiosk/glass/ui/form.h"
#include "kiosk/glass/ui/node.h"
#include "kiosk/glass/ui/oddity.h"
#include "kiosk/glass/ui/themes.h"
#include "kiosk/glass/ui/touch.h"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace kiosk::platform {
class Glass;
}
namespace kiosk::text {
class FontStack;
}

namespace kiosk::ui {

class Lettering;

class Presenter {
public:
    /// All borrowed things must outlive the presenter. `icons` is the folder of the icons' SVG files.
    /// One presenter a process (Dear ImGui keeps one context).
    struct Parts {
        platform::Glass& glass;
        text::FontStack const& fonts;
        language::Messages const& messages;
        Themes themes;
        Density density;
        std::filesystem::path icons;
        /// What Canvas::keyboard() draws; none if null.
        Keyboards const* keyboards = nullptr;
        /// The city's mark; empty for the icon `landmark`.
        std::filesystem::path logo = {};
        /// Of the panel's lower edge; what is touched stands between 380 and 1220 mm above the floor.
        Millimetres bottom_above_floor { 800 };
    };
    [[nodiscard]] static Result<std::unique_ptr<Presenter>> open(Parts parts);
    using Build = std::function<void(Canvas&)>;
    ~Presenter();
    Presenter(Presenter const&) = delete;
    Presenter& operator=(Presenter const&) = delete;

    /// Takes one event; draws nothing. Woken and Quit are the stage's business and change nothing here.
    void handle(platform::Event const& event);
    /// Does what time asks for: a long press, a finger that stays for too long, the next picture of what moves. To be called at next_alarm().
    void pass_time();
    [[nodiscard]] std::optional<Instant> next_alarm() const;
    /// How fingers are understood, from the next one on.
    void set_manners(TouchManners const& manners);
    /// What no hand does on purpose, since the last call: for the log.
    [[nodiscard]] Oddities take_oddities();

    /// Language, text size, colours and the rest from the next build on; may be called from inside a build.
    void set_form(Form form);
    [[nodiscard]] Form form() const;
    /// From the next build on everything on the page carries what is said of it; null for none, as at first. Must outlive the
    /// presenter or the next call. While it is set, up and down lead through the page as it is read, and left and right nowhere:
    /// they are keys of the speech (kiosk/glass/guide).
    void set_spoken(language::SpokenMessages const* spoken);

    /// The page offers other things now: who goes by keys or switches stands before its first one again.
    void leave_focus();
    /// The view has changed: the shown page is out of date.
    void invalidate();
    [[nodiscard]] bool needs_frame() const;

    /// Builds the page once for each press that waits, then once more for what is shown; lays out, draws what looks
    /// different from what is shown, and presents that at once, or nothing if nothing does. `build` draws one page on
    /// the canvas and acts on the intent before it returns. Does nothing without a reason (needs_frame()).
    void frame(Build const& build);

    /// Hangs another page before the page that is shown, which goes on beneath it: nodes, focus and keys are the page's, and
    /// what is seen is the curtain alone, without a word of it. An empty one opens it again.
    void set_curtain(Build curtain);

    /// The id of the page on the glass; empty before the first.
    [[nodiscard]] std::string_view page() const;
    /// What is on the glass, in reading order. Valid until the next frame() or forget().
    [[nodiscard]] std::span<Node const> nodes() const;
    /// Null if the page has no such node.
    [[nodiscard]] Node const* node(std::string_view id) const;
    /// The page on the glass as it was laid out, for who measures it. Valid until the next frame() or forget().
    [[nodiscard]] Page const& laid_out() const;
    /// How its words were set: Lettering::set() gives the very layouts that were drawn.
    [[nodiscard]] Lettering lettering();
    /// The nodes to press one after the other, so that `text` is typed on the keyboard of the page whose keys are
    /// ID.key.…, from how they stand now. `absent` if the page has no such keyboard, `refused` if its keys cannot
    /// type it.
    [[nodiscard]] Result<std::vector<std::string>> keys_for(std::string_view id, std::string_view text) const;
    /// Scrolls so that the node is in sight, at the next frame. False if it is not on the page.
    bool reveal(std::string_view id);
    /// Icons that screens asked for and that could not be read; they stay blank.
    [[nodiscard]] std::span<Error const> missing_icons() const;
    /// What lettering has cost since the presenter was opened.
    struct Lettered {
        std::uint64_t shaped = 0; ///< paragraphs through the shaper
        std::uint64_t found = 0;  ///< set from what was held
        std::size_t held = 0;     ///< paragraphs now
        std::size_t held_bytes = 0;
        std::uint64_t glyphs_found = 0;
        std::uint64_t glyphs_drawn = 0;
        std::uint64_t sheet_bytes = 0; ///< of the glyphs' sheet that are in use
    };
    [[nodiscard]] Lettered lettered() const;
    /// A copy of the glass's pixels.
    [[nodiscard]] Picture picture() const;

    /// The visit has ended: wipes personal paragraphs and nodes, overwrites the surface with paper and presents it
    /// (the last frame is personal too), drops presses, scroll positions and focus. The next frame() draws anew.
    void forget();

private:
    struct Parlour;
    explicit Presenter(std::unique_ptr<Parlour> parlour);
    std::unique_ptr<Parlour> m_parlour;
};

}
