/// Draws every exhibit in every mode, language, text size and orientation: `screens_pictures DIR [NAME…]` writes
/// DIR/ORIENTATION/MODE/LANGUAGE/SIZE/NAME.png, and NAME-2.png and on for what More shows. For people to look at.

#include "kiosk/base/core/file.h"
#include "kiosk/glass/pictures/png.h"
#include "kiosk/glass/ui/presenter.h"
#include "tests/glass/screens/gallery.h"
#include "tests/glass/screens/showroom.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <span>
#include <string_view>

using namespace kiosk;
using namespace kiosk::screens;
using namespace kiosk::screens::gallery;

namespace {

constexpr std::array size_names { "small", "standard", "large", "largest" };

/// What is to be drawn, as parts of the path: "portrait/usual/ar/standard/home" holds "ar" and "home".
bool wanted(std::string const& path, std::span<char*> filters)
{
    return std::ranges::all_of(filters, [&](char const* filter) { return ("/" + path + "/").find("/" + std::string(filter) + "/") != std::string::npos; });
}

/// The modes that are drawn, each with what it changes of a form.
struct Mode {
    char const* name;
    ui::Contrast contrast = ui::Contrast::usual;
    ui::Pace pace = ui::Pace::usual;
    ui::Reach reach = ui::Reach::whole;
};
constexpr std::array modes { Mode { "usual" }, Mode { "high", ui::Contrast::high }, Mode { "dark", ui::Contrast::dark }, Mode { "low-contrast", ui::Contrast::low },
    Mode { "easy", ui::Contrast::usual, ui::Pace::easy }, Mode { "low-screen", ui::Contrast::usual, ui::Pace::usual, ui::Reach::low } };

void draw_screenfuls(Showroom& room, ui::Presenter& presenter, std::filesystem::path const& folder, std::string const& path)
{
    for (int screenful = 1; screenful < 40; ++screenful) {
        auto const file = folder / (screenful == 1 ? path + ".png" : fmt::format("{}-{}.png", path, screenful));
        std::filesystem::create_directories(file.parent_path());
        std::ofstream(file, std::ios::binary) << pictures::encode_png(presenter.picture());
        auto const there = [&](char const* id) {
            auto const* more = presenter.node(id);
            return more != nullptr && more->touchable && more->in_sight;
        };
        auto const* const id = there("shown.more") ? "shown.more" : there("body.more") ? "body.more" : there("overlay.more") ? "overlay.more" : nullptr;
        if (id == nullptr)
            break;
        room.touch(id);
    }
}

int draw_all(std::filesystem::path const& folder, std::span<char*> filters)
{
    for (auto const& panel : { portrait, landscape }) {
        auto room = Showroom::open(panel);
        if (!room) {
            fmt::print(stderr, "{}\n", room.error().story);
            return 1;
        }
        for (auto const& exhibit : exhibits()) {
            for (auto const& mode : modes) {
                for (auto const language : all_languages) {
                    for (auto const size : { TextSize::small, TextSize::standard, TextSize::large, TextSize::largest }) {
                        auto const path = fmt::format("{}/{}/{}/{}/{}", panel.name, mode.name, code_of(language), size_names[static_cast<std::size_t>(size)], exhibit.name);
                        if (!wanted(path, filters))
                            continue;
                        auto& presenter = (*room)->show(exhibit, { .language = language, .text_size = size, .contrast = mode.contrast, .pace = mode.pace, .reach = mode.reach });
                        draw_screenfuls(**room, presenter, folder, path);
                    }
                }
            }
        }
    }
    return 0;
}

}

int main(int count, char** arguments)
{
    if (count < 2) {
        fmt::print(stderr, "usage: screens_pictures DIR [PART…]   (a part of ORIENTATION/MODE/LANGUAGE/SIZE/NAME)\n");
        return 2;
    }
    return draw_all(arguments[1], { arguments + 2, static_cast<std::size_t>(count - 2) });
}
