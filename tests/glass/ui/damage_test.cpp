#include "kiosk/glass/ui/marks.h"

#include "kiosk/glass/ui/brush.h"
#include "kiosk/glass/ui/raster.h"
#include "tests/doubles/memory.h"
#include "tests/glass/ui/room.h"

#include <catch2/catch.hpp>
#include <imgui.h>
#include <imgui_internal.h>

#include <algorithm>
#include <functional>
#include <numeric>
#include <random>

using namespace kiosk;
using namespace kiosk::ui;
using namespace kiosk::ui::testing;
using platform::Rectangle;
using Phase = platform::Finger::Phase;

namespace {

constexpr int side = 400;
constexpr Colour paper { 0xFBF9F5 };
constexpr Colour ink { 0x14212B };
constexpr std::uint32_t sentinel = 0x00FF00FE;

/// Marks made by a brush, on a paper of 400 x 400.
class Pad {
public:
    using Paint = std::function<void(Brush&)>;

    [[nodiscard]] Marks marks(Paint const& paint)
    {
        m_atlas.begin_frame();
        ImDrawListSharedData shared;
        shared.ClipRectFullscreen = { -8192, -8192, 8192, 8192 };
        shared.SetCircleTessellationMaxError(0.3F);
        shared.InitialFlags = ImDrawListFlags_AllowVtxOffset;
        ImDrawList list(&shared);
        list._ResetForNewFrame();
        list.PushClipRectFullScreen();
        list.PushTextureID(reinterpret_cast<ImTextureID>(Texture::plain));
        Brush brush(list, m_atlas);
        brush.fill({ 0, 0, side, side }, paper);
        paint(brush);
        ImDrawList* lists[] = { &list };
        ImDrawData data;
        data.Valid = true;
        data.CmdLists = lists;
        data.CmdListsCount = 1;
        Marks marks;
        marks.read(data, m_atlas, side, side);
        return marks;
    }
    [[nodiscard]] std::vector<std::uint32_t> drawn(Marks const& marks) const
    {
        std::vector<std::uint32_t> pixels(side * side);
        rasterise(marks, m_atlas, { pixels.data(), side, side, side }, marks.whole());
        return pixels;
    }
    /// `before`, with what has changed drawn over it.
    [[nodiscard]] std::vector<std::uint32_t> mended(Marks const& before, Marks const& now) const
    {
        auto pixels = drawn(before);
        for (auto const& part : Marks::changed_parts(before, now))
            rasterise(now, m_atlas, { pixels.data(), side, side, side }, part);
        return pixels;
    }
    text::Atlas& atlas() { return m_atlas; }

private:
    text::Atlas m_atlas { shipped_fonts(), 256 };
};

long area(std::vector<Rectangle> const& parts)
{
    return std::accumulate(parts.begin(), parts.end(), 0L, [](long sum, Rectangle const& part) { return sum + static_cast<long>(part.width()) * part.height(); });
}

Rectangle square(int x, int y) { return { x, y, x + 20, y + 20 }; }

}

TEST_CASE("two equal frames have no part that changed", "[ui][damage][D1]")
{
    Pad pad;
    auto const paint = [](Brush& brush) { brush.fill_rounded(square(50, 50), 8, ink); };
    CHECK(Marks::changed_parts(pad.marks(paint), pad.marks(paint)).empty());
}

TEST_CASE("a frame after none is all of the surface", "[ui][damage][D1]")
{
    Pad pad;
    auto const now = pad.marks([](Brush&) { });
    CHECK(Marks::changed_parts({}, now) == std::vector { Rectangle { 0, 0, side, side } });
}

