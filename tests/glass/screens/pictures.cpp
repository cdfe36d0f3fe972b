/// Draws every exhibit in every language, text size and orientation: `screens_pictures DIR [NAME…]` writes
/// DIR/ORIENTATION/LANGUAGE/SIZE/NAME.png, and NAME-2.png and on for what More shows. For people to look at.

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

/// What is to be drawn, as parts of the path: "portrait/ar/standard/home" holds "ar" and "home".
bool wanted(std::string const& path, std::span<char*> filters)
{
    return std::ranges::all_of(filters, [&](char const* filter) { return ("/" + path + "/").find("/" + std::string(filter) + "/") != std::string::npos; });
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
            for (auto const language : all_languages) {
                for (auto const size : { TextSize::small, TextSize::standard, TextSize::large, TextSize::largest }) {
                    auto const path = fmt::format("{}/{}/{}/{}", panel.name, code_of(language), size_names[static_cast<std::size_t>(size)], exhibit.name);
                    if (!wanted(path, filters))
                        continue;
                    auto& presenter = (*room)->show(exhibit, language, size);
                    for (int screenful = 1; screenful < 40; ++screenful) {
                        auto const file = folder / (screenful == 1 ? path + ".png" : fmt::format("{}-{}.png", path, screenful));
                        std::filesystem::create_directories(file.parent_path());
                        std::ofstream(file, std::ios::binary) << pictures::encode_png(presenter.picture());
                        auto const* more = presenter.node("body.more");
                        if (more == nullptr || !more->touchable || !more->in_sight)
                            break;
                        (*room)->touch("body.more");
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
        fmt::print(stderr, "usage: screens_pictures DIR [PART…]   (a part of ORIENTATION/LANGUAGE/SIZE/NAME)\n");
        return 2;
    }
    return draw_all(arguments[1], { arguments + 2, static_cast<std::size_t>(count - 2) });
}
