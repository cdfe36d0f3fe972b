// glass/start, glass/memory, glass/idle: see at_rest.h. glass/press: see press.h.
// glass/redraw: the CPU time of one full redraw of 1080 x 1920 (build, layout, paint, raster, present) of the slowest
// screen in the slowest form, beside the time that filling the surface once takes in the same run (memset-frame).
// glass/build: the same of build and layout alone, with words that have been set before.
// glass/change: the same of a page that is built again and looks as before: what a press costs beside its own pixels.

#include "kiosk/glass/platform/glass.h"
#include "kiosk/base/core/time.h"
#include "kiosk/glass/language/messages.h"
#include "kiosk/glass/text/font_stack.h"
#include "kiosk/glass/ui/keyboard.h"
#include "kiosk/glass/ui/layout.h"
#include "kiosk/glass/ui/presenter.h"
#include "kiosk/glass/ui/themes.h"
#include "tests/bench/at_rest.h"
#include "tests/bench/cpu_time.h"
#include "tests/bench/press.h"
#include "tests/glass/screens/gallery.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <string>
#include <vector>

using namespace kiosk;

namespace {

constexpr int width = 1080;
constexpr int height = 1920;
constexpr float width_mm = 336;
constexpr int rounds = 9;

/// The forms that are told apart: every text size and theme, easy and low mode.
std::vector<ui::Form> forms()
{
    std::vector<ui::Form> all;
    for (auto const language : all_languages) {
        for (auto const size : { ui::TextSize::small, ui::TextSize::standard, ui::TextSize::large, ui::TextSize::largest })
            all.push_back({ .language = language, .text_size = size });
        for (auto const contrast : { ui::Contrast::high, ui::Contrast::dark, ui::Contrast::low })
            all.push_back({ .language = language, .contrast = contrast });
        all.push_back({ .language = language, .pace = ui::Pace::easy, .reach = ui::Reach::low });
    }
    return all;
}

/// CPU times in nanoseconds of the slowest screen in the slowest form.
struct Slowest {
    double redraw = 0;
    double build = 0;
    double change = 0;
    double fill = 0;
};

Result<Slowest> slowest()
{
    std::filesystem::path const source = SHUBBAK_SOURCE;
    SystemClock const clock;
    auto const messages = TRY(language::Messages::load(source / "assets"));
    auto const fonts = TRY(text::FontStack::load(source / "fonts" / "stack"));
    auto const themes = ui::Themes::load(source / "assets" / "themes").themes;
    auto const keyboards = ui::Keyboards::load(source / "assets", messages).keyboards;
    auto const glass = TRY(platform::Glass::open({ .place = platform::Glass::Place::headless, .width = width, .height = height }, clock));
    Density const density { width / width_mm };
    auto const presenter = TRY(ui::Presenter::open(
        { .glass = *glass, .fonts = fonts, .messages = messages, .themes = themes, .density = density, .icons = source / "assets" / "icons",
            .keyboards = &keyboards }));
    text::Typesetter typesetter(fonts);
    ui::Page page;
    ui::Offsets offsets;

    Slowest most;
    std::vector<double> fills;
    for (auto const& form : forms()) {
        presenter->set_form(form);
        for (auto const& exhibit : screens::gallery::exhibits()) {
            auto const draw = [&](ui::Canvas& canvas) { exhibit.draw(canvas, form.language, form.text_size); };
            std::vector<double> redraws, builds, changes;
            for (int round = 0; round <= rounds; ++round) {
                presenter->handle(platform::Exposed {});
                double const redraw = bench::timed([&] { presenter->frame(draw); });
                presenter->invalidate();
                double const change = bench::timed([&] { presenter->frame(draw); });
                double const build = bench::timed([&] {
                    page.clear();
                    page.width = width_mm;
                    page.height = width_mm * height / width;
                    typesetter.begin_frame();
                    ui::Measures const measures(form.text_size, density, form.pace);
                    ui::Canvas canvas(page, measures, form, messages, {}, &keyboards);
                    draw(canvas);
                    ui::Lettering lettering(typesetter, measures);
                    ui::lay_out(page, lettering, offsets, form.language);
                });
                if (round > 0) { // the first one shapes and draws glyphs
                    redraws.push_back(redraw);
                    builds.push_back(build);
                    changes.push_back(change);
                }
            }
            most.redraw = std::max(most.redraw, bench::median(std::move(redraws)));
            most.build = std::max(most.build, bench::median(std::move(builds)));
            most.change = std::max(most.change, bench::median(std::move(changes)));
        }
        fills.push_back(bench::timed([&] {
            auto const surface = glass->surface();
            for (int y = 0; y < surface.height; ++y)
                std::memset(surface.row(y).data(), y & 0xFF, surface.row(y).size_bytes());
        }));
    }
    most.fill = bench::median(std::move(fills));
    return most;
}

bool print_slowest(std::vector<std::string> const& names)
{
    auto const measured = slowest();
    bool compared = true;
    for (auto const& name : names) {
        bench::Row row { .bench = name, .unit = "ms", .peer = "memset-frame" };
        if (measured) {
            row.ours = (name == "glass/redraw" ? measured->redraw : name == "glass/build" ? measured->build : measured->change) / 1e6;
            row.theirs = measured->fill / 1e6;
        } else {
            row.why = measured.error().story;
        }
        compared = bench::print(row) && compared;
    }
    return compared;
}

}

int main(int argc, char** argv)
{
    std::vector<std::string> const known { "glass/start", "glass/memory", "glass/idle", "glass/press", "glass/redraw", "glass/build", "glass/change" };
    std::string const name = argc > 1 ? argv[1] : "glass/";
    auto names = name == "glass/" ? known : std::vector { name };
    if (std::ranges::find(known, names.front()) == known.end()) {
        fmt::print(stderr, "there is no benchmark '{}'\n", name);
        return 2;
    }
    std::vector<std::string> drawn;
    for (auto const* const own : { "glass/redraw", "glass/build", "glass/change" }) {
        if (std::erase(names, own) > 0)
            drawn.emplace_back(own);
    }
    bool const pressed = std::erase(names, "glass/press") > 0;
    bool compared = true;
    if (!names.empty()) {
        for (auto const& row : bench::at_rest(names))
            compared = bench::print(row) && compared;
    }
    if (pressed)
        compared = bench::print(bench::press()) && compared;
    if (!drawn.empty())
        compared = print_slowest(drawn) && compared;
    return compared ? 0 : 1;
}
