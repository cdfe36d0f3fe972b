// glass/start, glass/memory, glass/idle: see at_rest.h. glass/press: see press.h.
// glass/redraw: the CPU time of one full redraw of 1080 x 1920 (build, layout, paint, raster, present) of the slowest
// screen, beside the time that filling the surface once takes in the same run (memset-frame).

#include "kiosk/glass/platform/glass.h"
#include "kiosk/base/core/time.h"
#include "kiosk/glass/language/messages.h"
#include "kiosk/glass/text/font_stack.h"
#include "kiosk/glass/ui/presenter.h"
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
constexpr int rounds = 30;

Result<bench::Row> redraw()
{
    std::filesystem::path const source = SHUBBAK_SOURCE;
    SystemClock const clock;
    auto const messages = TRY(language::Messages::load(source / "assets"));
    auto const fonts = TRY(text::FontStack::load(source / "fonts" / "stack"));
    auto const themes = ui::Themes::load(source / "assets" / "themes").themes;
    auto const glass = TRY(platform::Glass::open({ .place = platform::Glass::Place::headless, .width = width, .height = height }, clock));
    auto const presenter = TRY(ui::Presenter::open(
        { .glass = *glass, .fonts = fonts, .messages = messages, .themes = themes, .density = { width / width_mm }, .icons = source / "assets" / "icons" }));

    double slowest = 0;
    std::vector<double> fills;
    for (auto const& exhibit : screens::gallery::exhibits()) {
        for (auto const language : all_languages) {
            presenter->set_form({ .language = language });
            std::vector<double> redraws;
            for (int round = 0; round <= rounds; ++round) {
                presenter->invalidate();
                double const took = bench::timed([&] { presenter->frame([&](ui::Canvas& canvas) { exhibit.draw(canvas, language, screens::TextSize::standard); }); });
                if (round > 0) // the first one shapes and draws glyphs
                    redraws.push_back(took);
            }
            fills.push_back(bench::timed([&] {
                auto const surface = glass->surface();
                for (int y = 0; y < surface.height; ++y)
                    std::memset(surface.row(y).data(), y & 0xFF, surface.row(y).size_bytes());
            }));
            slowest = std::max(slowest, bench::median(std::move(redraws)));
        }
    }
    return bench::Row { .bench = "glass/redraw", .unit = "ms", .peer = "memset-frame", .ours = slowest / 1e6, .theirs = bench::median(std::move(fills)) / 1e6 };
}

}

int main(int argc, char** argv)
{
    std::vector<std::string> const known { "glass/start", "glass/memory", "glass/idle", "glass/press", "glass/redraw" };
    std::string const name = argc > 1 ? argv[1] : "glass/";
    auto names = name == "glass/" ? known : std::vector { name };
    if (std::ranges::find(known, names.front()) == known.end()) {
        fmt::print(stderr, "there is no benchmark '{}'\n", name);
        return 2;
    }
    bool const drawn = std::erase(names, "glass/redraw") > 0;
    bool const pressed = std::erase(names, "glass/press") > 0;
    bool compared = true;
    if (!names.empty()) {
        for (auto const& row : bench::at_rest(names))
            compared = bench::print(row) && compared;
    }
    if (pressed)
        compared = bench::print(bench::press()) && compared;
    if (drawn) {
        auto const row = redraw();
        compared = bench::print(row ? *row : bench::Row { .bench = "glass/redraw", .unit = "ms", .peer = "memset-frame", .why = row.error().story }) && compared;
    }
    return compared ? 0 : 1;
}