TEST_CASE("what comes, goes, moves or changes its colour damages its own place", "[ui][damage][D1]")
{
    Pad pad;
    // Far apart, so that joining them would draw much in vain.
    auto const row = [](int left_out, int other_colour, int moved) {
        return [=](Brush& brush) {
            for (int i = 0; i < 4; ++i) {
                if (i != left_out)
                    brush.fill({ 10, 100 * i, 390, 100 * i + (i == moved ? 12 : 10) }, i == other_colour ? Colour { 0x741010 } : ink);
            }
        };
    };
    auto const all = pad.marks(row(-1, -1, -1));
    auto const place = std::vector { Rectangle { 10, 200, 390, 210 } };
    CHECK(Marks::changed_parts(all, pad.marks(row(2, -1, -1))) == place);
    CHECK(Marks::changed_parts(pad.marks(row(2, -1, -1)), all) == place);
    CHECK(Marks::changed_parts(all, pad.marks(row(-1, 2, -1))) == place);
    CHECK(Marks::changed_parts(all, pad.marks(row(-1, -1, 2))) == std::vector { Rectangle { 10, 200, 390, 212 } });
}

TEST_CASE("two places that changed are two parts, and what stands between them stays", "[ui][damage][D1]")
{
    Pad pad;
    auto const page = [](Colour first, Colour last) {
        return [=](Brush& brush) {
            brush.fill(square(10, 10), first);
            for (int i = 0; i < 50; ++i)
                brush.fill({ 100 + i, 100, 101 + i, 300 }, ink);
            brush.fill(square(370, 370), last);
        };
    };
    auto const parts = Marks::changed_parts(pad.marks(page(ink, ink)), pad.marks(page(paper, paper)));
    CHECK(parts.size() == 2);
    CHECK(area(parts) == 2 * 20 * 20);
}

TEST_CASE("what lies over another in another order is a change", "[ui][damage][D1]")
{
    Pad pad;
    Colour const red { 0x741010 };
    auto const one = pad.marks([&](Brush& brush) { brush.fill(square(50, 50), ink); brush.fill(square(60, 60), red); });
    auto const other = pad.marks([&](Brush& brush) { brush.fill(square(60, 60), red); brush.fill(square(50, 50), ink); });
    CHECK(pad.mended(one, other) == pad.drawn(other));
    CHECK_FALSE(pad.drawn(one) == pad.drawn(other));
}

TEST_CASE("a picture is drawn anew each time, for its pixels are borrowed", "[ui][damage][D1]")
{
    Pad pad;
    Picture picture(4, 4);
    auto const paint = [&](Brush& brush) { brush.picture(picture, { 100, 100, 104, 104 }); };
    auto const before = pad.marks(paint);
    auto const pixels = pad.drawn(before);
    picture.row(0)[0] = 0xFF0000;
    auto const now = pad.marks(paint);
    CHECK(pad.drawn(now) != pixels);
    CHECK(Marks::changed_parts(before, now) == std::vector { Rectangle { 100, 100, 104, 104 } });
}

TEST_CASE("an atlas that was emptied makes all of the surface new", "[ui][damage][D1]")
{
    Pad pad;
    auto const paint = [](Brush& brush) { brush.fill_rounded(square(50, 50), 8, ink); };
    auto const before = pad.marks(paint);
    pad.atlas().forget();
    CHECK(Marks::changed_parts(before, pad.marks(paint)) == std::vector { Rectangle { 0, 0, side, side } });
}

TEST_CASE("whatever changes, mending gives the same pixels as drawing all of it", "[ui][damage][D1]")
{
    Pad pad;
    std::mt19937 random(20261122);
    auto const upto = [&](int most) { return static_cast<int>(random() % static_cast<unsigned>(most + 1)); };
    struct Stroke {
        Rectangle area;
        Colour colour;
        int alpha;
        int radius;
    };
    auto const any = [&] {
        int const left = upto(side) - 20, top = upto(side) - 20;
        return Stroke { { left, top, left + 1 + upto(120), top + 1 + upto(60) }, { static_cast<std::uint32_t>(upto(0xFFFFFF)) }, upto(1) == 0 ? 255 : upto(255), upto(12) };
    };
    auto const paint = [](std::vector<Stroke> const& strokes) {
        return [&strokes](Brush& brush) {
            for (auto const& stroke : strokes) {
                if (stroke.alpha < 255)
                    brush.fill(stroke.area, stroke.colour, stroke.alpha);
                else
                    brush.fill_rounded(stroke.area, stroke.radius, stroke.colour);
            }
        };
    };
    std::vector<Stroke> strokes;
    int wrong = 0, partly = 0;
    for (int step = 0; step < 400; ++step) {
        auto const before = pad.marks(paint(strokes));
        // Now and then a page that has nothing in common with the one before; usually a few marks come, go, or change.
        if (upto(20) == 0)
            strokes.clear();
        for (int change = upto(strokes.empty() ? 60 : 4); change >= 0; --change) {
            auto const at = strokes.begin() + upto(static_cast<int>(strokes.size()));
            if (at == strokes.end() || upto(1) == 0)
                strokes.insert(at, any());
            else if (upto(1) == 0)
                strokes.erase(at);
            else
                *at = any();
        }
        auto const now = pad.marks(paint(strokes));
        wrong += pad.mended(before, now) == pad.drawn(now) ? 0 : 1;
        partly += area(Marks::changed_parts(before, now)) < side * side / 2 ? 1 : 0;
    }
    CHECK(wrong == 0);
    CHECK(partly > 200);
}

