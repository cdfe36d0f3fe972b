#include "tests/glass/ui/room.h"

#include <catch2/catch.hpp>

#include <algorithm>
#include <cstring>
#include <fstream>
#include <sstream>

using namespace kiosk;
using namespace kiosk::ui;
using namespace kiosk::ui::testing;

// The sanitizer keeps freed memory apart, where nobody can look at it.
#if defined(__SANITIZE_ADDRESS__)
#define SHUBBAK_MEMORY_CANNOT_BE_READ
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define SHUBBAK_MEMORY_CANNOT_BE_READ
#endif
#endif

#ifndef SHUBBAK_MEMORY_CANNOT_BE_READ
namespace {

/// How often `needle` stands in this process's writable memory. The needle is given in two halves, so that looking for
/// it does not plant it.
int copies_in_memory(std::string const& first, std::string const& second)
{
    std::ifstream maps("/proc/self/maps");
    int found = 0;
    for (std::string line; std::getline(maps, line);) {
        std::istringstream words(line);
        std::string range;
        std::string rights;
        words >> range >> rights;
        if (!rights.starts_with("rw") || line.find("[v") != std::string::npos)
            continue;
        auto const dash = range.find('-');
        auto const from = std::stoull(range.substr(0, dash), nullptr, 16);
        auto const to = std::stoull(range.substr(dash + 1), nullptr, 16);
        if (to - from > 256U * 1024 * 1024)
            continue;
        auto const* bytes = reinterpret_cast<char const*>(from);
        auto const size = static_cast<std::size_t>(to - from);
        for (std::size_t at = 0; at + first.size() + second.size() <= size;) {
            auto const* hit = static_cast<char const*>(memmem(bytes + at, size - at, first.data(), first.size()));
            if (hit == nullptr)
                break;
            at = static_cast<std::size_t>(hit - bytes) + first.size();
            if (at + second.size() <= size && std::memcmp(bytes + at, second.data(), second.size()) == 0)
                ++found;
        }
    }
    return found;
}

/// A citizen's name that is nowhere in the program: made letter by letter.
std::string made_name()
{
    std::string name;
    for (int i = 0; i < 40; ++i)
        name.push_back(static_cast<char>('a' + (i * 7 + 3) % 26));
    return name;
}

}
#endif

TEST_CASE("the end of a visit leaves blank paper", "[ui][forget][U5]")
{
    Room room;
    Pressed pressed;
    room.show([&](Canvas& canvas) { draw_sample(canvas, pressed); });
    auto const presents = room.glass->presents();
    room.presenter->forget();
    CHECK(room.glass->presents() == presents + 1);
    auto const picture = room.presenter->picture();
    auto const paper = default_theme().colour(Token::paper).rgb;
    CHECK(std::ranges::all_of(picture.pixels(), [&](std::uint32_t pixel) { return (pixel & 0xFFFFFF) == paper; }));
    CHECK(room.presenter->nodes().empty());
    CHECK(room.presenter->page().empty());
    CHECK(room.presenter->needs_frame());
}

#ifndef SHUBBAK_MEMORY_CANNOT_BE_READ
TEST_CASE("no personal text is left in memory after the visit", "[ui][forget][U5]")
{
    Room room;
    {
        SecretText name(made_name());
        room.show([&](Canvas& canvas) {
            canvas.page("hello");
            canvas.body([&] {
                canvas.title(Words::personal(name.view()));
                canvas.field("name", "Name", Words::personal(name.view()));
            });
        });
        auto const text = made_name();
        CHECK(copies_in_memory(text.substr(0, 20), text.substr(20)) > 0);
    }
    room.presenter->forget();
    auto text = made_name();
    auto const first = text.substr(0, 20);
    auto const second = text.substr(20);
    wipe(text);
    CHECK(copies_in_memory(first, second) == 0);
}
#endif
