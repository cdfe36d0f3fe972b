#include "kiosk/glass/ui/layout.h"

#include "tests/glass/ui/room.h"

#include <catch2/catch.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

using namespace kiosk;
using namespace kiosk::ui;
using namespace kiosk::ui::testing;

namespace {

constexpr float tiny = 0.05F;

struct Panel {
    float width;
    float height;
};
constexpr Panel portrait { 336, 598 };
constexpr Panel landscape { 708, 398 };

std::string what(Page const& page, Element const& element)
{
    return fmt::format("{} '{}' {} [{:.1f} {:.1f} {:.1f} {:.1f}]", page.index_of(element), element.id, element.words.text, element.x, element.y, element.width, element.height);
}

bool counts(Element const& element) { return !element.absent && element.kind != Kind::space && element.width > 0 && element.height > 0; }

/// Calls `check(page, size)` for the sample page in all languages, sizes and on both large panels.
template <typename Check>
void everywhere(Check check)
{
    for (auto const& panel : { portrait, landscape }) {
        for (auto const language : all_languages) {
            for (auto const size : { TextSize::small, TextSize::standard, TextSize::large, TextSize::largest }) {
                INFO(fmt::format("{} x {} mm, {}, size {}", panel.width, panel.height, code_of(language), static_cast<int>(size)));
                check(*laid_out(draw_sample, language, size, panel.width, panel.height), size);
            }
        }
    }
}

}

TEST_CASE("every element lies within its parent", "[ui][layout][Y1]")
{
    everywhere([](LaidOut const& made, TextSize) {
        auto const& page = made.page;
        for (auto const& element : page.elements()) {
            if (!counts(element) || element.parent == none || page[element.parent].kind == Kind::scroll)
                continue;
            auto const& parent = page[element.parent];
            INFO(what(page, element) << " in " << what(page, parent));
            CHECK(element.x >= parent.x - tiny);
            CHECK(element.y >= parent.y - tiny);
            CHECK(element.x + element.width <= parent.x + parent.width + tiny);
            CHECK(element.y + element.height <= parent.y + parent.height + tiny);
        }
    });
}

TEST_CASE("no two children of a box overlap", "[ui][layout][Y1]")
{
    everywhere([](LaidOut const& made, TextSize) {
        auto const& page = made.page;
        for (auto const& a : page.elements()) {
            for (Index other = a.next; counts(a) && other != none; other = page[other].next) {
                auto const& b = page[other];
                if (!counts(b))
                    continue;
                bool const apart = a.x + a.width <= b.x + tiny || b.x + b.width <= a.x + tiny || a.y + a.height <= b.y + tiny || b.y + b.height <= a.y + tiny;
                INFO(what(page, a) << " and " << what(page, b));
                CHECK((apart || page[a.parent].kind == Kind::scroll));
            }
        }
    });
}

TEST_CASE("no text is cut at any size", "[ui][layout][Y2]")
{
    everywhere([](LaidOut const& made, TextSize size) {
        text::Typesetter typesetter(shipped_fonts());
        Lettering lettering(typesetter, Measures(size, made.density));
        for (auto const& element : made.page.elements()) {
            if (element.kind != Kind::text || element.absent || element.words.empty())
                continue;
            auto const& layout = lettering.set(element, made.density.pixels({ element.width }));
            INFO(what(made.page, element));
            CHECK(layout.height <= made.density.pixels({ element.height }) + 0.5F);
            CHECK(layout.width <= made.density.pixels({ element.width }) + 0.5F);
            CHECK_FALSE(layout.overfull);
        }
    });
}

TEST_CASE("what is touched is large enough and far enough from the next", "[ui][layout][Y3]")
{
    everywhere([](LaidOut const& made, TextSize size) {
        auto const& page = made.page;
        auto const least = Measures(size, made.density).target().value;
        for (auto const& a : page.elements()) {
            if (!a.touchable || a.absent)
                continue;
            INFO(what(page, a));
            CHECK(a.width >= least - tiny);
            CHECK(a.height >= least - tiny);
            for (auto const& b : page.elements()) {
                if (&a == &b || !b.touchable || b.absent || a.clip != b.clip)
                    continue;
                float const across = std::max(b.x - a.x - a.width, a.x - b.x - b.width);
                float const down = std::max(b.y - a.y - a.height, a.y - b.y - b.height);
                INFO(what(page, b));
                CHECK(std::max(across, down) >= Measures::gap.value - tiny);
            }
        }
    });
}