TEST_CASE("a press draws the button that it is on, and nothing else", "[ui][damage][U3]")
{
    Room room { 1080, 1920 };
    Pressed pressed;
    room.show([&](Canvas& canvas) { draw_sample(canvas, pressed); });
    auto const where = room.area("next");
    auto const surface = room.glass->surface();
    auto& beside = surface.row(where.top)[static_cast<std::size_t>(where.left - 4)];
    auto& far_away = surface.row(4)[4];
    auto& inside = surface.row(where.top + where.height() / 2)[static_cast<std::size_t>(where.left + 4)];
    beside = far_away = inside = sentinel;
    room.finger(Phase::down, middle_x(where), middle_y(where));
    room.frame();
    CHECK(beside == sentinel);
    CHECK(far_away == sentinel);
    CHECK(inside != sentinel);
}

TEST_CASE("a page that is built again and looks the same is not presented", "[ui][damage][U3]")
{
    Room room;
    Pressed pressed;
    room.show([&](Canvas& canvas) { draw_sample(canvas, pressed); });
    auto const presents = room.glass->presents();
    room.presenter->invalidate();
    room.frame();
    CHECK(room.glass->presents() == presents);
}

TEST_CASE("a window that lost its content gets all of it again, and so does the next visit", "[ui][damage][U5]")
{
    Room room;
    Pressed pressed;
    room.show([&](Canvas& canvas) { draw_sample(canvas, pressed); });
    auto const picture = room.presenter->picture();
    auto const spoil = [&] {
        for (int y = 0; y < room.glass->height(); ++y)
            std::ranges::fill(room.glass->surface().row(y), sentinel);
    };
    spoil();
    room.presenter->handle(platform::Exposed {});
    room.frame();
    CHECK(room.presenter->picture() == picture);
    room.presenter->forget();
    spoil();
    room.frame();
    CHECK(room.presenter->picture() == picture);
}

TEST_CASE("marks that were wiped are nowhere in memory", "[ui][damage][D2]")
{
    Pad pad;
    // A hundred marks whose places nobody else has; they are counted by the bytes of one after the other's box.
    constexpr std::int16_t odd = 241;
    auto const times = [] {
        int found = 0;
        std::array<std::int16_t, 4> const box { ~odd, ~(odd + 2), ~(odd + 59), ~(odd + 64) };
        doubles::search_memory([&](std::string_view content, std::uintptr_t, std::size_t most) {
            for (std::size_t at = 0; at + sizeof box <= content.size() && at < most; at += 2) {
                std::array<std::int16_t, 4> here {};
                std::memcpy(here.data(), content.data() + at, sizeof here);
                bool same = true;
                for (std::size_t i = 0; i < 4; ++i)
                    same = same && here[i] == ~box[i];
                found += same ? 1 : 0;
            }
        });
        return found;
    };
    int const before = times();
    auto marks = pad.marks([&](Brush& brush) {
        for (int i = 0; i < 100; ++i)
            brush.fill({ odd, odd + 2, odd + 59, odd + 64 }, ink);
    });
    CHECK(times() >= before + 100);
    marks.wipe();
    CHECK(times() <= before + 8); // what a register or the stack may still hold of the last one
}
