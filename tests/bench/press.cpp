#include "tests/bench/press.h"

#include "kiosk/glass/language/messages.h"
#include "kiosk/glass/platform/glass.h"
#include "kiosk/glass/text/font_stack.h"
#include "kiosk/glass/ui/presenter.h"
#include "kiosk/glass/ui/themes.h"
#include "tests/bench/contestants.h"
#include "tests/bench/cpu_time.h"
#include "tests/bench/page.h"
#include "tests/bench/pointer.h"
#include "tests/bench/screen.h"
#include "tests/doubles/folder.h"
#include "tests/glass/screens/gallery.h"

#include <algorithm>
#include <cstdlib>
#include <optional>

namespace bench {

using namespace kiosk;
using std::chrono::microseconds;
using std::chrono::milliseconds;
using std::chrono::seconds;

namespace {

constexpr int presses = 21;
constexpr float panel_width_mm = 336;
constexpr Duration held = milliseconds(80);
constexpr Duration between = milliseconds(250);
constexpr Duration still = milliseconds(1500);
/// The share of pixels that may differ: nothing moves on these pages.
constexpr double finished = 0.0001;
/// The share that at least differs between two pages.
constexpr double another = 0.01;

struct Place {
    int x = 0;
    int y = 0;
};

/// Where the kiosk has what is pressed, by its own layout.
struct Layout {
    Place begin;
    std::vector<PageInLanguage> pages; ///< Arabic, English
};

Place middle(platform::Rectangle const& area) { return { (area.left + area.right) / 2, (area.top + area.bottom) / 2 }; }

Result<Layout> lay_out()
{
    std::filesystem::path const source = SHUBBAK_SOURCE;
    SystemClock const clock;
    auto const messages = TRY(language::Messages::load(source / "assets"));
    auto const fonts = TRY(text::FontStack::load(source / "fonts" / "stack"));
    auto const glass = TRY(platform::Glass::open({ .place = platform::Glass::Place::headless, .width = Screen::width, .height = Screen::height }, clock));
    auto const presenter = TRY(ui::Presenter::open({ .glass = *glass,
        .fonts = fonts,
        .messages = messages,
        .themes = ui::Themes::load(source / "assets" / "themes").themes,
        .density = { Screen::width / panel_width_mm },
        .icons = source / "assets" / "icons" }));
    auto const exhibits = screens::gallery::exhibits();
    auto const show = [&](std::string_view name, Language language) {
        auto const exhibit = std::ranges::find(exhibits, name, &screens::gallery::Exhibit::name);
        verify(exhibit != exhibits.end(), "the gallery has the screen that is measured");
        presenter->set_form({ .language = language });
        presenter->invalidate();
        presenter->frame([&](ui::Canvas& canvas) { exhibit->draw(canvas, language, screens::TextSize::standard); });
    };
    Layout layout;
    show("rest", Language::arabic);
    auto const* const begin = presenter->node("rest.begin.ar");
    if (!begin)
        return failed(Failure::absent, "the rest screen has no rest.begin.ar");
    layout.begin = middle(begin->area);
    for (auto const language : { Language::arabic, Language::english }) {
        show("home", language);
        layout.pages.push_back({ language, { presenter->nodes().begin(), presenter->nodes().end() } });
    }
    return layout;
}

/// Where on `page` the other language is chosen.
Result<Place> way_to(Language other, PageInLanguage const& page)
{
    auto const node = std::ranges::find(page.nodes, "language." + std::string(code_of(other)), &ui::Node::id);
    if (node == page.nodes.end())
        return failed(Failure::absent, "the home screen offers no other language");
    return middle(node->area);
}

class Presses {
public:
    Presses(Screen const& screen, Pointer& pointer, Patience& patience) : m_screen(screen), m_pointer(pointer), m_patience(patience) { }

    Result<double> measure(Script const& script, std::filesystem::path const& folder, Layout const& layout, std::optional<Place> begin)
    {
        auto const empty = m_screen.look();
        auto showing = TRY(Showing::start(script, folder, m_patience));
        auto page = TRY(stand_still(empty, script.name + " with its page"));
        if (begin)
            page = TRY(page_after(*begin, page));
        auto const to_english = TRY(way_to(Language::english, layout.pages[0])), to_arabic = TRY(way_to(Language::arabic, layout.pages[1]));
        auto english = TRY(page_after(to_english, page));
        auto const arabic = TRY(page_after(to_arabic, english));
        english = TRY(page_after(to_english, arabic));
        std::vector<double> times;
        for (int round = 0; round < presses; ++round)
            times.push_back(TRY(time(round % 2 == 0 ? to_arabic : to_english, round % 2 == 0 ? arabic : english, script.name)));
        return showing.runs() ? Result<double>(median(std::move(times))) : failed(Failure::unreachable, script.name + " ended by itself");
    }

private:
    Result<void> hold(Place place)
    {
        m_pointer.move(place.x, place.y);
        TRY(m_patience.nap(between));
        m_pointer.press();
        return m_patience.nap(held);
    }

    /// The page that a press leads to, once it stands still.
    Result<Screen::Picture> page_after(Place place, Screen::Picture const& before)
    {
        TRY(hold(place));
        m_pointer.release();
        return stand_still(before, "another page after a press");
    }

    Result<Screen::Picture> stand_still(Screen::Picture const& before, std::string const& what)
    {
        SystemClock const clock;
        Screen::Picture page;
        auto since = clock.now();
        auto const stands = [&] {
            if (page.empty() || m_screen.differs_from(page) > 0) {
                page = m_screen.look();
                since = clock.now();
            }
            return m_screen.differs_from(before) > another && clock.now() - since >= still;
        };
        TRY(m_patience.until(stands, seconds(30), what, milliseconds(20)));
        return page;
    }

    Result<double> time(Place place, Screen::Picture const& page, std::string const& name)
    {
        TRY(hold(place));
        SystemClock const clock;
        auto const released = clock.now();
        m_pointer.release();
        TRY(m_patience.until([&] { return m_screen.differs_from(page) <= finished; }, seconds(5), name + " with its other page", microseconds(100)));
        return std::chrono::duration<double, std::milli>(clock.now() - released).count();
    }

    Screen const& m_screen;
    Pointer& m_pointer;
    Patience& m_patience;
};

Result<Row> compare(Row row)
{
    auto const layout = TRY(lay_out());
    Patience patience;
    doubles::Folder const folder;
    auto const screen = TRY(Screen::open(folder.path(), patience));
    ::setenv("DISPLAY", screen->name().c_str(), 1);
    ::unsetenv("WAYLAND_DISPLAY");
    auto const pointer = TRY(open_pointer(screen->name()));
    Presses measured(*screen, *pointer, patience);
    {
        auto const hub = TRY(Hub::open(folder.path(), patience));
        row.ours = TRY(measured.measure(kiosk_script(folder.path(), hub.address()), folder.path(), layout, layout.begin));
    }
    // Without a peer there is still our own figure to tell.
    auto const browser = browser_script(folder.path(), screen->name(), home_pages(SHUBBAK_SOURCE, layout.pages));
    auto const theirs = browser ? measured.measure(*browser, folder.path(), layout, std::nullopt) : Result<double>(std::unexpected(browser.error()));
    if (theirs)
        row.theirs = *theirs;
    else
        row.why = theirs.error().story;
    return row;
}

}

Row press()
{
    Row const row { .bench = "glass/press", .unit = "ms", .peer = "chromium-kiosk" };
    if (auto compared = compare(row))
        return *std::move(compared);
    else
        return { .bench = row.bench, .unit = row.unit, .peer = row.peer, .why = compared.error().story };
}

}