TEST_CASE("a page is mirrored exactly, but for the inside of what is steady", "[ui][layout][U4]")
{
    // The same words in both, so that only the direction differs.
    auto const same_words = [](Canvas& canvas, Pressed& pressed) { draw_sample(canvas, pressed); };
    auto straight = laid_out(same_words, Language::english, TextSize::standard, portrait.width, portrait.height);
    auto const before = straight->page.elements();
    int const right = static_cast<int>(std::lround(straight->density.pixels({ portrait.width })));
    mirror(straight->page, none, 0, right);
    auto const& page = straight->page;
    int steady = 0;
    for (auto const& element : page.elements()) {
        auto const& was = before[static_cast<std::size_t>(page.index_of(element))].area;
        bool inside = false;
        for (Index box = element.parent; box != none; box = page[box].parent)
            inside = inside || page[box].steady;
        INFO(what(page, element));
        CHECK(element.area.width() == was.width());
        CHECK(element.area.top == was.top);
        if (inside)
            ++steady;
        else
            CHECK(element.area.left == right - was.right);
    }
    CHECK(steady > 12);
    auto const at = [&](char const* id) { return page[page.find(id)].area; };
    CHECK(at("number.key.1").right <= at("number.key.2").left);
    CHECK(at("next").right <= at("back").left);
    mirror(straight->page, none, 0, right);
    for (auto const& element : page.elements())
        CHECK(element.area == before[static_cast<std::size_t>(page.index_of(element))].area);
}

TEST_CASE("an Arabic page starts at the right", "[ui][layout][U4]")
{
    auto const arabic = laid_out(draw_sample, Language::arabic, TextSize::standard, portrait.width, portrait.height);
    auto const english = laid_out(draw_sample, Language::english, TextSize::standard, portrait.width, portrait.height);
    auto const at = [](LaidOut const& made, char const* id) { return made.page[made.page.find(id)].area; };
    CHECK(at(*arabic, "back").left > at(*arabic, "next").right);
    CHECK(at(*english, "back").right < at(*english, "next").left);
}

TEST_CASE("a box in another language starts where that language starts", "[ui][layout][U4]")
{
    auto const made = laid_out(
        [](Canvas& canvas, Pressed&) {
            canvas.page("greetings");
            canvas.body([&] {
                canvas.row([&] {
                    (void)canvas.button("first", "1");
                    (void)canvas.button("second", "2");
                }, { .language = Language::arabic, .id = "box" });
            });
        },
        Language::english, TextSize::standard, portrait.width, portrait.height);
    auto const at = [&](char const* id) { return made->page[made->page.find(id)].area; };
    CHECK(at("first").right == at("box").right);
    CHECK(at("second").right < at("first").left);
}

TEST_CASE("a tile puts its words under its icon where it is narrow", "[ui][layout]")
{
    auto const draw = [](Canvas& canvas, Pressed&) {
        canvas.page("tiles");
        canvas.body([&] {
            canvas.grid([&] {
                for (int i = 0; i < 4; ++i)
                    (void)canvas.tile(fmt::format("tile.{}", i), "Digital class", { .icon = "laptop" });
            }, { .least_column = { 60 } });
        });
    };
    auto const words_beside_icon = [&](float width) {
        auto const made = laid_out(draw, Language::english, TextSize::standard, width, 598);
        auto const& tile = made->page[made->page.find("tile.0")];
        auto const& plate = made->page[tile.first];
        auto const& words = made->page[plate.next];
        return words.y < plate.y + plate.height;
    };
    CHECK(words_beside_icon(708));
    CHECK_FALSE(words_beside_icon(336));
}
